"""Cells that hold a number, and those that hold a sign for none."""

import re
from decimal import Decimal

from gongkai.law.figures import Number
from gongkai.reading.folding import unspaced

_NUMBER = re.compile(r"([-−–]?)([1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(\.\d+)?(?:件|条|项|宗|万元|元)?")
_FOOTNOTE = re.compile(r"(?:[①-⑳⁰¹²³⁴-⁹*＊※]|[\[［〔]\d{1,2}[\]］〕])+\s*$")
_LONGEST = 40  # signs; what is longer is no figure of any report
_DASHES = re.compile(r"[-−–—―─/\\]+")
_CHINESE = dict(zip("〇零○0一二三四五六七八九", (0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def number(text: str) -> Number | None:
    """The number a whole cell holds, None where it holds anything else.

    "14,358" → 14358, " 103  " → 103, "－２" → -2, "96171.6" → Decimal; a footnote's mark is left out:
    "12①" → 12; "1,14", "05" and "3 5 x" → None.
    """
    bare = unspaced(_FOOTNOTE.sub("", text)).text
    match = _NUMBER.fullmatch(bare) if len(bare) <= _LONGEST else None
    if not match:
        return None
    sign, whole, fraction = match.groups()
    digits = ("-" if sign else "") + whole.replace(",", "")
    return Decimal(digits + fraction) if fraction else int(digits)


def is_dash(text: str) -> bool:
    """A stroke that stands for an empty cell."""
    return bool(_DASHES.fullmatch(unspaced(text).text))


def year_in_chinese(text: str) -> int | None:
    """二〇二三 → 2023."""
    if len(text) != 4 or any(sign not in _CHINESE for sign in text):
        return None
    return int("".join(str(_CHINESE[sign]) for sign in text))
