"""`gongkai import items` over a workbook of 5,276 entries with bodies: read, judged, written, found; and how it grows.

The rival writes the same items row by row: a row of each table, an entry of the index and of the journal for each.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENTRIES, GOAL = 5_276, 20.0  # seconds
QUARTER, DOUBLE, BY_ROW = ENTRIES // 4, ENTRIES * 2, 400
HEAD = (
    "title",
    "agency",
    "field",
    "matter",
    "submatter",
    "element",
    "summary",
    "keywords",
    "source",
    "validity",
    "genre",
)
Row = dict[str, Any]


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    lines = iter(_lines(QUARTER + ENTRIES + DOUBLE + BY_ROW))
    quarter = _imported(list(islice(lines, QUARTER)))
    whole = _imported(list(islice(lines, ENTRIES)))
    double = _imported(list(islice(lines, DOUBLE)))
    plain = _row_by_row(list(islice(lines, BY_ROW))) / BY_ROW * ENTRIES
    return [
        _row(f"import of {ENTRIES:,} entries with bodies", whole, "s", goal=GOAL, rival=plain),
        _row(f"the same, each entry, {QUARTER:,} at once", quarter / QUARTER * 1000, "ms"),
        _row(f"the same, each entry, {ENTRIES:,} at once", whole / ENTRIES * 1000, "ms"),
        _row(f"the same, each entry, {DOUBLE:,} at once", double / DOUBLE * 1000, "ms"),
    ]


def _lines(count: int) -> Iterable[Any]:
    """The demonstration's entries, in a house founded as it is there."""
    from gongkai.demonstration.entries import Owed, entries
    from gongkai.demonstration.house import found_house
    from gongkai.demonstration.publishing import found_publishing
    from gongkai.publications.queries import catalogue

    found_publishing(found_house())
    owed = [
        Owed(
            duty.agency.code,
            duty.element.matter.field.slug,
            duty.element.matter.field.name,
            duty.element.matter.first,
            duty.element.matter.second,
            duty.element.name,
            duty.element.cadence,
            duty.element.matter.basis,
        )
        for duty in catalogue.duties_for_entries()
    ]
    lines = list(entries(owed, count))
    # Sorted by field as the catalogue is; dealt out, so that every part of the list is of all fields.
    return [line for start in range(7) for line in lines[start::7]]


def _imported(lines: Sequence[Any]) -> float:
    """Seconds from the workbook on the disk to the last item that can be found."""
    from gongkai.audit.actors import Actor
    from gongkai.publications.actions.import_course import run_import
    from gongkai.publications.actions.importing import highest_numbers
    from gongkai.publications.queries.importing import Importing
    from gongkai.reading.listed import open_listing
    from gongkai.screens import clock

    with tempfile.TemporaryDirectory() as folder:
        path = _workbook(Path(folder) / "items.xlsx", lines)
        start = time.perf_counter()
        actor = Actor("timer", "导入", None, clock.now(), "command")
        listing = open_listing(path)
        kept = highest_numbers(listing.numbers())
        course = run_import(listing.items(), Importing(None, at=actor.at), actor=actor, kept_numbers=kept)
        took = time.perf_counter() - start
    assert (course.taken, course.troubles) == (len(lines), []), (course.taken, course.troubles[:3])
    return took


def _workbook(path: Path, lines: Sequence[Any]) -> Path:
    from openpyxl import Workbook

    from gongkai.reading.listed.heads import ITEMS

    book = Workbook(write_only=True)
    sheet = book.create_sheet("items")
    sheet.append([*(ITEMS.labels[key] for key in HEAD), "成文日期", "发布日期", "正文"])
    for line in lines:
        days = [f"{line.days['dated_on']:%Y年%m月%d日}", f"{line.days['published_at']:%Y-%m-%d %H:%M}"]
        sheet.append([*(line.texts[key] for key in HEAD), *days, line.body])
    book.save(path)
    return path


def _row_by_row(lines: Sequence[Any]) -> float:
    """Seconds to write them one by one, each in a transaction of its own."""
    from django.db import transaction
    from django.utils.timezone import localtime

    from gongkai.audit import actions as audit
    from gongkai.audit.actors import Actor
    from gongkai.publications.models import Publication, Version
    from gongkai.publications.queries.importing import Importing
    from gongkai.screens import clock
    from gongkai.search.actions import Findable, put

    actor = Actor("timer", "导入", None, clock.now(), "command")
    importing = Importing(None, at=actor.at)
    start = time.perf_counter()
    for number, line in enumerate(lines):
        (one,) = importing.judge([line]).ready
        with transaction.atomic():
            item = Publication.objects.create(
                issued_by_id=one.agency_id, duty_id=one.duty_id, section_id=one.section_id, index_number=f"r/{number}"
            )
            version = Version.objects.create(
                publication=item, number=1, released_at=one.published_at, released_by="", digest="", text=one.text, **one.content
            )  # fmt: skip
            item.current, item.published_at, item.standing = version, one.published_at, Publication.Standing.PUBLIC
            item.save()
            day: date = localtime(one.published_at).date()
            put(Findable(f"publication:{item.pk}", "publication", version.title, f"/items/{item.pk}/", body=one.text, published_on=day))  # fmt: skip
            audit.record(actor, "publication.imported", item)
    return time.perf_counter() - start


def _row(name: str, value: float, unit: str, *, goal: float | None = None, rival: float | None = None) -> Row:
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "rival": round(rival, 3) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }
