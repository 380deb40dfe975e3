"""One officer's days ahead: replies due, tasks, what appeals ask. Numbers only: a calendar on a telephone is read by others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.agencies.models import Duty, Person, Post
from gongkai.applications.models import Application, Task
from gongkai.applications.queries.appeals import appeal_days, name_of, reference_of
from gongkai.law.stages import Stage

_BACK = timedelta(days=30)  # how far a feed looks back: a late case stays in sight
_IN_APPEALS = {
    "answer": "答复到期",
    "hearing": "开庭、听证",
    "reply": "责令答复到期",
    "reopen": "重新答复到期",
    "appeal": "上诉期满",
}


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """key: stable, so that a moved day moves in the calendar; told: what to read there."""

    key: str
    on: date
    told: str


def agenda_of(person: Person, today: date) -> list[AgendaDay]:
    """The days of the desks that person sits at today, in order."""
    return sorted(_days(person, today), key=lambda day: (day.on, day.key))


def _days(person: Person, today: date) -> Iterator[AgendaDay]:
    desks = list(
        Post.objects.held_on(today).filter(person=person, duty=Duty.DESK_OFFICER).values_list("agency_id", flat=True)
    )
    theirs = Application.objects.filter(agency__in=desks, officer=person)
    for case in theirs.exclude(stage=Stage.CLOSED).filter(due_on__gte=today - _BACK):
        if case.due_on is not None:  # the filter has seen to it
            yield AgendaDay(f"application-{case.pk}", case.due_on, f"{case.number} 答复到期")
    tasks = Task.objects.filter(application__in=theirs, done_on__isnull=True, due_on__gte=today - _BACK)
    for task in tasks.select_related("application"):
        if task.due_on is not None:
            yield AgendaDay(f"task-{task.pk}", task.due_on, f"{task.application.number} {task.get_kind_display()}")
    for desk in desks:
        for step in appeal_days(desk, today):
            if step.on is not None and step.application.officer_id == person.pk:
                key = f"{reference_of(step.appeal).replace(':', '-')}-{step.kind}"
                key += f"-{step.hearing.pk}" if step.hearing else ""
                told = f"{step.application.number} {name_of(step.appeal)}{_IN_APPEALS.get(step.kind, '到期')}"
                yield AgendaDay(key, step.on, told)
