"""征求意见: third parties, joint makers, other agencies; letters out, answers in (Regulations art. 11, 32–34)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.record import add_event, finish, lock, number_document, require_day, require_verb
from gongkai.applications.facts import arrival_days
from gongkai.applications.models import Application, Event
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law import stages
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb

CONSULTED_UNDER = {
    "third_party": cite("条例", 32),
    "joint_maker": cite("条例", 34),
    "other_agency": cite("条例", 11),
}


@transaction.atomic
def consult_third_party(
    application: Application,
    *,
    name: str,
    subject: str,
    actor: Actor,
    on: date,
    received_by_them_on: date | None = None,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """征求第三方意见. Regulations art. 32, 33 para 3: in writing; days until their opinion, or 15 working days, do not count."""
    return consult_third_parties(
        application,
        names=[name],
        subject=subject,
        actor=actor,
        on=on,
        received_by_them_on=received_by_them_on,
        edited=edited,
        seen_version=seen_version,
    )


@transaction.atomic
def consult_third_parties(
    application: Application,
    *,
    names: Sequence[str],
    subject: str,
    actor: Actor,
    on: date,
    received_by_them_on: date | None = None,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """征求几个第三方的意见 at once (art. 32): a letter and fifteen working days for each; the pauses are united, not added."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "征求意见")
    require_verb(application, Verb.CONSULT_THIRD_PARTY)
    parties = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    refs = []
    for name in parties or [""]:
        _require_told(name, subject)
        told = {"subject": subject.strip().rstrip("。")}
        content = wording.compose("third_party_consultation", application, told, addressee=name, edited=edited)
        refs.append(_send(application, "third_party", name, content, actor, on, received_by_them_on))
    return _finish(application, "third_party", refs, actor, on)


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
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """征求其他机关意见. Regulations art. 34: a joint maker silent for 15 working days consents; art. 11: others have no deemed answer."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "征求意见")
    require_verb(application, Verb.CONSULT_AGENCY)
    _require_told(name, subject)
    told = wording.consultation_values(subject, joint=joint)
    content = wording.compose("agency_consultation", application, told, addressee=name.strip(), edited=edited)
    to = "joint_maker" if joint else "other_agency"
    ref = _send(application, to, name, content, actor, on, received_by_them_on)
    return _finish(application, to, [ref], actor, on)


def _require_told(name: str, subject: str) -> None:
    if not name.strip():
        raise NotAcceptable("consultation.nobody", "还没有写向谁征求意见。", "请写对方的姓名或者名称。", field="name")
    if not subject.strip():
        raise NotAcceptable(
            "consultation.no_subject", "还没有写征求意见的信息。", "请写明是哪些文件、哪些内容。", field="subject"
        )


def _send(
    application: Application,
    to: str,
    name: str,
    content: wording.Content,
    actor: Actor,
    on: date,
    received: date | None,
) -> str:
    """Number one letter and tell the clock; with the first of the case the applicant is told. Returns its ref."""
    require_day(on, actor, not_before=application.received_on)
    if received is not None:
        require_day(received, actor, field="received_by_them_on", not_before=on, before_what="发出之日")
    ref = str(application.events.filter(kind="consultation_sent").count() + 1)
    kind = "third_party_consultation" if to == "third_party" else "agency_consultation"
    document = number_document(application, kind, content, on, for_applicant=False)
    if ref == "1":
        number_document(application, "consultation_notice", wording.compose("consultation_notice", application, {}), on)
    told = {"received_by_them_on": received.isoformat()} if received else {}
    add_event(
        application, "consultation_sent", on, actor, ref=ref, to=to, name=name.strip(), document=document.pk, **told
    )
    return ref


def _finish(application: Application, to: str, refs: Sequence[str], actor: Actor, on: date) -> Application:
    """One act, one trace, however many letters went out."""
    return finish(application, actor, "consultation_sent", on=on, ground=CONSULTED_UNDER[to], ref="、".join(refs))


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
    sent = consultation_of(application, ref)
    if ref in arrival_days(application.events.all()):
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
    good_reason: bool | None = None,
    seen_version: int | None = None,
) -> Application:
    """登记意见: the day it arrived ends the pause (art. 33 para 3).

    good_reason: whether an objection rests on a good reason, which the agency judges (art. 32); asked when a third party
    objects. A later word of the same party is kept too, and is the one that counts; the pause ended with the first.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记意见")
    require_verb(application, Verb.RECORD_OPINION)
    sent = consultation_of(application, ref)
    if not consents and good_reason is None and sent.data["to"] == "third_party":
        raise NotAcceptable(
            "opinion.good_reason",
            "第三方不同意公开，还没有判断理由是否合理。",
            "请选择理由是否合理：合理的不得公开，但不公开可能对公共利益造成重大影响的除外。",
            field="good_reason",
        )
    earlier = application.events.filter(kind="opinion_received", data__ref=ref).last()
    there_on = arrival_days(application.events.all()).get(ref)
    if earlier is not None:
        require_day(on, actor, not_before=earlier.on, before_what="上一次意见之日")
    elif there_on is None:
        require_day(on, actor, not_before=sent.on, before_what="发出之日")
    else:
        require_day(on, actor, not_before=there_on, before_what="对方收到之日")
    judged = {} if consents or good_reason is None else {"good_reason": good_reason}
    again = {"again": True} if earlier is not None else {}
    add_event(
        application, "opinion_received", on, actor, ref=ref, consents=consents, text=text.strip(), **judged, **again
    )
    return finish(
        application, actor, "opinion_recorded", on=on, ground=cite("条例", 33, 3), ref=ref, consents=consents, **judged
    )


@transaction.atomic
def end_consultation(
    application: Application, *, ref: str, reason: str, actor: Actor, on: date, seen_version: int | None = None
) -> Application:
    """停止等候意见 of somebody who cannot be reached: the days count again from the next, and the agency decides itself.

    Art. 32 gives a party fifteen working days from the day the letter reached them; where it reaches nobody, no day ever
    comes, and the applicant must not wait for it. Only before the letter has reached them, and not in the place of an opinion.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "停止等候意见")
    require_verb(application, Verb.RECORD_OPINION)
    sent = consultation_of(application, ref)
    if application.events.filter(kind__in=("opinion_received", "consultation_ended"), data__ref=ref).exists():
        raise NotAcceptable(
            "consultation.settled", "这一方已经有了结果，不在等候。", "请从还在等候的征求意见中选择。", field="ref"
        )
    if ref in arrival_days(application.events.all()):
        raise NotLawful(
            "consultation.reached",
            cite("条例", 32),
            "征求意见书已经送到对方，对方有十五个工作日答复，不能提前停止等候。",
            "请等到十五个工作日届满；如果文书后来被退回，请先登记退回。",
            field="ref",
        )
    if not reason.strip():
        raise NotAcceptable(
            "consultation.no_reason",
            "还没有写为什么联系不上。",
            "请写明用过哪些办法、在哪些日子、结果怎样，复议和诉讼时要用。",
            field="reason",
        )
    require_day(on, actor, not_before=sent.on, before_what="发出之日")
    add_event(application, "consultation_ended", on, actor, ref=ref, reason=reason.strip())
    return finish(
        application,
        actor,
        "consultation_ended",
        on=on,
        ground=CONSULTED_UNDER[sent.data["to"]],
        ref=ref,
        reason=reason.strip(),
    )


def consultation_is_open(application: Application, on: date) -> bool:
    """Whether somebody with a right to be heard may still answer that day: silent, and the working days not over."""
    return clock_of(application).consultation_is_open(on)


def consultation_of(application: Application, ref: str) -> Event:
    sent = application.events.filter(kind="consultation_sent", data__ref=ref).first()
    if sent is None:
        raise NotAcceptable(
            "consultation.unknown", "没有找到这一次征求意见。", "请从列出的征求意见中选择。", field="ref"
        )
    return sent
