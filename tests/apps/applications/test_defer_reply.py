"""确定延迟答复 (art. 35): the reasons are reasonable, twenty working days do not suffice; told while the time limit runs."""

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
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import defer_reply, record_reasons, record_service, request_reasons
from gongkai.applications.models import Application
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb

SET = date(2020, 7, 31)


def defer(application, *, actor, on, **changes):
    return defer_reply(application, actor=actor, on=on, **{"due_on": SET, "reason": "86件须逐件检索", **changes})


def with_reasons(desk, *, reasonable=True):
    found = at_stage(desk, Stage.HANDLING)
    officer = desk.officer(NEXT)
    found = request_reasons(found, counts="三个月86件", reply_by=date(2020, 5, 6), actor=officer, on=RECEIVED)
    return record_reasons(found, text="课题研究", reasonable=reasonable, actor=officer, on=RECEIVED)


@pytest.fixture
def application(desk):
    return with_reasons(desk)


def test_the_due_day_is_the_one_set_and_the_applicant_is_told(desk, application):
    found = defer(application, actor=desk.officer(LATER), on=LATER)
    assert (found.due_on, clock_of(found).deferred_to) == (SET, SET)
    assert ("deferral", True) in letters_of(found)
    text = "".join(found.documents.get(kind="deferral").content["paragraphs"])
    assert "2020年7月31日" in text
    assert "86件须逐件检索" in text
    trace = trace_of(found)
    assert (trace.verb, trace.details["due_before"], trace.details["due_after"]) == (
        "application.reply_deferred",
        "2020-05-12",
        "2020-07-31",
    )


def test_a_notice_served_after_the_due_day_sets_nothing(desk, application):
    found = defer(application, actor=desk.officer(LATER), on=LATER)
    late = date(2020, 5, 13)
    record_service(
        found.documents.get(kind="deferral"), way="mail", mail_number="XA1", on=late, actor=desk.officer(late)
    )
    found = Application.objects.get(pk=found.pk)
    clock = clock_of(found)
    assert (clock.due_on, clock.defect_codes, found.due_on) == (date(2020, 5, 12), ("deferral_late",), clock.due_on)


def test_it_rests_on_reasons_that_are_reasonable(desk):
    officer = desk.officer(LATER)
    unasked = at_stage(desk, Stage.HANDLING)
    refusal(NotLawful, lambda: defer(unasked, actor=officer, on=LATER), "deferral.no_reasons")
    refused = with_reasons(desk, reasonable=False)
    refusal(NotLawful, lambda: defer(refused, actor=officer, on=LATER), "deferral.unreasonable")


def test_the_day_set_is_later_and_has_a_reason(desk, application):
    officer = desk.officer(LATER)
    refusal(NotLawful, lambda: defer(application, actor=officer, on=LATER, due_on=LATER), "deferral.not_later")
    refusal(
        NotAcceptable, lambda: defer(application, actor=officer, on=LATER, reason=""), "deferral.no_reason", "reason"
    )


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.DEFER, defer)


def test_only_a_desk_officer_of_the_agency_does_it(desk, application):
    is_refused_to_others(desk, application, defer, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    is_refused_on_bad_days(desk, application, defer, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, defer)
