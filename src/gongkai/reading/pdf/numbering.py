"""Page numbers: at the head or the foot of a page, alone on their line or printed into a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.pdf.lines import box_of, groups_of, lines_of, text_of
from gongkai.reading.pdf.page import Page, Sign

_MARGIN = 0.1  # of the page's height, where page numbers stand
_INCH = 75.0  # points, and a bit: as near to the edge as that strokes make a number a page's though the page is low
_ALIKE = 0.1  # of the type's size, by which the signs of one number may differ in size
_NEAR = 1.0  # sizes of the type between a number and its strokes
_STROKES = "-－—–―"
_PAGE_NUMBER = re.compile(
    r"^(?:[-－—–―~·•]*\s*(\d{1,3})\s*[-－—–―~·•]*|第\s*(\d{1,3})\s*页(?:[,，/／]?\s*共\s*\d+\s*页)?|(\d{1,3})\s*[/／]\s*\d{1,3})$"
)
_BETWEEN_STROKES = re.compile(f"[{_STROKES}][0-9]{{1,3}}[{_STROKES}]")


def without_page_numbers(pages: Sequence[Page]) -> list[list[Sign]]:
    """The signs of each page without those at its head and foot that only number the pages. A bare number counts as such
    where it grows with the pages, and so does one with strokes that is printed into a table."""
    marks: list[_Mark] = []
    for index, page in enumerate(pages):
        near, edge = max(_MARGIN * page.height, _INCH), _MARGIN * page.height
        for line in lines_of([sign for sign in page.signs if not near < sign.middle[1] < page.height - near]):
            outside = not edge < line[0].middle[1] < page.height - edge
            whole = _mark(index, line, whole=True)
            words = [whole] if whole else [_mark(index, word, whole=False) for word in _told_in(line)]
            marks += [mark for mark in words if mark and (outside or mark.told)]
    offsets = [mark.number - mark.index for mark in marks]
    gone: list[set[int]] = [set() for _ in pages]
    for mark in marks:
        if not mark.told and _is_close(mark, pages[mark.index]):
            continue  # the rest of a number that goes on below
        counts = offsets.count(mark.number - mark.index) >= 2 or (mark.told and mark.number == mark.index + 1)
        if (mark.told and mark.whole) or ((mark.told or mark.whole) and counts):
            gone[mark.index].update(map(id, mark.signs))
    return [[sign for sign in page.signs if id(sign) not in out] for page, out in zip(pages, gone, strict=True)]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What may number a page: index of the page, the number; told: strokes or words say what it is; whole: alone on its
    line."""

    index: int
    signs: Sequence[Sign]
    number: int
    told: bool
    whole: bool


def _mark(index: int, signs: Sequence[Sign], whole: bool) -> _Mark | None:
    text = text_of(signs)
    match = _PAGE_NUMBER.match(text)
    if not match:
        return None
    number = next(int(group) for group in match.groups() if group)
    return _Mark(index, signs, number, not text.strip().isdigit(), whole)


def is_number(line: Sequence[Sign]) -> bool:
    """Whether a line may be nothing but a page's number."""
    return _mark(0, line, whole=True) is not None


def _is_close(mark: _Mark, page: Page) -> bool:
    """Whether something is printed right above or below a number."""
    left, top, right, bottom = box_of([sign.box for sign in mark.signs])
    own, near = set(map(id, mark.signs)), _NEAR * mark.signs[0].size
    return any(
        id(sign) not in own
        and sign.box[0] < right
        and sign.box[2] > left
        and sign.box[1] < bottom + near
        and sign.box[3] > top - near
        for sign in page.signs
    )


def _told_in(line: Sequence[Sign]) -> list[Sequence[Sign]]:
    """The words of a line, and numbers between strokes that touch the words beside them."""
    words: list[Sequence[Sign]] = [*groups_of(line)]
    if all(len(sign.text) == 1 for sign in line):
        for match in _BETWEEN_STROKES.finditer("".join(sign.text for sign in line)):
            found = line[match.start() : match.end()]
            alike = max(sign.size for sign in found) - min(sign.size for sign in found) <= _ALIKE * found[0].size
            if alike and len(groups_of(found, _NEAR)) == 1:
                words.append(found)
    return words
