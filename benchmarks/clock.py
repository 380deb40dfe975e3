"""Replaying the statutory clock: 1,000, 10,000 and 100,000 cases with their ledgers, as the worklist and the year's report do.

The rival lists the days from receipt to the twentieth working day, and knows neither restarts nor pauses nor defects.
"""

import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from gongkai.law.clock import (
    ConsultationSent,
    Consulted,
    Event,
    Extended,
    FeeNoticeReceived,
    FeePaid,
    OpinionReceived,
    Received,
    Replied,
    SupplementReceived,
    SupplementRequested,
    read_clock,
)
from gongkai.law.workdays import WorkCalendar, load_calendar

SIZES = (1_000, 10_000, 100_000)
TODAY = date(2026, 3, 2)
LONG = 60  # events of a long case


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    calendar, chance = load_calendar(), random.Random(4)
    cases = [_case(chance) for _ in range(SIZES[-1])]
    read_clock(cases[0], calendar, today=TODAY)
    seconds: dict[int, float] = {}
    rows = []
    for size in SIZES:
        some = cases[:size]
        seconds[size] = _best(lambda some=some: _replay(some, calendar), 2)
        rival = _best(lambda some=some: [len(_on_foot(case, calendar)) for case in some], 1)
        goal = 2.0 if size == 10_000 else None
        rows.append(_row(f"replay, {size:,} cases with their ledgers", seconds[size], "s", rival=rival, goal=goal))
    for more, fewer in ((SIZES[1], SIZES[0]), (SIZES[2], SIZES[1])):
        growth = seconds[more] / seconds[fewer]
        rows.append(
            _row(f"time for {more:,} over time for {fewer:,} (linear: 10, quadratic: 100)", growth, "×", goal=20.0)
        )
    long = _long_case()
    each = _best(lambda: _replay([long] * 200, calendar), 2) / 200 * 1000
    rows.append(_row(f"replay, one case with {LONG} events", each, "ms", goal=10.0))
    return rows


def _replay(cases: Sequence[list[Event]], calendar: WorkCalendar) -> None:
    """One after the other, each forgotten before the next: a list of them all would measure the collector of garbage."""
    for case in cases:
        read_clock(case, calendar, today=TODAY)


def _case(chance: random.Random) -> list[Event]:
    """One application as they come: two in five plain, the others supplemented, consulted about, extended or charged."""
    start = date(2019, 6, 3) + timedelta(chance.randrange(2350))

    def after(days: int) -> date:
        return start + timedelta(days)

    found: list[Event] = [Received(start)]
    lot = chance.random()
    if 0.4 <= lot < 0.6:
        found += [SupplementRequested(after(5), after(20)), SupplementReceived(after(chance.randrange(6, 20)))]
    if 0.55 <= lot < 0.8:
        found += [ConsultationSent("1", Consulted.THIRD_PARTY, after(18), after(20)), OpinionReceived("1", after(30))]
    if 0.75 <= lot < 0.95:
        found.append(Extended(chance.randrange(1, 21), after(20)))
    if lot >= 0.95:
        found += [FeeNoticeReceived(after(15)), FeePaid(after(25))]
    if chance.random() < 0.9:
        found.append(Replied(after(chance.randrange(20, 60))))
    return found


def _long_case() -> list[Event]:
    start = date(2025, 6, 3)
    found: list[Event] = [Received(start)]
    for number in range((LONG - 1) // 2):
        sent = start + timedelta(number)
        found += [
            ConsultationSent(str(number), Consulted.THIRD_PARTY, sent, sent),
            OpinionReceived(str(number), sent + timedelta(9)),
        ]
    return found


def _on_foot(case: Sequence[Event], calendar: WorkCalendar) -> list[tuple[date, bool, str | None]]:
    """Every day to the twentieth working day after receipt, with why it does not count."""
    day, left = case[0].on, 20
    assert day is not None
    days = []
    while left:
        day += timedelta(1)
        counts = calendar.is_workday(day)
        days.append((day, counts, calendar.name_of_rest(day)))
        left -= counts
    return days


def _best(work: Callable[[], object], times: int) -> float:
    """Seconds of the fastest of a few runs."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def _row(
    name: str, value: float, unit: str, *, rival: float | None = None, goal: float | None = None
) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "rival": round(rival, 4) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }
