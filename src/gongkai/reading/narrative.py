"""The text of a report: its sections, paragraphs and headings, and the numbers said in it."""

from collections.abc import Collection, Sequence

from gongkai.law.facts import Claim
from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, headings
from gongkai.reading.claims import claims_of
from gongkai.reading.model import Paragraph, SectionRead
from gongkai.reading.rows import Line

_OF_TABLES = {2, 3, 4}
_STOPS = ("。", "；", ";", "！")


def sections_of(lines: Sequence[Line], used: Collection[int]) -> tuple[tuple[SectionRead, ...], tuple[Claim, ...]]:
    """The sections in the order they stand, and the claims of their text. `used`: lines that belong to tables."""
    starts: dict[int, Line] = {}
    for line in lines:
        number = None if line.is_empty else headings.section_number(line.text)
        if number:
            starts.pop(number, None)  # a list of contents comes first; the section itself comes last
            starts[number] = line
    order = sorted(starts, key=lambda number: starts[number].index)
    ends = [starts[number].index for number in order[1:]] + [lines[-1].index + 1]
    offset = lines[0].index
    sections: list[SectionRead] = []
    before = lines[: starts[order[0]].index - offset] if order else lines
    preface = _section(0, "", before, used)
    if preface.paragraphs:
        sections.append(preface)
    for number, end in zip(order, ends, strict=True):
        start = starts[number]
        inside = lines[start.index - offset + 1 : end - offset]
        sections.append(_section(number, start.text, inside, used))
    claims = tuple(claim for section in sections for claim in claims_of(section.paragraphs))
    return tuple(sections), claims


def _section(number: int, title: str, lines: Sequence[Line], used: Collection[int]) -> SectionRead:
    note = folding.label(by_key(keys()[-1]).corner_note)
    paragraphs: list[Paragraph] = []
    for line in lines:
        if headings.is_furniture(line.text) and number >= 5:
            break
        if line.is_empty or line.index in used or (line.is_cell and number in _OF_TABLES):
            continue
        sentence = any(stop in line.text for stop in _STOPS) and folding.label(line.text) != note
        if sentence or (number and number not in _OF_TABLES):
            paragraphs.append(Paragraph(line.text, line.start, number))
    found = tuple(heading for paragraph in paragraphs if (heading := headings.heading(paragraph.text)))
    start = lines[0].start if lines else 0
    end = lines[-1].start + len(lines[-1].text) if lines else 0
    return SectionRead(number, title, start, end, tuple(paragraphs), found)
