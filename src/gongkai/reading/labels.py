"""Row labels of the statutory tables found in a sequence of printed labels: by what they say and by where they stand."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.law.formats import Format, Row, by_key, keys
from gongkai.reading import folding

ALIKE = 0.72  # from here on a misprinted label is taken for its row
ALIKE_IN_PLACE = 0.4  # enough where the rows before and after leave room for just this one


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row looked for: its table, key and folded label."""

    table: str
    key: str
    label: str


def _wanted(table: str, rows: Sequence[Row]) -> tuple[Wanted, ...]:
    return tuple(Wanted(table, row.key, folding.label(row.label)) for row in rows)


@cache
def wanted_rows(form: Format) -> tuple[Wanted, ...]:
    """Rows of tables 2 and 3 in order. Table 3 is the same in both formats but for （六）其他处理, which may be printed
    in one row or in three: all four are looked for, and what is printed decides."""
    newest = by_key(keys()[-1])
    three = [row for row in newest.rows if row.kind != "head" or row.key == "otherwise"]
    return tuple(wanted for block in form.blocks for wanted in _wanted("t2", block.rows)) + _wanted("t3", three)


@cache
def exact_labels() -> frozenset[str]:
    """Every row label of every format, folded."""
    return frozenset(wanted.label for key in keys() for wanted in wanted_rows(by_key(key)))


@cache
def telling_labels() -> dict[str, frozenset[str]]:
    """For each format the labels of tables 2 that no other format has, nor holds inside a longer label of its own."""
    all_labels = {
        key: {
            folding.label(text)
            for block in by_key(key).blocks
            for text in (*block.head, *(r.label for r in block.rows))
        }
        for key in keys()
    }
    return {
        key: frozenset(
            text
            for text in labels
            if not any(text in other for rival, others in all_labels.items() if rival != key for other in others)
        )
        for key, labels in all_labels.items()
    }


def format_of(cells: Sequence[str]) -> str | None:
    """The format whose own labels stand among these folded texts; None where they do not decide. Never from the year."""
    text = "\n".join(cells)
    score = {key: sum(label in text for label in labels) for key, labels in telling_labels().items()}
    best = max(score, key=lambda key: score[key])
    rivals = [value for key, value in score.items() if key != best]
    if score[best] > max(rivals, default=0):
        return best
    rows = by_key(keys()[-1]).rows
    three = [folding.label(row.label) for row in rows if row.key.startswith("otherwise.")]
    if any(label in text for label in three[:2]):
        return keys()[-1]
    return None


def align(printed: Sequence[str], weights: Sequence[float], wanted: Sequence[Wanted]) -> dict[int, int]:
    """wanted index → printed index, in order on both sides, so that the labels agree as well as possible together.

    weights: how much a printed label counts (one followed by a full row of figures most). Rows may be absent, printed
    labels may be foreign. Complexity: printed × wanted.
    """
    exact = {entry.label for entry in wanted}
    scores = [
        [_score(text, weight, entry, exact) for entry in wanted] for text, weight in zip(printed, weights, strict=True)
    ]
    height, width = len(printed), len(wanted)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height):
        row, above, line = scores[i], best[i], best[i + 1]
        for j in range(width):
            line[j + 1] = max(above[j + 1], line[j], above[j] + row[j] if row[j] else 0.0)
    found: dict[int, int] = {}
    i, j = height, width
    while i and j:
        if scores[i - 1][j - 1] and best[i][j] == best[i - 1][j - 1] + scores[i - 1][j - 1]:
            found[j - 1] = i - 1
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found


def _score(text: str, weight: float, entry: Wanted, exact: set[str]) -> float:
    if text == entry.label:
        return weight
    if text in exact:
        return 0.0
    end = text[-len(entry.label) - 2 :]
    if len(set(end) & set(entry.label)) < ALIKE_IN_PLACE * len(set(entry.label)):
        return 0.0  # few signs in common: not worth the comparison
    alike = folding.likeness(end, entry.label)
    return 0.9 * alike * weight if alike >= ALIKE else 0.0


def fill_by_position(
    found: dict[int, int], printed: Sequence[str], full: Sequence[bool], wanted: Sequence[Wanted]
) -> dict[int, int]:
    """Adds rows whose label says little but whose place is certain: one row wanted and one full row printed between two
    that were found. Gives those added. （六）其他处理 is one row or three, as those found say."""
    added: dict[int, int] = {}
    head = {index for index, entry in enumerate(wanted) if entry.key == "otherwise"}
    three = {index for index, entry in enumerate(wanted) if entry.key.startswith("otherwise.")}
    not_printed = head if three & found.keys() else three if head & found.keys() else set()
    for before, after in itertools.pairwise(sorted(found)):
        between = [i for i in range(found[before] + 1, found[after]) if full[i]]
        lacking = [index for index in range(before + 1, after) if index not in not_printed]
        if len(lacking) == len(between) == 1:
            entry = wanted[lacking[0]]
            if folding.likeness(printed[between[0]][-len(entry.label) - 2 :], entry.label) >= ALIKE_IN_PLACE:
                added[lacking[0]] = between[0]
    return added


def order_of(head: str, labels: Sequence[str]) -> list[int] | None:
    """The order in which a head prints these labels, as indexes; those it lacks are left out. None where it has none."""
    places = [(head.find(text), index) for index, text in enumerate(labels)]
    found = sorted((place, index) for place, index in places if place >= 0)
    return [index for _, index in found] or None
