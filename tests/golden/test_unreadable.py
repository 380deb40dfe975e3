"""What cannot be read is refused in one line with a remedy: never a traceback, never invented figures."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.golden.flat import flat_report

from gongkai import reading
from gongkai.law import checks
from gongkai.law.formats import by_key
from gongkai.reading import export
from gongkai.reading.source import LARGEST_BYTES, Source, recognise

REFUSED = {
    "file.empty": b" \n\n",
    "file.binary": bytes(range(256)) * 40,
    "report.foreign": "关于印发春节放假安排的通知\n各单位：\n放假七天。\n".encode(),
    "layout.unsupported": b"{\\rtf1 ...",
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_file_that_is_no_report_is_refused_with_a_remedy(code: str, tmp_path: Path) -> None:
    path = tmp_path / "文件.txt"
    path.write_bytes(REFUSED[code])
    with pytest.raises(reading.Unreadable) as refused:
        reading.read(path)
    assert refused.value.code == code
    assert refused.value.message.endswith("。")
    assert refused.value.remedy.startswith("请") or "能核对的" in refused.value.remedy
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "magic",
    [
        b"GIF89a",
        b"{\\rtf1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    ],
)
def test_layouts_of_later_are_refused_by_content_not_by_name(magic: bytes, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(magic + b" " * 20)
    with pytest.raises(reading.Unreadable, match="现在还不能读"):
        reading.read(path)


def test_a_file_that_is_not_there_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    huge = tmp_path / "大.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    for path in (tmp_path / "无.txt", tmp_path, huge):
        with pytest.raises(reading.Unreadable):
            reading.read(path)


def test_a_text_far_longer_than_any_report_is_refused() -> None:
    with pytest.raises(reading.Unreadable, match="不像一份年度报告"):
        reading.read_source(Source("长.txt", flat_report({}) + "字" * reading.LONGEST_TEXT))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_charset_gives_the_same_figures(charset: str, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(flat_report({"t3/granted/total": 7}).replace("\n", "\r\n").encode(charset))
    (found,) = reading.read(path)
    assert found.cells["t3/granted/total"].figure.value == 7
    assert found.body == "示例区人民政府"


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(reading.Unreadable):
        reading.read_source(recognise(noise, "噪.txt"))


WHOLE = {cell: 1000 + index for index, cell in enumerate(by_key("2021").addresses())}
LINES = [line.strip() for line in flat_report(WHOLE).split("\n\n")]


def assert_no_figure_is_invented(lines: list[str]) -> None:
    try:
        found = reading.read_source(Source("残.txt", "\n\n    ".join(lines)))
    except reading.Unreadable:
        return
    for one in found:
        for cell, got in one.cells.items():
            assert got.figure.value is None or got.figure.value == WHOLE[cell], cell


@given(st.integers(0, len(LINES) - 1))
@settings(max_examples=40, deadline=None)
def test_a_line_torn_out_gives_no_wrong_figure(index: int) -> None:
    assert_no_figure_is_invented(LINES[:index] + LINES[index + 1 :])


@given(st.integers(1, len(LINES)))
@settings(max_examples=25, deadline=None)
def test_a_report_cut_off_gives_no_wrong_figure(end: int) -> None:
    assert_no_figure_is_invented(LINES[:end])


@pytest.mark.long
@pytest.mark.parametrize("index", range(len(LINES)))
def test_any_line_torn_out_gives_no_wrong_figure(index: int) -> None:
    assert_no_figure_is_invented(LINES[:index] + LINES[index + 1 :])
    assert_no_figure_is_invented(LINES[:index])


@pytest.mark.parametrize(
    "sentence",
    [
        "本年收到申请{}件，予以公开{}件。",
        "同比增长{}%，增加{}件。",
        "收取信息处理费{}元。",
        "行政复议{}件，占{}%。",
        "（一）予以公开 {} 0 0 0 0 0 {}",
        "示例区{}年政府信息公开工作年度报告",
    ],
)
def test_a_number_of_thousands_of_digits_is_no_number(sentence: str) -> None:
    text = flat_report({"t3/granted/total": 7}, texts={1: sentence.replace("{}", "9" * 5000)})
    for source in (Source("长.txt", text), Source("长.html", f"<p>{text}</p>".replace("\n", "</p><p>"), kind="html")):
        with contextlib.suppress(reading.Unreadable):
            for found in reading.read_source(source):
                assert all(claim.value is None or claim.value < 10**15 for claim in found.claims)
                json.dumps(export.report("长", found, checks.judge(found.to_fact())))
