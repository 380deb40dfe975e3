"""What can be done with a case now, by this officer, and what cannot, with the reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.applications import permissions, queries
from gongkai.audit.actors import Actor
from gongkai.backoffice.acts import BY_VERB
from gongkai.law import stages
from gongkai.law.clock import Clock, Consulted, require_extension, require_supplement
from gongkai.law.errors import NotLawful
from gongkai.law.stages import GROUNDS, VERB_LABELS, Stage, Verb
from gongkai.law.workdays import in_words

FIRST = {
    Stage.SUBMITTED: Verb.CONFIRM_RECEIPT,
    Stage.HANDLING: Verb.DRAFT_REPLY,
    Stage.AWAITING_SUPPLEMENT: Verb.RECEIVE_SUPPLEMENT,
    Stage.REPLY_DRAFTED: Verb.APPROVE_REPLY,
    Stage.REPLY_APPROVED: Verb.SERVE_REPLY,
}
DECIDING = frozenset({Verb.APPROVE_REPLY, Verb.RETURN_REPLY})
TOLD = {
    Verb.DRAFT_REPLY: "选处理结果，写理由和依据，交另一人审批。",
    Verb.APPROVE_REPLY: "看过答复书，批准，或者写明改什么退回。",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One lawful act: where it is done, what it does, its article. first: the one filled button."""

    label: str
    href: str
    told: str
    cite: str
    first: bool = False


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
    stage = Stage(case.stage)
    can: list[Offer] = []
    cannot: list[Barred] = []
    elsewhere: list[str] = []
    for verb in Verb:
        if verb is Verb.RETURN_REPLY:
            continue  # decided on the same page as the approval
        if verb not in BY_VERB and verb not in DECIDING and verb is not Verb.DRAFT_REPLY:
            continue
        cite = _cite(verb)
        why = stages.why_not(stage, verb) or _barred(case, verb, clock, actor, today)
        if why:
            cannot.append(Barred(_label(verb), why, cite))
        elif not _may(case, verb, actor):
            elsewhere.append(f"{_label(verb)}由{'负责人或者审核人' if verb in DECIDING else '经办人'}办理")
        else:
            can.append(
                Offer(_label(verb), address(case, verb), _told(verb, clock, today), cite, verb is FIRST.get(stage))
            )
    can.sort(key=lambda offer: not offer.first)
    return NextActs(tuple(can), tuple(cannot), tuple(elsewhere))


def address(case: Any, verb: Verb) -> str:
    """The page on which the act is done."""
    if verb in DECIDING:
        return reverse("backoffice:decide", args=[case.pk])
    if verb is Verb.DRAFT_REPLY:
        return reverse("backoffice:draft_reply", args=[case.pk])
    return reverse("backoffice:act", args=[case.pk, BY_VERB[verb].slug])


def consultation_is_open(clock: Clock, today: date) -> bool:
    """Whether somebody with a right to be heard has not answered, and the fifteen working days are not over."""
    return any(
        pause.to is not Consulted.OTHER_AGENCY and (pause.until is None or (pause.deemed and today <= pause.until))
        for pause in clock.pauses
    )


def _label(verb: Verb) -> str:
    return "审批答复" if verb is Verb.APPROVE_REPLY else VERB_LABELS[verb]


def _cite(verb: Verb) -> str:
    ground = GROUNDS.get(verb)
    return f"条例{ground.place()}" if ground else ""


def _may(case: Any, verb: Verb, actor: Actor) -> bool:
    return permissions.may_decide(actor, case) if verb in DECIDING else permissions.may_handle(actor, case)


def _told(verb: Verb, clock: Clock, today: date) -> str:
    if verb is Verb.REQUEST_SUPPLEMENT and clock.supplement_notice_due_on:
        due = clock.supplement_notice_due_on
        if today > due:
            return f"最迟应在{in_words(due)}告知，已过；仍然有效，但会记为迟延。"
        return f"最迟{in_words(due)}告知，一次性说全。"
    if verb in (Verb.CONSULT_THIRD_PARTY, Verb.CONSULT_AGENCY) and clock.due_on and today > clock.due_on:
        return "答复期限已过，征求意见不能使已过的期限停下。"
    return TOLD.get(verb) or BY_VERB[verb].told


def _barred(case: Any, verb: Verb, clock: Clock, actor: Actor, today: date) -> str:
    """Why a verb the stage allows would still be refused today."""
    if verb is Verb.LAPSE and clock.supplement_reply_by and today <= clock.supplement_reply_by:
        return f"补正期限到{in_words(clock.supplement_reply_by)}，还没有过。"
    if verb is Verb.RECORD_OPINION and not _waits_for_opinion(case):
        return "没有等待意见的征求意见书。"
    if verb is Verb.APPROVE_REPLY:
        reply = queries.living_reply(case)
        if reply and reply.drafted_by_id == actor.person_id and permissions.may_decide(actor, case):
            return "这一稿是您自己拟的，请交另一位负责人或者审核人审批。"
    try:
        if verb is Verb.EXTEND:
            require_extension(clock, 1, today)
        if verb is Verb.REQUEST_SUPPLEMENT:
            require_supplement(clock, today)
    except NotLawful as refusal:
        return refusal.message.split("：", 1)[-1]
    return ""


def _waits_for_opinion(case: Any) -> bool:
    events = case.events.all()
    answered = {event.data["ref"] for event in events if event.kind == "opinion_received"}
    return any(event.kind == "consultation_sent" and event.data["ref"] not in answered for event in events)
