"""Findings about a report: each rule of the official format or practice is one check with one code.

`run(report, last_year=…)` gives the findings; `judge` also what holds and what could not be judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.law.checks import (
    aggregate,
    contents,
    copied,
    deadlines,
    equations,
    narrative,
    numbers,
    statements,
    units,
    years,
)
from gongkai.law.checks.faults import attributed
from gongkai.law.checks.findings import Fault, Finding, Held, Judgement, Level, Remark, Unjudged
from gongkai.law.checks.registry import Check, CheckFunction, freeze
from gongkai.law.facts import ReportFact

__all__ = ["CHECKS", "Check", "Fault", "Finding", "Held", "Judgement", "Level", "Remark", "Unjudged", "judge", "run"]

_ROOMS = (equations, years, aggregate, numbers, units, narrative, statements, copied, contents, deadlines)
CHECKS = freeze()


def _functions() -> tuple[CheckFunction, ...]:
    """Each check function once (one may judge several codes), room by room."""
    rooms = [room.__name__ for room in _ROOMS]
    functions = dict.fromkeys(entry.function for entry in CHECKS.values())
    return tuple(sorted(functions, key=lambda function: rooms.index(function.__module__)))


def judge(
    report: ReportFact,
    *,
    last_year: ReportFact | None = None,
    children: Sequence[ReportFact] = (),
    sisters: Sequence[ReportFact] = (),
) -> Judgement:
    """What every check says about the report. `last_year`: the report of the year before, of the same body; `children`:
    those of all bodies it takes in; `sisters`: those of bodies like it.

    Pure: same report, same judgement. KeyError for an unknown `format_key`.
    """
    if children or sisters:
        report = replace(report, children=tuple(children), sisters=tuple(sisters))
    told = (remark for function in _functions() for remark in function(report, last_year))
    remarks = [attributed(remark, report) if isinstance(remark, Finding) else remark for remark in told]
    order = list(Level)
    return Judgement(
        findings=tuple(sorted((r for r in remarks if isinstance(r, Finding)), key=lambda f: order.index(f.level))),
        unjudged=tuple(r for r in remarks if isinstance(r, Unjudged)),
        held=tuple(r for r in remarks if isinstance(r, Held)),
    )


def run(report: ReportFact, *, last_year: ReportFact | None = None) -> tuple[Finding, ...]:
    """The findings about the report, errors first."""
    return judge(report, last_year=last_year).findings
