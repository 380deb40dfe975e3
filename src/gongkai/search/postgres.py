"""The index on PostgreSQL: the tokens of an entry in a GIN index without positions, its folded text beside them.

The index says where all tokens of a query are; that they follow one another is read in the text. A tsvector with positions
would say both at once, but it knows no position beyond 16,383 and is longer than the text.
"""

from collections.abc import Iterable

from django.db import connection

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import tokens
from gongkai.search.ports import Sought, Sql, Text, Value


class Postgres:
    """The port on GIN."""

    def add(self, texts: Iterable[Text]) -> int:
        rows = [_row(text) for text in texts]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_words(place, title, body, tokens) VALUES (%s, %s, %s, %s)", rows)
        return len(rows)

    def remove(self, texts: Iterable[Text]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE place = ANY(%s)", [[text.place for text in texts]])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_words")

    def selection(self, sought: Sought, size: int) -> Sql:
        where, values = ["true"], list[Value]()
        for phrase in sought.phrases:
            where.append("title LIKE %s" if sought.in_title else "(title LIKE %s OR body LIKE %s)")
            values += [f"%{phrase.pattern}%"] * (1 if sought.in_title else 2)
        held = [token for phrase in sought.phrases for token in _held(phrase)]
        held += [f"={mark}" for mark in sought.marks]
        if held:
            where.append("tokens @> %s::text[]")
            values.append(held)
        for said, value in (("place >= %s", sought.since), ("place <= %s", sought.until)):
            if value is not None:
                where.append(said)
                values.append(value)
        values.append(size)
        return f"SELECT place FROM search_words WHERE {' AND '.join(where)} ORDER BY place DESC LIMIT %s", values


def _row(text: Text) -> tuple[int, str, str, list[str]]:
    title, body = _spaced(text.title, text.number), _spaced(text.body, text.attachments)
    held = set(tokens(title)) | set(tokens(body)) | {f"={mark}" for mark in text.marks}
    return text.place, title, body, sorted(held)


def _spaced(*folded: str) -> str:
    """Texts in one, with two spaces between, which no pattern spans."""
    return f" {'  '.join(folded)} "


def _held(phrase: Phrase) -> tuple[str, ...]:
    """The tokens that an entry must hold for the phrase to be there. A mere beginning is no token."""
    return phrase.tokens[:-1] if phrase.is_begun else phrase.tokens
