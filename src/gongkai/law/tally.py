"""From facts to the figures of a report: the one road to a number. Nobody types it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.law.facts import AppealFact, ApplicationFact, CountingBasis, ReturnFact
from gongkai.law.figures import Address, Figure, Origin, address
from gongkai.law.formats import Format
from gongkai.law.outcomes import outcome
from gongkai.law.validity import DocumentFact, ended_on

Figures = dict[Address, Figure]
KIND_OF_ROW = {"rules": "rules", "normative_documents": "normative"}  # row of table 2 → kind of document


def tally(
    form: Format,
    year: int,
    *,
    applications: Iterable[ApplicationFact],
    appeals: Iterable[AppealFact],
    returns: Iterable[ReturnFact],
    documents: Iterable[DocumentFact] = (),
    basis: CountingBasis,
    until: date | None = None,
) -> Figures:
    """Every figure of the report of `year` in that format, with the records it came from.

    Tables 3 and 4 are counted, their sums derived; of table 2 the documents are counted and the rest is declared. `until`
    (default 31 December) ends the year early: what the report would say if the year ended that day. Linear in the facts.
    """
    end = until or date(year, 12, 31)
    figures = _declared(form, returns)
    figures.update(count_documents(form, year, documents=documents, basis=basis, until=end))
    figures.update(_table3(form, year, end, applications, basis))
    figures.update(_table4(form, year, end, appeals, basis))
    return {cell: figures[cell] for cell in form.addresses()}


def _declared(form: Format, returns: Iterable[ReturnFact]) -> Figures:
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
    return {cell: sums.get(cell, nothing) for cell in form.declared_addresses()}


def count_documents(
    form: Format, year: int, *, documents: Iterable[DocumentFact], basis: CountingBasis, until: date | None = None
) -> Figures:
    """The cells of table 2 that the register answers: 规章 and 规范性文件 (art. 20 item 1), each with its documents.

    2021 format: issued, repealed (whichever way it ended), in force at the end; a modification is none of them, and what
    replaces another is one issued and one repealed. So stock(n) = stock(n-1) + issued - repealed, whatever happened. 2019
    format: made in the year, first disclosed in the year, disclosed in all. 其他文件 stand in neither.
    """
    span = date(year, 1, 1), until or date(year, 12, 31)
    rows = {KIND_OF_ROW[row.key]: row.key for row in form.register_rows()}
    records: dict[Address, list[str]] = defaultdict(list)
    for fact in documents:
        if fact.kind in rows:
            for column in _columns_of(form, fact, span, basis):
                records[address("t2", rows[fact.kind], column)].append(fact.reference)
    return {
        cell: Figure(len(records[cell]), origin=Origin.COUNTED, sources=tuple(records[cell]))
        for cell in form.register_addresses()
    }


def _columns_of(form: Format, fact: DocumentFact, span: tuple[date, date], basis: CountingBasis) -> Iterator[str]:
    """The columns of its row that a document counts in. span: first and last day of the year.

    By the day it took effect, one that ended before that day was never there; by the day it was issued, it was.
    """
    start, end = span
    entered = fact.issued_on if basis.documents_from == "issued" else max(fact.issued_on, fact.begins_on)
    ending = ended_on(fact)
    ended = ending[0] if ending else None
    there = entered <= end and (ended is None or ended > entered)
    if form.key == "2019":
        if there and entered >= start:
            yield "made"
        if fact.disclosed_on is not None and fact.disclosed_on <= end:
            if fact.disclosed_on >= start:
                yield "newly_disclosed"
            if basis.documents_total == "all" or ended is None or ended > end:
                yield "disclosed_total"
        return
    if there and entered >= start:
        yield "issued"
    if there and ended is not None and start <= ended <= end:
        yield "repealed"
    if there and (ended is None or ended > end):
        yield "in_force"


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
