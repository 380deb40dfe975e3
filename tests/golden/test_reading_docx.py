"""Word documents are read to the figures they were made from, merged as they may be; what is broken is refused."""

import io
import time
import zipfile
from pathlib import Path
from random import Random

import pytest
from tests.golden.layouts import office
from tests.golden.layouts.office import PRINTED, SHAPES, TABLES, Paper, a_paper, archive
from tests.golden.layouts.truth import Score, score

from gongkai import reading
from gongkai.law.figures import State
from gongkai.law.formats import by_key
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise
from gongkai.typesetting.report import PrintedReport, report_docx

BLANK_FORM = Path(__file__).parents[3] / "shared/reports/blank-form-2021.docx"


def read(paper: Paper) -> Reading:
    (found,) = reading.read_source(recognise(paper.data, paper.name))
    return found


@pytest.mark.parametrize("flaw", [*PRINTED, *SHAPES, *TABLES])
def test_a_document_with_one_flaw_is_read_whole(flaw: str) -> None:
    paper = a_paper("docx", 1, (flaw,))
    found = read(paper)
    assert score(found, paper.report).details == ()
    assert (found.body, found.year) == (paper.report.body, paper.report.year)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("begin", "end"), [(0, 15), pytest.param(15, 120, marks=pytest.mark.long)])
def test_documents_with_several_flaws_give_no_wrong_figure(begin: int, end: int) -> None:
    total = Score()
    for seed in range(begin, end):
        paper = a_paper("docx", seed)
        total += score(read(paper), paper.report)
    assert total.wrong == 0, total.details
    assert total.share >= 0.995, total.details


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_what_we_publish_in_word_is_read_back(key: str) -> None:
    rng = Random(key)
    form = by_key(key)
    figures = {cell: str(rng.randrange(10 ** rng.randrange(1, 7))) for cell in form.addresses()}
    del figures["t3/granted/research"]
    printed = PrintedReport(
        "示例区人民政府2024年政府信息公开工作年度报告",
        "示例区人民政府",
        2024,
        key,
        figures,
        "公开信息3条。",
        "不够深入。",
    )
    (found,) = reading.read_source(recognise(report_docx(printed), "年报.docx"))
    assert {cell: str(one.figure.value) for cell, one in found.cells.items() if one.figure.value is not None} == figures
    assert found.cells["t3/granted/research"].figure.state is State.BLANK
    assert (found.body, found.year, found.format_key) == ("示例区人民政府", 2024, key)
    assert [section.number for section in found.sections if section.number] == [1, 2, 3, 4, 5, 6]


def test_words_struck_out_or_hidden_are_not_read() -> None:
    for seed in range(12):
        found = read(a_paper("docx", seed, ()))
        words = "".join(section.text for section in found.sections)
        assert "删去" not in words
        assert "看不见" not in words


@pytest.mark.shared
def test_the_official_blank_form_is_blank_in_every_cell() -> None:
    if not BLANK_FORM.exists():
        pytest.skip("the shared reports are not here")
    (found,) = reading.read(BLANK_FORM)
    assert {one.figure.state for one in found.cells.values()} == {State.BLANK}
    assert len(found.cells) == len(by_key("2021").addresses())


def _document(text: str) -> bytes:
    return f'<?xml version="1.0"?>{text}'.encode()


W = office._W
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
BROKEN = {
    "a document type": _document(f"<!DOCTYPE d [{ENTITIES}]><w:document {W}><w:body><w:p>&e8;</w:p></w:body></w:document>"),
    "an external entity": _document(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;</w:document>'),
    "half a document": _document(f"<w:document {W}><w:body><w:p>"),
    "no body": _document(f"<w:document {W}/>"),
    "no tables": _document(f"<w:document {W}><w:body><w:p><w:r><w:t>通知</w:t></w:r></w:p></w:body></w:document>"),
    "deep nesting": _document(f"<w:document {W}><w:body>" + "<w:p>" * 50_000 + "</w:p>" * 50_000 + "</w:body></w:document>"),
    "nothing": b" ",
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_document_is_refused_in_one_line_and_soon(kind: str) -> None:
    began = time.monotonic()
    with pytest.raises(reading.Unreadable) as refused:
        reading.read_source(recognise(archive({"word/document.xml": BROKEN[kind]}), "坏.docx"))
    assert "\n" not in str(refused.value)
    assert time.monotonic() - began < 10


def test_an_archive_that_unpacks_to_far_too_much_is_refused_without_unpacking() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as entry:
        for _ in range(120):
            entry.write(b"\0" * 1_000_000)
    with pytest.raises(reading.Unreadable, match="太大"):
        reading.read_source(recognise(buffer.getvalue(), "弹.docx"))


@pytest.mark.parametrize("keep", [0.05, 0.5, 0.95])
def test_a_truncated_document_is_refused(keep: float) -> None:
    data = a_paper("docx", 1, ()).data
    with pytest.raises(reading.Unreadable):
        reading.read_source(recognise(data[: int(len(data) * keep)], "断.docx"))
