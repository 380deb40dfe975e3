"""From marks to bars: a mark that touches a letter covers it whole, and everything under a bar is one colour."""

import math
from collections.abc import Iterable, Sequence
from typing import cast

from PIL import Image, ImageDraw

from gongkai.redaction.marks import Box, Mark, Word, touches, upright

COLOUR = 0  # black, on grey and in colour
_BLEED = 0.6  # points beyond a letter's box: ink spreads into the pixels beside it
_DARK = 160  # of 255: what counts as ink on a scan


def bars_of(marks: Iterable[Mark], page: int, words: Sequence[Word]) -> list[Box]:
    """The boxes to blacken on that page: each mark, and every letter or word it touches, whole."""
    bars: list[Box] = []
    for mark in marks:
        if mark.page != page or mark.box is None:
            continue
        drawn = upright(mark.box)
        bars.append(drawn)
        bars += [_over(word.box, drawn) for word in words if touches(drawn, _inked(word.box))]
    return bars


def _over(word: Box, drawn: Box) -> Box:
    """The bar over a touched word; as tall as a mark of about one line, so that its outline does not tell the letter."""
    left, top, right, bottom = word[0] - _BLEED, word[1] - _BLEED, word[2] + _BLEED, word[3] + _BLEED
    if drawn[3] - drawn[1] < 2 * (bottom - top):
        top, bottom = min(top, drawn[1]), max(bottom, drawn[3])
    return left, top, right, bottom


def _inked(box: Box) -> Box:
    """A box that has an area: a dash has hardly any height."""
    return box[0] - 0.2, box[1] - 0.2, box[2] + 0.2, box[3] + 0.2


def in_pixels(bar: Box, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The pixels of a bar, both ends inclusive, rounded outward; None where it lies off the picture."""
    left, top = max(math.floor(bar[0] * scale), 0), max(math.floor(bar[1] * scale), 0)
    right, bottom = min(math.ceil(bar[2] * scale), size[0]) - 1, min(math.ceil(bar[3] * scale), size[1]) - 1
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def burnt_in(picture: Image.Image, bars: Iterable[Box], scale: float) -> Image.Image:
    """The picture with the bars in place of what was there. The picture itself is changed."""
    pen = ImageDraw.Draw(picture)
    for bar in bars:
        pixels = in_pixels(bar, scale, picture.size)
        if pixels is not None:
            pen.rectangle(pixels, fill=COLOUR if picture.mode == "L" else (COLOUR,) * 3)
    return picture


def grown_over_ink(picture: Image.Image, bar: Box, scale: float, furthest: float = 6.0) -> Box:
    """The bar, each side moved out while ink crosses it, a few millimetres at most: a scan does not say where its letters
    end. Lines of a table are crossed too; then it is a little larger than it need be. furthest: in points."""
    grey = picture.convert("L")
    left, top, right, bottom = bar
    step, left_to_go = 1 / scale, [furthest] * 4
    while True:
        sides: list[Box] = [(left, top, left + step, bottom), (left, top, right, top + step)]
        sides += [(right - step, top, right, bottom), (left, bottom - step, right, bottom)]
        moved = False
        for at, side in enumerate(sides):
            pixels = in_pixels(side, scale, grey.size)
            if left_to_go[at] <= 0 or pixels is None or not _has_ink(grey, pixels):
                continue
            left_to_go[at] -= step
            moved = True
            left, top = left - step * (at == 0), top - step * (at == 1)
            right, bottom = right + step * (at == 2), bottom + step * (at == 3)
        if not moved:
            return left, top, right, bottom


def _has_ink(grey: Image.Image, pixels: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = pixels
    darkest, _ = cast(tuple[int, int], grey.crop((left, top, right + 1, bottom + 1)).getextrema())
    return darkest < _DARK
