"""The due day in words, with its sum: what is counted, what is not, how many are gone and left."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.citations import in_chinese
from gongkai.law.clock import PERIODS, Clock, ClockState
from gongkai.law.workdays import WorkCalendar

_WEEKDAYS = "一二三四五六日"
_STARTS = {
    "received": "收到",
    "supplement_received": "收到补正，期限重新计算",
    "fee_paid": "缴费，期限重新计算",
}
_LATE = frozenset({"reply_late", "correction_late"})


@dataclass(frozen=True, slots=True)
class Sum:
    """title: the due day in one line; told: the arithmetic in a sentence; articles: what it rests on; tone of `.state`:
    good, soon, late or ""; left: days left in one to four words."""

    title: str
    told: str
    articles: str
    tone: str
    left: str


def sum_of(clock: Clock, calendar: WorkCalendar, *, today: date, yours: bool = False) -> Sum:
    """The clock in words for that day. yours: to the applicant (您)."""
    whom, whose = ("您", "您的申请") if yours else ("", "申请")
    left = clock.days_left(today, calendar)
    return Sum(
        _title(clock, calendar, today, whom),
        _told(clock, calendar, today, whose),
        _articles(clock, calendar),
        *_standing(clock, left),
    )


def _title(clock: Clock, calendar: WorkCalendar, today: date, whom: str) -> str:
    state, due = clock.state, clock.due_on
    if state is ClockState.REPLIED and clock.replied_on:
        return f"{short(clock.replied_on)}已经答复"
    if state is ClockState.UNCONFIRMED:
        return "收到之日还没有确认"
    if state is ClockState.AWAITING_SUPPLEMENT:
        limit = clock.supplement_reply_by
        return f"等{whom or '申请人'}补正" + (f"，请在{with_weekday(limit)}前提交" if limit and whom else "")
    if state is ClockState.LAPSED:
        return "逾期没有缴费，视为放弃" if clock.pay_due_on else "逾期没有补正，视为放弃"
    if state is ClockState.AWAITING_PAYMENT:
        return f"等{whom or '申请人'}缴费" + (f"，最迟{with_weekday(clock.pay_due_on)}" if clock.pay_due_on else "")
    if due is None:
        return "正在征求意见，到期日等意见到后才能算出"
    if state is ClockState.OVERDUE:
        return f"{with_weekday(due)}到期，已过{calendar.workdays_between(due, today)}个工作日"
    return f"最迟{with_weekday(due)}答复{whom}"


def _told(clock: Clock, calendar: WorkCalendar, today: date, whose: str) -> str:
    if clock.started_on is None:
        came = f"{whose}{short(clock.arrived_on)}到达，" if clock.arrived_on else ""
        return f"{came}还要由受理机关与申请人确认收到之日；确认之后，从第二天起算{in_chinese(PERIODS.reply)}个工作日。"
    if clock.deferred_to is not None:
        return f"{whose}{short(clock.received_on)}收到。所要的信息数量、频次明显超过合理范围，机关确定延迟到{with_weekday(clock.deferred_to)}答复。"
    if clock.ordered_to is not None and clock.started_by == "received":
        ordered = f"{short(clock.started_on)}收到复议决定或者裁判文书，责令{with_weekday(clock.ordered_to)}以前重新答复"
        return f"{ordered}{_how_far(clock, calendar, today)}" if clock.replied_on else f"{ordered}。"
    parts = [
        f"{whose}{short(clock.started_on)}{_STARTS[clock.started_by]}，从第二天起算{in_chinese(clock.allowed_workdays)}个工作日"
    ]
    extended = clock.allowed_workdays - PERIODS.reply
    if extended > 0:
        parts.append(f"（原来二十个，延长{in_chinese(extended)}个）")
    for why, excluded in _excluded(clock, calendar):
        parts.append(f"，其中{why}的{count_in_words(excluded)}个工作日依法不计")
    return "".join(parts) + _how_far(clock, calendar, today)


def _how_far(clock: Clock, calendar: WorkCalendar, today: date) -> str:
    state = clock.state
    if state is ClockState.REPLIED and clock.replied_on and clock.due_on:
        late = calendar.workdays_between(clock.due_on, clock.replied_on)
        if late > 0:
            return f"，{with_weekday(clock.due_on)}届满；{short(clock.replied_on)}送达答复，晚了{late}个工作日。"
        return f"，{with_weekday(clock.due_on)}届满；{short(clock.replied_on)}送达答复。"
    if state is ClockState.AWAITING_SUPPLEMENT and clock.supplement_requested_on:
        return f"。{short(clock.supplement_requested_on)}已经通知补正；收到补正之日，期限重新计算。"
    if state is ClockState.AWAITING_PAYMENT:
        return "。缴费之日，期限重新计算。"
    if state is ClockState.LAPSED:
        return f"。{'缴费' if clock.pay_due_on else '补正'}的期限已过。"
    if clock.due_on is None:
        return "。正在征求意见，所需时间不计，意见到后接着计算。"
    if state is ClockState.OVERDUE:
        return f"，{with_weekday(clock.due_on)}已经届满。"
    gone = sum(1 for entry in clock.ledger if entry.counts and entry.on <= today)
    left = clock.days_left(today, calendar) or 0
    if state is ClockState.PAUSED:
        return (
            f"。今天在征求意见期间，不计；已经计到第{gone}个，还剩{left}个。"
            if gone
            else f"。今天在征求意见期间，不计；还剩{left}个。"
        )
    if gone == 0:
        return f"，到{with_weekday(clock.due_on)}届满。"
    if today == clock.due_on:
        return f"。今天是第{gone}个，也是最后一天。"
    return (
        f"。今天是第{gone}个，还剩{left}个。" if calendar.is_workday(today) else f"。已经计到第{gone}个，还剩{left}个。"
    )


def _excluded(clock: Clock, calendar: WorkCalendar) -> list[tuple[str, int]]:
    """How many working days of this count are left out, and for what."""
    if clock.state is ClockState.AWAITING_PAYMENT:
        return []
    out = [entry for entry in clock.ledger[1:] if not entry.counts and calendar.is_workday(entry.on)]
    consulted = sum(1 for entry in out if any(pause.covers(entry.on) for pause in clock.pauses))
    return [entry for entry in (("征求意见", consulted), ("等待缴费", len(out) - consulted)) if entry[1]]


def _articles(clock: Clock, calendar: WorkCalendar) -> str:
    if clock.ordered_to is not None and clock.started_by == "received":
        return "复议决定或者判决确定的期限。"
    found = ["条例第三十三条第二款（二十个工作日）" if clock.deferred_to is None else "条例第三十五条（延迟答复）"]
    if clock.started_by == "supplement_received" or clock.state is ClockState.AWAITING_SUPPLEMENT:
        found.append("第三十条（补正）")
    if clock.pauses:
        found.append("第三十二条、第三十三条第三款（征求意见的时间不计）")
    if clock.pay_due_on is not None:
        found.append("第四十二条（信息处理费）")
    return "、".join(found) + "。放假和调休按国务院办公厅通知。"


def _standing(clock: Clock, left: int | None) -> tuple[str, str]:
    state = clock.state
    if state is ClockState.OVERDUE and left is not None:
        return "late", f"逾期{-left}日"
    if state is ClockState.REPLIED:
        return ("", "已答复，逾期") if any(found.code in _LATE for found in clock.defects) else ("good", "已答复")
    if left is None or state not in (ClockState.RUNNING, ClockState.PAUSED, ClockState.DEFERRED):
        return "", "期限已过" if state is ClockState.LAPSED else state.label
    if left == 0:
        return "soon", "今天到期"
    return ("soon" if left <= 3 else "good"), f"还剩{left}日"


def count_in_words(number: int) -> str:
    """两, 三, 十二: as people count things."""
    return "两" if number == 2 else in_chinese(number)


def short(day: date | None) -> str:
    """9月22日."""
    return f"{day.month}月{day.day}日" if day else ""


def with_weekday(day: date | None) -> str:
    """11月3日（星期一）."""
    return f"{short(day)}（星期{_WEEKDAYS[day.weekday()]}）" if day else ""
