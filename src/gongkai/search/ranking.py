"""Which of the things found stand first. Pure: rows in, places out.

What is called by the words stands first: its number or title is what was typed, then all words in its title or number, the
newest first. Then the texts in which the words stand thickest, a newer one before an older one as thick.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import fold, is_han
from gongkai.search.excerpts import finder

OFTEN = 1.2  # how soon one more occurrence of a word says nothing new
_FIRST = re.compile(r"[^\W_]")
USUAL = 800  # signs of a text of usual length


class Named(NamedTuple):
    """An entry by its names."""

    place: int
    title: str
    number: str


class Written(NamedTuple):
    """An entry by its text."""

    place: int
    body: str
    attachments: str


def by_name(rows: Iterable[Named], phrases: Sequence[Phrase]) -> list[int]:
    """The places of what has all words in its names: those that are nothing but the words first, then the newest."""
    asked = " ".join(phrase.runs for phrase in phrases)
    return [row.place for row in sorted(rows, key=lambda row: (not _is_it(row, asked), -row.place))]


def by_text(rows: Iterable[Written], phrases: Sequence[Phrase]) -> list[int]:
    """The places of texts, those first in which the words stand thickest."""
    return [row.place for row in sorted(rows, key=lambda row: (-_thickness(row, phrases), -row.place))]


def _is_it(row: Named, asked: str) -> bool:
    return any(_begins(name, asked) and fold(name) == asked for name in (row.number, row.title))


def _begins(name: str, asked: str) -> bool:
    """Whether its first letter or digit is that of the words: a tenth of the time of folding it."""
    first = _FIRST.search(name)
    return first is not None and first[0].casefold()[0] == asked[0]


def _thickness(row: Written, phrases: Sequence[Phrase]) -> float:
    """0 to the number of phrases, in tenths: of each the share k/(k+c), k how often it stands there, c as in BM25."""
    text = row.body + row.attachments
    room = OFTEN * (0.25 + 0.75 * len(text) / USUAL)
    counts = (_count(text, phrase) for phrase in phrases)
    return round(sum(count / (count + room) for count in counts), 1)


def _count(text: str, phrase: Phrase) -> int:
    if " " not in phrase.runs and is_han(phrase.runs[0]):
        return text.count(phrase.runs)
    found = finder([phrase])
    return sum(1 for _ in found.finditer(text)) if found else 0
