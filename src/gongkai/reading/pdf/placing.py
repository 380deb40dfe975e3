"""Which column each figure of a table without rulings stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.formats import by_key, keys
from gongkai.reading import folding
from gongkai.reading.pdf.labels import WIDE, Line, Stub, spacing_of
from gongkai.reading.pdf.lines import PADDING, Word, box_of
from gongkai.reading.pdf.page import Box
from gongkai.reading.pdf.rows import NARROW

_ASIDE = 0.35  # of the distance between two columns, by which a figure may miss the middle of its own
_RESULTS = sum(len(by_key(keys()[-1]).results) for _ in by_key(keys()[-1]).groups)  # columns of table 4
_SIGNS_OF_RESULTS = frozenset(sign for result in by_key(keys()[-1]).results for sign in folding.label(result.label))
_LONGEST = 4  # signs of such a head
_SAME_HEAD = 5.0  # points between the middles of its lines


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a table found so: its text, its column from 0, its box."""

    text: str
    column: int
    box: Box


def columns_of(run: Sequence[Line]) -> list[float]:
    """The middle of each column of figures, by the rows that have the most; of table 4, where even they may lack some, by
    its heads."""
    rows = [_middles(line) for line in run if line.figures]
    most = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == most]
    if WIDE <= most < _RESULTS and len(heads := _heads_of_results(run)) == _RESULTS:
        return heads
    return [sum(row[at] for row in full) / len(full) for at in range(most)]


def _middles(line: Line) -> list[float]:
    """The middles of the figures of a row, one for those that go on below each other."""
    groups: list[list[Word]] = []
    for word in sorted([*line.figures, *line.more], key=lambda word: word.box[0] + word.box[2]):
        if groups and line.more and word.box[0] < max(one.box[2] for one in groups[-1]):
            groups[-1].append(word)
        else:
            groups.append([word])
    boxes = [box_of([word.box for word in group]) for group in groups]
    return [(box[0] + box[2]) / 2 for box in boxes]


def _heads_of_results(run: Sequence[Line]) -> list[float]:
    """The middles of the heads of results, each printed on one line or wrapped over several."""
    words = [word for line in run for word in line.left if set(folding.label(word.text)) <= _SIGNS_OF_RESULTS]
    middles = sorted((word.box[0] + word.box[2]) / 2 for word in words if 0 < len(folding.label(word.text)) <= _LONGEST)
    columns: list[list[float]] = []
    for middle in middles:
        if columns and middle - columns[-1][-1] <= _SAME_HEAD:
            columns[-1].append(middle)
        else:
            columns.append([middle])
    return [sum(column) / len(column) for column in columns]


def nearest(word: Word, columns: Sequence[float], stub: Stub) -> int:
    """The column a word stands in: 0 for labels, from 1 for figures."""
    middle = (word.box[0] + word.box[2]) / 2
    if middle < stub.end:
        return 0
    return 1 + min(range(len(columns)), key=lambda at: abs(columns[at] - middle))


def figures_of(line: Line, more: Sequence[Word], columns: Sequence[float], stub: Stub) -> list[Placed]:
    """The figures of a row in their columns, and blanks where none stands. Where some are lacking and one stands between
    two columns, nobody can say whose it is: all are kept in one piece."""
    words = [*line.figures, *more]
    if WIDE <= len(columns) < _RESULTS:  # one of table 4 is lacking, and nothing tells which
        return [Placed(" ".join(word.text for word in words), 1, box_of([word.box for word in words]))]
    if any(sum(word.box[0] < column < word.box[2] for column in columns) > 1 for word in words):
        return in_one_piece([Placed(word.text, 1, word.box) for word in words])  # several numbers run into one
    if len(words) == len(columns) and not more:
        return [Placed(word.text, at, word.box) for at, word in enumerate(words, 1)]
    placed = [Placed(word.text, nearest(word, columns, stub), word.box) for word in words]
    if any(cell.column == 0 for cell in placed):
        return in_one_piece(placed)
    off = [abs(columns[cell.column - 1] - (cell.box[0] + cell.box[2]) / 2) for cell in placed]
    apart = len({cell.column for cell in placed[: len(line.figures)]}) == len(line.figures)
    if len(columns) > NARROW and not (apart and max(off) <= _ASIDE * spacing_of(columns)):
        return [Placed(" ".join(word.text for word in words), 1, box_of([word.box for word in words]))]
    taken = {cell.column for cell in placed}
    blanks = [
        Placed("", at, (middle, line.box[1], middle, line.box[3]))
        for at, middle in enumerate(columns, 1)
        if at not in taken
    ]
    return [*sorted(placed, key=lambda cell: cell.box[1]), *blanks]


def in_one_piece(figures: Sequence[Placed]) -> list[Placed]:
    """All figures of a row in one cell and with a sign that is none: nobody can say how they belong together."""
    told = [cell for cell in figures if cell.text]
    return [Placed(" ".join([*(cell.text for cell in told), "?"]), 1, box_of([cell.box for cell in told]))]


def one_a_column(row: Sequence[Placed], room: float = 0.0) -> list[Placed]:
    """Cells of one column put together. `room`: the width of a column, where it is known: digits that fill it and go on
    below are one number."""
    cells: dict[int, Placed] = {}
    for cell in row:
        before = cells.get(cell.column)
        text = cell.text
        if before is not None:
            forced = before.text.isdigit() and text.isdigit() and _fills(before, room)
            text = f"{before.text}{'' if forced else chr(10)}{text}".strip("\n")
        cells[cell.column] = Placed(text, cell.column, box_of([before.box, cell.box]) if before else cell.box)
    return [cells[column] for column in sorted(cells)]


def _fills(cell: Placed, room: float) -> bool:
    """Whether no digit more would have had room beside these."""
    width = cell.box[2] - cell.box[0]
    return room > 0 and width + width / len(cell.text) > room - PADDING
