"""The ledger of a clock in runs of days, as an officer checks a sum: from, to, why, counted, counted so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.law.clock import Clock, LedgerDay
from gongkai.law.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of days that are alike. counted: working days of the run that count; so_far: with those before it."""

    first: date
    last: date
    why: str
    counted: int
    so_far: int


def segments_of(clock: Clock, calendar: WorkCalendar, today: date) -> list[Segment]:
    """The count from day 0 to its end; rest days belong to the run they lie in. Empty before the day of receipt."""
    if not clock.ledger:
        return []
    found: list[Segment] = []
    so_far = 0
    for (kind, why), days in groupby(_labelled(clock, calendar, today), key=lambda pair: pair[0]):
        run = [day for _, day in days]
        counted = sum(day.counts for day in run)
        so_far += counted
        found.append(Segment(run[0].on, run[-1].on, _told(kind, why, run, calendar), counted, so_far))
    return found


def _labelled(clock: Clock, calendar: WorkCalendar, today: date) -> Iterator[tuple[tuple[str, str], LedgerDay]]:
    """Each day with the run it belongs to; a rest day goes with the working day before it."""
    label = ("start", clock.ledger[0].why)
    yield label, clock.ledger[0]
    for day in clock.ledger[1:]:
        if day.counts:
            label = (_standing(day.on, clock.replied_on, today), "")
        elif calendar.is_workday(day.on):
            label = ("paused", day.why)
        elif label[0] in ("start", "gone"):
            label = (_standing(day.on, clock.replied_on, today), "")
        yield label, day


def _standing(on: date, replied_on: date | None, today: date) -> str:
    """gone, left, or unused: after the reply."""
    if replied_on is not None and on > replied_on:
        return "unused"
    return "left" if on > today else "gone"


def _told(kind: str, why: str, run: list[LedgerDay], calendar: WorkCalendar) -> str:
    if kind == "start":
        return why
    if kind == "paused":
        out = sum(calendar.is_workday(day.on) for day in run)
        return f"{why.removesuffix('期间不计算')}，{out}个工作日不计"
    made_up = [f"{day.on.month}月{day.on.day}日" for day in run if day.counts and calendar.is_makeup(day.on)]
    counted = {"gone": "工作日", "left": "还剩的工作日", "unused": "没有用到的工作日"}[kind]
    return f"{counted}，含{'、'.join(made_up)}调休上班" if made_up else counted
