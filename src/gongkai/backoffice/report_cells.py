"""One cell opened: the cases or documents it was counted from, the terms it adds up, or the returns that declared it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse

from gongkai.annualreports import queries as reports
from gongkai.annualreports.facts import number
from gongkai.annualreports.sums import terms_of
from gongkai.applications import queries as applications
from gongkai.applications.permissions import may_see
from gongkai.audit.actors import Actor
from gongkai.documents.permissions import may_see_document
from gongkai.documents.queries import figures as documents
from gongkai.law.figures import Address, Number, Origin
from gongkai.law.formats import Format
from gongkai.law.outcomes import outcome
from gongkai.law.workdays import in_words
from gongkai.screens.sums import short
from gongkai.typesetting.formulas import as_text

SIZE = 20
Read = Callable[[int, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One record behind a figure: an application, an appeal, a document. about and href are empty where the actor's post
    may not look into it."""

    number: str
    agency: str
    told: str
    about: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class TermShown:
    label: str
    value: Number
    href: str


@dataclass(frozen=True, slots=True)
class PartDeclared:
    """What one agency declared for the cell."""

    agency: str
    value: Number
    href: str
    told: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The panel beside the tables. count: records behind the figure; first, last: which of them are shown; hidden: how many
    of those shown belong to agencies whose cases the actor may not open; following: where the next page begins, 0 for none."""

    address: Address
    label: str
    value: Number
    origin: Origin
    count: int
    terms: tuple[TermShown, ...] = ()
    zero_terms: int = 0
    parts: tuple[PartDeclared, ...] = ()
    zero_parts: int = 0
    cases: tuple[Case, ...] = ()
    first: int = 0
    last: int = 0
    hidden: int = 0
    following: int = 0
    correction: Any = None


def open_cell(
    form: Format,
    cells: dict[Address, reports.Cell],
    address: Address,
    *,
    actor: Actor,
    read: Read,
    link: Callable[[Address], str],
    start: int = 0,
    correction: Any = None,
) -> Opened:
    """What stands behind the cell. read(start, stop): its references. At most four queries, however many records."""
    cell = cells[address]
    shown = Opened(address, form.label(address), cell.value, cell.origin, cell.count, correction=correction)
    terms = terms_of(form, address)
    if terms:
        told = [TermShown(_short_label(form, address, term), cells[term].value, link(term)) for term in terms]
        parts = tuple(term for term in told if term.value)
        return replace(shown, terms=parts, zero_terms=len(told) - len(parts))
    if address.startswith("t2/") and cell.origin is Origin.DECLARED and not correction:
        return _with_returns(shown, read(0, cell.count))
    skip = 1 if correction else 0  # the first reference of a corrected cell is the correction itself
    total = cell.count - skip
    start = min(max(start, 0), max(total - 1, 0))
    cases, hidden = cases_of(read(start + skip, start + skip + SIZE), actor)
    last = start + len(cases)
    return replace(
        shown,
        cases=cases,
        count=total,
        first=start + 1,
        last=last,
        following=last if last < total else 0,
        hidden=hidden,
    )


def _short_label(form: Format, whole: Address, term: Address) -> str:
    """The part of the term's label that tells it from the others: its row within a column, its column within a row."""
    row, column = term.split("/")[1:]
    if whole.split("/")[1] != row:
        return next(entry.label for entry in form.rows if entry.key == row)
    columns = form.results if term.startswith("t4") else form.columns
    return next(entry.label for entry in columns if entry.key == column)


def _with_returns(shown: Opened, references: Sequence[str]) -> Opened:
    parts = [
        PartDeclared(
            found.agency.name,
            number(found.figures.get(shown.address, "0")),
            reverse("backoffice:return", args=[found.year, found.agency.code]),
            f"{found.signed_by.name if found.signed_by else ''} {short(found.signed_on)}签报",
        )
        for found in reports.returns_by_references(references)
    ]
    told = sorted((part for part in parts if part.value), key=lambda part: -part.value)
    return replace(shown, parts=tuple(told), zero_parts=len(parts) - len(told))


def cases_of(references: Sequence[str], actor: Actor) -> tuple[tuple[Case, ...], int]:
    """The records as lines to read, in the order given, and how many of them may not be opened. At most five queries."""
    records = _records(references)
    cases = [_case(records[ref], actor) for ref in references if ref in records]
    return tuple(cases), sum(not case.about for case in cases)


def of_the_register(references: Iterable[str]) -> bool:
    """Whether the records are documents of the register."""
    return any(reference.startswith(documents.MARK) for reference in references)


def _records(references: Sequence[str]) -> dict[str, Any]:
    return {**applications.by_references(references), **documents.by_references(references)}


def rows_of(references: Sequence[str], actor: Actor, *, size: int = 500) -> Iterator[tuple[str, ...]]:
    """The records as rows of a file, read piece by piece so that memory stays flat: number, agency, standing, what was asked
    (of a document: its title)."""
    of_documents = of_the_register(references)
    yield (
        ("发文字号", "机关", "日期", "标题", "来源")
        if of_documents
        else ("编号", "机关", "办理情况", "所需信息", "来源")
    )
    for start in range(0, len(references), size):
        piece = references[start : start + size]
        records = _records(piece)
        for reference in piece:
            if reference in records:
                case = _case(records[reference], actor)
                yield case.number, case.agency, case.told, case.about, reference


def csv_lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows as lines of a CSV file that a spreadsheet opens in Chinese. A cell that a spreadsheet would run is quoted."""
    yield "\ufeff"
    for row in rows:
        cells = [as_text(cell) for cell in row]
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(cells)
        yield line.getvalue()


def _case(record: Any, actor: Actor) -> Case:
    if record._meta.model_name == "normativedocument":
        return _document(record, actor)
    application = getattr(record, "application", record)
    told = _told_of_application(record) if record is application else _told_of_appeal(record)
    if not may_see(actor, application):
        return Case(application.number, application.agency.short_name, told)
    return Case(
        application.number,
        application.agency.short_name,
        told,
        _first_words(application.content),
        _page_of("backoffice:case", application.pk),
    )


def _document(record: Any, actor: Actor) -> Case:
    """A document that is public may be named to everybody; one that is not, to those who may see it."""
    issued, disclosed, ended = documents.days_of(record)
    told = f"{in_words(issued)}成文"
    told += f"，{in_words(disclosed)}公开" if disclosed else "，尚未公开"
    told += f"，{in_words(ended[0])}{ended[1].label}" if ended else ""
    number, agency = record.number or "没有文号", record.agency.short_name
    may_open = may_see_document(actor, record)
    if not may_open and disclosed is None:
        return Case(number, agency, told)
    return Case(number, agency, told, record.title, _page_of("backoffice:document", record.pk) if may_open else "")


def _told_of_application(record: Any) -> str:
    if record.closed_on and record.outcome:
        return f"{short(record.received_on)}收到，{record.closed_on.year}年{short(record.closed_on)}办结，{_result(record.outcome)}"
    return f"{record.received_on.year}年{short(record.received_on)}收到，{record.get_stage_display()}"


def _result(code: str) -> str:
    """予以公开: the outcome without what its letter adds."""
    return outcome(code).label.partition("，")[0]


def _told_of_appeal(record: Any) -> str:
    kind = "行政诉讼" if record._meta.model_name == "lawsuit" else "行政复议"
    if record.concluded_on:
        return f"{kind}，{short(record.concluded_on)}审结，{record.get_result_display()}"
    return f"{kind}，{record.filed_on.year}年{short(record.filed_on)}提起，尚未审结"


def _first_words(text: str, length: int = 36) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"


def _page_of(name: str, key: int) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""
