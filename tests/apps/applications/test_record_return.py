"""登记退回: the service no longer counts, and a task is opened."""

from datetime import date

import pytest
from tests.apps.applications.feecases import NOTICED, noticed
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    events_of,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    refusal,
    trace_of,
)

from gongkai.applications.actions import (
    consult_third_party,
    extend_deadline,
    record_fee_notice_received,
    record_return,
    record_service,
)
from gongkai.applications.actions.consultation import consultation_is_open
from gongkai.applications.models import Application, FeeNotice
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage

BACK = date(2020, 4, 16)


@pytest.fixture
def application(desk):
    found = at_stage(desk, Stage.HANDLING)
    found = extend_deadline(
        found, workdays=10, reason="档案需要调取", approved_by=desk.person("leader"), actor=desk.officer(NEXT), on=NEXT
    )
    record_service(found.documents.get(), way="mail", mail_number="XA1", on=NEXT, actor=desk.officer(NEXT))
    return Application.objects.get(pk=found.pk)


def give_back(application, *, actor, on, **changes):
    service = application.documents.get(kind="extension").services.get()
    return record_return(service, actor=actor, on=on, **{"why": "查无此人", **changes})


def test_a_return_opens_a_task_for_the_next_working_day(desk, application):
    found = give_back(application, actor=desk.officer(LATER), on=BACK)
    assert (found.returned_on, found.returned_why) == (BACK, "查无此人")
    task = application.tasks.get()
    assert (task.kind, task.opened_on, task.due_on, task.done_on) == ("mail_returned", BACK, date(2020, 4, 17), None)
    assert "延期答复告知书" in task.text
    assert "查无此人" in task.text
    assert events_of(application)[-1] == ("returned", BACK)


def test_the_letter_counts_again_from_the_day_it_bears_until_it_is_served_anew(desk, application):
    give_back(application, actor=desk.officer(LATER), on=BACK)
    assert clock_of(application).due_on == date(2020, 5, 26)
    late = date(2020, 5, 13)
    record_service(application.documents.get(), way="mail", mail_number="XA2", on=late, actor=desk.officer(late))
    assert clock_of(application).defect_codes == ("extension_late",)


def test_the_trace_names_the_letter_and_why(desk, application):
    give_back(application, actor=desk.officer(LATER), on=BACK)
    trace = trace_of(application)
    assert (trace.verb, trace.on) == ("application.letter_returned", BACK)
    assert trace.details["reason"] == "查无此人"


def test_it_needs_a_reason_and_happens_once(desk, application):
    refusal(
        NotAcceptable,
        lambda: give_back(application, actor=desk.officer(LATER), on=BACK, why=" "),
        "service.no_why",
        "why",
    )
    give_back(application, actor=desk.officer(LATER), on=BACK)
    refusal(NotAcceptable, lambda: give_back(application, actor=desk.officer(LATER), on=BACK), "service.returned")


def test_only_a_desk_officer_of_the_agency_records_it(desk, application):
    is_refused_to_others(desk, application, give_back, allowed={"desk_officer"})


def test_the_day_lies_between_service_and_today(desk, application):
    assert RECEIVED < NEXT
    is_refused_on_bad_days(desk, application, give_back, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, give_back)


def test_a_fee_notice_that_came_back_was_not_received_and_sets_no_limit(desk):
    application = noticed(desk)
    letter = application.documents.get(kind="fee_notice")
    service = record_service(letter, way="hand", taken_by="申请人", on=NOTICED, actor=desk.officer(NOTICED))
    record_return(service, on=NOTICED, why="代收人退回", actor=desk.officer(NOTICED))
    notice = FeeNotice.objects.get(application=application)
    assert (notice.received_on, notice.pay_by) == (None, None)
    found = Application.objects.get(pk=application.pk)
    assert (found.due_on, clock_of(found).pay_due_on) == (date(2025, 4, 29), None)
    again = date(2025, 4, 25)
    found = record_fee_notice_received(found, on=again, actor=desk.officer(again))
    assert (found.due_on, clock_of(found).fee_notice_on) == (None, again)
    assert clock_of(found).pay_due_on == found.fee_notice.pay_by == date(2025, 5, 27)


def test_a_letter_to_a_third_party_that_came_back_gives_them_their_days_anew(desk):
    application = at_stage(desk, Stage.HANDLING)
    application = consult_third_party(
        application, name="某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT, received_by_them_on=NEXT
    )
    letter = application.documents.get(kind="third_party_consultation")
    service = record_service(letter, way="mail", mail_number="XA1", on=NEXT, actor=desk.officer(NEXT))
    assert consultation_is_open(application, date(2020, 5, 7))
    assert not consultation_is_open(application, date(2020, 5, 8))
    record_return(service, on=LATER, why="查无此人", actor=desk.officer(LATER))
    found = Application.objects.get(pk=application.pk)
    assert found.due_on is None
    assert consultation_is_open(found, date(2020, 7, 1))
    record_service(letter, way="hand", taken_by="某公司", on=LATER, actor=desk.officer(LATER))
    assert clock_of(found).pauses[0].deemed_on == date(2020, 5, 12)
