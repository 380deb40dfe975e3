"""`gongkai import documents` over a workbook of 2,000 documents, a third of them changed by others of the list; with texts, and without.

The rivals do less: the desk's own verbs, one document and one act at a time; and django-import-export, where it is installed, which
knows nothing of acts and texts and writes the rows of one table.
"""

import importlib.util
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS, GOAL = 2_000, 30.0  # seconds
BY_ROW = 200
HEAD = ("标题", "发文字号", "制定机关", "类别", "成文日期", "施行日期", "有效期", "废止日期", "废止依据文号",
        "首次公开日期", "有效性", "正文")  # fmt: skip
Row = dict[str, Any]


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.publishing import a_newsroom

    room = a_newsroom()
    checked, bare = _imported(room, "云甲规", publish=False)
    _, whole = _imported(room, "云乙规", publish=True)
    _, double = _imported(room, "云丙规", publish=False, count=DOCUMENTS * 2)
    by_verbs = _by_verbs(room) / BY_ROW * DOCUMENTS
    rows = [
        _row(f"library of {DOCUMENTS:,} documents checked", checked, goal=GOAL),
        _row("the same taken into the register, beside the desk's verbs", bare, goal=GOAL, rival=by_verbs),
        _row("the same with texts that become public items", whole, goal=GOAL),
        _row(f"{DOCUMENTS * 2:,} documents taken into the register", double),
    ]
    if importlib.util.find_spec("import_export") is not None:
        rows.append(_row("2,000 rows, beside django-import-export", bare, rival=_by_import_export(room)))
    return rows


def _lines(room: Any, mark: str, count: int) -> list[list[Any]]:
    """Twenty years of documents; each third was repealed by one that came five years later, and some lapsed."""
    found = []
    for n in range(count):
        issued = date(2004, 1, 5) + timedelta(days=n * 7300 // count)
        later = n + count // 4
        ended = n % 3 == 0 and later < count
        by = date(2004, 1, 5) + timedelta(days=later * 7300 // count)
        found.append(
            [
                f"云岭区第{n + 1}项事务{mark}管理办法",
                f"{mark}〔{issued.year}〕{n + 1}号",
                room.agency.name,
                "行政规范性文件",
                f"{issued.year}年{issued.month}月{issued.day}日",
                (issued + timedelta(days=30)).isoformat(),
                "5年" if n % 5 == 1 else "",
                (by + timedelta(days=30)).isoformat() if ended and n % 5 != 1 else "",
                f"{mark}[{by.year}]第{later + 1}号" if ended and n % 5 != 1 else "",
                (issued + timedelta(days=3)).isoformat(),
                "",
                "".join(f"<p>第{part}条　本办法由制定机关解释，自公布之日起施行。</p>" for part in range(1, 31)),
            ]
        )
    return found


def _imported(room: Any, mark: str, *, publish: bool, count: int = DOCUMENTS) -> tuple[float, float]:
    """Seconds of the dry run, and of the import from the workbook on the disk to the last row."""
    from gongkai.audit.actors import Actor
    from gongkai.documents.actions.import_course import run_register_import
    from gongkai.documents.importing import HEADS
    from gongkai.documents.queries.import_texts import Texts
    from gongkai.documents.queries.importing import RegisterImporting
    from gongkai.publications.queries.importing import Importing
    from gongkai.reading.listed import open_listing
    from gongkai.screens import clock

    with tempfile.TemporaryDirectory() as folder:
        path = _workbook(Path(folder) / "文件库.xlsx", _lines(room, mark, count))
        took = []
        for dry in (True, False):
            begun = time.perf_counter()
            listing = open_listing(path, HEADS)
            listing.bodies = publish
            texts = Texts(Importing(None, at=clock.now()), publishes=publish, today=clock.today())
            course = run_register_import(
                listing.items(),
                RegisterImporting(today=clock.today(), texts=texts),
                actor=Actor("timer", "导入", None, clock.now(), "command"),
                dry=dry,
            )
            took.append(time.perf_counter() - begun)
            assert (course.taken, course.troubles) == (count, []), (course.taken, course.troubles[:3])
    return took[0], took[1]


def _workbook(path: Path, lines: list[list[Any]]) -> Path:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("文件库")
    for line in (list(HEAD), *lines):
        sheet.append(line)
    book.save(path)
    return path


def _by_verbs(room: Any) -> float:
    """Seconds to enter them one by one, as an officer would: each document, then each act on it."""
    from gongkai.documents.actions import EntryTold, enter_document, record_change
    from gongkai.screens import clock

    actor = room.actor("legal_reviewer", clock.now())
    begun = time.perf_counter()
    for n, line in enumerate(_lines(room, "云丁规", BY_ROW)):
        issued = date(2004, 1, 5) + timedelta(days=n * 7300 // BY_ROW)
        told = EntryTold(title=line[0], issued_on=issued, number=line[1], effective_on=issued + timedelta(days=30))
        made = enter_document(room.agency, told=told, actor=actor)
        if line[7]:
            record_change(
                made, kind="repealed", effective_on=date.fromisoformat(line[7]), acting_title=line[8], actor=actor
            )
    return time.perf_counter() - begun


def _by_import_export(room: Any) -> float:
    """Seconds django-import-export takes for the rows alone: no acts, no law, no texts, no journal."""
    import tablib
    from import_export import resources

    from gongkai.documents.models import NormativeDocument

    class Library(resources.ModelResource):
        class Meta:
            model = NormativeDocument
            import_id_fields = ("number_key",)
            fields = ("number_key", "number", "title", "agency", "drafted_by", "stage", "issued_on", "effective_on")

    days = [date(2004, 1, 5) + timedelta(days=n * 7300 // DOCUMENTS) for n in range(DOCUMENTS)]
    keys = [f"云戊规〔{day.year}〕{n + 1}号" for n, day in enumerate(days)]
    table = tablib.Dataset(headers=list(Library.Meta.fields))
    for n, (day, key) in enumerate(zip(days, keys, strict=True)):
        place = [room.agency.pk, room.agency.pk, "in_use", day.isoformat(), (day + timedelta(days=30)).isoformat()]
        table.append([key, key, f"云岭区第{n + 1}项事务管理办法", *place])
    begun = time.perf_counter()
    done = Library().import_data(table, raise_errors=True, use_transactions=True)
    assert done.totals["new"] == DOCUMENTS, done.totals
    return time.perf_counter() - begun


def _row(name: str, value: float, *, goal: float | None = None, rival: float | None = None) -> Row:
    return {
        "name": name,
        "value": round(value, 2),
        "unit": "s",
        "rival": round(rival, 2) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }
