"""The course of a case as its applicant is told it: a handful of steps, each with its day."""

from datetime import date
from typing import Any, Protocol

from gongkai.law.clock import Clock, ClockState
from gongkai.law.stages import Stage
from gongkai.screens.sums import short

Step = tuple[str, str, str]  # past, now or ""; name; what is told below it


class Told(Protocol):
    """An event of the case."""

    kind: str
    on: date
    data: dict[str, Any]


def course_of(stage: str, events: list[Told], clock: Clock) -> list[Step]:
    """The steps of a case, with the one it stands at."""
    days = {event.kind: event.on for event in events}  # the latest of each kind
    steps = [_receipt(stage, events[0].on if events else None, clock)]
    if "supplement_requested" in days:
        steps.append(_supplement(stage, days, clock))
    if "consultation_sent" in days:
        steps.append(_consultation(events, clock))
    if "reasons_requested" in days:
        steps.append(_reasons(days, events))
    if "fee_notice_sent" in days:
        steps.append(_fee(days, clock))
    steps.append(_handling(stage, days, clock))
    steps.append(_reply(stage, days, clock))
    return steps


def _receipt(stage: str, arrived_on: date | None, clock: Clock) -> Step:
    if stage == Stage.SUBMITTED:
        return "now", "提交", f"{short(arrived_on)}到达，等待确认收到"
    return "past", "收到", short(clock.received_on)


def _supplement(stage: str, days: dict[str, date], clock: Clock) -> Step:
    asked = days["supplement_requested"]
    if stage == Stage.AWAITING_SUPPLEMENT:
        limit = f"，请在{short(clock.supplement_reply_by)}前提交" if clock.supplement_reply_by else ""
        return "now", "补正", f"{short(asked)}通知{limit}"
    if "supplement_received" in days:
        return "past", "补正", f"{short(asked)}通知，{short(days['supplement_received'])}收到"
    return "past", "补正", f"{short(asked)}通知"


def _consultation(events: list[Told], clock: Clock) -> Step:
    first = min(event.on for event in events if event.kind == "consultation_sent")
    last = max((event.on for event in events if event.kind == "opinion_received"), default=None)
    waiting = clock.state is ClockState.PAUSED
    told = f"{short(first)}发出" if last is None else f"{short(first)}至{short(last)}"
    return ("now" if waiting else "past"), "征求意见", told


def _reasons(days: dict[str, date], events: list[Told]) -> Step:
    asked = days["reasons_requested"]
    if "reasons_received" in days:
        return "past", "说明理由", f"{short(asked)}通知，{short(days['reasons_received'])}收到"
    limit = next(event.data["reply_by"] for event in events if event.kind == "reasons_requested")
    return "now", "说明理由", f"{short(asked)}通知，请在{short(date.fromisoformat(limit))}前说明"


def _fee(days: dict[str, date], clock: Clock) -> Step:
    sent = f"{short(days['fee_notice_sent'])}通知"
    if "fee_paid" in days:
        return "past", "缴费", f"{sent}，{short(days['fee_paid'])}已缴，期限重新计算"
    if "closed_unpaid" in days:
        return "past", "缴费", f"{sent}，没有缴费"
    limit = f"，请在{short(clock.pay_due_on)}前缴费" if clock.pay_due_on else ""
    return "now", "缴费", f"{sent}{limit}"


def _handling(stage: str, days: dict[str, date], clock: Clock) -> Step:
    extended = f"，{short(days['extended'])}延长了期限" if "extended" in days else ""
    if clock.deferred_to is not None:
        extended = f"，确定延迟到{short(clock.deferred_to)}答复"
    if stage == Stage.CLOSED:
        return "past", "办理", extended.lstrip("，")
    if stage in (Stage.SUBMITTED, Stage.AWAITING_SUPPLEMENT):
        return "", "办理", extended.lstrip("，")
    told = {
        Stage.HANDLING: "正在检索、审查",
        Stage.REPLY_DRAFTED: "答复正在审批",
        Stage.REPLY_APPROVED: "答复已经批准，等待送达",
    }
    return "now", "办理", told.get(Stage(stage), "") + extended


def _reply(stage: str, days: dict[str, date], clock: Clock) -> Step:
    if "withdrawn" in days:
        return "past", "撤回", f"{short(days['withdrawn'])}按您的意思终止"
    if "lapsed" in days:
        return "past", "终止", f"{short(days['lapsed'])}，逾期没有补正"
    if "closed_unpaid" in days:
        return "past", "终止", f"{short(days['closed_unpaid'])}，逾期没有缴费"
    if "transferred" in days:
        return "past", "转办", f"{short(days['transferred'])}转给负责的机关，新的编号见文书，查询码不变"
    if "correction_answered" in days:
        return "past", "答复", f"{short(days['correction_answered'])}答复更正申请"
    if stage == Stage.CLOSED:
        return "past", "答复并送达", short(clock.replied_on)
    return "", "答复并送达", f"最迟{short(clock.due_on)}" if clock.due_on else ""
