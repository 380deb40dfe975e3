"""提交书面答复、答辩状: within five, ten or fifteen days of the copy (复议法 art. 48, 54; 诉讼法 art. 67)."""

from datetime import date, timedelta

import pytest
from tests.apps.applications.appealing import COPY, DUE, a_lawsuit, a_reconsideration, a_refused, overturned
from tests.apps.applications.watching import refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import file_answer, receive_copy
from gongkai.applications.actions.appeals import duty_of
from gongkai.applications.models import Reconsideration
from gongkai.applications.queries.appeals import answer_due_of, late_answer_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale


def test_an_answer_in_time_is_kept_with_its_files(desk):
    appeal = file_answer(
        a_reconsideration(desk), on=DUE, actor=desk.officer(DUE), files=[("答复书.txt", "事实和依据".encode())]
    )
    appeal.refresh_from_db()
    assert appeal.answered_on == DUE
    assert late_answer_of(appeal, DUE) is None
    assert [entry.file.name for entry in appeal.application.attachments.filter(role="appeal")] == ["答复书.txt"]
    trace = trace_of(appeal.application)
    assert (trace.verb, trace.on, trace.details["late_after"]) == ("application.answer_filed", DUE, None)
    assert trace.ground.endswith("第五十四条")


def test_an_answer_a_day_late_is_shown_with_what_it_brings(desk):
    late = DUE + timedelta(days=1)
    appeal = file_answer(a_reconsideration(desk), on=late, actor=desk.officer(late))
    found = late_answer_of(appeal, late)
    assert found is not None
    assert (found.due_on, found.answered_on) == (DUE, late)
    assert "视为该行政行为没有证据" in found.told
    assert found.cite.endswith("第七十条")
    assert trace_of(appeal.application).details["late_after"] == DUE.isoformat()


def test_an_answer_that_has_not_come_is_late_from_the_day_after_the_last(desk):
    appeal = a_reconsideration(desk)
    assert late_answer_of(appeal, DUE) is None
    missing = late_answer_of(appeal, DUE + timedelta(days=1))
    assert missing is not None
    assert missing.answered_on is None


@pytest.mark.parametrize(("procedure", "last"), [("simple", DUE), ("ordinary", date(2024, 3, 25))])
def test_the_procedure_decides_how_many_working_days(desk, procedure, last):
    due = answer_due_of(a_reconsideration(desk, procedure=procedure))
    assert due is not None
    assert due.on == last


def test_the_defence_in_court_has_fifteen_days(desk):
    suit = a_lawsuit(desk)
    due = answer_due_of(suit)
    assert due is not None
    assert due.on == date(2024, 3, 26)
    file_answer(suit, on=due.on, actor=desk.officer(due.on))
    assert trace_of(suit.application).ground.endswith("第六十七条")


def test_without_the_copy_there_is_nothing_to_count_from(desk):
    appeal = a_reconsideration(desk, notified_on=None)
    assert answer_due_of(appeal) is None
    refusal(NotAcceptable, lambda: file_answer(appeal, on=COPY, actor=desk.officer(COPY)), "answer.no_copy", "on")


def test_it_is_filed_once(desk):
    appeal = file_answer(a_reconsideration(desk), on=DUE, actor=desk.officer(DUE))
    refusal(NotAcceptable, lambda: file_answer(appeal, on=DUE, actor=desk.officer(DUE)), "answer.filed", "on")


def test_after_the_decision_it_is_too_late_to_answer(desk):
    appeal = overturned(desk, a_reconsideration(desk))
    on = date(2024, 4, 3)
    refusal(NotLawful, lambda: file_answer(appeal, on=on, actor=desk.officer(on)), "answer.concluded")


def test_the_day_lies_between_the_copy_and_today(desk):
    appeal = a_reconsideration(desk)
    early, tomorrow = COPY - timedelta(days=1), DUE + timedelta(days=1)
    refusal(NotAcceptable, lambda: file_answer(appeal, on=early, actor=desk.officer(DUE)), "date.too_early", "on")
    refusal(NotAcceptable, lambda: file_answer(appeal, on=tomorrow, actor=desk.officer(DUE)), "date.future", "on")


def test_a_file_that_cannot_be_taken_stops_the_whole_act(desk):
    appeal = a_reconsideration(desk)
    bad = [("答复书.pdf", b"no pdf at all")]
    refusal(NotAcceptable, lambda: file_answer(appeal, on=DUE, actor=desk.officer(DUE), files=bad))


def test_only_a_desk_officer_of_the_agency_files_it(desk):
    appeal = a_reconsideration(desk)
    others = Desk(an_agency())
    for actor in (desk.leader(DUE), desk.actor("reviewer", DUE), others.officer(DUE)):
        refusal(NotAllowed, lambda: file_answer(appeal, on=DUE, actor=actor))  # noqa: B023


def test_the_later_of_two_officers_is_told_what_the_other_did(desk):
    application = a_refused(desk)
    appeal = a_reconsideration(desk, application, notified_on=None)
    application.refresh_from_db()
    receive_copy(appeal, notified_on=COPY, actor=desk.officer(COPY))
    said = refusal(
        Stale,
        lambda: file_answer(appeal, on=DUE, actor=desk.officer(DUE), seen_version=application.version),
        "application.changed",
    )
    assert "登记了收到副本" in said.message


@pytest.mark.parametrize(
    ("notified_on", "article"), [(date(2023, 12, 1), "第二十三条"), (date(2024, 1, 5), "第四十八条")]
)
def test_the_duty_rests_on_the_law_in_force_when_the_copy_came(db, notified_on, article):
    found = duty_of(Reconsideration(procedure="ordinary", notified_on=notified_on))
    assert found is not None
    assert found.place() == article
