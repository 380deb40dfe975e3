"""What can be done with a case now, by this officer, and what cannot, with the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.agencies.queries import calendar
from gongkai.applications import permissions, queries
from gongkai.audit.actors import Actor
from gongkai.backoffice.acts import BY_VERB
from gongkai.law import stages
from gongkai.law.clock import (
    Clock,
    ClockState,
    require_deferral,
    require_extension,
    require_fee_notice,
    require_lapse,
    require_payment,
    require_supplement,
    require_unpaid,
)
from gongkai.law.errors import NotLawful
from gongkai.law.stages import GROUNDS, VERB_LABELS, Stage, Verb
from gongkai.law.windows import window_of
from gongkai.screens.sums import with_weekday

FIRST = {
    Stage.SUBMITTED: Verb.CONFIRM_RECEIPT,
    Stage.HANDLING: Verb.DRAFT_REPLY,
    Stage.AWAITING_SUPPLEMENT: Verb.RECEIVE_SUPPLEMENT,
    Stage.REPLY_DRAFTED: Verb.APPROVE_REPLY,
    Stage.REPLY_APPROVED: Verb.SERVE_REPLY,
}
WAITED_FOR = {ClockState.PAUSED: Verb.RECORD_OPINION, ClockState.AWAITING_PAYMENT: Verb.RECORD_PAYMENT}
DECIDING = frozenset({Verb.APPROVE_REPLY, Verb.RETURN_REPLY})
SELDOM = frozenset(
    {
        Verb.REQUEST_REASONS,
        Verb.SEND_FEE_NOTICE,
        Verb.TRANSFER,
        Verb.WITHDRAW,
        Verb.RECORD_RECONSIDERATION,
        Verb.RECORD_LAWSUIT,
    }
)
TOLD = {
    Verb.DRAFT_REPLY: "选处理结果，写理由和依据，交另一人审批。",
    Verb.APPROVE_REPLY: "看过答复书，批准，或者写明改什么退回。",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One lawful act: where it is done, what it does, its article; until: its last day, over: that day has passed and it is
    done all the same, as a defect. first: the one filled button; seldom: it stands below the others."""

    label: str
    href: str
    told: str
    cite: str
    until: str = ""
    over: bool = False
    first: bool = False
    seldom: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """An act that is not possible now, and why."""

    label: str
    why: str
    cite: str


@dataclass(frozen=True, slots=True)
class NextActs:
    """can: what this officer may do; cannot: the rest, with reasons; elsewhere: lawful, but of another post."""

    can: tuple[Offer, ...]
    cannot: tuple[Barred, ...]
    elsewhere: tuple[str, ...]


def next_acts(case: Any, clock: Clock, actor: Actor, today: date) -> NextActs:
    """Every verb once: offered, barred with its reason, or left to another post."""
    stage, correction = Stage(case.stage), case.case_kind == "correction"
    can: list[Offer] = []
    cannot: list[Barred] = []
    elsewhere: list[str] = []
    for verb in Verb:
        if verb is Verb.RETURN_REPLY or not stages.is_of_kind(verb, correction):
            continue  # decided on the same page as the approval; or of the other kind of case
        cite = _cite(verb)
        why = stages.why_not(stage, verb, correction=correction) or _barred(case, verb, clock, actor, today)
        if why:
            cannot.append(Barred(_label(verb), why, cite))
        elif not _may(case, verb, actor):
            elsewhere.append(f"{_label(verb)}由{'负责人或者审核人' if verb in DECIDING else '经办人'}办理")
        else:
            can.append(_offer(case, verb, clock, today))
    can.sort(key=lambda offer: (not offer.first, offer.seldom))
    return NextActs(tuple(can), tuple(cannot), tuple(elsewhere))


def _first(case: Any, clock: Clock) -> Verb | None:
    """The act that comes next: what the clock waits for, else what the stage leads to."""
    stage = Stage(case.stage)
    if clock.state is ClockState.LAPSED:
        return Verb.CLOSE_UNPAID if clock.pay_due_on else Verb.LAPSE
    if stage is Stage.HANDLING and clock.state in WAITED_FOR:
        return WAITED_FOR[clock.state]
    first = FIRST.get(stage)
    return Verb.ANSWER_CORRECTION if case.case_kind == "correction" and first is Verb.DRAFT_REPLY else first


def _offer(case: Any, verb: Verb, clock: Clock, today: date) -> Offer:
    window = window_of(verb, clock, calendar())
    until = f"最迟{with_weekday(window.until)}" if window.until else ""
    over = window.is_over(today)
    return Offer(
        _label(verb),
        address(case, verb),
        _told(verb, clock, today),
        _cite(verb),
        f"{until}，已过" if over else until,
        over,
        verb is _first(case, clock),
        verb in SELDOM,
    )


def address(case: Any, verb: Verb) -> str:
    """The page on which the act is done."""
    if verb in DECIDING:
        return reverse("backoffice:decide", args=[case.pk])
    if verb is Verb.DRAFT_REPLY:
        return reverse("backoffice:draft_reply", args=[case.pk])
    return reverse("backoffice:act", args=[case.pk, BY_VERB[verb].slug])


def _label(verb: Verb) -> str:
    return "审批答复" if verb is Verb.APPROVE_REPLY else VERB_LABELS[verb]


def _cite(verb: Verb) -> str:
    ground = GROUNDS.get(verb)
    return f"{'条例' if ground.law == '条例' else '收费办法'}{ground.place()}" if ground else ""


def _may(case: Any, verb: Verb, actor: Actor) -> bool:
    return permissions.may_decide(actor, case) if verb in DECIDING else permissions.may_handle(actor, case)


def _told(verb: Verb, clock: Clock, today: date) -> str:
    if verb is Verb.REQUEST_SUPPLEMENT and clock.supplement_notice_due_on:
        late = today > clock.supplement_notice_due_on
        return "七个工作日已过；仍然有效，但会记为迟延。" if late else "一次性说全，七个工作日内送达。"
    if verb in (Verb.CONSULT_THIRD_PARTY, Verb.CONSULT_AGENCY) and clock.due_on and today > clock.due_on:
        return "答复期限已过，征求意见不能使已过的期限停下。"
    return TOLD.get(verb) or BY_VERB[verb].told


def _barred(case: Any, verb: Verb, clock: Clock, actor: Actor, today: date) -> str:
    """Why a verb the stage allows would still be refused today."""
    if verb is Verb.APPROVE_REPLY:
        reply = queries.living_reply(case)
        if reply and reply.drafted_by_id == actor.person_id and permissions.may_decide(actor, case):
            return "这一稿是您自己拟的，请交另一位负责人或者审核人审批。"
    said = [event for event in case.events.all() if event.kind in _TELLING]
    why = _missing(verb, said)
    if why:
        return why
    try:
        if verb in _GUARDS:
            _GUARDS[verb](clock, today)
    except NotLawful as refusal:
        return refusal.message.split("：", 1)[-1]
    return ""


_TELLING = frozenset(
    {
        "consultation_sent",
        "opinion_received",
        "objection_overridden",
        "reasons_requested",
        "reasons_received",
        "fee_notice_sent",
        "fee_notice_received",
        "returned",
    }
)
_GUARDS: dict[Verb, Callable[[Clock, date], None]] = {
    Verb.EXTEND: lambda clock, today: require_extension(clock, 1, today),
    Verb.REQUEST_SUPPLEMENT: require_supplement,
    Verb.LAPSE: require_lapse,
    Verb.SEND_FEE_NOTICE: require_fee_notice,
    Verb.RECORD_PAYMENT: require_payment,
    Verb.CLOSE_UNPAID: require_unpaid,
    Verb.DEFER: lambda clock, today: require_deferral(clock, date.max, today),
}


def _missing(verb: Verb, events: list[Any]) -> str:
    """What must have happened on the case before that act, and has not; or has been done already."""
    kinds = {event.kind for event in events}
    match verb:
        case Verb.RECORD_OPINION:
            return "" if "consultation_sent" in kinds else "没有等待意见的征求意见书。"
        case Verb.OVERRIDE:
            return "" if _objections(events) else "没有第三方不同意公开的意见。"
        case Verb.REQUEST_REASONS:
            return "已经要求过申请人说明理由。" if "reasons_requested" in kinds else ""
        case Verb.RECORD_REASONS:
            return "" if "reasons_requested" in kinds else "还没有要求申请人说明理由。"
        case Verb.DEFER:
            given = [event for event in events if event.kind == "reasons_received"]
            if not given:
                return "申请人还没有说明理由。"
            return "" if given[-1].data["reasonable"] else "申请人的理由认定为不合理。"
        case Verb.SEND_FEE_NOTICE:
            return "已经发出收费通知。" if "fee_notice_sent" in kinds else ""
        case Verb.RECORD_FEE_NOTICE:
            if "fee_notice_sent" not in kinds:
                return "没有发出收费通知。"
            return "收到之日已经登记过。" if queries.FEE in queries.arrival_days(events) else ""
    return ""


def _objections(events: list[Any]) -> list[str]:
    """The third parties whose last word is an objection that nobody has overridden."""
    parties = {e.data["ref"] for e in events if e.kind == "consultation_sent" and e.data["to"] == "third_party"}
    last = {e.data["ref"]: e.data["consents"] for e in events if e.kind == "opinion_received"}
    done = {e.data["ref"] for e in events if e.kind == "objection_overridden"}
    return [ref for ref in parties - done if last.get(ref) is False]
