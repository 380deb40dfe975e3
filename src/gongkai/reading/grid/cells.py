"""One cell of a grid: whether it is a label or a figure, and the figure it holds."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from gongkai.law.figures import Figure, Number, State
from gongkai.reading import folding, labels
from gongkai.reading.grid import Cell
from gongkai.reading.model import ReadCell
from gongkai.reading.numerals import is_dash, number

_FOOTNOTE = re.compile(
    r"(?<=[\d件项条元宗])\s*(?:[*＊※★△▲#†①-⑳⓪⁰¹²³⁴-⁹₀-₉]+|[\[【〔]\s*注?\s*\d*\s*[\]】〕]|[(（]?\s*[备]?注\s*\d*\s*[)）]?)$"
)
_CODED = re.compile("[①-⑳⓪⁰¹²³⁴-⁹₀-₉½¼¾]")  # compatibility forms that folding would turn into digits
_NONE = frozenset({"无", "暂无", "没有", "空", "无数据"})
_ZERO = frozenset({"零", "〇"})
_NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?\s*[.、．,，:：]\s*\D")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WITH_NUMBER = re.compile(r"^\D{0,2}\d[\d.,，\s]*\D{0,8}$")
_STROKE_APART = re.compile(r"^[-−–－]\s+\d")  # a minus, or a stroke that strayed in from elsewhere
_SHORT = 16


class Kind(Enum):
    BLANK = 0
    FIGURE = 1  # a number, a sign for none, or signs nobody can read as either
    LABEL = 2


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell may mean: its states are those of a figure. numbers: every number it can be read as."""

    state: State
    numbers: tuple[Number, ...] = ()


@lru_cache(maxsize=8192)
def kind_of(text: str) -> Kind:
    """Blank, a figure, or a label. 3.其他 is a label, 3 is a figure, and so is O, though nobody knows which."""
    bare = text.strip("\u200b\ufeff \t\n\r\u3000\xa0")
    if not bare or not folding.unspaced(bare).text:
        return Kind.BLANK
    if value_of(bare).state in {State.READ, State.BLANK}:
        return Kind.FIGURE
    folded = folding.label(bare)
    if folded in labels.exact_labels() or _NUMBERED.match(bare) or len(bare) > 40:
        return Kind.LABEL
    if not _HAN.search(bare):
        return Kind.FIGURE if len(bare) <= _SHORT * 2 else Kind.LABEL
    return Kind.FIGURE if len(bare) <= _SHORT and _WITH_NUMBER.match(bare) else Kind.LABEL


@lru_cache(maxsize=8192)
def value_of(text: str) -> Value:
    """The number a cell holds. Footnote marks and units are left out; digits that are set apart are only one reading of
    several: whoever knows the row decides."""
    bare = _FOOTNOTE.sub("", text.strip()).strip()
    folded = folding.unspaced(bare).text
    if not folded or is_dash(bare) or folded in _NONE:
        return Value(State.BLANK)
    if folded in _ZERO:
        return Value(State.READ, (0,))
    if _CODED.search(bare):
        return Value(State.UNREADABLE)
    found = number(bare)
    if found is None:
        return Value(State.UNREADABLE)
    pieces = re.findall(r"\d[\d.,，]*", folding.unspaced(re.sub(r"\s+", "x", bare)).text)
    if len(pieces) > 1 or _STROKE_APART.match(bare):
        return Value(State.AMBIGUOUS, (found,))
    return Value(State.READ, (found,))


def read(cell: Cell, how: str) -> ReadCell:
    """The cell as it stands. One whose digits are set apart is ambiguous here."""
    value = value_of(cell.text)
    raw = " ".join(cell.text.split())
    if value.state is State.READ:
        return ReadCell(Figure(value.numbers[0]), raw, cell.place, how)
    return ReadCell(Figure(None, value.state), raw, cell.place, how)


def joined(cell: Cell, how: str) -> ReadCell | None:
    """The cell read as one number though its digits are set apart; None where they are not."""
    value = value_of(cell.text)
    if value.state is not State.AMBIGUOUS:
        return None
    return ReadCell(Figure(value.numbers[0]), " ".join(cell.text.split()), cell.place, how)


def pieces(cell: Cell) -> list[Cell]:
    """A cell that holds several figures with spaces between, as so many cells: 103 5 0 0 0 2 110."""
    words = cell.text.split()
    if len(words) < 2 or not all(number(word) is not None or is_dash(word) for word in words):
        return [cell]
    return [Cell(word, cell.top, cell.left, cell.bottom, cell.right, cell.place) for word in words]
