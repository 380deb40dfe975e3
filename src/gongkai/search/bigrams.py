"""Text as the index sees it: runs of Chinese signs and words of other scripts, and the tokens that stand for them.

Folding makes full and half width one (NFKC), and upper and lower case; simplified and traditional signs stay two. Whatever is
neither letter nor digit parts two runs, and so does a change between Chinese signs and other letters. One line break between
two Chinese signs parts nothing: it is where a page's line ended. Most of that is done once, when a text is kept (`tidy`): its
letters and digits are then as they are sought but for capitals, its commas as they were written.

A run of Chinese signs is told as its pairs of neighbours and, where it ends, its last sign alone: 养犬管理 → 养犬 犬管 管理 理.
So a sequence of pairs stands in the tokens exactly where it stands in the text, and no pair spans a comma.
"""

import re
import unicodedata
from operator import add

# Han with its extensions, radicals and compatibility signs, 〇, kana, bopomofo, hangul, and the private area, where offices
# keep rare signs of names.
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
LINE_END = "\u2028"  # in a tidy text, where a line ended between two Chinese signs; shown as a space
_LINE_END = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
# Full-width signs that are neither letter nor digit, in half width or in full: they stay as they were written.
_COMMAS = re.compile("[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff64\u3000\u2025\u2026]+")
_HAN_SIGN = re.compile(f"[{HAN}]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# 管政办20207号, 管政办 2020 第7号: the year of a document number and its serial are two words, however they are written.
_NUMBER = re.compile(rf"(?<=[{HAN}])(\D?)((?:19|20)\d\d)[\W_年]?第?(\d{{1,4}})(?=号)")
_LIKE_A_NUMBER = re.compile(r"\d[\W_年]?第?\d{1,4}号")  # ten times as fast


def plain(text: str) -> str:
    """The text without what no database takes and nobody reads: NUL and other control signs, halves of surrogates."""
    return _UNFIT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidy(text: str) -> str:
    """The text as it is kept: letters and digits in their usual form, line ends within Chinese marked. Folds as the text does."""
    same = plain(text).replace(LINE_END, "\n")
    if not unicodedata.is_normalized("NFKC", _COMMAS.sub("", same)):
        commas = [*_COMMAS.findall(same), ""]
        words = (unicodedata.normalize("NFKC", piece) for piece in _COMMAS.split(same))
        same = "".join(word + comma for word, comma in zip(words, commas, strict=True))
    return _LINE_END.sub(LINE_END, same) if "\n" in same else same


def fold(text: str) -> str:
    """The runs of a text, one space between two. Example: 管政办〔2020〕7号，Ａ区 → `管政办 2020 7 号 a 区`."""
    joined = tidy(text).replace(LINE_END, "").casefold()
    if _LIKE_A_NUMBER.search(joined):
        joined = _NUMBER.sub(r"\1\2 \3", joined)
    return " ".join(_RUNS.findall(joined))


def is_han(sign: str) -> bool:
    """Whether the sign is one of those that are told in pairs."""
    return _HAN_SIGN.match(sign) is not None


def tokens(folded: str) -> list[str]:
    """The tokens of a folded text, in order. Linear in the text."""
    return spaced(folded).split()


def spaced(folded: str) -> str:
    """The tokens of a folded text, in order, at least one space between two."""
    return " ".join(
        [" ".join(map(add, run, run[1:] + " ")) if is_han(run[0]) else run for run in folded.split(" ") if run]
    )
