"""Text made comparable: width, spaces, punctuation and radicals are folded away before labels are matched."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the character of the original it came from."""

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that folded[start:end] came from."""
        if start >= end:
            at = self.origins[start] if start < len(self.origins) else (self.origins[-1] + 1 if self.origins else 0)
            return at, at
        return self.origins[start], self.origins[end - 1] + 1


def unspaced(text: str) -> Folded:
    """Half width, without spaces of any kind, punctuation kept: "（ 32 件）" → "(32件)"."""
    letters: list[str] = []
    origins: list[int] = []
    for index, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKC", sign):
            if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}:
                letters.append(letter)
                origins.append(index)
    return Folded("".join(letters), tuple(origins))


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """Only letters and digits, half width: "（一）予以公开 " → "一予以公开", "本年增/减" → "本年增减"."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def likeness(one: str, other: str) -> float:
    """How alike two folded labels are, 0 to 1: twice the longest common subsequence over both lengths.

    Withstands signs left out, added or exchanged: 其他法律行政止公开 is 0.86 like 其他法律行政法规禁止公开.
    """
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for sign in one:
        diagonal = 0
        for index, against in enumerate(other, 1):
            above = row[index]
            row[index] = diagonal + 1 if sign == against else max(above, row[index - 1])
            diagonal = above
    return 2 * row[-1] / (len(one) + len(other))
