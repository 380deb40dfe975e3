"""登记申请人说明的理由, and whether they are reasonable (art. 35)."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    refusal,
    trace_of,
)

from gongkai.applications.actions import draft_reply, record_reasons, request_reasons
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb


def give(application, *, actor, on, **changes):
    return record_reasons(application, actor=actor, on=on, **{"text": "课题研究需要", "reasonable": False, **changes})


@pytest.fixture
def application(desk):
    found = at_stage(desk, Stage.HANDLING)
    return request_reasons(found, counts="三个月86件", reply_by=date(2020, 5, 6), actor=desk.officer(NEXT), on=NEXT)


def test_the_reasons_are_kept_and_traced_without_their_words(desk, application):
    found = give(application, actor=desk.officer(LATER), on=LATER)
    assert found.events.last().data == {"text": "课题研究需要", "reasonable": False}
    trace = trace_of(found)
    assert (trace.verb, trace.details["reasonable"]) == ("application.reasons_received", False)
    assert "课题" not in str(trace.details)


def test_reasonable_ones_bar_leaving_it_aside_and_the_last_judgement_counts(desk, application):
    def leave_aside():
        return draft_reply(
            application, outcome_code="not_taken_up.excessive", reason="过多", actor=desk.officer(LATER), on=LATER
        )

    give(application, actor=desk.officer(LATER), on=LATER, reasonable=True)
    refusal(NotLawful, leave_aside, "reply.reasonable", "outcome_code")
    give(application, actor=desk.officer(LATER), on=LATER)
    assert leave_aside().stage == Stage.REPLY_DRAFTED


def test_it_needs_the_request_and_the_words(desk, application):
    refusal(
        NotAcceptable, lambda: give(application, actor=desk.officer(LATER), on=LATER, text=" "), "reasons.empty", "text"
    )
    unasked = at_stage(desk, Stage.HANDLING)
    refusal(NotLawful, lambda: give(unasked, actor=desk.officer(LATER), on=LATER), "reasons.not_requested")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RECORD_REASONS, give)


def test_only_a_desk_officer_of_the_agency_records_them(desk, application):
    is_refused_to_others(desk, application, give, allowed={"desk_officer"})


def test_the_day_lies_between_the_request_and_today(desk, application):
    is_refused_on_bad_days(desk, application, give, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, give)
