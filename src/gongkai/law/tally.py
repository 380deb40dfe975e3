"""From facts to the figures of a report: the one road to a number. Nobody types it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gongkai.law.facts import AppealFact, ApplicationFact, CountingBasis, ReturnFact
from gongkai.law.figures import Address, Figure, Origin, address
from gongkai.law.formats import Format
from gongkai.law.outcomes import outcome

Figures = dict[Address, Figure]


def tally(
    form: Format,
    year: int,
    *,
    applications: Iterable[ApplicationFact],
    appeals: Iterable[AppealFact],
    returns: Iterable[ReturnFact],
    basis: CountingBasis,
    until: date | None = None,
) -> Figures:
    """Every figure of the report of `year` in that format, with the records it came from.

    Tables 3 and 4 are counted, their sums derived; table 2 is declared. `until` (default 31 December) ends the
    year early: what the report would say if the year ended that day. Complexity: linear in the facts.
    """
    end = until or date(year, 12, 31)
    figures = _table2(form, returns)
    figures.update(_table3(form, year, end, applications, basis))
    figures.update(_table4(form, year, end, appeals, basis))
    return {cell: figures[cell] for cell in form.addresses()}


def _table2(form: Format, returns: Iterable[ReturnFact]) -> Figures:
    sums: dict[Address, Figure] = {}
    for declared in returns:
        for cell, figure in declared.figures.items():
            if figure.value is None:
                continue
            before = sums.get(cell)
            value = figure.value + (before.value or 0 if before else 0)
            sums[cell] = Figure(
                value, origin=Origin.DECLARED, sources=(*(before.sources if before else ()), declared.reference)
            )
    nothing = Figure(0, origin=Origin.DECLARED)
    return {cell: sums.get(cell, nothing) for cell in form.table2_addresses()}


def _table3(
    form: Format, year: int, end: date, applications: Iterable[ApplicationFact], basis: CountingBasis
) -> Figures:
    """Regulations art. 50(2). Received in the year; carried in: received before, open on 1 January; closed in the year;
    carried out: received by the end of the year and open then, whatever it waits for.

    Where items count, an application is one until it is closed; what it then falls into beyond one is received in that
    year too. So every column balances, and what was carried out of a year is what is carried into the next.
    """
    start = date(year, 1, 1)
    records: dict[Address, list[str]] = defaultdict(list)

    def count(row: str, fact: ApplicationFact) -> None:
        records[address("t3", row, fact.applicant_kind)].append(fact.reference)

    for fact in applications:
        if fact.reopened and basis.reopened != "counted":
            continue
        received = (fact.supplemented_on or fact.received_on) if basis.received == "supplement" else fact.received_on
        closed = fact.closed_on if basis.closed == "served" else fact.replied_on or fact.closed_on
        if received > end or (closed is not None and closed < start):
            continue
        count("received" if received >= start else "carried_in", fact)
        if closed is not None and closed <= end and fact.outcome is not None:
            parts = fact.items if basis.items == "item" and fact.items else (fact.outcome,)
            for number, part in enumerate(parts):
                count(outcome(part).row(form.key), fact)
                if number:
                    count("received", fact)
        else:
            count("carried_out", fact)
    return _summed(form, records)


def _summed(form: Format, records: dict[Address, list[str]]) -> Figures:
    kinds = [column.key for column in form.columns if column.key != "total"]
    leaves = [row.key for row in form.leaves()]
    for kind in kinds:
        records[address("t3", "closed_total", kind)] = [
            source for leaf in leaves for source in records.get(address("t3", leaf, kind), ())
        ]
    figures: Figures = {}
    for row in form.counted_rows():
        everyone: list[str] = []
        for kind in kinds:
            cell = address("t3", row.key, kind)
            sources = records.get(cell, [])
            everyone += sources
            origin = Origin.DERIVED if row.kind == "sum" else Origin.COUNTED
            figures[cell] = Figure(len(sources), origin=origin, sources=tuple(sources))
        figures[address("t3", row.key, "total")] = Figure(len(everyone), origin=Origin.DERIVED, sources=tuple(everyone))
    return figures


def _table4(form: Format, year: int, end: date, appeals: Iterable[AppealFact], basis: CountingBasis) -> Figures:
    """Regulations art. 50(3). Concluded in the year with their result, and pending at its end; or those filed in it [M]."""
    start = date(year, 1, 1)
    records: dict[Address, list[str]] = defaultdict(list)
    for fact in appeals:
        concluded = fact.concluded_on is not None and fact.concluded_on <= end
        if fact.filed_on > end or (basis.appeals == "filed" and fact.filed_on < start):
            continue
        if concluded and fact.concluded_on is not None and fact.concluded_on < start:
            continue
        result = fact.result if concluded and fact.result else "pending"
        records[address("t4", fact.kind, result)].append(fact.reference)
        records[address("t4", fact.kind, "total")].append(fact.reference)
    figures: Figures = {}
    for cell in form.table4_addresses():
        origin = Origin.DERIVED if cell.endswith("/total") else Origin.COUNTED
        figures[cell] = Figure(len(records[cell]), origin=origin, sources=tuple(records[cell]))
    return figures
