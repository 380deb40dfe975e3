"""The clock as people see it: one sentence in plain words, the weeks as a picture, the key to its signs.

Picture and ledger are drawn from the same replayed days (`Clock.ledger`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.law.clock import Clock, LedgerDay
from gongkai.law.workdays import WorkCalendar
from gongkai.screens.sums import Sum, sum_of

_WEEKDAYS = "一二三四五六日"
ONE_DAY = timedelta(days=1)
LONGEST_DELAY = 42  # days after the due day that are still drawn


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the picture. shape: classes of `.day`; sign: number, 收, 休, 停; mark: 班, 止, 答; told: its sentence."""

    on: date
    shape: str
    sign: str
    mark: str
    told: str

    @property
    def numeral(self) -> str:
        """9/22, as the picture writes a date."""
        return f"{self.on.month}/{self.on.day}"


Blank = None
Week = tuple[Day | None, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """title and sentence: see `sums`; weeks: seven places each, Monday first, None where no day is drawn; key: the signs
    that appear, as (shape, sign, mark, meaning); provisional: the years whose calendar is not loaded."""

    sum: Sum
    weeks: tuple[Week, ...]
    key: tuple[tuple[str, str, str, str], ...]
    provisional: tuple[int, ...] = field(default=())


def face_of(clock: Clock, calendar: WorkCalendar, *, today: date, yours: bool = False) -> Face:
    """The clock as a picture. yours: speak to the applicant (您的申请), not of the case."""
    days = [_day(entry, clock, calendar, today) for entry in clock.ledger]
    days += _days_after(clock, calendar, today)
    return Face(
        sum_of(clock, calendar, today=today, yours=yours),
        _weeks(days),
        tuple(_read(entry, clock) for entry in _KEY if any(_is_like(day, entry) for day in days)),
        clock.provisional_years,
    )


_KEY = (
    ("received", "收", "", "收到之日，不计"),
    ("counts gone", "6", "", "已过的工作日"),
    ("counts", "13", "", "还剩的工作日"),
    ("counts gone", "5", "班", "调休上班，照计"),
    ("rest", "休", "", "休息日，不计"),
    ("paused", "停", "", "征求意见或等待缴费，不计"),
    ("due", "20", "止", "期限届满"),
    ("counts answered", "9", "答", "送达答复"),
    ("over", "逾", "", "期限已过"),
)


def _read(entry: tuple[str, str, str, str], clock: Clock) -> tuple[str, str, str, str]:
    """The entry of the key; after a reply no day is left, only unused."""
    shape, sign, mark, meaning = entry
    return shape, sign, mark, "没有用到的工作日" if clock.replied_on and shape == "counts" else meaning


def _is_like(day: Day, entry: tuple[str, str, str, str]) -> bool:
    shape, _, mark, _ = entry
    if mark == "班":
        return day.mark == "班" and "counts" in day.shape
    if mark:
        return mark in day.mark
    return day.mark != "班" and set(shape.split()) == set(day.shape.split()) - {"today"}


def _day(entry: LedgerDay, clock: Clock, calendar: WorkCalendar, today: date) -> Day:
    on = entry.on
    stopped = clock.replied_on is not None and on > clock.replied_on
    makeup = "班" if calendar.is_makeup(on) else ""
    gone = on <= (min(today, clock.replied_on) if clock.replied_on else today)
    if on == clock.started_on:
        shape, sign, mark, what = "received", "收", "", entry.why
    elif entry.counts:
        shape, sign, mark = ("counts gone" if gone else "counts"), str(entry.number), makeup
        what = f"{'调休上班，' if makeup else ''}第{entry.number}个工作日{'，已过' if gone and on != today else ''}"
    elif calendar.is_workday(on):
        shape, sign, mark, what = "paused", "停", makeup, f"{'调休上班，' if makeup else ''}{entry.why}"
    else:
        shape, sign, mark, what = "rest", "休", "", f"{entry.why}，不计"
    if stopped:
        what = what.removesuffix("，已过")
    if on == clock.due_on:
        shape, mark = "due", "止"
        sign = sign if entry.counts else ""
        what = f"{what}，期限届满"
    if on == clock.replied_on:
        shape, mark, what = "counts answered", "答", f"{what.removesuffix('，已过')}，送达答复"
    if on == today and clock.replied_on is None:
        shape, what = f"{shape} today", f"{what}，今天"
    return Day(on, shape, sign, mark, f"{_in_words(on)}，{what}")


def _days_after(clock: Clock, calendar: WorkCalendar, today: date) -> list[Day]:
    """The days past the due day, until the reply or today: they are late."""
    end = clock.replied_on or today
    if not clock.ledger or clock.due_on is None or end > clock.due_on + timedelta(days=LONGEST_DELAY):
        return []
    found = []
    on = max(clock.due_on, clock.ledger[-1].on) + ONE_DAY
    while on <= end:
        if on == clock.replied_on:
            found.append(Day(on, "counts answered", "", "答", f"{_in_words(on)}，送达答复，已逾期"))
        else:
            works = calendar.is_workday(on)
            shape, sign, what = ("over", "逾", "期限已过") if works else ("rest", "休", "休息日，期限已过")
            here = on == today and clock.replied_on is None
            found.append(
                Day(
                    on,
                    f"{shape} today" if here else shape,
                    sign,
                    "",
                    f"{_in_words(on)}，{what}{'，今天' if here else ''}",
                )
            )
        on += ONE_DAY
    return found


def _weeks(days: Sequence[Day]) -> tuple[Week, ...]:
    if not days:
        return ()
    places: list[Day | None] = [None] * days[0].on.weekday() + list(days)
    places += [None] * (-len(places) % 7)
    return tuple(tuple(places[start : start + 7]) for start in range(0, len(places), 7))


def _in_words(on: date) -> str:
    return f"{on.month}月{on.day}日星期{_WEEKDAYS[on.weekday()]}"
