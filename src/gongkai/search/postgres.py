"""The index on PostgreSQL: a GIN index over the numbers of the pairs of signs in the entries' own rows; no text is kept twice.

The index says where all pairs of a query are; that they follow one another is read in the text, the newest first, until enough is
found. The plan is spelt out, since the planner knows neither how seldom pairs follow one another nor what reading costs. Chinese
that stands in one piece is told by the database for certain; what may be written in more than one way is folded and looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from django.db import connection

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import LINE_END, fold, is_han
from gongkai.search.ports import Sought, Sql, Text, Value

LOOKED_THROUGH = (
    2000  # the newest candidates that are read first; for a query without any pair, such as one sign, all that are
)
NEWEST = 4000  # things that are sought in before all others
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
        selection, values = _selection(sought, size, None, _asked(sought))
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
    """The places, in steps, each below the one before and only while they are too few: among the newest things, among the newest
    that the index tells, among all.

    What stands nearly everywhere is found in the newest things: of all, the index would tell tens of thousands, to be fetched and
    sorted for the two hundred that are asked for.
    """
    pairs = _asked(sought)
    if not pairs:
        return _looked(sought, size, pairs)[0]
    places, edge = list[int](), _edge(sought)
    if edge is not None:
        places = [row[0] for row in _run(_selection(replace(sought, since=edge), size, None, pairs))]
        sought = sought.before(edge)
    if len(places) < size:
        found, read_to = _looked(sought, size - len(places), pairs)
        places += found
        if read_to is not None and len(places) < size:
            rest = _run(_selection(sought.before(read_to), size - len(places), None, pairs))
            places += [row[0] for row in rest]
    return places


def _edge(sought: Sought) -> int | None:
    """The place of the last of the newest things that pass the filters; None where there are no more."""
    within, values = _within(sought)
    rows = _run((f"SELECT place FROM search_entry WHERE {within} ORDER BY place DESC OFFSET {NEWEST} LIMIT 1", values))
    return rows[0][0] if rows else None


def _looked(sought: Sought, size: int, pairs: Sequence[int]) -> tuple[list[int], int | None]:
    """The places among the newest candidates, and the last of these; None where there are no more."""
    selection, values = _selection(sought, size, LOOKED_THROUGH, pairs)
    more = f"SELECT -min(place) FROM held HAVING count(*) = {LOOKED_THROUGH}"
    told = [row[0] for row in _run((f"{selection} UNION ALL {more}", values))]
    return [place for place in told if place >= 0], next((-place for place in told if place < 0), None)


def _asked(sought: Sought) -> list[int]:
    """The numbers of all pairs that must be there."""
    pairs = {pair for phrase in sought.phrases for pair in _pairs(phrase)}
    return sorted(pair + (_IN_A_NAME if sought.in_title else 0) for pair in pairs)


def _selection(sought: Sought, size: int, candidates: int | None, pairs: Sequence[int]) -> Sql:
    """A SELECT of the places that may be meant, the newest first, at most `size`, of the newest `candidates` or of all.

    pairs: what the index is asked; without, candidates are the newest.
    """
    if not sought.phrases:
        candidates = size
    if pairs:
        found, values = _told(sought, pairs)
    else:
        within, values = _within(sought)
        found, candidates = f"SELECT place, ctid FROM search_entry WHERE {within}", candidates or LOOKED_THROUGH
    read, patterns = _read(sought)
    names = " || E'\\n' || ".join(_NAMES if sought.in_title else _TEXTS)
    first = "" if candidates is None else f"ORDER BY place DESC LIMIT {candidates}"
    # The text is read in a subquery of its own, so that it is read one by one and no further than the limit; and once for all
    # that is looked for in it: fetching it costs more than looking.
    return (
        f"WITH held AS MATERIALIZED ({found} {first})"
        " (SELECT place FROM (SELECT * FROM held ORDER BY place DESC OFFSET 0) h"
        f" WHERE (SELECT {read} FROM (SELECT {names} AS told FROM search_entry e WHERE e.ctid = h.ctid OFFSET 0) e) LIMIT %s)",
        [*values, *patterns, size],
    )


def _told(sought: Sought, pairs: Sequence[int]) -> Sql:
    """A SELECT of all that the index tells, in no order; fenced, else it walks along all places.

    A bound from above alone stands outside the fence: inside, the places of nearly all things would be listed to be compared.
    """
    below = sought.until if sought.since is None else None
    within, values = _within(sought if below is None else replace(sought, until=None))
    found = f"SELECT place, ctid FROM search_entry WHERE {within} AND {PAIRS} @> %s::int[] OFFSET 0"
    outside, bound = ("", []) if below is None else (" WHERE place <= %s", [below])
    return f"SELECT * FROM ({found}) p{outside}", [*values, list(pairs), *bound]


def _within(sought: Sought) -> Sql:
    said = ["true", *(f"{column} = %s" for column, _ in sought.filters)]
    values: list[Value] = [value for _, value in sought.filters]
    for bound, place in (("place >= %s", sought.since), ("place <= %s", sought.until)):
        if place is not None:
            said.append(bound)
            values.append(place)
    return " AND ".join(said), values


def _read(sought: Sought) -> Sql:
    """What must be read in the text `told`, and its values; more may be found by it where a phrase is not certain."""
    where, values = ["true"], list[Value]()
    for phrase in sought.phrases:
        runs = phrase.runs.split(" ")
        if _is_certain(phrase):
            # Few texts in which it is not have to be made anew without the ends of their lines.
            where.append("(strpos(told, %s) > 0 OR told LIKE %s AND strpos(search_unbroken(told), %s) > 0)")
            values += [phrase.runs, f"%{LINE_END}%", phrase.runs]
            continue
        said = [("search_unbroken(told) LIKE %s", f"%{run}%") for run in runs if is_han(run[0])]
        said += [("search_plain(told) LIKE %s", f"%{run}%") for run in runs if run.isascii()]
        if all(map(_is_told, runs)):
            said.append(("search_plain(told) ~ %s", _written(phrase, runs)))
        where += [how for how, _ in said]
        values += [pattern for _, pattern in said]
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
