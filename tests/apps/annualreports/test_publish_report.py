"""publish_report: what is signed goes out and is frozen."""

from datetime import date

import pytest
from tests.apps.annualreports.years import JANUARY, YEAR, a_report, a_signed_report, last_act, value
from tests.builders import Desk, an_application

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful


def test_a_signed_report_is_published(department: Desk) -> None:
    report = actions.publish_report(a_signed_report(department), actor=department.officer(JANUARY), on=JANUARY)
    assert (report.state, report.published_on) == (AnnualReport.State.PUBLISHED, JANUARY)
    assert queries.published_report("013", YEAR) == report
    assert last_act().verb == "report.published"


def test_what_is_published_no_longer_follows_the_records(department: Desk) -> None:
    report = actions.publish_report(a_signed_report(department), actor=department.officer(JANUARY), on=JANUARY)
    an_application(department, received_on=date(YEAR, 6, 1))
    assert value(report, "t3/received/total") == 0
    assert queries.figures_now(department.agency, YEAR)["t3/received/total"].value == 1


def test_an_unsigned_report_is_not_published(department: Desk) -> None:
    report = a_report(department)
    with pytest.raises(NotLawful) as refused:
        actions.publish_report(report, actor=department.officer(JANUARY), on=JANUARY)
    assert refused.value.code == "report.unsigned"
    assert queries.published_report("013", YEAR) is None


@pytest.mark.parametrize("on", [date(2023, 1, 19), date(2023, 1, 21)])
def test_it_is_published_after_the_signature_and_not_in_the_future(department: Desk, on: date) -> None:
    with pytest.raises(NotAcceptable) as refused:
        actions.publish_report(a_signed_report(department), actor=department.officer(JANUARY), on=on)
    assert refused.value.field == "on"


def test_a_published_report_refuses_every_verb(department: Desk) -> None:
    report = actions.publish_report(a_signed_report(department), actor=department.officer(JANUARY), on=JANUARY)
    leader, officer = department.leader(JANUARY), department.officer(JANUARY)
    for act in (
        lambda: actions.publish_report(report, actor=officer, on=JANUARY),
        lambda: actions.sign_report(report, actor=leader, on=JANUARY),
        lambda: actions.correct_figure(report, "t3/granted/research", "1", "试", actor=leader),
        lambda: actions.write_texts(report, overview="", problems="", other_matters="", actor=officer),
    ):
        with pytest.raises(NotLawful) as refused:
            act()
        assert refused.value.code == "report.frozen"


def test_only_a_desk_officer_publishes(department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.publish_report(a_signed_report(department), actor=department.leader(JANUARY), on=JANUARY)
