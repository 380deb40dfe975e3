"""The course of an import: lines are judged some at a time, gathered by agency, and taken over batch by batch."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.law.errors import Refusal
from gongkai.publications.actions.importing import import_items
from gongkai.publications.importing import LeftOut, ReadyItem
from gongkai.publications.queries.importing import Importing
from gongkai.reading.listed import ListedItem, Trouble

BATCH = 500  # items of one transaction
HELD = 2_000  # items in memory at most


@dataclass(slots=True)
class Course:
    """What came of an import. taken: how many items; index_numbers: theirs, in the order they were written."""

    lines: int = 0
    taken: int = 0
    left: list[LeftOut] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    index_numbers: list[str] = field(default_factory=list)


def run_import(
    items: Iterable[ListedItem],
    importing: Importing,
    *,
    actor: Actor,
    kept_numbers: Iterable[str] = (),
    told: Callable[[Course], None] = lambda _: None,
    dry: bool = False,
) -> Course:
    """Take over what may be; leave what is there, name what is wrong. Stopped half-way, it goes on where it was when run again.

    dry: judge only, write nothing. told: called after each step. Each batch is a transaction of its own.
    """
    course, kept = Course(), tuple(kept_numbers)
    waiting: dict[int, list[ReadyItem]] = defaultdict(list)
    for some in _some(items):
        judged = importing.judge(some)
        course.lines += len(some)
        course.left += judged.left
        course.troubles += judged.troubles
        if dry:
            course.taken += len(judged.ready)
            told(course)
            continue
        for one in judged.ready:
            waiting[one.agency_id].append(one)
        full = sum(len(ready) for ready in waiting.values()) > HELD
        for agency, ready in waiting.items():
            while len(ready) >= BATCH or (full and ready):
                _take(agency, ready[:BATCH], kept, actor, course)
                del ready[:BATCH]
                told(course)
        told(course)
    for agency, ready in waiting.items():
        for begin in range(0, len(ready), BATCH):
            _take(agency, ready[begin : begin + BATCH], kept, actor, course)
            told(course)
    return course


def _take(agency: int, ready: list[ReadyItem], kept: tuple[str, ...], actor: Actor, course: Course) -> None:
    """Take a batch over; where it is refused, line by line: one bad file must not keep out the others."""
    try:
        done = import_items(Agency.objects.get(pk=agency), ready, actor=actor, kept_numbers=kept)
    except Refusal as refusal:
        if len(ready) == 1:
            course.troubles.append(Trouble(ready[0].place, "", refusal.message, refusal.hint))
        else:
            for one in ready:
                _take(agency, [one], kept, actor, course)
        return
    course.taken += len(ready)
    course.index_numbers += done.index_numbers


def _some(items: Iterable[ListedItem]) -> Iterator[list[ListedItem]]:
    waiting = iter(items)
    while some := list(islice(waiting, BATCH)):
        yield some
