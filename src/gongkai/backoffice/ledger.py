"""The applicants' ledger as screens show it: counts as facts, the fee with its sums, no judgement of what is reasonable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications.queries import Filing, Ledger
from gongkai.law.errors import NotLawful
from gongkai.law.fees import Fee, fee_by_volume

NOT_COUNTED = "更正申请和重新办理的不计。"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often somebody applied to this agency: in the calendar month, in the year, since the first time."""

    month: int
    year: int
    total: int
    first_on: date
    on: date

    @property
    def told(self) -> str:
        """For a notice that asks for reasons (art. 35): 2024年1月1日至3月20日共提出申请12件."""
        first = f"{self.first_on.year}年{self.first_on.month}月{self.first_on.day}日"
        last = f"{self.on.year}年" if self.on.year != self.first_on.year else ""
        return f"{first}至{last}{self.on.month}月{self.on.day}日共提出申请{self.total}件"


@dataclass(frozen=True, slots=True)
class ByCase:
    """The fee by case for one application: before: others of the month that lie before it; whole: of the whole month."""

    own: Fee
    whole: Fee
    before: int


def counts_of(ledger: Ledger, on: date) -> Counts | None:
    """None where nothing is counted."""
    if not ledger.filings:
        return None
    return Counts(len(ledger.in_month(on)), len(ledger.in_year(on.year)), len(ledger.filings), ledger.filings[0].on, on)


def day_of(case: Any) -> date:
    """The day by which a case is counted: of receipt, or of arrival while receipt is not confirmed."""
    on: date = case.received_on or case.arrived_on
    return on


def fee_of(ledger: Ledger, case: Any, today: date) -> ByCase | None:
    """What the case costs by case (art. 42); None before the measures were in force, and where nothing is counted."""
    if not ledger.filings:
        return None
    try:
        return ByCase(
            ledger.fee_of(case.pk, today), ledger.fee_of_month(day_of(case), today), ledger.before_in_month(case.pk)
        )
    except NotLawful:
        return None


def volume_of(typed: str, today: date) -> Fee | None:
    """What so many pages cost; None for what is no number of pages."""
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 100_000):
        return None
    try:
        return fee_by_volume(int(typed), on=today)
    except NotLawful:
        return None


def month_rows(ledger: Ledger, today: date) -> list[tuple[date, int, Fee | None]]:
    """Month, number, and what the month costs by case where more than the free number came in."""
    rows: list[tuple[date, int, Fee | None]] = []
    for first, count in ledger.months():
        try:
            fee: Fee | None = ledger.fee_of_month(first, today)
        except NotLawful:
            fee = None
        rows.append((first, count, fee if fee and fee.yuan else None))
    return rows


def newest(filings: Sequence[Filing]) -> list[Filing]:
    """The newest first."""
    return list(reversed(filings))
