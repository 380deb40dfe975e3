"""The text of a Word document becomes the body: paragraphs, headings by their numbers, tables with merged cells."""

import io
from typing import Any

import pytest
from docx import Document
from tests.apps.files import makers

from gongkai.law.errors import NotAcceptable
from gongkai.publications.cleaning import clean
from gongkai.publications.docx_body import body_of_docx


def document() -> bytes:
    made: Any = Document()
    made.add_paragraph("一、救助情况")
    paragraph = made.add_paragraph("共给予")
    paragraph.add_run("临时救助").bold = True
    paragraph.add_run("23户 <31人>。")
    made.add_paragraph("（一）青石社区")
    made.add_paragraph("")
    table = made.add_table(3, 3)
    for row, cells in enumerate((("社区", "户数和人数", ""), ("青石社区", "9", "12"), ("", "6", "8"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    made.add_picture(io.BytesIO(makers.png()))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_words_headings_and_merged_cells_come_over() -> None:
    body, pictures = body_of_docx("公示.docx", document())
    assert body.startswith(
        "<h2>一、救助情况</h2><p>共给予<strong>临时救助</strong>23户 &lt;31人&gt;。</p><h3>（一）青石社区</h3><table>"
    )
    assert '<td colspan="2"><p>户数和人数</p></td>' in body
    assert '<td rowspan="2"><p>青石社区</p></td><td><p>9</p></td><td><p>12</p></td></tr><tr><td><p>6</p></td>' in body
    assert pictures == 1
    assert clean(body) == body


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("名单.pdf", makers.pdf(), "words.not_docx"),
        ("坏.docx", document()[:3000], "file.mismatch"),
        ("空.docx", b"", "file.empty"),
    ],
)
def test_what_is_no_word_document_is_refused_in_words(name: str, content: bytes, code: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        body_of_docx(name, content)
    assert refused.value.code == code
    assert refused.value.hint
