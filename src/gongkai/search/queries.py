"""Finding what is public. Nothing else is in the index; nothing here asks who looks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as given
from datetime import date
from typing import Any, Literal, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from gongkai.search import likeness, ranking
from gongkai.search.asking import Phrase, read
from gongkai.search.databases import port
from gongkai.search.excerpts import Segments, excerpt, finder, segments
from gongkai.search.models import Entry
from gongkai.search.ports import Sought

NAMED = 1000  # things called by the words that are ranked, the newest
RANKED = 200  # texts that are read to be ranked, the newest; those behind them stand by their day
Order = Literal["newest", "ranked"]


@dataclass(frozen=True)
class Filters:
    """What narrows a search; None or "" does not. since, until: days of publication, both included."""

    agency_id: int | None = None
    field: str = ""
    section: str = ""
    kind: str = ""
    validity: str = ""
    year: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Hit:
    """One thing found. …_segments, excerpt: pieces of plain text, each with whether it is what was sought."""

    reference: str
    kind: str
    title: str
    url: str
    number: str
    title_segments: Segments
    excerpt: Segments
    published_on: date | None
    agency_id: int | None
    field: str
    section: str
    validity: str


@dataclass(frozen=True)
class Found:
    """hits: one page; total: how many there are, `Port.counted` at most; is_at_least: whether there are more than that;
    next: the cursor of the next page, or None; note: what the reader should be told, in Chinese, or "".

    by_…: value → how many of the counted hits have it, the most frequent first; by_year: newest first, 0 for no day.
    """

    hits: list[Hit]
    total: int
    is_at_least: bool
    next: str | None
    note: str = ""
    by_agency: dict[int, int] = given(default_factory=dict)
    by_field: dict[str, int] = given(default_factory=dict)
    by_kind: dict[str, int] = given(default_factory=dict)
    by_validity: dict[str, int] = given(default_factory=dict)
    by_year: dict[int, int] = given(default_factory=dict)


class _Row(NamedTuple):
    place: int
    agency_id: int | None
    field: str
    kind: str
    validity: str


_ALL = Filters()


def find(
    words: str, filters: Filters = _ALL, *, order: Order = "newest", after: str | None = None, size: int = 20
) -> Found:
    """What holds all words and passes the filters, a page at a time; without words, all that passes. Any text is a query.

    order: see `ranking`; after: the `next` of the page before (anything else gives the first page).
    """
    asked = read(words)
    sought = _sought(asked.phrases, filters)
    if sought is None or (words.strip() and not asked.phrases):
        return Found([], 0, False, None, asked.note)
    most = port().counted
    head = port().places(sought, most + 1)
    pages = _ranked if order == "ranked" and asked.phrases else _newest
    places, following = pages(sought, head, _cursor(after), size)
    counted = _rows(head[:most])
    return Found(
        hits=_hits(places, asked.phrases),
        total=len(counted),
        is_at_least=len(head) > most,
        next=following,
        note=asked.note,
        by_agency=_counts(row.agency_id for row in counted),
        by_field=_counts(row.field for row in counted),
        by_kind=_counts(row.kind for row in counted),
        by_validity=_counts(row.validity for row in counted),
        by_year=_years(counted),
    )


def suggest(prefix: str, size: int = 8) -> list[str]:
    """Titles that hold what was typed so far: those that begin with it first, then the newest. No title twice."""
    phrases = read(prefix).phrases
    if not phrases:
        return []
    places = port().places(Sought(phrases, in_title=True), 40 * size)
    titles = [row.title for row in sorted(_named(places), reverse=True)]
    typed = prefix.strip()
    return sorted(dict.fromkeys(titles), key=lambda title: not title.startswith(typed))[:size]


def similar(text: str, size: int = 5) -> list[Hit]:
    """What is public about the same: a request being written, or an item beside which others are shown."""
    asked, places = likeness.alike(text, port().places, size)
    return _hits(places, asked)


def validities(references: Sequence[str]) -> dict[str, str]:
    """By which validity each of these is narrowed now; what is not found is left out."""
    parts = (references[at : at + 900] for at in range(0, len(references), 900))
    found = (Entry.objects.filter(reference__in=part).values_list("reference", "validity") for part in parts)
    return {reference: validity for part in found for reference, validity in part}


def _sought(phrases: tuple[Phrase, ...], filters: Filters) -> Sought | None:
    """What the index is asked; None where no day can lie within the bounds."""
    year, day = filters.year, port().day
    if year is not None and not 1 <= year <= 9999:
        return None
    since = max([one for one in (filters.since, date(year, 1, 1) if year else None) if one], default=None)
    until = min([one for one in (filters.until, date(year, 12, 31) if year else None) if one], default=None)
    columns = ("agency_id", "field", "section", "kind", "validity")
    given_ones = ((column, getattr(filters, column)) for column in columns)
    return Sought(
        phrases,
        tuple((column, value) for column, value in given_ones if value not in (None, "")),
        since=since.toordinal() * day if since else None,
        until=(until.toordinal() + 1) * day - 1 if until else None,
    )


def _newest(sought: Sought, head: Sequence[int], cursor: int, size: int) -> tuple[list[int], str | None]:
    """A page below the place `cursor`, and the next cursor: its last place."""
    places = port().places(sought.before(cursor), size + 1) if cursor else head
    return list(places[:size]), str(places[size - 1]) if len(places) > size else None


def _ranked(sought: Sought, head: Sequence[int], cursor: int, size: int) -> tuple[list[int], str | None]:
    """A page from the `cursor`-th of those that are ranked, and the next cursor. Who wants more than that takes the newest."""
    named = port().places(replace(sought, in_title=True), NAMED)
    others = [place for place in head if place not in set(named)]
    places = ranking.by_name(_named(named), sought.phrases)
    if cursor + size >= len(places):  # before that, how the others stand does not show
        others[:RANKED] = ranking.by_text(_written(others[:RANKED]), sought.phrases)
    places += others
    end = cursor + size
    return places[cursor:end], str(end) if end < len(places) else None


def _named(places: Sequence[int]) -> list[ranking.Named]:
    return list(map(ranking.Named._make, _at(places).values_list("place", "title", "number")))


def _written(places: Sequence[int]) -> list[ranking.Written]:
    return list(map(ranking.Written._make, _at(places).values_list("place", "body", "attachments")))


def _at(places: Sequence[int]) -> QuerySet[Entry]:
    return Entry.objects.filter(place__in=places)


def _rows(places: Sequence[int]) -> list[_Row]:
    """What hits are counted by, from the narrow index beside the entries; the newest first."""
    narrow, values = port().narrow(places, _Row._fields)
    with connection.cursor() as cursor:
        cursor.execute(narrow, values)
        return list(map(_Row._make, cursor.fetchall()))


def _hits(places: Sequence[int], phrases: Sequence[Phrase]) -> list[Hit]:
    entries = {entry.place: entry for entry in _at(places)}
    sought = finder(phrases)
    return [_hit(entries[place], sought) for place in places if place in entries]


def _hit(entry: Entry, sought: re.Pattern[str] | None) -> Hit:
    return Hit(
        reference=entry.reference,
        kind=entry.kind,
        title=entry.title,
        url=entry.url,
        number=entry.number,
        title_segments=segments(entry.title, sought),
        excerpt=excerpt((entry.body, entry.attachments), sought),
        published_on=entry.published_on,
        agency_id=entry.agency_id,
        field=entry.field,
        section=entry.section,
        validity=entry.validity,
    )


def _counts(values: Iterable[Any]) -> dict[Any, int]:
    return dict(Counter(value for value in values if value not in (None, "")).most_common())


def _years(rows: Iterable[_Row]) -> dict[int, int]:
    day = port().day
    days = Counter(row.place // day for row in rows)
    years: Counter[int] = Counter()
    for ordinal, count in days.items():
        years[date.fromordinal(ordinal).year if ordinal else 0] += count
    return dict(sorted(years.items(), reverse=True))


def _cursor(after: str | None) -> int:
    """The number of a cursor; 0, the first page, for what is none."""
    return int(after) if after and re.fullmatch(r"[0-9]{1,18}", after) else 0
