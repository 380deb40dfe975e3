"""A page of a PDF as its signs and rulings, in points from the upper left corner of the page as it is shown."""

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom
_MOST_SIGNS = 60_000  # of a page
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 2_000  # of one path
_LARGE = 30.0  # points; a sign that claims more is measured by its ink
_BUCKET = 4.0  # points
_THIN = 3.0  # points; a filled shape no thicker is a line
_SHORTEST = 0.4  # points; a ruling may be made of strokes as short as that
_FLAT = 1.0  # points a ruling may lean
_SLANTED = 0.1  # quarter turns; what leans more is a watermark
_AGAIN = 0.09  # of the type's size; as near as that a sign is printed twice to look bold
_DEPTH = 4  # of forms inside forms
_PATH, _PICTURE, _FORM = 2, 3, 5
_QUARTERS = {0: 0, 90: 1, 180: 2, 270: 3}


@dataclass(frozen=True, slots=True)
class Sign:
    """A character and its box; size: of its type in points, as high as a line; turned: quarter turns, clockwise, against the page as it is read."""

    text: str
    box: Box
    size: float
    turned: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at that height (or that distance from the left), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass
class Page:
    """number: from 1; size: width and height in points; across and down: horizontal and vertical rulings; turned: quarter
    turns, clockwise, by which the text lies on the page as shown; boxes are given upright, `shown` gives them back as shown."""

    number: int
    width: float
    height: float
    signs: list[Sign] = field(default_factory=list)
    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)
    turned: int = 0

    def shown(self, box: Box) -> Box:
        """A box of the upright page on the page as it is shown."""
        width, height = self.width, self.height
        for _ in range(self.turned):
            box = (height - box[3], box[0], height - box[1], box[2])
            width, height = height, width
        return tuple(round(edge, 1) for edge in box)  # type: ignore[return-value]


def page_of(page: Any, number: int) -> Page:
    """A page of pypdfium2. A page whose text lies on its side is set upright."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_bbox()
    quarters = _QUARTERS.get(page.get_rotation() % 360, 0)
    read = Page(number, right - left, top - bottom)
    textpage = page.get_textpage()
    try:
        read.signs = list(_signs(pdfium, textpage.raw, (left, top)))
    finally:
        textpage.close()
    segments = list(_segments(pdfium, page.raw, (left, top)))
    _turn(read, segments, quarters)
    return read


def _signs(pdfium: Any, textpage: Any, corner: tuple[float, float]) -> Iterator[Sign]:
    left, top = corner
    rect = pdfium.FS_RECTF()
    count = min(pdfium.FPDFText_CountChars(textpage), _MOST_SIGNS)
    seen: dict[tuple[str, int, int], list[Sign]] = {}
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in {0x0A, 0x0D, 0x20, 0xA0, 0x3000} or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
            continue
        box = (rect.left - left, top - rect.top, rect.right - left, top - rect.bottom)
        angle = pdfium.FPDFText_GetCharAngle(textpage, index)
        quarters = angle / (math.pi / 2) if angle >= 0 else 0.0
        turned = round(quarters) % 4
        if abs(quarters - round(quarters)) > _SLANTED or _is_hidden(pdfium, textpage, index):
            continue
        size = (box[2] - box[0] if turned % 2 else box[3] - box[1]) or 1.0
        ink = _ink(pdfium, textpage, index, corner) if size > _LARGE else None
        if ink and max(ink[2] - ink[0], ink[3] - ink[1]) < 0.4 * size:
            box, size = _around(ink)
        text = "-" if code in {2, 0xAD} else chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else "\ufffd"
        sign = Sign(text, box, size, turned)
        if not _is_again(sign, seen):
            yield sign


def _is_hidden(pdfium: Any, textpage: Any, index: int) -> bool:
    """Whether a sign is drawn so that nobody sees it: what a recognition program guessed, and no part of the page."""
    element = pdfium.FPDFText_GetTextObject(textpage, index)
    return bool(element) and pdfium.FPDFTextObj_GetTextRenderMode(element) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def _ink(pdfium: Any, textpage: Any, index: int, corner: tuple[float, float]) -> Box | None:
    """The box of what is inked of a sign."""
    edges = [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, edges)):
        return None
    left, right, bottom, top = (edge.value for edge in edges)
    return left - corner[0], corner[1] - top, right - corner[0], corner[1] - bottom


def _around(ink: Box) -> tuple[Box, float]:
    """A square around what is inked: fonts for vertical writing claim boxes many times the sign's size."""
    size = max(ink[2] - ink[0], ink[3] - ink[1], 1.0) * 1.1
    x, y = (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2
    return (x - size / 2, y - size / 2, x + size / 2, y + size / 2), size


def _is_again(sign: Sign, seen: dict[tuple[str, int, int], list[Sign]]) -> bool:
    """Whether the sign was printed before in the same place, to look bold. `seen`: the signs so far, by where they stand."""
    x, y = sign.middle
    column, row = int(x // _BUCKET), int(y // _BUCKET)
    for key in itertools.product((sign.text,), (column - 1, column, column + 1), (row - 1, row, row + 1)):
        for other in seen.get(key, ()):
            if max(abs(x - other.middle[0]), abs(y - other.middle[1])) < _AGAIN * sign.size:
                return True
    seen.setdefault((sign.text, column, row), []).append(sign)
    return False


Segment = tuple[float, float, float, float]


def _segments(pdfium: Any, page: Any, corner: tuple[float, float]) -> Iterator[Segment]:
    """Strokes, thin fills, and the edges of frames, as lines from (x, y) to (x, y)."""
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack: list[tuple[Any, tuple[float, ...], int]] = [
        (pdfium.FPDFPage_GetObject(page, index), identity, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS))
    ]
    seen = 0
    while stack and seen < _MOST_OBJECTS:
        element, outer, depth = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(element)
        if kind == _FORM and depth < _DEPTH:
            inner = _times(_matrix(pdfium, element), outer)
            count = min(pdfium.FPDFFormObj_CountObjects(element), _MOST_OBJECTS)
            stack += [(pdfium.FPDFFormObj_GetObject(element, index), inner, depth + 1) for index in range(count)]
        elif kind == _PICTURE:
            x0, y0, x1, y1 = _spread(_times(_matrix(pdfium, element), outer))
            if min(x1 - x0, y1 - y0) <= _THIN and max(x1 - x0, y1 - y0) >= _SHORTEST:
                yield from _middle(x0 - corner[0], corner[1] - y1, x1 - corner[0], corner[1] - y0)
        elif kind == _PATH:
            for x0, y0, x1, y1 in _path(pdfium, element, outer):
                yield x0 - corner[0], corner[1] - y0, x1 - corner[0], corner[1] - y1


def _spread(matrix: tuple[float, ...]) -> Box:
    """Where a picture lies, whose own sides are 1."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)


def _middle(left: float, top: float, right: float, bottom: float) -> Iterator[Segment]:
    """A thin box as the line along its middle; a dot, which may be part of a line either way, as both."""
    x, y = (left + right) / 2, (top + bottom) / 2
    dot = max(right - left, bottom - top) <= _THIN
    if dot or right - left >= bottom - top:
        yield left, y, right, y
    if dot or right - left < bottom - top:
        yield x, top, x, bottom


def _matrix(pdfium: Any, element: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(element, ctypes.byref(matrix)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Both transformations, one after the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _path(pdfium: Any, element: Any, outer: tuple[float, ...]) -> Iterator[Segment]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(element, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    corners = list(_corners(pdfium, element, _times(_matrix(pdfium, element), outer)))
    for line in corners:
        xs, ys = [x for x, _ in line], [y for _, y in line]
        if len(line) < 2:
            continue
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if right - left <= _THIN or high - low <= _THIN:
            yield from _middle(left, low, right, high)
            continue
        if stroke.value:  # a box that is only filled is a shade, not a frame
            for (x0, y0), (x1, y1) in itertools.pairwise(line):
                yield x0, y0, x1, y1


def _corners(pdfium: Any, element: Any, matrix: tuple[float, ...]) -> Iterator[list[tuple[float, float]]]:
    """The points of each stroke of a path."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    line: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(element), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(element, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and line:
            yield line
            line = []
        line.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and line:
            line.append(line[0])
    if line:
        yield line


def _turn(page: Page, segments: list[Segment], quarters: int) -> None:
    """Sets the page upright: first as it is shown, then as its text is read."""
    signs = page.signs
    for _ in range(quarters):
        signs, segments = _clockwise(page, signs, segments)
        signs = [Sign(sign.text, sign.box, sign.size, (sign.turned + 1) % 4) for sign in signs]
    most = max(range(4), key=lambda turned: sum(sign.turned == turned for sign in signs))
    for _ in range((4 - most) % 4):
        signs, segments = _clockwise(page, signs, segments)
    page.signs = [Sign(sign.text, sign.box, sign.size, (sign.turned - most) % 4) for sign in signs]
    page.turned = most
    for x0, y0, x1, y1 in segments:
        if abs(y1 - y0) <= _FLAT and abs(x1 - x0) >= _SHORTEST:
            page.across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _FLAT and abs(y1 - y0) >= _SHORTEST:
            page.down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _clockwise(page: Page, signs: list[Sign], segments: list[Segment]) -> tuple[list[Sign], list[Segment]]:
    """A quarter turn of everything on the page."""
    height = page.height
    turned = [
        Sign(sign.text, (height - sign.box[3], sign.box[0], height - sign.box[1], sign.box[2]), sign.size, sign.turned)
        for sign in signs
    ]
    lines = [(height - y0, x0, height - y1, x1) for x0, y0, x1, y1 in segments]
    page.width, page.height = page.height, page.width
    return turned, lines
