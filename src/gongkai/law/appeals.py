"""What reconsideration and lawsuit ask of the agency, and until when; how their results count in table 4.

Reconsideration law (2023 text from 2024-01-01, before it the 2017 text), administrative procedure law. Limits in working
days count as the Regulations do; limits in days or months count every day, and where the last of them is a day of rest
they end with the next working day (复议法 art. 88 para 1, 诉讼法 art. 101, which lead to the civil procedure law).
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import Citation, cite
from gongkai.law.errors import NotLawful
from gongkai.law.workdays import WorkCalendar, in_words

_FILE = Path(__file__).parent / "data" / "appeals.toml"
SIMPLE, ORDINARY = "simple", "ordinary"
FIRST, SECOND = "first", "second"
RECONSIDERATION, LAWSUIT = "reconsideration", "lawsuit"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of an appeal. counted: workdays, days or months; longer: by how many days it may be lengthened;
    certain: the law says so in words that were read (else practice, shown with a note)."""

    code: str
    count: int
    counted: str
    told: str
    citation: Citation
    certain: bool
    longer: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit. rolled: the day it would have been, where that is a day of rest; provisional: years
    without a calendar that it touches."""

    on: date
    limit: Limit
    rolled: date | None = None
    provisional: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """How an appeal can end. counts: the result of table 4, or `as_before`: that of the instance before.
    orders: it may come with an order to reply; ruling: by ruling (裁定), with the shorter limit for an appeal."""

    code: str
    label: str
    of: tuple[str, ...]
    counts: str
    orders: bool = False
    ruling: bool = False


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an answer that is late or missing brings."""

    told: str
    citation: Citation
    certain: bool


@dataclass(frozen=True, slots=True)
class InstanceFact:
    """One instance of a case: reference, days, result of table 4 once concluded."""

    reference: str
    filed_on: date
    result: str | None = None
    concluded_on: date | None = None


def answer_due(notified_on: date, procedure: str, calendar: WorkCalendar) -> Due:
    """The last day for the written answer and the evidence in reconsideration. 复议法 art. 48, 54 (2017: art. 23).

    Example: copy received on 2024-03-04, simple procedure → 2024-03-11. NotLawful before the Regulations of 2019.
    """
    return due(f"review_answer.{procedure}", notified_on, calendar)


def defence_due(notified_on: date, instance: str, calendar: WorkCalendar) -> Due:
    """The last day for defence and evidence in court. 诉讼法 art. 67: 15 days from receipt of the complaint."""
    return due(f"defence.{instance}", notified_on, calendar)


def decision_due(admitted_on: date, procedure: str, calendar: WorkCalendar) -> Due:
    """Until when the review organ decides. 复议法 art. 62 (2017: art. 31)."""
    return due(f"review_decision.{procedure}", admitted_on, calendar)


def judgment_due(docketed_on: date, instance: str, procedure: str, calendar: WorkCalendar) -> Due:
    """Until when the court decides. 诉讼法 art. 81, 83, 88."""
    code = "judgment.second" if instance == SECOND else f"judgment.first.{procedure}"
    return due(code, docketed_on, calendar)


def appeal_due(received_on: date, result: str, calendar: WorkCalendar) -> Due:
    """Until when a party may appeal against the first instance: 15 days, 10 against a ruling. 诉讼法 art. 85."""
    found = _results().get(result)
    return due("appeal.ruling" if found is not None and found.ruling else "appeal.judgment", received_on, calendar)


def suit_due(received_on: date, calendar: WorkCalendar) -> Due:
    """Until when one may sue after the review decision: 15 days. 诉讼法 art. 45."""
    return due("suit_after_review", received_on, calendar)


def due(code: str, start: date, calendar: WorkCalendar) -> Due:
    """The last day of that limit, counted from the day after `start`. KeyError for an unknown code."""
    limit = limit_of(code, start)
    if limit.counted == "workdays":
        on = calendar.nth_workday_after(start, limit.count)
        return Due(on, limit, provisional=tuple(sorted(calendar.years_missing(start, on))))
    plain = start + timedelta(days=limit.count) if limit.counted == "days" else months_after(start, limit.count)
    on = first_workday_from(plain, calendar)
    missing = () if on == plain and calendar.has_year(on.year) else tuple(sorted(calendar.years_missing(plain, on)))
    return Due(on, limit, rolled=plain if on != plain else None, provisional=missing)


def first_workday_from(day: date, calendar: WorkCalendar) -> date:
    """That day, or the next working day where nobody works on it."""
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def months_after(start: date, months: int) -> date:
    """The same day of a later month, or its last where it has no such day: 2024-08-31 + 6 → 2025-02-28."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def limit_of(code: str, on: date) -> Limit:
    """The limit in force on that day. KeyError for an unknown code; NotLawful before the Regulations of 2019."""
    entries = [entry for entry in _data()["limits"] if entry["code"] == code]
    if not entries:
        raise KeyError(code)
    entry = _in_force(entries, on)
    return Limit(
        code,
        entry["count"],
        entry["counted"],
        entry["told"],
        cite(*entry["article"]),
        entry["certainty"] == "certain",
        entry.get("longer", 0),
    )


def consequence_of(kind: str, on: date) -> Consequence:
    """What a late or missing answer brings, by the law of that day. 复议法 art. 70; 诉讼法 art. 34 para 2."""
    entry = _in_force([entry for entry in _data()["consequences"] if entry["kind"] == kind], on)
    return Consequence(entry["told"], cite(*entry["article"]), entry["certainty"] == "certain")


def results_of(stage: str) -> tuple[Result, ...]:
    """How an appeal can end. stage: `reconsideration`, or the instance of a lawsuit, `first` or `second`."""
    return tuple(result for result in _results().values() if stage in result.of)


def result(code: str) -> Result:
    """The result with that code. KeyError for any other."""
    return _results()[code]


def counts_as(code: str, *, before: str = "") -> str:
    """The result of table 4: upheld, overturned or other_result. before: that of the instance before, which a dismissed
    appeal leaves as it is. Practice [M]: see `notes`."""
    counted = result(code).counts
    return (before or "other_result") if counted == "as_before" else counted


def as_of(instances: Iterable[InstanceFact], end: date) -> InstanceFact | None:
    """One case through its instances, as it stands at the end of that day: filed on the first day, with the result of the
    last instance begun by then, pending where it is. None where nothing was filed by then. Practice [M]."""
    begun = sorted((one for one in instances if one.filed_on <= end), key=lambda one: one.filed_on)
    if not begun:
        return None
    first, last = begun[0], begun[-1]
    return InstanceFact(last.reference, first.filed_on, last.result, last.concluded_on)


def labels() -> dict[str, str]:
    """Every result by its code, as a word."""
    return {code: found.label for code, found in _results().items()}


def notes() -> Mapping[str, str]:
    """What practice leaves open, in Chinese, to be shown where it is applied: results, instances, remanded."""
    told: Mapping[str, str] = _data()["notes"]
    return told


@cache
def _results() -> Mapping[str, Result]:
    return {entry["code"]: Result(**{**entry, "of": tuple(entry["of"])}) for entry in _data()["results"]}


def _in_force(entries: list[dict[str, Any]], on: date) -> Mapping[str, Any]:
    for entry in entries:
        if entry["since"] <= on <= entry.get("until", date.max):
            return entry
    raise NotLawful(
        "appeal.before_regulations",
        cite("条例", 51),
        f"{in_words(on)}在现行条例施行之前，期限不能按现行规定计算。",
        "请核对日期；早年的案件请照当时的规定办理。",
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
