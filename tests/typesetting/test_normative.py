"""The text of a document on paper: its standing on every page, its words and tables whole, whatever stands in them."""

import io
from datetime import date
from typing import Any

import docx
import pypdfium2
import pytest

from gongkai.typesetting.bodies import Block, blocks_of
from gongkai.typesetting.normative import NormativeText, text_docx, text_pdf

TABLE = (
    "<table><caption>补助标准</caption><thead><tr><th>类别</th><th>元</th></tr></thead><tbody>"
    '<tr><td>甲 &amp; 乙</td><td rowspan="2">500</td></tr><tr><td><p>丙</p><p>丁</p></td></tr>'
    '<tr><td colspan="2">合计 #strong[$x$]</td></tr></tbody></table>'
)
BODY = (
    f"<p>各街道办事处：</p><h2>第一章　总则</h2><p>第一条　面积<strong>十</strong>m<sup>2</sup>。<br>另起。</p>{TABLE}"
    '<ol start="3"><li>申请<ul><li>表</li></ul></li><li>办理</li></ol><blockquote><p>引文。</p></blockquote>'
)


def a_text(**told: Any) -> NormativeText:
    given: dict[str, Any] = {
        "title": "云岭区养犬管理办法",
        "number": "云政规〔2020〕3号",
        "agency": "云岭区人民政府",
        "state": "失效",
        "told": "有效期到2024年6月2日届满，2024年6月3日起失效",
        "read_on": date(2024, 6, 3),
        "blocks": blocks_of(BODY),
        **told,
    }
    return NormativeText(**given)


def words_of(made: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(made)]


def test_the_blocks_of_a_body_are_its_paragraphs_headings_items_and_tables() -> None:
    blocks = blocks_of(BODY)
    assert [(one.kind, one.level, one.mark) for one in blocks] == [
        ("text", 0, ""),
        ("heading", 1, ""),
        ("text", 0, ""),
        ("table", 0, ""),
        ("item", 1, "3."),
        ("item", 2, "•"),
        ("item", 1, "4."),
        ("quote", 0, ""),
    ]
    assert [(run.text, run.look) for run in blocks[2].runs] == [
        ("第一条　面积", ""),
        ("十", "bold"),
        ("m", ""),
        ("2", "sup"),
        ("。", ""),
        ("\n", ""),
        ("另起。", ""),
    ]
    assert [[(cell.text, cell.columns, cell.rows) for cell in row] for row in blocks[3].rows] == [
        [("类别", 1, 1), ("元", 1, 1)],
        [("甲 & 乙", 1, 1), ("500", 1, 2)],
        [("丙\n丁", 1, 1)],
        [("合计 #strong[$x$]", 2, 1)],
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<table><tr><td rowspan="3">坏</td></tr><tr><td>甲</td><td>乙</td></tr></table>',
        "<table><tr><td>坏</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
        "<table><tr>" + "<td>坏</td>" * 70 + "</tr><tr><td>甲乙</td></tr></table>",
        "<table><tr><td>坏<table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>",
        "<p>坏<img src='/items/1/files/2/a.png' alt='甲'>乙</p>",
        "坏<li>甲</li>乙",
    ],
)
def test_a_text_of_any_shape_is_set_and_loses_no_word(html: str) -> None:
    blocks = blocks_of(html)
    told = "".join(_words(block) for block in blocks)
    assert all(word in told for word in "坏甲乙")
    assert all(word in "".join(words_of(text_pdf(a_text(blocks=blocks)))) for word in "坏甲乙")
    read = docx.Document(io.BytesIO(text_docx(a_text(blocks=blocks))))
    assert all(word in "".join(read.element.itertext()) for word in "坏甲乙")


def _words(block: Block) -> str:
    return block.text + "".join(cell.text for row in block.rows for cell in row)


def test_every_page_says_at_its_head_how_the_document_stands() -> None:
    pages = words_of(text_pdf(a_text(blocks=blocks_of(BODY + "<p>第二条　本区的单位和个人应当遵守。</p>" * 60))))
    assert len(pages) > 2
    assert all("【失效】云政规〔2020〕3号" in page and "2024年6月3日" in page for page in pages)
    assert "有效期到2024年6月2日届满，2024年6月3日起失效。" in pages[0]


def test_the_word_document_has_the_same_head_words_and_merged_cells() -> None:
    read = docx.Document(io.BytesIO(text_docx(a_text())))
    section = read.sections[0]
    for head in (section.header, section.even_page_header):
        assert [one.text[:16] for one in head.paragraphs] == ["【失效】云政规〔2020〕3号　"]
    told = [one.text for one in read.paragraphs]
    assert "第一条　面积十m2。" in told
    assert "另起。" in told
    assert "3. 申请" in told
    table = read.tables[0]
    assert table.cell(1, 1)._tc is table.cell(2, 1)._tc
    assert table.cell(3, 0)._tc is table.cell(3, 1)._tc
    assert table.cell(2, 0).text == "丙\n丁"


@pytest.mark.parametrize("title", ["关于" + "进一步加强管理" * 28, "A" * 200, "〔〕\u200b\x00#[]$《", "\U0002f801龘"])
def test_any_title_is_set(title: str) -> None:
    assert text_pdf(a_text(title=title)).startswith(b"%PDF")
    assert text_docx(a_text(title=title)).startswith(b"PK")


def test_the_same_text_gives_the_same_file() -> None:
    assert text_pdf(a_text()) == text_pdf(a_text())
    assert text_docx(a_text()) == text_docx(a_text())
