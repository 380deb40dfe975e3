"""登记意见: the day it arrived ends the pause (art. 33 para 3)."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    at_stage,
    events_of,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    refusal,
    trace_of,
)

from gongkai.applications.actions import consult_agency, consult_third_party, record_delivery, record_opinion
from gongkai.applications.actions.override import last_opinion
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


def opine(application, *, actor, on, **changes):
    told = {"ref": "1", "consents": False, "text": "涉及商业秘密，不同意公开。", "good_reason": True, **changes}
    return record_opinion(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    application = at_stage(desk, Stage.HANDLING)
    return consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)


def test_the_clock_goes_on_from_the_day_after(desk, application):
    found = opine(application, actor=desk.officer(LATER), on=LATER)
    assert found.due_on == date(2020, 5, 18)
    assert events_of(found)[-1] == ("opinion_received", LATER)
    said = {"ref": "1", "consents": False, "text": "涉及商业秘密，不同意公开。", "good_reason": True}
    assert found.events.last().data == said


def test_a_later_word_is_kept_and_counts_but_the_pause_ended_with_the_first(desk, application):
    first = opine(application, actor=desk.officer(date(2020, 4, 17)), on=date(2020, 4, 17))
    later = opine(application, actor=desk.officer(LATER), on=LATER, consents=True, text="改为同意", good_reason=None)
    assert later.due_on == first.due_on == clock_of(later).due_on
    assert later.events.last().data == {"ref": "1", "consents": True, "text": "改为同意", "again": True}
    assert last_opinion(later, "1").data["consents"] is True


def test_a_later_word_does_not_come_before_the_first(desk, application):
    opine(application, actor=desk.officer(LATER), on=date(2020, 4, 17))
    refusal(
        NotAcceptable,
        lambda: opine(application, actor=desk.officer(LATER), on=date(2020, 4, 16)),
        "date.too_early",
        "on",
    )


def test_whether_an_objection_has_a_good_reason_is_asked(desk, application):
    refusal(
        NotAcceptable,
        lambda: opine(application, actor=desk.officer(LATER), on=LATER, good_reason=None),
        "opinion.good_reason",
        "good_reason",
    )


def test_an_agency_that_objects_is_not_judged(desk):
    asked = at_stage(desk, Stage.HANDLING)
    asked = consult_agency(asked, name="区财政局", subject="批复", joint=True, actor=desk.officer(NEXT), on=NEXT)
    found = opine(asked, actor=desk.officer(LATER), on=LATER, good_reason=None)
    assert "good_reason" not in found.events.last().data


def test_an_opinion_answers_a_letter(desk, application):
    refusal(
        NotAcceptable,
        lambda: opine(application, actor=desk.officer(LATER), on=LATER, ref="7"),
        "consultation.unknown",
        "ref",
    )


def test_an_opinion_cannot_come_before_the_letter_was_received(desk, application):
    delivered = date(2020, 4, 16)
    record_delivery(application, ref="1", actor=desk.officer(LATER), on=delivered)
    is_refused_on_bad_days(desk, application, opine, not_before=delivered)


def test_the_trace_tells_whether_they_consent_but_not_their_words(desk, application):
    trace = trace_of(opine(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.on) == ("application.opinion_recorded", LATER)
    assert trace.ground.endswith("第三十三条第三款")
    assert trace.details["consents"] is False
    assert "商业秘密" not in str(trace.details)


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RECORD_OPINION, opine)


def test_only_a_desk_officer_of_the_agency_records_it(desk, application):
    is_refused_to_others(desk, application, opine, allowed={"desk_officer"})


def test_the_day_lies_between_the_letter_and_today(desk, application):
    is_refused_on_bad_days(desk, application, opine, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, opine)
