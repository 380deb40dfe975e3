"""How an agency stands with one element of the catalogue: on time, due, late, never filled, not applicable (art. 19, 20, 26).

Pure: the days go in, the answer comes out. `due_on` is derived from what happened and may be stored as a cache; it does not
depend on today, only the state does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law.limits import Cadence, Limit, soon_workdays, workdays_of
from gongkai.law.workdays import WorkCalendar

_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}


class State(StrEnum):
    """The order is that of the board: what asks for something first."""

    LATE = "late"
    NEVER_FILLED = "never_filled"
    DUE = "due"
    REPORTED = "reported"  # not applicable, said the contact; nobody has confirmed it
    SUBMITTED = "submitted"  # handed in, waiting at the gate
    ON_TIME = "on_time"
    NOT_APPLICABLE = "not_applicable"


LABELS = {
    State.LATE: "逾期",
    State.NEVER_FILLED: "从未填报",
    State.DUE: "临期",
    State.REPORTED: "报不适用，待核对",
    State.SUBMITTED: "已报送，待审核",
    State.ON_TIME: "按时",
    State.NOT_APPLICABLE: "不适用",
}
OWED = frozenset({State.LATE, State.NEVER_FILLED, State.DUE})


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What is known of a duty: until when something must be public, when it was last, whether it waits at the gate."""

    due_on: date | None = None
    filled_on: date | None = None
    submitted_on: date | None = None
    not_applicable: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """state, and working days: left until the last day (DUE), or past it (LATE, and SUBMITTED where the gate took too long)."""

    state: State
    workdays: int = 0

    @property
    def is_late(self) -> bool:
        """Not public though it should be, whoever has it in hand."""
        return self.state is State.LATE or (self.state is State.SUBMITTED and self.workdays > 0)

    @property
    def told(self) -> str:
        """逾期5个工作日, 临期，还剩2个工作日, 按时 …"""
        if self.state is State.DUE:
            return f"临期，还剩{self.workdays}个工作日" if self.workdays else "今天到期"
        if self.state is State.LATE:
            return f"逾期{self.workdays}个工作日" if self.workdays else "逾期，下一个工作日起计天数"
        if self.is_late:
            return f"已报送，待审核，逾期{self.workdays}个工作日"
        return LABELS[self.state]


def due_day(
    limit: Limit, *, since: date, formed_on: date | None, filled_on: date | None, calendar: WorkCalendar
) -> date | None:
    """The last day on which what is owed next must become public (art. 26); None where nothing is known to be owed.

    Two things make something owed. Information was formed or changed after the last publication: working days from that day,
    which itself does not count. Or a period ended: what is published every quarter is owed after the quarter in which it was last
    published (or in which the duty began) has ended. The earlier of the two counts.
    """
    begins = []
    if formed_on is not None and (filled_on is None or filled_on < formed_on):
        begins.append(formed_on)
    if limit.cadence is not Cadence.ON_CHANGE:
        begins.append(end_of_period(filled_on or since, limit.cadence))
    return calendar.nth_workday_after(min(begins), workdays_of(limit)) if begins else None


def end_of_period(day: date, cadence: Cadence) -> date:
    """The last day of the month, quarter or year that day lies in: end_of_period(date(2024, 5, 8), QUARTERLY) → 2024-06-30."""
    length = _MONTHS[cadence]
    last = (day.month - 1) // length * length + length
    following = date(day.year + 1, 1, 1) if last == 12 else date(day.year, last + 1, 1)
    return following - timedelta(days=1)


def standing_of(duty: DutyFacts, *, today: date, calendar: WorkCalendar) -> Standing:
    """How the duty stands today. What was reported as not applicable is owed no longer; who confirms it may refuse (art. 19, 20)."""
    if duty.not_applicable:
        return Standing(State.NOT_APPLICABLE if duty.confirmed else State.REPORTED)
    left = calendar.workdays_between(today, duty.due_on) if duty.due_on else None
    past = -left if left is not None and duty.due_on is not None and today > duty.due_on else 0
    if duty.submitted_on is not None:
        return Standing(State.SUBMITTED, past)
    if duty.due_on is not None and today > duty.due_on:
        return Standing(State.LATE, past)
    if left is not None and left <= soon_workdays():
        return Standing(State.DUE, left)
    return Standing(State.ON_TIME if duty.filled_on else State.NEVER_FILLED)


def worst(standings: Iterable[Standing]) -> Standing | None:
    """What one sign on the board says for several duties: a late one before all, the longest first. None for no duty."""
    return min(standings, key=_weight, default=None)


def _weight(standing: Standing) -> tuple[int, int]:
    order = list(State)
    if standing.is_late:
        return 0, -standing.workdays
    return order.index(standing.state), standing.workdays
