"""The clock as it stands after all that happened: what screens, letters and the command show."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.clock.defects import Defect
from gongkai.law.clock.ledger import LedgerDay
from gongkai.law.clock.pauses import Pause, counted_days, united
from gongkai.law.clock.periods import PERIODS
from gongkai.law.workdays import WorkCalendar


class ClockState(StrEnum):
    """How the clock stands on a day."""

    UNCONFIRMED = "unconfirmed"  # the day of receipt is not settled
    RUNNING = "running"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    PAUSED = "paused"  # the day lies in a consultation
    AWAITING_PAYMENT = "awaiting_payment"
    OVERDUE = "overdue"
    LAPSED = "lapsed"  # not supplemented, or not paid, in time
    DEFERRED = "deferred"  # art. 35
    REPLIED = "replied"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ClockState.UNCONFIRMED: "待确认收到日期",
    ClockState.RUNNING: "计算中",
    ClockState.AWAITING_SUPPLEMENT: "等待补正",
    ClockState.PAUSED: "征求意见，暂不计算",
    ClockState.AWAITING_PAYMENT: "等待缴费",
    ClockState.OVERDUE: "已逾期",
    ClockState.LAPSED: "逾期未补正或未缴费，视为放弃",
    ClockState.DEFERRED: "延迟答复",
    ClockState.REPLIED: "已答复",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """received_on: the first day of receipt, which restarts do not move; started_on: day 0 of the present count and
    started_by what set it (received, supplement_received, fee_paid); allowed_workdays: of the present count.

    due_on: None while unconfirmed, while a consultation has no computable end, and while a fee is awaited.
    old_due_on: the due day before the last restart, kept visible. extended_workdays: all granted so far, whether the
    count they were granted in still runs or not; supplement_requested_on: of the request still unanswered, and
    supplement_reply_by its limit; supplement_requests: how many there were; fee_notice_on: of the notice that holds
    the clock. provisional_years: the calendars to load. ordered_to: the limit a review decision or judgment set.
    """

    received_on: date | None
    supplement_notice_due_on: date | None
    started_on: date | None
    started_by: str
    allowed_workdays: int
    extended_workdays: int
    due_on: date | None
    old_due_on: date | None
    provisional_years: tuple[int, ...]
    pay_due_on: date | None
    state: ClockState
    defects: tuple[Defect, ...]
    ledger: tuple[LedgerDay, ...]
    pauses: tuple[Pause, ...]
    open_refs: tuple[str, ...]
    arrived_on: date | None
    supplement_requests: int
    supplement_requested_on: date | None
    supplement_reply_by: date | None
    fee_notice_on: date | None
    deferred_to: date | None
    replied_on: date | None
    ordered_to: date | None = None

    @property
    def provisional(self) -> bool:
        """A day told here was counted in a year without a calendar."""
        return bool(self.provisional_years)

    @property
    def extension_workdays_left(self) -> int:
        """How many working days may still be granted: 20 in all (art. 33 para 2)."""
        return PERIODS.extension - self.extended_workdays

    @property
    def defect_codes(self) -> tuple[str, ...]:
        """Each code once, in the order the defects arose."""
        return tuple(dict.fromkeys(found.code for found in self.defects))

    def consultation_is_open(self, on: date) -> bool:
        """Whether somebody with a right to be heard (art. 32, 34) is silent that day and still has time to answer."""
        return any(
            pause.to.has_deemed_end and (pause.until is None or (pause.deemed and on <= pause.until))
            for pause in self.pauses
        )

    def days_left(self, today: date, calendar: WorkCalendar) -> int | None:
        """Counted days after today up to the due day: 0 on the due day itself; negative, in working days, when it is
        past; None without a due day or once replied."""
        if self.due_on is None or self.replied_on is not None:
            return None
        if today > self.due_on:
            return -calendar.workdays_between(self.due_on, today)
        return counted_days(calendar, today, self.due_on, united(self.pauses))
