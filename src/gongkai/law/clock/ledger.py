"""The ledger of the clock: every day from day 0, counted or not, and why (Regulations art. 33)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.clock.events import Consulted
from gongkai.law.clock.pauses import Pause
from gongkai.law.workdays import WorkCalendar

LONGEST = 400  # days of a count that has no end yet
WHY_START = {
    "received": "收到申请之日，不计入",
    "supplement_received": "收到补正之日，期限重新计算，当日不计入",
    "fee_paid": "缴费之日，期限重新计算，当日不计入",
}
WHY_PAUSED = {
    Consulted.THIRD_PARTY: "征求第三方意见期间不计算",
    Consulted.JOINT_MAKER: "征求共同制作机关意见期间不计算",
    Consulted.OTHER_AGENCY: "征求其他机关意见期间不计算",
}
WHY_HELD = "等待缴费期间不计算"


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One day: whether it counts, its number among those that count (None where it does not), and why."""

    on: date
    counts: bool
    number: int | None
    why: str


def ledger_of(
    start: date,
    started_by: str,
    end: date,
    *,
    pauses: Sequence[Pause],
    held: tuple[date, date] | None,
    calendar: WorkCalendar,
) -> tuple[LedgerDay, ...]:
    """Day 0 (listed, never counted), then each day to `end`.

    A rest day inside a pause is told as a rest day: it would not have counted anyway.
    """
    days = [LedgerDay(start, False, None, WHY_START[started_by])]
    relevant = [pause for pause in pauses if pause.until is None or pause.until > start]
    number, plain = 0, not relevant and held is None
    for day in map(date.fromordinal, range(start.toordinal() + 1, end.toordinal() + 1)):
        why = calendar.name_of_rest(day)
        if why is None and not plain:
            why = _why_not_counted(day, relevant, held)
        if why is not None:
            days.append(LedgerDay(day, False, None, why))
            continue
        number += 1
        days.append(LedgerDay(day, True, number, _why_counted(day, calendar)))
    return tuple(days)


def _why_not_counted(day: date, pauses: Sequence[Pause], held: tuple[date, date] | None) -> str | None:
    for pause in pauses:
        if pause.covers(day):
            return WHY_PAUSED[pause.to]
    if held is not None and held[0] < day <= held[1]:
        return WHY_HELD
    return None


def _why_counted(day: date, calendar: WorkCalendar) -> str:
    if not calendar.has_year(day.year):
        return f"工作日（{day.year}年日历未装入，暂按周一至周五推算）"
    return "调休上班" if calendar.is_makeup(day) else "工作日"
