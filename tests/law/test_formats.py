"""The official formats of the annual report as data: tables, rows, columns, printed equations."""

import pytest

from gongkai.law import formats
from gongkai.law.figures import Figure, Origin, State, parts, plain

BOTH = ["2019", "2021"]


@pytest.mark.parametrize(
    ("year", "key"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2022, "2021"), (2026, "2021")]
)
def test_a_year_follows_the_format_in_force_for_it(year: int, key: str):
    assert formats.for_year(year).key == key


def test_before_2019_there_is_no_uniform_format():
    with pytest.raises(ValueError, match="2018年没有全国统一格式"):
        formats.for_year(2018)


def test_a_format_nobody_knows_is_a_bug():
    with pytest.raises(KeyError):
        formats.by_key("2020")


def test_the_years_of_the_formats_join_without_gap_or_overlap():
    known = formats.keys()
    found = [formats.by_key(key) for key in known]
    assert [form.key for form in found] == BOTH
    assert found[0].last_year == found[1].first_year - 1
    assert found[-1].last_year is None


def test_the_2019_format_has_198_cells():
    form = formats.by_key("2019")
    assert len(form.addresses()) == 198
    assert len(form.table4_addresses()) == 15


def test_the_2021_format_lacks_what_was_dropped_and_splits_the_sixth_result():
    form = formats.by_key("2021")
    assert len(form.table2_addresses()) == 10
    assert len(form.table3_addresses()) == (2 + 21 + 1 + 1) * 7
    assert {"otherwise.not_supplemented", "otherwise.fee_unpaid", "otherwise.other"} <= {r.key for r in form.leaves()}
    assert not any("procurement" in cell for cell in form.addresses())


@pytest.mark.parametrize("key", BOTH)
def test_no_two_cells_share_an_address(key: str):
    cells = formats.by_key(key).addresses()
    assert len(set(cells)) == len(cells)


@pytest.mark.parametrize("key", BOTH)
def test_no_two_cells_share_a_label(key: str):
    form = formats.by_key(key)
    labels = [form.label(cell) for cell in form.addresses()]
    assert len(set(labels)) == len(labels)
    assert all(label.startswith(("表二「", "表三「", "表四「")) for label in labels)


@pytest.mark.parametrize("key", BOTH)
def test_every_equation_stands_on_cells_of_the_format(key: str):
    form = formats.by_key(key)
    cells = set(form.addresses())
    for instance in form.instances():
        assert set(instance.left) | set(instance.right) <= cells
        assert instance.place.startswith(("表三「", "表四「"))


@pytest.mark.parametrize("key", BOTH)
def test_the_printed_equation_holds_in_each_of_the_seven_columns(key: str):
    balances = [found for found in formats.by_key(key).instances() if found.equation.code == "t3.balance"]
    assert len(balances) == 7
    assert "第一项加第二项之和，等于第三项加第四项之和" in formats.by_key(key).corner_note
    for balance in balances:
        assert [parts(cell)[1] for cell in balance.left] == ["received", "carried_in"]
        assert [parts(cell)[1] for cell in balance.right] == ["closed_total", "carried_out"]


@pytest.mark.parametrize("key", BOTH)
def test_every_cell_of_tables_three_and_four_stands_in_an_equation(key: str):
    form = formats.by_key(key)
    held = {cell for found in form.instances() for cell in (*found.left, *found.right)}
    assert held == set(form.table3_addresses()) | set(form.table4_addresses())


@pytest.mark.parametrize("key", BOTH)
def test_the_six_sections_are_the_same_in_both_formats(key: str):
    titles = formats.by_key(key).section_titles
    assert len(titles) == 6
    assert [title[0] for title in titles] == list("一二三四五六")
    assert titles == formats.by_key("2019").section_titles


def test_table_four_is_the_same_in_both_formats():
    old, new = (formats.by_key(key) for key in BOTH)
    assert old.groups == new.groups
    assert old.results == new.results


def test_a_figure_cannot_be_read_and_empty_at_once():
    with pytest.raises(ValueError, match="read"):
        Figure(None)
    with pytest.raises(ValueError, match="blank"):
        Figure(3, state=State.BLANK)
    assert Figure(None, state=State.MISSING).origin is Origin.PRINTED


def test_numbers_are_shown_without_a_tail_of_zeros():
    from decimal import Decimal

    assert [plain(n) for n in (3, Decimal("3.0"), Decimal("1.50"), Decimal(100))] == ["3", "3", "1.5", "100"]


def test_a_row_only_another_format_has_is_told_in_the_words_of_that_one():
    assert formats.by_key("2019").label("t3/otherwise.other/total") == "表三「3.其他」总计"
    with pytest.raises(KeyError):
        formats.by_key("2019").label("t3/nonsense/total")
