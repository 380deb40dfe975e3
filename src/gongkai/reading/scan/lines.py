"""Tables by their rulings: where lines run, and the cells between them."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels

_LEAST = 26  # pixels; the shortest piece of a ruling
_SURE = 110  # pixels; a stroke of that length is no sign's
_THICKEST = 13  # pixels; what is broader is a bar or a shade
_CONTRAST = 22  # of 255, by which a ruling is darker than its sides
_LEAST_FLAT = 44  # pixels; across, signs stand in a row
_AS_DARK = 0.4  # of the page's surest rulings
_PALE = 150  # of 255; darker is ink
_BESIDE_LONG = 1.5
_BESIDE = 0.6  # of a ruling's length that may have ink close by, both sides together
_NEAR = 7  # pixels; rulings nearer than that are one
_WALL, _THIN_WALL = 0.55, 0.3  # share of a side that must be ruled to part two cells
_END = 7  # pixels at both ends of a side
_AT_END = 0.8  # share of them that must be ruled
_BROKEN = 0.93  # share of a side that is ruled though an end be broken off
_SMALLEST_TABLE = (200, 28)
_MOST_LINES = 120


@dataclass(frozen=True, slots=True)
class Area:
    """A cell between rulings: rows[top:bottom], columns[left:right] of its table, and its inside in pixels."""

    top: int
    left: int
    bottom: int
    right: int
    box: Box


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: its outline in pixels, how many rows its rulings part, its cells in reading order."""

    box: Box
    rows: int
    areas: tuple[Area, ...]


def ruled_tables(flat: Any, upright: Any) -> list[Ruled]:
    """Every table with rulings on a page, from top to bottom."""
    import cv2
    import numpy

    both = cv2.dilate(flat | upright, numpy.ones((5, 5), numpy.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    outlines = [
        (int(left), int(top), int(left + wide), int(top + high))
        for left, top, wide, high, _ in stats[1:]
        if wide >= _SMALLEST_TABLE[0] and high >= _SMALLEST_TABLE[1]
    ]
    found = [_table(box, flat, upright) for box in _joined(outlines)]
    return sorted((table for table in found if table), key=lambda table: (table.box[1], table.box[0]))


def rulings(grey: Any) -> tuple[Any, Any]:
    """Where rulings run across and upright; grey: the page straight and even, paper 255. A short stroke is one only if it
    runs from ruling to ruling: strokes of large signs do not."""
    (flat, flat_ink), (upright, upright_ink) = _strokes(grey, across=True), _strokes(grey, across=False)
    # Where rulings cross, neither is thin.
    flat, upright = flat & (flat_ink | upright), upright & (upright_ink | flat)
    long_flat, long_upright = _long(flat, _SURE, across=True), _long(upright, _SURE, across=False)
    upright = long_upright | _between(upright, long_flat, across=False)
    flat = long_flat | _between(flat, upright, across=True)
    return flat, upright


def _strokes(grey: Any, *, across: bool) -> tuple[Any, Any]:
    """Thin straight strokes, darker than what lies on both their sides, though the cell be shaded; small gaps closed. And
    where they are really inked."""
    import cv2
    import numpy

    def bar(length: int, *, along: bool = True) -> Any:
        return numpy.ones((1, length) if across == along else (length, 1), numpy.uint8)

    thin = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, bar(_THICKEST, along=False))
    # A ruling that is not quite straight steps from one row of pixels to the next: a little breadth joins the steps.
    hat = cv2.dilate(cv2.blur(thin, (5, 1) if across else (1, 5)), bar(3, along=False))
    opened = cv2.morphologyEx(hat, cv2.MORPH_OPEN, bar(_LEAST_FLAT if across else _LEAST))
    # What runs far is surely ruled: strokes much fainter than that are signs in a row.
    sure = cv2.morphologyEx(opened, cv2.MORPH_OPEN, bar(2 * _SURE))
    sure = sure[sure > _CONTRAST]
    least = max(_CONTRAST, _AS_DARK * float(numpy.median(sure)) if sure.size else 0.0)
    strokes = cv2.morphologyEx((opened > least).astype(numpy.uint8), cv2.MORPH_CLOSE, bar(9))
    inked = (cv2.blur(thin, (3, 1) if across else (1, 3)) > 0.6 * least).astype(numpy.uint8)
    inked = cv2.dilate(inked, bar(3, along=False))
    return _isolated(strokes, (grey < _PALE).astype(numpy.uint8), inked, across=across), inked


def _isolated(strokes: Any, ink: Any, inked: Any, *, across: bool) -> Any:
    """Strokes with little ink close by on either side: those of signs have the rest of the sign there. Where rows are set
    tight, a long one without a gap is a ruling all the same."""
    import cv2
    import numpy

    _, marks, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    keep = numpy.zeros(len(stats), bool)
    for at, (left, top, wide, high, _) in enumerate(stats.tolist()):
        if at == 0:
            continue
        if across:
            beside = [ink[max(0, top - 7) : max(0, top - 2), left : left + wide]]
            beside.append(ink[top + high + 2 : top + high + 7, left : left + wide])
        else:
            beside = [ink[top : top + high, max(0, left - 7) : max(0, left - 2)]]
            beside.append(ink[top : top + high, left + wide + 2 : left + wide + 7])
        thick = high if across else wide
        shares = [float(side.any(axis=0 if across else 1).mean()) for side in beside if side.size]
        whole = inked[top : top + high, left : left + wide].any(axis=0 if across else 1).mean()
        unbroken = max(wide, high) >= 2 * _SURE and float(whole) >= _BROKEN
        keep[at] = thick <= 3 * _THICKEST and sum(shares) <= (_BESIDE_LONG if unbroken else _BESIDE)
    return keep[marks].astype(strokes.dtype)


def _long(strokes: Any, least: int, *, across: bool) -> Any:
    import cv2

    _, marks, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    keep = stats[:, cv2.CC_STAT_WIDTH if across else cv2.CC_STAT_HEIGHT] >= least
    keep[0] = False
    return keep[marks].astype(strokes.dtype)


def _between(strokes: Any, walls: Any, *, across: bool) -> Any:
    """The strokes that begin and end at a wall."""
    import cv2
    import numpy

    near = cv2.dilate(walls, numpy.ones((5, 5), numpy.uint8))
    _, marks, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    keep = numpy.zeros(len(stats), bool)
    for at, (left, top, wide, high, _) in enumerate(stats.tolist()):
        if at and across:
            keep[at] = near[top : top + high, left].any() and near[top : top + high, left + wide - 1].any()
        elif at:
            keep[at] = near[top, left : left + wide].any() and near[top + high - 1, left : left + wide].any()
    return keep[marks].astype(strokes.dtype)


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Outlines that overlap are one table's, broken by a gap in its rulings."""
    done: list[Box] = []
    for box in sorted(boxes):
        merged = box
        again = True
        while again:
            again = False
            for other in done:
                if _overlap(merged, other):
                    done.remove(other)
                    merged = (
                        min(merged[0], other[0]),
                        min(merged[1], other[1]),
                        max(merged[2], other[2]),
                        max(merged[3], other[3]),
                    )
                    again = True
                    break
        done.append(merged)
    return done


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _table(box: Box, flat: Any, upright: Any) -> Ruled | None:
    left, top, right, bottom = box
    lines = _places(flat[top:bottom, left:right], across=True)
    posts = _places(upright[top:bottom, left:right], across=False)
    ys = _closed([top + at for at in lines], top, bottom)
    xs = _closed([left + at for at in posts], left, right)
    if len(ys) < 2 or len(xs) < 3 or len(ys) > _MOST_LINES or len(xs) > _MOST_LINES:
        return None
    groups = _groups(xs, ys, flat, upright)
    areas = [
        Area(up, start, down, end, (xs[start] + 3, ys[up] + 3, xs[end] - 2, ys[down] - 2))
        for up, start, down, end in groups
    ]
    return Ruled(box, len(ys) - 1, tuple(sorted(areas, key=lambda area: (area.top, area.left))))


def _places(strokes: Any, *, across: bool) -> list[int]:
    """Where strokes run: each stroke's own place, neighbours taken together, weighted by length."""
    import cv2

    _, _, stats, centres = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    runs: list[tuple[float, float]] = []
    for stat, centre in zip(stats[1:], centres[1:], strict=True):
        length = stat[cv2.CC_STAT_WIDTH] if across else stat[cv2.CC_STAT_HEIGHT]
        if length >= _LEAST - 4:
            runs.append((float(centre[1] if across else centre[0]), float(length)))
    places: list[int] = []
    for _, cluster in _clusters(sorted(runs)):
        weight = sum(length for _, length in cluster)
        places.append(round(sum(at * length for at, length in cluster) / weight))
    return places


def _clusters(runs: Sequence[tuple[float, float]]) -> list[tuple[float, list[tuple[float, float]]]]:
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for at, length in runs:
        if found:
            start, cluster = found[-1]
            weight = sum(size for _, size in cluster)
            if at - sum(place * size for place, size in cluster) / weight <= _NEAR:
                cluster.append((at, length))
                found[-1] = (start, cluster)
                continue
        found.append((at, [(at, length)]))
    return found


def _closed(places: list[int], begin: int, end: int) -> list[int]:
    """With the outline's own sides, where nobody drew them."""
    if not places or places[0] - begin > _NEAR + 3:
        places.insert(0, begin)
    if end - places[-1] > _NEAR + 3:
        places.append(end)
    return places


def _groups(xs: Sequence[int], ys: Sequence[int], flat: Any, upright: Any) -> list[Box]:
    """Fields between rulings that no wall parts, as top, left, bottom, right of their table. Where fields joined this way
    are no rectangle, a thin wall counts too; where that does not mend it, they stay apart, row by row."""
    high, wide = len(ys) - 1, len(xs) - 1
    fields = list(itertools.product(range(high), range(wide)))
    posts = {
        (row, column): _side(upright[ys[row] + 3 : ys[row + 1] - 2, max(0, xs[column + 1] - 5) : xs[column + 1] + 6], 1)
        for row, column in fields
        if column + 1 < wide
    }
    bars = {
        (column, row): _side(flat[max(0, ys[row + 1] - 5) : ys[row + 1] + 6, xs[column] + 3 : xs[column + 1] - 2], 0)
        for row, column in fields
        if row + 1 < high
    }
    for wall in (_WALL, _THIN_WALL):
        roots = list(range(high * wide))
        for row, column in fields:
            if column + 1 < wide and not _parts(posts, (row, column), wall):
                _unite(roots, row * wide + column, row * wide + column + 1)
            if row + 1 < high and not _parts(bars, (column, row), wall):
                _unite(roots, row * wide + column, (row + 1) * wide + column)
        groups: dict[int, list[tuple[int, int]]] = {}
        for row, column in fields:
            groups.setdefault(_root(roots, row * wide + column), []).append((row, column))
        found = [_around(own) for own in groups.values()]
        if all((b - t) * (r - le) == len(own) for (t, le, b, r), own in zip(found, groups.values(), strict=True)):
            return found
    return [piece for own in groups.values() for piece in _rectangles(own)]


@dataclass(frozen=True, slots=True)
class _Side:
    """What is ruled of the side between two fields: the share, and whether it is at either end."""

    share: float
    begins: bool
    ends: bool


def _side(strokes: Any, axis: int) -> _Side:
    side = strokes.any(axis=axis)
    if not side.size:
        return _Side(0.0, False, False)
    return _Side(float(side.mean()), float(side[:_END].mean()) > _AT_END, float(side[-_END:].mean()) > _AT_END)


def _parts(sides: Mapping[tuple[int, int], _Side], at: tuple[int, int], wall: float) -> bool:
    """Whether a side parts its fields: it is ruled from end to end, or broken off at one end where the line goes on beyond
    the other. A stroke of a sign stands free at both ends."""
    side = sides[at]
    if side.share >= _BROKEN or (side.share >= wall and side.begins and side.ends):
        return True
    if side.share < wall or not (side.begins or side.ends):
        return False
    beyond = sides.get((at[0] + (1 if side.ends else -1), at[1]))
    return beyond is not None and beyond.share >= _BROKEN


def _around(fields: Sequence[tuple[int, int]]) -> Box:
    rows, columns = [row for row, _ in fields], [column for _, column in fields]
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1


def _rectangles(fields: Sequence[tuple[int, int]]) -> list[Box]:
    top, left, bottom, right = whole = _around(fields)
    if (bottom - top) * (right - left) == len(fields):
        return [whole]
    pieces: list[Box] = []
    for row, group in itertools.groupby(sorted(fields), key=lambda field: field[0]):
        columns = [column for _, column in group]
        start = columns[0]
        for at, column in enumerate(columns):
            if at + 1 == len(columns) or columns[at + 1] != column + 1:
                pieces.append((row, start, row + 1, column + 1))
                start = columns[at + 1] if at + 1 < len(columns) else start
    return pieces


def _root(roots: list[int], at: int) -> int:
    while roots[at] != at:
        roots[at] = roots[roots[at]]
        at = roots[at]
    return at


def _unite(roots: list[int], one: int, other: int) -> None:
    roots[_root(roots, one)] = _root(roots, other)
