"""The reply: drafted, approved by a second person, served; or the application withdrawn before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.assessment import propose_publication, schedule_reassessment
from gongkai.applications.actions.consultation import consultation_is_open
from gongkai.applications.actions.decisions import (
    Part,
    grounds_of,
    require_decided,
    require_outcome,
    rows_of,
    search_of,
)
from gongkai.applications.actions.override import require_third_parties_told
from gongkai.applications.actions.record import (
    Upload,
    add_event,
    attach,
    finish,
    lock,
    number_document,
    require_day,
    require_fits,
    require_verb,
)
from gongkai.applications.actions.service import write_service
from gongkai.applications.models import Application, Attachment, Reply, ReplyItem, Service
from gongkai.applications.permissions import require_decide, require_handle
from gongkai.audit.actors import Actor
from gongkai.law import stages
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.outcomes import outcome
from gongkai.law.stages import Stage, Verb


@transaction.atomic
def draft_reply(
    application: Application,
    *,
    outcome_code: str,
    reason: str,
    actor: Actor,
    on: date,
    grounds: str = "",
    search_record: str = "",
    released: Sequence[Upload] = (),
    parts: Sequence[Part] = (),
    seen_version: int | None = None,
) -> Application:
    """拟写答复. Regulations art. 36–39: an outcome, its ground, its reason. Without a ground nothing is saved.

    grounds: the articles cited; left empty, those of the outcome. search_record: what the letter tells of the search; left
    empty, what the searches on record say. parts: several things asked for, each with its outcome; then outcome_code is the
    main one.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "拟写答复")
    require_verb(application, Verb.DRAFT_REPLY)
    require_day(on, actor, not_before=application.received_on)
    chosen = require_outcome(outcome_code, on)
    cited, rows = grounds_of(chosen, grounds), rows_of(parts, on)
    require_decided(application, chosen.code, reason=reason, grounds=cited, rows=rows, on=on)
    attach(application, released, Attachment.Role.RELEASED, actor, for_applicant=True)
    reply = Reply(
        application=application,
        outcome=chosen.code,
        grounds=cited,
        reason=reason.strip(),
        search_record=search_of(application, [chosen.code, *(row.outcome for row in rows)], search_record),
        drafted_by_id=actor.person_id,
        drafted_on=on,
    )
    require_fits(reply)
    reply.save()
    for row in rows:
        row.reply = reply
        row.save()
    application.stage = Stage.REPLY_DRAFTED
    return finish(application, actor, "reply_drafted", on=on, ground=cite("条例", 36), outcome=chosen.code)


@transaction.atomic
def return_reply(
    application: Application, *, remark: str, actor: Actor, on: date, seen_version: int | None = None
) -> Application:
    """退回修改: the draft stays on file, with the remark; the desk drafts anew."""
    application = lock(application, seen_version)
    stages.require(Stage(application.stage), Verb.RETURN_REPLY)
    reply = _living(application)
    require_decide(actor, application, drafted_by=reply.drafted_by_id)
    require_day(on, actor, not_before=reply.drafted_on, before_what="拟稿之日")
    if not remark.strip():
        raise NotAcceptable("reply.no_remark", "退回要写明意见。", "请写明哪里需要修改。", field="remark")
    _decide(reply, Reply.State.RETURNED, remark, actor, on)
    application.attachments.filter(role=Attachment.Role.RELEASED).update(for_applicant=False)
    application.stage = Stage.HANDLING
    return finish(application, actor, "reply_returned", on=on)


@transaction.atomic
def approve_reply(
    application: Application, *, actor: Actor, on: date, remark: str = "", seen_version: int | None = None
) -> Application:
    """审批答复 by a second person. The reply document gets its number and is frozen."""
    application = lock(application, seen_version)
    stages.require(Stage(application.stage), Verb.APPROVE_REPLY)
    reply = _living(application)
    require_decide(actor, application, drafted_by=reply.drafted_by_id)
    require_day(on, actor, not_before=reply.drafted_on, before_what="拟稿之日")
    if consultation_is_open(application, on):
        raise NotLawful(
            "reply.consultation_open",
            cite("条例", 32),
            "征求的意见还没有收到，对方的15个工作日也还没有过。",
            "请等意见到后登记，或者等期限过后再批准答复。",
        )
    require_decided(
        application, reply.outcome, reason=reply.reason, grounds=reply.grounds, rows=list(reply.items.all()), on=on
    )
    content = reply_content(application, reply, on)
    reply.document = number_document(application, outcome(reply.outcome).letter, content, on)
    _decide(reply, Reply.State.APPROVED, remark, actor, on)
    application.stage, application.replied_on = Stage.REPLY_APPROVED, on
    return finish(application, actor, "reply_approved", on=on, ground=cite("条例", 45), document=reply.document.number)


@transaction.atomic
def serve_reply(
    application: Application,
    *,
    service: str,
    actor: Actor,
    on: date,
    mail_number: str = "",
    place: str = "",
    served_by: str = "",
    taken_by: str = "",
    entrusted_to: str = "",
    proof: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Application:
    """送达答复. The day is that of signature, of posting at the postal enterprise, or of arrival at the address the applicant
    named [国办公开办函〔2016〕235号]. It closes the case, once."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "送达答复")
    stages.require(Stage(application.stage), Verb.SERVE_REPLY)
    reply = _living(application)
    require_day(on, actor, not_before=reply.decided_on, before_what="批准之日")
    assert reply.document is not None  # numbered when it was approved
    decided = [reply.outcome, *reply.items.values_list("outcome", flat=True)]
    for code in decided:
        require_third_parties_told(application, code, before=on)
    row = Service(
        way=service,
        on=on,
        mail_number=mail_number.strip(),
        place=place.strip(),
        served_by=served_by.strip(),
        taken_by=taken_by.strip(),
        entrusted_to=entrusted_to.strip(),
    )
    write_service(application, reply.document, row, actor, proof, field="service")
    reply.state, reply.served_on = Reply.State.SERVED, on
    reply.save()
    told = {"document": reply.document.pk, "way": service, "mail_number": row.mail_number}
    add_event(application, "replied", on, actor, outcome=reply.outcome, **told)
    application.outcome, application.stage, application.closed_on = reply.outcome, Stage.CLOSED, on
    schedule_reassessment(application, decided, on)
    if reply.outcome == "granted.provided":
        propose_publication(application, on)
    return finish(application, actor, "reply_served", on=on, ground=cite("条例", 33, 2), service=service)


@transaction.atomic
def withdraw_application(
    application: Application,
    *,
    reason: str,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """登记撤回: the applicant gives it up. A draft that waits is returned and stays on file."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记撤回")
    stages.require(Stage(application.stage), Verb.WITHDRAW)
    require_day(on, actor, not_before=application.arrived_on, before_what="到达之日")
    reply = application.replies.exclude(state=Reply.State.RETURNED).first()
    if reply is not None:
        reply.state, reply.remark = Reply.State.RETURNED, "申请人撤回申请"
        reply.save()
        application.attachments.filter(role=Attachment.Role.RELEASED).update(for_applicant=False)
    if application.received_on is None:
        application.received_on = on
    notice = wording.compose("close_withdrawn", application, {"withdrawn_on": on}, edited=edited)
    number_document(application, "close_withdrawn", notice, on)
    add_event(application, "withdrawn", on, actor, reason=reason.strip())
    application.outcome, application.stage = "otherwise.withdrawn", Stage.CLOSED
    application.replied_on = application.closed_on = on
    return finish(application, actor, "withdrawn", on=on, reason=reason.strip()[:100])


def preview_reply(
    application: Application,
    *,
    outcome_code: str,
    reason: str,
    on: date,
    grounds: str = "",
    search_record: str = "",
    released: Sequence[str] = (),
    parts: Sequence[Part] = (),
) -> wording.Content:
    """The reply document as it would go out, before anything is saved. released: names of the files.

    Refuses what `draft_reply` would refuse for its content.
    """
    chosen = require_outcome(outcome_code, on)
    cited, rows = grounds_of(chosen, grounds), rows_of(parts, on)
    require_decided(application, chosen.code, reason=reason, grounds=cited, rows=rows, on=on)
    search = search_of(application, [chosen.code, *(row.outcome for row in rows)], search_record)
    reply = Reply(outcome=chosen.code, grounds=cited, reason=reason, search_record=search)
    return _composed(application, reply, rows, tuple(released), on)


def reply_content(application: Application, reply: Reply, on: date, *, edited: bool = True) -> wording.Content:
    """The reply document of a saved draft as it would go out that day. edited: with what was changed by hand."""
    released = application.attachments.filter(role=Attachment.Role.RELEASED, for_applicant=True).select_related("file")
    names = tuple(attachment.file.name for attachment in released)
    return _composed(application, reply, list(reply.items.all()), names, on, reply.content if edited else None)


def _composed(
    application: Application,
    reply: Reply,
    rows: Sequence[ReplyItem],
    released: tuple[str, ...],
    on: date,
    edited: dict[str, Any] | None = None,
) -> wording.Content:
    told = wording.reply_values(
        application,
        reply.outcome,
        grounds=reply.grounds,
        reason=reply.reason,
        on=on,
        search=reply.search_record,
        released=released,
    )
    told |= wording.parts_values(application, reply.outcome, rows, on, reply.search_record)
    paragraphs = edited["paragraphs"] if edited else None
    content = wording.compose(outcome(reply.outcome).letter, application, told, edited=paragraphs, attachments=released)
    return {**content, "title": wording.TITLE_OF_PARTS} if rows else content


def _living(application: Application) -> Reply:
    return Reply.objects.select_for_update(no_key=True).exclude(state=Reply.State.RETURNED).get(application=application)


def _decide(reply: Reply, state: str, remark: str, actor: Actor, on: date) -> None:
    reply.state, reply.remark, reply.decided_by_id, reply.decided_on = state, remark.strip(), actor.person_id, on
    require_fits(reply)
    reply.save()
