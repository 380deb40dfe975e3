"""The index on PostgreSQL: the folded text of an entry, and a GIN index over the numbers of its pairs of signs.

The index says where all pairs of a query are; that they follow one another is read in the text, the newest first, until enough is
found. The plan is spelt out, since the planner knows neither how seldom pairs follow one another nor what reading costs.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import connection

from gongkai.search.asking import Phrase
from gongkai.search.ports import Sought, Sql, Text, Value

LOOKED_THROUGH = 2000  # the newest texts that are read for a query without any pair, such as one sign
# What `search_pairs` of the migration makes of the columns; the index is over exactly this.
PAIRS = "search_pairs(names || body, marks)"
INDEX = f"CREATE INDEX search_words_pairs ON search_words USING gin ({PAIRS}) WITH (fastupdate = off)"


class Postgres:
    """The port on GIN."""

    day = 1 << 24  # by the entry's key: two who publish at once must not wait for each other
    counted = 200

    def place(self, ordinal: int, key: int) -> int:
        return ordinal * self.day + key % self.day

    def add(self, texts: Iterable[Text]) -> int:
        rows = [_row(text) for text in texts]
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY search_words (place, names, body, marks) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return len(rows)

    def remove(self, texts: Iterable[Text]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE place = ANY(%s)", [[text.place for text in texts]])

    def begin_load(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX search_words_pairs")
            cursor.execute("TRUNCATE search_words")

    def end_load(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            cursor.execute(INDEX)

    def selection(self, sought: Sought, size: int) -> Sql:
        bounds = [("place >= %s", sought.since), ("place <= %s", sought.until)]
        within = " AND ".join(["true", *(said for said, value in bounds if value is not None)])
        held: list[Value] = [value for _, value in bounds if value is not None]
        pairs = sorted({pair for phrase in sought.phrases for pair in _pairs(phrase)} | set(map(_mark, sought.marks)))
        if pairs:
            newest = f"SELECT place FROM search_words WHERE {within} AND {PAIRS} @> %s::int[]"
            held.append(pairs)
        else:
            newest = f"SELECT place FROM search_words WHERE {within} ORDER BY place DESC LIMIT {LOOKED_THROUGH}"
        read, patterns = _read(sought)
        if not read and not pairs:
            return f"SELECT place FROM search_words WHERE {within} ORDER BY place DESC LIMIT %s", [*held, size]
        # The text is read in a subquery of its own, so that it is read one by one and no further than the limit.
        condition = f"WHERE (SELECT {read} FROM search_words w WHERE w.place = h.place)" if read else ""
        return (
            f"WITH held AS MATERIALIZED ({newest}) SELECT place FROM"
            f" (SELECT place FROM held ORDER BY place DESC OFFSET 0) h {condition} LIMIT %s",
            [*held, *patterns, size],
        )

    def narrow(self, places: Sequence[int], columns: Sequence[str]) -> Sql:
        return (
            f"SELECT {', '.join(columns)} FROM search_entry WHERE place = ANY(%s::bigint[]) ORDER BY place DESC",
            [list(places)],
        )


def _read(sought: Sought) -> tuple[str, list[Value]]:
    """What must be read in the texts, and its values."""
    where, values = [], list[Value]()
    for phrase in sought.phrases:
        pattern = f"%{phrase.pattern}%"
        if sought.in_title:
            where.append("w.names LIKE %s")
            values.append(pattern)
        else:
            where.append("(w.body LIKE %s OR w.names LIKE %s)")
            values += [pattern, pattern]
    return " AND ".join(where), values


def _pairs(phrase: Phrase) -> list[int]:
    """The numbers of the pairs within its runs: of Chinese signs, and of letters and digits too."""
    return [_number(one, two) for run in phrase.runs.split(" ") for one, two in pairwise(run)]


def _number(one: str, two: str) -> int:
    """As `search_pairs` reckons it. Some pairs share a number: what is found by it is read anyway."""
    return (ord(one) * 1867 ^ ord(two)) & 0x3FFFF


def _mark(mark: str) -> int:
    """A mark as a number that no pair has."""
    return -1 - int(mark[-7:], 16)


def _row(text: Text) -> tuple[int, str, str, list[int]]:
    names, body = _apart(text.title, text.number), _apart(text.body, text.attachments)
    return text.place, names, body, [_mark(mark) for mark in text.marks]


def _apart(*folded: str) -> str:
    """Texts in one, with two spaces between, which no pattern spans."""
    return f" {'  '.join(folded)} "
