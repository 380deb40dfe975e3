"""What is marked, and what a page holds: plain values in points, from the top left corner of the page as it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.law.errors import NotAcceptable

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar. page: from 1; box: in points, for PDF and pictures; letters: first and beyond the last, for DOCX, where a
    page is a paragraph. kind: what it hides, in words that give nothing away; ground: a code of
    `law.withholding`; reason: in the officer's words."""

    page: int
    box: Box | None = None
    letters: tuple[int, int] | None = None
    kind: str = ""
    ground: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text as it is read from the page: a run of letters or digits, or a single Chinese character.

    begin: its place in the page's text; shows: whether it leaves anything on the picture of the page.
    """

    text: str
    box: Box
    begin: int
    shows: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown: width and height in points, its text, its words. has_text: whether there is a text layer."""

    number: int
    width: float
    height: float
    text: str = ""
    words: tuple[Word, ...] = ()

    @property
    def has_text(self) -> bool:
        return bool(self.words or self.text.strip())


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: kind, pages, and what an officer should know about it."""

    kind: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = field(default=())


def touches(one: Box, other: Box) -> bool:
    """Whether two boxes share an area, however small."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def gaps(one: Box, other: Box) -> tuple[float, float]:
    """How far the boxes are apart across and down; negative where they overlap."""
    return max(one[0], other[0]) - min(one[2], other[2]), max(one[1], other[1]) - min(one[3], other[3])


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all. ValueError for none."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def upright(box: Box) -> Box:
    """The box with its corners in order, however it was drawn."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def on_the_page(box: Box, page: Page) -> Box | None:
    """The part of a box that lies on the page, made at least a point wide and high; None where it lies beside it."""
    if not touches(box, (0, 0, page.width, page.height)):
        return None
    left, right = _at_least_one(box[0], box[2], page.width)
    top, bottom = _at_least_one(box[1], box[3], page.height)
    return left, top, right, bottom


def _at_least_one(begin: float, end: float, limit: float) -> tuple[float, float]:
    begin, end = max(begin, 0.0), min(end, limit)
    if end - begin < 1:
        begin = max(min((begin + end) / 2 - 0.5, limit - 1), 0.0)
        end = begin + 1
    return begin, end


def require_marks(marks: Iterable[Mark], pages: tuple[Page, ...]) -> None:
    """NotAcceptable where a mark lies on no page, covers nothing, or where there is none at all."""
    count = 0
    for count, mark in enumerate(marks, start=1):
        if not 1 <= mark.page <= len(pages):
            raise _wrong(count, f"第{count}处遮盖写的是第{mark.page}页，文件只有{len(pages)}页。")
        page = pages[mark.page - 1]
        if mark.letters is not None:
            begin, end = mark.letters
            if not 0 <= begin < end <= len(page.text):
                raise _wrong(count, f"第{count}处遮盖没有落在第{mark.page}段的文字上。")
        elif mark.box is None or not _covers_something(upright(mark.box), page):
            raise _wrong(count, f"第{count}处遮盖没有落在第{mark.page}页上。")
    if not count:
        raise NotAcceptable("redaction.no_marks", "还没有遮盖任何一处。", "请先标出要遮的地方。", field="marks")


def _covers_something(box: Box, page: Page) -> bool:
    """Whether it is as large as a point and lies on the page. False for what is not a number."""
    large = box[2] - box[0] >= 1 and box[3] - box[1] >= 1
    return large and touches(box, (0, 0, page.width, page.height))


def _wrong(number: int, message: str) -> NotAcceptable:
    return NotAcceptable("redaction.mark_outside", message, f"请改正或者删去第{number}处。", field="marks")


def whole_words(text: str, letters: tuple[int, int]) -> tuple[int, int]:
    """The letters with the rest of a Latin word or number that they cut."""
    begin, end = letters
    while 0 < begin < len(text) and _joined(text[begin - 1], text[begin]):
        begin -= 1
    while 0 < end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    return begin, end


def _joined(one: str, other: str) -> bool:
    return all(sign.isalnum() and (sign.isascii() or 0xFF10 <= ord(sign) <= 0xFF5A) for sign in (one, other))


def spans_of(marks: Iterable[Mark], page: int, text: str) -> list[tuple[int, int]]:
    """The letters to hide in that paragraph: whole words, those that meet joined, in order."""
    wanted = sorted(whole_words(text, mark.letters) for mark in marks if mark.page == page and mark.letters is not None)
    joined: list[tuple[int, int]] = []
    for begin, end in wanted:
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined
