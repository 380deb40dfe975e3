"""Years beside each other: two reports cell by cell, and the course of a few years."""

from dataclasses import dataclass

from gongkai.annualreports.models import AnnualReport, ReportFigure
from gongkai.annualreports.queries.figures import cells_of
from gongkai.annualreports.queries.reports import format_of
from gongkai.law.figures import Address, Number, address, parts

RECEIVED, CLOSED = "t3/received/total", "t3/closed_total/total"


@dataclass(frozen=True, slots=True)
class Pair:
    """One cell in two years; a side that its year's format does not have is None."""

    address: Address
    label: str
    earlier: Number | None
    later: Number | None

    @property
    def change(self) -> Number | None:
        """The later less the earlier; None where one of them is missing."""
        return None if self.earlier is None or self.later is None else self.later - self.earlier


def side_by_side(earlier: AnnualReport, later: AnnualReport) -> list[Pair]:
    """Two reports cell by cell, in the order of the later one's form, then what only the earlier one has.

    A row of table 3 that the later format divides (其他处理) stands against the sum of its parts.
    """
    left, right = cells_of(earlier), cells_of(later)
    old, new = format_of(earlier), format_of(later)
    pairs = [
        Pair(cell, new.label(cell), left[cell].value if cell in left else None, found.value)
        for cell, found in right.items()
    ]
    for cell in (cell for cell in left if cell not in right):
        table, row, column = parts(cell)
        divided = [address(table, leaf.key, column) for leaf in new.leaves() if leaf.key.startswith(f"{row}.")]
        total = sum(right[part].value for part in divided) if table == "t3" and divided else None
        pairs.append(Pair(cell, old.label(cell), left[cell].value, total))
    return pairs


def course_of(report: AnnualReport, *, years: int = 5) -> list[tuple[int, int, int]]:
    """Year, received, closed of the published reports of that agency and scope up to this one, oldest first. One query."""
    rows = ReportFigure.objects.filter(
        report__agency_id=report.agency_id,
        report__scope=report.scope,
        report__state=AnnualReport.State.PUBLISHED,
        report__year__range=(report.year - years + 1, report.year),
        address__in=(RECEIVED, CLOSED),
    ).values_list("report__year", "address", "value")
    found: dict[int, dict[str, int]] = {}
    for year, cell, value in rows:
        found.setdefault(year, {})[cell] = int(value)
    return [(year, found[year].get(RECEIVED, 0), found[year].get(CLOSED, 0)) for year in sorted(found)]
