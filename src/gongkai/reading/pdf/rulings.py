"""Rulings → tables: lines that cross make a lattice; where a line is lacking, cells are merged."""

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reading.pdf.page import Box, Page, Ruling

_SNAP = 3.0  # points between lines that are one
_REACH = 4.0  # points by which a line may miss the one it should meet
_OVERHANG = 12.0  # points by which lines stand out where a table has no edge of its own
_SHORTEST = 3.0  # points of a ruling
_COVERED = 0.6  # of a side, for it to be ruled
_MOST_RULINGS = 6_000
_MOST_LINES = 300  # of a table, each way


@dataclass(frozen=True, slots=True)
class Region:
    """A cell of a lattice: it covers rows[top:bottom], columns[left:right]; its box in points."""

    top: int
    left: int
    bottom: int
    right: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: where its columns and rows are parted, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of a point; None outside."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return row, column
        return None

    def region_at(self, x: float, y: float) -> Region | None:
        """The cell of a point, merged as it is; None outside."""
        at = self.cell_at(x, y)
        if at is None:
            return None
        row, column = at
        return next(
            (cell for cell in self.regions if cell.top <= row < cell.bottom and cell.left <= column < cell.right), None
        )


def lattices_of(page: Page) -> list[Lattice]:
    """The ruled tables of a page, smallest first. A frame around the page, or around text, is none, though lines across
    the page meet it."""
    across = joined(page.across)[:_MOST_RULINGS]
    down = joined(page.down)[:_MOST_RULINGS]
    found = [
        lattice
        for lines, columns in _connected(across, down)
        if (lattice := _lattice(lines, columns)) is not None and len(lattice.xs) > 2 and len(lattice.regions) > 1
    ]
    return sorted(found, key=lambda lattice: _area(lattice.box))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Pieces of one line put together: at nearly the same place, overlapping or nearly so. What stays short is no ruling."""
    whole: list[Ruling] = []
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if groups and ruling.at - groups[-1][-1].at <= _SNAP / 2 and ruling.at - groups[-1][0].at <= _SNAP:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    for group in groups:
        at = sum(ruling.at for ruling in group) / len(group)
        ordered = sorted(group, key=lambda ruling: ruling.start)
        start, end = ordered[0].start, ordered[0].end
        for ruling in ordered[1:]:
            if ruling.start <= end + _SNAP:
                end = max(end, ruling.end)
            else:
                whole.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        whole.append(Ruling(at, start, end))
    return [ruling for ruling in whole if ruling.end - ruling.start >= _SHORTEST]


def _connected(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that cross, directly or through others: one set for each table."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, line in enumerate(across):
        for two, column in enumerate(down):
            meets = line.start - _REACH <= column.at <= line.end + _REACH
            if meets and column.start - _REACH <= line.at <= column.end + _REACH:
                parent[root(one)] = root(len(across) + two)
    sets: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for at, ruling in enumerate([*across, *down]):
        sets.setdefault(root(at), ([], []))[0 if at < len(across) else 1].append(ruling)
    for lines, columns in sets.values():
        if len(lines) >= 2 and columns and len(lines) + len(columns) >= 4:
            yield lines, columns


def _lattice(across: Sequence[Ruling], down: Sequence[Ruling]) -> Lattice | None:
    xs = _places([ruling.at for ruling in down], *_ends(across))
    ys = _places([ruling.at for ruling in across], *_ends(down))
    if not (2 <= len(xs) <= _MOST_LINES and 2 <= len(ys) <= _MOST_LINES):
        return None
    sides = _Sides(xs, ys, across, down)
    return Lattice(tuple(xs), tuple(ys), tuple(_regions(xs, ys, sides)))


def _ends(rulings: Sequence[Ruling]) -> tuple[float, float]:
    return min(ruling.start for ruling in rulings), max(ruling.end for ruling in rulings)


def _places(places: Sequence[float], first: float, last: float) -> list[float]:
    """Where rulings stand, one for those close together; and where the rulings that cross them end, if they stand out: a
    table may have no edge at its sides."""
    if places and min(places) - first > _OVERHANG:
        places = [first, *places]
    if places and last - max(places) > _OVERHANG:
        places = [*places, last]
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _SNAP:
            kept.append(place)
    return kept


class _Sides:
    """Which sides of the lattice's cells are ruled."""

    def __init__(self, xs: list[float], ys: list[float], across: Sequence[Ruling], down: Sequence[Ruling]) -> None:
        self.right = _ruled(xs, ys, down)  # (column boundary, row)
        self.below = _ruled(ys, xs, across)  # (row boundary, column)


def _ruled(at: list[float], along: list[float], rulings: Sequence[Ruling]) -> set[tuple[int, int]]:
    """Boundaries and stretches that rulings cover for the most part."""
    lengths: dict[tuple[int, int], float] = {}
    for ruling in rulings:
        boundary = min(range(len(at)), key=lambda index: abs(at[index] - ruling.at))
        if abs(at[boundary] - ruling.at) > _SNAP:
            continue
        for stretch, (begin, end) in enumerate(itertools.pairwise(along)):
            over = min(end, ruling.end) - max(begin, ruling.start)
            if over > 0:
                lengths[boundary, stretch] = lengths.get((boundary, stretch), 0.0) + over / (end - begin)
    return {key for key, share in lengths.items() if share >= _COVERED}


def _regions(xs: list[float], ys: list[float], sides: _Sides) -> Iterator[Region]:
    """Cells, merged where nothing parts them; what does not make a rectangle is left in strips."""
    height, width = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < width and (right, row) not in sides.right and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < height and _goes_on(bottom, column, right, width, sides, taken):
                bottom += 1
            taken |= {(down, along) for down in range(row, bottom) for along in range(column, right)}
            yield Region(row, column, bottom, right, (xs[column], ys[row], xs[right], ys[bottom]))


def _goes_on(row: int, left: int, right: int, width: int, sides: _Sides, taken: set[tuple[int, int]]) -> bool:
    """Whether a cell carries on into the next row: no line between, none inside, ruled at the same sides."""
    if any((row, column) in sides.below or (row, column) in taken for column in range(left, right)):
        return False
    if any((boundary, row) in sides.right for boundary in range(left + 1, right)):
        return False
    ends = right == width or (right, row) in sides.right
    return ends and (left == 0 or (left, row) in sides.right)
