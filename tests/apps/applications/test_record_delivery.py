"""登记对方收到之日: the fifteen working days of whoever was asked run from here (art. 32, 34)."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    refusal,
    trace_of,
)
from tests.builders import a_draft

from gongkai.applications.actions import consult_third_party, record_delivery, withdraw_application
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage


def deliver(application, *, actor, on, **changes):
    return record_delivery(application, actor=actor, on=on, **{"ref": "1", **changes})


@pytest.fixture
def application(desk):
    application = at_stage(desk, Stage.HANDLING)
    return consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)


def test_the_wait_has_an_end_from_now_on(desk, application):
    assert application.due_on is None
    found = deliver(application, actor=desk.officer(LATER), on=date(2020, 4, 15))
    assert found.due_on == date(2020, 6, 3)


def test_it_is_recorded_once(desk, application):
    deliver(application, actor=desk.officer(LATER), on=NEXT)
    refusal(
        NotAcceptable,
        lambda: deliver(application, actor=desk.officer(LATER), on=LATER),
        "consultation.delivered",
        "ref",
    )


def test_a_day_told_with_the_letter_is_not_told_again(desk):
    application = at_stage(desk, Stage.HANDLING)
    officer = desk.officer(LATER)
    consult_third_party(application, name="甲", subject="合同", actor=officer, on=NEXT, received_by_them_on=NEXT)
    refusal(NotAcceptable, lambda: deliver(application, actor=officer, on=LATER), "consultation.delivered", "ref")


def test_a_letter_that_was_not_sent_was_not_received(desk, application):
    refusal(
        NotAcceptable,
        lambda: deliver(application, actor=desk.officer(LATER), on=LATER, ref="2"),
        "consultation.unknown",
        "ref",
    )


def test_it_may_come_while_the_reply_waits_for_its_decision(desk, application):
    a_draft(desk, application, on=LATER)
    assert deliver(application, actor=desk.officer(LATER), on=LATER).stage == Stage.REPLY_DRAFTED


def test_a_closed_case_is_not_changed_any_more(desk, application):
    closed = withdraw_application(application, reason="", actor=desk.officer(LATER), on=LATER)
    said = refusal(NotLawful, lambda: deliver(closed, actor=desk.officer(LATER), on=LATER), "stage.record_delivery")
    assert "已经办结" in said.message


def test_the_trace_names_the_letter_and_article_32(desk, application):
    trace = trace_of(deliver(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.on, trace.details["ref"]) == ("application.consultation_delivered", LATER, "1")
    assert trace.ground.endswith("第三十二条")


def test_only_a_desk_officer_of_the_agency_records_it(desk, application):
    is_refused_to_others(desk, application, deliver, allowed={"desk_officer"})


def test_the_day_lies_between_the_letter_and_today(desk, application):
    assert application.received_on == RECEIVED
    is_refused_on_bad_days(desk, application, deliver, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, deliver)
