"""Tables without rulings: rows are the lines that hold figures, columns where figures stand below each other, labels
whatever is printed before the figures or nearest above and below them."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, headings, labels
from gongkai.reading.grid import Cell
from gongkai.reading.grid_cells import Kind, kind_of, pieces
from gongkai.reading.pdf_lines import Word, box_of, text_of, words_of
from gongkai.reading.pdf_page import Box, Sign

_MOST_WRAPPED = 5  # lines of a label above or below its figures
_SENTENCE = 24  # signs
_WIDE = 10  # figures in a row: from here on it is that of table 4, which has no label
_CAPTION = "第二十条"
_FEW = 2


@dataclass
class Line:
    """A line of the page: the words before its figures, and the figures at its end."""

    signs: list[Sign]
    left: list[Word] = field(default_factory=list)
    figures: list[Word] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return box_of([sign.box for sign in self.signs])

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def text(self) -> str:
        return text_of(self.signs)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a table found so: its text, its column from 0, its box."""

    text: str
    column: int
    box: Box


@dataclass
class Unruled:
    """A table found so: its rows, from top to bottom."""

    rows: list[list[Placed]]
    top: float
    columns: int


def unruled(lines: Sequence[Sequence[Sign]]) -> tuple[list[Unruled], list[list[Sign]]]:
    """The tables among these lines, and the lines that belong to none."""
    read = [_line(list(line)) for line in lines]
    tables: list[Unruled] = []
    rest: list[list[Sign]] = []
    for run in _runs(read):
        rows = [line for line in run if line.figures]
        known = sum(any(folding.label(word.text) in labels.exact_labels() for word in line.left) for line in rows)
        if known >= _FEW or (rows and max(len(line.figures) for line in rows) >= _WIDE):
            tables.append(_table(run))
        else:
            rest += [line.signs for line in run]
    return tables, rest


def _line(signs: list[Sign]) -> Line:
    words = words_of(signs)
    at = len(words)
    while at and _is_figure(words[at - 1]):
        at -= 1
    figures = [piece for word in words[at:] for piece in _parted(word)]
    if at and not any("\u3400" <= sign <= "\u9fff" for word in words[:at] for sign in word.text):
        return Line(signs, words)
    return Line(signs, words[:at], figures)


def _is_figure(word: Word) -> bool:
    return kind_of(word.text) is Kind.FIGURE or len(pieces(Cell(word.text, 0, 0, 1, 1))) > 1


def _parted(word: Word) -> list[Word]:
    """A word that holds several figures, as so many words, each with its share of the width."""
    texts = [cell.text for cell in pieces(Cell(word.text, 0, 0, 1, 1))]
    if len(texts) == 1:
        return [word]
    left, top, right, bottom = word.box
    step = (right - left) / len(word.text)
    found: list[Word] = []
    at = 0
    for text in texts:
        at = word.text.index(text, at)
        found.append(Word(text, (left + at * step, top, left + (at + len(text)) * step, bottom), word.size))
        at += len(text)
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines between titles of sections and sentences of text: what may be a table, and what parts them."""
    run: list[Line] = []
    for line in lines:
        if _parts(line):
            if run:
                yield run
            yield [line]
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _parts(line: Line) -> bool:
    if line.figures or len(line.left) > 1:
        return False
    if headings.section_number(line.text) is not None or headings.title(line.text) is not None:
        return True
    return len(line.text) > _SENTENCE and folding.label(line.text) not in labels.exact_labels() and "。" in line.text


def _table(run: list[Line]) -> Unruled:
    columns = _columns(run)
    anchors = [at for at, line in enumerate(run) if line.figures]
    labelled = _labels(run, anchors, _Stub.of(run, anchors, columns))
    used = {at for parts in labelled.values() for at, _ in parts}
    rows: list[list[Placed]] = []
    for at, line in enumerate(run):
        if line.figures:
            rows.append(_row(line, labelled[at], columns, run))
        elif at not in used:
            rows.append([Placed(word.text, _nearest(word, columns), word.box) for word in line.left])
    return Unruled([_merged(row) for row in rows], run[0].box[1], len(columns) + 1)


def _columns(run: Sequence[Line]) -> list[float]:
    """The middle of each column of figures, by the rows that have the most."""
    most = max(len(line.figures) for line in run)
    full = [line.figures for line in run if len(line.figures) == most]
    return [sum((figures[at].box[0] + figures[at].box[2]) / 2 for figures in full) / len(full) for at in range(most)]


def _nearest(word: Word, columns: Sequence[float]) -> int:
    """The column a word stands in: 0 for labels, from 1 for figures."""
    middle = (word.box[0] + word.box[2]) / 2
    spacing = min((two - one for one, two in itertools.pairwise(columns)), default=60.0)
    if not columns or middle < columns[0] - 0.6 * spacing:
        return 0
    return 1 + min(range(len(columns)), key=lambda at: abs(columns[at] - middle))


def _row(line: Line, parts: Sequence[tuple[int, Word]], columns: Sequence[float], run: Sequence[Line]) -> list[Placed]:
    """A row: its label, then for each column the figure that stands there, or a blank."""
    words = [word for _, word in sorted(parts, key=lambda part: part[0])]
    cells = [Placed("".join(word.text for word in words), 0, box_of([word.box for word in words]))] if words else []
    if len(line.figures) == len(columns):
        return cells + [Placed(word.text, at, word.box) for at, word in enumerate(line.figures, 1)]
    for word in line.figures:
        cells.append(Placed(word.text, _nearest(word, columns), word.box))
    taken = {cell.column for cell in cells}
    blanks = [at for at in range(1, len(columns) + 1) if at not in taken]
    return cells + [Placed("", at, (columns[at - 1], line.box[1], columns[at - 1], line.box[3])) for at in blanks]


def _merged(row: Sequence[Placed]) -> list[Placed]:
    """Cells of one column put together."""
    cells: dict[int, Placed] = {}
    for cell in sorted(row, key=lambda cell: (cell.column, cell.box[1], cell.box[0])):
        before = cells.get(cell.column)
        if before is None:
            cells[cell.column] = cell
        else:
            cells[cell.column] = Placed(f"{before.text} {cell.text}", cell.column, box_of([before.box, cell.box]))
    return [cells[column] for column in sorted(cells)]


@dataclass(frozen=True, slots=True)
class _Stub:
    """The part of a table that holds labels: where those of the innermost rows begin (what ends left of it names a
    group), and where the figures begin."""

    begin: float
    end: float

    @classmethod
    def of(cls, run: Sequence[Line], anchors: Sequence[int], columns: Sequence[float]) -> "_Stub":
        starts = sorted(
            run[at].left[-1].box[0]
            for at in anchors
            if run[at].left and folding.label(run[at].left[-1].text)[:1].isdigit()
        )
        spacing = min((two - one for one, two in itertools.pairwise(columns)), default=60.0)
        return cls(starts[len(starts) // 4] if starts else 0.0, columns[0] - 0.6 * spacing)

    def word(self, line: Line, own: bool = False) -> Word | None:
        """The label, or the piece of one, that a line holds. `own`: it stands beside the figures, so a short one may stand
        where else only groups are named."""
        words = [word for word in line.left if (word.box[0] + word.box[2]) / 2 < self.end]
        if not words or len(words) > _FEW:
            return None
        text = folding.label(words[-1].text)
        if text in _groups() or text.startswith(_CAPTION):
            return None
        return words[-1] if own or words[-1].box[2] > self.begin else None


@cache
def _groups() -> frozenset[str]:
    """What stands among the labels of table 3 without being one."""
    forms = [by_key(key) for key in keys()]
    heads = {folding.label(row.label) for form in forms for row in form.rows if row.kind == "head"}
    return frozenset(heads | {folding.label(block.head[0]) for form in forms for block in form.blocks}) - {
        folding.label(row.label) for form in forms for row in form.counted_rows()
    }


def _labels(run: Sequence[Line], anchors: Sequence[int], stub: _Stub) -> dict[int, list[tuple[int, Word]]]:
    """For each row of figures the words of its label with the lines they stand on. Between two rows the lines are shared
    out so that both labels are as like the form's as can be; where that does not decide, by nearness."""
    bounds = [-1, *anchors, len(run)]
    wide = {at for at in anchors if len(run[at].figures) >= _WIDE}
    between = [
        [at for at in range(before + 1, after) if not {before, after} & wide and stub.word(run[at])]
        for before, after in itertools.pairwise(bounds)
    ]
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
    return {
        anchor: _words(run, anchor, between[order][path[order] :], between[order + 1][: path[order + 1]], stub)
        for order, anchor in enumerate(anchors)
    }


def _words(
    run: Sequence[Line], anchor: int, above: Sequence[int], below: Sequence[int], stub: _Stub
) -> list[tuple[int, Word]]:
    found = [(at, stub.word(run[at], at == anchor)) for at in (*above, anchor, *below)]
    return [(at, word) for at, word in found if word]


def _worth(run: Sequence[Line], anchor: int, above: Sequence[int], below: Sequence[int], stub: _Stub) -> float:
    words = _words(run, anchor, above, below, stub)
    alike = _likeness("".join(folding.label(word.text) for _, word in words)) if words else 0.0
    far = sum(abs(run[at].middle - run[anchor].middle) for at in (*above, *below))
    return alike - 0.0005 * far


@lru_cache(maxsize=4096)
def _likeness(text: str) -> float:
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
