"""A text without line ends of its own cut into lines: at the titles of sections and at the headings inside them."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from gongkai.law.formats import by_key, keys
from gongkai.reading import folding
from gongkai.reading.folding import Folded, unspaced
from gongkai.reading.numerals import is_dash, number
from gongkai.reading.rows import Line

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"[{_NUMERALS}]、")
_SUBHEADING = re.compile(rf"(?<=[。;:!])\([{_NUMERALS}]{{1,3}}\)(?!项)")
_ALIKE = 0.85
_MOST_NUMBERED = 400  # 一、 and the like in one line; a report has some twenty
_SHORT = 60  # a line that may be a title is left as it is


def lines_of(text: str, begin: int, end: int) -> list[Line]:
    """Every line of text[begin:end], and every part of a long line, in characters of the text. Indexes count these lines."""
    lines: list[Line] = []
    for whole in text[begin:end].split("\n"):
        for first, last in _parts(whole):
            bare = whole[first:last].strip()
            start = begin + first + len(whole[first:last]) - len(whole[first:last].lstrip())
            cell = 0 < len(bare) < 40 and (number(bare) is not None or is_dash(bare))
            lines.append(Line(len(lines), start, bare, not bare, cell))
        begin += len(whole) + 1
    return lines


def _parts(line: str) -> Iterator[tuple[int, int]]:
    """A long line from title to title; everything else in one piece."""
    if len(line) <= _SHORT:
        yield 0, len(line)
        return
    folded = unspaced(line)
    cuts = sorted({0, len(line), *_title_ends(folded), *_subheadings(folded)})
    yield from itertools.pairwise(cuts)


def _title_ends(folded: Folded) -> Iterator[int]:
    """Where titles of sections begin and end, in characters of the line."""
    for match in itertools.islice(_NUMBERED.finditer(folded.text), _MOST_NUMBERED):
        length = _title_at(folded.text, match.end())
        if length:
            start, end = folded.span(match.start(), match.end() + length)
            yield start
            yield end


def _title_at(text: str, at: int) -> int:
    """How long the title is that begins here; 0 where none does. Misprints allowed."""
    best, found = 0.0, 0
    for title in _titles():
        for length in range(len(title) + 2, len(title) - 3, -1):
            piece = text[at : at + length]
            alike = folding.likeness(folding.label(piece), folding.label(title)) if piece else 0.0
            if alike > best:
                best, found = alike, len(piece)
    return found if best >= _ALIKE else 0


@cache
def _titles() -> tuple[str, ...]:
    """The six titles in half width, without their numbers."""
    return tuple(unspaced(title).text.split("、", 1)[1] for title in by_key(keys()[-1]).section_titles)


def _subheadings(folded: Folded) -> Iterator[int]:
    for match in _SUBHEADING.finditer(folded.text):
        yield folded.span(match.start(), match.end())[0]
