"""What a document's own text says of it: suggestions, each with the words it was read from; what cannot be told stays open."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.wordfiles import a_docx, a_pdf, a_scan

from gongkai.documents.queries.import_suggestions import suggestions_of
from gongkai.reading.official import numbers_as_printed, read_official, term_in, years_after

NOTICE = """\
云岭区人民政府文件
云政规〔2020〕3号
云岭区人民政府关于印发
《云岭区养犬管理办法（试行）》的通知
各镇人民政府，区直各部门：
　　现将办法印发给你们，请遵照执行。《云岭区信息公开办法》（云政发〔2011〕2号）另行修订。
云岭区人民政府
2020年3月5日
（此件公开发布）
云岭区养犬管理办法（试行）
第一条　为了规范养犬，制定本办法。
第三十条　本办法自2020年4月1日起施行，有效期2年。《云岭区养犬暂行规定》（云政发〔2012〕9号）同时废止。
云岭区人民政府办公室　2020年3月6日印发
"""


def test_title_number_and_days_are_read_with_the_words_they_stand_in() -> None:
    read = read_official(NOTICE)
    assert read.title is not None
    assert read.title.value == "云岭区人民政府关于印发《云岭区养犬管理办法（试行）》的通知"
    assert read.title.place == "第3行"
    assert read.number is not None
    assert (read.number.value, read.number.place) == ("云政规〔2020〕3号", "第2行")
    assert read.issued_on is not None
    assert (read.issued_on.value, read.issued_on.said) == (date(2020, 3, 5), "2020年3月5日")
    assert read.effective_on is not None
    assert read.effective_on.value == date(2020, 4, 1)
    assert read.valid_until is not None
    assert (read.valid_until.value, read.valid_until.said) == (date(2022, 3, 31), "有效期2年")
    assert [one.value for one in read.ends] == [("云岭区养犬暂行规定", "云政发〔2012〕9号")]


@pytest.mark.parametrize(
    "printed", ["云政规 [2020] 3号", "云政规【2020】第3号", "云政规（2020）3 号", "云政规〔2020〕003号"]
)
def test_a_number_is_read_however_its_brackets_are_written(printed: str) -> None:
    read = read_official(NOTICE.replace("云政规〔2020〕3号", printed))
    assert read.number is not None
    assert read.number.value == "云政规〔2020〕3号" == numbers_as_printed(printed)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("关于印发《养犬管理规定\n（试行）》的通知", "关于印发《养犬管理规定（试行）》的通知"),
        ("关于修改《养犬管理办法》的决定\n的通知", "关于修改《养犬管理办法》的决定的通知"),
        ("签发人：某人\n关于养犬的 通 知", "关于养犬的通知"),
        ("000012\n特急\n云岭区人民政府办公室文件\n关于养犬的通告", "关于养犬的通告"),
    ],
)
def test_a_title_over_several_lines_is_read_whole(printed: str, title: str) -> None:
    read = read_official(f"{printed}\n各部门：\n请照办。")
    assert read.title is not None
    assert read.title.value == title


@pytest.mark.parametrize("made", [a_docx, a_pdf])
def test_word_and_pdf_are_read_alike(made: Callable[[str], bytes], tmp_path: Path) -> None:
    text = "关于印发《云岭区城市道路临时停车泊位管理暂行办法》的通知\n请照办。自2024年7月1日起施行，有效期两年。"
    (tmp_path / f"一.{'docx' if made is a_docx else 'pdf'}").write_bytes(made(text))
    (one,) = suggestions_of(tmp_path)
    assert one.official.title is not None
    assert one.official.title.value == "关于印发《云岭区城市道路临时停车泊位管理暂行办法》的通知"
    assert one.official.valid_until is None or one.official.valid_until.value == date(2026, 6, 30)
    assert one.official.effective_on is not None
    assert one.official.effective_on.value == date(2024, 7, 1)


def test_a_scan_is_told_and_suggests_nothing(tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(a_scan())
    (one,) = suggestions_of(tmp_path)
    assert one.official.title is None
    assert one.trouble == "是扫描件，没有文字可读。"


def test_a_number_within_a_sentence_is_another_documents() -> None:
    read = read_official("关于转发文件的通知\n各部门：\n现转发云政规〔2020〕3号。\n2020年5月6日")
    assert read.number is None
    assert read.title is not None
    assert read.title.value == "关于转发文件的通知"


def test_the_day_of_printing_is_not_the_day_of_the_document() -> None:
    assert read_official("关于养犬的通知\n各部门：\n请照办。\n区政府办公室 2020年3月6日印发").issued_on is None


def test_a_day_in_chinese_signs_and_the_one_below_the_title_are_read() -> None:
    signed = read_official("关于养犬的通知\n各部门：\n请照办。\n区政府\n二〇二〇年三月五日")
    assert signed.issued_on is not None
    assert signed.issued_on.value == date(2020, 3, 5)
    below = read_official(
        "云岭区养犬管理办法\n（2020年3月5日区政府第3次常务会议通过）\n第一条 为了规范养犬，制定本办法。"
    )
    assert below.issued_on is not None
    assert below.issued_on.value == date(2020, 3, 5)


def test_in_effect_since_its_issue_names_that_day_and_since_publication_none() -> None:
    text = "关于养犬的通知\n各部门：\n本通知自{}之日起施行。\n区政府\n2020年3月5日"
    issued = read_official(text.format("印发")).effective_on
    assert issued is not None
    assert issued.value == date(2020, 3, 5)
    assert read_official(text.format("公布")).effective_on is None


def test_two_days_in_effect_give_no_suggestion() -> None:
    text = "关于养犬的通知\n各部门：\n自2020年4月1日起施行。第三条自2021年1月1日起施行。\n2020年3月5日"
    assert read_official(text).effective_on is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "2020年13月45日", "《" * 5_000, "关于" * 20_000, "\x00\ud800号", "云政规〔2020〕3号" * 3_000]
)
def test_a_text_that_is_no_document_suggests_nothing_and_stops_nothing(text: str) -> None:
    read = read_official(text)
    assert (read.title, read.issued_on, read.effective_on, read.valid_until) == (None, None, None, None)


def test_a_term_ends_on_the_day_before_its_anniversary() -> None:
    assert years_after(date(2020, 3, 1), 5) == date(2025, 2, 28)
    assert years_after(date(2020, 2, 29), 5) == date(2025, 2, 28)


@pytest.mark.parametrize(("said", "years"), [("5年", 5), ("五年", 5), ("有效期两年", 2), ("长期", None), ("5", None)])
def test_a_term_is_read_in_years(said: str, years: int | None) -> None:
    assert term_in(said) == years
