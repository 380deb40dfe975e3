"""A figure read several times by different means, and whether they agree. An unsure digit is no digit.

The network reads each strip twice, from pictures cut and treated differently; the shapes of the signs are held against all
signs of the same document; the ink is counted. Only what nobody contradicts is sure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from gongkai.reading.scan.cells import Glyph, Sheet, Strip, crop, glyphs_of
from gongkai.reading.scan.lines import Box
from gongkai.reading.scan.network import Line, recognise

SIGNS = "0123456789.,-"
UNSURE = "?"
_SURE = 0.80  # the network's least certainty for a digit
_GUESS = 0.7  # a word or two that the network is less sure of may be anything
_ALIKE = 0.80  # likeness of two shapes of the same digit in one document
_TWIN = 0.93  # likeness of two prints of one sign
_KNOWN = 3  # prints of a digit, from which on its look is known
_APART = 0.03  # by which one digit's shapes must be more alike than another's
_SLASH = 0.16  # share of its height by which a slash leans more than a 1
_LEANS = 0.12
_STROKES = str.maketrans(dict.fromkeys("一—－–−―─ー_~～", "-"))
_FOLDED = str.maketrans(
    {
        **dict(zip("０１２３４５６７８９．，：", "0123456789.,:", strict=True)),
        **dict.fromkeys("OoQ〇○口Ｏ", "0"),
        **dict.fromkeys("lI|丨｜", "1"),
        **dict.fromkeys("。·•・", "."),
        **dict.fromkeys("、", ","),
        " ": "",
    }
)
_HAN = re.compile("[\u3400-\u4dff\u4e00-\u9fff]")
_UNITS = frozenset({"件", "条", "项", "宗", "元", "万元"})
_CRACK, _BROAD = 2, 0.85  # pixels between the halves of a broken digit, share of its height it is broad
_ONE_NUMBER = 0.55  # of their height, by which digits of one number may stand apart
_DIGITS = re.compile(r"-?(?!0\d)\d+(?:,\d{3})*(?:\.\d+)?(?:件|条|项|宗|元|万元)?")


@dataclass
class Reading:
    """A strip that may be a figure: what the two readings say, its signs by shape, and what was found out in the end.

    text: what is taken for it, an unsure sign as ?; sure: whether every sign is; among: every text it may be.
    """

    strip: Strip
    first: Line
    second: Line
    glyphs: list[Glyph] = field(default_factory=list)
    text: str = ""
    sure: bool = False
    among: tuple[str, ...] = ()

    @property
    def digits(self) -> str:
        return "".join(sign for sign in folded(self.first.text) if sign.isdigit())


def folded(text: str) -> str:
    """Signs that look alike in a figure as the figure's: O as 0, a stroke as -, full width as half."""
    text = text.translate(_FOLDED)
    return text.translate(_STROKES) if len(text) <= 2 or not _HAN.search(text) else text


def may_be_figure(line: Line) -> bool:
    """Whether a line, read freely, could be a figure: short, and no word in it."""
    text = folded(line.text)
    if len(text) <= 2 and line.least < _GUESS:
        return True
    return len(text) <= 14 and not _HAN.search(text.replace("万", "").replace("元", "").replace("件", ""))


def readings_of(sheet: Sheet, strips: Sequence[Strip], lines: Sequence[Line]) -> list[Reading]:
    """Strips that may be figures, read a second time from other pictures."""
    import cv2

    grey = sheet.clean.grey
    calm = cv2.medianBlur(grey, 3)
    crops: list[Any] = []
    for strip in strips:
        wide = crop(calm, strip.box, (0.5, 0.18))
        crops.append(cv2.resize(wide, None, fx=2.3, fy=2.0, interpolation=cv2.INTER_CUBIC))
    again = recognise(crops)
    return [
        Reading(strip, line, other, _glyphs(sheet, strip, line))
        for strip, line, other in zip(strips, lines, again, strict=True)
    ]


def _glyphs(sheet: Sheet, strip: Strip, line: Line) -> list[Glyph]:
    """The signs by their ink, thin strokes counted or not: whichever way gives as many as were read, if one does."""
    digits = sum(sign.isdigit() for sign in folded(line.text))
    ways = [glyphs_of(sheet, strip.box, faint=faint) for faint in (True, False)]
    return next((way for way in ways if digits and len(_tall(way)) == digits), ways[0])


def settle(readings: Sequence[Reading]) -> None:
    """Decides each reading, all of one document together: every shape is held against all others."""
    votes = _votes(readings)
    upright = _lean_of_ones(readings)
    for reading, vote in zip(readings, votes, strict=True):
        _decide(reading, vote)
        _mind_slash(reading, upright)


def _lean_of_ones(readings: Sequence[Reading]) -> float | None:
    """How far the document's 1 leans, by those in numbers of several digits; None where there are too few."""
    leans = [
        glyph.lean
        for reading in readings
        if len(reading.digits) > 1 and len(tall := _tall(reading.glyphs)) == len(reading.digits)
        for glyph, digit in zip(tall, reading.digits, strict=True)
        if digit == "1"
    ]
    return float(median(leans)) if len(leans) >= 2 else None


def _mind_slash(reading: Reading, upright: float | None) -> None:
    """A slash, the sign for none, is easily read as 1: one that leans more than the document's 1 is a slash; where that
    cannot be told, a leaning 1 is unsure."""
    said = {folded(reading.first.text), folded(reading.second.text)}
    if len(reading.glyphs) != 1 or not said <= {"1", "/", "", "7", "-"} or not said & {"1", "/"}:
        return
    lean = reading.glyphs[0].lean
    if (upright is not None and lean > upright + _SLASH) or (lean > _SLASH and said == {"/"}):
        reading.text, reading.sure, reading.among = "/", True, ("/",)
    elif reading.sure and lean > _LEANS and (upright is None or lean > upright + _LEANS / 2):
        reading.text, reading.sure = "1" + UNSURE, False


def _decide(reading: Reading, vote: str) -> None:
    """vote: for each digit of the first reading, + confirmed by shape, - contradicted, = neither."""
    one, other = folded(reading.first.text), folded(reading.second.text)
    if _is_stroke(reading):
        reading.text, reading.sure, reading.among = "-", True, ("-",)
        return
    texts = tuple(dict.fromkeys(text for text in (one, other) if text))
    reading.among = texts
    confirmed = bool(vote) and set(vote) == {"+"}
    least = min(reading.first.least, reading.second.least)
    if one == other and one in _UNITS:
        reading.text, reading.sure = one, True
        return
    certain = one == other and bool(_DIGITS.fullmatch(one)) and "-" not in vote and not reading.strip.touches
    if certain and (least >= _SURE or confirmed) and _ink_agrees(reading, one):
        reading.text, reading.sure = one, True
        return
    reading.text = _common(texts)


def _common(texts: Sequence[str]) -> str:
    """The signs all readings agree on, ? where they do not. Where all agree and it is still unsure: a ? behind."""
    if not texts or any(_HAN.search(text) for text in texts):
        return UNSURE
    if len({len(text) for text in texts}) > 1:
        return UNSURE
    shared = "".join(signs[0] if len(set(signs)) == 1 else UNSURE for signs in zip(*texts, strict=True))
    return shared if UNSURE in shared else shared + UNSURE


def _is_stroke(reading: Reading) -> bool:
    """One flat stroke: a sign for none, whatever the network calls it."""
    if len(reading.glyphs) != 1:
        return False
    left, top, right, bottom = reading.glyphs[0].box
    return bottom - top <= 7 and right - left >= 1.5 * (bottom - top)


def _ink_agrees(reading: Reading, text: str) -> bool:
    """As many tall signs in the ink as digits in the text (or fewer, where digits touch), and small ones just where the
    text has points and strokes."""
    boxes = [glyph.box for glyph in reading.glyphs]
    tall = [glyph.box for glyph in _tall(reading.glyphs)]
    if not tall:
        return False
    height = max(bottom - top for _, top, _, bottom in boxes)
    if any(two[0] - one[2] > _ONE_NUMBER * height for one, two in pairwise(sorted(boxes))):
        return False  # two numbers side by side
    first, last = min(box[0] for box in tall), max(box[2] for box in tall)
    small = [
        box
        for box in boxes
        if box not in tall and max(box[2] - box[0], box[3] - box[1]) >= 3 and box[2] > first - height and box[0] < last
    ]
    points = sum(text.count(sign) for sign in ".,-")
    digits = sum(sign.isdigit() for sign in text)
    unit = sum(bool(_HAN.match(sign)) for sign in text)
    if unit:  # a word's sign is one piece of ink or a few
        return len(small) >= points and digits < len(tall) + len(small) - points <= digits + 5 * unit
    if len(small) != points:
        return False
    if len(tall) == digits or (len(tall) > digits and _mended(tall) == digits):
        return True
    widest = max(box[2] - box[0] for box in tall)
    return len(tall) < digits and widest > 0.75 * height


def _mended(tall: Sequence[Box]) -> int:
    """How many signs there are if pieces that all but touch, and are no broader together than a digit, are one."""
    signs: list[Box] = []
    for box in sorted(tall):
        before = signs[-1] if signs else None
        if before and box[0] - before[2] <= _CRACK and box[2] - before[0] <= _BROAD * (box[3] - box[1]):
            signs[-1] = (before[0], before[1], box[2], before[3])
        else:
            signs.append(box)
    return len(signs)


def _votes(readings: Sequence[Reading]) -> list[str]:
    """For each reading a sign a digit: whether the shapes of the document confirm it."""
    import numpy

    shapes: list[Any] = []
    names: list[str] = []
    places: list[list[int]] = []
    for reading in readings:
        tall = _tall(reading.glyphs)
        own: list[int] = []
        if len(tall) == len(reading.digits):
            for glyph, digit in zip(tall, reading.digits, strict=True):
                own.append(len(shapes))
                shapes.append(glyph.shape)
                names.append(digit)
        places.append(own)
    if not shapes:
        return ["" for _ in readings]
    told = _told(numpy.array(shapes), numpy.array(names))
    return ["".join(told[at] for at in own) for own in places]


def _told(shapes: Any, names: Any) -> list[str]:
    """Each shape held against what each digit looks like on the average; against its own without itself."""
    import numpy

    digits = sorted(set(names.tolist()))
    sums = {digit: shapes[names == digit].sum(axis=0) for digit in digits}
    found: list[str] = []
    for shape, name in zip(shapes, names.tolist(), strict=True):
        rest = {digit: sums[digit] - shape if digit == name else sums[digit] for digit in digits}
        alike = {digit: float(shape @ one / (numpy.linalg.norm(one) + 1e-6)) for digit, one in rest.items()}
        own = alike.pop(name)
        best = max(alike.values(), default=0.0)
        # A digit that hardly stands elsewhere has nothing to be like; only another's very shape contradicts it.
        known = int((names == name).sum()) > _KNOWN
        if own >= _ALIKE and own > best + _APART:
            found.append("+")
        elif best >= (_ALIKE if known else _TWIN) and best > own + _APART:
            found.append("-")
        else:
            found.append("=")
    return found


def _tall(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without points and strokes."""
    height = max((glyph.box[3] - glyph.box[1] for glyph in glyphs), default=0)
    return [glyph for glyph in glyphs if glyph.box[3] - glyph.box[1] >= 0.6 * height]
