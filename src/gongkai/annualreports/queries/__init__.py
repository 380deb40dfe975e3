"""Reading reports: figures, the records behind them, findings, declared returns, two years side by side."""

from gongkai.annualreports.queries.figures import (
    Cell,
    agencies_in,
    cells_of,
    corrections_of,
    figures_now,
    sources_of,
)
from gongkai.annualreports.queries.findings import judgement_now, judgement_of, report_fact
from gongkai.annualreports.queries.reports import (
    CHANGES,
    acts_on,
    basis_in_words,
    changes_since,
    form_of_year,
    format_of,
    published,
    published_report,
    report,
    report_of,
    reports_of,
    told,
)
from gongkai.annualreports.queries.returns import (
    BoardRow,
    declared_before,
    return_by_key,
    return_of,
    returns_board,
    returns_by_references,
    returns_of,
)
from gongkai.annualreports.queries.years import Pair, course_of, side_by_side

__all__ = [
    "CHANGES",
    "BoardRow",
    "Cell",
    "Pair",
    "acts_on",
    "agencies_in",
    "basis_in_words",
    "cells_of",
    "changes_since",
    "corrections_of",
    "course_of",
    "declared_before",
    "figures_now",
    "form_of_year",
    "format_of",
    "judgement_now",
    "judgement_of",
    "published",
    "published_report",
    "report",
    "report_fact",
    "report_of",
    "reports_of",
    "return_by_key",
    "return_of",
    "returns_board",
    "returns_by_references",
    "returns_of",
    "side_by_side",
    "sources_of",
    "told",
]
