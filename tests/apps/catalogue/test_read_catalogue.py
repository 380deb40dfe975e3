"""Reading a catalogue from a workbook: heads of two rows, merged cells, ticks and boxes, other names; what is wrong, by row."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from tests.apps.catalogue.sheets import LOWER, UPPER, a_catalogue, a_row

from gongkai.publications import standard
from gongkai.reading.catalogue import CatalogueSheet, read_catalogue
from gongkai.reading.errors import Unreadable

NAMES = standard.column_names()


def read(path: Path) -> CatalogueSheet:
    return read_catalogue(path, NAMES)


def told(found: CatalogueSheet) -> list[tuple[str, str]]:
    return [(problem.place, problem.message) for problem in found.problems]


def test_a_catalogue_as_it_is_printed(tmp_path: Path) -> None:
    found = read(a_catalogue(tmp_path / "目录.xlsx", [a_row(), a_row(2, "房源信息", township="√", county=None)]))
    assert found.problems == []
    first, second = found.elements
    assert (first.place, first.number, first.first, first.second, first.name) == (
        "第4行", "1", "配给管理", "申请和分配", "配租结果",
    )  # fmt: skip
    assert (first.limit, first.body) == ("信息形成或者变更之日起20个工作日内", "区住建局")
    assert first.carriers == ("政府网站", "公开查阅点")
    assert (first.everyone, first.proactive, first.on_application) == (True, True, False)
    assert (first.county, first.township, second.county, second.township) == (True, False, False, True)
    assert "保障性住房" in first.field


def test_merged_cells_hold_what_their_first_cell_holds(tmp_path: Path) -> None:
    rows = [
        a_row(),
        a_row(2, "房源信息", first=None, second=None, basis=None),
        a_row(3, "租金标准", first=None, second="配后"),
    ]
    found = read(a_catalogue(tmp_path / "目录.xlsx", rows, merged=["B4:B6", "C4:C5", "E4:E5"]))
    assert [(one.first, one.second) for one in found.elements] == [
        ("配给管理", "申请和分配"),
        ("配给管理", "申请和分配"),
        ("配给管理", "配后"),
    ]
    assert {one.basis for one in found.elements[:2]} == {"《中华人民共和国政府信息公开条例》"}


def test_cells_left_empty_below_a_matter_belong_to_it(tmp_path: Path) -> None:
    rows = [a_row(), a_row(2, "房源信息", first=None, second=None)]
    found = read(a_catalogue(tmp_path / "目录.xlsx", rows))
    assert found.elements[1].first == "配给管理"


def test_a_head_of_one_row_and_other_names_are_known(tmp_path: Path) -> None:
    upper = ["序号", "一级事项", "二级事项", "公开要素", "依据", "时限", "责任单位", "公开渠道",
             "全社会", "特定群体", "主动公开", "依申请", "区级", "乡、村级"]  # fmt: skip
    found = read(a_catalogue(tmp_path / "目录.xlsx", [a_row(township="√")], upper=upper, lower=None))
    assert found.problems == []
    assert (found.elements[0].county, found.elements[0].township) == (True, True)


def test_level_names_of_a_place_can_be_told(tmp_path: Path) -> None:
    lower = [*LOWER[:-2], "旗级", "苏木级"]
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row()], lower=lower)
    assert read(path).others == {"表格": ["公开层级/旗级", "公开层级/苏木级"]}
    names = {**NAMES, "county": (*NAMES["county"], "旗级"), "township": (*NAMES["township"], "苏木级")}
    found = read_catalogue(path, names)
    assert (found.others, found.elements[0].county) == ({}, True)


def test_columns_of_other_names_are_kept(tmp_path: Path) -> None:
    upper, lower = [*UPPER, "类别", "公开网址"], [*LOWER, None, None]
    row = [*a_row(), "行政管理", date(2024, 3, 4)]
    found = read(a_catalogue(tmp_path / "目录.xlsx", [row], upper=upper, lower=lower))
    assert found.elements[0].extra == {"类别": "行政管理", "公开网址": "2024年3月4日"}


def test_a_catalogue_without_levels_is_of_the_county(tmp_path: Path) -> None:
    found = read(a_catalogue(tmp_path / "目录.xlsx", [a_row()[:-2]], upper=UPPER[:-2], lower=LOWER[:-2]))
    assert (found.elements[0].county, found.elements[0].township, found.problems) == (True, False, [])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": None}, "没有写公开内容（要素）。"),
        ({"first": None}, "没有写公开事项。"),
        ({"county": None}, "没有勾选公开层级。"),
        ({"proactive": "可能"}, "公开方式“主动”一栏写的是“可能”，看不懂。"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_row(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    found = read(a_catalogue(tmp_path / "目录.xlsx", [a_row(**changes), a_row(2, "房源信息")]))
    assert told(found) == [("第4行", message)]
    assert found.blocked
    assert [one.name for one in found.elements] == ["房源信息"]  # the next row is read
    assert found.problems[0].remedy.endswith("。")


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    rows = [a_row(name=""), a_row(2, county="×"), a_row(3, everyone="部分")]
    assert [place for place, _ in told(read(a_catalogue(tmp_path / "目录.xlsx", rows)))] == ["第4行", "第5行", "第6行"]


def test_a_missing_column_is_named_once(tmp_path: Path) -> None:
    upper = [name for name in UPPER if name != "公开内容\n（要素）"]
    lower = [*LOWER[:3], *LOWER[4:]]
    found = read(a_catalogue(tmp_path / "目录.xlsx", [[*a_row()[:3], *a_row()[4:]]] * 3, upper=upper, lower=lower))
    assert told(found) == [("表格", "表头缺少“公开内容（要素）”一栏。")]


def test_a_head_printed_again_on_the_next_page_is_no_element(tmp_path: Path) -> None:
    rows = [a_row(), UPPER, LOWER, a_row(2, "房源信息")]
    found = read(a_catalogue(tmp_path / "目录.xlsx", rows))
    assert [one.name for one in found.elements] == ["配租结果", "房源信息"]
    assert found.problems == []


def test_a_hundred_thousand_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row()])
    book = load_workbook(path)
    page = book.active
    for row in range(5, 100_000):
        page.cell(row, 1).font = Font(bold=True)
    page.append(a_row(2, "房源信息"))
    book.save(path)
    begun = time.perf_counter()
    found = read(path)
    assert time.perf_counter() - begun < 20
    assert [one.place for one in found.elements] == ["第4行", "第100000行"]


def test_what_is_no_catalogue_is_refused_in_words(tmp_path: Path) -> None:
    other = a_catalogue(tmp_path / "通讯录.xlsx", [["王敏", "0000"]], upper=["姓名", "电话"], lower=None)
    assert read(other).blocked
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(Unreadable):
        read(broken)
    with pytest.raises(Unreadable):
        read(tmp_path / "目录.doc")


def test_an_empty_workbook_says_what_is_expected(tmp_path: Path) -> None:
    empty = a_catalogue(tmp_path / "空.xlsx", [], upper=[None], lower=None, title="")
    assert told(read(empty))[0][1].endswith("。")


def test_a_csv_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text(
        "一级事项,公开内容,公开时限,公开主体,区级\n配给管理,配租结果,及时公开,区住建局,√\n", encoding="gb18030"
    )
    found = read(path)
    assert found.problems == []
    assert (found.elements[0].first, found.elements[0].limit) == ("配给管理", "及时公开")
