"""The lines of a workbook or a CSV, one at a time, however many empty ones there are; merged cells are filled."""

import contextlib
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gongkai.reading.errors import Unreadable

MOST_COLUMNS = 60
MOST_LINES = 1_048_576  # a sheet of Excel
MOST_MERGES = 20_000
LARGEST = 512 * 1024 * 1024  # bytes of one part, unpacked
_ROW, _MERGE = (f"{{http://schemas.openxmlformats.org/spreadsheetml/2006/main}}{tag}" for tag in ("row", "mergeCell"))
_ENDING = re.compile(r"\.0+$")
Cell = str | datetime | date


@dataclass(frozen=True, slots=True)
class Line:
    """sheet: name, or "" where there is one only; number: from 1, as the spreadsheet shows it."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]

    @property
    def place(self) -> str:
        return f"“{self.sheet}”第{self.number}行" if self.sheet else f"第{self.number}行"

    @property
    def texts(self) -> list[str]:
        return [cell if isinstance(cell, str) else str(cell) for cell in self.cells]


def lines_of(path: Path) -> Iterator[Iterator[Line]]:
    """For each sheet that is shown its lines with something in them. Unreadable for what is neither workbook nor CSV."""
    ending = path.suffix.lower()
    if ending == ".csv":
        yield _csv(path)
    elif ending in {".xlsx", ".xlsm"}:
        yield from _sheets(path)
    else:
        raise Unreadable(
            "listing.kind", f"{path.name}不是可以导入的清单。", "请用 .xlsx 或者 .csv；旧版 .xls 请另存为 .xlsx。"
        )


def _csv(path: Path) -> Iterator[Line]:
    csv.field_size_limit(16 * 1024 * 1024)
    text = _decoded(path).replace("\0", "")
    first = text[: text.find("\n") + 1] or text
    delimiter = max(",;\t", key=first.count)
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        cells = tuple(_unmarked(cell.strip()) for cell in row[:MOST_COLUMNS])
        if any(cells):
            yield Line("", number, cells)


def _unmarked(text: str) -> str:
    """Without the apostrophe by which an export keeps a spreadsheet from running a text as a formula."""
    return text[1:] if text.startswith(("'=", "'+", "'-", "'@")) else text


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for charset in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "listing.charset", f"{path.name}的文字编码没有认出来。", "请用Excel或WPS打开，另存为 .xlsx 再导入。"
    )


def _sheets(path: Path) -> Iterator[Iterator[Line]]:
    try:
        with zipfile.ZipFile(path) as packed:
            if any(part.file_size > LARGEST for part in packed.infolist()):
                raise Unreadable(
                    "listing.large", f"{path.name}解开后太大。", "请按年份或者领域拆成几个文件，分别导入。"
                )
        from openpyxl import load_workbook  # a large library that most pages never need

        book = load_workbook(path, read_only=True, data_only=True)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part provokes
        raise Unreadable(
            "listing.broken", f"{path.name}打不开，不像完好的 .xlsx 文件。", "请用Excel或WPS打开，另存一份再导入。"
        ) from error
    with zipfile.ZipFile(path) as packed:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in shown:
            yield _lines(sheet, packed, sheet.title if len(shown) > 1 else "")
    book.close()


def _lines(sheet: Any, packed: zipfile.ZipFile, name: str) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    below = _merged(packed, sheet._worksheet_path)
    waiting: dict[int, tuple[int, Cell]] = {}  # column → last line the merged cell covers, its value
    rows = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        if not waiting and not any(value is not None for value in row):
            continue
        cells = [_cell(value) for value in row]
        if not any(cells):
            continue
        for column in [column for column, (last, _) in waiting.items() if last < number]:
            del waiting[column]
        for column, (_, value) in waiting.items():
            if column < len(cells) and not cells[column]:
                cells[column] = value
        for column, last in below.get(number, ()):
            if column < len(cells):
                waiting[column] = (last, cells[column])
        yield Line(name, number, tuple(cells))


def _merged(packed: zipfile.ZipFile, part: str) -> dict[int, list[tuple[int, int]]]:
    """First line → (column from 0, last line) of the cells merged downwards."""
    from lxml import etree
    from openpyxl.utils import range_boundaries  # both large, and only imports need them

    found: dict[int, list[tuple[int, int]]] = {}
    count = 0
    with packed.open(part) as source:
        for _, element in etree.iterparse(source, tag=(_ROW, _MERGE), resolve_entities=False, huge_tree=True):
            if element.tag == _ROW:  # read already; kept, the whole sheet would lie in memory
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
                continue
            count += 1
            with contextlib.suppress(ValueError, TypeError):
                left, top, _, bottom = range_boundaries(element.get("ref", ""))
                if bottom > top and left <= MOST_COLUMNS and count <= MOST_MERGES:
                    found.setdefault(top, []).append((left - 1, bottom))
    return found


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime | date):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    return _ENDING.sub("", str(value)).strip()
