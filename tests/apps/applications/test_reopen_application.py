"""重新办理: a new case with its own clock; the old one and every report that counted it stay as they are."""

from datetime import date

import pytest
from tests.apps.applications.appealing import (
    CLOSED,
    COPY,
    DECIDED,
    FILED,
    a_lawsuit,
    a_reconsideration,
    a_refused,
    overturned,
)
from tests.apps.applications.watching import nothing_changes, refusal, trace_of
from tests.builders import Desk, a_draft, an_agency, an_application

from gongkai.agencies.actions import set_rules
from gongkai.agencies.queries import counting_basis
from gongkai.applications import actions, wording
from gongkai.applications.actions import reopen_application
from gongkai.applications.codes import fingerprint
from gongkai.applications.facts import appeals_of_year, of_year
from gongkai.applications.models import Application
from gongkai.applications.queries import clock_of
from gongkai.applications.queries.appeals import appeal_days, reopening_of
from gongkai.law import formats
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.tally import tally
from gongkai.law.workdays import in_words

LIMIT = date(2024, 4, 19)
LATER = date(2024, 4, 8)


def figures(desk: Desk, year: int) -> dict[str, int]:
    """The cells that are not nought in the agency's report of that year."""
    desk.agency.refresh_from_db()
    found = tally(
        formats.for_year(year),
        year,
        applications=of_year([desk.agency], year),
        appeals=appeals_of_year([desk.agency], year),
        returns=[],
        basis=counting_basis(desk.agency),
    )
    return {
        cell.removeprefix("t3/").removesuffix("/natural_person"): figure.value
        for cell, figure in found.items()
        if figure.value and not cell.endswith("/total") and "closed_total" not in cell
    }


def test_the_new_case_has_its_own_number_and_code_and_the_same_applicant(desk):
    appeal = overturned(desk, a_reconsideration(desk))
    old = Application.objects.get(pk=appeal.application_id)
    submission = reopen_application(appeal, actor=desk.officer(DECIDED))
    made = Application.objects.get(pk=submission.application.pk)
    assert made.reopens == old
    trace = trace_of(made)
    assert (trace.verb, trace.details["original"]) == ("application.reopened", old.number)
    assert (made.serial, made.query_number != old.query_number) == (old.serial + 1, True)
    assert made.query_code == fingerprint(submission.code) != old.query_code
    assert (made.content, made.form, made.delivery, made.applicant_kind) == (
        old.content, old.form, old.delivery, old.applicant_kind,
    )  # fmt: skip
    assert (made.applicant.name, made.applicant.same_as) == (old.applicant.name, old.applicant)
    _, number, _ = actions.look_at_identity_paper(made, reason="核对", actor=desk.officer(DECIDED))
    assert number == "990101196001011237"


def test_its_clock_runs_to_the_limit_of_the_decision(desk):
    appeal = overturned(desk, a_reconsideration(desk), reply_by=LIMIT)
    made = reopen_application(appeal, actor=desk.officer(DECIDED)).application
    clock = clock_of(made, today=DECIDED)
    assert (clock.received_on, clock.due_on, clock.state) == (DECIDED, LIMIT, "running")
    assert (made.received_on, made.due_on, made.stage) == (DECIDED, LIMIT, "handling")


def test_without_a_limit_it_runs_twenty_working_days_from_the_receipt(desk):
    made = reopen_application(overturned(desk, a_lawsuit(desk)), actor=desk.officer(DECIDED)).application
    assert made.due_on == date(2024, 4, 30)


def test_a_judgment_may_take_effect_later_than_it_was_received(desk):
    appeal = overturned(desk, a_lawsuit(desk))
    made = reopen_application(appeal, effective_on=LATER, actor=desk.officer(LATER)).application
    assert (made.received_on, made.registered_on) == (LATER, LATER)
    early = overturned(desk, a_lawsuit(desk))
    refusal(
        NotAcceptable,
        lambda: reopen_application(early, effective_on=date(2024, 4, 1), actor=desk.officer(LATER)),
        "date.too_early",
        "effective_on",
    )


def test_the_old_case_and_every_report_stay_as_they_are(desk):
    appeal = overturned(desk, a_reconsideration(desk))
    row = Application.objects.values().get(pk=appeal.application_id)
    before = figures(desk, 2024)
    assert before == {"received": 1, "unavailable.not_held": 1, "t4/reconsideration/overturned": 1}
    made = reopen_application(appeal, actor=desk.officer(DECIDED)).application
    a_draft(desk, made, on=LATER)
    actions.approve_reply(made, actor=desk.leader(LATER), on=LATER)
    actions.serve_reply(made, service="hand", actor=desk.officer(LATER), on=LATER)
    assert figures(desk, 2024) == before
    assert Application.objects.values().get(pk=appeal.application_id) == row


def test_an_agency_may_count_the_new_reply_again(desk):
    appeal = overturned(desk, a_reconsideration(desk))
    reopen_application(appeal, actor=desk.officer(DECIDED))
    set_rules(desk.agency, actor=desk.leader(DECIDED), counting_reopened="counted")
    assert figures(desk, 2024)["received"] == 2
    assert figures(desk, 2024)["carried_out"] == 1


def test_the_order_stands_on_the_worklist_until_the_case_is_reopened(desk):
    appeal = overturned(desk, a_reconsideration(desk), reply_by=LIMIT)
    assert [(day.kind, day.on) for day in appeal_days(desk.agency.pk, DECIDED)] == [("reopen", LIMIT)]
    made = reopen_application(appeal, actor=desk.officer(DECIDED)).application
    assert appeal_days(desk.agency.pk, DECIDED) == []
    assert reopening_of(appeal) == made


def test_a_case_is_reopened_once_for_each_order(desk):
    appeal = overturned(desk, a_reconsideration(desk))
    reopen_application(appeal, actor=desk.officer(DECIDED))
    refusal(
        NotAcceptable, lambda: reopen_application(appeal, actor=desk.officer(DECIDED)), "reopening.repeated",
        "effective_on",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"order": ""}, "reopening.not_ordered"),
        ({"decision_received_on": None}, "reopening.not_received"),
    ],
)
def test_it_needs_an_order_and_the_day_it_came(desk, told, code):
    appeal = overturned(desk, a_reconsideration(desk), **told)
    kind = NotLawful if code.endswith("ordered") else NotAcceptable
    refusal(kind, lambda: reopen_application(appeal, actor=desk.officer(DECIDED)), code)


def test_a_judgment_under_appeal_has_no_effect_yet(desk):
    suit = overturned(desk, a_lawsuit(desk))
    actions.record_appeal(suit, court="青州市中级人民法院", filed_on=LATER, actor=desk.officer(LATER))
    refusal(NotLawful, lambda: reopen_application(suit, actor=desk.officer(LATER)), "reopening.appealed")
    assert appeal_days(desk.agency.pk, LATER) == []


def test_who_was_silent_answers_on_the_first_application(desk):
    """责令在期限内答复 where no reply was made: the case is still open, and its order stands on the worklist."""
    application = an_application(desk, received_on=date(2024, 1, 8))
    appeal = overturned(desk, a_reconsideration(desk, application), decided_as="ordered", order="reply", reply_by=LIMIT)
    assert [(day.kind, day.on) for day in appeal_days(desk.agency.pk, DECIDED)] == [("reply", LIMIT)]
    refusal(NotLawful, lambda: reopen_application(appeal, actor=desk.officer(DECIDED)), "reopening.open")
    a_draft(desk, application, on=LATER)
    actions.approve_reply(application, actor=desk.leader(LATER), on=LATER)
    actions.serve_reply(application, service="hand", actor=desk.officer(LATER), on=LATER)
    appeal.refresh_from_db()
    assert appeal_days(desk.agency.pk, LATER) == []
    refusal(NotLawful, lambda: reopen_application(appeal, actor=desk.officer(LATER)), "reopening.answered")


def test_only_a_desk_officer_of_the_agency_reopens(desk):
    appeal = overturned(desk, a_reconsideration(desk))
    for actor in (desk.leader(DECIDED), Desk(an_agency()).officer(DECIDED)):
        with nothing_changes():
            refusal(NotAllowed, lambda: reopen_application(appeal, actor=actor))  # noqa: B023
    assert CLOSED < FILED < COPY < DECIDED
    assert a_refused(desk).stage == "closed"


def test_letters_of_the_new_handling_tell_the_day_the_application_first_came(desk):
    old = a_refused(desk)
    made = reopen_application(overturned(desk, a_reconsideration(desk, old)), actor=desk.officer(LATER)).application
    content = wording.compose("close_withdrawn", made, {"withdrawn_on": LATER})
    assert f"本机关于{in_words(old.received_on)}收到你提出的政府信息公开申请" in content["paragraphs"][0]
    assert made.number in content["paragraphs"][0]
