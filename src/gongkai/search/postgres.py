"""The index on PostgreSQL: a GIN index over the numbers of the pairs of signs in the entries' own rows; no text is kept twice.

The index says where all pairs of a query are; that they follow one another is read in the text, the newest first, until enough is
found. The plan is spelt out, since the planner knows neither how seldom pairs follow one another nor what reading costs. Chinese
that stands in one piece is told by the database for certain; what may be written in more than one way is folded and looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from django.db import connection

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import fold, is_han
from gongkai.search.ports import Sought, Sql, Text, Value

LOOKED_THROUGH = (
    2000  # the newest candidates that are read first; for a query without any pair, such as one sign, all that are
)
# The index is over exactly this; both functions are the migration's.
PAIRS = "search_pairs(title || ' ' || number, body || ' ' || attachments)"
INDEX = f"CREATE INDEX search_pairs_of ON search_entry USING gin ({PAIRS}) WITH (fastupdate = off)"
_NAMES, _TEXTS = ("title", "number"), ("body", "title", "number", "attachments")
_IN_A_NAME = 1 << 18  # the pairs of title and number are told a second time, by numbers of their own


class Postgres:
    """The port on GIN."""

    day = 1 << 24  # by a number of its own: two who publish at once must not wait for each other
    counted = 200

    def free_places(self, ordinals: Sequence[int]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('search_places') FROM generate_series(1, %s)", [len(ordinals)])
            return [day * self.day + row[0] % self.day for day, row in zip(ordinals, cursor.fetchall(), strict=True)]

    def add(self, texts: Iterable[Text]) -> None:
        """Nothing: the index follows the entries by itself."""

    def remove(self, texts: Iterable[Text]) -> None:
        """Nothing, as `add`."""

    def begin_load(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX search_pairs_of")

    def end_load(self, texts: Iterable[Text]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            cursor.execute("ALTER TABLE search_entry SET (parallel_workers = 2)")
            cursor.execute(INDEX)
            cursor.execute("ALTER TABLE search_entry SET (parallel_workers = 0)")
            cursor.execute("ANALYZE search_entry")

    def places(self, sought: Sought, size: int) -> list[int]:
        if all(_is_certain(phrase) for phrase in sought.phrases):
            return _certain(sought, size)
        return list(islice(_folded_and_found(sought, size), size))

    def narrow(self, places: Sequence[int], columns: Sequence[str]) -> Sql:
        return (
            f"SELECT {', '.join(columns)} FROM search_entry WHERE place = ANY(%s::bigint[]) ORDER BY place DESC",
            [list(places)],
        )


def _folded_and_found(sought: Sought, size: int) -> Iterator[int]:
    """The places where the folded text has the phrases, of those where the database holds it for possible."""
    columns = _NAMES if sought.in_title else _TEXTS
    while True:
        selection, values = _selection(sought, size)
        told = f"SELECT place, {', '.join(columns)} FROM search_entry WHERE place = ANY(ARRAY({selection})) ORDER BY place DESC"
        rows = _run((told, values))
        for place, *texts in rows:
            folded = " ".join(f" {fold(text)} " for text in texts if text)
            if all(phrase.pattern in folded for phrase in sought.phrases):
                yield place
        if len(rows) < size:
            return
        sought = sought.before(rows[-1][0])


def _run(selection: Sql) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*selection)
        found: list[Any] = cursor.fetchall()
        return found


def _certain(sought: Sought, size: int) -> list[int]:
    """The places, in two steps: where the newest candidates do not hold enough, all are gone through."""
    selection, values = _selection(sought, size, LOOKED_THROUGH)
    *places, candidates = [row[0] for row in _run((f"{selection} UNION ALL SELECT -count(*) FROM held", values))]
    if len(places) == size or -candidates < LOOKED_THROUGH or not any(map(_pairs, sought.phrases)):
        return places
    return [row[0] for row in _run(_selection(sought, size))]


def _selection(sought: Sought, size: int, candidates: int | None = None) -> Sql:
    """A SELECT of the places that may be meant, the newest first, at most `size`, of the newest `candidates` or of all."""
    within, values = _within(sought)
    if not sought.phrases:
        candidates = size
    found = f"SELECT place, ctid FROM search_entry WHERE {within}"
    if pairs := sorted({pair for phrase in sought.phrases for pair in _pairs(phrase)}):
        found = f"SELECT * FROM ({found} AND {PAIRS} @> %s::int[] OFFSET 0) p"  # else it walks along all places
        values.append([pair + (_IN_A_NAME if sought.in_title else 0) for pair in pairs])
    else:
        candidates = candidates or LOOKED_THROUGH
    read, patterns = _read(sought)
    first = "" if candidates is None else f"ORDER BY place DESC LIMIT {candidates}"
    # The text is read in a subquery of its own, so that it is read one by one and no further than the limit.
    return (
        f"WITH held AS MATERIALIZED ({found} {first})"
        " (SELECT place FROM (SELECT * FROM held ORDER BY place DESC OFFSET 0) h"
        f" WHERE (SELECT {read} FROM search_entry e WHERE e.ctid = h.ctid) LIMIT %s)",
        [*values, *patterns, size],
    )


def _within(sought: Sought) -> Sql:
    said = ["true", *(f"{column} = %s" for column, _ in sought.filters)]
    values: list[Value] = [value for _, value in sought.filters]
    for bound, place in (("place >= %s", sought.since), ("place <= %s", sought.until)):
        if place is not None:
            said.append(bound)
            values.append(place)
    return " AND ".join(said), values


def _read(sought: Sought) -> Sql:
    """What must be read in the texts, and its values; more may be found by it where a phrase is not certain."""
    where, values = ["true"], list[Value]()
    columns = _NAMES if sought.in_title else _TEXTS
    for phrase in sought.phrases:
        runs = phrase.runs.split(" ")
        said = [("search_unbroken(e.{}) LIKE %s", f"%{run}%") for run in runs if is_han(run[0])]
        said += [("search_plain(e.{}) LIKE %s", f"%{run}%") for run in runs if run.isascii()]
        if not _is_certain(phrase) and all(map(_is_told, runs)):
            said.append(("search_plain(e.{}) ~ %s", _written(phrase, runs)))
        if said:
            where.append(f"({' OR '.join(' AND '.join(how.format(column) for how, _ in said) for column in columns)})")
            values += [pattern for _, pattern in said] * len(columns)
    return " AND ".join(where), values


def _written(phrase: Phrase, runs: Sequence[str]) -> str:
    """A regular expression for how the phrase may be written in a tidy text in small letters; never too narrow: a document
    number may have its parts side by side, or 年 or 第 between."""
    begins = "" if is_han(phrase.runs[0]) else "(^|[^0-9a-z]|(19|20)[0-9][0-9])"
    ends = "" if phrase.is_open else "($|[^0-9a-z]|[0-9]{1,4}号)"
    return begins + "([^0-9a-z一-鿿]|[年第])*".join(runs) + ends


def _is_certain(phrase: Phrase) -> bool:
    """Whether it stands in a text just where its signs do: Chinese in one run, of no sign that a document number may lose."""
    return is_han(phrase.runs[0]) and not set(" 年第") & set(phrase.runs)


def _is_told(run: str) -> bool:
    """Whether a tidy text has the run as it is, but for capitals that every database knows."""
    return run.isascii() or is_han(run[0])


def _pairs(phrase: Phrase) -> list[int]:
    """The numbers of the pairs within its runs: of Chinese signs, and of letters and digits too."""
    return [_number(one, two) for run in phrase.runs.split(" ") if _is_told(run) for one, two in pairwise(run)]


def _number(one: str, two: str) -> int:
    """As `search_numbers` reckons it. Some pairs share a number: what is found by it is read anyway."""
    return (ord(one) * 1867 ^ ord(two)) & 0x3FFFF
