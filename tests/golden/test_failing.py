"""Each check has its smallest failing report, and that report provokes that check and no other."""

import pytest
from tests.golden.examples import codes, example

from gongkai.law import checks


def test_each_check_has_its_smallest_failing_report() -> None:
    assert codes() == sorted(checks.CHECKS)


@pytest.mark.parametrize("code", codes())
def test_the_example_provokes_its_check_and_no_other(code: str) -> None:
    shown = example(code)
    assert shown.code == code
    findings = checks.run(shown.report, last_year=shown.last_year)
    assert [finding.code for finding in findings] == [code]
    (finding,) = findings
    assert finding.codes == (code,)
    assert finding.level is checks.CHECKS[code].level


@pytest.mark.parametrize("code", codes())
def test_a_finding_is_complete(code: str) -> None:
    shown = example(code)
    (finding,) = checks.run(shown.report, last_year=shown.last_year)
    assert finding.place
    assert finding.message.endswith("。")
    assert (
        finding.remedy.startswith("请") or "请" in finding.remedy or "补" in finding.remedy or "编号" in finding.remedy
    )
    for sides in finding.sides:
        assert sides.difference > 0
        assert sum(term.value for term in sides.left.terms) == sides.left.total
        assert sum(term.value for term in sides.right.terms) == sides.right.total


@pytest.mark.parametrize("code", [code for code in codes() if checks.CHECKS[code].level is checks.Level.ERROR])
def test_an_error_names_every_cell_of_its_equation(code: str) -> None:
    shown = example(code)
    (finding,) = checks.run(shown.report, last_year=shown.last_year)
    here = {
        term.cell
        for sides in finding.sides
        for side in (sides.left, sides.right)
        for term in side.terms
        if not term.year
    }
    assert here == set(finding.cells)
