"""登记撤回: the applicant gives it up. A draft that waits is returned and stays on file."""

import pytest
from tests.apps.applications.test_register_correction import register
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
    trace_of,
)
from tests.apps.files.samples import PDF
from tests.builders import a_draft

from gongkai.applications.actions import approve_reply, withdraw_application
from gongkai.applications.models import Reply
from gongkai.applications.queries import clock_of, for_applicant
from gongkai.law.stages import Stage, Verb

OPEN = [stage for stage in Stage if stage is not Stage.CLOSED]


def withdraw(application, *, actor, on, **changes):
    return withdraw_application(application, actor=actor, on=on, **{"reason": "已从别处得到", **changes})


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


@pytest.mark.parametrize("stage", OPEN)
def test_until_the_reply_is_served_it_can_be_withdrawn(desk, stage):
    found = withdraw(at_stage(desk, stage), actor=desk.officer(LATER), on=LATER)
    assert (found.stage, found.outcome) == (Stage.CLOSED, "otherwise.withdrawn")
    assert (found.replied_on, found.closed_on) == (LATER, LATER)
    assert events_of(found)[-1] == ("withdrawn", LATER)
    assert letters_of(found)[-1] == ("close_withdrawn", True)
    assert clock_of(found).state == "replied"


def test_one_that_was_never_confirmed_counts_as_received_that_day(desk):
    found = withdraw(at_stage(desk, Stage.SUBMITTED), actor=desk.officer(LATER), on=LATER)
    assert found.received_on == LATER


@pytest.mark.parametrize("approved", [False, True])
def test_a_reply_under_way_stays_on_file_and_never_reaches_the_applicant(desk, approved):
    application = at_stage(desk, Stage.HANDLING)
    a_draft(desk, application, on=NEXT, released=[("批复.pdf", PDF)])
    if approved:
        approve_reply(application, actor=desk.leader(NEXT), on=NEXT)
    found = withdraw(application, actor=desk.officer(LATER), on=LATER)
    reply = Reply.objects.get(application=found)
    assert (reply.state, reply.remark) == ("returned", "申请人撤回申请")
    assert list(found.attachments.values_list("for_applicant", flat=True)) == [False]
    seen = for_applicant(found.query_number)
    assert [letter.kind for letter in seen.documents.all()] == ["close_withdrawn"]
    assert list(seen.attachments.all()) == []


def test_a_reason_is_not_asked_for(desk, application):
    assert withdraw(application, actor=desk.officer(LATER), on=LATER, reason="").stage == Stage.CLOSED


def test_the_trace_keeps_what_the_applicant_said(desk, application):
    trace = trace_of(withdraw(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.on, trace.details["reason"]) == ("application.withdrawn", LATER, "已从别处得到")


def test_a_closed_case_cannot_be_withdrawn(desk):
    is_refused_where_unlawful(desk, Verb.WITHDRAW, withdraw)


def test_only_a_desk_officer_of_the_agency_records_it(desk, application):
    is_refused_to_others(desk, application, withdraw, allowed={"desk_officer"})


def test_the_day_lies_between_arrival_and_today(desk, application):
    is_refused_on_bad_days(desk, application, withdraw, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, withdraw)


def test_the_letter_calls_a_correction_by_its_name(desk):
    found = withdraw(register(desk).application, actor=desk.officer(LATER), on=LATER)
    text = "".join(found.documents.get().content["paragraphs"])
    assert "政府信息更正申请" in text
    assert "申请更正：低保公示" in text
    assert "公开申请" not in text
