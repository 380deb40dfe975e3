"""Text as the index sees it: runs of Chinese signs and words of other scripts, and the tokens that stand for them.

Folding makes full and half width one (NFKC), and upper and lower case; simplified and traditional signs stay two. Whatever is
neither letter nor digit parts two runs, and so does a change between Chinese signs and other letters. One line break between
two Chinese signs parts nothing: it is where a page's line ended.

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
_LINE_END = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
_HAN_SIGN = re.compile(f"[{HAN}]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# 管政办20207号, 管政办 2020 第7号: the year of a document number and its serial are two words, however they are written.
_NUMBER = re.compile(rf"(?<=[{HAN}])(\D?)((?:19|20)\d\d)\D?第?(\d{{1,4}})(?=号)")


def plain(text: str) -> str:
    """The text without what no database takes and nobody reads: NUL and other control signs, halves of surrogates."""
    return _UNFIT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def fold(text: str) -> str:
    """The runs of a text, one space between two. Example: 管政办〔2020〕7号，Ａ区 → `管政办 2020 7 号 a 区`."""
    same = unicodedata.normalize("NFKC", plain(text)).casefold()
    joined = _LINE_END.sub("", same)
    return " ".join(_RUNS.findall(_NUMBER.sub(r"\1\2 \3", joined)))


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
