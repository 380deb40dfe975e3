"""征求几个第三方的意见: a letter, a ref and fifteen working days for each; one act, one trace (art. 32)."""

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

from gongkai.applications.actions import consult_third_parties, record_delivery, record_opinion
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def consult(application, *, actor, on, **changes):
    told = {"names": ["甲公司", " 乙公司 ", "", "甲公司"], "subject": "施工合同", **changes}
    return consult_third_parties(application, actor=actor, on=on, **told)


def test_each_party_gets_a_letter_and_a_ref_and_the_applicant_is_told_once(desk, application):
    found = consult(application, actor=desk.officer(NEXT), on=NEXT)
    assert sorted(letters_of(found)) == [
        ("consultation_notice", True),
        ("third_party_consultation", False),
        ("third_party_consultation", False),
    ]
    sent = [event.data for event in found.events.filter(kind="consultation_sent")]
    assert [(data["ref"], data["name"]) for data in sent] == [("1", "甲公司"), ("2", "乙公司")]
    letters = found.documents.filter(kind="third_party_consultation")
    assert {letter.content["addressee"] for letter in letters} == {"甲公司", "乙公司"}
    assert all("李小满" not in str(letter.content) for letter in letters), "the applicant is not named"


def test_it_is_one_act_with_one_trace(desk, application):
    before = application.version
    found = consult(application, actor=desk.officer(NEXT), on=NEXT)
    trace = trace_of(found)
    assert (trace.verb, trace.details["ref"]) == ("application.consultation_sent", "1、2")
    assert found.version == before + 1


def test_their_pauses_are_united_not_added(desk, application):
    consult(application, actor=desk.officer(NEXT), on=NEXT)
    for ref in ("1", "2"):
        record_delivery(application, ref=ref, actor=desk.officer(LATER), on=NEXT)
    record_opinion(application, ref="1", consents=True, text="", actor=desk.officer(LATER), on=date(2020, 4, 17))
    one = record_opinion(application, ref="2", consents=True, text="", actor=desk.officer(LATER), on=LATER)
    assert one.due_on == date(2020, 5, 18)
    assert len(clock_of(one).pauses) == 2


def test_it_names_somebody_and_says_what_about(desk, application):
    for changes, code, field in (
        ({"names": ["", " "]}, "consultation.nobody", "name"),
        ({"subject": " "}, "consultation.no_subject", "subject"),
    ):
        refusal(NotAcceptable, lambda: consult(application, actor=desk.officer(NEXT), on=NEXT, **changes), code, field)  # noqa: B023


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.CONSULT_THIRD_PARTY, consult)


def test_only_a_desk_officer_of_the_agency_consults(desk, application):
    is_refused_to_others(desk, application, consult, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    is_refused_on_bad_days(desk, application, consult, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, consult)
