"""待办: opened when something happened that somebody must look at; finished with what was done."""

from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import require_day, require_fits
from gongkai.applications.models import Application, Task
from gongkai.applications.permissions import require_handle
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable


def open_task(
    application: Application, kind: str, text: str, *, on: date, due_on: date | None = None, about: str = ""
) -> Task:
    """One more task on the case; the same about the same thing is not opened twice. A step of the verb that met the cause."""
    standing = Task.objects.filter(application=application, kind=kind, about=about, done_on__isnull=True).first()
    if about and standing is not None:
        return standing
    task = Task(application=application, kind=kind, text=text, opened_on=on, due_on=due_on, about=about)
    require_fits(task)
    task.save()
    return task


def close_tasks(application: Application, about: str, how: str, actor: Actor, on: date) -> None:
    """What a later act has settled needs nobody any more. A step of that act."""
    application.tasks.filter(about=about, done_on__isnull=True).update(done_on=on, done_by=actor.name, done_how=how)


@transaction.atomic
def finish_task(task: Task, *, how: str, actor: Actor, on: date) -> Task:
    """完成待办: who, when, and what was done about it."""
    require_handle(actor, task.application.agency_id, "完成待办")
    task = Task.objects.select_for_update(of=("self",), no_key=True).select_related("application").get(pk=task.pk)
    if task.done_on is not None:
        raise NotAcceptable("task.done", f"这件待办{task.done_by}已经完成。", "请看案件的最新情况。", field="how")
    require_day(on, actor, not_before=task.opened_on, before_what="待办开始之日")
    if not how.strip():
        raise NotAcceptable(
            "task.no_how", "还没有写怎样处理的。", "请写一句，例如“电话核实新地址，已另行邮寄”。", field="how"
        )
    task.done_on, task.done_by, task.done_how = on, actor.name, how.strip()
    require_fits(task)
    task.save()
    audit.record(actor, "application.task_finished", task.application, on=on, reason=how.strip()[:100])
    return task
