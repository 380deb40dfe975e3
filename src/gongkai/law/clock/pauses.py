"""Consultation suspends the count (Regulations art. 32, 33 para 3, 34): half-open spans (sent, end], united, not added.

A span ends with the day of the opinion, or with the 15th working day after they received the letter if that is earlier
(third party, joint maker). Another agency has no such day; nor has anyone whose day of receipt is not known: then the
span has no end until the opinion comes. Of several opinions the earliest counts. An opinion dated before its letter
makes an empty span. Two letters with one `ref` are both answered by its opinion.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.clock.events import ConsultationSent, Consulted, OpinionReceived
from gongkai.law.clock.periods import PERIODS
from gongkai.law.workdays import WorkCalendar

Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: those after `after`, up to and including `until` (None: no end can be computed yet).

    deemed: the end is the 15th working day of silence, not an opinion's day; deemed_on: that day, whether it ended
    the span or not.
    """

    ref: str
    to: Consulted
    after: date
    until: date | None
    deemed: bool
    deemed_on: date | None

    def covers(self, day: date) -> bool:
        return self.after < day and (self.until is None or day <= self.until)


def pauses_of(
    letters: Iterable[ConsultationSent], opinions: Iterable[OpinionReceived], calendar: WorkCalendar
) -> tuple[Pause, ...]:
    """The span of each dated letter, earliest first. A letter without a date makes none."""
    answered: dict[str, date] = {}
    for opinion in opinions:
        answered[opinion.ref] = min(opinion.on, answered.get(opinion.ref, opinion.on))
    found = [_pause(letter, answered.get(letter.ref), calendar) for letter in letters if letter.on is not None]
    return tuple(sorted(found, key=lambda pause: (pause.after, pause.until or date.max, pause.ref)))


def _pause(letter: ConsultationSent, answered_on: date | None, calendar: WorkCalendar) -> Pause:
    assert letter.on is not None
    silent = None
    if letter.to.has_deemed_end and letter.received_by_them_on is not None:
        silent = calendar.nth_workday_after(letter.received_by_them_on, PERIODS.opinion)
    deemed = silent is not None and (answered_on is None or silent < answered_on)
    return Pause(letter.ref, letter.to, letter.on, silent if deemed else answered_on, deemed, silent)


def united(pauses: Iterable[Pause]) -> tuple[Span, ...]:
    """The same days as spans that neither touch nor overlap, earliest first. Only the last can be without end."""
    spans: list[Span] = []
    for pause in sorted(pauses, key=lambda p: p.after):
        if pause.until is not None and pause.until <= pause.after:
            continue
        if spans:
            after, until = spans[-1]
            if until is None:
                break
            if pause.after <= until:
                spans[-1] = (after, None if pause.until is None else max(until, pause.until))
                continue
        spans.append((pause.after, pause.until))
    return tuple(spans)


def nth_counted_day(calendar: WorkCalendar, start: date, n: int, spans: Sequence[Span]) -> date | None:
    """The n-th working day after `start` that lies in none of the (united) spans; None if a span without end hides it."""
    position, left = calendar.workdays_until(start), n
    for after, until in spans:
        if until is not None and until <= start:
            continue
        before = max(calendar.workdays_until(after) - position, 0)
        if before >= left:
            break
        if until is None:
            return None
        left -= before
        position = calendar.workdays_until(until)
    return calendar.day_at(position + left)


def counted_days(calendar: WorkCalendar, first: date, last: date, spans: Sequence[Span]) -> int:
    """How many working days after `first` up to and including `last` lie in none of the (united) spans."""
    count = calendar.workdays_between(first, last)
    for after, until in spans:
        begin, end = max(after, first), last if until is None else min(until, last)
        if begin < end:
            count -= calendar.workdays_between(begin, end)
    return count
