"""The printed lines of a page → paragraphs: a text read from a PDF ends its lines where the paper did.

A printed line belongs to the next where it reaches the right edge and does not end its paragraph. Which lines reach it is told from
the text itself: most of the lines of running text are equally long, and the first line of a paragraph is two signs shorter.
"""

import re
import unicodedata
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(r"^[—\-–－·\s]*\d{1,4}[—\-–－·\s]*$|^第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?$")
_HEADING = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百0-9]{1,6}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]|\d{1,2}[.．、]|附件)"
)
_ENDS = "。！？：；”）》"
_INDENT = 2.0  # signs
_SLACK = 2.5  # a line is full though punctuation was pushed to the next


def reflowed(text: str) -> str:
    """The text with the lines of a paragraph joined; page numbers alone on a line are left out."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not _PAGE_NUMBER.match(line)]
    full = _full_width(lines)
    if full is None:
        return "\n".join(lines)
    told: list[str] = []
    goes_on = False
    for number, line in enumerate(lines):
        if goes_on and told:
            told[-1] = _joined(told[-1], line)
        else:
            told.append(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        goes_on = _goes_on(line, following, full)
    return "\n".join(told)


def _goes_on(line: str, following: str, full: float) -> bool:
    if not following or _HEADING.match(following) or _width(line) < full - _INDENT - _SLACK:
        return False
    if line[-1] not in _ENDS:
        return True
    # It ends a sentence at the very edge: the next line goes on where it is not indented, that is, where it is as long.
    return _width(following) > full - _INDENT + 0.5


def _full_width(lines: Sequence[str]) -> float | None:
    """How wide the running text is, in signs; None where too few lines are equally long to tell."""
    widths = sorted((_width(line) for line in lines), reverse=True)
    long = [width for width in widths if width >= 15]
    if len(long) < 2:
        return None
    full = long[min(len(long) // 20, len(long) - 1)]
    near = sum(1 for width in long if width >= full - _INDENT - _SLACK)
    return full if near >= 2 else None


def _width(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in line)


def _joined(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return f"{before}{' ' if latin and before[-1].isalpha() else ''}{after}"
