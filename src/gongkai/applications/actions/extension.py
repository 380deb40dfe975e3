"""延长答复期限 (Regulations art. 33 para 2)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.applications import wording
from gongkai.applications.actions.record import add_event, finish, lock, number_document, require_day, require_verb
from gongkai.applications.models import Application, Event
from gongkai.applications.permissions import require_handle, require_head
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.clock import require_extension
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Verb


@transaction.atomic
def extend_deadline(
    application: Application,
    *,
    workdays: int,
    reason: str,
    approved_by: Person,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """延长答复期限. Regulations art. 33 para 2: at most 20 working days, approved by the head, the applicant told before the due day."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "延长答复期限")
    require_verb(application, Verb.EXTEND)
    require_day(on, actor, not_before=application.received_on)
    require_extension(clock_of(application), workdays, on)
    if not reason.strip():
        raise NotAcceptable("extension.no_reason", "延长要写明理由。", "请写明为什么不能按期答复。", field="reason")
    require_head(application, approved_by, on, code="extension.approver", verb="延长")
    before = application.due_on
    event = add_event(
        application, "extended", on, actor, workdays=workdays, reason=reason.strip(), approved_by=approved_by.name
    )
    told = {"workdays": workdays, "due_on": application.due_on, "reason": reason.strip().rstrip("。")}
    notice = wording.compose("extension", application, told, edited=edited)
    document = number_document(application, "extension", notice, on)
    Event.objects.filter(pk=event.pk).update(data={**event.data, "document": document.pk})
    return finish(
        application,
        actor,
        "deadline_extended",
        on=on,
        ground=cite("条例", 33, 2),
        workdays=workdays,
        approved_by=approved_by.name,
        due_before=before.isoformat() if before else None,
        due_after=application.due_on.isoformat() if application.due_on else None,
    )
