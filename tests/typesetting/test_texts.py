"""Text made fit for print, and the fonts it is set in."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pylopdf_fonts_zh_cn
import pytest

from gongkai.law import formats
from gongkai.typesetting.fonts import font_set
from gongkai.typesetting.grids import grids
from gongkai.typesetting.letter import Letter, letter_pdf
from gongkai.typesetting.texts import absent_note, broken_title, clean, heading_level, paragraphs, printable, running
from gongkai.typesetting.word import placed


def test_signs_that_print_nothing_are_removed_and_letters_are_kept():
    assert clean("a\x00b\u202ec\ufeffd\u200be\r\nf\tg\ud800") == "abcde\nf\tg"
    assert clean("㛃𬭎𠮷﨑é") == "㛃𬭎𠮷﨑é"


def test_paragraphs_are_the_lines_with_something_in_them():
    assert paragraphs(" 一\r\n\n　二　\r三\u2028") == ["一", "二", "三"]


def test_an_absent_character_is_replaced_and_named_once():
    shown, absent = printable("甲乙甲😀😀", {ord("甲"), ord("乙")})
    assert shown == "甲乙甲〓〓"
    assert absent_note(absent) == "〓处是本机字库没有的字，编码依次为U+1F600。"
    assert absent_note([]) == ""


def test_only_long_runs_get_places_to_break_and_addresses_stay_whole():
    ascii_signs = set(range(32, 127))
    address = "https://www.example.gov.cn/disclosure/applications/2026/0087/status?page=1"
    assert printable(address, ascii_signs)[0] == address
    long, _ = printable("x" * 100, ascii_signs)
    assert long.replace("\u200b", "") == "x" * 100
    assert max(map(len, long.split("\u200b"))) == 12


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、总体情况", 1),
        ("（二）依申请公开", 2),
        ("(十二)其他", 2),
        ("一、施工合同3份，随本答复书提供。", 0),
        ("1.推进公开", 0),
        ("", 0),
    ],
)
def test_headings_are_told_from_sentences(text, level):
    assert heading_level(text) == level


def test_no_depth_of_heading_is_skipped():
    assert [entry["depth"] for entry in running(["（一）甲", "一、乙", "（一）丙"], depth=3)] == [3, 3, 4]


def test_a_long_title_breaks_where_the_sense_breaks():
    assert broken_title("政府信息公开申请答复书") == ["政府信息公开申请答复书"]
    name = "示例市示例区人民政府"
    assert broken_title(name + "2020年政府信息公开工作年度报告", after=name) == [name, "2020年政府信息公开工作年度报告"]
    assert broken_title("示例区住房和城乡建设局关于延长政府信息公开申请答复期限的告知书")[1].startswith("延长")
    assert broken_title("由人\n分行") == ["由人", "分行"]


def test_the_package_fonts_show_rare_names_when_asked_for_the_wide_font():
    narrow, wide = font_set(), font_set(wide=True)
    assert ord("𠮷") not in narrow.characters
    assert {ord(char) for char in "㛃𬭎𠮷䶮"} <= wide.characters


def test_the_fonts_of_the_office_are_used_and_broken_files_do_no_harm(tmp_path):
    assert font_set(tmp_path / "absent").families == font_set().families
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert font_set(tmp_path).families == font_set().families
    letter = Letter("甲", "", "题", "乙", ("文",), date(2026, 1, 1))
    assert letter_pdf(letter, font_folder=tmp_path) == letter_pdf(letter)
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), tmp_path / "Own.otf")
    assert font_set(tmp_path).characters == font_set().characters


def test_a_kai_face_of_the_office_takes_its_part(tmp_path):
    renamed = pylopdf_fonts_zh_cn.sans_path().read_bytes()
    for encoding in ("utf-16-be", "ascii"):
        renamed = renamed.replace("Noto Sans SC".encode(encoding), "KaiTi_GB2312".encode(encoding))
    (tmp_path / "simkai.otf").write_bytes(renamed)
    fonts = font_set(tmp_path)
    assert fonts.own == {"kai"}
    assert fonts.families["kai"][0] == "KaiTi_GB2312"
    letter = Letter("甲", "", "题", "乙", ("（一）基本情况", "文"), date(2026, 1, 1))
    assert letter_pdf(letter, font_folder=tmp_path) != letter_pdf(letter)


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_grids_hold_every_cell_once_and_fill_their_width(key):
    form = formats.by_key(key)
    assert tuple(cell for grid in grids(form) for cell in grid.addresses()) == form.addresses()
    for grid in grids(form):
        for row in placed(grid.lines(), len(grid.widths)):
            assert sum(cell.columns for _, cell, _ in row) == len(grid.widths)


def test_letters_are_set_by_several_threads_at_once():
    letters = [Letter("甲", str(place), "题", "乙", ("文" * 500,), date(2026, 1, 1)) for place in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(letter_pdf, letters)) == [letter_pdf(letter) for letter in letters]
