"""The piece of a text around what was found, in segments: words, and whether they were sought. Never markup."""

import re
from collections.abc import Sequence

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import is_han

Segments = list[tuple[str, bool]]
SIGNS = 120  # of an excerpt
BEFORE = 30  # of them, before the first word found
_GAP = r"[\W_]{0,4}"


def finder(phrases: Sequence[Phrase]) -> re.Pattern[str] | None:
    """What finds the phrases in a text as it is written; None where none is sought."""
    ways = sorted((_way(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile("|".join(ways)) if ways else None


def segments(text: str, sought: re.Pattern[str] | None) -> Segments:
    """The whole text, cut where something sought begins or ends."""
    if sought is None or not text:
        return [(text, False)] if text else []
    found: Segments = []
    at = 0
    for match in sought.finditer(text):
        found += [(text[at : match.start()], False), (text[match.start() : match.end()], True)]
        at = match.end()
    return [(piece, is_hit) for piece, is_hit in [*found, (text[at:], False)] if piece]


def excerpt(texts: Sequence[str], sought: re.Pattern[str] | None) -> Segments:
    """About `SIGNS` signs of the first of the texts in which something sought stands, from a little before it on; the
    beginning of the first text where nothing does. … tells that something is left out."""
    for text in texts:
        match = sought.search(text) if sought else None
        if match:
            return _cut(text, max(0, match.start() - BEFORE), sought)
    return _cut(next((text for text in texts if text.strip()), ""), 0, sought)


def _cut(text: str, start: int, sought: re.Pattern[str] | None) -> Segments:
    if start:
        sentence = max(text.rfind(sign, start, start + BEFORE) for sign in "。；\n")
        start = sentence + 1 if sentence >= 0 else start
    piece = text[start : start + SIGNS]
    shown = " ".join(piece.split())
    told = segments(shown, sought)
    if not told:
        return []
    if start:
        told.insert(0, ("……", False))
    return [*told, ("……", False)] if start + SIGNS < len(text) else told


def _way(phrase: Phrase) -> str:
    """The phrase as it may be written: in full or half width, in capitals or not, with brackets and gaps between its runs."""
    runs = ["".join(map(_written, run)) for run in phrase.runs.split(" ")]
    begins = "" if is_han(phrase.runs[0]) else r"(?<![^\W_\u0250-\U0010ffff])"
    ends = "" if phrase.is_open else r"(?![^\W_\u0250-\U0010ffff])"
    return begins + _GAP.join(runs) + ends


def _written(sign: str) -> str:
    if not "!" <= sign <= "~":
        return re.escape(sign)
    return f"[{re.escape(sign)}{sign.upper()}{chr(ord(sign) + 0xFEE0)}{chr(ord(sign.upper()) + 0xFEE0)}]"
