"""The figures of a report and the records behind them; and the figures as the records stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import counting_basis, with_all_below
from gongkai.annualreports.facts import number, returns_of_year
from gongkai.annualreports.models import AnnualReport, FigureCorrection, ReportFigure
from gongkai.annualreports.packing import unpack
from gongkai.annualreports.queries.reports import form_of_year, format_of
from gongkai.applications.facts import appeals_of_year, of_year
from gongkai.documents.facts import of_agencies
from gongkai.law.facts import CountingBasis
from gongkai.law.figures import Address, Number, Origin
from gongkai.law.tally import Figures, count_documents, tally


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a report stores it: value, origin, and how many records it came from."""

    value: Number
    origin: Origin
    count: int


def cells_of(report: AnnualReport) -> dict[Address, Cell]:
    """Every figure of a report in reading order, without its sources: one query."""
    rows = ReportFigure.objects.filter(report=report).values_list("address", "value", "origin", "count")
    found = {cell: Cell(number(str(value)), Origin(origin), count) for cell, value, origin, count in rows}
    return {cell: found[cell] for cell in format_of(report).addresses() if cell in found}


def sources_of(report: AnnualReport, cell: Address, start: int = 0, stop: int | None = None) -> tuple[str, ...]:
    """The records a figure came from, from `start` up to `stop`: `application:12` … Empty for a cell the report lacks."""
    packed = ReportFigure.objects.filter(report=report, address=cell).values_list("sources", flat=True).first()
    return unpack(bytes(packed), start, stop) if packed else ()


def corrections_of(report: AnnualReport) -> list[FigureCorrection]:
    """The figures corrected by hand, those that fell included, oldest first."""
    return list(FigureCorrection.objects.select_related("signed_by").filter(report=report).order_by("pk"))


def agencies_in(agency: Agency, scope: str) -> list[Agency]:
    """The agencies a report of that scope covers."""
    return list(with_all_below(agency)) if scope == AnnualReport.Scope.WITH_BELOW else [agency]


def figures_now(
    agency: Agency,
    year: int,
    *,
    scope: str = AnnualReport.Scope.WITH_BELOW,
    until: date | None = None,
    basis: CountingBasis | None = None,
    covered: Sequence[Agency] | None = None,
) -> Figures:
    """The figures tallied from the records as they stand; with `until`, as if the year ended that day.

    covered: the agencies of that scope, where the caller has them already.
    """
    agencies = covered if covered is not None else agencies_in(agency, scope)
    return tally(
        form_of_year(year),
        year,
        applications=of_year(agencies, year),
        appeals=appeals_of_year(agencies, year),
        returns=returns_of_year(agencies, year),
        documents=of_agencies(agencies),
        basis=basis or counting_basis(agency),
        until=until,
    )


def documents_counted(agency: Agency, year: int, *, until: date | None = None) -> Figures:
    """The cells of table 2 that the register answers, of this agency alone, as it stands now: beside its return."""
    return count_documents(
        form_of_year(year), year, documents=of_agencies([agency]), basis=counting_basis(agency), until=until
    )
