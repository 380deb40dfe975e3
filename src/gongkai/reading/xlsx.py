"""A workbook: every sheet that is shown as one grid. .xlsx is read part by part within bounds; .xls through calamine."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.reading import ole_bounds, refusals
from gongkai.reading.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Block, Printed, Text, expand
from gongkai.reading.grid import report as grid_report
from gongkai.reading.grid.xml import attribute, child, local, parsed, whole
from gongkai.reading.model import Place, Reading
from gongkai.reading.source import Source

NAME = "电子表格"
_MOST_SHEETS = 50
_MOST_MERGES = 2_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0
Cells = dict[tuple[int, int], str]


def fits(source: Source) -> bool:
    return source.kind in {"xlsx", "xls"}


def read(source: Source) -> list[Reading]:
    """Every report in the workbook."""
    sheets = _old_sheets(source) if source.kind == "xls" else _sheets(source)
    blocks: list[Block] = []
    for number, (name, cells, merges) in enumerate(sheets, 1):
        blocks.append(Text(name))
        blocks.append(_grid(number, cells, merges))
    return grid_report.read(blocks, source.name, NAME)


def _grid(number: int, cells: Cells, merges: list[Merge]) -> Block:
    """A sheet as a grid: up to its last filled cell, merged cells as spans. Places are row and column of the sheet."""
    filled = [place for place, text in cells.items() if text.strip()]
    height = min(max((row for row, _ in filled), default=-1) + 1, MOST_ROWS)
    width = min(max((column for _, column in filled), default=-1) + 1, MOST_COLUMNS)
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in merges[:_MOST_MERGES]:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        size = (bottom - top + 1) * (right - left + 1)
        if top < height and left < width and size > 1 and len(covered) + size <= MOST_CELLS:
            covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            covered.discard((top, left))
            spans[top, left] = (bottom - top + 1, right - left + 1)
    rows: list[list[Printed]] = []
    for row in range(height):
        rows.append(
            [
                Printed(
                    cells.get((row, column), ""),
                    *spans.get((row, column), (1, 1)),
                    Place(table=number, row=row + 1, column=column + 1),
                )
                for column in range(width)
                if (row, column) not in covered
            ]
        )
    return expand(rows)


def _sheets(source: Source) -> Iterator[tuple[str, Cells, list[Merge]]]:
    workbook = parsed(source, "xl/workbook.xml")
    if workbook is None:
        raise refusals.broken(source.name)
    shared = _shared_strings(source)
    targets = _targets(source)
    listed = child(workbook, "sheets")
    for sheet in list(listed if listed is not None else ())[:_MOST_SHEETS]:
        if attribute(sheet, "state") in {"hidden", "veryHidden"}:
            continue
        target = targets.get(attribute(sheet, "id") or "", "")
        root = parsed(source, target) if target else None
        if root is not None:
            yield attribute(sheet, "name") or "", *_sheet(root, shared)


def _targets(source: Source) -> dict[str, str]:
    relations = parsed(source, "xl/_rels/workbook.xml.rels")
    targets: dict[str, str] = {}
    for relation in relations if relations is not None else ():
        target = attribute(relation, "Target") or ""
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if attribute(relation, "TargetMode") != "External":
            targets[attribute(relation, "Id") or ""] = path
    return targets


def _shared_strings(source: Source) -> list[str]:
    root = parsed(source, "xl/sharedStrings.xml")
    return [_string(entry) for entry in root] if root is not None else []


def _string(entry: Any) -> str:
    """The text of a cell, without the reading aids some editors add."""
    pieces: list[str] = []
    for element in entry.iter():
        if local(element) == "t" and local(element.getparent()) != "rPh":
            pieces.append(element.text or "")
    return "".join(pieces)


def _sheet(root: Any, shared: list[str]) -> tuple[Cells, list[Merge]]:
    """The cells that are shown, and the merged ranges."""
    hidden = _hidden_columns(root)
    cells: Cells = {}
    data = child(root, "sheetData")
    for order, row in enumerate(data if data is not None else ()):
        number = whole(attribute(row, "r"))
        at = number - 1 if number else order
        if at >= MOST_ROWS or order >= MOST_ROWS or attribute(row, "hidden") in {"1", "true"}:
            continue
        for place, cell in enumerate(row):
            found = _REFERENCE.fullmatch(attribute(cell, "r") or "")
            column = _column(found[1]) if found else place
            if column < MOST_COLUMNS and column not in hidden:
                cells[at, column] = _value(cell, shared)
    merged = child(root, "mergeCells")
    merges = [_range(attribute(entry, "ref") or "") for entry in (merged if merged is not None else ())]
    return cells, [merge for merge in merges if merge]


def _hidden_columns(root: Any) -> set[int]:
    hidden: set[int] = set()
    columns = child(root, "cols")
    for column in columns if columns is not None else ():
        if attribute(column, "hidden") in {"1", "true"}:
            first, last = whole(attribute(column, "min")) or 1, whole(attribute(column, "max")) or 1
            hidden.update(range(first - 1, min(last, MOST_COLUMNS)))
    return hidden


def _column(letters: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _range(reference: str) -> Merge | None:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    first, last = corners[0], corners[1]
    return int(first[2]) - 1, _column(first[1]), int(last[2]) - 1, _column(last[1])


def _value(cell: Any, shared: list[str]) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        return _string(cell)
    value = child(cell, "v")
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        index = whole(text.strip())
        return shared[index] if index is not None and index < len(shared) else ""
    return _plain(text) if kind == "n" else text


def _plain(text: str) -> str:
    """A stored number as it is shown: 3.0 → 3, 96171.600000000006 → 96171.6, 1E3 → 1000."""
    try:
        number = Decimal(f"{float(text):.15g}")
    except (ValueError, InvalidOperation, OverflowError):
        return text
    if not number.is_finite() or abs(number) > 10**15:
        return text
    return format(number.to_integral_value() if number == number.to_integral_value() else number.normalize(), "f")


def _old_sheets(source: Source) -> Iterator[tuple[str, Cells, list[Merge]]]:
    import python_calamine as calamine

    ole_bounds.require_bounded(source.data, source.name)
    try:
        workbook = calamine.load_workbook(io.BytesIO(source.data))
        visible = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        for name in visible[:_MOST_SHEETS]:
            sheet = workbook.get_sheet_by_name(name)
            top, left = sheet.start or (0, 0)
            rows = sheet.to_python(skip_empty_area=True)
            cells = {
                (top + row, left + column): _shown(value)
                for row, line in enumerate(rows[:MOST_ROWS])
                for column, value in enumerate(line[:MOST_COLUMNS])
            }
            merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            yield name, cells, merges
    except calamine.PasswordError as error:
        raise refusals.locked(source.name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise refusals.broken(source.name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's panics are no Exception, and no module has their class
            raise
        raise refusals.broken(source.name) from error


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value)
    return _plain(str(value)) if isinstance(value, int | float) else str(value)
