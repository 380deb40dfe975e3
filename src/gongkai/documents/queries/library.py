"""The library of documents as anybody may read it: what is disclosed, how it stands on the day, narrowed and paged.

How a document stands is worked out anew on each reading, so a term that ran out last night is over whether or not anything ran.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from gongkai.documents.facts import ISSUED
from gongkai.documents.models import NormativeDocument
from gongkai.law.validity import ChangeFact, DocumentFact, Validity, since_of, validity_on
from gongkai.publications.models import Publication
from gongkai.publications.queries.public import READABLE
from gongkai.search.bigrams import fold

UNRELEASED = Publication.Standing.UNRELEASED
KINDS: dict[str, str] = dict(NormativeDocument.Kind.choices)
_CHANGE = ("change__kind", "change__effective_on", "change__until")
_DAYS = ("issued_on", "effective_on", "valid_until", "disclosed_on")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which documents are listed; "" and None do not narrow. agency: a code; year: of 成文; field: an address; words: in title or number."""

    validity: str = ""
    agency: str = ""
    year: int | None = None
    kind: str = ""
    field: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list. since: the first day of how it stands; item: its text at the gate, public if has_text."""

    pk: int
    title: str
    number: str
    kind: str
    agency: str
    agency_name: str
    field: str
    field_name: str
    issued_on: date
    effective_on: date | None
    item: int | None
    has_text: bool
    validity: Validity
    since: date

    @property
    def place(self) -> str:
        """Where a page ends that ends with it, as its address says it."""
        return f"{self.issued_on:%Y%m%d}-{self.pk}"


class Choice(NamedTuple):
    """One way to narrow: value, words, how many it would leave."""

    value: str
    label: str
    found: int


@dataclass(frozen=True, slots=True)
class Found:
    """rows: one page; total: all that fit; older: the place the next page begins behind, or ""; choices: by name of the filter."""

    rows: list[Row]
    total: int
    older: str
    choices: dict[str, list[Choice]] = field(default_factory=dict)


def disclosed(today: date) -> Q:
    """Issued, and public: by the gate, or known to have been public before and not kept back since."""
    before = Q(publication__isnull=True) | Q(publication__standing=UNRELEASED)
    public = Q(publication__standing__in=READABLE) | (Q(disclosed_on__lte=today) & before)
    return Q(stage__in=ISSUED, issued_on__lte=today) & public


def is_disclosed(document: NormativeDocument, today: date) -> bool:
    """Whether one row that was read with its publication is disclosed, as `disclosed` says it."""
    if document.stage not in ISSUED or document.issued_on is None or document.issued_on > today:
        return False
    standing = document.publication.standing if document.publication else UNRELEASED
    known = document.disclosed_on is not None and document.disclosed_on <= today
    return standing in READABLE or (known and standing == UNRELEASED)


def find(narrowed: Narrowed, today: date, *, before: str = "", size: int = 20) -> Found:
    """One page of the library, the newest first. One query, and what it narrows is worked out from the days."""
    sought = [_plain(word) for word in narrowed.words.split()]
    fitting: list[Row] = []
    missed: dict[str, list[Row]] = {name: [] for name in _TESTS}
    for row in rows_on(today):
        if sought and not _holds(row, sought):
            continue
        failed = [name for name, fits in _TESTS.items() if not fits(row, narrowed)]
        if not failed:
            fitting.append(row)
        elif len(failed) == 1:
            missed[failed[0]].append(row)
    behind = _behind(fitting, before)
    page = behind[:size]
    choices = {name: _choices(name, narrowed, [*fitting, *others]) for name, others in missed.items()}
    return Found(page, len(fitting), page[-1].place if len(behind) > size else "", choices)


def newest(today: date, size: int) -> list[Row]:
    """The documents that were issued last."""
    return rows_on(today)[:size]


def rows_on(today: date) -> list[Row]:
    """Every disclosed document as it stands that day, the last issued first. One query."""
    found = NormativeDocument.objects.filter(disclosed(today))
    return [row for told in _grouped(found) if (row := _row(told, today)) is not None]


def validities(items: Sequence[int], today: date) -> dict[int, Validity]:
    """How the documents stand whose texts these items are, by the key of the item. One query."""
    return _standing(Q(publication__in=items), today) if items else {}


def public_validities(today: date) -> dict[int, Validity]:
    """As `validities`, of every text that may be read."""
    return _standing(Q(publication__standing__in=READABLE), today)


def _standing(of: Q, today: date) -> dict[int, Validity]:
    found = NormativeDocument.objects.filter(of, stage__in=ISSUED, issued_on__isnull=False)
    told = ((rows[0]["publication_id"], validity_on(_fact(rows), today)) for rows in _grouped(found))
    return {item: validity for item, validity in told if validity is not None}


def _grouped(found: QuerySet[NormativeDocument]) -> Iterator[list[dict[str, Any]]]:
    """Each document with its standing changes: as many rows as it has, at least one."""
    standing = FilteredRelation("changes", condition=Q(changes__cancelled_at__isnull=True))
    rows = (
        found.annotate(change=standing)
        .order_by("-issued_on", "-pk", "change__pk")
        .values(
            *("pk", "title", "number", "kind", "publication_id", "publication__standing", *_DAYS, *_CHANGE),
            *("agency__code", "agency__short_name", "field__slug", "field__name"),
        )
    )
    for _, of_one in groupby(rows.iterator(), key=lambda row: row["pk"]):
        yield list(of_one)


def _fact(rows: Sequence[dict[str, Any]]) -> DocumentFact:
    one = rows[0]
    changes = tuple(ChangeFact(*(row[name] for name in _CHANGE)) for row in rows if row["change__kind"])
    days = {name: one[name] for name in _DAYS}
    return DocumentFact(f"normativedocument:{one['pk']}", one["kind"], **days, changes=changes)


def _row(rows: Sequence[dict[str, Any]], today: date) -> Row | None:
    fact, one = _fact(rows), rows[0]
    validity = validity_on(fact, today)
    if validity is None:
        return None
    return Row(
        one["pk"],
        one["title"],
        one["number"],
        one["kind"],
        one["agency__code"],
        one["agency__short_name"],
        one["field__slug"] or "",
        one["field__name"] or "",
        one["issued_on"],
        one["effective_on"],
        one["publication_id"],
        one["publication__standing"] in READABLE,
        validity,
        since_of(fact, today),
    )


_TESTS: dict[str, Callable[[Row, Narrowed], bool]] = {
    "validity": lambda row, asked: asked.validity in ("", row.validity),
    "agency": lambda row, asked: asked.agency in ("", row.agency),
    "year": lambda row, asked: asked.year in (None, row.issued_on.year),
    "kind": lambda row, asked: asked.kind in ("", row.kind),
    "field": lambda row, asked: asked.field in ("", row.field),
}
_VALUES: dict[str, Callable[[Row], tuple[str, str]]] = {
    "validity": lambda row: (str(row.validity), row.validity.label),
    "agency": lambda row: (row.agency, row.agency_name),
    "year": lambda row: (str(row.issued_on.year), f"{row.issued_on.year}年"),
    "kind": lambda row: (row.kind, KINDS[row.kind]),
    "field": lambda row: (row.field, row.field_name),
}
_LABELS = {"validity": {str(one): one.label for one in Validity}, "kind": KINDS}
_ORDERS = {"validity": [str(one) for one in Validity], "kind": list(KINDS)}


def _choices(name: str, asked: Narrowed, rows: Iterable[Row]) -> list[Choice]:
    """The values of a filter with how many each would leave; what is chosen stays among them, though it leaves nothing."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        value = _VALUES[name](row)
        counts[value] = counts.get(value, 0) + 1
    told = [Choice(*value, found) for value, found in counts.items() if value[0]]
    chosen = str(getattr(asked, name) or "")
    if chosen and all(one.value != chosen for one in told):
        told.append(Choice(chosen, _LABELS.get(name, {}).get(chosen, chosen), 0))
    if name in _ORDERS:
        places = {value: at for at, value in enumerate(_ORDERS[name])}
        return sorted(told, key=lambda one: places.get(one.value, len(places)))
    return sorted(told, key=lambda one: one.value, reverse=name == "year")


def _behind(rows: list[Row], place: str) -> list[Row]:
    """The rows behind a place; all of them for what no page gave."""
    day, dash, key = place.partition("-")
    if not dash or not (day.isascii() and day.isdigit() and len(day) == 8 and key.isascii() and key.isdigit()):
        return rows
    if len(key) > 18:
        return rows
    return [row for row in rows if (f"{row.issued_on:%Y%m%d}", row.pk) < (day, int(key))]


def _holds(row: Row, sought: Sequence[str]) -> bool:
    title, number = _plain(row.title), _plain(row.number)
    return all(word in title or word in number for word in sought)


def _plain(words: str) -> str:
    """Words as they are compared: any bracket, width or case is one."""
    return fold(words).replace(" ", "")
