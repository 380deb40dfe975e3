"""Lists as other systems export them are read: titles above the head, merged cells, dates as text, a great many empty rows."""

import time
from datetime import datetime
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from tests.listing import a_workbook

from gongkai.reading.errors import Unreadable
from gongkai.reading.listed import ListedItem, open_listing
from gongkai.reading.listed.days import moment_of
from gongkai.reading.listed.heads import ITEMS


def read(path: Path) -> list[ListedItem]:
    return list(open_listing(path).items())


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("索 引 号", "index_number"),
        ("*标题（必填）", "title"),
        ("生成日期：", "dated_on"),
        ("发文日期", "published_at"),
        ("发布文号", "document_number"),
        ("公开内容(要素)", "element"),
        ("来源", "source"),
        ("不认识的栏", None),
    ],
)
def test_heads_are_known_by_the_names_in_use(head: str, key: str | None) -> None:
    assert ITEMS.key_of(head) == key


@pytest.mark.parametrize(
    "written",
    [
        "2020年3月5日",
        "2020/3/5",
        "2020-03-05",
        "2020.3.5",
        "20200305",
        "43895",
        "二〇二〇年三月五日",
        "２０２０年３月５日",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert moment_of(written) == datetime(2020, 3, 5)  # noqa: DTZ001


def test_a_moment_keeps_its_time_of_day() -> None:
    assert moment_of("2020-03-05 17:30:10") == datetime(2020, 3, 5, 17, 30, 10)  # noqa: DTZ001
    assert moment_of("2020年3月5日 9时5分") == datetime(2020, 3, 5, 9, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    "written", ["", "三月", "2020年13月5日", "2020-02-30", "19000101", "99999", "二〇二〇年十三月五日", "1e5"]
)
def test_what_is_no_day_is_not_guessed(written: str) -> None:
    assert moment_of(written) is None


def test_a_title_line_and_a_merged_head_in_two_lines_are_understood(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "目录.xlsx",
        [
            ["序号", "名称", "索引号", "日期", None, "发布机构"],
            [None, None, None, "生成日期", "发布日期", None],
            [1, "第一件", "123456789/2020-00001", "2020年3月5日", datetime(2020, 3, 6, 8, 30), "区教育局"],  # noqa: DTZ001
            [2, "第二件", None, None, "2020/3/7", None],
        ],
        title="云岭区公开目录",
        merges=["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "F4:F5"],
    )
    first, second = read(path)
    assert first.place == "第4行"
    assert first.texts["index_number"] == "123456789/2020-00001"
    assert first.days == {"dated_on": datetime(2020, 3, 5), "published_at": datetime(2020, 3, 6, 8, 30)}  # noqa: DTZ001
    assert second.texts["agency"] == "区教育局"  # merged downwards
    assert not first.troubles + second.troubles


def test_a_hundred_thousand_empty_rows_are_passed_over_in_seconds(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题", "发布日期"])
    sheet.append(["第一件", "2020-01-02"])
    sheet.cell(row=100_010, column=1, value="最后一件")
    sheet.cell(row=100_010, column=2, value="不是日期")
    sheet.cell(row=1_048_576, column=50, value=" ")
    book.save(tmp_path / "空行.xlsx")
    begun = time.perf_counter()
    first, last = read(tmp_path / "空行.xlsx")
    assert time.perf_counter() - begun < 15
    assert (first.place, last.place) == ("第2行", "第100010行")
    assert [(trouble.column, trouble.message) for trouble in last.troubles] == [("发布日期", "“不是日期”不像日期。")]


def test_a_csv_of_an_old_system_is_read_in_its_own_charset(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_bytes("标题;发布时间;正文\r\n第一件;2020-01-02;第一段\r\n".encode("gb18030"))
    (only,) = read(path)
    assert only.body == "<p>第一段</p>"


def test_what_is_missing_or_strange_is_named_with_its_row(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "a.xlsx", [["标题", "发布日期", "点击量"], ["", "2020-01-02", "5"], ["有标题", "", ""]]
    )
    listing = open_listing(path)
    told = [(trouble.place, trouble.column, trouble.remedy) for item in listing.items() for trouble in item.troubles]
    assert told == [("第2行", "标题", "请补上标题。"), ("第3行", "发布日期", "请补上发布日期。")]
    assert listing.notes == ["没有认出的栏，没有读：点击量。"]


def test_bodies_and_attachments_are_found_in_the_folder_by_name(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "附件").mkdir()
    (tmp_path / "bodies" / "一.html").write_text("<html><body><p>甲</p><script>x()</script></body></html>", "utf-8")
    (tmp_path / "bodies" / "123456789_2020-00002.txt").write_text("乙一\n\n乙二", "utf-8")
    document = docx.Document()
    document.add_paragraph("丙")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "左"
    document.save(str(tmp_path / "第三件.docx"))
    (tmp_path / "附件" / "表A、B.pdf").write_bytes(b"%PDF-1.4")
    a_workbook(
        tmp_path / "清单.xlsx",
        [
            ["标题", "索引号", "发布日期", "正文文件", "附件"],
            ["第一件", "", "2020-01-02", "一.html", "表A、B.pdf；没有的.pdf"],
            ["第二件", "123456789/2020-00002", "2020-01-02", "", ""],
            ["第三件", "", "2020-01-02", "", ""],
        ],
    )
    first, second, third = read(tmp_path)
    assert first.body == "<p>甲</p>"
    assert [path.name for path in first.files] == ["表A、B.pdf"]
    assert [trouble.message for trouble in first.troubles] == ["文件夹里没有“没有的.pdf”。"]
    assert second.body == "<p>乙一</p><p>乙二</p>"
    assert third.body == "<p>丙</p><table><tbody><tr><td>左</td><td></td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"not a workbook", "listing.broken"),
        ("a.xls", b"", "listing.kind"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "listing.no_head"),
        ("a.csv", b"", "listing.no_head"),
    ],
)
def test_what_is_no_list_is_told_in_words(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / name)
    assert caught.value.code == code
    assert caught.value.remedy


def test_a_folder_holds_one_list_only(tmp_path: Path) -> None:
    for expected in ("没有清单", None, "有2份清单"):
        if expected:
            with pytest.raises(Unreadable, match=expected):
                open_listing(tmp_path)
        name = "a.csv" if expected == "没有清单" else "b.csv"
        (tmp_path / name).write_text("标题,发布日期\n甲,2020-01-02\n", "utf-8")
    (tmp_path / "a.csv").unlink()
    assert len(read(tmp_path)) == 1
