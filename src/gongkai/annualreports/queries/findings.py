"""What the law's checks say of a report: its tables, its texts, and last year's report beside it."""

from collections.abc import Mapping

from gongkai.agencies.models import Agency
from gongkai.annualreports.models import AnnualReport
from gongkai.annualreports.queries.figures import Cell, cells_of
from gongkai.annualreports.queries.reports import form_of_year, format_of, report_of
from gongkai.law import checks
from gongkai.law.facts import BodyKind, ReportFact, SectionFact
from gongkai.law.figures import Address, Figure
from gongkai.reading.headings import heading
from gongkai.reading.model import Paragraph
from gongkai.reading.narrative.claims import claims_of


def report_fact(report: AnnualReport, cells: Mapping[Address, Cell] | None = None) -> ReportFact:
    """The report as the law's checks see it: figures, sections, and the claims its own text makes."""
    form = format_of(report)
    texts = {1: report.overview, 5: report.problems, 6: report.other_matters}
    paragraphs = {number: _paragraphs(text, number) for number, text in texts.items()}
    sections = tuple(
        SectionFact(
            number,
            title,
            texts.get(number, ""),
            tuple(found for paragraph in paragraphs.get(number, ()) if (found := heading(paragraph.text))),
        )
        for number, title in enumerate(form.section_titles, 1)
    )
    return ReportFact(
        year=report.year,
        format_key=report.format_key,
        figures=_read(cells_of(report) if cells is None else cells),
        body=report.agency.name,
        body_kind=_kind(report.agency),
        sections=sections,
        claims=tuple(claim for told in paragraphs.values() for claim in claims_of(told)),
    )


def judgement_of(report: AnnualReport, cells: Mapping[Address, Cell] | None = None) -> checks.Judgement:
    """What the checks say of the report, held against last year's report of the same agency and scope."""
    return checks.judge(
        report_fact(report, cells), last_year=_tables_of_year_before(report.agency, report.year, report.scope)
    )


def judgement_now(agency: Agency, year: int, scope: str, figures: Mapping[Address, Figure]) -> checks.Judgement:
    """What the checks say of figures that no report holds yet: tables only, held against last year's report."""
    fact = ReportFact(year, form_of_year(year).key, figures, body=agency.name, body_kind=_kind(agency))
    return checks.judge(fact, last_year=_tables_of_year_before(agency, year, scope))


def _tables_of_year_before(agency: Agency, year: int, scope: str) -> ReportFact | None:
    before = report_of(agency, year - 1, scope)
    if before is None:
        return None
    return ReportFact(before.year, before.format_key, _read(cells_of(before)), agency.name, _kind(agency))


def _read(cells: Mapping[Address, Cell]) -> dict[Address, Figure]:
    return {address: Figure(cell.value, origin=cell.origin) for address, cell in cells.items()}


def _kind(agency: Agency) -> BodyKind:
    government = agency.kind in {Agency.Kind.GOVERNMENT, Agency.Kind.TOWNSHIP}
    return BodyKind.GOVERNMENT if government else BodyKind.DEPARTMENT


def _paragraphs(text: str, section: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a section's text, each with the character it begins at."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(line, start, section))
        start += len(line) + 1
    return tuple(found)
