"""答复更正申请 (art. 41): put right, sent on, told whom to ask, or found right; each with its letter."""

from datetime import date

import pytest
from tests.apps.applications.test_register_correction import register
from tests.apps.applications.watching import (
    LATER,
    RECEIVED,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import answer_correction
from gongkai.applications.queries import clock_of
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb
from gongkai.notices.models import Message


def answer(application, *, actor, on, **changes):
    told = {
        "result": "corrected",
        "text": "姓名由“李小曼”改为“李小满”",
        "checked": "核对了低保档案和户口簿，系录入错误。",
        **changes,
    }
    return answer_correction(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    return register(desk).application


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "更正为：姓名由“李小曼”改为“李小满”"),
        ({"result": "forwarded", "to": "青川区公安局", "text": ""}, "转送青川区公安局"),
        ({"result": "told", "to": "青川区公安局", "text": ""}, "向青川区公安局提出"),
        ({"result": "not_wrong", "text": ""}, "不予更正"),
    ],
)
def test_each_answer_has_its_letter_and_ends_the_case(desk, application, changes, said):
    found = answer(application, actor=desk.officer(LATER), on=LATER, **changes)
    assert letters_of(found) == [("correct_record", True)]
    text = "".join(found.documents.get().content["paragraphs"])
    assert said in text
    assert "核对了低保档案" in text
    assert "第四十一条" in text
    assert (found.stage, found.closed_on) == (Stage.CLOSED, LATER)
    assert clock_of(found).replied_on == LATER
    trace = trace_of(found)
    assert (trace.verb, trace.details["result"]) == (
        "application.correction_answered",
        changes.get("result", "corrected"),
    )


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"result": "perhaps"}, "correction.result", "result"),
        ({"checked": " "}, "correction.unchecked", "checked"),
        ({"text": " "}, "correction.no_text", "text"),
        ({"result": "forwarded"}, "correction.no_agency", "to"),
    ],
)
def test_it_says_what_was_checked_and_what_becomes_of_it(desk, application, changes, code, field):
    refusal(NotAcceptable, lambda: answer(application, actor=desk.officer(LATER), on=LATER, **changes), code, field)


def test_one_answered_late_passed_the_agencys_own_limit_and_no_limit_of_the_law(desk, application):
    late = date(2020, 5, 13)
    clock = clock_of(answer(application, actor=desk.officer(late), on=late))
    assert [(found.code, found.citation) for found in clock.defects] == [("correction_late", cite("条例", 41))]
    assert "条例没有规定期限" in clock.defects[0].message
    assert "2020年5月12日" in clock.defects[0].message


def test_an_application_is_not_answered_this_way_at_any_stage(desk):
    assert Verb.ANSWER_CORRECTION
    is_refused_where_unlawful(desk, Verb.ANSWER_CORRECTION, answer)


def test_only_a_desk_officer_of_the_agency_answers(desk, application):
    is_refused_to_others(desk, application, answer, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    is_refused_on_bad_days(desk, application, answer, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, answer)


def test_the_applicant_is_told_that_the_correction_is_answered(desk, application):
    application.applicant.email = "li@example.org"
    application.applicant.save()
    answer(application, actor=desk.officer(LATER), on=LATER)
    message = Message.objects.get()
    assert message.subject.startswith("你的政府信息更正申请有了进展")
    assert "本机关已经答复" in message.body
    assert "李小" not in message.subject + message.body
