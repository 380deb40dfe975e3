"""A table handed out as a file: CSV that spreadsheets open in Chinese, or XLSX. Texts stay texts: no cell is run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse

from gongkai.screens.downloads import download
from gongkai.typesetting.formulas import as_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(rows: Iterable[Sequence[str]], name: str, kind: str, *, private: bool = True) -> HttpResponse:
    """The rows, the head first, as `name`.csv or `name`.xlsx. Http404 for another kind."""
    if kind == "csv":
        return download(as_csv(rows), f"{name}.csv", "text/csv; charset=utf-8", private=private)
    if kind == "xlsx":
        return download(as_xlsx(rows, name), f"{name}.xlsx", XLSX, private=private)
    raise Http404


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return "\ufeff".encode() + text.getvalue().encode()


def as_xlsx(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """One sheet, its head bold and frozen."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=_harmless(text))
            if not place:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run begins with an apostrophe; signs no file of its kind may hold are left out."""
    plain = "".join(sign for sign in text if sign >= " " or sign in "\n\t")
    return as_text(plain) if len(plain) > 1 else plain
