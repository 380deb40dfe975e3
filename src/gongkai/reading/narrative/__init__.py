"""The text of a report: its sections, paragraphs and headings, and the numbers said in it."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from gongkai.law.facts import Claim
from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, headings
from gongkai.reading.model import Paragraph, SectionRead
from gongkai.reading.narrative.claims import claims_of
from gongkai.reading.narrative.statements import statements_of
from gongkai.reading.rows import Line

_OF_TABLES = {2, 3, 4}
_STOPS = ("。", "；", ";", "！")
_ENDS = re.compile(r"[。；;！？!?：:…]$")
_BEGINS = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[|#•·\-*]|第[一二三四五六七八九十]+[条项])")
_WRAPPED = 10  # a line that the page broke is not shorter
_NARROW = 22  # signs; lines of a page are longer
_LISTED = re.compile(r"^\d{1,2}[、.．]")
_PAUSES = re.compile("[，,。；;：:]")
_FEES = re.compile("处理费|其他需要报告")


def sections_of(lines: Sequence[Line], used: Collection[int]) -> tuple[tuple[SectionRead, ...], tuple[Claim, ...]]:
    """The sections in the order they stand, and the claims of their text. `used`: lines that belong to tables."""
    starts: dict[int, Line] = {}
    for line in lines:
        number = None if line.is_empty else headings.section_number(line.text)
        if number:
            starts.pop(number, None)  # a list of contents comes first; the section itself comes last
            starts[number] = line
    order = sorted(starts, key=lambda number: starts[number].index)
    ends = [*(starts[number].index for number in order[1:]), lines[-1].index + 1] if order else []
    offset = lines[0].index
    sections: list[SectionRead] = []
    before = lines[: starts[order[0]].index - offset] if order else lines
    for number, inside in _untitled_before(before, 1 not in starts and bool(order)):
        section = _section(number, "", inside, used)
        if section.paragraphs:
            sections.append(section)
    for number, end in zip(order, ends, strict=True):
        start = starts[number]
        inside = lines[start.index - offset + 1 : end - offset]
        for part, title, some in _untitled_after(number, start.text, inside, used, starts):
            sections.append(_section(part, title, some, used))
    claims = tuple(claim for section in sections for claim in claims_of(section.paragraphs))
    return tuple(sections), claims


def _untitled_before(lines: Sequence[Line], first_lost: bool) -> Iterator[tuple[int, Sequence[Line]]]:
    """What stands before the first title: the preface; and, where the first title is lost, section one from its first
    heading on."""
    if first_lost:
        for at, line in enumerate(lines):
            found = headings.heading(line.text)
            if found and found.startswith("（一）"):
                yield 0, lines[:at]
                yield 1, lines[at:]
                return
    yield 0, lines


def _untitled_after(
    number: int, title: str, lines: Sequence[Line], used: Collection[int], starts: Collection[int]
) -> Iterator[tuple[int, str, Sequence[Line]]]:
    """A section; and, where titles five and six are lost, what follows table 4 as five, and what follows that under a new
    （一） and speaks of fees as six."""
    parts = [(number, title, lines)]
    if number == 4 and 5 not in starts:
        after = max((at + 1 for at, line in enumerate(lines) if line.index in used), default=_first_words(lines))
        parts = [(4, title, lines[:after]), (5, "", lines[after:])]
    last, name, rest = parts[-1]
    if last == 5 and 6 not in starts:
        at = _restart(rest)
        if at:
            parts[-1:] = [(5, name, rest[:at]), (6, "", rest[at:])]
    yield from (part for part in parts if part[1] or any(not line.is_empty for line in part[2]))


def _first_words(lines: Sequence[Line]) -> int:
    """Where sentences or numbered headings begin, in a section whose table is not among the lines."""
    words = (at for at, line in enumerate(lines) if _BEGINS.match(line.text) or any(s in line.text for s in _STOPS))
    return next(words, len(lines))


def _restart(lines: Sequence[Line]) -> int:
    """Where a later （一） begins after which fees are spoken of; 0 for nowhere."""
    seen = False
    for at, line in enumerate(lines):
        found = headings.heading(line.text) or ""
        if found.startswith("（一）") and seen and any(_FEES.search(after.text) for after in lines[at:]):
            return at
        seen = seen or found.startswith("（")
    return 0


def _section(number: int, title: str, lines: Sequence[Line], used: Collection[int]) -> SectionRead:
    note = folding.label(by_key(keys()[-1]).corner_note)
    paragraphs: list[Paragraph] = []
    for block in _blocks(lines, number, used):
        text = _joined(block)
        sentence = any(stop in text for stop in _STOPS) and note not in folding.label(text)
        if sentence or (number and number not in _OF_TABLES):
            paragraphs.append(Paragraph(text, block[0].start, number))
    found = tuple(heading for paragraph in paragraphs if (heading := headings.heading(paragraph.text)))
    start = lines[0].start if lines else 0
    end = lines[-1].start + len(lines[-1].text) if lines else 0
    return SectionRead(number, title, start, end, tuple(paragraphs), found, tuple(statements_of(paragraphs)))


def _blocks(lines: Sequence[Line], number: int, used: Collection[int]) -> Iterator[list[Line]]:
    """The lines of each paragraph, those of tables left out; a paragraph that the page broke over lines is one."""
    block: list[Line] = []
    for line in lines:
        if headings.is_furniture(line.text) and number >= 5:
            break
        gone = not folding.label(line.text) or line.index in used or (line.is_cell and number in _OF_TABLES)
        if block and (gone or not _carries_on(block[-1], line)):
            yield block
            block = []
        if not gone:
            block.append(line)
    if block:
        yield block


def _carries_on(before: Line, line: Line) -> bool:
    """Whether a line is the rest of the one before it."""
    return (
        line.index == before.index + 1
        and len(before.text) >= _WRAPPED
        and not _ENDS.search(before.text)
        and not _BEGINS.match(line.text)
        and not line.is_cell
        and not _is_heading(before.text)
    )


def _is_heading(text: str) -> bool:
    """Whether the line is a numbered heading that ends where it does: without a pause, shorter than the page is wide."""
    numbered = headings.heading(text) or _LISTED.match(text)
    return bool(numbered) and len(text) <= _NARROW and not _PAUSES.search(text[2:])


def _joined(block: Sequence[Line]) -> str:
    """The lines as they stand in the file, so that characters can be counted; what parts them is a line end and spaces."""
    text = block[0].text
    for before, line in itertools.pairwise(block):
        gap = line.start - before.start - len(before.text)
        text += ("\n" + " " * (gap - 1) if gap else "") + line.text
    return text
