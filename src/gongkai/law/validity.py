"""How a normative document stands on a day, from the days of its life: 有效, 已修改, 废止, 失效, 宣布失效, 尚未施行.

Nothing here is stored: the state of any past day is read off the same days. A document holds from its first day in effect up to,
not including, the first day of the act that ended it; a term is held through its last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


class Validity(StrEnum):
    """The values of the unified platform (`publications.Content.Validity`)."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"
    LAPSED = "lapsed"
    DECLARED_LAPSED = "declared_lapsed"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def holds(self) -> bool:
        """Whether one may act by it: in force, as it stands or as amended."""
        return self in {Validity.IN_FORCE, Validity.AMENDED}


LABELS = {
    Validity.IN_FORCE: "有效",
    Validity.AMENDED: "已修改",
    Validity.REPEALED: "废止",
    Validity.LAPSED: "失效",
    Validity.DECLARED_LAPSED: "宣布失效",
    Validity.NOT_YET: "尚未施行",
}
ENDINGS = {"repealed": Validity.REPEALED, "declared_lapsed": Validity.DECLARED_LAPSED}


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """An act on a document. kind: amended, repealed, declared_lapsed, extended; on: the first day it holds; until: the new last
    day of the term, of an extension; acting: the reference of the document that did it, where the register has it."""

    kind: str
    on: date
    until: date | None = None
    acting: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A document as the law sees it. reference: `normativedocument:12`; kind: normative, rules or other; disclosed_on: the first day
    it was public; valid_until: the last day of its term as first set."""

    reference: str
    kind: str
    issued_on: date
    effective_on: date | None = None
    valid_until: date | None = None
    disclosed_on: date | None = None
    changes: tuple[ChangeFact, ...] = ()

    @property
    def begins_on(self) -> date:
        """The first day it holds: 施行日期, else 成文日期."""
        return self.effective_on or self.issued_on


def last_day_of_term(fact: DocumentFact) -> date | None:
    """The last day of the term, extensions counted; None where it has none."""
    untils = [change.until for change in fact.changes if change.kind == "extended" and change.until]
    return (
        max([*untils, fact.valid_until])
        if untils and fact.valid_until
        else (max(untils) if untils else fact.valid_until)
    )


def ended_on(fact: DocumentFact) -> tuple[date, Validity] | None:
    """The first day it no longer holds, and how it ended: by an act, or by its term, whichever came first. None while it has no end."""
    ends = [(change.on, ENDINGS[change.kind]) for change in fact.changes if change.kind in ENDINGS]
    last = last_day_of_term(fact)
    if last is not None:
        ends.append((last + _DAY, Validity.LAPSED))
    return min(ends, key=lambda end: end[0]) if ends else None


def validity_on(fact: DocumentFact, day: date) -> Validity | None:
    """How it stood on that day; None before it was issued.

    Example: issued 2020-03-01 with a term until 2025-02-28 → IN_FORCE on that last day, LAPSED on 2025-03-01.
    """
    if day < fact.issued_on:
        return None
    end = ended_on(fact)
    if end is not None and day >= end[0]:
        return end[1]
    if day < fact.begins_on:
        return Validity.NOT_YET
    if any(change.kind == "amended" and change.on <= day for change in fact.changes):
        return Validity.AMENDED
    return Validity.IN_FORCE


def since_of(fact: DocumentFact, day: date) -> date:
    """The first day of how it stands on that day: of its end, else the later of its first day in effect and its last amendment.

    Of one that is not in effect yet: the day it will be. Example: in effect from 1 July, amended on 1 June → since 1 July.
    """
    end = ended_on(fact)
    if end is not None and day >= end[0]:
        return end[0]
    if day < fact.begins_on:
        return fact.begins_on
    return max(
        [fact.begins_on, *(change.on for change in fact.changes if change.kind == "amended" and change.on <= day)]
    )


def days_of_change(fact: DocumentFact) -> tuple[date, ...]:
    """Every day on which its state changes by itself or by an act, in order: when its pages must be made anew."""
    days = {fact.issued_on, fact.begins_on, *(change.on for change in fact.changes)}
    end = ended_on(fact)
    if end is not None:
        days.add(end[0])
    return tuple(sorted(days))


def in_force_on(facts: Iterable[DocumentFact], day: date) -> list[DocumentFact]:
    """Those one could act by on that day."""
    return [fact for fact in facts if (state := validity_on(fact, day)) is not None and state.holds]
