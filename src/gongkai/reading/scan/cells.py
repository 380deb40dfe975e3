"""The ink of one cell: its lines of text, cut out for recognition, and the shapes of its signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.reading.scan.lines import Box
from gongkai.reading.scan.picture import Clean

GLYPH = (32, 24)  # a sign's shape: rows, columns
_SIGN = 12  # pixels; the least height of a sign at 200 dpi
_FAINT_INK = 14  # pixels of faint ink that are more than a stain
_STAIN = 5  # pixels; what is smaller both ways is a stain


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to be cut: its picture, and its ink without rulings."""

    clean: Clean
    ink: Any
    faint: Any
    ruled: Any


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text in a cell: its box on the straightened page; touches: a sign runs into a ruling."""

    box: Box
    touches: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign by its shape: its box in the strip, its picture in a field of fixed size, mean 0 and length 1, and how far its
    top stands to the right of its foot, as a share of its height."""

    box: Box
    shape: Any
    lean: float = 0.0


def sheet_of(clean: Clean, flat: Any, upright: Any) -> Sheet:
    import cv2
    import numpy

    ruled = cv2.dilate(flat | upright, numpy.ones((3, 3), numpy.uint8))
    free = 1 - ruled
    return Sheet(clean, clean.ink * free, clean.faint * free, ruled)


def strips_of(sheet: Sheet, box: Box) -> list[Strip]:
    """The lines of text in a cell, from top to bottom."""
    import numpy

    left, top, right, bottom = box
    if right - left < 4 or bottom - top < 4:
        return []
    ink = _without_residue(sheet.faint[top:bottom, left:right])
    rows = numpy.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return []
    found: list[Strip] = []
    for begin, end in _bands(rows.tolist()):
        columns = numpy.flatnonzero(ink[begin:end].any(axis=0))
        own = (left + int(columns[0]), top + begin, left + int(columns[-1]) + 1, top + end)
        if max(own[2] - own[0], own[3] - own[1]) > _STAIN:
            found.append(Strip(own, _touches(sheet, own, ink, (left, top))))
    return found


def _without_residue(ink: Any) -> Any:
    """A cell's ink without what is left of rulings: long thin pieces along its sides."""
    import cv2

    height, width = ink.shape
    _, marks, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    drop = []
    for at, (left, top, wide, high, _) in enumerate(stats.tolist()):
        beside = left <= 3 or left + wide >= width - 3
        above = top <= 3 or top + high >= height - 3
        if at and ((beside and wide <= 5 and high > 3 * wide) or (above and high <= 5 and wide > 3 * high)):
            drop.append(at)
    if not drop:
        return ink
    ink = ink.copy()
    for at in drop:
        ink[marks == at] = 0
    return ink


def _bands(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows of pixels with ink as lines of text. Strokes of one sign that stand apart (二, 三, ÷) are put together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row <= runs[-1][1] + 1:
            runs[-1][1] = row + 1
        else:
            runs.append([row, row + 1])
    tall = max(_SIGN, max(end - begin for begin, end in runs))
    merged: list[list[int]] = []
    for begin, end in runs:
        if merged:
            before = merged[-1]
            low = min(end - begin, before[1] - before[0]) < 0.55 * min(tall, 40)
            if begin - before[1] <= 1 or (low and begin - before[1] < 0.45 * min(tall, 30) and end - before[0] < 45):
                before[1] = end
                continue
        merged.append([begin, end])
    return [(begin, end) for begin, end in merged]


def _touches(sheet: Sheet, box: Box, ink: Any, origin: tuple[int, int]) -> bool:
    """Whether ink of the strip goes on into a ruling."""
    import cv2
    import numpy

    left, top, right, bottom = box
    own = ink[top - origin[1] : bottom - origin[1], left - origin[0] : right - origin[0]]
    around = numpy.pad(own, 2)
    height, width = sheet.ruled.shape
    y, x = max(0, top - 2), max(0, left - 2)
    ruled = sheet.ruled[y : min(height, bottom + 2), x : min(width, right + 2)]
    grown = cv2.dilate(around, numpy.ones((3, 3), numpy.uint8))[: ruled.shape[0], : ruled.shape[1]]
    return int((grown & ruled).sum()) > 6


def is_empty(sheet: Sheet, box: Box) -> bool:
    """Whether nothing at all stands in a cell, not even faintly."""
    import cv2

    left, top, right, bottom = box
    faint = sheet.faint[top + 2 : bottom - 2, left + 2 : right - 2]
    if not faint.size or not faint.any():
        return True
    _, _, stats, _ = cv2.connectedComponentsWithStats(_without_residue(faint.copy()), connectivity=8)
    return not any(area > _FAINT_INK and max(wide, high) > 2 * _STAIN for _, _, wide, high, area in stats[1:].tolist())


def crop(picture: Any, box: Box, pad: tuple[float, float] = (0.3, 0.3)) -> Any:
    """The picture of a strip with a margin on white: shares of its height at the sides and above and below."""
    import cv2

    left, top, right, bottom = box
    high = max(bottom - top, _SIGN)
    beside, above = (max(2, round(high * share)) for share in pad)
    height, width = picture.shape[:2]
    inside = picture[max(0, top - 2) : min(height, bottom + 2), max(0, left - 2) : min(width, right + 2)]
    above += max(0, (_SIGN - (bottom - top)) // 2)
    return cv2.copyMakeBorder(inside, above, above, beside, beside, cv2.BORDER_CONSTANT, value=255)


def glyphs_of(sheet: Sheet, box: Box, *, faint: bool) -> list[Glyph]:
    """The signs of a strip from left to right: pieces of ink that overlap across are one sign. faint: thin strokes, which
    hold a sign together, count as ink; signs that stand close may run together then."""
    import cv2

    left, top, right, bottom = box
    ink = (sheet.faint if faint else sheet.ink)[top:bottom, left:right]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pieces = sorted((x, y, x + wide, y + high) for x, y, wide, high, area in stats[1:].tolist() if area >= 4)
    joined: list[Box] = []
    for piece in pieces:
        if joined and piece[0] < joined[-1][2] - 0.4 * min(piece[2] - piece[0], joined[-1][2] - joined[-1][0]):
            one = joined[-1]
            joined[-1] = (one[0], min(one[1], piece[1]), max(one[2], piece[2]), max(one[3], piece[3]))
        else:
            joined.append(piece)
    whole = _with_splinters(joined)
    return [Glyph(own, _shape(sheet.clean.grey, own, (left, top)), _lean(ink, own)) for own in whole]


def _with_splinters(boxes: list[Box]) -> list[Box]:
    """Pieces that broke off a sign, put back to it: they all but touch it, and are neither a point on the line nor a
    stroke before the signs."""
    if not boxes:
        return []
    height = max(bottom - top for _, top, _, bottom in boxes)
    foot = max(bottom for _, _, _, bottom in boxes)
    whole = [box for box in boxes if box[3] - box[1] >= 0.6 * height]
    rest: list[Box] = []
    for box in boxes:
        if box in whole:
            continue
        gaps = [(max(other[0] - box[2], box[0] - other[2]), at) for at, other in enumerate(whole)]
        near, at = min(gaps, default=(99, 0))
        point = box[1] > foot - 0.35 * height
        stroke = box[3] - box[1] <= 0.2 * height and box[2] <= min(other[0] for other in whole)
        if near <= 2 and not point and not stroke:
            one = whole[at]
            whole[at] = (min(one[0], box[0]), min(one[1], box[1]), max(one[2], box[2]), max(one[3], box[3]))
        else:
            rest.append(box)
    return sorted([*whole, *rest])


def _lean(ink: Any, box: Box) -> float:
    import numpy

    left, top, right, bottom = box
    own = ink[top:bottom, left:right]
    third = max(1, (bottom - top) // 3)
    above, below = (numpy.flatnonzero(part.any(axis=0)) for part in (own[:third], own[-third:]))
    if not above.size or not below.size:
        return 0.0
    return float(above.mean() - below.mean()) / max(1, bottom - top)


def _shape(grey: Any, box: Box, origin: tuple[int, int]) -> Any:
    """A sign drawn as high as the field, its breadth kept, so that 1 stays thin."""
    import cv2
    import numpy

    left, top, right, bottom = box[0] + origin[0], box[1] + origin[1], box[2] + origin[0], box[3] + origin[1]
    picture = 255 - grey[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1]
    height, width = picture.shape
    wide = max(1, min(GLYPH[1], round(width * GLYPH[0] / height)))
    small = cv2.resize(picture, (wide, GLYPH[0]), interpolation=cv2.INTER_AREA).astype(numpy.float32)
    field: Any = numpy.zeros(GLYPH, numpy.float32)
    start = (GLYPH[1] - wide) // 2
    field[:, start : start + wide] = small
    field = cv2.GaussianBlur(field, (0, 0), 0.8)
    field -= field.mean()
    return (field / (numpy.linalg.norm(field) + 1e-6)).ravel()
