"""Working days (工作日): Monday to Friday less the days off, plus the make-up days (调休上班日) the State Council sets.

Regulations art. 33 and others count in working days. One TOML file a year in `data/calendars`; an office may lay
further years, or corrected ones, in a folder of its own. A year without a calendar is counted Monday to Friday less
1 January; whoever used such a year names it (`years_missing`), and the result is provisional.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "calendars"
_WEEKDAYS = "一二三四五六日"
_ONE_DAY = timedelta(days=1)


class CalendarError(ValueError):
    """A calendar file that contradicts itself. The message is Chinese and says what to correct."""


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One year: weekdays off, weekend days on which people work, names of rest days where the file gives them."""

    year: int
    days_off: frozenset[date]
    makeup_days: frozenset[date]
    source: str
    checked_on: date
    notice: str = ""
    names: Mapping[date, str] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        return day in self.makeup_days or (day.weekday() < 5 and day not in self.days_off)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The calendars of several years. `nth_workday_after(date(2022, 9, 30), 20)` → 2022-11-02 (a court's own date)."""

    calendars: Mapping[int, YearCalendar]
    _index: "_Index" = field(init=False, repr=False, compare=False)
    _rests: dict[date, str | None] = field(init=False, repr=False, compare=False)  # as they are asked for, once a day

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _Index(self.calendars))
        object.__setattr__(self, "_rests", {})

    @property
    def years(self) -> tuple[int, ...]:
        """The years loaded, in order."""
        return tuple(sorted(self.calendars))

    def has_year(self, year: int) -> bool:
        return year in self.calendars

    def is_workday(self, day: date) -> bool:
        calendar = self.calendars.get(day.year)
        return calendar.is_workday(day) if calendar else _is_plain_workday(day)

    def is_makeup(self, day: date) -> bool:
        """A weekend day on which people work."""
        calendar = self.calendars.get(day.year)
        return calendar is not None and day in calendar.makeup_days

    def name_of_rest(self, day: date) -> str | None:
        """Why nobody works that day: 周末, 法定节假日 or the name in the file. None on a working day."""
        if day not in self._rests:
            self._rests[day] = self._why_nobody_works(day)
        return self._rests[day]

    def _why_nobody_works(self, day: date) -> str | None:
        if self.is_workday(day):
            return None
        calendar = self.calendars.get(day.year)
        named = calendar.names.get(day) if calendar else None
        return named or ("周末" if day.weekday() >= 5 else "法定节假日")

    def nth_workday_after(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself never counts. n ≥ 1, else ValueError."""
        if n < 1:
            raise ValueError(f"working days are counted from 1, not {n}")
        return self.day_at(self.workdays_until(day) + n)

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and including `last`; negative where `last` is earlier."""
        return self.workdays_until(last) - self.workdays_until(first)

    def workdays_until(self, day: date) -> int:
        """The running number of the last working day on or before `day`. Only differences mean anything."""
        return self._index.number(day)

    def day_at(self, number: int) -> date:
        """The working day with that running number (`workdays_until`)."""
        return self._index.day(number)

    def years_missing(self, after: date, until: date) -> frozenset[int]:
        """The years without a calendar that a count from the day after `after` to `until` touches."""
        first = (after + _ONE_DAY).year
        return frozenset(year for year in range(first, until.year + 1) if year not in self.calendars)


class _Index:
    """Running numbers of working days, built year by year as they are asked for. Grows, never changes an answer."""

    _ORIGIN = 2000  # number 0 stands before its first working day; earlier days have negative numbers

    def __init__(self, calendars: Mapping[int, YearCalendar]) -> None:
        self._calendars = calendars
        self._days: list[int] = []  # ordinals of the working days from _first_year on
        self._shift = 0  # how many of them lie before the origin
        self._first_year = self._ORIGIN
        self._last_year = self._ORIGIN - 1

    def number(self, day: date) -> int:
        self._reach(day.year)
        return bisect_right(self._days, day.toordinal()) - self._shift

    def day(self, number: int) -> date:
        while number + self._shift > len(self._days):
            self._reach(self._last_year + 1)
        while number + self._shift < 1:
            self._reach(self._first_year - 1)
        return date.fromordinal(self._days[number + self._shift - 1])

    def _reach(self, year: int) -> None:
        while self._last_year < year:
            self._days += self._ordinals(self._last_year + 1)
            self._last_year += 1
        while year < self._first_year:
            earlier = self._ordinals(self._first_year - 1)
            self._days = earlier + self._days
            self._shift += len(earlier)
            self._first_year -= 1

    def _ordinals(self, year: int) -> list[int]:
        calendar = self._calendars.get(year)
        is_workday = calendar.is_workday if calendar else _is_plain_workday
        return [day.toordinal() for day in _days_of(year) if is_workday(day)]


def load_calendar(folder: Path | None = None) -> WorkCalendar:
    """The calendars of the package, and over them those in `folder` (adds years, replaces years).

    A folder that does not exist adds nothing. CalendarError where a file contradicts itself.
    """
    calendars = dict(_own_calendars())
    if folder is not None and folder.is_dir():
        for path in sorted(folder.glob("*.toml")):
            found = read_year(path)
            calendars[found.year] = found
    return WorkCalendar(calendars)


@cache
def _own_calendars() -> Mapping[int, YearCalendar]:
    return {found.year: found for found in (read_year(path) for path in sorted(FOLDER.glob("*.toml")))}


def read_year(path: Path) -> YearCalendar:
    """One calendar file: year, workdays, source, checked_on, days_off, makeup_days; notice and [names] if it likes."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CalendarError(f"{path.name} 读不出来（{error}）。请照已有的日历文件改写。") from error
    year = _entry(path, data, "year", int)
    calendar = YearCalendar(
        year=year,
        days_off=frozenset(_dates(path, data, "days_off")),
        makeup_days=frozenset(_dates(path, data, "makeup_days")),
        source=_entry(path, data, "source", str),
        checked_on=_entry(path, data, "checked_on", date),
        notice=str(data.get("notice", "")),
        names=_names(path, data.get("names", {})),
    )
    _require_consistent(path, calendar, _entry(path, data, "workdays", int))
    return calendar


def _require_consistent(path: Path, calendar: YearCalendar, workdays: int) -> None:
    if path.stem.isdigit() and int(path.stem) != calendar.year:
        raise CalendarError(f"{path.name} 里写的是{calendar.year}年，与文件名不符。请改正其中一处。")
    for day in sorted(calendar.days_off | calendar.makeup_days | set(calendar.names)):
        if day.year != calendar.year:
            raise CalendarError(f"{path.name} 里的{in_words(day)}不属于{calendar.year}年。请移到当年的日历。")
    for day in sorted(calendar.days_off & calendar.makeup_days):
        raise CalendarError(f"{path.name} 把{in_words(day)}既列为放假又列为上班。请只留一处。")
    for day in sorted(calendar.makeup_days):
        if day.weekday() < 5:
            raise CalendarError(f"{path.name} 的调休上班日{in_words(day)}是{weekday_of(day)}，本来就上班。请核对日期。")
    for day in sorted(calendar.days_off):
        if day.weekday() >= 5 and day not in calendar.names:
            raise CalendarError(
                f"{path.name} 的放假日{in_words(day)}是{weekday_of(day)}，本来就休息。"
                "请删去，或在 [names] 中写明是什么节日。"
            )
    counted = sum(calendar.is_workday(day) for day in _days_of(calendar.year))
    if counted != workdays:
        raise CalendarError(
            f"{path.name} 写全年{workdays}个工作日，按所列日期数出{counted}个。请核对放假日和调休上班日是否漏列。"
        )


def _entry(path: Path, data: Mapping[str, Any], key: str, kind: type) -> Any:
    value = data.get(key)
    if not isinstance(value, kind):
        raise CalendarError(f"{path.name} 缺少 {key}，或写法不对。请照已有的日历文件补上。")
    return value


def _dates(path: Path, data: Mapping[str, Any], key: str) -> Iterable[date]:
    days = _entry(path, data, key, list)
    if not all(type(day) is date for day in days):
        raise CalendarError(f"{path.name} 的 {key} 里有不是日期的内容。日期写成 2027-01-01，不加引号。")
    if len(set(days)) != len(days):
        raise CalendarError(f"{path.name} 的 {key} 里有重复的日期。请删去重复的一个。")
    return days


def _names(path: Path, table: Mapping[str, str]) -> dict[date, str]:
    try:
        return {date.fromisoformat(day): name for day, name in table.items()}
    except ValueError as error:
        raise CalendarError(f'{path.name} 的 [names] 里有不是日期的键。请写成 "2027-10-02" = "国庆节"。') from error


def _is_plain_workday(day: date) -> bool:
    """The stopgap for a year without a calendar: Monday to Friday, less 1 January."""
    return day.weekday() < 5 and not (day.month == 1 and day.day == 1)


def _days_of(year: int) -> Iterable[date]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return map(date.fromordinal, range(first, last + 1))


def in_words(day: date) -> str:
    """2020年4月13日, as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_of(day: date) -> str:
    """周一 … 周日."""
    return "周" + _WEEKDAYS[day.weekday()]
