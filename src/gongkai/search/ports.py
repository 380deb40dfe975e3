"""What an index of words can do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from gongkai.search.asking import Phrase

Value = str | int | list[int]
Sql = tuple[str, list[Value]]
Filter = tuple[str, str | int]


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
    """phrases: all must be found, in title or number if `in_title`, else anywhere; filters: columns of the entry and what must
    stand there; since, until: bounds of places, both included, or None."""

    phrases: tuple[Phrase, ...]
    filters: tuple[Filter, ...] = ()
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

    def free_places(self, ordinals: Sequence[int]) -> list[int]:
        """For each day a place where nothing stands and nothing else will."""

    def add(self, texts: Iterable[Text]) -> None:
        """The texts of entries that were just written, at places where nothing stood."""

    def remove(self, texts: Iterable[Text]) -> None:
        """Each exactly as it was added, before its entry is written anew or deleted."""

    def begin_load(self) -> None:
        """Forget everything; entries may be written, none sought, until `end_load`."""

    def end_load(self, texts: Iterable[Text]) -> None:
        """Index all that is there, `texts` in the order of places, and renew what the planner knows."""

    def places(self, sought: Sought, size: int) -> list[int]:
        """Where it is found, the newest first, at most `size`."""

    def narrow(self, places: Sequence[int], columns: Sequence[str]) -> Sql:
        """A SELECT of columns of the entries at those places, the newest first, that reads the narrow index only."""
