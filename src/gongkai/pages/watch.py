"""Asking, before each answer, whether anything public has changed: on a connection of its own, past Django's.

SQLite tells by `PRAGMA data_version` whether anybody has written at all, which costs a look into shared memory; only then the
count is read. PostgreSQL is asked for the count each time: one small statement, by far the dearest part of such an answer.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any, Protocol

from django.db import connections

COUNT = "SELECT last FROM pages_sequence WHERE id = 1"
CHANGED = "SELECT name FROM pages_group WHERE changed > "


class Watch(Protocol):
    """Its questions raise `unreachable` where the database does not answer; then nothing may be served from memory."""

    unreachable: type[Exception]

    def last(self) -> int:
        """The count of changes committed so far."""

    def changed_since(self, count: int) -> list[str]:
        """The groups changed after that count."""

    def close(self) -> None:
        """Let go of the connection; the next question opens another."""


def watch_of(alias: str = "default") -> Watch:
    """The watch of the database this installation has."""
    if connections[alias].vendor == "sqlite":
        return SqliteWatch(Path(connections[alias].settings_dict["NAME"]))
    return PostgresWatch(alias)


class SqliteWatch:
    unreachable: type[Exception] = sqlite3.Error

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._version = self._last = -1

    def last(self) -> int:
        connection = self._connection or self._open()
        version = connection.execute("PRAGMA data_version").fetchall()[0][0]
        if version != self._version:  # read before the count: what is committed in between is seen next time
            self._last = _first(connection.execute(COUNT).fetchall())
            self._version = version
        return self._last

    def changed_since(self, count: int) -> list[str]:
        connection = self._connection or self._open()
        return [name for (name,) in connection.execute(f"{CHANGED}?", (count,)).fetchall()]

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._version = None, -1

    def _open(self) -> sqlite3.Connection:
        """Never makes a file: where there is none, there is nothing to serve. Several threads use it in turn."""
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=1, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only = 1")
        self._connection = connection
        return connection


class PostgresWatch:
    """Statements of at most two seconds: a reader rather waits for Django than for a count."""

    def __init__(self, alias: str = "default") -> None:
        self._alias = alias
        self._connection: Any = None  # psycopg's, which an installation on SQLite never loads
        django: Any = connections[alias]
        self.unreachable: type[Exception] = django.Database.Error

    def last(self) -> int:
        return _first((self._connection or self._open()).execute(COUNT, prepare=True).fetchall())

    def changed_since(self, count: int) -> list[str]:
        found = (self._connection or self._open()).execute(f"{CHANGED}%s", (count,))
        return [name for (name,) in found.fetchall()]

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(self.unreachable):
                self._connection.close()
        self._connection = None

    def _open(self) -> Any:
        django = connections[self._alias]
        connection = django.get_new_connection({"connect_timeout": 3, **django.get_connection_params()})
        connection.autocommit = True
        connection.execute("SET statement_timeout = 2000")
        self._connection = connection
        return connection


def _first(rows: list[Any]) -> int:
    """0 before anything was ever touched."""
    return int(rows[0][0]) if rows else 0
