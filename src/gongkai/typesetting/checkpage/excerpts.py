"""Pieces of a text, its signs as they stand: the row around a figure, the sentence around a passage, the words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.typesetting.markup import Markup, joined, tag

_HAN = re.compile("[\u3400-\u9fff]")
_BREAK = re.compile(r"[ \t\u3000\xa0]*\n\s*")
_AROUND = 28  # signs shown at either side of a figure that stands in a long line
_LINES_UP, _LINES_DOWN = 32, 15  # lines, empty ones too
MOST = 6
_STOPS = "\n。；"
Span = tuple[int, int]


@dataclass(slots=True)
class Excerpt:
    """text[start:end], with the spans in it that are marked. cut: whether more of the line stands before and after."""

    start: int
    end: int
    marks: list[Span] = field(default_factory=list)


def around(text: str, spans: Sequence[Span]) -> list[Excerpt]:
    """The rows in which the spans stand, in the order of the text; spans of one row are one excerpt."""
    found: list[Excerpt] = []
    for start, end in sorted(set(spans)):
        begin, stop = _row(text, start, end)
        last = found[-1] if found else None
        if last and begin <= last.end:
            last.end = max(last.end, stop)
            last.marks.append((start, end))
        elif len(found) < MOST:
            found.append(Excerpt(begin, stop, [(start, end)]))
    return found


def sentence(text: str, spans: Sequence[Span], reach: int = 60) -> Excerpt:
    """Of a paragraph what stands around the spans, cut at the signs that end a clause where there are any near."""
    spans = sorted(set(spans))
    start, end = max(0, spans[0][0] - reach), min(len(text), spans[-1][1] + reach)
    opening = max(text.rfind(sign, 0, spans[0][0]) for sign in "。；\n") + 1
    closing = min((at + 1 for sign in "。；\n" if (at := text.find(sign, spans[-1][1])) >= 0), default=len(text))
    return Excerpt(max(start, opening), min(end, closing), list(spans))


def lines_of(text: str, excerpt: Excerpt) -> str:
    """第188至194行, or the one line."""
    first = text.count("\n", 0, excerpt.start) + 1
    last = first + text.count("\n", excerpt.start, excerpt.end)
    return f"第{first}行" if first == last else f"第{first}至{last}行"


def written(text: str, excerpt: Excerpt, look: str = "ringed") -> Markup:
    """The excerpt with its marks; line ends are shown as ↵, so that what stood on lines of its own still does."""
    pieces: list[Markup] = []
    if _goes_on(text[: excerpt.start].rstrip(" \t\u3000\xa0")[-1:]):
        pieces.append(Markup("…"))
    at = excerpt.start
    for start, end in sorted(excerpt.marks):
        if start < at:
            continue
        pieces += [_turned(text[at:start]), tag("mark", _turned(text[start:end]), class_=look)]
        at = end
    pieces.append(_turned(text[at : excerpt.end]))
    if text[excerpt.end - 1] not in _STOPS and _goes_on(text[excerpt.end :].lstrip(" \t\u3000\xa0")[:1]):
        pieces.append(Markup("…"))
    return joined(*pieces)


def _goes_on(sign: str) -> bool:
    """Whether more of the same sentence stands where the excerpt was cut."""
    return bool(sign) and sign not in _STOPS


def _turned(text: str) -> Markup:
    return joined(*_BREAK.split(text), between=' <span class="turn" aria-hidden="true">↵</span> ')


def _row(text: str, start: int, end: int) -> Span:
    """Where the row of a figure begins and ends: from its label on the lines above, or around it in its own line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = _end_of_line(text, end)
    if _HAN.search(text[line_start:start]) or len(text[line_start:line_end].strip()) > len(text[start:end].strip()) + 4:
        begin, stop = max(line_start, start - _AROUND), min(line_end, end + _AROUND)
        return begin + _blank_head(text[begin:start]), stop
    begin = line_start
    for _ in range(_LINES_UP):
        if begin == 0:
            break
        begin = text.rfind("\n", 0, begin - 1) + 1
        if _HAN.search(text[begin : _end_of_line(text, begin)]):
            break
    stop = line_end
    for _ in range(_LINES_DOWN):
        following = _end_of_line(text, stop + 1)
        if stop >= len(text) or _HAN.search(text[stop:following]):
            break
        stop = following
    return begin + _blank_head(text[begin:start]), stop - _blank_tail(text[end:stop])


def _end_of_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _blank_head(text: str) -> int:
    return len(text) - len(text.lstrip())


def _blank_tail(text: str) -> int:
    return len(text) - len(text.rstrip())
