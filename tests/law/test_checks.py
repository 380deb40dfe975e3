"""The sums of a report: any balanced report is clean, one changed cell is one error that names it."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law import checks
from gongkai.law.checks import registry
from gongkai.law.checks.findings import Level
from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Figure, State
from gongkai.law.formats import Format, by_key

KEYS = ("2019", "2021")
Values = dict[Address, int]


def a_report(values: Mapping[Address, int], key: str = "2021", year: int = 2024) -> ReportFact:
    return ReportFact(year, key, {cell: Figure(value) for cell, value in values.items()})


@st.composite
def balanced(draw: st.DrawFn, key: str) -> Values:
    """Figures that hold by construction: leaves and carried-out are drawn, all else follows from them."""
    form = by_key(key)
    small = st.integers(0, 50)
    values: Values = {cell: draw(small) for cell in form.table2_addresses()}
    kinds = [column.key for column in form.columns if column.key != "total"]
    leaves = [row.key for row in form.leaves()]
    for kind in kinds:
        for row in (*leaves, "carried_out"):
            values[f"t3/{row}/{kind}"] = draw(small)
        values[f"t3/closed_total/{kind}"] = sum(values[f"t3/{row}/{kind}"] for row in leaves)
        at_hand = values[f"t3/closed_total/{kind}"] + values[f"t3/carried_out/{kind}"]
        values[f"t3/carried_in/{kind}"] = draw(st.integers(0, at_hand))
        values[f"t3/received/{kind}"] = at_hand - values[f"t3/carried_in/{kind}"]
    for row in form.counted_rows():
        values[f"t3/{row.key}/total"] = sum(values[f"t3/{row.key}/{kind}"] for kind in kinds)
    for group in form.groups:
        parts = {result.key: draw(small) for result in form.results if result.key != "total"}
        values |= {f"t4/{group.key}/{key_}": value for key_, value in parts.items()}
        values[f"t4/{group.key}/total"] = sum(parts.values())
    return values


def changeable(form: Format) -> list[Address]:
    return [cell for cell in form.addresses() if not cell.startswith("t2/")]


@pytest.mark.parametrize("key", KEYS)
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_any_balanced_report_is_without_error_and_every_equation_is_judged(key: str, data: st.DataObject) -> None:
    judgement = checks.judge(a_report(data.draw(balanced(key)), key))
    assert not judgement.errors
    assert not judgement.unjudged
    equations = [held for held in judgement.held if held.code.startswith(("t3.", "t4."))]
    assert len(equations) == len(by_key(key).instances())


@pytest.mark.parametrize("key", KEYS)
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_one_changed_cell_is_one_error_that_names_it_and_its_right_value(key: str, data: st.DataObject) -> None:
    values = data.draw(balanced(key))
    cell = data.draw(st.sampled_from(changeable(by_key(key))))
    wrong = values[cell] + data.draw(st.integers(-values[cell], 30).filter(bool))
    (finding,) = checks.judge(a_report({**values, cell: wrong}, key)).errors
    assert cell in finding.cells
    if cell.startswith("t3/"):
        assert finding.cells[0] == cell
        assert f"改为{values[cell]}，各项都相符" in finding.message
    for sides in finding.sides:
        assert sides.difference == abs(wrong - values[cell])


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_cells_without_a_number_leave_their_equations_unjudged_and_the_others_judged(data: st.DataObject) -> None:
    values = data.draw(balanced("2021"))
    cell = data.draw(st.sampled_from(changeable(by_key("2021"))))
    state = data.draw(st.sampled_from([state for state in State if state is not State.READ]))
    report = a_report(values)
    judgement = checks.judge(ReportFact(2024, "2021", {**report.figures, cell: Figure(None, state)}))
    assert not judgement.errors
    concerned = [i for i in by_key("2021").instances() if cell in (*i.left, *i.right)]
    assert {unjudged.place for unjudged in judgement.unjudged} == {instance.place for instance in concerned}
    assert all(cell in unjudged.cells for unjudged in judgement.unjudged)


def test_figures_alone_of_a_few_cells_are_enough_and_the_rest_is_not_asked_for() -> None:
    values = {"t4/reconsideration/upheld": 3, "t4/reconsideration/overturned": 1, "t4/reconsideration/other_result": 1}
    values |= {"t4/reconsideration/pending": 0, "t4/reconsideration/total": 5}
    judgement = checks.judge(a_report(values))
    assert not judgement.findings
    assert not judgement.unjudged
    assert [held.code for held in judgement.held] == ["t4.total"]


def test_two_independent_mistakes_are_two_findings() -> None:
    values = dict.fromkeys(by_key("2021").addresses(), 0) | {"t3/granted/research": 1, "t4/lawsuit_direct/pending": 2}
    assert [finding.code for finding in checks.run(a_report(values))] == ["t3.results", "t4.total"]


def test_totals_printed_0_beside_their_parts_are_told_with_both_sides() -> None:
    values = dict.fromkeys(by_key("2021").table4_addresses(), 0) | {"t4/reconsideration/upheld": 9}
    values |= {"t4/reconsideration/other_result": 2}
    (finding,) = checks.run(a_report(values))
    assert str(finding.sides[0].left) == "总计 0"
    assert str(finding.sides[0].right) == "结果维持 9 + 其他结果 2（其余2项为0） = 11"
    assert finding.difference == 11


def test_one_row_of_other_handling_is_summed_as_printed() -> None:
    form = by_key("2021")
    values = dict.fromkeys(form.addresses(), 0)
    rows = [cell for cell in values if cell.startswith("t3/otherwise.")]
    printed = {"t3/otherwise/natural_person": 4, "t3/otherwise/total": 4, "t3/received/natural_person": 4}
    printed |= {"t3/received/total": 4, "t3/closed_total/natural_person": 4, "t3/closed_total/total": 4}
    printed |= {f"t3/otherwise/{column.key}": 0 for column in form.columns[1:-1]}
    figures = {cell: Figure(value) for cell, value in (values | printed).items()}
    figures |= {cell: Figure(None, State.MISSING) for cell in rows}
    judgement = checks.judge(ReportFact(2023, "2021", figures))
    assert not judgement.errors
    assert "t3.results" in {held.code for held in judgement.held}
    (missing,) = judgement.findings
    assert missing.code == "numbers.missing"
    assert "2019年格式" in missing.message


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_carry_over_holds_for_any_two_years_that_were_carried_over(data: st.DataObject) -> None:
    before, now = data.draw(balanced("2019")), data.draw(balanced("2021"))
    columns = [column.key for column in by_key("2021").columns]
    for column in columns:
        before[f"t3/carried_out/{column}"] = now[f"t3/carried_in/{column}"]
    last_year = a_report(before, "2019", 2020)
    report = a_report(now, "2021", 2021)
    assert not [f for f in checks.run(report, last_year=last_year) if f.code == "carry_over.last_year"]
    column = data.draw(st.sampled_from(columns))
    before[f"t3/carried_out/{column}"] += 2
    found = [f for f in checks.run(report, last_year=a_report(before, "2019", 2020)) if f.code.startswith("carry")]
    assert [(f.level, f.cells, f.difference) for f in found] == [(Level.ERROR, (f"t3/carried_in/{column}",), 2)]


def test_a_report_of_another_year_than_the_last_is_not_held_against_this_one() -> None:
    values = dict.fromkeys(by_key("2021").addresses(), 0)
    judgement = checks.judge(a_report(values), last_year=a_report(values | {"t3/carried_out/total": 9}, year=2022))
    assert not judgement.findings
    assert [unjudged.code for unjudged in judgement.unjudged] == ["carry_over.last_year"]
    assert "2022" in judgement.unjudged[0].reason


def test_errors_come_first() -> None:
    values = dict.fromkeys(by_key("2021").addresses(), 0) | {"t2/licences/decisions": -1, "t4/lawsuit_direct/total": 1}
    assert [finding.level for finding in checks.run(a_report(values))] == [Level.ERROR, Level.WARNING]


def test_level_error_is_only_for_sums_and_carry_over() -> None:
    errors = {code for code, one in checks.CHECKS.items() if one.level is Level.ERROR}
    assert errors == {"t3.balance", "t3.results", "t3.total", "t4.total", "carry_over.last_year"}


def test_the_list_of_checks_is_frozen() -> None:
    with pytest.raises(RuntimeError, match="complete"):
        registry.check("t9.new", level=Level.NOTE, title="", source="")(lambda report, last_year: ())
    with pytest.raises(TypeError):
        checks.CHECKS["t9.new"] = checks.CHECKS["t3.total"]  # type: ignore[index]


def test_each_equation_of_the_formats_is_a_check() -> None:
    for key in KEYS:
        assert {equation.code for equation in by_key(key).equations} <= set(checks.CHECKS)
