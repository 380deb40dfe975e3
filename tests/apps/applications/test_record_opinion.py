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

from gongkai.applications.actions import consult_third_party, record_delivery, record_opinion
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


def opine(application, *, actor, on, **changes):
    told = {"ref": "1", "consents": False, "text": "涉及商业秘密，不同意公开。", **changes}
    return record_opinion(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    application = at_stage(desk, Stage.HANDLING)
    return consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)


def test_the_clock_goes_on_from_the_day_after(desk, application):
    found = opine(application, actor=desk.officer(LATER), on=LATER)
    assert found.due_on == date(2020, 5, 18)
    assert events_of(found)[-1] == ("opinion_received", LATER)
    assert found.events.last().data == {"ref": "1", "consents": False, "text": "涉及商业秘密，不同意公开。"}


def test_each_opinion_is_recorded_once(desk, application):
    opine(application, actor=desk.officer(LATER), on=LATER)
    refusal(NotAcceptable, lambda: opine(application, actor=desk.officer(LATER), on=LATER), "opinion.repeated", "ref")


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
