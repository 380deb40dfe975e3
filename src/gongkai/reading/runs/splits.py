"""Digits that run together, cut into the cells of a row: every way that the form allows."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.law.figures import Number

LONGEST_CELL = 16  # signs; a figure with separators and a fraction is not longer
MOST_WORK = 100_000  # cells begun before a run is given up
_WHOLE = r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)"
_PLAIN = re.compile(_WHOLE)
_FRACTION = re.compile(_WHOLE + r"(?:\.\d+)?")
_MINUS = "-−–"


@dataclass(frozen=True, slots=True)
class Split:
    """One way to cut a run: the numbers, where each ends in the joined pieces, and how many groups do not add up."""

    values: tuple[Number, ...]
    ends: tuple[int, ...]
    broken: int = 0


def value_of(text: str, *, signed: bool = False, fractional: bool = False) -> Number | None:
    """The number a cell of a run holds: no leading zero, separators only by threes, a sign or fraction where the column
    may have one."""
    bare = text
    if signed and text[:1] in _MINUS:
        bare = text[1:]
        if bare == "0":
            return None
    if not (_FRACTION if fractional else _PLAIN).fullmatch(bare):
        return None
    digits = bare.replace(",", "")
    number: Number = Decimal(digits) if "." in digits else int(digits)
    return -number if bare is not text else number


def splits(
    pieces: Sequence[str],
    groups: Sequence[int],
    *,
    signed: Collection[int] = (),
    fractional: Collection[int] = (),
    broken: int = 0,
    slips: bool = False,
    most: int = 4000,
) -> list[Split] | None:
    """Every way to cut the pieces into as many cells as the groups hold together; a cell never spans two pieces.

    groups: sizes; the last cell of a group of more than one is the total of those before it, `broken` groups excepted.
    slips: of the broken groups only those whose total is one digit off, as a slip of the pen leaves it.
    signed, fractional: positions of cells that may have a sign or a fraction. None where there are more than `most`, or
    finding out would be too much work: then nothing is known.
    """
    cutter = _Cutter("".join(pieces), _bounds(pieces), tuple(groups), frozenset(signed), frozenset(fractional), slips)
    if len(cutter.text) < sum(groups) or len(pieces) > sum(groups):
        return []
    found: list[Split] = []
    try:
        for split in cutter.cut(0, 0, (), (), broken):
            found.append(split)
            if len(found) > most:
                return None
    except _TooMuchWork:
        return None
    return found


def is_slip(value: Number, total: Number) -> bool:
    """Whether two numbers differ in one digit."""
    one, other = str(value), str(total)
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


class _TooMuchWork(Exception):
    """More cells were tried than a run of digits is worth."""


def _bounds(pieces: Sequence[str]) -> tuple[int, ...]:
    """For each sign of the joined pieces the end of its own piece."""
    bounds: list[int] = []
    for piece in pieces:
        bounds += [len(bounds) + len(piece)] * len(piece)
    return tuple(bounds)


@dataclass
class _Cutter:
    text: str
    bounds: tuple[int, ...]
    groups: tuple[int, ...]
    signed: frozenset[int]
    fractional: frozenset[int]
    slips: bool
    work: int = 0
    known: dict[tuple[int, int], list[tuple[int, Number]]] = field(default_factory=dict)
    width: int = field(init=False)

    def __post_init__(self) -> None:
        self.width = sum(self.groups)

    def cut(
        self, group: int, at: int, values: tuple[Number, ...], ends: tuple[int, ...], budget: int
    ) -> Iterator[Split]:
        """The rest of the text, from `at`, cut into the groups from `group` on."""
        if group == len(self.groups):
            if at == len(self.text):
                yield Split(values, ends)
            return
        for cells, more, broken in self._group(self.groups[group], at, len(values), budget):
            for rest in self.cut(group + 1, more[-1], values + cells, ends + more, budget - broken):
                yield Split(rest.values, rest.ends, rest.broken + broken)

    def _group(
        self, size: int, at: int, index: int, budget: int
    ) -> Iterator[tuple[tuple[Number, ...], tuple[int, ...], int]]:
        for cells, ends in self._cells(
            size, at, index, 0, size > 1 and (self.slips or not budget), self.slips and budget > 0
        ):
            broken = size > 1 and sum(cells[:-1]) != cells[-1]
            yield cells, ends, int(broken)

    def _cells(
        self, size: int, at: int, index: int, total: Number, strictly: bool, nearly: bool
    ) -> Iterator[tuple[tuple[Number, ...], tuple[int, ...]]]:
        """The last cells of a group; total: the sum of those before; strictly: the last cell must be that sum, nearly: or
        one digit off."""
        for end, value in self._ends(at, index):
            if size == 1:
                if not strictly or value == total or (nearly and is_slip(value, total)):
                    yield (value,), (end,)
                continue
            added = total + value
            if strictly and len(self.text) - end < len(str(added)) + size - 2:
                break  # no room for a total as long as this; a longer cell only makes it longer
            for values, ends in self._cells(size - 1, end, index + 1, added, strictly, nearly):
                yield (value, *values), (end, *ends)

    def _ends(self, at: int, index: int) -> list[tuple[int, Number]]:
        """Where the cell that begins at `at` may end, with its value, the shortest first."""
        self.work += 1
        if self.work > MOST_WORK:
            raise _TooMuchWork
        known = self.known.get((at, index))
        if known is None:
            known = self.known[at, index] = list(self._new_ends(at, index))
        return known

    def _new_ends(self, at: int, index: int) -> Iterator[tuple[int, Number]]:
        after = self.width - index - 1
        if at >= len(self.text):
            return
        last = min(self.bounds[at], at + LONGEST_CELL, len(self.text) - after)
        if after == 0 and last != len(self.text):
            return
        for end in range(last if after == 0 else at + 1, last + 1):
            value = value_of(self.text[at:end], signed=index in self.signed, fractional=index in self.fractional)
            if value is not None:
                yield end, value
