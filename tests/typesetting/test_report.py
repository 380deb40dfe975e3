"""The printed annual report: every figure in its place, in both formats and both media."""

import io
import re
from datetime import date

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from gongkai.law import formats
from gongkai.typesetting.grids import Role, grids
from gongkai.typesetting.report import PrintedReport, report_docx, report_pdf

BOTH = pytest.mark.parametrize("key", ["2019", "2021"])
HOSTILE = '#import "x" #panic("a") $x^2$ \\ ] [ // c /* */ `raw` *b* _i_ <label> @ref {} #let \\u{41} & < >'


def a_report(key="2019", **changes):
    """A report whose every figure is another number of five digits, so that order can be told."""
    form = formats.by_key(key)
    given = {
        "title": "示例市示例区人民政府2020年政府信息公开工作年度报告",
        "body": "示例市示例区人民政府",
        "year": 2020,
        "format_key": key,
        "figures": {cell: str(10000 + place) for place, cell in enumerate(form.addresses())},
        "overview": "（一）主动公开\n全年发布信息405条。",
        "problems": "解读形式单一。",
        "other_matters": "本年度未收取信息处理费。",
        "published_on": date(2021, 1, 22),
        "index_number": "005275134/2021-00002",
        "scope": "本级政府及所属30个行政机关",
    }
    return PrintedReport(**{**given, **changes})


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text):
    """Without spaces, line ends and the page numbers that fall between lines."""
    return re.sub(r"[\s\u200b]", "", re.sub(r"— \d+ —", "", text))


def rows_of(table):
    """Each row of a Word table as the texts of the cells that begin or continue in it."""
    return [[cell.text for cell in row.cells] for row in table.rows]


@BOTH
def test_every_figure_is_in_the_pdf_in_reading_order(key):
    report = a_report(key)
    text = text_of(report_pdf(report))
    places = [text.index(report.figures[cell]) for cell in report.form.addresses()]
    assert places == sorted(places)


@BOTH
def test_every_label_of_the_form_is_in_the_pdf(key):
    text = squeezed(text_of(report_pdf(a_report(key))))
    for grid in grids(formats.by_key(key)):
        for line in grid.lines():
            for cell in line:
                # narrow group heads are broken over lines that other cells stand between
                if cell.role in {Role.CAPTION, Role.LABEL}:
                    assert squeezed(cell.text) in text
    for title in formats.by_key(key).section_titles:
        assert title in text


@BOTH
def test_each_figure_stands_under_its_heads_in_the_word_tables(key):
    report = a_report(key)
    form = report.form
    two, three, four = docx.Document(io.BytesIO(report_docx(report))).tables
    by_row = {cells[0]: cells for cells in rows_of(two)}
    for block in form.blocks:
        for row in block.rows:
            for place, column in enumerate(block.columns, 1):
                assert by_row[row.label][place] == report.figures[f"t2/{row.key}/{column.key}"]
    body = rows_of(three)[3:]
    assert [cells[2] for cells in body] == [row.label for row in form.counted_rows()]
    for cells, row in zip(body, form.counted_rows(), strict=True):
        assert cells[3:] == [report.figures[f"t3/{row.key}/{column.key}"] for column in form.columns]
    assert rows_of(four)[3] == [report.figures[cell] for cell in form.table4_addresses()]


def test_groups_are_merged_as_on_the_official_form():
    three = docx.Document(io.BytesIO(report_docx(a_report("2021")))).tables[1]
    rows = rows_of(three)
    assert [row[1] for row in rows].count("（三）不予公开") == 8
    assert [row[1] for row in rows].count("（六）其他处理") == 3
    assert sum(row[0] == "三、本年度办理结果" for row in rows) == 22
    assert rows[0][3:] == ["申请人情况"] * 7
    assert rows[1][3:] == ["自然人"] + ["法人或其他组织"] * 5 + ["总计"]
    assert rows[2][3] == "自然人"
    assert all(row[0].startswith("（本列数据的勾稽关系为") for row in rows[:3])


def test_the_sixth_row_of_2019_is_one_row():
    three = docx.Document(io.BytesIO(report_docx(a_report("2019")))).tables[1]
    assert [row[1:3] for row in rows_of(three)].count(["（六）其他处理", "（六）其他处理"]) == 1


@BOTH
def test_word_tables_have_the_shape_of_the_blank_form(key):
    tables = docx.Document(io.BytesIO(report_docx(a_report(key)))).tables
    shapes = [(len(table.rows), len(table.columns)) for table in tables]
    assert shapes == {"2019": [(18, 4), (26, 10), (4, 15)], "2021": [(14, 4), (28, 10), (4, 15)]}[key]


def test_heads_are_heads_for_word_and_widths_are_said_twice():
    for table in docx.Document(io.BytesIO(report_docx(a_report()))).tables:
        marked = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        heads = marked.count(True)
        assert heads in {2, 3}
        assert all(marked[:heads])
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        for row in table._tbl.tr_lst:
            assert sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst) == sum(columns)


def test_every_run_names_its_east_asian_font():
    document = docx.Document(io.BytesIO(report_docx(a_report())))
    runs = [run for run in document.element.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert len(runs) > 300
    assert all(run.find(".//" + qn("w:rFonts")).get(qn("w:eastAsia")) for run in runs)


# The order the schema of WordprocessingML demands; a strict reader refuses any other.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs autoSpaceDE autoSpaceDN snapToGrid"
    " spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblW jc tblBorders shd tblLayout tblCellMar tblLook tblCaption",
}


@pytest.mark.parametrize("draft", [False, True])
def test_properties_stand_in_the_order_of_the_schema(draft):
    body = docx.Document(io.BytesIO(report_docx(a_report(draft=draft)))).element.body
    for tag, order in ORDER.items():
        ranks = {name: rank for rank, name in enumerate(order.split())}
        for properties in body.iter(qn(f"w:{tag}")):
            seen = [ranks[child.tag.split("}")[1]] for child in properties]
            assert seen == sorted(seen)


def test_a_draft_says_so_on_every_page_and_a_report_does_not():
    draft = pypdfium2.PdfDocument(report_pdf(a_report(draft=True)))
    assert all("草稿" in page.get_textpage().get_text_range() for page in draft)
    assert "草稿" not in text_of(report_pdf(a_report()))
    assert "草稿" in docx.Document(io.BytesIO(report_docx(a_report(draft=True)))).sections[0].header.paragraphs[-1].text


def test_the_pdf_is_tagged_archival_and_titled():
    pdf = report_pdf(a_report())
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "示例市示例区人民政府2020年政府信息公开工作年度报告"
    assert document.get_metadata_value("Author") == "示例市示例区人民政府"
    assert b"zh-CN" in pdf


def test_the_same_report_gives_the_same_bytes():
    assert report_pdf(a_report()) == report_pdf(a_report())
    assert report_docx(a_report()) == report_docx(a_report())


def test_table_three_stays_on_one_page():
    for key in ("2019", "2021"):
        report = a_report(key)
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(report_pdf(report))]
        cells = [report.figures[cell] for cell in report.form.table3_addresses()]
        assert sum(any(cell in page for cell in cells) for page in pages) == 1


def test_a_missing_figure_is_printed_blank_and_an_unknown_one_is_refused():
    report = a_report("2021", figures={"t3/received/total": "110"})
    three = docx.Document(io.BytesIO(report_docx(report))).tables[1]
    assert [cell for row in rows_of(three)[3:] for cell in row[3:] if cell] == ["110"]
    with pytest.raises(ValueError, match="t3/otherwise/total"):
        a_report("2021", figures={"t3/otherwise/total": "1"})


def test_long_figures_do_not_break_inside_their_cells():
    report = a_report("2021")
    figures = {**report.figures, "t3/received/total": "123456789", "t4/lawsuit_direct/total": "987654321"}
    text = text_of(report_pdf(a_report("2021", figures=figures)))
    assert "123456789" in text
    assert "987654321" in text


def test_text_is_never_markup():
    report = a_report(title="甲" + HOSTILE, overview=HOSTILE, scope=HOSTILE, problems="（一）" + HOSTILE)
    assert squeezed(text_of(report_pdf(report))).count(squeezed(HOSTILE)) == 4
    assert any(part.text == HOSTILE for part in docx.Document(io.BytesIO(report_docx(report))).paragraphs)


def test_rare_characters_are_shown_and_absent_ones_named():
    overview = "陈㛃𬭎、𠮷田 😀\x00\u202e"
    text = text_of(report_pdf(a_report(overview=overview)))
    assert "陈㛃𬭎、𠮷田" in text
    assert "U+1F600" in text
    words = docx.Document(io.BytesIO(report_docx(a_report(overview=overview))))
    assert any(part.text == "陈㛃𬭎、𠮷田 😀" for part in words.paragraphs)


def test_a_long_text_flows_over_pages_and_a_long_word_stays_on_the_paper():
    report = a_report(overview="\n".join(["公开" * 300] * 20) + "\n" + "A" * 3000)
    document = pypdfium2.PdfDocument(report_pdf(report))
    assert len(document) > 20
    assert squeezed(text_of(report_pdf(report))).count("A") >= 3000
    for page in document:
        words = page.get_textpage()
        for place in range(words.count_chars()):
            assert words.get_charbox(place)[2] < 210 / 25.4 * 72


@pytest.mark.parametrize("overview", ["（二）先是二级\n一、后是一级\n（一）再是二级", "", "   \n\u200b\n"])
def test_headings_in_any_order_are_set(overview):
    text = text_of(report_pdf(a_report(overview=overview)))
    assert ("先是二级" in text) if overview.strip("\u200b \n") else ("一、总体情况\r\n无" in text)


def test_a_report_without_a_title_is_refused():
    with pytest.raises(ValueError, match="没有标题"):
        a_report(title=" ")
