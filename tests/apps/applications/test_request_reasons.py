"""要求说明理由 where number and frequency exceed what is reasonable (art. 35): once, with the facts; the clock runs on."""

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
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import draft_reply, request_reasons
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb

LIMIT = date(2020, 4, 28)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def ask(application, *, actor, on, **changes):
    told = {"counts": "2020年1月至4月共提出申请86件", "reply_by": LIMIT, **changes}
    return request_reasons(application, actor=actor, on=on, **told)


def test_the_letter_tells_the_numbers_and_the_limit_and_the_clock_runs_on(desk, application):
    due = application.due_on
    found = ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert letters_of(found) == [("reason_request", True)]
    text = "".join(found.documents.get().content["paragraphs"])
    assert "共提出申请86件" in text
    assert "2020年4月28日" in text
    assert found.due_on == due
    assert events_of(found)[-1] == ("reasons_requested", NEXT)
    trace = trace_of(found)
    assert (trace.verb, trace.ground[-5:]) == ("application.reasons_requested", "第三十五条")


def test_it_is_asked_once_with_facts_and_a_limit(desk, application):
    for changes, code, field in (
        ({"counts": " "}, "reasons.no_counts", "counts"),
        ({"reply_by": NEXT}, "reasons.no_time", "reply_by"),
    ):
        refusal(NotAcceptable, lambda: ask(application, actor=desk.officer(NEXT), on=NEXT, **changes), code, field)  # noqa: B023
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    refusal(NotLawful, lambda: ask(application, actor=desk.officer(NEXT), on=NEXT), "reasons.repeated")


def test_an_application_is_not_left_aside_as_excessive_before_reasons_were_asked_and_awaited(desk, application):
    def leave_aside(on):
        return draft_reply(
            application, outcome_code="not_taken_up.excessive", reason="理由不合理", actor=desk.officer(on), on=on
        )

    refusal(NotLawful, lambda: leave_aside(NEXT), "reply.no_reason_request", "outcome_code")
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    said = refusal(NotLawful, lambda: leave_aside(LIMIT), "reply.reasons_awaited", "outcome_code")
    assert "2020年4月28日" in said.message
    assert leave_aside(date(2020, 4, 29)).stage == Stage.REPLY_DRAFTED


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.REQUEST_REASONS, ask)


def test_only_a_desk_officer_of_the_agency_asks(desk, application):
    is_refused_to_others(desk, application, ask, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    assert RECEIVED < LATER
    is_refused_on_bad_days(desk, application, ask, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, ask)
