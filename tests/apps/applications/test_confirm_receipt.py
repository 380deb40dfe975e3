"""确认收到 (art. 31): for ordinary mail, the internet and fax the day both sides confirm is the day of receipt."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    events_of,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    trace_of,
)
from tests.builders import a_submission

from gongkai.applications.actions import confirm_receipt
from gongkai.law.stages import Stage, Verb


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.SUBMITTED)


def test_before_it_is_confirmed_no_time_limit_runs(application):
    assert (application.received_on, application.due_on, application.arrived_on) == (None, None, RECEIVED)


def test_the_day_of_confirmation_is_the_day_of_receipt(desk, application):
    found = confirm_receipt(application, on=NEXT, actor=desk.officer(NEXT))
    assert (found.received_on, found.stage, found.due_on) == (NEXT, Stage.HANDLING, date(2020, 5, 13))
    assert events_of(found) == [("submitted", RECEIVED), ("confirmed", NEXT)]


def test_whoever_confirms_handles_the_case_when_nobody_does(desk):
    desk.agency.confirmation = "by_officer"
    desk.agency.save()
    application = a_submission(desk, on=RECEIVED).application
    assert application.officer is None
    assert confirm_receipt(application, on=NEXT, actor=desk.officer(NEXT)).officer == desk.person("desk_officer")


def test_the_trace_names_the_day_and_article_31(desk, application):
    trace = trace_of(confirm_receipt(application, on=NEXT, actor=desk.officer(LATER)))
    assert (trace.verb, trace.on, trace.ground) == (
        "application.receipt_confirmed",
        NEXT,
        "《中华人民共和国政府信息公开条例》第三十一条",
    )
    assert trace.details["version"] == application.version + 1


def test_receipt_is_confirmed_once(desk):
    is_refused_where_unlawful(desk, Verb.CONFIRM_RECEIPT, confirm_receipt)


def test_only_a_desk_officer_of_the_agency_confirms(desk, application):
    is_refused_to_others(desk, application, confirm_receipt, allowed={"desk_officer"})


def test_the_day_lies_between_arrival_and_today(desk, application):
    is_refused_on_bad_days(desk, application, confirm_receipt, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, confirm_receipt)
