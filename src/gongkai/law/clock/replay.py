"""The statutory clock, replayed from its events (Regulations art. 30-35, 42).

The due day is the `allowed`-th working day after day 0 that lies in no pause. What the articles leave open is chosen so:

Order. Events are sorted by day; within a day as `events.ORDER` says (receipt, request before answer, restarts before
what is granted, reply last). The order of the list means nothing. `dates_out_of_order` is told where the days themselves
contradict: an act before receipt or after the reply, confirmation before arrival, an answer without or before its
question (opinion, supplement, payment), a letter received before it was sent or answered before it was received,
a limit before its notice, two different days of receipt.

Receipt. `Received` goes before `Submitted`; of several the earliest. Later restarts do not move `received_on` or
the day for the supplement notice. A restart dated before receipt starts nothing.

Supplement. Each receipt of a supplement restarts, whether the request was late, repeated, past its limit or missing.
Until then the old due day stays due. A repeated request is told, and told as late too if it comes after that day.

Extension. Counted against 20 in all; what goes beyond is told and does not count. A late one gives nothing and uses
nothing. One that is granted after a deferral uses days, but the due day stays the one set.

Fee. A notice on or before the due day holds the clock, pauses or no pauses; payment restarts, a late one too (told), and
so does one whose notice came late. A late notice does not hold. Unpaid at `pay_due_on` the case lapses and stays without
a due day. A supplement during the hold restarts the count, but the hold goes on.

Deferral. The last one set counts, until a restart. Order. A limit set by a review decision or judgment is the due day,
whatever pauses or is extended, until a restart. Reply. The first stops the clock: acts dated later are told and
change nothing (an opinion may still come). A reply before receipt is told, and the rest is counted as if it were not there.

State. From the day asked about, the events being taken as they are: replied; unconfirmed; awaiting supplement, or lapsed
after its limit; awaiting payment, or lapsed; overdue; deferred; paused if the day lies in a span (sent, end]; running.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gongkai.law.clock import defects
from gongkai.law.clock.answer import Clock, ClockState
from gongkai.law.clock.defects import Defect
from gongkai.law.clock.events import (
    ORDER,
    ConsultationSent,
    Deferred,
    Event,
    Extended,
    FeeNoticeReceived,
    FeePaid,
    OpinionReceived,
    Received,
    Replied,
    Submitted,
    SupplementReceived,
    SupplementRequested,
)
from gongkai.law.clock.ledger import LONGEST, LedgerDay, ledger_of
from gongkai.law.clock.letters import defects_of_letters
from gongkai.law.clock.pauses import Pause, Span, nth_counted_day, pauses_of, united
from gongkai.law.clock.periods import PERIODS
from gongkai.law.clock.receipt import receipt_of
from gongkai.law.workdays import WorkCalendar, in_words


def read_clock(events: Iterable[Event], calendar: WorkCalendar, *, today: date | None = None) -> Clock:
    """The clock of one application. `today` decides the state only; without it the day of the last event does.

    Example: received on 2022-09-30 alone gives due_on 2022-11-02.
    """
    return _Replay(list(events), calendar).clock(today)


def publication_due_on(formed_on: date, calendar: WorkCalendar) -> date:
    """Regulations art. 26: made public within 20 working days from when it was formed or changed."""
    return calendar.nth_workday_after(formed_on, PERIODS.publication)


def reply_due_on(received_on: date, calendar: WorkCalendar) -> date:
    """Regulations art. 33 para 2: 20 working days from receipt, nothing else having happened."""
    return calendar.nth_workday_after(received_on, PERIODS.reply)


@dataclass(slots=True)
class _Count:
    """One count from a day 0: the first from receipt, a new one at every restart."""

    start: date
    started_by: str
    allowed: int = PERIODS.reply
    deferred_to: date | None = None
    ordered_to: date | None = None


@dataclass(slots=True)
class _Replay:
    """The walk through the events of one case. Lives for one call of `read_clock`."""

    events: list[Event]
    calendar: WorkCalendar
    received_on: date | None = None
    arrived_on: date | None = None
    notice_due_on: date | None = None
    count: _Count | None = None
    pauses: tuple[Pause, ...] = ()
    spans: tuple[Span, ...] = ()
    used: int = 0
    old_due_on: date | None = None
    pending: SupplementRequested | None = None
    requests: int = 0
    early_supplements: int = 0
    early_payments: int = 0
    held_on: date | None = None
    fee_noticed_on: date | None = None
    pay_due_on: date | None = None
    replied_on: date | None = None
    found: list[Defect] = field(default_factory=list)

    def clock(self, today: date | None) -> Clock:
        dated: list[tuple[date, Any]] = sorted(
            ((event.on, event) for event in self.events if event.on is not None), key=_place
        )
        self._receive()
        self._consult(dated)
        for on, event in dated:
            self._take(on, event)
        return self._read(today or (dated[-1][0] if dated else None))

    def _read(self, today: date | None) -> Clock:
        """The clock after the walk."""
        due_on, count, pending = self.due_on(), self.count, self.pending
        return Clock(
            received_on=self.received_on,
            supplement_notice_due_on=self.notice_due_on,
            started_on=count.start if count else None,
            started_by=count.started_by if count else "",
            allowed_workdays=count.allowed if count else PERIODS.reply,
            extended_workdays=self.used,
            due_on=due_on,
            old_due_on=self.old_due_on,
            provisional_years=self._years_missing(due_on),
            pay_due_on=self.pay_due_on,
            state=self._state(due_on, today),
            defects=tuple(sorted(self.found, key=lambda found: (found.on or date.min, found.code, found.message))),
            ledger=self._ledger(due_on, today),
            pauses=self.pauses,
            open_refs=tuple(pause.ref for pause in self.pauses if pause.deemed or pause.until is None),
            arrived_on=self.arrived_on,
            supplement_requests=self.requests,
            supplement_requested_on=pending.on if pending else None,
            supplement_reply_by=pending.reply_by if pending else None,
            fee_notice_on=self.held_on,
            deferred_to=count.deferred_to if count else None,
            replied_on=self.replied_on,
            ordered_to=count.ordered_to if count else None,
        )

    def due_on(self, *, held: bool = True) -> date | None:
        """As things stand at this point of the walk; `held=False` as if no fee were awaited."""
        if self.count is None or (held and self.held_on is not None):
            return None
        if self.count.deferred_to is not None:
            return self.count.deferred_to
        if self.count.ordered_to is not None:
            return self.count.ordered_to
        return nth_counted_day(self.calendar, self.count.start, self.count.allowed, self.spans)

    def _tell_disorder(self, on: date | None, what: str) -> None:
        self.found.append(defects.out_of_order(on, what))

    def _receive(self) -> None:
        """Art. 31: day 0 of the first count, and the day by which a supplement notice must be out (art. 30)."""
        receipt = receipt_of(self.events, self.calendar)
        self.arrived_on, self.received_on = receipt.arrived_on, receipt.on
        self.found += receipt.defects
        if receipt.on is not None:
            self.notice_due_on = self.calendar.nth_workday_after(receipt.on, PERIODS.supplement_notice)
            self.count = _Count(receipt.on, "received", ordered_to=self._ordered_to())

    def _ordered_to(self) -> date | None:
        """The limit of the decision that ordered a new reply: the due day of the first count."""
        limits = [event.reply_by for event in self.events if isinstance(event, Received) and event.reply_by]
        return min(limits, default=None)

    def _consult(self, dated: list[tuple[date, Any]]) -> None:
        """Art. 32-34: the spans that do not count. A letter sent after the reply makes none."""
        letters = [event for event in self.events if isinstance(event, ConsultationSent)]
        opinions = [event for event in self.events if isinstance(event, OpinionReceived)]
        if not letters and not opinions:
            return
        self.found += defects_of_letters(letters, opinions)
        reply = self._first_reply(dated)
        usable = [letter for letter in letters if reply is None or letter.on is None or letter.on <= reply]
        self.pauses = pauses_of(usable, opinions, self.calendar)
        self.spans = united(self.pauses)

    def _first_reply(self, dated: list[tuple[date, Any]]) -> date | None:
        """The reply that stops the clock: the first that is not before receipt."""
        first = self.received_on or date.min
        return next((on for on, event in dated if isinstance(event, Replied) and on >= first), None)

    def _take(self, on: date, event: Event) -> None:
        if isinstance(event, Submitted | Received):
            return
        if self.received_on is not None and on < self.received_on:
            self._tell_disorder(
                on, f"{_NAMES[type(event)]}之日{in_words(on)}早于收到申请之日{in_words(self.received_on)}"
            )
        if self.replied_on is not None and self.replied_on >= (self.received_on or date.min):
            if not isinstance(event, OpinionReceived | Replied) and on > self.replied_on:
                self._tell_disorder(
                    on, f"{_NAMES[type(event)]}之日{in_words(on)}晚于答复送达之日{in_words(self.replied_on)}"
                )
            return
        match event:
            case SupplementRequested():
                self._request_supplement(event)
            case SupplementReceived():
                self._receive_supplement(on)
            case FeeNoticeReceived():
                self._notify_fee(on)
            case FeePaid():
                self._pay(on)
            case Extended():
                self._extend(event)
            case Deferred():
                self._defer(event)
            case Replied():
                self._reply(event)

    def _request_supplement(self, event: SupplementRequested) -> None:
        """Art. 30: once, within 7 working days. A late one is still effective."""
        if event.reply_by is not None and event.reply_by < event.on:
            self._tell_disorder(event.on, f"补正期限{in_words(event.reply_by)}早于补正通知之日{in_words(event.on)}")
        if self.notice_due_on is not None and event.on > self.notice_due_on:
            self.found.append(defects.supplement_notice_late(event.on, self.notice_due_on))
        self.requests += 1
        if self.requests > 1:
            self.found.append(defects.supplement_repeated(event.on))
        if self.early_supplements:
            self.early_supplements -= 1
        else:
            self.pending = event

    def _receive_supplement(self, on: date) -> None:
        if not self.requests:
            self.early_supplements += 1
            self._tell_disorder(on, f"{in_words(on)}收到补正，但此前没有登记补正通知")
        self.pending = None
        self._restart(on, "supplement_received")

    def _notify_fee(self, on: date) -> None:
        """Art. 42: a notice within the time limit holds the clock until payment."""
        due_on = self.due_on()
        self.fee_noticed_on = on
        self.pay_due_on = self.calendar.nth_workday_after(on, PERIODS.payment)
        if due_on is not None and on > due_on:
            self.found.append(defects.fee_notice_late(on, due_on))
        elif self.early_payments:
            self.early_payments -= 1
        else:
            self.held_on = on

    def _pay(self, on: date) -> None:
        if self.fee_noticed_on is None:
            self.early_payments += 1
            self._tell_disorder(on, f"{in_words(on)}缴费，但此前没有登记收费通知")
        elif self.pay_due_on is not None and on > self.pay_due_on:
            self.found.append(defects.payment_late(on, self.pay_due_on))
        self._restart(on, "fee_paid")
        self.held_on = None

    def _restart(self, on: date, started_by: str) -> None:
        """Day 0 anew: 20 days allowed again. Pauses that reach beyond this day go on."""
        if self.received_on is None or on < self.received_on:
            return
        self.old_due_on = self.due_on(held=False)
        self.count = _Count(on, started_by)

    def _extend(self, event: Extended) -> None:
        """Art. 33 para 2: in time, and at most 20 working days in all."""
        left = PERIODS.extension - self.used
        if event.workdays > left:
            self.found.append(defects.extension_too_long(event.on, event.workdays, left, PERIODS.extension))
        due_on = self.due_on()
        granted = min(event.workdays, left)
        if due_on is not None and event.on > due_on:
            self.found.append(defects.extension_late(event.on, due_on, self._due_with(granted)))
            return
        self.used += granted
        if self.count is not None:
            self.count.allowed += granted

    def _due_with(self, more: int) -> date | None:
        """The due day if so many working days more were allowed."""
        if self.count is None or not more or self.count.deferred_to is not None:
            return None
        return nth_counted_day(self.calendar, self.count.start, self.count.allowed + more, self.spans)

    def _defer(self, event: Deferred) -> None:
        """Art. 35: the due day is the one the agency set; the law gives no maximum. Told too late it sets nothing."""
        due_on = self.due_on()
        if due_on is not None and event.on > due_on:
            self.found.append(defects.deferral_late(event.on, due_on, event.due_on))
            return
        if event.due_on < event.on:
            self._tell_disorder(event.on, f"延迟答复确定的日期{in_words(event.due_on)}早于告知之日{in_words(event.on)}")
        if self.count is not None:
            self.count.deferred_to = event.due_on

    def _reply(self, event: Replied) -> None:
        self.replied_on = event.on
        due_on = self.due_on()
        if due_on is not None and event.on > due_on:
            late = defects.correction_late if event.correction else defects.reply_late
            self.found.append(late(event.on, due_on))

    def _state(self, due_on: date | None, today: date | None) -> ClockState:
        if self.replied_on is not None:
            return ClockState.REPLIED
        if self.count is None or today is None:
            return ClockState.UNCONFIRMED
        if self.pending is not None:
            limit = self.pending.reply_by
            return ClockState.LAPSED if limit is not None and today > limit else ClockState.AWAITING_SUPPLEMENT
        if self.held_on is not None and self.pay_due_on is not None:
            return ClockState.LAPSED if today > self.pay_due_on else ClockState.AWAITING_PAYMENT
        if due_on is not None and today > due_on:
            return ClockState.OVERDUE
        if self.count.deferred_to is not None:
            return ClockState.DEFERRED
        if any(pause.covers(today) for pause in self.pauses):
            return ClockState.PAUSED
        return ClockState.RUNNING

    def _years_missing(self, due_on: date | None) -> tuple[int, ...]:
        """The years without a calendar behind the days told. A day set under art. 35 is not counted: never provisional."""
        counted: list[tuple[date | None, date | None]] = [
            (self.received_on, self.notice_due_on),
            (self.fee_noticed_on, self.pay_due_on),
        ]
        if self.count is not None and self.count.deferred_to is None and self.count.ordered_to is None:
            counted.append((self.count.start, due_on))
        found: set[int] = set()
        for first, last in counted:
            if first is not None and last is not None:
                found |= self.calendar.years_missing(first, last)
        return tuple(sorted(found))

    def _ledger(self, due_on: date | None, today: date | None) -> tuple[LedgerDay, ...]:
        """To the due day; without one, to the end of the wait for payment, or through the consultation to today."""
        if self.count is None:
            return ()
        start = self.count.start
        held = (self.held_on, self.pay_due_on) if self.held_on and self.pay_due_on else None
        if due_on is not None:
            end = due_on
        else:
            ends = [pause.after for pause in self.pauses if pause.until is None]
            ends += [min(today, self.replied_on or today)] if ends and today else []
            ends += [held[1]] if held else []
            end = min(max([start, *ends]), start + timedelta(days=LONGEST))
        return ledger_of(start, self.count.started_by, end, pauses=self.pauses, held=held, calendar=self.calendar)


def _place(entry: tuple[date, Event]) -> tuple[int, int, str]:
    """Where an event stands in the walk; the same whatever order the list had."""
    on, event = entry
    match event:
        case Extended():
            rest = f"{event.workdays:05}"
        case Deferred():
            rest = event.due_on.isoformat()
        case SupplementRequested():
            rest = event.reply_by.isoformat() if event.reply_by else ""
        case _:
            rest = ""
    return on.toordinal(), ORDER[type(event)], rest


_NAMES: dict[type, str] = {
    SupplementRequested: "补正通知",
    SupplementReceived: "收到补正",
    ConsultationSent: "征求意见",
    OpinionReceived: "收到意见",
    FeeNoticeReceived: "收费通知",
    FeePaid: "缴费",
    Extended: "延长",
    Deferred: "延迟答复",
    Replied: "答复送达",
}
