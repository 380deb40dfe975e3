"""Letters in the 信函格式 of GB/T 9704."""

import io
import re
from datetime import date

import docx
import pypdfium2
import pytest
from docx.shared import Mm

from gongkai.typesetting.letter import Letter, letter_docx, letter_pdf

MM = 72 / 25.4
HOSTILE = '#import "x" #panic("a") $x^2$ \\ ] [ // c `raw` *b* _i_ <label> @ref {} & < >'


def a_letter(**changes):
    given = {
        "organ": "示例市示例区住房和城乡建设局",
        "number": "示住建公开〔2025〕46号",
        "title": "政府信息公开申请答复书",
        "addressee": "陈知远",
        "paragraphs": ("你申请公开施工合同。现答复如下：", "一、施工合同3份，随本答复书提供。", "特此答复。"),
        "dated_on": date(2025, 10, 24),
    }
    return Letter(**{**given, **changes})


def pages_of(letter):
    return list(pypdfium2.PdfDocument(letter_pdf(letter)))


def text_of(letter):
    return "\n".join(page.get_textpage().get_text_range() for page in pages_of(letter))


def box_of(page, text):
    """Left, bottom, right and top of a text on a page, in millimetres from the upper left corner."""
    words = page.get_textpage()
    start, count = words.search(text).get_next()
    boxes = [words.get_charbox(place, loose=True) for place in range(start, start + count)]
    height = page.get_height()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return left / MM, (height - min(b[1] for b in boxes)) / MM, right / MM, (height - max(b[3] for b in boxes)) / MM


def squeezed(text):
    return re.sub(r"[\s\u200b]", "", text)


def test_a_letter_reads_in_order():
    text = squeezed(text_of(a_letter(attachments=("施工合同",), contact="联系人：李明，电话：0371-00000000")))
    parts = [
        "示例市示例区住房和城乡建设局",
        "示住建公开〔2025〕46号",
        "政府信息公开申请答复书",
        "陈知远：",
        "你申请公开",
    ]
    parts += ["特此答复。", "附件：施工合同", "示例市示例区住房和城乡建设局", "2025年10月24日", "（联系人：李明"]
    place = -1
    for part in parts:
        place = text.index(part, place + 1)


def test_the_mark_begins_30_mm_from_the_edge_and_the_number_is_flush_right():
    page = pages_of(a_letter())[0]
    _, _, _, top = box_of(page, "示例市示例区住房和城乡建设局")
    assert 28 <= top <= 32
    _, _, right, _ = box_of(page, "示住建公开〔2025〕46号")
    assert right == pytest.approx(210 - 26, abs=1.2)


def test_the_red_double_rules_are_170_mm_wide_and_lie_where_the_standard_says():
    page = pages_of(a_letter())[0]
    boxes = [obj.get_bounds() for obj in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    lines = [(left, bottom, right, top) for left, bottom, right, top in boxes if right - left > 160 * MM]
    assert len(lines) == 4
    assert all((right - left) / MM == pytest.approx(170, abs=1.5) for left, _, right, _ in lines)
    from_top = sorted((page.get_height() - (bottom + top) / 2) / MM for _, bottom, _, top in lines)
    assert from_top[0] == pytest.approx(30 + 31.57 * 1.12 / MM + 4, abs=1)
    assert from_top[3] == pytest.approx(297 - 20, abs=1)


def test_a_full_page_holds_22_lines_of_28_characters():
    letter = a_letter(paragraphs=("国" * 28 * 60,))
    lines = pages_of(letter)[1].get_textpage().get_text_range().splitlines()
    body = [line for line in lines if line.startswith("国")]
    assert len(body) == 22
    assert {len(line) for line in body} == {28}


def test_pages_are_numbered_from_the_second_on():
    pages = [page.get_textpage().get_text_range() for page in pages_of(a_letter(paragraphs=("公开" * 900,)))]
    assert "— 1 —" not in pages[0]
    assert "— 2 —" in pages[1]
    assert "— 3 —" in pages[2]


def test_a_signature_never_stands_alone_on_a_page():
    for count in range(1, 24):
        pages = pages_of(a_letter(paragraphs=tuple(["现将有关情况说明如下。"] * count)))
        last = pages[-1].get_textpage().get_text_range()
        assert "2025年10月24日" in last
        assert "说明如下" in last


def test_a_long_last_paragraph_breaks_instead_of_leaving_the_page_half_empty():
    short, long = "现将有关情况说明如下。", "国" * 28 * 10
    pages = pages_of(a_letter(paragraphs=(*[short] * 6, long)))
    first, second = (page.get_textpage().get_text_range() for page in pages)
    assert len(re.findall("^国+", first, re.M)) >= 2
    assert len(re.findall("^国+", second, re.M)) >= 2
    assert "2025年10月24日" in second


def test_the_date_ends_four_characters_from_the_edge_and_the_name_is_centred_over_it():
    page = pages_of(a_letter(signed_by="示例区住建局"))[0]
    left, _, right, _ = box_of(page, "2025年10月24日")
    assert right == pytest.approx(210 - 26 - 64 / MM, abs=1.5)
    name_left, _, name_right, _ = box_of(page, "示例区住建局")
    assert (name_left + name_right) / 2 == pytest.approx((left + right) / 2, abs=1)


def test_a_long_name_stays_inside_the_type_area():
    name = "郑州市管城回族区住房和城乡建设局房屋征收与补偿办公室（示例）"
    page = pages_of(a_letter(organ=name))[0]
    for text in (name, name[-6:]):
        left, _, right, _ = box_of(page, text)
        assert left > 19
        assert right < 210 - 19


def test_attachments_are_numbered_only_when_there_are_several():
    assert "附件：施工合同" in squeezed(text_of(a_letter(attachments=("施工合同",))))
    several = squeezed(text_of(a_letter(attachments=("施工合同", "审核报告"))))
    assert "附件：1.施工合同2.审核报告" in several


def test_text_is_never_markup():
    names = {"organ": HOSTILE, "number": HOSTILE, "title": HOSTILE, "addressee": HOSTILE, "contact": HOSTILE}
    letter = a_letter(**names, paragraphs=(HOSTILE,), attachments=(HOSTILE,))
    # mark, number, title, addressee, paragraph, attachment, signature, note
    assert squeezed(text_of(letter)).count(squeezed(HOSTILE)) == 8
    words = docx.Document(io.BytesIO(letter_docx(letter)))
    parts = [*words.paragraphs, *words.sections[0].first_page_header.paragraphs]
    assert sum(HOSTILE in part.text for part in parts) == 8


def test_a_draft_shows_the_place_of_the_seal():
    plain, draft = (len(list(pages_of(a_letter(draft=draft))[0].get_objects())) for draft in (False, True))
    assert draft > plain
    assert "草稿" in text_of(a_letter(draft=True))
    assert "草稿" not in text_of(a_letter())


def test_a_letter_without_a_title_is_refused():
    with pytest.raises(ValueError, match="没有标题"):
        a_letter(title="\u200b ")


def test_an_empty_body_is_set():
    assert "陈知远：" in text_of(a_letter(paragraphs=()))


def test_the_word_letter_has_the_page_of_the_standard():
    document = docx.Document(io.BytesIO(letter_docx(a_letter(attachments=("甲", "乙"), contact="电话：1"))))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    assert section.different_first_page_header_footer
    assert round(section.header_distance / Mm(1)) == 30
    assert section.first_page_header.paragraphs[0].text == "示例市示例区住房和城乡建设局"
    texts = [part.text for part in document.paragraphs if part.text]
    assert texts[:3] == ["示住建公开〔2025〕46号", "政府信息公开申请答复书", "陈知远："]
    assert texts[-4:] == ["2.乙", "示例市示例区住房和城乡建设局", "2025年10月24日", "（电话：1）"]


def test_the_same_letter_gives_the_same_bytes():
    assert letter_pdf(a_letter()) == letter_pdf(a_letter())
    assert letter_docx(a_letter()) == letter_docx(a_letter())
