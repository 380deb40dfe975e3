"""Text made comparable: width, spaces, punctuation, radicals and script are folded away before labels are matched."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Signs of the labels, titles and usual phrases as copies in traditional characters write them.
_TRADITIONAL = (
    "條項內規範廢現數處決許罰強業費額單萬採購總對國機關開請辦結轉繼續複復訴訟經後維糾審屬於過類務執詢無沒補舉報訪確認獲據與個為會術體組織網"
    "區險穩護權縣鎮鄉減導產實際還應進動態觀發問題點們這從長書傳統計讀義記設該論證號時間門電標準職聯較變錯專構檢監質資責級線終給納約歸當嚴圖廣廳徵眾製"
)
_SIMPLIFIED = (
    "条项内规范废现数处决许罚强业费额单万采购总对国机关开请办结转继续复复诉讼经后维纠审属于过类务执询无没补举报访确认获据与个为会术体组织网"
    "区险稳护权县镇乡减导产实际还应进动态观发问题点们这从长书传统计读义记设该论证号时间门电标准职联较变错专构检监质资责级线终给纳约归当严图广厅征众制"
)
# Radicals that PDF fonts put in the place of characters and that compatibility folding leaves as they are.
_RADICALS = (
    "⺠⻓⻔⻅⻋⻚⻛⻜⻢⻥⻦⻩⻬⻰⺟⻄⻆⻁⻉⻘⻝⻮⺎⺗⺣⻨⻣⻤⻲",
    "民长门见车页风飞马鱼鸟黄齐龙母西角虎贝青食齿兀心火麦骨鬼龟",
)
_VARIANTS = str.maketrans(_TRADITIONAL + _RADICALS[0], _SIMPLIFIED + _RADICALS[1])
_ONLY_TRADITIONAL = frozenset(_TRADITIONAL) - frozenset(_SIMPLIFIED)


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
        for letter in unicodedata.normalize("NFKC", sign).translate(_VARIANTS):
            if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}:
                letters.append(letter)
                origins.append(index)
    return Folded("".join(letters), tuple(origins))


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """Only letters and digits, half width: "（一）予以公开 " → "一予以公开", "本年增/减" → "本年增减"."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).translate(_VARIANTS) if sign.isalnum())


def is_traditional(text: str) -> bool:
    """Whether traditional characters stand in it, at least two different ones."""
    return len(_ONLY_TRADITIONAL.intersection(text)) >= 2


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
