"""完成待办: who, when, and what was done about it."""

from datetime import date

import pytest
from tests.apps.applications.watching import LATER, NEXT, at_stage, refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import finish_task
from gongkai.applications.actions.tasks import open_task
from gongkai.applications.models import Task
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.law.stages import Stage


@pytest.fixture
def task(desk):
    return open_task(at_stage(desk, Stage.HANDLING), Task.Kind.REASSESS, "请评估", on=NEXT, about="reply:1")


def test_a_task_is_finished_with_what_was_done(desk, task):
    done = finish_task(task, how="已电话核实", actor=desk.officer(LATER), on=LATER)
    assert (done.done_on, done.done_by, done.done_how) == (LATER, desk.person("desk_officer").name, "已电话核实")
    trace = trace_of(task.application)
    assert (trace.verb, trace.details["reason"]) == ("application.task_finished", "已电话核实")


def test_it_is_finished_once_and_not_without_a_word(desk, task):
    refusal(
        NotAcceptable, lambda: finish_task(task, how=" ", actor=desk.officer(LATER), on=LATER), "task.no_how", "how"
    )
    finish_task(task, how="好了", actor=desk.officer(LATER), on=LATER)
    refusal(NotAcceptable, lambda: finish_task(task, how="又", actor=desk.officer(LATER), on=LATER), "task.done", "how")


def test_the_day_lies_between_its_start_and_today(desk, task):
    for on, code in ((date(2020, 4, 13), "date.too_early"), (date(2020, 4, 21), "date.future")):
        refusal(NotAcceptable, lambda: finish_task(task, how="好", actor=desk.officer(LATER), on=on), code, "on")  # noqa: B023


def test_the_same_thing_is_not_opened_twice(desk, task):
    again = open_task(task.application, Task.Kind.REASSESS, "请评估", on=LATER, about="reply:1")
    assert again == task
    finish_task(task, how="好", actor=desk.officer(LATER), on=LATER)
    assert open_task(task.application, Task.Kind.REASSESS, "再评估", on=LATER, about="reply:1") != task


def test_only_a_desk_officer_of_the_agency_finishes_it(desk, task):
    for actor in (desk.leader(LATER), desk.actor("contact", LATER), Desk(an_agency()).officer(LATER)):
        refusal(NotAllowed, lambda: finish_task(task, how="好", actor=actor, on=LATER))  # noqa: B023
