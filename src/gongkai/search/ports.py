"""What an index of words can do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from gongkai.search.asking import Phrase

Value = str | int | list[int]
Sql = tuple[str, list[Value]]


@dataclass(frozen=True, slots=True)
class Text:
    """An entry as the index takes it: place, folded texts, and marks, which are letters and digits only."""

    place: int
    title: str
    body: str
    number: str
    attachments: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """phrases: all must be found, in title or number if `in_title`, else anywhere; marks: all must be borne;
    since, until: bounds of places, both included, or None. With neither phrase nor mark nothing is sought."""

    phrases: tuple[Phrase, ...]
    marks: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    in_title: bool = False

    def before(self, place: int) -> "Sought":
        """The same, below that place."""
        return replace(self, until=place - 1 if self.until is None else min(self.until, place - 1))


class Port(Protocol):
    """The index of words of one kind of database. Every call works in the transaction of its caller.

    day: how many places a day has, so that a place divided by it is the day's ordinal, 0 for the undated; counted: so many
    hits it counts at most within the time a reader waits.
    """

    day: int
    counted: int

    def place(self, ordinal: int, key: int) -> int:
        """A free place of that day for the entry with that key."""

    def add(self, texts: Iterable[Text]) -> int:
        """Texts at places where nothing stands. Returns how many."""

    def remove(self, texts: Iterable[Text]) -> None:
        """Each exactly as it was added."""

    def begin_load(self) -> None:
        """Take everything out: all will be added anew, and may be sought after `end_load`."""

    def end_load(self) -> None:
        """Put the index in its best order, renew what the planner knows."""

    def selection(self, sought: Sought, size: int) -> Sql:
        """A SELECT of one column `place`: where it is found, the newest first, at most `size`; and its values."""

    def narrow(self, places: Sequence[int], columns: Sequence[str]) -> Sql:
        """A SELECT of columns of the entries at those places, the newest first, that reads the narrow index only."""
