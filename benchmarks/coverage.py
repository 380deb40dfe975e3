"""The coverage board over 26 fields and 5,276 public entries, beside counting every duty from its items each time."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2024, 4, 1)
AGENCIES, ENTRIES = 30, 5_276
TIMES = 7
Row = dict[str, Any]


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    head = _house()
    from gongkai.publications.queries import catalogue, coverage

    took, queries = _measured(lambda: coverage.board(head, TODAY))
    plain, _ = _measured(lambda: _from_the_items(head))
    field = catalogue.field("budgets")
    opened, _ = _measured(lambda: coverage.lines_of(head, TODAY, of_field=field))
    whole, _ = _measured(catalogue.table)
    return [
        _row(f"coverage board, {ENTRIES:,} entries", took, "ms", goal=200, rival=plain),
        _row("queries of the board", queries, "queries", goal=10),
        _row("one field of the board opened", opened, "ms", goal=200),
        _row("the whole catalogue as a table", whole, "ms", goal=1000),
    ]


def _house() -> Any:
    """A district whose agencies owe the sample's elements, with its entries spread over them."""
    from tests.builders import BUILDER, an_agency

    from gongkai.publications import actions
    from gongkai.publications.models import Element, ElementDuty, PriorityField

    head = an_agency(kind="government", name="云岭区人民政府", short_name="区政府", code="001")
    below = [an_agency(parent=head) for _ in range(AGENCIES)]
    actions.found_catalogue(actor=BUILDER)
    for place, field in enumerate(PriorityField.objects.all()):
        for step, level in enumerate(("county", "township", "township")):
            agency = below[(place + step * 9) % AGENCIES]
            if not Element.objects.filter(matter__field=field, **{level: True}).exists():
                continue
            actions.assign_field(field, agency=agency, level=level, since=date(2024, 1, 2), actor=BUILDER)
    duties = list(ElementDuty.objects.values_list("pk", "agency_id"))
    _publish(duties[: len(duties) * 4 // 5])
    actions.refresh_duties([key for key, _ in duties])
    return head


def _publish(duties: list[tuple[int, int]]) -> None:
    """The entries, laid straight into the tables: what is measured is the reading."""
    from tests.builders import at

    from gongkai.publications.models import Publication, Version

    moment: datetime = at(date(2024, 3, 4))
    items = Publication.objects.bulk_create(
        [
            Publication(duty_id=duties[n % len(duties)][0], issued_by_id=duties[n % len(duties)][1])
            for n in range(ENTRIES)
        ],
        batch_size=500,
    )
    versions = Version.objects.bulk_create(
        [
            Version(
                publication=item, number=1, title=f"第{n}条", body="<p>内容</p>" * 40, released_at=moment, digest="0"
            )
            for n, item in enumerate(items)
        ],
        batch_size=500,
    )
    for n, (item, version) in enumerate(zip(items, versions, strict=True)):
        item.current, item.standing, item.published_at = version, Publication.Standing.PUBLIC, moment
        item.index_number = f"123456789/2024-{n:05}"
    Publication.objects.bulk_update(items, ["current", "standing", "published_at", "index_number"], batch_size=200)


def _from_the_items(head: Any) -> int:
    """The rival: no caches; each duty with its items, and its last day counted from them."""
    from gongkai.agencies.queries import calendar
    from gongkai.law.coverage import standing_of
    from gongkai.publications.catalogue_facts import due_of, facts_of
    from gongkai.publications.models import ElementDuty, Publication

    days, count = calendar(), 0
    released: dict[int, list[datetime]] = {}
    for item in Publication.objects.filter(standing="public").select_related("current"):
        released.setdefault(item.duty_id, []).append(item.current.released_at)
    rows = ElementDuty.objects.filter(until__isnull=True, agency__path__startswith=head.path)
    for duty in rows.select_related("element__matter__field", "agency"):
        public = released.get(duty.pk, [])
        duty.entries, duty.filled_on = len(public), max(public).date() if public else None
        duty.due_on = due_of(duty, days)
        count += standing_of(facts_of(duty, in_review=False), today=TODAY, calendar=days).is_late
    return count


def _measured(work: Callable[[], Any]) -> tuple[float, int]:
    """Milliseconds, the median of several, and how many queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as asked:
        work()
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)[TIMES // 2], len(asked)


def _row(name: str, value: float, unit: str, *, goal: float, rival: float | None = None) -> Row:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "rival": None if rival is None else round(rival, 1),
        "ratio": None if rival is None else round(rival / value, 2),
        "goal": goal,
        "meets": value <= goal,
    }
