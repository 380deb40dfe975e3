"""Findings about a report: each rule of the official format or practice is one check with one code.

`run(report, last_year=…)` gives the findings; `judge` also what holds and what could not be judged.
"""

from gongkai.law.checks import equations, years
from gongkai.law.checks.findings import Finding, Held, Judgement, Level, Remark, Unjudged
from gongkai.law.checks.registry import Check, freeze
from gongkai.law.facts import ReportFact

__all__ = ["CHECKS", "Check", "Finding", "Held", "Judgement", "Level", "Remark", "Unjudged", "judge", "run"]

_ROOMS = (equations, years)
CHECKS = freeze()


def judge(report: ReportFact, *, last_year: ReportFact | None = None) -> Judgement:
    """What every check says about the report. `last_year`: the report of the year before, of the same body.

    Pure: same report, same judgement. KeyError for an unknown `format_key`.
    """
    functions = dict.fromkeys(entry.function for entry in CHECKS.values())
    remarks = [remark for function in functions for remark in function(report, last_year)]
    order = list(Level)
    return Judgement(
        findings=tuple(sorted((r for r in remarks if isinstance(r, Finding)), key=lambda f: order.index(f.level))),
        unjudged=tuple(r for r in remarks if isinstance(r, Unjudged)),
        held=tuple(r for r in remarks if isinstance(r, Held)),
    )


def run(report: ReportFact, *, last_year: ReportFact | None = None) -> tuple[Finding, ...]:
    """The findings about the report, errors first."""
    return judge(report, last_year=last_year).findings
