"""What somebody typed, read as phrases that must all be there. There is no wrong query: every sign is a letter or a gap.

Words apart are sought each by itself, what stands in quotes as one. A Latin word is found by itself or by its beginning from
three letters on, a number whole or by its beginning from five digits on; Chinese signs wherever they stand.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from gongkai.search.bigrams import HAN, fold, is_han, plain, tokens

LONGEST = 100  # signs of a query
MOST_WORDS = 8
_QUOTED = re.compile('["“”„‟〝〞「『＂]([^"“”„‟〝〞「」『』＂]*)["“”„‟〝〞」』＂]')
# A document number is one thing, with brackets or gaps around its year, or without.
_NUMBERED = re.compile(rf"(?<=[{HAN}])\s*[〔\[【(﹝]?\s*((?:19|20)\d\d)\s*[〕\]】)﹞]?\s*第?\s*(\d{{1,4}})\s*号")


@dataclass(frozen=True)
class Phrase:
    """runs: folded text, its runs one space apart; never empty."""

    runs: str

    @cached_property
    def is_open(self) -> bool:
        """Whether the last run may go on: Chinese signs may, words from some length on."""
        last = self.runs.rsplit(" ", 1)[-1]
        return is_han(last[0]) or len(last) >= (5 if last.isdigit() else 3)

    @cached_property
    def pattern(self) -> str:
        """What must stand in ` folded text ` (a space before and after it) for the phrase to be found there."""
        before = "" if is_han(self.runs[0]) else " "
        return f"{before}{self.runs}{'' if self.is_open else ' '}"

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The tokens that follow one another in a text where the phrase stands; the last is a beginning if `is_begun`."""
        found = tokens(self.runs)
        return tuple(found[:-1] if self._ends_in_a_pair else found)

    @property
    def is_begun(self) -> bool:
        return self.is_open and not self._ends_in_a_pair

    @cached_property
    def _ends_in_a_pair(self) -> bool:
        last = self.runs.rsplit(" ", 1)[-1]
        return is_han(last[0]) and len(last) > 1


@dataclass(frozen=True)
class Asked:
    """phrases: all must be found; note: what the reader is told of how the query was read, in Chinese, or empty."""

    phrases: tuple[Phrase, ...]
    note: str = ""


def read(words: str) -> Asked:
    """The phrases of a query. Never raises; complexity is bounded by `LONGEST`."""
    notes = []
    text = plain(unicodedata.normalize("NFKC", words[: 10 * LONGEST])).strip()
    if len(text) > LONGEST or len(words) > 10 * LONGEST:
        text = text[:LONGEST]
        notes.append(f"查找的内容太长，只用了前{LONGEST}个字。")
    text = _NUMBERED.sub(r"〔\1〕\2号", text)
    parts = _QUOTED.split(text)  # outside, inside, outside, …
    pieces = [piece for at, part in enumerate(parts) for piece in ([part] if at % 2 else part.split())]
    runs = list(dict.fromkeys(folded for piece in pieces if (folded := fold(piece))))
    if len(runs) > MOST_WORDS:
        runs = runs[:MOST_WORDS]
        notes.append(f"查找的词太多，只用了前{MOST_WORDS}个。")
    if not runs and words.strip():
        notes.append("没有可以查找的字。请输入汉字、字母或者数字。")
    return Asked(tuple(Phrase(run) for run in runs), "".join(notes))
