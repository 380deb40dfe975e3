"""信息处理费 (Regulations art. 42; 国办函〔2020〕109号): two scales, progressive, one of them for an application.

Charging is optional for the agency, and only where number or frequency clearly exceeds what is reasonable. By case: the
applications of one applicant to one agency in one calendar month, counted together [whether those of units below count
too is open; assumed not]. By volume: the pages of one application, A4 or smaller, one side one page [M].
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import cite
from gongkai.law.errors import NotLawful
from gongkai.law.workdays import in_words

_FILE = Path(__file__).parent / "data" / "fees.toml"


class FeeScale(StrEnum):
    """按件计收, 按量计收."""

    BY_CASE = "by_case"
    BY_VOLUME = "by_volume"


@dataclass(frozen=True, slots=True)
class FeeLine:
    """The part that falls into one tier: units `first` to `last`, `each_yuan` a unit."""

    first: int
    last: int
    each_yuan: int
    unit: str

    @property
    def quantity(self) -> int:
        return self.last - self.first + 1

    @property
    def yuan(self) -> int:
        return self.quantity * self.each_yuan

    def __str__(self) -> str:
        """第11件至第30件：20件×100元＝2000元."""
        span = f"第{self.first}{self.unit}"
        if self.last > self.first:
            span += f"至第{self.last}{self.unit}"
        if not self.each_yuan:
            return f"{span}：不收费"
        return f"{span}：{self.quantity}{self.unit}×{self.each_yuan}元＝{self.yuan}元"


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid, with the sums that lead to it. `document`: the schedule it rests on."""

    scale: FeeScale
    quantity: int
    unit: str
    lines: tuple[FeeLine, ...]
    document: str

    @property
    def yuan(self) -> int:
        return sum(line.yuan for line in self.lines)

    def __str__(self) -> str:
        """One line a tier, and the total."""
        return "\n".join([*map(str, self.lines), f"合计：{self.yuan}元"])


def fee_by_case(count: int, *, on: date, already: int = 0) -> Fee:
    """按件计收: `count` applications, `already` others of the same applicant lying before them in the calendar month.

    Example: 31 applications → 20 × 100 + 1 × 200 = 2200 yuan; the 31st alone (`already=30`) → 200. `on`: the day of the
    fee notice. NotLawful before 2021-01-01; ValueError for a negative number.
    """
    return _fee(FeeScale.BY_CASE, already, count, on)


def fee_by_volume(pages: int, *, on: date) -> Fee:
    """按量计收: the pages of one application. Example: 68 pages → 38 × 10 = 380 yuan.

    `on`: the day of the fee notice. NotLawful before 2021-01-01; ValueError for a negative number.
    """
    return _fee(FeeScale.BY_VOLUME, 0, pages, on)


def require_fee_possible(on: date) -> None:
    """No fee could be charged before the measures came into force (2021-01-01)."""
    _schedule(on)


def _fee(scale: FeeScale, already: int, count: int, on: date) -> Fee:
    if already < 0 or count < 0:
        raise ValueError(f"nobody applies for {count} after {already}")
    schedule = _schedule(on)
    table = schedule[scale.value]
    lines = tuple(
        FeeLine(max(first, already + 1), min(last, already + count), yuan, table["unit"])
        for first, last, yuan in _tiers(table, already + count)
        if min(last, already + count) >= max(first, already + 1)
    )
    return Fee(scale, count, table["unit"], lines, schedule["document"])


def _tiers(table: Mapping[str, Any], until: int) -> Iterator[tuple[int, int, int]]:
    """first, last and yuan of each tier that begins at or before `until`."""
    first, yuan = 1, 0
    for tier in table["tiers"]:
        if first > until:
            return
        yuan = tier["yuan"]
        yield first, tier["upto"], yuan
        first = tier["upto"] + 1
    beyond = table["beyond"]
    if "yuan" in beyond and first <= until:
        yield first, until, beyond["yuan"]
        return
    while first <= until:
        yuan += beyond["rise_yuan"]
        yield first, first + beyond["block"] - 1, yuan
        first += beyond["block"]


def _schedule(on: date) -> Mapping[str, Any]:
    """The schedule in force that day."""
    for schedule in reversed(_schedules()):
        if schedule["since"] <= on:
            return schedule
    since = _schedules()[0]["since"]
    raise NotLawful(
        "fee.before_measures",
        cite("条例", 42),
        f"{in_words(on)}还不能收取信息处理费：管理办法自{in_words(since)}起施行。",
        "请不收费办理。",
    )


@cache
def _schedules() -> tuple[Mapping[str, Any], ...]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(sorted(data["schedules"], key=lambda schedule: schedule["since"]))
