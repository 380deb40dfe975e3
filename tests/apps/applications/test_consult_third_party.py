"""征求第三方意见 (art. 32, 33 para 3): in writing; the days until their opinion, or fifteen working days, do not count."""

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

from gongkai.applications.actions import consult_third_party
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


def ask(application, *, actor, on, **changes):
    told = {"name": "某某公司", "subject": "2018年第3号合同", **changes}
    return consult_third_party(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_the_letter_goes_to_the_third_party_and_a_notice_to_the_applicant(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert letters_of(found) == [("third_party_consultation", False), ("consultation_notice", True)]
    letter, notice = found.documents.all()
    assert letter.content["addressee"] == "某某公司"
    assert "2018年第3号合同" in "".join(letter.content["paragraphs"])
    assert (letter.serial, notice.serial) == (1, 2)


def test_neither_is_named_to_the_other(desk, application):
    letter, notice = ask(application, actor=desk.officer(NEXT), on=NEXT).documents.all()
    assert application.applicant.name not in str(letter.content)
    assert "某某公司" not in str(notice.content)


def test_the_clock_pauses_from_the_day_after(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert found.stage == Stage.HANDLING
    assert found.due_on is None
    assert clock_of(found, today=LATER).state == "paused"


def test_with_the_day_they_received_it_the_due_day_is_known_at_once(desk, application):
    found = ask(application, actor=desk.officer(LATER), on=NEXT, received_by_them_on=date(2020, 4, 15))
    assert found.events.last().data["received_by_them_on"] == "2020-04-15"
    assert found.due_on == date(2020, 6, 3)


def test_several_may_be_asked_and_the_applicant_is_told_once(desk, application):
    ask(application, actor=desk.officer(NEXT), on=NEXT)
    found = ask(application, actor=desk.officer(NEXT), on=NEXT, name="另一公司")
    assert [kind for kind, _ in letters_of(found)] == [
        "third_party_consultation",
        "consultation_notice",
        "third_party_consultation",
    ]
    assert [event.data["ref"] for event in found.events.filter(kind="consultation_sent")] == ["1", "2"]


def test_after_the_due_day_the_letter_still_goes_out_but_revives_nothing(desk, application):
    due, late = application.due_on, date(2020, 5, 20)
    found = ask(application, actor=desk.officer(late), on=late)
    assert found.due_on == due
    assert clock_of(found, today=late).state == "overdue"


@pytest.mark.parametrize(("field", "code"), [("name", "consultation.nobody"), ("subject", "consultation.no_subject")])
def test_a_letter_names_whom_and_what_it_asks(desk, application, field, code):
    refusal(NotAcceptable, lambda: ask(application, actor=desk.officer(NEXT), on=NEXT, **{field: "  "}), code, field)


@pytest.mark.parametrize(("received", "code"), [(RECEIVED, "date.too_early"), (date(2020, 4, 21), "date.future")])
def test_they_cannot_have_received_it_before_it_went_out_or_in_the_future(desk, application, received, code):
    refusal(
        NotAcceptable,
        lambda: ask(application, actor=desk.officer(LATER), on=NEXT, received_by_them_on=received),
        code,
        "received_by_them_on",
    )


def test_the_trace_names_article_32(desk, application):
    trace = trace_of(ask(application, actor=desk.officer(NEXT), on=NEXT))
    assert (trace.verb, trace.on, trace.details["ref"]) == ("application.consultation_sent", NEXT, "1")
    assert trace.ground.endswith("第三十二条")
    assert "某某公司" not in str(trace.details)


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.CONSULT_THIRD_PARTY, ask)


def test_only_a_desk_officer_of_the_agency_asks(desk, application):
    is_refused_to_others(desk, application, ask, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    is_refused_on_bad_days(desk, application, ask, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, ask)
