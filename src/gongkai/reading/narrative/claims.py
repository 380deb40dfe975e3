"""Sentences turned into claims: what a number of the text counts, before anything is compared.

Cautious on purpose: a number becomes a claim only where its own clause says what it counts; 规范性文件审核 9 件 is
another measure, never a number of documents issued.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.facts import Claim, ClaimKind, Passage, Scope
from gongkai.reading.folding import Folded, unspaced
from gongkai.reading.model import Paragraph
from gongkai.reading.narrative.phrases import (
    COUNTED,
    FEES,
    MENTIONED,
    OFFICE,
    RELEVANT,
    TOPICS,
    WHOLE,
    column_of,
    kind_of,
    quantified,
)

_SENTENCE = re.compile(r"[^。;!?]+")
_CLAUSE_EDGE = ",:("
_LIST_EDGE = ",:、("
_REACH = 200  # signs before and after a number that may speak of it
_PAUSES = ",;:、。()"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit in a sentence. lead: the words before it since the last pause; clause: since the last pause
    longer than 、; tail: what follows, up to the words that lead to the next number. The clause and the number are
    folded[start:end]."""

    value: int
    lead: str
    clause: str
    tail: str
    start: int
    end: int
    topic: str
    before: str


def claims_of(paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    """The claims of a section, in the order they are made."""
    for paragraph in paragraphs:
        folded = unspaced(paragraph.text)
        if RELEVANT.search(folded.text):
            yield from _in_paragraph(paragraph, folded)


def _in_paragraph(paragraph: Paragraph, folded: Folded) -> Iterator[Claim]:
    topic = ""
    scope, words = Scope.UNSAID, ""
    for sentence in _SENTENCE.finditer(folded.text):
        for found in _numbers(sentence.group(), sentence.start(), topic):
            topic = found.topic
            kind = kind_of(found.lead, found.clause, found.tail, topic)
            if kind is None:
                continue
            said, said_words = scope_of(found.before)
            if said is not Scope.UNSAID:
                scope, words = said, said_words
            place = _passage(paragraph, folded, found)
            yield Claim(kind, found.value, place, column_of(found.lead), scope, words)
            for more, value, every in quantified(kind, found.value, found.tail):
                yield Claim(more, value, place, "total", scope, words, every)
        yield from _fees(paragraph, folded, sentence)
        topic = _last_topic(sentence.group(), topic)


def _fees(paragraph: Paragraph, folded: Folded, sentence: re.Match[str]) -> Iterator[Claim]:
    """Processing fees: told, never compared with 行政事业性收费."""
    for match in FEES.finditer(sentence.group()):
        start, stop = folded.span(sentence.start() + match.start(), sentence.start() + match.end())
        digits = match["digits"].replace(",", "")
        yield Claim(
            ClaimKind.OTHER_MEASURE, Decimal(digits) if "." in digits else int(digits), passage(paragraph, start, stop)
        )


def _numbers(sentence: str, offset: int, topic: str) -> Iterator[Number]:
    found = list(COUNTED.finditer(sentence))
    previous = 0
    for index, match in enumerate(found):
        topic = _last_topic(sentence[previous : match.start()], topic)
        tail = _tail(sentence, match.end(), found[index + 1].start() if index + 1 < len(found) else None)
        begin = _after_last(_LIST_EDGE, sentence, previous, match.start())
        wide = _after_last(_CLAUSE_EDGE, sentence, previous, match.start())
        yield Number(
            value=int(match.group("digits").replace(",", "")),
            lead=sentence[max(begin, match.start() - _REACH) : match.start()],
            clause=sentence[max(wide, match.start() - _REACH) : match.start()].lstrip(_PAUSES),
            tail=tail,
            start=offset + begin,
            end=offset + match.end(),
            topic=topic or _last_topic(tail, ""),
            before=sentence[max(0, match.start() - _REACH) : match.start()],
        )
        previous = match.end()


def _after_last(edges: str, sentence: str, begin: int, end: int) -> int:
    """Where the words before `end` begin: after the last of these signs, or at `begin`."""
    return max(begin, *(sentence.rfind(sign, begin, end) + 1 for sign in edges))


def _tail(sentence: str, begin: int, following: int | None) -> str:
    """What is said after a number, without the words that lead to the next one."""
    if following is None:
        return sentence[begin : begin + _REACH]
    return sentence[begin : min(_after_last(_LIST_EDGE, sentence, begin, following), begin + _REACH)]


def _last_topic(text: str, topic: str) -> str:
    """The last thing counted that the text names; what it was before, where it names none."""
    best, at = topic, -1
    for name, pattern in TOPICS.items():
        for match in pattern.finditer(text):
            if match.end() > at:
                best, at = name, match.end()
    return best


def scope_of(before: str) -> tuple[Scope, str]:
    """Whom the sentence speaks of: the last named before the number."""
    office = [match for match in OFFICE.finditer(before) if not MENTIONED.search(before[: match.start()])]
    whole = list(WHOLE.finditer(before))
    if office and (not whole or office[-1].start() > whole[-1].start()):
        return Scope.OFFICE, office[-1].group()
    return (Scope.WHOLE, whole[-1].group()) if whole else (Scope.UNSAID, "")


def _passage(paragraph: Paragraph, folded: Folded, found: Number) -> Passage:
    """The clause with its number, and what follows it up to the next number, without a trailing pause."""
    end = found.end + len(found.tail.rstrip(_PAUSES)) if _tells(found) else found.end
    return passage(paragraph, *folded.span(found.start, end))


def passage(paragraph: Paragraph, start: int, stop: int) -> Passage:
    """paragraph.text[start:stop]; line ends of the page are no part of the words."""
    words = re.sub(r"\s*\n\s*", "", paragraph.text[start:stop])
    return Passage(words, paragraph.section, paragraph.start + start, paragraph.start + stop)


def _tells(found: Number) -> bool:
    """Whether the words after the number belong to it: the lead says nothing, or the tail says what came of all."""
    return not found.lead or any(True for kind in ClaimKind for _ in quantified(kind, found.value, found.tail))
