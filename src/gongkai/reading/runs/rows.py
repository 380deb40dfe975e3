"""Which strip is which row: by labels that stand with their figures, and by counting between those that do."""

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from gongkai.reading import labels
from gongkai.reading.labels import Wanted
from gongkai.reading.runs.strips import Strip

_ORDERLY = 0.8  # share of rows with a label of their own from which on the text counts as in order


@dataclass(frozen=True, slots=True)
class Found:
    """The rows found: for each wanted row the number of its strip and how it was told; rows of which some figures stand
    there, but nobody can say which; and what else was taken for a row of the table."""

    rows: Mapping[int, tuple[int, str]]
    unsure: frozenset[int] = frozenset()


def printed_label(strip: Strip, wanted: Sequence[Wanted]) -> tuple[str, bool]:
    """The row label a strip's words end with (or their last words), and whether it stands on the line of the figures."""
    for text, near in ((strip.near, True), (strip.label, False)):
        found = _official_end(text, wanted)
        if found:
            return found, near or (bool(strip.near) and found.endswith(strip.near))
    return strip.near or strip.label, bool(strip.near)


def _official_end(text: str, wanted: Sequence[Wanted]) -> str:
    ends = [entry.label for entry in wanted if text.endswith(entry.label)]
    return max(ends, key=len, default="")


def assign(
    strips: Sequence[Strip],
    wanted: Sequence[Wanted],
    width: Callable[[Wanted], int],
    optional: Collection[int] = (),
) -> Found:
    """The rows of one table among its strips, both in order. width: cells of a row; optional: wanted rows that are not
    counted where no label names them."""
    told = [printed_label(strip, wanted) for strip in strips]
    orderly = _is_orderly(strips, told, wanted)
    weights = [
        1.0 if strip.filled and (near or orderly) else 0.0 for strip, (_, near) in zip(strips, told, strict=True)
    ]
    texts = [text if weight else "" for (text, _), weight in zip(told, weights, strict=True)]
    anchors = labels.align(texts, weights, wanted)
    rows = {index: (at, "label") for index, at in anchors.items()}
    unsure: set[int] = set()
    order = [-1, *sorted(anchors), len(wanted)]
    for before, after in itertools.pairwise(order):
        first = anchors[before] + 1 if before >= 0 else 0
        last = anchors[after] if after < len(wanted) else len(strips)
        between = list(range(first, last))
        lacking = [index for index in range(before + 1, after) if index not in optional]
        words = "".join(strips[at].label for at in range(first, min(last + 1, len(strips))))
        whole = [at for at in between if any(strips[at].holds(width(wanted[index])) for index in lacking)]
        if len(whole) != len(lacking):  # rows may not be printed at all: those whose labels stand there are
            named = [index for index in lacking if wanted[index].label in words]
            lacking = named if len(named) == len(whole) else lacking
        filled, doubtful = _fill(strips, whole, lacking, [width(wanted[index]) for index in lacking])
        rows.update(filled)
        unsure |= doubtful
    return Found(rows, frozenset(unsure))


def _is_orderly(strips: Sequence[Strip], told: Sequence[tuple[str, bool]], wanted: Sequence[Wanted]) -> bool:
    """Whether labels on lines of their own may be trusted: nearly each strip has one, and no strip has the labels of two
    rows before it."""
    exact = {entry.label for entry in wanted}
    bare = sum(not strip.label for strip in strips)
    own = sum(text in exact for text, _ in told)
    crowded = sum(_rows_named(strip.label, wanted) > 1 for strip in strips)
    return not bare and not crowded and own >= _ORDERLY * len(strips)


def _rows_named(text: str, wanted: Sequence[Wanted]) -> int:
    """How many row labels stand in the words, those inside a longer one not counted."""
    count = 0
    for entry in sorted(wanted, key=lambda entry: -len(entry.label)):
        if entry.key != "otherwise" and len(entry.label) > 3 and entry.label in text:
            count += text.count(entry.label)
            text = text.replace(entry.label, "|")
    return count


def _fill(
    strips: Sequence[Strip], whole: Sequence[int], lacking: Sequence[int], widths: Sequence[int]
) -> tuple[dict[int, tuple[int, str]], set[int]]:
    """Rows between two labels that are certain: as many strips as rows, in order; else nobody can say which is which."""
    if not lacking or not whole:
        return {}, set()
    if len(whole) == len(lacking) and all(strips[at].holds(width) for at, width in zip(whole, widths, strict=True)):
        return {index: (at, "position") for index, at in zip(lacking, whole, strict=True)}, set()
    return {}, set(lacking)


def three_or_one(text: str, wanted: Sequence[Wanted]) -> set[int]:
    """The rows of （六）其他处理 that are not printed, by the words of the table: the three of 2021, or the one of 2019."""
    head = {index for index, entry in enumerate(wanted) if entry.key == "otherwise"}
    three = {index for index, entry in enumerate(wanted) if entry.key.startswith("otherwise.")}
    words = ("逾期不补正", "收费通知", "不再处理其政府信息", "缴纳费用")
    return head if any(word in text for word in words) or _likely(text, wanted, three) else three


def _likely(text: str, wanted: Sequence[Wanted], three: Collection[int]) -> bool:
    return any(wanted[index].label in text for index in three if len(wanted[index].label) > 8)
