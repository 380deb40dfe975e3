"""The register of normative documents as of a past day: 2,000 documents, beside asking each document for its acts.

Two drafts of 30,000 signs side by side, whatever the edit, beside `difflib.SequenceMatcher` over the same words.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 2_000
DAY = date(2022, 12, 31)
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
    return [*_register(), *_comparison()]


def _register() -> list[Row]:
    """The list at the desk of the head's legal office, the whole request; and the file of all of it."""
    from tests.normative import TODAY, a_district

    from gongkai.documents.queries.register import Wanted, register_lines, register_page

    district = a_district()
    _documents(district)
    actor = district.of_head("legal_reviewer", TODAY)
    wanted = Wanted(DAY)
    client = _signed_in(district)
    asked = {"day": DAY.isoformat()}
    whole, queries = _measured(lambda: client.get("/desk/documents/", asked))
    plain, plain_queries = _measured(lambda: _one_by_one(district), times=2)
    read, _ = _measured(lambda: register_page(actor, wanted))
    last, _ = _measured(lambda: register_page(actor, Wanted(DAY, validity="repealed", words="管理"), page=3))
    table, _ = _measured(lambda: register_lines(actor, wanted))
    return [
        _row(f"register page, {DOCUMENTS:,} documents as of a past day", whole, "ms", goal=150, rival=plain),
        _row("queries of the register page", queries, "queries", goal=8, rival=plain_queries),
        _row("the reading alone", read, "ms", goal=100),
        _row("filtered by state and words, a later page", last, "ms", goal=100),
        _row("every line of it, for a file", table, "ms", goal=300),
    ]


def _comparison() -> list[Row]:
    """Paragraph by paragraph and word by word, with moves; the shapes of the tests. The rival once: it takes its time."""
    from difflib import SequenceMatcher

    from tests.golden.test_collation import SHAPES

    from gongkai.reading.collation import WORD, collated

    def taken(work: Callable[[], Any], times: int = 3) -> float:
        took = []
        for _ in range(times):
            begun = time.perf_counter()
            work()
            took.append((time.perf_counter() - begun) * 1000)
        return sorted(took)[times // 2]

    def rival(earlier: str, later: str) -> Any:
        return SequenceMatcher(None, WORD.findall(earlier), WORD.findall(later), autojunk=False).get_opcodes()

    shapes = ("one sign in a hundred", "one paragraph of all", "wholly rewritten", "every paragraph moved and edited")
    rows = []
    for shape in shapes:
        pair = SHAPES[shape]
        told = taken(lambda pair=pair: rival(*pair), times=1) if shape in shapes[:2] else None
        name = f"two drafts of 30,000 signs: {shape}"
        rows.append(_row(name, taken(lambda pair=pair: collated(*pair)), "ms", goal=1_000, rival=told))
    slowest = max(taken(lambda pair=pair: collated(*pair), times=1) for pair in SHAPES.values())
    return [*rows, _row(f"the slowest of {len(SHAPES)} shapes of edits", slowest, "ms", goal=1_000)]


def _documents(district: Any) -> None:
    """Laid straight into the tables: what is measured is the reading. Half have a term; a third were changed, some twice."""
    from tests.builders import at

    from gongkai.documents.models import Change, NormativeDocument
    from gongkai.law.numbers import number_key

    chance, moment = random.Random(6), at(date(2024, 6, 3))
    rows = []
    for n in range(DOCUMENTS):
        issued = date(2008, 1, 1) + timedelta(days=n * 5800 // DOCUMENTS)
        number = f"云政规〔{issued.year}〕{n + 1}号"
        rows.append(
            NormativeDocument(
                agency=district.head if n % 3 else district.agency,
                drafted_by=district.agency,
                stage="in_use",
                title=f"云岭区第{n + 1}项事务管理办法",
                number=number,
                number_key=number_key(number),
                issued_on=issued,
                effective_on=issued + timedelta(days=30) if n % 4 == 0 else None,
                valid_until=issued + timedelta(days=1825) if n % 2 else None,
            )
        )
    made = NormativeDocument.objects.bulk_create(rows, batch_size=500)
    changes = []
    for n, document in enumerate(made):
        for kind in ["amended", "amended", "repealed"][: chance.choice([0, 0, 1, 2, 3])]:
            told: dict[str, Any] = {
                "acting_title": "关于修改和废止部分文件的决定",
                "recorded_by": "测试",
                "recorded_at": moment,
            }
            day = date(2024, 1, 1) if kind == "repealed" and n % 2 else document.issued_on + timedelta(days=400)
            changes.append(Change(document=document, kind=kind, effective_on=day, acting=made[-1], **told))
    Change.objects.bulk_create([one for one in changes if one.acting_id != one.document_id], batch_size=500)


def _one_by_one(district: Any) -> int:
    """The rival: each document of the district asked for its acts, and read by the same law."""
    from gongkai.documents.models import NormativeDocument
    from gongkai.law.validity import ChangeFact, DocumentFact, validity_on

    count = 0
    for row in NormativeDocument.objects.filter(agency__path__startswith=district.head.path).select_related("agency"):
        changes = tuple(
            ChangeFact(change.kind, change.effective_on, change.until)
            for change in row.changes.filter(cancelled_at__isnull=True)
        )
        fact = DocumentFact(str(row.pk), row.kind, row.issued_on, row.effective_on, row.valid_until, None, changes)
        state = validity_on(fact, DAY)
        count += state is not None and state.holds
    return count


def _signed_in(district: Any) -> Any:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client(raise_request_exception=True)
    person = district.person("legal_reviewer", of=district.head)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _measured(work: Callable[[], Any], *, times: int = TIMES) -> tuple[float, int]:
    """Milliseconds, the median of several, and how many queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as asked:
        work()
    queries = len(asked)  # now: the next request empties the log
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[times // 2], queries


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
