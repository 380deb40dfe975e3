"""Tables without rulings: rows are the lines that hold figures, columns where figures stand below each other, labels
whatever is printed before the figures or nearest above and below them."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.reading import folding, labels
from gongkai.reading.pdf.bands import Band, bands_of, drop_serial_numbers, label_in
from gongkai.reading.pdf.labels import (
    WIDE,
    Line,
    Parts,
    Stub,
    alikeness,
    is_beside,
    is_group,
    is_piece,
    labels_of,
    part_groups,
    spacing_of,
)
from gongkai.reading.pdf.lines import Word, box_of
from gongkai.reading.pdf.page import Ruling, Sign
from gongkai.reading.pdf.placing import Placed, columns_of, figures_of, in_one_piece, nearest, one_a_column
from gongkai.reading.pdf.rows import class_of, classes_of, is_near, line_of, runs_of
from gongkai.reading.pdf.rulings import joined

_LIKE = 0.7  # at least, of a label put together from several lines
_NEAR = 1.6  # sizes of the type; figures nearer than that to a row with more may be part of it
_HALF = 1.2  # the same where they have a label of their own
_BESIDE = 2.5  # sizes of the type between two lines of figures that may be pieces of one row
_LEADING = 1.45  # sizes of the type between the lines of one cell
_CROWDED = 0.95  # of the type's size, between lines of which neither is below the other
_UNDER = 0.4  # of the type's size, by which a piece may miss the middle of the one above it
_FIGURE = re.compile("[\u3400-\u9fff）)].*[0-9０-９]", re.DOTALL)
_FEW = 2


@dataclass
class Unruled:
    """A table found so: its rows, from top to bottom."""

    rows: list[list[Placed]]
    top: float
    columns: int


def unruled(lines: Sequence[Sequence[Sign]], across: Sequence[Ruling]) -> tuple[list[Unruled], list[list[Sign]]]:
    """The tables among these lines, and the lines that belong to none. `across`: horizontal rulings, if there are any."""
    across = joined(across)
    read = [line_of(list(line)) for line in lines]
    tables: list[Unruled] = []
    rest: list[list[Sign]] = []
    for run in itertools.chain.from_iterable(map(classes_of, runs_of(read))):
        rows = [line for line in run if line.figures]
        known = [line for line in rows if any(folding.label(word.text) in labels.exact_labels() for word in line.left)]
        certain = len(known) >= _FEW or any(class_of(line) or len(line.figures) >= WIDE for line in (*known, *rows))
        table = _table(run, across) if rows else None
        if table is not None and (certain or _holds_rows(table)):
            tables.append(table)
        else:
            rest += [line.signs for line in run]
    return tables, rest


def _holds_rows(table: Unruled) -> bool:
    """Whether rows of the form stand in it, their labels perhaps wrapped beside the figures."""
    found = [row for row in table.rows if len(row) > 1 and folding.label(row[0].text) in labels.exact_labels()]
    return len(found) >= _FEW


def _table(run: list[Line], across: Sequence[Ruling]) -> Unruled:
    bands = bands_of(run, across)
    if bands:
        return _by_bands(run, bands)
    _drop_serial_numbers(run)
    pieces_of = _wrapped(run)
    columns = columns_of(run)
    anchors = [at for at, line in enumerate(run) if line.figures]
    stub = Stub.of(run, anchors)
    part_groups(run, stub.begin)
    labelled = labels_of(run, anchors, stub, across)
    used = {at for parts in labelled.values() for at, _ in parts}
    doubtful = _doubtful(run, anchors, labelled, len(columns))
    rows: dict[int, list[Placed]] = {}
    for at in anchors:
        figures = figures_of(run[at], pieces_of.get(at, ()), columns, stub)
        label = _label(run[at], at, labelled[at])
        if at in doubtful or _holds_figures(label):
            figures = in_one_piece(figures)
        rows[at] = one_a_column([*label, *figures])
    return _laid(run, rows, used, columns, stub)


def _by_bands(run: list[Line], bands: Sequence[Band]) -> Unruled:
    """The same where rulings part the rows."""
    drop_serial_numbers(run, bands)
    begin = Stub.of(run, [at for band in bands for at in band.figures]).begin
    pieces_of: dict[int, list[Word]] = {}
    anchors: list[int] = []
    for band in bands:
        own = max(band.figures, key=lambda at: (len(run[at].figures), -at))
        anchors.append(own)
        pieces_of[own] = [word for at in band.figures if at != own for word in run[at].figures]
    labelled = [label_in(run, band, begin) for band in bands]
    for band, own in zip(bands, anchors, strict=True):
        for at in band.figures:
            run[at].figures = run[at].figures if at == own else []
        run[own].more = pieces_of[own]
    columns = columns_of(run)
    stub = Stub.of(run, anchors)
    rows: dict[int, list[Placed]] = {}
    for own, parts in zip(anchors, labelled, strict=True):
        words = [word for _, word in parts]
        label = [Placed("".join(word.text for word in words), 0, box_of([word.box for word in words]))] if words else []
        figures = figures_of(run[own], pieces_of[own], columns, stub)
        if _holds_figures(label):
            figures = in_one_piece(figures)
        rows[own] = one_a_column([*label, *figures], spacing_of(columns))
    used = {at for at, line in enumerate(run) if any(band.top < line.middle < band.bottom for band in bands)}
    return _laid(run, rows, used, columns, stub)


def _holds_figures(label: Sequence[Placed]) -> bool:
    """Whether figures ran into a label: then those beside it may stand in any column."""
    return any(_FIGURE.search(cell.text) for cell in label)


def _laid(
    run: Sequence[Line], found: Mapping[int, list[Placed]], used: set[int], columns: Sequence[float], stub: Stub
) -> Unruled:
    """The rows found, and between them the lines that belong to none. `used`: lines that are part of a row."""
    rows: list[list[Placed]] = []
    last: Line | None = None
    for at, line in enumerate(run):
        if at in found:
            rows.append(found[at])
        elif at in used:
            continue
        else:
            own = [Placed(word.text, nearest(word, columns, stub), word.box) for word in line.left]
            near = last is not None and not last.figures and is_near(last, line)
            rows.append(one_a_column([*rows.pop(), *own]) if near and rows else one_a_column(own))
        last = line
    return Unruled([row for row in rows if row], run[0].box[1], len(columns) + 1)


def _wrapped(run: Sequence[Line]) -> dict[int, list[Word]]:
    """Pieces of numbers too long for their column, by the row they belong to: they stand a little above and below the
    other figures of the row. They are taken out of their own lines."""
    found = _going_on(run)
    for at, line in enumerate(run):
        if at in found:
            continue
        near = [
            other
            for other in range(max(at - 2, 0), min(at + 3, len(run)))
            if len(run[other].figures) > len(line.figures) > 0
            and abs(run[other].middle - line.middle) < _room(line) * max(word.size for word in line.figures)
        ]
        if near:
            own = min(near, key=lambda other: abs(run[other].middle - line.middle))
            found.setdefault(own, []).extend(line.figures)
    for words in found.values():
        for line in run:
            line.figures = [word for word in line.figures if not any(word is piece for piece in words)]
    return found


def _going_on(run: Sequence[Line]) -> dict[int, list[Word]]:
    """Rows whose numbers all go on in the line below: as near as the lines of one cell, each piece under a piece, and not
    both with a label of their own."""
    found: dict[int, list[Word]] = {}
    for rows in _crowded(run):
        own = max(rows, key=lambda at: (len(run[at].figures), -at))
        for at in rows:
            if at != own:
                found.setdefault(own, []).extend(run[at].figures)
                run[at].figures = []
    anchors = [at for at, line in enumerate(run) if line.figures]
    for one, two in itertools.pairwise(anchors):
        first, second = run[one], run[two]
        size = max((word.size for word in (*first.figures, *second.figures)), default=0.0)
        near = 0 < second.middle - first.middle < _LEADING * size and one not in found and two not in found
        if not near or (first.left and second.left) or len(second.figures) > len(first.figures):
            continue
        above = [_above(word, first.figures) for word in second.figures]
        if None not in above and all(word.text.isdigit() for word in second.figures):
            found[one] = list(second.figures)
            second.figures = []
    for at, words in found.items():
        run[at].more = words
    return found


def _crowded(run: Sequence[Line]) -> list[list[int]]:
    """Lines of figures nearer to each other than two lines of type can be: those of one row, some of whose numbers go on
    below and some do not."""
    groups: list[list[int]] = []
    for at, line in enumerate(run):
        if not line.figures:
            continue
        size = max(word.size for word in line.figures)
        above = run[groups[-1][-1]] if groups else None
        if above and line.middle - above.middle < _CROWDED * size and not _are_two(above, line):
            groups[-1].append(at)
        else:
            groups.append([at])
    return [group for group in groups if len(group) > 1]


def _are_two(above: Line, line: Line) -> bool:
    """Whether lines that overlap are two rows all the same: each with words of its own, and figures below figures."""
    return bool(above.left and line.left) and any(_above(word, above.figures) for word in line.figures)


def _above(word: Word, figures: Sequence[Word]) -> Word | None:
    """The figure under whose middle a word stands."""
    middle = (word.box[0] + word.box[2]) / 2
    return next((one for one in figures if abs((one.box[0] + one.box[2]) / 2 - middle) <= _UNDER * word.size), None)


def _doubtful(run: Sequence[Line], anchors: Sequence[int], labelled: Mapping[int, Parts], width: int) -> set[int]:
    """Rows beside figures that have no label and are too few for a row: those may be the rest of theirs."""
    found: set[int] = set()
    for at in anchors:
        line = run[at]
        if labelled[at] or len(line.figures) >= min(width, WIDE):  # table 4 has no labels
            continue
        reach = _BESIDE * max(word.size for word in line.figures)
        found |= {other for other in anchors if abs(run[other].middle - line.middle) < reach}
    return found


def _drop_serial_numbers(run: Sequence[Line]) -> None:
    """Numbers left of where labels begin count the rows."""
    stub = Stub.of(run, [at for at, line in enumerate(run) if line.figures])
    left = min((word.box[0] for line in run for word in line.left if not word.text.isdigit()), default=0.0)
    for line in run:
        if len(line.figures) > 1:
            line.figures = [word for word in line.figures if word.box[2] > max(stub.begin, left)]


def _room(line: Line) -> float:
    """Sizes of the type within which figures may belong to another line: less where they have a label of their own."""
    return _HALF if line.left and not is_group(line.left[-1].text) else _NEAR


def _label(line: Line, at: int, parts: Sequence[tuple[int, Word]]) -> list[Placed]:
    words = [word for _, word in sorted(parts, key=lambda part: (part[0], part[1].box[0]))]
    if words and not is_beside(words, line):
        return []
    text = "".join(folding.label(word.text) for word in words)
    if len(words) > 1 and alikeness(words) < _LIKE and not is_piece(text):
        own = [word for other, word in parts if other == at and folding.label(word.text) in labels.exact_labels()]
        if len(own) != 1:
            return []  # pieces of several labels: whose figures these are cannot be told
        words = own
    return [Placed("".join(word.text for word in words), 0, box_of([word.box for word in words]))] if words else []
