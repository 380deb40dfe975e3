"""Flattened text of either format is read back to the figures it was written from; blank, zero and missing stay apart."""

from collections.abc import Collection
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.golden.flat import BLANK, flat_report

from gongkai import reading
from gongkai.law.facts import BodyKind
from gongkai.law.figures import State
from gongkai.law.formats import by_key
from gongkai.reading import flattened
from gongkai.reading.model import Reading
from gongkai.reading.source import Source

KEYS = ("2019", "2021")


def read(text: str) -> Reading:
    (found,) = reading.read_source(Source("示例.txt", text))
    return found


def distinct(key: str, zeros: Collection[str] = ()) -> dict[str, int]:
    """A different number in nearly every cell, so that no two can be exchanged unseen; the sums of the form hold."""
    form = by_key(key)
    cells = {cell: 0 if cell in zeros else 100 + index for index, cell in enumerate(form.addresses())}
    for column in [column.key for column in form.columns][:-1]:
        cells[f"t3/closed_total/{column}"] = sum(cells[f"t3/{leaf.key}/{column}"] for leaf in form.leaves())
        closed, out = cells[f"t3/closed_total/{column}"], cells[f"t3/carried_out/{column}"]
        cells[f"t3/received/{column}"] = closed + out - cells[f"t3/carried_in/{column}"]
    for instance in form.instances():
        if instance.equation.scope != "t3.column":
            total, rest = sorted((instance.left, instance.right), key=len)
            cells[total[0]] = sum(cells[cell] for cell in rest)
    return cells


def values(found: Reading) -> dict[str, object]:
    return {cell: read.figure.value for cell, read in found.cells.items()}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n    ", "\n\n\n\n\t"])
def test_every_cell_is_read_whatever_parts_the_lines(key: str, between: str) -> None:
    cells = distinct(key)
    found = read(flat_report(cells, key=key, between=between))
    assert values(found) == cells
    assert (found.format_key, found.body, found.year) == (key, "示例区人民政府", 2024)


@pytest.mark.parametrize("key", KEYS)
def test_the_format_is_found_from_labels_never_from_the_year(key: str) -> None:
    assert read(flat_report(distinct(key), key=key, year=2035)).format_key == key


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_numbers_in_any_dress_are_read(data: st.DataObject) -> None:
    form = by_key(data.draw(st.sampled_from(KEYS)))
    factor = data.draw(st.integers(0, 9999))
    cells = {cell: number * factor for cell, number in distinct(form.key).items()}
    dress = st.sampled_from(["{}", "{:,}", "{}\u00a0", "\u3000{} ", "{}.0"])
    few = set(form.addresses()[:40])
    text = flat_report(
        {cell: (data.draw(dress) if cell in few else "{}").format(value) for cell, value in cells.items()}, key=form.key
    )
    found = read(text)
    assert {cell: found.cells[cell].figure.value for cell in cells} == cells


def test_full_width_digits_negatives_and_decimals_are_read() -> None:
    found = read(flat_report({"t2/charges/amount": "１，８６２．４", "t2/licences/decisions": "－２"}))
    assert found.cells["t2/charges/amount"].figure.value == Decimal("1862.4")
    assert found.cells["t2/licences/decisions"].figure.value == -2
    assert found.units == {"t2/charges/amount": "万元"}


@pytest.mark.parametrize("between", ["\n", "\n\n    "])
def test_a_blank_cell_is_blank_and_its_neighbours_stay_where_they_are(between: str) -> None:
    blanks = [
        "t3/granted/enterprise",
        "t3/granted/research",
        "t2/rules/repealed",
        "t4/lawsuit_direct/pending",
    ]
    cells: dict[str, object] = dict(distinct("2021", zeros=blanks))
    found = read(flat_report({**cells, **dict.fromkeys(blanks, BLANK)}, between=between))
    assert {cell for cell, one in found.cells.items() if one.figure.state is State.BLANK} == set(blanks)
    assert all(one.figure.value == cells[cell] for cell, one in found.cells.items() if cell not in blanks)


def test_a_stroke_stands_for_a_blank_cell() -> None:
    found = read(flat_report({"t3/granted/research": "—"}))
    assert found.cells["t3/granted/research"].figure.state is State.BLANK
    assert found.cells["t3/granted/research"].raw == "—"


def test_a_blank_form_is_blank_in_every_cell() -> None:
    form = by_key("2021")
    found = read(flat_report(dict.fromkeys(form.addresses(), BLANK)))
    assert {one.figure.state for one in found.cells.values()} == {State.BLANK}


def test_a_row_that_is_not_printed_is_missing() -> None:
    cells = distinct("2021")
    found = read(flat_report(cells, without=("compulsion", "granted_in_part")))
    gone = {cell for cell in cells if "/compulsion/" in cell or "/granted_in_part/" in cell}
    assert {cell for cell, one in found.cells.items() if one.figure.state is State.MISSING} == gone
    assert all(one.figure.value == cells[cell] for cell, one in found.cells.items() if cell not in gone)


def test_one_row_of_other_handling_in_a_new_report_is_kept_and_its_three_rows_are_missing() -> None:
    cells = distinct("2021")
    three = ("otherwise.not_supplemented", "otherwise.fee_unpaid", "otherwise.other")
    row = [sum(cells[f"t3/{key}/{column.key}"] for key in three) for column in by_key("2021").columns]
    text = flat_report(cells, without=three)
    text = text.replace("（六）其他处理", "（六）其他处理" + "".join(f"\n\n    {number}" for number in row))
    found = read(text)
    assert found.format_key == "2021"
    assert found.cells["t3/otherwise/natural_person"].figure.value == row[0]
    assert found.cells["t3/otherwise/total"].figure.value == row[-1]
    assert found.cells["t3/otherwise.other/total"].figure.state is State.MISSING


def test_a_misprinted_total_below_one_row_of_other_handling_is_found_by_its_place() -> None:
    cells = distinct("2021")
    three = ("otherwise.not_supplemented", "otherwise.fee_unpaid", "otherwise.other")
    row = [sum(cells[f"t3/{key}/{column.key}"] for key in three) for column in by_key("2021").columns]
    text = flat_report(cells, without=three, labels={"（七）总计": "（七）总量合讦"})
    text = text.replace("（六）其他处理", "（六）其他处理" + "".join(f"\n\n    {number}" for number in row))
    (found,) = flattened.read(Source("示例.txt", text))
    total = found.cells["t3/closed_total/total"]
    assert (total.figure.value, total.settled_by) == (cells["t3/closed_total/total"], "position")
    assert found.cells["t3/otherwise/total"].figure.value == row[-1]


def test_too_few_cells_without_a_sign_of_where_are_ambiguous_not_guessed() -> None:
    text = flat_report({"t3/granted/natural_person": 55, "t3/granted/total": 55})
    row = "（一）予以公开\n\n    55\n\n    0\n\n    0"
    assert row in text
    found = read(text.replace(row, "（一）予以公开\n\n    55\n\n    0"))
    states = {found.cells[f"t3/granted/{column.key}"].figure.state for column in by_key("2021").columns}
    assert states == {State.AMBIGUOUS}


MISPRINTS = {
    "5.属于三类内部事务信息": "5.属于三类内容事务信息",
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，只计这一情况，不计其他情形）",
    "1.属于国家秘密": "1、属于国家\u3000秘密",
    "行政行为": "行政行为",
    "（七）总计": "( 七 )总 计",
    "行政行政处罚": "行政处罚",
    "行政处罚": "⾏政处罚",
    "行政规范性文件": "规范性文件",
    "3.补正后申请内容仍不明确": "3.补正后申请\n\n    内容仍不明确",
}


@pytest.mark.parametrize("official", MISPRINTS)
def test_misprinted_spaced_and_wrapped_labels_are_known(official: str) -> None:
    cells = distinct("2021")
    assert values(read(flat_report(cells, labels={official: MISPRINTS[official]}))) == cells


def test_columns_are_read_by_their_heads_where_a_head_changes_their_order() -> None:
    text = flat_report(
        {"t2/normative_documents/issued": 1, "t2/normative_documents/repealed": 2, "t2/normative_documents/in_force": 3}
    )
    text = text.replace("本年制发件数", "X").replace("本年废止件数", "本年制发件数").replace("X", "本年废止件数")
    found = read(text)
    assert found.cells["t2/normative_documents/repealed"].figure.value == 1
    assert found.cells["t2/normative_documents/issued"].figure.value == 2
    assert found.cells["t2/normative_documents/in_force"].figure.value == 3


def test_every_figure_tells_its_line_and_characters() -> None:
    text = flat_report(distinct("2021"))
    found = read(text)
    for one in found.cells.values():
        assert one.place is not None
        assert text[one.place.start : one.place.end] == one.raw
        assert text.split("\n")[(one.place.line or 0) - 1].strip() == one.raw


def test_sections_keep_their_text_and_lose_tables_and_page_furniture() -> None:
    texts = {
        1: "（一）主动公开情况。全区公开信息十条。",
        6: "本年度未收取信息处理费。\n附件\n报告.pdf\n留言与评论(共有 0 条评论)",
    }
    found = read(flat_report(distinct("2021"), texts=texts))
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert [section.text for section in found.sections] == [texts[1], "", "", "", "", "本年度未收取信息处理费。"]
    assert found.sections[0].headings == ("（一）主动公开情况",)


def test_the_kind_of_body_is_known_by_its_name() -> None:
    assert read(flat_report({}, body="示例市水务局")).body_kind is BodyKind.DEPARTMENT
    assert read(flat_report({}, body="示例区人民政府办公室")).body_kind is BodyKind.DEPARTMENT
    assert read(flat_report({}, body="示例实验区管委会")).body_kind is BodyKind.GOVERNMENT


def test_two_reports_in_one_file_are_two_readings() -> None:
    text = flat_report(distinct("2019"), key="2019", year=2020) + flat_report(distinct("2021"), year=2021)
    first, second = reading.read_source(Source("两年.txt", text))
    assert (first.year, first.format_key, values(first)) == (2020, "2019", distinct("2019"))
    assert (second.year, second.format_key, values(second)) == (2021, "2021", distinct("2021"))


def test_a_year_in_chinese_numerals_is_read() -> None:
    text = flat_report({}).replace("2024年政府信息公开工作", "二〇二四年度政府信息公开工作")
    assert read(text).year == 2024
