"""Workbooks are read to the figures they were made from; what is broken is refused."""

import io
import time

import openpyxl
import pytest
from tests.golden.layouts.office import PRINTED, SHAPES, TABLES, Paper, a_paper, archive
from tests.golden.layouts.truth import Score, score

from gongkai import reading
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise


def read(paper: Paper) -> Reading:
    (found,) = reading.read_source(recognise(paper.data, paper.name))
    return found


@pytest.mark.parametrize("flaw", [*PRINTED, *SHAPES, *TABLES])
def test_a_workbook_with_one_flaw_is_read_whole(flaw: str) -> None:
    paper = a_paper("xlsx", 1, (flaw,))
    found = read(paper)
    assert score(found, paper.report).details == ()
    assert (found.body, found.year) == (paper.report.body, paper.report.year)


@pytest.mark.parametrize(("begin", "end"), [(0, 10), pytest.param(10, 80, marks=pytest.mark.long)])
def test_workbooks_with_several_flaws_give_no_wrong_figure(begin: int, end: int) -> None:
    total = Score()
    for seed in range(begin, end):
        paper = a_paper("xlsx", seed)
        total += score(read(paper), paper.report)
    assert total.wrong == 0, total.details
    assert total.share >= 0.995, total.details


def test_a_stored_number_is_read_as_it_is_shown_and_its_place_is_that_of_the_sheet() -> None:
    paper = a_paper("xlsx", 4, ())
    book = openpyxl.load_workbook(io.BytesIO(paper.data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "行政许可":
                    sheet.cell(cell.row, cell.column + 1, 96171.600000000006)
                    where = (cell.row, cell.column + 1)
    buffer = io.BytesIO()
    book.save(buffer)
    (found,) = reading.read_source(recognise(buffer.getvalue(), "表.xlsx"))
    first = found.cells["t2/licences/items_last_year" if found.format_key == "2019" else "t2/licences/decisions"]
    assert str(first.figure.value) == "96171.6"
    assert first.place is not None
    assert (first.place.row, first.place.column) == where


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    paper = a_paper("xlsx", 4, ())
    book = openpyxl.load_workbook(io.BytesIO(paper.data))
    copy = book.copy_worksheet(book.worksheets[-1])
    copy.sheet_state = "hidden"
    for row in copy.iter_rows():
        for cell in row:
            if not isinstance(cell, openpyxl.cell.MergedCell) and str(cell.value).isdigit():
                cell.value = 7
    buffer = io.BytesIO()
    book.save(buffer)
    (found,) = reading.read_source(recognise(buffer.getvalue(), "表.xlsx"))
    assert score(found, paper.report).details == ()


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"><sheets>'
    '<sheet name="一" sheetId="1" r:id="a"/></sheets></workbook>'
)
RELATIONS = '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>'
BAD = {
    "cells at the end of the world": SHEET.format(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', ""
    ),
    "merges without end": SHEET.format(
        '<row r="1"><c r="A1"><v>2</v></c></row><row r="2900"><c r="DA2900"><v>2</v></c></row>',
        "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>",
    ),
    "nothing in it": SHEET.format("", ""),
    "half of it": "<worksheet><sheetData><row>",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_workbook_is_refused_in_one_line_and_soon(kind: str) -> None:
    files = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS, "xl/worksheets/sheet1.xml": BAD[kind]}
    data = archive({name: text.encode() for name, text in files.items()})
    began = time.monotonic()
    with pytest.raises(reading.Unreadable) as refused:
        reading.read_source(recognise(data, "坏.xlsx"))
    assert "\n" not in str(refused.value)
    assert time.monotonic() - began < 10


def test_an_old_workbook_that_is_broken_is_refused() -> None:
    with pytest.raises(reading.Unreadable):
        reading.read_source(recognise(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "旧.xls"))
