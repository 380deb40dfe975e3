"""转给负责的机关: before receipt is confirmed, registered at the sister desk; counted there and nowhere else."""

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
from tests.builders import Desk, a_submission, an_agency

from gongkai.agencies.models import Agency
from gongkai.applications import codes
from gongkai.applications.actions import confirm_receipt, look_at_identity_paper, transfer_application
from gongkai.applications.facts import of_year
from gongkai.applications.models import Application
from gongkai.applications.queries import ledger_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


@pytest.fixture
def sister(desk):
    return Desk(an_agency())


@pytest.fixture
def transfer(sister):
    def act(application, *, actor, on, **changes):
        told = {"to": sister.agency, "reason": "征收批复由该局制作", **changes}
        return transfer_application(application, actor=actor, on=on, **told)

    return act


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.SUBMITTED)


def test_it_is_registered_there_and_waits_for_confirmation(desk, sister, application, transfer):
    made = transfer(application, actor=desk.officer(NEXT), on=NEXT)
    assert (made.agency, made.stage, made.arrived_on, made.received_on) == (sister.agency, Stage.SUBMITTED, NEXT, None)
    assert (made.content, made.applicant.name) == (application.content, application.applicant.name)
    assert made.applicant.same_as == application.applicant
    assert made.officer is None, "the officer here is not theirs"
    confirmed = confirm_receipt(made, actor=sister.officer(LATER), on=LATER)
    assert confirmed.received_on == LATER


def test_the_query_code_goes_on_to_work_under_the_new_number(desk, transfer):
    Agency.objects.filter(pk=desk.agency.pk).update(confirmation="by_officer")
    desk.agency.refresh_from_db()
    submission = a_submission(desk, on=RECEIVED)
    made = transfer(submission.application, actor=desk.officer(NEXT), on=NEXT)
    assert codes.is_right(submission.code, made.query_code)
    assert made.query_number != submission.application.query_number


def test_the_identity_paper_goes_along_sealed(desk, sister, application, transfer):
    made = transfer(application, actor=desk.officer(NEXT), on=NEXT)
    _, number, _ = look_at_identity_paper(made, reason="核对", actor=sister.officer(LATER))
    assert number == "990101196001011237"


def test_here_it_is_closed_told_and_counts_nowhere(desk, sister, application, transfer):
    made = transfer(application, actor=desk.officer(NEXT), on=NEXT)
    here = Application.objects.get(pk=application.pk)
    assert (here.stage, here.outcome, here.closed_on, here.received_on) == (Stage.CLOSED, "otherwise.other", NEXT, None)
    assert letters_of(here) == [("close_other", True)]
    text = "".join(here.documents.get().content["paragraphs"])
    assert made.query_number in text
    assert sister.agency.name in text
    assert list(of_year([desk.agency], 2020)) == []
    assert events_of(here)[-1] == ("transferred", NEXT)


def test_both_desks_have_a_trace(desk, application, transfer):
    made = transfer(application, actor=desk.officer(NEXT), on=NEXT)
    assert trace_of(application).verb == "application.transferred"
    assert trace_of(made).verb == "application.transferred_in"


def test_it_goes_to_another_agency_that_takes_applications_with_a_reason(desk, application, transfer):
    closed = an_agency(takes_applications=False)
    for changes, code, field in (
        ({"to": desk.agency}, "transfer.nowhere", "to"),
        ({"to": closed}, "transfer.nowhere", "to"),
        ({"reason": " "}, "transfer.no_reason", "reason"),
    ):
        refusal(NotAcceptable, lambda: transfer(application, actor=desk.officer(NEXT), on=NEXT, **changes), code, field)  # noqa: B023


def test_it_is_refused_at_every_other_stage(desk, transfer):
    is_refused_where_unlawful(desk, Verb.TRANSFER, transfer)


def test_only_a_desk_officer_of_the_agency_transfers(desk, application, transfer):
    is_refused_to_others(desk, application, transfer, allowed={"desk_officer"})


def test_the_day_lies_between_arrival_and_today(desk, application, transfer):
    is_refused_on_bad_days(desk, application, transfer, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application, transfer):
    is_refused_when_stale(desk, application, transfer)


def test_the_ledger_counts_it_at_the_other_agency_alone(desk, sister, transfer):
    application = at_stage(desk, Stage.SUBMITTED)
    there = transfer(application, actor=desk.officer(LATER), on=LATER)
    assert ledger_of(Application.objects.get(pk=application.pk)).filings == ()
    assert [filing.key for filing in ledger_of(there).filings] == [there.pk]
