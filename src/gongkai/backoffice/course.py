"""The course of a case (经过): what happened, folded by stage, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications.queries import appeals
from gongkai.backoffice.course_words import words_of
from gongkai.law.outcomes import outcome
from gongkai.law.workdays import WorkCalendar
from gongkai.screens.sums import short

FEW = 10  # so many steps are shown unfolded
PHASES = {
    "submitted": "收到和登记",
    "received": "收到和登记",
    "confirmed": "收到和登记",
    "supplement_requested": "补正",
    "supplement_received": "补正",
    "lapsed": "补正",
    "consultation_sent": "征求意见",
    "delivered": "征求意见",
    "opinion_received": "征求意见",
    "objection_overridden": "征求意见",
    "fee_notice_sent": "收费",
    "fee_notice_received": "收费",
    "fee_paid": "收费",
    "closed_unpaid": "收费",
    "reasons_requested": "说明理由和延迟答复",
    "reasons_received": "说明理由和延迟答复",
    "deferred": "说明理由和延迟答复",
}
HANDLING, CONTESTED = "办理和答复", "复议和诉讼"
QUIET = frozenset({"delivered", "served", "returned", "correction_asked"})  # steps that turn nothing
CONFIRMED_BY_BOTH = frozenset({"ordinary_mail", "online", "fax"})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened. turns: it moved the clock or the stage."""

    on: date
    text: str
    by: str
    turns: bool = True
    more: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps of one stage, newest first; turning: the newest step that turned something."""

    name: str
    first: date
    last: date
    steps: tuple[Step, ...]
    turning: str
    open: bool


def course_of(case: Any, calendar: WorkCalendar) -> list[Phase]:
    """The phases, newest first. With few steps all stand open, else the newest alone."""
    found: dict[str, list[Step]] = {}
    for name, step in _steps(case, calendar):
        found.setdefault(name, []).append(step)
    few = sum(len(steps) for steps in found.values()) < FEW
    phases = [_phase(name, steps) for name, steps in found.items()]
    phases.reverse()
    phases.sort(key=lambda phase: phase.last, reverse=True)
    return [
        Phase(phase.name, phase.first, phase.last, phase.steps, phase.turning, few or number == 0)
        for number, phase in enumerate(phases)
    ]


def _phase(name: str, steps: list[Step]) -> Phase:
    ordered = sorted(steps, key=lambda step: step.on)
    turning = next((step for step in reversed(ordered) if step.turns), ordered[-1])
    return Phase(
        name, ordered[0].on, ordered[-1].on, tuple(reversed(ordered)), f"{short(turning.on)}{turning.text}", False
    )


def _steps(case: Any, calendar: WorkCalendar) -> Iterator[tuple[str, Step]]:
    events = list(case.events.all())
    names = {event.data["ref"]: event.data["name"] for event in events if event.kind == "consultation_sent"}
    for event in events:
        text, more = _words(event, case, names, calendar)
        yield PHASES.get(event.kind, HANDLING), Step(event.on, text, event.by, event.kind not in QUIET, more)
    for reply in case.replies.all():
        yield from ((HANDLING, step) for step in _of_reply(reply))
    for appeal in appeals.appeals_of(case):
        yield from ((CONTESTED, step) for step in _of_appeal(appeal))


def _words(event: Any, case: Any, names: dict[str, str], calendar: WorkCalendar) -> tuple[str, str]:
    data = event.data
    name = data.get("name") or names.get(data.get("ref", ""), "")
    match event.kind:
        case "submitted":
            return _arrival(case, calendar)
        case "received":
            limit = data.get("reply_by")
            told = f"责令{short(date.fromisoformat(limit))}以前答复" if limit else ""
            return "按复议决定或者裁判文书重新办理，期限重新起算", told
        case "confirmed":
            return "与申请人确认收到，期限从第二天起算", ""
        case "supplement_requested":
            limit = short(date.fromisoformat(data["reply_by"]))
            return f"告知补正{len(data['items'])}项，{limit}前补正", "；".join(data["items"])
        case "supplement_received":
            return "收到补正，期限重新计算", data.get("text", "")
        case "lapsed":
            return "逾期不补正，终止办理", ""
        case "consultation_sent":
            received = data.get("received_by_them_on")
            told = f"对方{short(date.fromisoformat(received))}收到" if received else ""
            return f"向{name}征求意见，停止计算", told
        case "consultation_ended":
            return f"联系不上{name}，停止等候意见，接着计算", data.get("reason", "")
        case "delivered":
            return f"{name}收到征求意见书", ""
        case "opinion_received":
            said = "同意公开" if data["consents"] else "不同意公开"
            judged = {True: "，认定理由合理", False: "，认定理由不合理"}.get(data.get("good_reason"), "")
            after = "（后来的说法）" if data.get("again") else "，接着计算"
            return f"收到{name}的意见：{said}{judged}{after}", data.get("text", "")
        case "extended":
            return f"延长{data['workdays']}个工作日，{data['approved_by']}同意", data.get("reason", "")
        case "replied":
            return "送达答复，办结", ""
        case "withdrawn":
            return "申请人撤回，办结", data.get("reason", "")
        case _:
            return words_of(event, case, name)


def _arrival(case: Any, calendar: WorkCalendar) -> tuple[str, str]:
    late = calendar.workdays_between(case.arrived_on, case.registered_on)
    told = f"{case.registered_on.month}月{case.registered_on.day}日登记，晚{late}个工作日" if late > 0 else ""
    waits = "，等待双方确认" if case.received_on is None else ""
    same_day = case.received_on == case.arrived_on and case.channel in CONFIRMED_BY_BOTH
    settled = "，双方当天确认" if same_day else ""
    return f"申请到达，{case.get_channel_display()}{waits}{settled}", told


def _of_reply(reply: Any) -> Iterator[Step]:
    drafter = reply.drafted_by.name if reply.drafted_by else ""
    yield Step(reply.drafted_on, f"拟写答复：{outcome(reply.outcome).label}", drafter)
    if reply.decided_on is None:
        return
    decider = reply.decided_by.name if reply.decided_by else ""
    returned = reply.state == "returned"
    number = f"，{reply.document.number}" if reply.document else ""
    yield Step(reply.decided_on, "退回修改" if returned else f"批准答复{number}", decider, more=reply.remark)


def _of_appeal(appeal: Any) -> Iterator[Step]:
    name = appeals.name_of(appeal)
    yield Step(appeal.filed_on, f"提起{name}，{appeals.where(appeal)}", "", more=appeal.case_number)
    if appeal.notified_on:
        yield Step(appeal.notified_on, f"收到{name}的副本，答复期限起算", "")
    if appeal.answered_on:
        yield Step(appeal.answered_on, f"提交{name}的书面答复和证据", "")
    if appeal.result:
        told = f"{appeal.get_order_display()}" if appeal.order else ""
        yield Step(appeal.concluded_on, f"{name}审结：{appeals.decided_in_words(appeal)}", "", more=told)
    if appeal.decision_received_on:
        yield Step(appeal.decision_received_on, f"收到{name}的决定或者裁判文书", "", turns=False)
