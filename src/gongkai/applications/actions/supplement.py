"""补正: asked for once, received, or lapsed (Regulations art. 30)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.record import (
    Upload,
    add_event,
    attach,
    finish,
    lock,
    number_document,
    require_day,
    require_verb,
)
from gongkai.applications.models import Application, Attachment, Event
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.clock import require_lapse, require_supplement
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb


@transaction.atomic
def request_supplement(
    application: Application,
    *,
    items: Sequence[str],
    reply_by: date,
    actor: Actor,
    on: date,
    guidance: str = "",
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """告知补正. Regulations art. 30: once, within 7 working days of receipt, every item, a reasonable limit.

    Later than the seventh day it is still effective, and shown as the defect it is.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "告知补正")
    require_verb(application, Verb.REQUEST_SUPPLEMENT)
    require_day(on, actor, not_before=application.received_on)
    require_supplement(clock_of(application), on)
    items = [item.strip() for item in items if item.strip()]
    if not items:
        raise NotAcceptable(
            "supplement.no_items", "还没有写需要补正的事项。", "请逐项写明需要补正什么。", field="items"
        )
    if reply_by <= on:
        raise NotAcceptable(
            "supplement.no_time", "补正期限不晚于告知的当天。", "请给申请人一个合理的期限。", field="reply_by"
        )
    told = {"items": items, "reply_by": reply_by, "guidance": guidance}
    content = wording.compose("supplement", application, told, edited=edited)
    document = number_document(application, "supplement", content, on)
    add_event(
        application, "supplement_requested", on, actor, reply_by=reply_by.isoformat(), items=items, document=document.pk
    )
    application.stage = Stage.AWAITING_SUPPLEMENT
    return finish(application, actor, "supplement_requested", on=on, ground=cite("条例", 30), document=document.number)


@transaction.atomic
def receive_supplement(
    application: Application,
    *,
    text: str,
    actor: Actor,
    on: date,
    files: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Application:
    """收到补正. Regulations art. 30: the time limit is counted anew from this day."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记补正")
    require_verb(application, Verb.RECEIVE_SUPPLEMENT)
    requested = _last(application, "supplement_requested")
    require_day(on, actor, not_before=requested.on, before_what="告知补正之日")
    if not text.strip() and not files:
        raise NotAcceptable(
            "supplement.empty", "补正的内容还没有写。", "请写明补正内容，或者上传补正材料。", field="text"
        )
    attach(application, files, Attachment.Role.SUPPLEMENT, actor)
    add_event(application, "supplement_received", on, actor, text=text.strip())
    application.supplemented_on = on
    application.stage = Stage.HANDLING
    return finish(application, actor, "supplement_received", on=on, ground=cite("条例", 30))


@transaction.atomic
def lapse_application(
    application: Application,
    *,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """逾期不补正终止处理. Regulations art. 30: given up, when the limit set has passed without good reason."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "终止办理")
    require_verb(application, Verb.LAPSE)
    require_day(on, actor)
    clock = clock_of(application)
    require_lapse(clock, on)
    reply_by = clock.supplement_reply_by
    told = {"reply_by": reply_by, **wording.remedy_values(application, "otherwise.not_supplemented", on)}
    notice = wording.compose("close_not_supplemented", application, told, edited=edited)
    number_document(application, "close_not_supplemented", notice, on)
    add_event(application, "lapsed", on, actor)
    application.outcome = "otherwise.not_supplemented"
    application.stage, application.replied_on, application.closed_on = Stage.CLOSED, on, on
    return finish(application, actor, "lapsed", on=on, ground=cite("条例", 30))


def _last(application: Application, kind: str) -> Event:
    event = application.events.filter(kind=kind).last()
    if event is None:
        raise LookupError(f"{application} has no event {kind}")
    return event
