"""The course of an import into the register: the list is judged as a whole, then taken over batch by batch."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from gongkai.audit.actors import Actor
from gongkai.documents.actions.importing import import_documents
from gongkai.documents.importing import ReadyDocument
from gongkai.documents.queries.importing import RegisterImporting
from gongkai.law.errors import Refusal
from gongkai.publications.importing import LeftOut
from gongkai.reading.errors import Unreadable
from gongkai.reading.listed import ListedItem, Trouble

BATCH = 500  # documents of one transaction
MOST_LINES = 20_000  # all are judged together: one acts on the other


@dataclass(slots=True)
class RegisterCourse:
    """What came of an import. taken: how many documents; texts: how many of them brought a text; notes: to be looked at."""

    lines: int = 0
    taken: int = 0
    texts: int = 0
    left: list[LeftOut] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)


def run_register_import(
    items: Iterable[ListedItem],
    importing: RegisterImporting,
    *,
    actor: Actor,
    source: str = "",
    kept_numbers: Iterable[str] = (),
    told: Callable[[int, int], None] = lambda done, of: None,
    dry: bool = False,
) -> RegisterCourse:
    """Take over what may be; leave what is there, name what is wrong. Stopped half-way, it goes on where it was when run again.

    dry: judge only, write nothing. told: documents taken so far, of how many. Each batch is a transaction of its own.
    """
    lines = list(islice(items, MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise Unreadable("listing.long", f"清单超过{MOST_LINES}行。", "请按机关或者年份拆成几份，分别导入。")
    judged = importing.judge(lines)
    course = RegisterCourse(lines=len(lines), left=list(judged.left), troubles=list(judged.troubles))
    course.notes = list(judged.notes)
    if dry:
        course.taken, course.texts = len(judged.ready), _with_text(judged.ready)
        return course
    kept = tuple(kept_numbers)
    for begin in range(0, len(judged.ready), BATCH):
        _take(judged.ready[begin : begin + BATCH], actor, source, kept, course)
        told(min(begin + BATCH, len(judged.ready)), len(judged.ready))
    return course


def _take(
    ready: Sequence[ReadyDocument], actor: Actor, source: str, kept: tuple[str, ...], course: RegisterCourse
) -> None:
    """Take a batch over; where it is refused, line by line: one bad file must not keep out the others."""
    try:
        done = import_documents(ready, actor=actor, source=source, kept_numbers=kept)
    except Refusal as refusal:
        if len(ready) == 1:
            course.troubles.append(Trouble(ready[0].place, "", refusal.message, refusal.hint))
        else:
            for one in ready:
                _take([one], actor, source, kept, course)
        return
    course.taken += len(ready)
    course.texts += _with_text(ready)
    course.documents += done.documents


def _with_text(ready: Sequence[ReadyDocument]) -> int:
    return sum(one.item is not None or one.publication_id is not None for one in ready)
