"""Two people at once, with real transactions: numbers without gap or double, and no act overwritten."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from tests.apps.applications.watching import LATER, NEXT, RECEIVED, at_stage
from tests.builders import Desk, an_application, at, details

from gongkai.applications.actions import add_note, assign_officer, extend_deadline, look_up, submit_application
from gongkai.applications.models import Application, Document, QueryAttempt
from gongkai.audit import queries as journal
from gongkai.audit.actors import the_public
from gongkai.law.errors import NotAcceptable, NotLawful, Refusal, Stale
from gongkai.law.stages import Stage

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned, or the refusal it met; all started together, each in a thread with its own connection."""
    start, done = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            done[place] = act()
        except Refusal as refused:
            done[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return done


@pytest.fixture
def desk(transactional_db) -> Desk:
    return Desk()


def test_applications_that_come_together_are_numbered_without_gap(desk):
    def submit() -> Application:
        return submit_application(desk.agency, details(), actor=the_public(at(RECEIVED))).application

    found = at_once(*[submit] * 8)
    assert sorted(application.serial for application in found) == list(range(1, 9))
    assert journal.verify() == []


def test_one_that_is_refused_among_them_takes_no_number(desk):
    def submit(name: str) -> Application:
        return submit_application(desk.agency, details(name=name), actor=the_public(at(RECEIVED))).application

    found = at_once(*[lambda name=name: submit(name) for name in ("甲", "", "乙", " ", "丙")])
    assert [type(one) for one in found if isinstance(one, Refusal)] == [NotAcceptable] * 2
    assert sorted(Application.objects.values_list("serial", flat=True)) == [1, 2, 3]


def test_of_two_officers_on_one_case_the_later_is_told_what_the_other_did(desk):
    application = at_stage(desk, Stage.HANDLING)
    seen = application.version

    def extend(workdays: int) -> Application:
        return extend_deadline(
            Application.objects.get(pk=application.pk),
            workdays=workdays,
            reason="档案需要调取",
            approved_by=desk.person("leader"),
            actor=desk.officer(NEXT),
            on=NEXT,
            seen_version=seen,
        )

    found = at_once(lambda: extend(5), lambda: extend(10))
    (stale,) = [one for one in found if isinstance(one, Stale)]
    assert f"{desk.person('desk_officer').name}延长了答复期限" in stale.message
    application.refresh_from_db()
    assert application.version == seen + 1
    assert application.events.filter(kind="extended").count() == Document.objects.count() == 1


def test_without_the_version_they_saw_the_law_still_holds_them_to_twenty_days(desk):
    application = at_stage(desk, Stage.HANDLING)

    def extend() -> Application:
        return extend_deadline(
            application,
            workdays=15,
            reason="档案需要调取",
            approved_by=desk.person("leader"),
            actor=desk.officer(NEXT),
            on=NEXT,
        )

    found = at_once(extend, extend, extend)
    assert sorted(type(one).__name__ for one in found) == ["Application", "NotLawful", "NotLawful"]
    assert {one.code for one in found if isinstance(one, NotLawful)} == {"extension.too_long"}


def test_acts_on_many_cases_at_once_leave_a_journal_that_holds(desk):
    cases = [an_application(desk, received_on=RECEIVED) for _ in range(4)]
    before = journal.length()
    acts = [
        lambda case=case, n=n: add_note(case, f"备注{n}", actor=desk.officer(LATER)) for case in cases for n in range(3)
    ]
    acts += [
        lambda case=case: assign_officer(case, desk.person("desk_officer"), actor=desk.officer(LATER)) for case in cases
    ]
    assert not [one for one in at_once(*acts) if isinstance(one, Refusal)]
    assert journal.length() == before + 16
    assert journal.verify() == []


def test_guesses_made_all_at_once_are_slowed_as_those_made_one_by_one(desk):
    number = an_application(desk, received_on=RECEIVED).query_number
    found = at_once(*[lambda: look_up(number, "WRONGONE", address="203.0.113.7", actor=the_public(at(LATER)))] * 12)
    assert {one.code for one in found} == {"query.wrong", "query.slowed"}
    assert QueryAttempt.objects.count() == 5
    assert connection.vendor in {"sqlite", "postgresql"}
