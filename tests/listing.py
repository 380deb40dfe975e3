"""Lists to import, as other systems export them: workbooks with a title line and merged heads, folders with bodies and files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.publications.queries.importing import Importing
from gongkai.reading.listed import ListedItem

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
THE_HOUSE = Actor("timer", "导入", None, AT, "test")


def a_workbook(path: Path, rows: Iterable[Sequence[Any]], *, title: str = "", merges: Sequence[str] = ()) -> Path:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append([title])
        sheet.merge_cells("A1:F1")
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def a_line(number: int = 1, **texts: Any) -> ListedItem:
    """A listed item with title and day; texts: fields by key; days: published_at, dated_on …"""
    days = {"published_at": datetime(2020, 3, 1 + number % 28, 10, 0), **texts.pop("days", {})}  # noqa: DTZ001
    told: Mapping[str, str] = {"title": f"关于第{number}件事的通知", **texts}
    return ListedItem(f"第{number}行", dict(told), days, body=f"<p>第{number}件事的正文。</p>")


def judged(agency: Agency | None, *lines: ListedItem) -> Any:
    """Lines as they are judged for that agency."""
    return Importing(agency, at=AT).judge(lines)
