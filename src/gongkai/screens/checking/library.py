"""Reports at hand while others are checked: last year's, and those of subordinate bodies. As data they pass between processes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongkai.law.facts import BodyKind, ReportFact, SectionFact
from gongkai.law.figures import Figure, Number, State


@dataclass(slots=True)
class Library:
    """earlier: reports a later one may be held against; children: those of the bodies under the one that is checked."""

    children: tuple[ReportFact, ...] = ()
    _earlier: list[tuple[str, int | None, str]] = field(default_factory=list)

    def year_before(self, report: ReportFact) -> ReportFact | None:
        """The report of the same body one year before; where but one report is at hand, that one, whatever it is."""
        for body, year, data in self._earlier:
            if report.year is not None and year == report.year - 1 and same_body(body, report.body):
                return fact_of(json.loads(data))
        return fact_of(json.loads(self._earlier[0][2])) if len(self._earlier) == 1 else None

    def year_after(self, report: ReportFact) -> ReportFact | None:
        """The report of the same body one year later, where it was handed along too."""
        for body, year, data in self._earlier:
            if report.year is not None and year == report.year + 1 and same_body(body, report.body):
                return fact_of(json.loads(data))
        return None

    def add_earlier(self, facts: Iterable[Mapping[str, Any]]) -> None:
        """Kept as text and unfolded when wanted: a thousand reports take a few megabytes."""
        for fact in facts:
            self._earlier.append((fact["body"], fact["year"], json.dumps(fact, ensure_ascii=False)))


def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's: the longer often begins with the province or city."""
    one, other = "".join(one.split()), "".join(other.split())
    return bool(one and other) and (one.endswith(other) or other.endswith(one))


def data_of(report: ReportFact) -> dict[str, Any]:
    """The report as plain data, without claims and printed signs: enough to be held against."""
    return {
        "body": report.body,
        "body_kind": report.body_kind.value,
        "year": report.year,
        "format": report.format_key,
        "figures": {cell: _number(figure) for cell, figure in report.figures.items()},
        "sections": [[one.number, one.title, one.text, list(one.headings)] for one in report.sections],
    }


def fact_of(data: Mapping[str, Any]) -> ReportFact:
    """The report again. What `data_of` leaves out is empty."""
    return ReportFact(
        year=data["year"],
        format_key=data["format"],
        figures={cell: _figure(told) for cell, told in data["figures"].items()},
        body=data["body"],
        body_kind=BodyKind(data["body_kind"]),
        sections=tuple(
            SectionFact(number, title, text, tuple(headings)) for number, title, text, headings in data["sections"]
        ),
    )


def _number(figure: Figure) -> int | str:
    """An int as it is, a fraction as =1.5, no number as the word of its state."""
    value: Number | None = figure.value
    if value is None:
        return figure.state.value
    return value if isinstance(value, int) else f"={value}"


def _figure(told: int | str) -> Figure:
    if isinstance(told, int):
        return Figure(told)
    return Figure(Decimal(told[1:])) if told.startswith("=") else Figure(None, State(told))
