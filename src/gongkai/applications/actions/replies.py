"""The reply: drafted, approved by a second person, served; or the application withdrawn before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.assessment import propose_publication, schedule_reassessment
from gongkai.applications.actions.consultation import consultation_is_open
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
from gongkai.applications.models import Application, Attachment, Reply, Service
from gongkai.applications.permissions import require_decide, require_handle
from gongkai.applications.queries import on_file, searches_of
from gongkai.audit.actors import Actor
from gongkai.law import stages
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.fees import require_fee_possible
from gongkai.law.grounds import require_on_file
from gongkai.law.outcomes import Outcome, outcome, outcomes_of_replies
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
    seen_version: int | None = None,
) -> Application:
    """拟写答复. Regulations art. 36–39: an outcome, its ground, its reason. Without a ground nothing is saved.

    grounds: the articles cited; left empty, those of the outcome. search_record: what the letter tells of the search; left
    empty, what the searches on record say.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "拟写答复")
    require_verb(application, Verb.DRAFT_REPLY)
    require_day(on, actor, not_before=application.received_on)
    chosen = require_outcome(outcome_code, on)
    cited = _grounds(chosen, grounds)
    require_on_file(chosen.code, on_file(application, on=on, reason=reason, grounds=cited))
    attach(application, released, Attachment.Role.RELEASED, actor, for_applicant=True)
    reply = Reply(
        application=application,
        outcome=chosen.code,
        grounds=cited,
        reason=reason.strip(),
        search_record=_search(application, chosen, search_record),
        drafted_by_id=actor.person_id,
        drafted_on=on,
    )
    require_fits(reply)
    reply.save()
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
    require_on_file(reply.outcome, on_file(application, on=on, reason=reply.reason, grounds=reply.grounds))
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
    require_third_parties_told(application, reply.outcome, before=on)
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
    schedule_reassessment(application, [reply.outcome, *reply.items.values_list("outcome", flat=True)], on)
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


def require_outcome(code: str, on: date) -> Outcome:
    """The outcome with that code, if it was possible that day; lapse and withdrawal have verbs of their own."""
    known = {entry.code for entry in outcomes_of_replies()}
    if code not in known:
        raise NotAcceptable(
            "reply.no_outcome", "还没有选处理结果。", "请从24种处理结果中选一种。", field="outcome_code"
        )
    if code == "otherwise.fee_unpaid":
        require_fee_possible(on)
    return outcome(code)


def _grounds(chosen: Outcome, typed: str) -> str:
    """The articles typed, else those of the outcome. A reply without a ground is not saved."""
    grounds = typed.strip() or chosen.grounds
    if not grounds:
        raise NotAcceptable(
            "reply.no_grounds",
            f"“{chosen.label}”没有明文的条款，答复还没有写法律依据。",
            "请写明所依据的法律、法规或者规定的名称和条款。",
            field="grounds",
        )
    return grounds


def _search(application: Application, chosen: Outcome, typed: str) -> str:
    """What the letter tells of the search: as typed, else from the record where the outcome rests on it."""
    if typed.strip() or chosen.code != "unavailable.not_found":
        return typed.strip()
    return wording.search_in_words(searches_of(application))


def preview_reply(
    application: Application,
    *,
    outcome_code: str,
    reason: str,
    on: date,
    grounds: str = "",
    search_record: str = "",
    released: Sequence[str] = (),
) -> wording.Content:
    """The reply document as it would go out, before anything is saved. released: names of the files.

    Refuses what `draft_reply` would refuse for its content.
    """
    chosen = require_outcome(outcome_code, on)
    cited, search = _grounds(chosen, grounds), _search(application, chosen, search_record)
    require_on_file(chosen.code, on_file(application, on=on, reason=reason, grounds=cited))
    return _composed(application, chosen, cited, reason, search, tuple(released), on)


def reply_content(application: Application, reply: Reply, on: date, *, edited: bool = True) -> wording.Content:
    """The reply document of a saved draft as it would go out that day. edited: with what was changed by hand."""
    released = application.attachments.filter(role=Attachment.Role.RELEASED, for_applicant=True).select_related("file")
    names = tuple(attachment.file.name for attachment in released)
    chosen = outcome(reply.outcome)
    return _composed(
        application,
        chosen,
        reply.grounds,
        reply.reason,
        reply.search_record,
        names,
        on,
        reply.content if edited else None,
    )


def _composed(
    application: Application,
    chosen: Outcome,
    grounds: str,
    reason: str,
    search: str,
    released: tuple[str, ...],
    on: date,
    edited: dict[str, Any] | None = None,
) -> wording.Content:
    told = wording.reply_values(
        application, chosen.code, grounds=grounds, reason=reason, on=on, search=search, released=released
    )
    paragraphs = edited["paragraphs"] if edited else None
    return wording.compose(chosen.letter, application, told, edited=paragraphs, attachments=released)


def _living(application: Application) -> Reply:
    return Reply.objects.select_for_update(no_key=True).exclude(state=Reply.State.RETURNED).get(application=application)


def _decide(reply: Reply, state: str, remark: str, actor: Actor, on: date) -> None:
    reply.state, reply.remark, reply.decided_by_id, reply.decided_on = state, remark.strip(), actor.person_id, on
    require_fits(reply)
    reply.save()
