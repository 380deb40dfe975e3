"""A text with the passages that opinions are about marked where they stand, and a comparison with the opinions beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gongkai.reading.collation import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a paragraph. numbers: of the opinions on it, none for plain text; ends: of those whose passage ends with it."""

    text: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def marked(text: str, passages: Sequence[tuple[int, str]]) -> list[list[Mark]]:
    """Paragraph by paragraph, in pieces. A passage is found without regard to blanks and line ends; where it stands more than
    once, the first place is meant.

    Example: 第一条 每户限养一只。 with (2, 限养一只) → [[第一条 每户, 限养一只 (2, ends 2), 。]]
    """
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    plain = "".join(text[at] for at in places)
    spans = []
    for number, passage in passages:
        sought = "".join(passage.split())
        begin = plain.find(sought) if sought else -1
        if begin >= 0:
            spans.append((number, places[begin], places[begin + len(sought) - 1] + 1))
    line_ends = [at for at, sign in enumerate(text) if sign == "\n"]
    edges = {0, len(text), *line_ends, *(at + 1 for at in line_ends)} | {at for _, *both in spans for at in both}
    paragraphs: list[list[Mark]] = [[]]
    for begin, end in pairwise(sorted(edges)):
        if text[begin:end] == "\n":
            paragraphs.append([])
            continue
        on = tuple(number for number, first, last in spans if first <= begin and end <= last)
        ends = tuple(number for number, _, last in spans if last == end)
        paragraphs[-1].append(Mark(text[begin:end], on, ends))
    return paragraphs


def paragraph_of(text: str, passage: str) -> int | None:
    """The number, from 1, of the paragraph in which a passage begins; None where it does not stand there."""
    sought = "".join(passage.split())
    plain = "".join(sign for sign in text if sign == "\n" or not sign.isspace())
    begin = plain.replace("\n", "").find(sought) if sought else -1
    if begin < 0:
        return None
    seen = 0
    for number, paragraph in enumerate(plain.split("\n"), start=1):
        seen += len(paragraph)
        if begin < seen:
            return number
    return None


def with_points(lines: Iterable[Line | None], pair: tuple[Any, Any], opinions: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each line of a comparison with the opinions on its paragraph, on either side. pair: the two drafts."""
    on: tuple[dict[int, list[Any]], dict[int, list[Any]]] = (defaultdict(list), defaultdict(list))
    for opinion in opinions:
        for side, draft in enumerate(pair):
            number = paragraph_of(draft.text, opinion.passage) if opinion.draft_id == draft.pk else None
            if number is not None:
                on[side][number].append(opinion)
                break
    told: list[tuple[Any, Any]] = []
    for line in lines:
        points = [] if line is None else [*on[0].get(line.before or 0, ()), *on[1].get(line.after or 0, ())]
        told.append((line, sorted(points, key=lambda one: one.number)))
    return told
