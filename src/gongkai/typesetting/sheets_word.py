"""Forms that go with a letter, and the rows of a sum, in its Word document."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from gongkai.typesetting import word
from gongkai.typesetting.sheets_of_letters import Sheet
from gongkai.typesetting.texts import clean

_LABEL, _BESIDE, _HALF = Mm(41), Mm(115), Mm(78)


def add_sheet(document: Any, sheet: Sheet) -> None:
    """The form in a Word document: its title, its rows, the line under it."""
    if sheet.title:
        word.add_title(document, [sheet.title])
    table = _table(document, len(sheet.rows), _LABEL, _BESIDE)
    for row, made in zip(sheet.rows, table.rows, strict=True):
        made.height_rule, made.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Pt(26 * max(1, row.lines))
        _write(made.cells[0], row.label, ALIGN.CENTER)
        _write(made.cells[1], row.text, ALIGN.LEFT)
    if sheet.foot:
        word.paragraph(document, sheet.foot, size=14, line=Pt(24))


def add_rows(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """The rows of a sum: what is counted, and what it makes."""
    table = _table(document, len(rows), _HALF, _HALF)
    for row, made in zip(rows, table.rows, strict=True):
        label, beside = (*row, "")[:2]
        _write(made.cells[0], label, ALIGN.LEFT)
        _write(made.cells[1], beside, ALIGN.RIGHT)


def _table(document: Any, rows: int, left: Any, right: Any) -> Any:
    table = document.add_table(rows=rows, cols=2)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _write(cell: Any, text: str, align: Any) -> None:
    made = word.paragraph(cell, clean(text), size=14, align=align, indent=0, line=Pt(24))
    cell._tc.remove(cell.paragraphs[0]._p)  # the empty one every new cell has
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(2)
