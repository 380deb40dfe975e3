"""The public library with 2,000 documents: its pages made afresh, one document's page, its text as PDF, the minute's look at search."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 2_000
DAY = date(2024, 6, 3)
TIMES = 7
TEXT = "".join(f"<p>第{number}条　养犬人应当遵守本办法，不得妨碍他人的生活。</p>" for number in range(1, 61))
Row = dict[str, Any]


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.GONGKAI_TODAY = DAY.isoformat()
    call_command("migrate", verbosity=0)
    return _rows(_document())


def _document() -> Any:
    """One document with its text, interpreted and amended, among 2,000 others."""
    from tests.library import Library
    from tests.normative import a_change

    library = Library(name="青川区公安分局", code="021")
    document = library.document(title="养犬管理办法", body=TEXT)
    library.reading(document, on=date(2020, 3, 4))
    a_change(library.district, document, kind="amended", effective_on=date(2022, 5, 1), acting_title="修改的决定")
    _others(library.room.agency)
    return document


def _others(agency: Any) -> None:
    """Rows as an import leaves them: disclosed, a third with a term, a fifth repealed."""
    from gongkai.documents.models import Change, NormativeDocument

    rows = [
        NormativeDocument(
            agency=agency,
            drafted_by=agency,
            stage="in_use",
            title=f"关于第{number}项工作的管理办法",
            number=f"青规〔{2000 + number % 24}〕{number}号",
            number_key=f"青规{2000 + number % 24}{number}号",
            issued_on=(day := date(2000 + number % 24, 1 + number % 12, 1 + number % 28)),
            disclosed_on=day,
            valid_until=day + timedelta(days=1825) if number % 3 == 0 else None,
        )
        for number in range(DOCUMENTS)
    ]
    NormativeDocument.objects.bulk_create(rows)
    at = datetime(2024, 6, 3, 10).astimezone()
    Change.objects.bulk_create(
        Change(
            document=row,
            kind="repealed",
            effective_on=row.issued_on + timedelta(days=900),
            acting_title="关于废止的决定",
            recorded_by="测速员",
            recorded_at=at,
        )
        for row in rows[::5]
        if row.issued_on is not None
    )


def _rows(document: Any) -> list[Row]:
    from django.test import Client

    from gongkai.documents.actions.finding import keep_found

    client, own = Client(), f"/documents/{document.pk}/"
    library, queries = _measured(lambda: client.get("/documents/"))
    narrowed, _ = _measured(lambda: client.get("/documents/", {"words": "管理 2012", "validity": "lapsed"}))
    page, of_page = _measured(lambda: client.get(own))
    item, of_item = _measured(lambda: client.get(f"/items/{document.publication_id}/"))
    pdf, _ = _measured(lambda: client.get(own + quote("养犬管理办法（已修改）.pdf")))
    at = datetime(2024, 6, 3, 10).astimezone()
    minute, _ = _measured(lambda: keep_found(at))
    return [
        _row(f"library of {DOCUMENTS:,} documents, made afresh", library, "ms", goal=150),
        _row("narrowed by words and validity", narrowed, "ms", goal=150),
        _row("queries of the library page", queries, "queries", goal=5),
        _row("page of one document, made afresh", page, "ms", goal=50),
        _row("queries of it", of_page, "queries", goal=5),
        _row("page of its item, made afresh", item, "ms", goal=50),
        _row("queries of that", of_item, "queries", goal=5),
        _row("its text of 60 articles as PDF", pdf, "ms", goal=500),
        _row("the minute's look whether search agrees", minute, "ms", goal=50),
    ]


def _measured(work: Callable[[], Any]) -> tuple[float, int]:
    """The median in milliseconds, and the queries of one time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = work()
        times.append((time.perf_counter() - begun) * 1000)
        assert getattr(answer, "status_code", 200) == 200, answer
    with CaptureQueriesContext(connection) as captured:
        work()
    return sorted(times)[TIMES // 2], len(captured)


def _row(name: str, value: float, unit: str, *, goal: float) -> Row:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "rival": None,
        "ratio": None,
        "goal": goal,
        "meets": value <= goal,
    }
