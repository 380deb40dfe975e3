"""sign_report: refused while an error stands, unless a leader overrides it with a reason."""

from datetime import date

import pytest
from tests.apps.annualreports.years import JANUARY, YEAR, a_report, a_signed_report, last_act
from tests.builders import Desk

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale


def an_unbalanced_report(desk: Desk) -> AnnualReport:
    """A leader corrected one cell by hand: the column no longer balances."""
    return actions.correct_figure(a_report(desk), "t3/granted/natural_person", "5", "试验", actor=desk.leader(JANUARY))


def test_a_report_without_errors_is_signed(department: Desk) -> None:
    report = a_signed_report(department)
    assert (report.state, report.signed_on) == (AnnualReport.State.SIGNED, JANUARY)
    assert report.signed_by == department.person("leader")
    entry = last_act()
    assert (entry.verb, entry.details["standing"], entry.details["override_reason"]) == ("report.signed", [], "")


def test_an_error_that_stands_bars_the_signature(department: Desk) -> None:
    report = an_unbalanced_report(department)
    with pytest.raises(NotLawful) as refused:
        actions.sign_report(report, actor=department.leader(JANUARY), on=JANUARY)
    assert (refused.value.code, refused.value.field) == ("report.errors_stand", "override_reason")
    assert "不平" in refused.value.message
    assert queries.report(report.pk).state == AnnualReport.State.COMPILED


def test_a_leader_overrides_with_a_reason_that_the_journal_keeps(department: Desk) -> None:
    report = an_unbalanced_report(department)
    signed = actions.sign_report(report, actor=department.leader(JANUARY), on=JANUARY, override_reason=" 省里要求先报 ")
    assert signed.override_reason == "省里要求先报"
    entry = last_act()
    assert entry.details["override_reason"] == "省里要求先报"
    assert "t3.balance" in entry.details["standing"]


def test_a_reason_that_was_not_needed_is_not_kept(department: Desk) -> None:
    signed = actions.sign_report(
        a_report(department), actor=department.leader(JANUARY), on=JANUARY, override_reason="以防万一"
    )
    assert signed.override_reason == ""


@pytest.mark.parametrize("duty", ["desk_officer", "reviewer", "auditor", "keeper"])
def test_only_a_leader_signs(department: Desk, duty: str) -> None:
    with pytest.raises(NotAllowed):
        actions.sign_report(a_report(department), actor=department.actor(duty, JANUARY), on=JANUARY)


def test_the_leader_of_another_agency_does_not_sign(district: Desk, department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.sign_report(a_report(department), actor=district.leader(JANUARY), on=JANUARY)


@pytest.mark.parametrize("on", [date(YEAR, 12, 31), date(2023, 2, 1)])
def test_the_year_must_be_over_and_the_day_have_come(department: Desk, on: date) -> None:
    with pytest.raises(NotAcceptable) as refused:
        actions.sign_report(a_report(department), actor=department.leader(JANUARY), on=on)
    assert refused.value.field == "on"


def test_a_report_is_signed_once(department: Desk) -> None:
    report = a_signed_report(department)
    with pytest.raises(NotLawful) as refused:
        actions.sign_report(report, actor=department.leader(JANUARY), on=JANUARY)
    assert refused.value.code == "report.signed"


def test_the_leader_signs_only_what_they_looked_at(department: Desk) -> None:
    seen = a_report(department).version
    report = a_report(department)
    with pytest.raises(Stale):
        actions.sign_report(report, actor=department.leader(JANUARY), on=JANUARY, seen_version=seen)
