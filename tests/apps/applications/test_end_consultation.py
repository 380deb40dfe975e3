"""停止等候意见: nobody waits for ever for somebody who cannot be reached (art. 32)."""

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    refusal,
    trace_of,
)

from gongkai.applications import queries
from gongkai.applications.actions import consult_third_party, end_consultation, record_delivery, record_opinion
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage


def end(application, *, actor, on, **changes):
    return end_consultation(
        application, actor=actor, on=on, **{"ref": "1", "reason": "两次上门无人，电话停机", **changes}
    )


@pytest.fixture
def application(desk):
    application = at_stage(desk, Stage.HANDLING)
    return consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)


def standing(application, today):
    return queries.consultations(application, queries.clock_of(application, today=today), today)[0]


def test_the_days_count_again_from_the_next_and_the_reply_need_not_wait(desk, application):
    assert application.due_on is None
    assert queries.clock_of(application).consultation_is_open(LATER)
    found = end(application, actor=desk.officer(LATER), on=LATER)
    assert found.due_on is not None
    clock = queries.clock_of(found, today=LATER)
    assert not clock.consultation_is_open(LATER)
    assert [(pause.after, pause.until) for pause in clock.pauses] == [(NEXT, LATER)]
    assert "联系不上" in standing(found, LATER).told


def test_who_was_reached_has_the_fifteen_days(desk, application):
    record_delivery(application, ref="1", actor=desk.officer(LATER), on=NEXT)
    said = refusal(
        NotLawful, lambda: end(application, actor=desk.officer(LATER), on=LATER), "consultation.reached", "ref"
    )
    assert "十五个工作日" in said.message


def test_what_was_tried_must_be_told(desk, application):
    actor = desk.officer(LATER)
    refusal(
        NotAcceptable, lambda: end(application, actor=actor, on=LATER, reason=" "), "consultation.no_reason", "reason"
    )


def test_the_wait_ends_once(desk, application):
    end(application, actor=desk.officer(LATER), on=LATER)
    refusal(NotAcceptable, lambda: end(application, actor=desk.officer(LATER), on=LATER), "consultation.settled", "ref")


def test_a_word_that_comes_all_the_same_is_kept_and_moves_no_day(desk, application):
    ended = end(application, actor=desk.officer(LATER), on=LATER)
    found = record_opinion(
        ended, ref="1", consents=False, good_reason=True, text="涉及商业秘密", actor=desk.officer(LATER), on=LATER
    )
    assert found.due_on == ended.due_on
    assert "不同意公开" in standing(found, LATER).told


def test_the_trace_tells_what_was_tried(desk, application):
    trace = trace_of(end(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.details["reason"]) == ("application.consultation_ended", "两次上门无人，电话停机")
    assert trace.ground.endswith("第三十二条")


def test_only_a_desk_officer_of_the_agency_ends_it(desk, application):
    is_refused_to_others(desk, application, end, allowed={"desk_officer"})


def test_the_day_lies_between_the_letter_and_today(desk, application):
    is_refused_on_bad_days(desk, application, end, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, end)
