"""From when and until when an act on a case is lawful, for the list of what may be done today (Regulations art. 30–35, 42).

The last day is the day by which its letter must be served, not only written.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.clock import PERIODS, Clock
from gongkai.law.stages import Verb
from gongkai.law.workdays import WorkCalendar

_BY_THE_DUE_DAY = frozenset(
    {
        Verb.CONSULT_THIRD_PARTY,
        Verb.CONSULT_AGENCY,
        Verb.EXTEND,
        Verb.REQUEST_REASONS,
        Verb.DEFER,
        Verb.SEND_FEE_NOTICE,
        Verb.OVERRIDE,
        Verb.DRAFT_REPLY,
        Verb.APPROVE_REPLY,
        Verb.RETURN_REPLY,
        Verb.SERVE_REPLY,
        Verb.ANSWER_CORRECTION,
    }
)


@dataclass(frozen=True, slots=True)
class Window:
    """since: the first lawful day (None: at once); until: the last (None: the law names none)."""

    since: date | None = None
    until: date | None = None

    def is_over(self, today: date) -> bool:
        return self.until is not None and today > self.until

    def is_ahead(self, today: date) -> bool:
        return self.since is not None and today < self.since


def window_of(verb: Verb, clock: Clock, calendar: WorkCalendar) -> Window:
    """The window of one act as the clock stands. Example: an extension → Window(None, the due day)."""
    if verb in _BY_THE_DUE_DAY:
        return Window(until=clock.due_on)
    match verb:
        case Verb.CONFIRM_RECEIPT if clock.arrived_on is not None:
            return Window(until=calendar.nth_workday_after(clock.arrived_on, PERIODS.confirmation))
        case Verb.REQUEST_SUPPLEMENT:
            return Window(until=clock.supplement_notice_due_on)
        case Verb.RECEIVE_SUPPLEMENT:
            return Window(until=clock.supplement_reply_by)
        case Verb.LAPSE:
            return Window(since=_day_after(clock.supplement_reply_by))
        case Verb.RECORD_OPINION:
            days = [pause.deemed_on for pause in clock.pauses if pause.ref in clock.open_refs and pause.deemed_on]
            return Window(until=max(days, default=None))
        case Verb.RECORD_PAYMENT:
            return Window(until=clock.pay_due_on)
        case Verb.CLOSE_UNPAID:
            return Window(since=_day_after(clock.pay_due_on))
        case _:
            return Window()


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
