"""征求其他机关意见: a joint maker silent for fifteen working days consents (art. 34); others have no deemed answer (art. 11)."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
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

from gongkai.applications.actions import consult_agency
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


def ask(application, *, actor, on, **changes):
    told = {"name": "青川区住建局", "subject": "联合发文的批复", "joint": True, **changes}
    return consult_agency(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_a_joint_maker_is_told_that_silence_is_consent(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT)
    assert letters_of(found) == [("agency_consultation", False), ("consultation_notice", True)]
    text = "".join(found.documents.first().content["paragraphs"])
    assert "共同制作" in text
    assert "视为同意公开" in text
    assert "第三十四条" in text


def test_another_agency_is_not(desk, application):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT, joint=False)
    text = "".join(found.documents.first().content["paragraphs"])
    assert "视为同意" not in text
    assert "第十一条" in text
    assert found.events.last().data["to"] == "other_agency"


@pytest.mark.parametrize(("joint", "due"), [(True, date(2020, 6, 2)), (False, None)])
def test_only_a_joint_maker_has_a_day_on_which_waiting_ends(desk, application, joint, due):
    found = ask(application, actor=desk.officer(NEXT), on=NEXT, joint=joint, received_by_them_on=NEXT)
    assert found.due_on == due


@pytest.mark.parametrize(("joint", "article"), [(True, "第三十四条"), (False, "第十一条")])
def test_the_trace_names_the_article_the_letter_rests_on(desk, application, joint, article):
    trace = trace_of(ask(application, actor=desk.officer(NEXT), on=NEXT, joint=joint))
    assert (trace.verb, trace.on) == ("application.consultation_sent", NEXT)
    assert trace.ground.endswith(article)


@pytest.mark.parametrize(("field", "code"), [("name", "consultation.nobody"), ("subject", "consultation.no_subject")])
def test_a_letter_names_whom_and_what_it_asks(desk, application, field, code):
    refusal(NotAcceptable, lambda: ask(application, actor=desk.officer(NEXT), on=NEXT, **{field: ""}), code, field)


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.CONSULT_AGENCY, ask)


def test_only_a_desk_officer_of_the_agency_asks(desk, application):
    is_refused_to_others(desk, application, ask, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    is_refused_on_bad_days(desk, application, ask, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, ask)
