"""correct_figure: a hand correction is a declared figure with signer and reason."""

from datetime import date

import pytest
from tests.apps.annualreports.years import JANUARY, YEAR, a_report, a_signed_report, last_act, value
from tests.builders import Desk, a_closed

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport, FigureCorrection
from gongkai.law.errors import NotAcceptable, NotAllowed, Stale
from gongkai.law.figures import Origin

CELL = "t3/granted/natural_person"


def correct(desk: Desk, report: AnnualReport, cell: str = CELL, told: str = "3", **more: object) -> AnnualReport:
    given = {"reason": "两件当场答复没有登记", **more}
    return actions.correct_figure(report, cell, told, actor=desk.leader(JANUARY), **given)  # type: ignore[arg-type]


def test_the_figure_is_declared_with_signer_and_reason(department: Desk) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = correct(department, a_report(department))
    cell = queries.cells_of(report)[CELL]
    assert (cell.value, cell.origin) == (3, Origin.DECLARED)
    kept = FigureCorrection.objects.get()
    assert (kept.counted, kept.value, kept.signed_by) == (1, 3, department.person("leader"))
    assert kept.reason == "两件当场答复没有登记"
    assert kept.dropped_on is None


def test_the_cases_counted_before_stay_with_the_cell(department: Desk) -> None:
    case = a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = correct(department, a_report(department))
    report = correct(department, report, told="4", reason="又找到一件")
    kept = FigureCorrection.objects.get(dropped_on__isnull=True)
    assert queries.sources_of(report, CELL) == (f"figurecorrection:{kept.pk}", f"application:{case.pk}")


def test_every_sum_above_it_follows(department: Desk) -> None:
    report = correct(department, a_report(department))
    assert value(report, "t3/granted/total") == 3
    assert value(report, "t3/closed_total/natural_person") == 3
    assert value(report, "t3/closed_total/total") == 3
    assert value(report, "t3/received/total") == 0
    codes = {finding.code for finding in queries.judgement_of(report).errors}
    assert codes == {"t3.balance"}  # the sums hold among themselves; only the balance tells


def test_a_result_of_a_lawsuit_can_be_corrected_too(department: Desk) -> None:
    report = correct(department, a_report(department), "t4/lawsuit_direct/upheld", "２")
    assert value(report, "t4/lawsuit_direct/total") == 2


def test_the_act_is_traced_with_both_numbers(department: Desk) -> None:
    correct(department, a_report(department))
    entry = last_act()
    assert entry.verb == "report.figure_corrected"
    told = entry.details
    assert (told["address"], told["before"], told["after"], told["reason"]) == (CELL, "0", "3", "两件当场答复没有登记")


def test_compiling_again_drops_it_and_says_so(department: Desk) -> None:
    correct(department, a_report(department))
    report = a_report(department)
    assert value(report, CELL) == 0
    assert queries.cells_of(report)[CELL].origin is Origin.COUNTED
    assert FigureCorrection.objects.get().dropped_on == JANUARY
    assert last_act().details["dropped"] == [CELL]


def test_correcting_takes_the_signature_away(department: Desk) -> None:
    report = correct(department, a_signed_report(department))
    assert (report.state, report.signed_by) == (AnnualReport.State.COMPILED, None)


@pytest.mark.parametrize(
    "cell",
    ["t3/granted/total", "t3/closed_total/enterprise", "t4/reconsideration/total", "t2/licences/decisions", "t3/x/y"],
)
def test_sums_and_declared_cells_are_not_corrected_by_hand(department: Desk, cell: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        correct(department, a_report(department), cell)
    assert refused.value.code == "correction.not_a_leaf"


@pytest.mark.parametrize(
    ("told", "reason", "code", "field"),
    [
        ("", "有", "figure.blank", "value"),
        ("0", "有", "correction.same", "value"),
        ("1", " ", "correction.no_reason", "reason"),
        ("-1", "有", "figure.negative", "value"),
        ("一件", "有", "figure.not_a_number", "value"),
    ],
)
def test_a_number_that_cannot_stand_changes_nothing(
    department: Desk, told: str, reason: str, code: str, field: str
) -> None:
    report = a_report(department)
    with pytest.raises(NotAcceptable) as refused:
        correct(department, report, told=told, reason=reason)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert queries.report(report.pk).version == report.version
    assert not FigureCorrection.objects.exists()


@pytest.mark.parametrize("duty", ["desk_officer", "reviewer", "contact", "keeper"])
def test_only_a_leader_corrects(department: Desk, duty: str) -> None:
    with pytest.raises(NotAllowed):
        actions.correct_figure(a_report(department), CELL, "1", "试", actor=department.actor(duty, JANUARY))


def test_whoever_read_an_older_version_corrects_nothing(department: Desk) -> None:
    report = a_report(department)
    correct(department, report)
    with pytest.raises(Stale) as refused:
        correct(department, report, told="9", seen_version=report.version)
    assert "手工更正了一格" in refused.value.message
