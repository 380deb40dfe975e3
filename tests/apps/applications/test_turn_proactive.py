"""转为主动公开 (art. 44): the task is finished by an item that is written, and nothing of the applicant goes along."""

import pytest
from tests.apps.applications.watching import LATER, NEXT, at_stage, refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import turn_proactive
from gongkai.applications.actions.tasks import open_task
from gongkai.applications.models import Task
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.law.stages import Stage
from gongkai.publications.models import Draft

TITLE = "人民路拓宽工程的征收批复"


@pytest.fixture
def task(desk):
    case = at_stage(desk, Stage.HANDLING)
    return open_task(case, Task.Kind.TURN_PROACTIVE, "建议转为主动公开", on=NEXT, about="turn_proactive")


def test_an_item_is_begun_and_the_task_is_done(desk, task):
    item = turn_proactive(task, title=TITLE, actor=desk.officer(LATER), on=LATER)
    assert (item.issued_by, item.standing, item.draft.title) == (desk.agency, "unreleased", TITLE)
    task.refresh_from_db()
    assert task.done_on == LATER
    trace = trace_of(task.application)
    assert (trace.verb, trace.details["about"]) == ("application.turned_proactive", f"publication:{item.pk}")
    assert trace.ground.endswith("第四十四条")


def test_nothing_of_the_applicant_goes_along(desk, task):
    draft = turn_proactive(task, title=TITLE, actor=desk.officer(LATER), on=LATER).draft
    told = " ".join(str(getattr(draft, field.name)) for field in draft._meta.fields)
    assert task.application.applicant.name not in told
    assert (draft.body, draft.source) == ("", "依申请公开转为主动公开")


def test_without_a_title_nothing_is_done(desk, task):
    refusal(
        NotAcceptable,
        lambda: turn_proactive(task, title=" ", actor=desk.officer(LATER), on=LATER),
        "item.no_title",
        "title",
    )
    assert not Draft.objects.exists()
    task.refresh_from_db()
    assert task.done_on is None


def test_another_task_is_not_turned(desk):
    other = open_task(at_stage(desk, Stage.HANDLING), Task.Kind.REASSESS, "请评估", on=NEXT, about="reassess")
    refusal(
        NotAcceptable,
        lambda: turn_proactive(other, title=TITLE, actor=desk.officer(LATER), on=LATER),
        "task.not_proactive",
        "task",
    )


def test_only_a_desk_officer_of_the_agency_does_it(desk, task):
    for actor in (desk.leader(LATER), Desk(an_agency()).officer(LATER)):
        refusal(NotAllowed, lambda: turn_proactive(task, title=TITLE, actor=actor, on=LATER))  # noqa: B023
