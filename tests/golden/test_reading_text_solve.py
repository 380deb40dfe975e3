"""Digits without separators: every split is weighed, one is accepted only where nothing else explains the figures as well."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reading.runs.solve import Choice, Equation, solve
from gongkai.reading.runs.splits import splits, value_of
from gongkai.reading.runs.strips import stream_of, strips_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("103", 103),
        ("14,358", 14358),
        ("00", None),
        ("023", None),
        ("1,14", None),
        ("-2", None),
        ("1.5", None),
    ],
)
def test_a_cell_of_a_run_is_a_plain_number_without_leading_zeros(text: str, value: int | None) -> None:
    assert value_of(text) == value


def test_signs_and_fractions_only_where_the_column_may_have_them() -> None:
    assert value_of("-2", signed=True) == -2
    assert value_of("-0", signed=True) is None
    assert value_of("9116.36", fractional=True) == Decimal("9116.36")


def values(*pieces: str, groups: tuple[int, ...], broken: int = 0) -> list[tuple[object, ...]]:
    found = splits(pieces, groups, broken=broken)
    assert found is not None
    return [split.values for split in found]


def test_the_sum_of_the_row_tells_the_splits_apart() -> None:
    assert values("640020470", groups=(7,)) == [(64, 0, 0, 2, 0, 4, 70)]
    assert len(values("640020470", groups=(7,), broken=1)) > 1
    assert values("191000020", groups=(7,)) == [(1, 9, 10, 0, 0, 0, 20), (19, 1, 0, 0, 0, 0, 20)]
    assert values("3746630019", "23830", groups=(7,)) == [(3746, 63, 0, 0, 19, 2, 3830)]


def test_a_space_between_cells_is_kept() -> None:
    assert values("230", "000023", groups=(7,)) == [(23, 0, 0, 0, 0, 0, 23)]
    assert values("23", "0", "00", "0", "023", groups=(7,), broken=1) == [(23, 0, 0, 0, 0, 0, 23)]


def test_three_groups_of_five_are_found_without_a_mark_between_them() -> None:
    assert values("10203120001200000", groups=(5, 5, 5)) == [(1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0)]


def test_without_a_sum_all_splits_are_told() -> None:
    assert len(values("693665", groups=(1, 1, 1))) == 10
    assert values("000", groups=(1, 1, 1)) == [(0, 0, 0)]


def test_a_run_too_long_to_search_is_given_up_not_guessed() -> None:
    assert splits(["1" * 60], (7,), broken=1) is None


COLUMN = Equation("t3.results", ("a/1", "b/1"), ("sum/1",), "1")
COLUMN2 = Equation("t3.results", ("a/2", "b/2"), ("sum/2",), "2")


def row(name: str, *ways: tuple[int, int], loose: tuple[tuple[int, int], ...] = ()) -> Choice:
    listed = [(way, 0) for way in ways] + [(way, 1) for way in loose]
    return Choice((f"{name}/1", f"{name}/2"), ways, "t3.total", lambda: listed)


def test_the_columns_choose_among_the_splits_of_a_row_and_the_rule_is_named() -> None:
    settled = solve([row("a", (1, 23), (12, 3))], {"b/1": 1, "sum/1": 13, "b/2": 0, "sum/2": 3}, [COLUMN, COLUMN2])
    assert (settled["a/1"].value, settled["a/1"].rule) == (12, "t3.results")


def test_several_solutions_leave_a_cell_ambiguous_with_its_readings() -> None:
    settled = solve([row("a", (1, 23), (12, 3))], {}, [])
    assert settled["a/1"].value is None
    assert settled["a/1"].readings == (1, 12)


def test_a_wrong_sum_of_the_body_is_not_mended_by_a_false_split() -> None:
    """No split fits both columns: 12 and 3 blame one figure, 1 and 23 blame two."""
    choice = row("a", (1, 23), (12, 3))
    settled = solve([choice], {"b/1": 1, "sum/1": 13, "b/2": 0, "sum/2": 9}, [COLUMN, COLUMN2])
    assert settled["a/1"].value == 12
    assert settled["a/2"].value == 3


def test_readings_that_blame_as_much_are_all_told() -> None:
    choice = row("a", (1, 23), (12, 3))
    settled = solve([choice], {"b/1": 1, "sum/1": 13, "b/2": 0, "sum/2": 23}, [COLUMN, COLUMN2])
    assert settled["a/1"].value is None
    assert settled["a/1"].readings == (1, 12)


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_table_that_balances_is_never_read_wrong(seed: int) -> None:
    """Rows of four cells and a total, a last row that sums them up, all printed without separators."""
    rng = Random(seed)
    rows = [[rng.choice([0, 0, 3, 12, 140]) for _ in range(4)] for _ in range(5)]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    full = [[*cells, sum(cells)] for cells in rows]
    wrong = rng.random() < 0.5
    if wrong:
        full[rng.randrange(6)][rng.randrange(5)] += rng.randrange(1, 9)
    choices = []
    for number, cells in enumerate(full):
        text = "".join(map(str, cells))
        strict = splits([text], (5,)) or []
        loose = splits([text], (5,), broken=1, most=2000)
        listed = None if loose is None else [(way.values, way.broken) for way in loose]
        names = tuple(f"r{number}/{column}" for column in range(5))
        choices.append(Choice(names, tuple(way.values for way in strict), "row", lambda listed=listed: listed))
    columns = [Equation("column", tuple(f"r{n}/{c}" for n in range(5)), (f"r5/{c}",), str(c)) for c in range(5)]
    settled = solve(choices, {}, columns)
    for number, cells in enumerate(full):
        for column, value in enumerate(cells):
            read = settled[f"r{number}/{column}"]
            assert read.value in (None, value), (full, number, column, read)


def test_figures_on_both_sides_of_a_footnotes_mark_are_two_numbers() -> None:
    text = "一、本年新收政府信息公开申请数量 12③45 0 0 0 0 57"
    (strip,) = strips_of(stream_of(text, 0, len(text)))
    assert [atom.text for atom in strip.atoms] == ["12", "45", "0", "0", "0", "0", "57"]
