"""The index on SQLite: FTS5 without a copy of the text. Debian 12 has 3.40: a row is deleted by telling its old text again."""

from collections.abc import Iterable

from django.db import connection

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import tokens
from gongkai.search.marks import EVERY
from gongkai.search.ports import Sought, Sql, Text, Value

_COLUMNS = "rowid, body, title, number, attachments, marks"


class Sqlite:
    """The port on FTS5."""

    def add(self, texts: Iterable[Text]) -> int:
        rows = [_row(text) for text in texts]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO search_fts({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)", rows)
        return len(rows)

    def remove(self, texts: Iterable[Text]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_fts(search_fts, {_COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s, %s)",
                [_row(text) for text in texts],
            )

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")

    def selection(self, sought: Sought, size: int) -> Sql:
        bounds = [("rowid >= %s", sought.since), ("rowid <= %s", sought.until)]
        where = ["search_fts MATCH %s", *(said for said, value in bounds if value is not None)]
        values: list[Value] = [_match(sought), *(value for _, value in bounds if value is not None), size]
        condition = " AND ".join(where)
        return f"SELECT rowid AS place FROM search_fts WHERE {condition} ORDER BY rowid DESC LIMIT %s", values


def _row(text: Text) -> tuple[int | str, ...]:
    told = (" ".join(tokens(part)) for part in (text.body, text.title, text.number, text.attachments))
    return (text.place, *told, " ".join((EVERY, *text.marks)))


def _match(sought: Sought) -> str:
    """The query in FTS5's own words; tokens are letters and digits only, so that nothing in it needs an escape."""
    columns = "title number" if sought.in_title else "body title number attachments"
    parts = [f"{{{columns}}} : {_phrase(phrase)}" for phrase in sought.phrases]
    parts += [f"marks : {mark}" for mark in sought.marks]
    return " AND ".join(parts or [f"marks : {EVERY}"])


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.is_begun else ""}'
