"""Findings about a report: each rule of the official format or practice is one check with one code.

`run(report, last_year=…)` gives the findings; `judge` also what holds and what could not be judged.
"""

from gongkai.law.checks import contents, equations, narrative, numbers, statements, years
from gongkai.law.checks.faults import attributed
from gongkai.law.checks.findings import Fault, Finding, Held, Judgement, Level, Remark, Unjudged
from gongkai.law.checks.registry import Check, CheckFunction, freeze
from gongkai.law.facts import ReportFact

__all__ = ["CHECKS", "Check", "Fault", "Finding", "Held", "Judgement", "Level", "Remark", "Unjudged", "judge", "run"]

_ROOMS = (equations, years, numbers, narrative, statements, contents)
CHECKS = freeze()


def _functions() -> tuple[CheckFunction, ...]:
    """Each check function once (one may judge several codes), room by room."""
    rooms = [room.__name__ for room in _ROOMS]
    functions = dict.fromkeys(entry.function for entry in CHECKS.values())
    return tuple(sorted(functions, key=lambda function: rooms.index(function.__module__)))


def judge(report: ReportFact, *, last_year: ReportFact | None = None) -> Judgement:
    """What every check says about the report. `last_year`: the report of the year before, of the same body.

    Pure: same report, same judgement. KeyError for an unknown `format_key`.
    """
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
