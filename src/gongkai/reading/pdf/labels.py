"""The labels of a table without rulings: which words beside, above and below a row of figures are its label."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, labels
from gongkai.reading.pdf.lines import Word, box_of, text_of
from gongkai.reading.pdf.page import Box, Ruling, Sign

WIDE = 10  # figures in a row: from here on it is that of table 4, which has no label
UNITS = frozenset({"件", "条", "项", "宗", "元", "万元"})
_MOST_WRAPPED = 8  # lines of a label above or below its figures
_MOST_WORDS = 6  # before the figures: groups and the pieces of a label; more are a head
_CAPTION = "第二十条"
_INNERMOST = re.compile(r"\d\s*[.．、]\D")
_SEAM = re.compile("[^第][(（][一二三四五六七][)）]|.[0-9][.．、][^0-9]")  # where one label ends and the next begins
_WITHIN = re.compile("(?<=[^第])[（(][一二三四五六七][)）]")  # where a label of the middle rows begins
_INDENT = 20.0  # points
_BESIDE = 0.5  # of the type's size, by which figures may stand higher or lower than their label
_PIECE = 5  # signs
_APART = 0.25  # of the type's size; a gap that wide may part two columns of labels
_WIDER = 0.15  # of the type's size, by which it must be wider than the gaps beside it

Parts = list[tuple[int, Word]]  # line and word


@dataclass
class Line:
    """A line of the page: the words before its figures, and the figures at its end."""

    signs: list[Sign]
    left: list[Word] = field(default_factory=list)
    figures: list[Word] = field(default_factory=list)
    more: list[Word] = field(default_factory=list)  # of lines below, with which its numbers go on

    @property
    def box(self) -> Box:
        return box_of([sign.box for sign in self.signs])

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def text(self) -> str:
        return text_of(self.signs)


def spacing_of(columns: Sequence[float]) -> float:
    """The least distance between two columns, in points."""
    return min((two - one for one, two in itertools.pairwise(columns)), default=60.0)


@dataclass(frozen=True, slots=True)
class Stub:
    """The part of a table that holds labels: where those of the innermost rows begin (what ends left of it names a
    group), and where the figures begin."""

    begin: float
    end: float
    edge: float  # right of it no label begins but by being centred

    @classmethod
    def of(cls, run: Sequence[Line], anchors: Sequence[int]) -> "Stub":
        labelled = [at for at in anchors if run[at].left] or anchors
        end = min((run[at].figures[0].box[0] for at in labelled), default=0.0)
        single = [line.left[0] for line in run if len(line.left) == 1 and not is_group(line.left[0].text)]
        right = max((word.box[2] for word in single if (word.box[0] + word.box[2]) / 2 < end), default=end)
        # Figures beside a label of several lines may begin further left; serial numbers, left of labels, are none.
        end = min((word.box[0] for at in anchors for word in run[at].figures if right < word.box[0] < end), default=end)
        starts = [
            word.box[0] for line in run for word in line.left if _INNERMOST.match(word.text) and word.box[2] < end
        ]
        beside = [run[at].left[-1].box[0] for at in anchors if run[at].left]
        begin = min(starts, default=0.0)
        return cls(begin, end, max(begin + _INDENT, min(beside, default=0.0)))

    def word(self, line: Line) -> Word | None:
        """The label, or the piece of one, that a line holds."""
        words = [word for word in line.left if (word.box[0] + word.box[2]) / 2 < self.end and not word.text.isdigit()]
        if not words or len(words) > _MOST_WORDS:
            return None
        inner = [word for word in words if word.box[0] >= self.begin - 1]
        label = _together(inner) if len(inner) > 1 else words[-1]
        return None if is_group(label.text) else label

    def is_outside(self, word: Word) -> bool:
        """Whether a word stands where groups are named."""
        return word.box[2] <= self.begin


def part_groups(run: Sequence[Line], begin: float) -> None:
    """Parts words in which the name of a group runs into the label beside it: before the label's numeral, and at a gap
    wider than the others of the word where the labels of the innermost rows begin."""
    for line in run:
        line.left = [half for word in line.left for half in _at_numeral(line, word)]
        if any(word.box[0] < begin - 1 and word.box[2] > begin + 1 for word in line.left):
            line.left = [half for word in line.left for half in _halves(line, word, begin)]


def _at_numeral(line: Line, word: Word) -> list[Word]:
    found = _WITHIN.search(word.text)
    signs = _signs(line, word)
    if not found or len(signs) != len(word.text):
        return [word]
    return _cut(signs, found.start(), word.size)


def _signs(line: Line, word: Word) -> list[Sign]:
    return [sign for sign in line.signs if sign.box[0] >= word.box[0] and sign.box[2] <= word.box[2]]


def _halves(line: Line, word: Word, begin: float) -> list[Word]:
    left, _, right, _ = word.box
    if not left < begin - 1 or not right > begin + 1:
        return [word]
    signs = _signs(line, word)
    gaps = [two.box[0] - one.box[2] for one, two in itertools.pairwise(signs)]
    at = max(
        (
            at
            for at in range(len(gaps))
            if signs[at].box[2] <= begin + _INDENT / 4 and signs[at + 1].box[0] >= begin - _INDENT / 4
        ),
        key=lambda at: gaps[at],
        default=None,
    )
    if at is None:
        return [word]
    if signs[at + 1].text.isdigit() and not signs[at].text.isdigit() and abs(signs[at + 1].box[0] - begin) < 1:
        return _cut(signs, at + 1, word.size)  # 1. where 1. stands in other rows
    others = sorted(gaps[:at] + gaps[at + 1 :])
    usual = others[len(others) // 2] if others else 0.0
    if gaps[at] < _APART * word.size or gaps[at] < usual + _WIDER * word.size:
        return [word]
    return _cut(signs, at + 1, word.size)


def _cut(signs: Sequence[Sign], at: int, size: float) -> list[Word]:
    return [Word(text_of(half), box_of([sign.box for sign in half]), size) for half in (signs[:at], signs[at:])]


def _together(words: Sequence[Word]) -> Word:
    """Words of a line whose signs stand far apart."""
    return Word("".join(word.text for word in words), box_of([word.box for word in words]), words[0].size)


def is_group(text: str) -> bool:
    """Whether it names a group of rows, or an item of article 20."""
    folded = folding.label(text)
    return folded in _groups() or folded.startswith(_CAPTION)


@cache
def _groups() -> frozenset[str]:
    """What stands among the labels of table 3 without being one."""
    forms = [by_key(key) for key in keys()]
    heads = {folding.label(row.label) for form in forms for row in form.rows if row.kind == "head"}
    return frozenset(heads | {folding.label(block.head[0]) for form in forms for block in form.blocks}) - {
        folding.label(row.label) for form in forms for row in form.counted_rows()
    }


def labels_of(run: Sequence[Line], anchors: Sequence[int], stub: Stub, across: Sequence[Ruling]) -> dict[int, Parts]:
    """For each row of figures the words of its label with the lines they stand on: what stands between the same rulings;
    without rulings, the lines between two rows are shared out so that both labels are as like the form's as can be, and
    where that does not decide, by nearness."""
    bounds = [-1, *anchors, len(run)]
    wide = {at for at in anchors if len(run[at].figures) >= WIDE}
    between = [
        [at for at in range(before + 1, after) if not {before, after} & wide and stub.word(run[at])]
        for before, after in itertools.pairwise(bounds)
    ]
    splits = _by_rulings(run, anchors, between, stub, across) or _by_likeness(run, anchors, between, stub)
    return {
        anchor: _words(run, anchor, between[order][splits[order] :], between[order + 1][: splits[order + 1]], stub)
        for order, anchor in enumerate(anchors)
    }


def _by_rulings(
    run: Sequence[Line], anchors: Sequence[int], between: Sequence[Sequence[int]], stub: Stub, across: Sequence[Ruling]
) -> list[int] | None:
    """How many of the lines before each row belong to the row before: those above the ruling that parts the two. None where
    some rows have no ruling between them."""
    heights = sorted(line.at for line in across if line.start <= stub.edge and line.end >= stub.end)
    splits: list[int] = []
    for order, lines in enumerate(between):
        low = run[anchors[order - 1]].middle if order else float("-inf")
        high = run[anchors[order]].middle if order < len(anchors) else float("inf")
        parting = [height for height in heights if low < height < high]
        if not parting:
            if 0 < order < len(anchors):
                return None
            parting = [low if order == 0 else high]
        edge = parting[0] if order else parting[-1]
        own = parting[-1]
        if any(edge < run[at].middle < own for at in lines):
            return None  # lines in a band without figures belong to neither row
        splits.append(sum(run[at].middle <= edge for at in lines))
    return splits


def _by_likeness(run: Sequence[Line], anchors: Sequence[int], between: list[list[int]], stub: Stub) -> list[int]:
    between[0] = between[0][-_MOST_WRAPPED:]
    states: dict[int, tuple[float, tuple[int, ...]]] = {split: (0.0, (split,)) for split in range(len(between[0]) + 1)}
    for order, anchor in enumerate(anchors):
        above, below = between[order], between[order + 1]
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for split, (score, path) in states.items():
            for end in range(min(len(below), _MOST_WRAPPED) + 1):
                worth = score + _worth(run, anchor, above[split:], below[:end], stub)
                if end not in following or worth > following[end][0]:
                    following[end] = (worth, (*path, end))
        states = following
    _, path = max(states.values(), key=lambda state: state[0])
    return list(path)


def _words(run: Sequence[Line], anchor: int, above: Sequence[int], below: Sequence[int], stub: Stub) -> Parts:
    """The pieces of a label. What names a group is no piece of it, unless it stands alone beside the figures; what stands
    as far left but below or above wider pieces is."""
    found = [(at, word) for at in (*above, anchor, *below) if (word := stub.word(run[at]))]
    inner = [word for _, word in found if not stub.is_outside(word)]
    if not inner:
        return found
    left, right = min(word.box[0] for word in inner) - 1, max(word.box[2] for word in inner) + 1
    return [
        (at, word) for at, word in found if not stub.is_outside(word) or (left <= word.box[0] and word.box[2] <= right)
    ]


def is_beside(words: Sequence[Word], line: Line) -> bool:
    """Whether a label and figures stand in one row: wherever cells are aligned, the figures are no higher than the
    label's first line and no lower than its last."""
    figures = [*line.figures, *line.more]
    middle = (min(word.height for word in figures) + max(word.height for word in figures)) / 2
    slack = _BESIDE * max(word.size for word in words)
    heights = [word.height for word in words]
    return min(heights) - slack <= middle <= max(heights) + slack


def _worth(run: Sequence[Line], anchor: int, above: Sequence[int], below: Sequence[int], stub: Stub) -> float:
    words = _words(run, anchor, above, below, stub)
    beside = bool(words) and is_beside([word for _, word in words], run[anchor])
    alike = alikeness([word for _, word in words]) if beside else 0.0
    far = sum(abs(run[at].middle - run[anchor].middle) for at in (*above, *below))
    return alike - 0.0005 * far


@lru_cache(maxsize=4096)
def is_piece(text: str) -> bool:
    """Whether it begins or ends just one label of the form, the rest of which a page break may have cut off."""
    whole = [known for known in labels.exact_labels() if known.startswith(text) or known.endswith(text)]
    return len(text) >= _PIECE and len(whole) == 1


def alikeness(words: Sequence[Word]) -> float:
    """How like a label put together from these words is to the form's likest. Pieces of two labels are like none."""
    if _SEAM.search("".join(word.text for word in words)):
        return 0.0
    return likeness("".join(folding.label(word.text) for word in words))


@lru_cache(maxsize=4096)
def likeness(text: str) -> float:
    """How like the label is to the form's likest."""
    exact = labels.exact_labels()
    if text in exact:
        return 1.0
    if len(text) > 60 or not text:
        return 0.0
    signs = set(text)
    return max(
        (
            0.9 * folding.likeness(text, known)
            for known in exact
            if len(signs & set(known)) >= 0.5 * len(set(known)) and abs(len(text) - len(known)) < 12
        ),
        default=0.0,
    )
