"""The index on SQLite: FTS5 without a copy of the text. Debian 12 has 3.40: a row is deleted by telling its old text again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.db import connection

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import fold, is_han, spaced
from gongkai.search.marks import EVERY, marks_of
from gongkai.search.ports import Sought, Sql, Text, Value

_HELD, _HELD_IN_A_LOAD = (
    1 << 20,
    1 << 26,
)  # bytes of words before they are written: FTS5's own, and fewer pieces to merge
LARGE = 100_000  # things; among more, a single sign is looked for in the newest only
LOOKED_THROUGH = 2000  # of them
_TEXTS = ("title", "body", "number", "attachments")
_COLUMNS = "rowid, body, title, number, attachments, marks"


class Sqlite:
    """The port on FTS5."""

    day = 1 << 14  # the closer two places, the fewer bytes say how far they are apart
    counted = 500

    def free_places(self, ordinals: Sequence[int]) -> list[int]:
        """The next of each day. One writer at a time is SQLite's rule, so that nobody else takes it; a full day goes on into
        the days after it."""
        free: dict[int, int] = {}
        found = []
        for ordinal in ordinals:
            day = ordinal
            while (place := free.get(day) or self._free(day)) == (day + 1) * self.day:
                day += 1
            free[day] = place + 1
            found.append(place)
        return found

    def _free(self, day: int) -> int:
        """The place after the last that is taken of the day, which may be the first of the next."""
        free = "SELECT max(place) + 1 FROM search_entry WHERE place >= %s AND place < %s"
        with connection.cursor() as cursor:
            cursor.execute(free, [day * self.day, (day + 1) * self.day])
            place: int = cursor.fetchone()[0] or day * self.day
        return place

    def add(self, texts: Iterable[Text]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_fts({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)", [_row(text) for text in texts]
            )

    def remove(self, texts: Iterable[Text]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_fts(search_fts, {_COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s, %s)",
                [_row(text) for text in texts],
            )

    def begin_load(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
            cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('hashsize', %s)", [_HELD_IN_A_LOAD])

    def end_load(self, texts: Iterable[Text]) -> None:
        waiting = iter(texts)
        while batch := list(islice(waiting, 500)):
            self.add(batch)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")
            cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('hashsize', %s)", [_HELD])

    def places(self, sought: Sought, size: int) -> list[int]:
        """As the port says; a single sign, which begins thousands of pairs whose lists must be merged, among many things in the
        newest only that the rest of the query finds: no query takes longer the more there is."""
        signs = [phrase for phrase in sought.phrases if _ends_in_a_sign(phrase)]
        if not signs or not _is_large():
            return self._found(sought, size)
        others = tuple(phrase for phrase in sought.phrases if phrase not in signs)
        candidates = self._found(replace(sought, phrases=others), LOOKED_THROUGH)
        return list(islice(_held(candidates, signs, _TEXTS[::2] if sought.in_title else _TEXTS), size))

    def _found(self, sought: Sought, size: int) -> list[int]:
        bounds = [("rowid >= %s", sought.since), ("rowid <= %s", sought.until)]
        where = ["search_fts MATCH %s", *(said for said, value in bounds if value is not None)]
        values: list[Value] = [_match(sought), *(value for _, value in bounds if value is not None), size]
        condition = " AND ".join(where)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM search_fts WHERE {condition} ORDER BY rowid DESC LIMIT %s", values)
            return [row[0] for row in cursor.fetchall()]

    def narrow(self, places: Sequence[int], columns: Sequence[str]) -> Sql:
        # By itself SQLite takes the unique index and then reads every row, text and all.
        return (
            f"SELECT {', '.join(columns)} FROM search_entry INDEXED BY found_narrowly"
            " WHERE place IN (SELECT value FROM json_each(%s)) ORDER BY place DESC",
            [json.dumps(list(places))],
        )


def _is_large() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM search_entry ORDER BY place LIMIT 1 OFFSET %s", [LARGE])
        return cursor.fetchone() is not None


def _ends_in_a_sign(phrase: Phrase) -> bool:
    """Whether a single Chinese sign is sought, by itself or after words of other scripts."""
    return phrase.is_begun and is_han(phrase.tokens[-1][0])


def _held(places: Sequence[int], phrases: Sequence[Phrase], columns: Sequence[str]) -> Iterator[int]:
    """Those of the places whose texts hold all the phrases, read one by one."""
    told = f"SELECT {', '.join(columns)} FROM search_entry WHERE place = %s"
    for place in places:
        with connection.cursor() as cursor:
            cursor.execute(told, [place])
            folded = " ".join(f" {fold(text)} " for text in cursor.fetchone() or () if text)
        if all(phrase.pattern in folded for phrase in phrases):
            yield place


def _row(text: Text) -> tuple[int | str, ...]:
    told = (spaced(part) for part in (text.body, text.title, text.number, text.attachments))
    return (text.place, *told, " ".join((EVERY, *text.marks)))


def _match(sought: Sought) -> str:
    """The query in FTS5's own words; tokens are letters and digits only, so that nothing in it needs an escape."""
    columns = "title number" if sought.in_title else "body title number attachments"
    parts = [f"{{{columns}}} : {_phrase(phrase)}" for phrase in sought.phrases]
    parts += [f"marks : {mark}" for mark in marks_of(sought.filters)]
    return " AND ".join(parts or [f"marks : {EVERY}"])


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.is_begun else ""}'
