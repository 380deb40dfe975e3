"""Reading reports: figures, the records behind them, findings, two years side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import counting_basis, with_all_below
from gongkai.annualreports.facts import number, returns_of_year
from gongkai.annualreports.models import AnnualReport, DeclaredReturn, ReportFigure
from gongkai.annualreports.packing import unpack
from gongkai.applications.facts import appeals_of_year, of_year
from gongkai.law import checks, formats
from gongkai.law.facts import BodyKind, CountingBasis, ReportFact, SectionFact
from gongkai.law.figures import Address, Figure, Number, Origin
from gongkai.law.formats import Format
from gongkai.law.tally import Figures, tally
from gongkai.reading.claims import claims_of
from gongkai.reading.headings import heading
from gongkai.reading.model import Paragraph


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a report stores it: value, origin, and how many records it came from."""

    value: Number
    origin: Origin
    count: int


def report_of(agency: Agency, year: int, scope: str = AnnualReport.Scope.WITH_BELOW) -> AnnualReport | None:
    """The agency's report of that year in that scope, if it was compiled."""
    return (
        AnnualReport.objects.select_related("agency", "signed_by").filter(agency=agency, year=year, scope=scope).first()
    )


def report(key: int) -> AnnualReport:
    """AnnualReport.DoesNotExist when there is none."""
    return AnnualReport.objects.select_related("agency", "signed_by").get(pk=key)


def reports_of(agency_id: int) -> list[AnnualReport]:
    """The agency's reports, newest year first."""
    return list(AnnualReport.objects.select_related("agency").filter(agency_id=agency_id).order_by("-year", "scope"))


def published(*, before: int | None = None, size: int = 50) -> list[AnnualReport]:
    """A page of the published reports, newest first; `before` is the key the page before ended with."""
    found = AnnualReport.objects.select_related("agency").filter(state=AnnualReport.State.PUBLISHED)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


def published_report(code: str, year: int) -> AnnualReport | None:
    """The published report of an agency by its code; the one with those below it comes first."""
    found = AnnualReport.objects.select_related("agency").filter(
        agency__code=code, year=year, state=AnnualReport.State.PUBLISHED
    )
    return found.order_by("-scope").first()


def format_of(report: AnnualReport) -> Format:
    return formats.by_key(report.format_key)


def cells_of(report: AnnualReport) -> dict[Address, Cell]:
    """Every figure of a report in reading order, without its sources: one query."""
    rows = ReportFigure.objects.filter(report=report).values_list("address", "value", "origin", "count")
    found = {cell: Cell(number(str(value)), Origin(origin), count) for cell, value, origin, count in rows}
    return {cell: found[cell] for cell in format_of(report).addresses() if cell in found}


def sources_of(report: AnnualReport, cell: Address) -> tuple[str, ...]:
    """The records a figure came from: `application:12` … Empty for a cell the report does not have."""
    packed = ReportFigure.objects.filter(report=report, address=cell).values_list("sources", flat=True).first()
    return unpack(bytes(packed)) if packed else ()


def returns_by_references(references: Sequence[str]) -> list[DeclaredReturn]:
    """The returns behind references such as `declaredreturn:3`."""
    keys = [int(ref.partition(":")[2]) for ref in references if ref.startswith("declaredreturn:")]
    return list(
        DeclaredReturn.objects.select_related("agency", "signed_by").filter(pk__in=keys).order_by("agency__code")
    )


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
) -> Figures:
    """The figures tallied from the records as they stand; with `until`, as if the year ended that day."""
    covered = agencies_in(agency, scope)
    return tally(
        formats.for_year(year),
        year,
        applications=of_year(covered, year),
        appeals=appeals_of_year(covered, year),
        returns=returns_of_year(covered, year),
        basis=basis or counting_basis(agency),
        until=until,
    )


def report_fact(report: AnnualReport, cells: dict[Address, Cell] | None = None) -> ReportFact:
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
    government = report.agency.kind in {Agency.Kind.GOVERNMENT, Agency.Kind.TOWNSHIP}
    return ReportFact(
        year=report.year,
        format_key=report.format_key,
        figures={
            address: Figure(cell.value, origin=cell.origin) for address, cell in (cells or cells_of(report)).items()
        },
        body=report.agency.name,
        body_kind=BodyKind.GOVERNMENT if government else BodyKind.DEPARTMENT,
        sections=sections,
        claims=tuple(claim for told in paragraphs.values() for claim in claims_of(told)),
    )


def _paragraphs(text: str, section: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a section's text, each with the character it begins at."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(line, start, section))
        start += len(line) + 1
    return tuple(found)


def judgement_of(report: AnnualReport, cells: dict[Address, Cell] | None = None) -> checks.Judgement:
    """What the checks say of the report, held against last year's report of the same agency and scope."""
    before = report_of(report.agency, report.year - 1, report.scope)
    return checks.judge(report_fact(report, cells), last_year=report_fact(before) if before else None)


@dataclass(frozen=True, slots=True)
class Pair:
    """One cell in two years; a side that its year's format does not have is None."""

    address: Address
    label: str
    earlier: Number | None
    later: Number | None

    @property
    def change(self) -> Number | None:
        return None if self.earlier is None or self.later is None else self.later - self.earlier


def side_by_side(earlier: AnnualReport, later: AnnualReport) -> list[Pair]:
    """Two reports cell by cell, in the order of the later one's form, then what only the earlier one has."""
    left, right = cells_of(earlier), cells_of(later)
    forms = {**{cell: format_of(earlier) for cell in left}, **{cell: format_of(later) for cell in right}}
    order = [*right, *(cell for cell in left if cell not in right)]
    return [
        Pair(
            cell,
            forms[cell].label(cell),
            left[cell].value if cell in left else None,
            right[cell].value if cell in right else None,
        )
        for cell in order
    ]


def return_of(agency_id: int, year: int, *states: str) -> DeclaredReturn | None:
    """The agency's return for that year in one of the states (default: signed)."""
    found = DeclaredReturn.objects.select_related("agency", "filled_in_by", "signed_by").filter(
        agency_id=agency_id, year=year
    )
    return found.filter(state__in=states or [DeclaredReturn.State.SIGNED]).order_by("-pk").first()


def returns_board(agency: Agency, year: int) -> list[tuple[Agency, str]]:
    """Every agency of the house with the state of its return: signed, draft, or "" where there is none. Two queries."""
    states: dict[int, str] = {}
    rows = DeclaredReturn.objects.filter(agency__path__startswith=agency.path, year=year).order_by("pk")
    for key, state in rows.exclude(state=DeclaredReturn.State.REPLACED).values_list("agency_id", "state"):
        states[key] = state if states.get(key) != DeclaredReturn.State.SIGNED else states[key]
    return [(below, states.get(below.pk, "")) for below in with_all_below(agency)]


def basis_in_words(report: AnnualReport) -> list[tuple[str, str]]:
    """The counting basis a report was made on: what it settles, and how."""
    basis = asdict(CountingBasis(**report.counting_basis))
    choices = {
        "received": ("本年新收以何日计", Agency.Received),
        "closed": ("办结以何日计", Agency.Closed),
        "appeals": ("复议诉讼的统计范围", Agency.Appeals),
    }
    return [(label, str(kinds(basis[name]).label)) for name, (label, kinds) in choices.items()]
