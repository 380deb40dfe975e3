"""Reports at hand while others are checked: of the years before and after, and of subordinate bodies. As data they pass
between processes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from gongkai.law.checks.copied import SECTIONS
from gongkai.law.facts import BodyKind, ReportFact, SectionFact
from gongkai.law.figures import Figure, Number, State
from gongkai.screens.checking.alike import Wordings, same_body

_Folded = tuple[str, int | None, str]  # body, year, the rest as JSON


@dataclass(slots=True)
class Library:
    """earlier and later: reports one may be held against; children: those of the bodies under the one that is checked;
    sisters: the texts of bodies like it."""

    children: tuple[ReportFact, ...] = ()
    sisters: Wordings = field(default_factory=Wordings)
    _earlier: list[_Folded] = field(default_factory=list)
    _later: list[_Folded] = field(default_factory=list)

    def year_before(self, report: ReportFact) -> ReportFact | None:
        """The report of the same body one year before; where but one report is at hand, that one, whatever it is."""
        found = _of_year(self._earlier, report, -1)
        return found or (_unfolded(self._earlier[0]) if len(self._earlier) == 1 else None)

    def year_after(self, report: ReportFact) -> ReportFact | None:
        """The report of the same body one year later; where but one later report was handed along, that one, if of that
        year."""
        found = _of_year([*self._later, *self._earlier], report, 1)
        if found is None and len(self._later) == 1 and report.year is not None and self._later[0][1] == report.year + 1:
            return _unfolded(self._later[0])
        return found

    def add_earlier(self, facts: Iterable[Mapping[str, Any]]) -> None:
        self._earlier += map(_folded, facts)

    def add_later(self, facts: Iterable[Mapping[str, Any]]) -> None:
        self._later += map(_folded, facts)


def _folded(fact: Mapping[str, Any]) -> _Folded:
    """Kept as text and unfolded when wanted: a thousand reports take a few megabytes."""
    return fact["body"], fact["year"], json.dumps(fact, ensure_ascii=False)


def _unfolded(folded: _Folded) -> ReportFact:
    return fact_of(json.loads(folded[2]))


def _of_year(among: Iterable[_Folded], report: ReportFact, years: int) -> ReportFact | None:
    for folded in among:
        body, year, _ = folded
        if report.year is not None and year == report.year + years and same_body(body, report.body):
            return _unfolded(folded)
    return None


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


def wording_of(report: ReportFact) -> dict[str, Any]:
    """Of the report what tells whose words its text is: body, year and the sections a body writes itself."""
    own = tuple(section for section in report.sections if section.number in SECTIONS)
    return data_of(replace(report, figures={}, sections=own))


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
