"""The verbs that move the clock: supplement, consultation, extension, lapse."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Duty, Person, Post
from gongkai.agencies.queries import calendar
from gongkai.applications import wording
from gongkai.applications.actions.record import Upload, add_event, attach, finish, lock, number_document, require_day
from gongkai.applications.models import Application, Attachment, Event
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law import stages
from gongkai.law.citations import cite
from gongkai.law.clock import require_extension, require_supplement
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.stages import Stage, Verb
from gongkai.law.workdays import in_words

CONSULTED_UNDER = {
    "third_party": cite("条例", 32),
    "joint_maker": cite("条例", 34),
    "other_agency": cite("条例", 11),
}


@transaction.atomic
def request_supplement(
    application: Application,
    *,
    items: Sequence[str],
    reply_by: date,
    actor: Actor,
    on: date,
    guidance: str = "",
    seen_version: int | None = None,
) -> Application:
    """告知补正. Regulations art. 30: once, within 7 working days of receipt, every item, a reasonable limit.

    Later than the seventh day it is still effective, and shown as the defect it is.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "告知补正")
    stages.require(Stage(application.stage), Verb.REQUEST_SUPPLEMENT)
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
    content = wording.supplement_notice(application, items, reply_by, guidance.strip())
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
    stages.require(Stage(application.stage), Verb.RECEIVE_SUPPLEMENT)
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
    application: Application, *, actor: Actor, on: date, seen_version: int | None = None
) -> Application:
    """逾期不补正终止处理. Regulations art. 30: given up, when the limit set has passed without good reason."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "终止办理")
    stages.require(Stage(application.stage), Verb.LAPSE)
    require_day(on, actor)
    reply_by = date.fromisoformat(_last(application, "supplement_requested").data["reply_by"])
    if on <= reply_by:
        raise NotLawful(
            "lapse.too_early",
            cite("条例", 30),
            f"补正期限到{in_words(reply_by)}，还没有过。",
            "请等期限过后再终止办理。",
        )
    number_document(application, "close_not_supplemented", wording.lapse_notice(application, reply_by), on)
    add_event(application, "lapsed", on, actor)
    application.outcome = "otherwise.not_supplemented"
    application.stage, application.replied_on, application.closed_on = Stage.CLOSED, on, on
    return finish(application, actor, "lapsed", on=on, ground=cite("条例", 30))


@transaction.atomic
def consult_third_party(
    application: Application,
    *,
    name: str,
    subject: str,
    actor: Actor,
    on: date,
    received_by_them_on: date | None = None,
    seen_version: int | None = None,
) -> Application:
    """征求第三方意见. Regulations art. 32, 33 para 3: in writing; days until their opinion, or 15 working days, do not count."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "征求意见")
    stages.require(Stage(application.stage), Verb.CONSULT_THIRD_PARTY)
    _require_told(name, subject)
    content = wording.third_party_letter(application, name.strip(), subject, application.agency)
    return _consult(application, "third_party", name, content, actor, on, received_by_them_on)


@transaction.atomic
def consult_agency(
    application: Application,
    *,
    name: str,
    subject: str,
    joint: bool,
    actor: Actor,
    on: date,
    received_by_them_on: date | None = None,
    seen_version: int | None = None,
) -> Application:
    """征求其他机关意见. Regulations art. 34: a joint maker silent for 15 working days consents; art. 11: others have no deemed answer."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "征求意见")
    stages.require(Stage(application.stage), Verb.CONSULT_AGENCY)
    _require_told(name, subject)
    content = wording.agency_letter(application, name.strip(), subject, joint=joint)
    return _consult(
        application, "joint_maker" if joint else "other_agency", name, content, actor, on, received_by_them_on
    )


def _require_told(name: str, subject: str) -> None:
    if not name.strip():
        raise NotAcceptable("consultation.nobody", "还没有写向谁征求意见。", "请写对方的姓名或者名称。", field="name")
    if not subject.strip():
        raise NotAcceptable(
            "consultation.no_subject", "还没有写征求意见的信息。", "请写明是哪些文件、哪些内容。", field="subject"
        )


def _consult(
    application: Application,
    to: str,
    name: str,
    content: wording.Content,
    actor: Actor,
    on: date,
    received: date | None,
) -> Application:
    require_day(on, actor, not_before=application.received_on)
    if received is not None:
        require_day(received, actor, field="received_by_them_on", not_before=on, before_what="发出之日")
    ref = str(application.events.filter(kind="consultation_sent").count() + 1)
    kind = "third_party_consultation" if to == "third_party" else "agency_consultation"
    document = number_document(application, kind, content, on, for_applicant=False)
    if ref == "1":
        number_document(application, "consultation_notice", wording.consultation_notice(application), on)
    told = {"received_by_them_on": received.isoformat()} if received else {}
    add_event(
        application, "consultation_sent", on, actor, ref=ref, to=to, name=name.strip(), document=document.pk, **told
    )
    return finish(application, actor, "consultation_sent", on=on, ground=CONSULTED_UNDER[to], ref=ref)


@transaction.atomic
def record_delivery(
    application: Application, *, ref: str, actor: Actor, on: date, seen_version: int | None = None
) -> Application:
    """登记对方收到之日: their 15 working days run from here (art. 32, 34)."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记对方收到之日")
    standing = stages.why_not(Stage(application.stage), Verb.RECORD_OPINION)
    if standing:  # while an opinion can still come, and no longer
        raise NotLawful(
            "stage.record_delivery", cite("条例", 32), f"现在不能登记对方收到之日：{standing}。", "请写内部备注说明。"
        )
    sent = _consultation(application, ref)
    delivered = application.events.filter(kind="delivered", data__ref=ref).exists()
    if delivered or "received_by_them_on" in sent.data:
        raise NotAcceptable(
            "consultation.delivered", "对方收到之日已经登记过。", "如有错误，请写内部备注说明。", field="ref"
        )
    require_day(on, actor, not_before=sent.on, before_what="发出之日")
    add_event(application, "delivered", on, actor, ref=ref)
    return finish(application, actor, "consultation_delivered", on=on, ground=CONSULTED_UNDER[sent.data["to"]], ref=ref)


@transaction.atomic
def record_opinion(
    application: Application,
    *,
    ref: str,
    consents: bool,
    text: str,
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """登记意见: the day it arrived ends the pause (art. 33 para 3)."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记意见")
    stages.require(Stage(application.stage), Verb.RECORD_OPINION)
    sent = _consultation(application, ref)
    if application.events.filter(kind="opinion_received", data__ref=ref).exists():
        raise NotAcceptable("opinion.repeated", "这一方的意见已经登记过。", "新的说法请写进内部备注。", field="ref")
    received = application.events.filter(kind="delivered", data__ref=ref).first()
    told = sent.data.get("received_by_them_on")
    there_on = received.on if received else date.fromisoformat(told) if told else None
    if there_on is None:
        require_day(on, actor, not_before=sent.on, before_what="发出之日")
    else:
        require_day(on, actor, not_before=there_on, before_what="对方收到之日")
    add_event(application, "opinion_received", on, actor, ref=ref, consents=consents, text=text.strip())
    return finish(application, actor, "opinion_recorded", on=on, ground=cite("条例", 33, 3), ref=ref, consents=consents)


@transaction.atomic
def extend_deadline(
    application: Application,
    *,
    workdays: int,
    reason: str,
    approved_by: Person,
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """延长答复期限. Regulations art. 33 para 2: at most 20 working days, approved by the head, the applicant told before the due day."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "延长答复期限")
    stages.require(Stage(application.stage), Verb.EXTEND)
    require_day(on, actor, not_before=application.received_on)
    require_extension(clock_of(application), workdays, on)
    if not reason.strip():
        raise NotAcceptable("extension.no_reason", "延长要写明理由。", "请写明为什么不能按期答复。", field="reason")
    heads = Post.objects.held_on(on).filter(agency=application.agency_id, duty=Duty.LEADER)
    if not heads.filter(person=approved_by).exists():
        raise NotAllowed(
            "extension.approver",
            f"{approved_by.name}不是本机关政府信息公开工作机构的负责人。",
            "请由负责人同意后再延长。",
            field="approved_by",
        )
    before = application.due_on
    event = add_event(
        application, "extended", on, actor, workdays=workdays, reason=reason.strip(), approved_by=approved_by.name
    )
    notice = wording.extension_notice(application, workdays, application.due_on, reason)
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


def consultation_is_open(application: Application, on: date) -> bool:
    """Whether a third party may still answer that day: its opinion has not come and its 15 working days are not over."""
    events = list(application.events.all())
    answered = {event.data["ref"] for event in events if event.kind == "opinion_received"}
    delivered = {event.data["ref"]: event.on for event in events if event.kind == "delivered"}
    for sent in events:
        if sent.kind != "consultation_sent" or sent.data["ref"] in answered or sent.data["to"] == "other_agency":
            continue
        told = sent.data.get("received_by_them_on")
        received = date.fromisoformat(told) if told else delivered.get(sent.data["ref"])
        if received is None or on <= calendar().nth_workday_after(received, 15):
            return True
    return False


def _last(application: Application, kind: str) -> Event:
    event = application.events.filter(kind=kind).last()
    if event is None:
        raise LookupError(f"{application} has no event {kind}")
    return event


def _consultation(application: Application, ref: str) -> Event:
    sent = application.events.filter(kind="consultation_sent", data__ref=ref).first()
    if sent is None:
        raise NotAcceptable(
            "consultation.unknown", "没有找到这一次征求意见。", "请从列出的征求意见中选择。", field="ref"
        )
    return sent
