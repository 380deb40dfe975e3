"""转为主动公开 (Regulations art. 44): what several applicants were given becomes an item to be written for everybody."""

from datetime import date

from django.db import transaction

from gongkai.applications.actions.tasks import finish_task
from gongkai.applications.models import Task
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.publications.actions import Written, draft_item
from gongkai.publications.models import Publication

ARTICLE = cite("条例", 44)
SOURCE = "依申请公开转为主动公开"


@transaction.atomic
def turn_proactive(task: Task, *, title: str, actor: Actor, on: date) -> Publication:
    """转为主动公开: finish the task by beginning an item that goes through the gate (art. 44).

    Nothing of the application or of the reply is copied: both name the applicant, and the item is for everybody.
    """
    if task.kind != Task.Kind.TURN_PROACTIVE:
        raise NotAcceptable(
            "task.not_proactive", "这件待办不是建议转为主动公开的。", "请在“完成待办”里登记怎样处理的。", field="task"
        )
    task = finish_task(task, how=f"转为主动公开，已拟稿“{title.strip()[:60]}”", actor=actor, on=on)
    agency = task.application.agency
    item = draft_item(agency, written=Written(title=title, source=SOURCE), actor=actor)
    audit.record(
        actor,
        "application.turned_proactive",
        task.application,
        on=on,
        ground=ARTICLE,
        about=f"publication:{item.pk}",
    )
    return item
