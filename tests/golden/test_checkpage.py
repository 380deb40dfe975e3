"""The page of a check: what it says, what it shows of the original, and that it needs nothing but itself."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from tests.golden.flat import BLANK, flat_report

from gongkai.reading.source import Source, load
from gongkai.screens.checking import examining
from gongkai.typesetting.checkpage.material import Spot
from gongkai.typesetting.checkpage.pictures import Pages, Piece
from gongkai.typesetting.checkpage.places import readings_told
from gongkai.typesetting.markup import Markup, joined, tag

RIGHT = {
    "t3/received/natural_person": 3,
    "t3/received/total": 3,
    "t3/granted/natural_person": 3,
    "t3/granted/total": 3,
    "t3/closed_total/natural_person": 3,
    "t3/closed_total/total": 3,
}
WRONG = {**RIGHT, "t3/closed_total/natural_person": 2}
TEXTS = {5: "工作考核、社会评议和责任追究结果已经公布。", 6: "本年度未收取信息处理费。"}


def page_of(text: str, name: str = "年报.txt") -> str:
    source = Source(name, text, text.encode())
    return examining.page_of(source, examining.examine(source))


def text_in(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page.split("<body>")[1])


def test_a_clean_report_says_so_and_the_sum_is_one_term() -> None:
    page = page_of(flat_report(RIGHT, texts=TEXTS))
    assert '<h1 class="verdict">三张表各项相加都相符，没有要改的。</h1>' in page
    held = re.search(r"<b>(\d+)</b>项相符</span><i>=</i><span><b>(\d+)</b>项核对", page)
    assert held
    assert held.group(1) == held.group(2)
    assert 'id="errors"' not in page


def test_an_error_names_the_cell_repeats_every_sum_and_rings_the_sign_in_the_original() -> None:
    page = page_of(flat_report(WRONG, texts=TEXTS))
    assert "<h1" in page
    assert "表三「（七）总计」自然人是2，3项核对因此不平；改为3，各项都相符。" in page
    assert "错误1处，牵出3项不符" in page
    assert page.count('<td class="n differs">1</td>') == 3
    assert '<td class="broken">2</td>' in page
    assert page.count('class="broken"') == 1
    assert "<strong>原文如此。</strong>" in page
    assert "原件上的字就是“2”。" in page
    assert re.search(r"（七）总计.{0,80}<mark class=\"ringed\">2</mark>", page)


def test_the_terms_of_the_tally_add_up() -> None:
    page = page_of(flat_report({**WRONG, "t2/rules/issued": BLANK}, texts={1: "收到政府信息公开申请9件。"}))
    tally = re.search(r'<p class="tally">(.*?)</p>', page)
    assert tally
    *terms, total = map(int, re.findall(r"<b>(\d+)</b>", tally.group(1)))
    assert sum(terms) == total
    assert len(terms) >= 3


def test_blank_and_missing_differ_from_zero_by_word_and_shape() -> None:
    page = page_of(flat_report({**RIGHT, "t2/rules/issued": BLANK}, texts=TEXTS, without=("granted_in_part",)))
    assert '<td class="blank">空</td>' in page
    assert page.count('<td class="missing">缺</td>') == 7
    assert '<td class="zero">0</td>' in page
    assert "没有数的8格" in page
    assert "原文没有这一行" in text_in(page)


@pytest.mark.parametrize(
    ("readings", "likely", "told"),
    [
        ((6, 69, 693), 69, "可能是6、69或693，多半是69。"),
        ((6, 69), None, "可能是6或69。"),
        ((7,), None, "可能是7。"),
    ],
)
def test_what_an_ambiguous_cell_may_be_is_told_with_the_likeliest(readings, likely, told) -> None:
    text = flat_report(RIGHT, texts=TEXTS)
    source = Source("年报.txt", text, text.encode())
    (checked,) = examining.materials(source, examining.examine(source))
    cell = "t3/received/total"
    unsure = replace(checked, spots={cell: Spot("693", readings=readings, likely=likely)})
    assert readings_told(unsure, [cell]).endswith(told)


def test_every_row_opens_to_its_lines_and_its_signs() -> None:
    page = page_of(flat_report(RIGHT, texts=TEXTS))
    opened = dict(re.findall(r'<details class="place"><summary>([^<]+)</summary><p>([^<]+)</p>', page))
    assert re.fullmatch(r"第\d+至\d+行。原字：3、0、0、0、0、0、3。", opened["（一）予以公开"])
    assert len(opened) >= 30
    assert "行政复议：第" in page


def test_a_report_of_blanks_says_that_there_is_nothing_to_check() -> None:
    blank = dict.fromkeys(RIGHT, BLANK)
    from gongkai.law.formats import by_key

    page = page_of(flat_report({**dict.fromkeys(by_key("2021").addresses(), BLANK), **blank}, texts=TEXTS))
    assert "三张表的格子全都空着，没有可以核对的数。" in page
    assert "另有" in page  # rows beyond the first few are counted, not drawn


def test_the_numbers_of_the_text_are_marked_with_their_cue() -> None:
    page = page_of(flat_report(RIGHT, texts={**TEXTS, 1: "全年收到政府信息公开申请3件，办结2件。"}))
    assert '申请<mark class="agrees">3</mark><a class="cue" href="#t3">✓表三本年新收</a>' in page
    assert '<mark class="alone">2</mark><a class="cue alone" href="#warnings">!表三（七）总计是3</a>' in page


def test_shares_and_totals_of_the_text_carry_what_recomputing_them_gave() -> None:
    said = "全年共办结申请3件，其中：予以公开3件，占90%。共公布信息9条，其中公告类信息4条，解读类信息3条，其他信息1条。"
    page = page_of(flat_report(RIGHT, texts={**TEXTS, 1: said}))
    assert '占<mark class="alone">90</mark><a class="cue alone" href="#warnings">!占比重算不符</a>%' in page
    assert '信息<mark class="alone">9</mark><a class="cue alone" href="#warnings">!分项相加不符</a>条' in page
    right = page_of(flat_report(RIGHT, texts={**TEXTS, 1: said.replace("90%", "100%").replace("9条", "8条")}))
    assert '占<mark class="agrees">100</mark><span class="cue">✓占比重算相符</span>%' in right
    assert '信息<mark class="agrees">8</mark><span class="cue">✓分项相加相符</span>条' in right


def test_whatever_people_wrote_stands_on_the_page_as_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    text = flat_report(RIGHT, body=f"示例区{evil}局", texts={1: f"收到政府信息公开申请9件{evil}。"})
    page = page_of(text, f"{evil}.txt")
    assert "<img" not in page
    assert "&lt;img" in page


def test_the_page_needs_nothing_beside_it_and_forbids_itself_to_fetch() -> None:
    page = page_of(flat_report(WRONG, texts=TEXTS))
    assert not re.search(r'(?:src|href|action)="(?!#|data:)', page)
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)
    assert "--letter-red" in page  # both sheets are inside
    assert " style=" not in page.split("<body>")[1]
    assert all(target in page for target in (f'id="{name}"' for name in re.findall(r'href="#([\w-]+)"', page)))


def test_no_id_stands_twice_though_two_reports_stand_in_one_file() -> None:
    two = flat_report(WRONG, texts=TEXTS) + "\n\n" + flat_report(RIGHT, year=2023, texts=TEXTS)
    page = page_of(two)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"t3", "r2-t3"} <= set(ids)
    assert page.count("<h1") == 1


def test_the_same_file_gives_the_same_bytes() -> None:
    text = flat_report(WRONG, texts=TEXTS)
    assert page_of(text) == page_of(text)


def test_a_label_is_cut_out_from_between_its_rulings() -> None:
    row = [255] * 100
    for ruling in (0, 1, 30, 31, 98, 99):
        row[ruling] = 0
    written = list(row)
    written[10:20] = written[50:60] = [0] * 10
    piece = Piece(0.0, 0.0, 100, 16, b"".join(bytes(written if 6 <= y < 10 else row) for y in range(16))).innermost()
    assert (piece.left, piece.width) == (42 / 2, 26)


def test_a_label_on_the_grey_paper_of_a_scan_is_cut_out_as_well() -> None:
    row = [210] * 100
    row[30] = row[99] = 40
    written = list(row)
    written[50:60] = [90] * 10
    piece = Piece(0.0, 0.0, 100, 16, b"".join(bytes(written if 6 <= y < 10 else row) for y in range(16))).innermost()
    assert (piece.left, piece.width) == (42 / 2, 26)


def test_a_piece_is_cut_to_what_is_inked_and_its_png_can_be_opened() -> None:
    from io import BytesIO

    from PIL import Image

    rows = [bytes([255] * 40 + [0] * 10 + [255] * 50) for _ in range(6)]
    piece = Piece(10.0, 5.0, 100, 6, b"".join(rows)).trimmed()
    assert (piece.left, piece.width) == (10.0 + 32 / 2, 26)
    image = Image.open(BytesIO(piece.png()))
    assert image.size == (26, 6)
    assert image.getpixel((8, 0)) == 0


def test_a_file_without_pages_gives_no_picture() -> None:
    with Pages(b"%PDF-1.4 broken", "pdf") as pages:
        assert pages.cut(1, (0, 0, 50, 50)) is None
        assert pages.find("任何") is None
    with Pages(b"text", "text") as pages:
        assert pages.cut(1, (0, 0, 50, 50)) is None


def test_markup_escapes_what_is_not_markup() -> None:
    assert tag("p", "<b>", Markup("<i>x</i>"), title='"') == '<p title="&quot;">&lt;b&gt;<i>x</i></p>'
    assert joined("&", Markup("&amp;")) == "&amp;&amp;"
    assert tag("br") == "<br>"
    assert tag("input", hidden=True, disabled=False, name="n") == '<input hidden name="n">'


@pytest.mark.shared
def test_the_wrong_totals_of_a_pdf_are_cut_out_of_its_page_and_ringed(shared_reports: Path) -> None:
    source = load(shared_reports / "hongze-2023.pdf")
    page = examining.page_of(source, examining.examine(source))
    errors = page.split('id="errors"')[1].split('id="warnings"')[0]
    assert errors.count("<svg") == 2
    assert errors.count("data:image/png;base64,") == 2
    assert errors.count('class="ring"') == 5
    assert "原文如此。" in errors
    assert "原件上的字就是“5”“0”。" in errors
    assert re.search(r'aria-label="原件片段：表四「行政复议」结果维持 10', errors)


@pytest.mark.shared
def test_the_scope_of_the_office_is_told_beside_its_sentence(shared_reports: Path) -> None:
    source = load(shared_reports / "guancheng-2020.txt")
    page = examining.page_of(source, examining.examine(source))
    assert '<mark class="ringed">办结 27 件</mark>' in page
    assert '<mark class="elsewhere">27</mark>' in page
    assert "法规室一处，表三（七）总计是108" in page


@pytest.mark.shared
def test_figures_another_program_read_are_no_fault_of_the_body(shared_reports: Path) -> None:
    source = load(shared_reports / "jinhu-2023-parsed.json")
    (one,) = examining.examine(source)
    page = text_in(examining.page_of(source, [one]))
    assert not one.judgement.errors
    assert "1处相加不符，是原文印错还是读错，要对照原件。" in page
    assert "印错，还是读错？这是另一程序读出的数，要对照原件才知道。" in page
    assert "原文如此" not in page.split("第一部分「总体情况」")[0]
