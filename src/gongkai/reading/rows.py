"""Lines of a flattened table grouped into rows: a label and the cells that follow it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongkai.law.figures import Figure, State
from gongkai.reading import folding
from gongkai.reading.model import Place, ReadCell
from gongkai.reading.numerals import is_dash, number

_MOST_LINES_OF_A_LABEL = 4
_LAYOUT_SPACES = " \t"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its index, the character it starts at, its text without the layout's own indent."""

    index: int
    start: int
    text: str
    is_empty: bool
    is_cell: bool  # a number, or a stroke for none

    @property
    def is_label(self) -> bool:
        return not self.is_empty and not self.is_cell


@dataclass(frozen=True, slots=True)
class Run:
    """A label and its cells. label: folded; head: the folded texts before it since the last cell or label; first and
    last: indexes of its lines, head left out; gaps: empty lines before each cell, then those after the last one."""

    label: str
    head: str
    first: int
    last: int
    cells: tuple[Line, ...]
    gaps: tuple[int, ...]


def lines_of(text: str) -> list[Line]:
    """Every line of the text, in characters of the text."""
    lines: list[Line] = []
    start = 0
    for index, whole in enumerate(text.split("\n")):
        bare = whole.strip(_LAYOUT_SPACES)
        offset = len(whole) - len(whole.lstrip(_LAYOUT_SPACES))
        empty = not whole.strip()
        cell = not empty and len(bare) < 40 and (number(bare) is not None or is_dash(bare))
        lines.append(Line(index, start + offset, bare, empty, cell))
        start += len(whole) + 1
    return lines


def runs_of(lines: Sequence[Line], exact: Collection[str]) -> list[Run]:
    """The lines as rows. A label ends where cells begin, or where its lines together are an official label."""
    runs: list[Run] = []
    waiting: list[Line] = []  # labels since the last row
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.is_label:
            waiting.append(line)
            matched = _official(waiting, exact)
            follows = next((later for later in lines[position + 1 :] if not later.is_empty), None)
            if matched or (follows is not None and follows.is_cell):
                run, position = _run(lines, position, waiting, matched)
                runs.append(run)
                waiting = []
                continue
        position += 1
    if waiting:
        runs.append(_run(lines, waiting[-1].index - lines[0].index, waiting, 1)[0])
    return runs


def _official(waiting: Sequence[Line], exact: Collection[str]) -> int:
    """How many of the last lines together are an official label; 0 for none. A label may be wrapped."""
    for count in range(1, min(_MOST_LINES_OF_A_LABEL, len(waiting)) + 1):
        if "".join(folding.label(line.text) for line in waiting[-count:]) in exact:
            return count
    return 0


def _run(lines: Sequence[Line], at: int, waiting: Sequence[Line], count: int) -> tuple[Run, int]:
    """The row whose label ends at `at`; and the position after its cells and gaps."""
    cells: list[Line] = []
    gaps: list[int] = []
    gap, position = 0, at + 1
    while position < len(lines) and not lines[position].is_label:
        if lines[position].is_cell:
            cells.append(lines[position])
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
        position += 1
    gaps.append(gap)
    own = waiting[-max(count, 1) :]
    label = "".join(folding.label(line.text) for line in own)
    head = "".join(folding.label(line.text) for line in waiting[: len(waiting) - len(own)])
    last = cells[-1].index if cells else own[-1].index
    return Run(label, head, own[0].index, last, tuple(cells), tuple(gaps)), position


def stride_of(lines: Sequence[Line]) -> int | None:
    """How many empty lines part two cells of a row; None where that is not regular."""
    gaps: Counter[int] = Counter()
    previous: int | None = None
    for line in lines:
        if line.is_cell:
            if previous is not None:
                gaps[line.index - previous - 1] += 1
            previous = line.index
        elif line.is_label:
            previous = None
    if not gaps:
        return None
    stride, times = gaps.most_common(1)[0]
    whole = sum(count for gap, count in gaps.items() if (gap - stride) % (stride + 1) == 0 and gap >= stride)
    return stride if times >= 3 and whole >= 0.95 * sum(gaps.values()) else None


def settle(run: Run, width: int, stride: int | None, how: str) -> list[ReadCell]:
    """The cells of a row of that width. A full row is read as it stands, a row without cells is blank; where some are
    wanting, the empty lines say which, if they are regular; else every cell is ambiguous."""
    if len(run.cells) == width:
        return [_cell(line, how) for line in run.cells]
    if not run.cells:
        return [ReadCell(Figure(None, State.BLANK), settled_by=how) for _ in range(width)]
    slots = _by_gaps(run, width, stride) if len(run.cells) < width else None
    if slots is not None:
        return [_cell(line, "empty lines") if line else ReadCell(Figure(None, State.BLANK)) for line in slots]
    raw = " ".join(line.text.strip() for line in run.cells)
    last = run.cells[-1]
    place = Place(run.cells[0].index + 1, run.cells[0].start, last.start + len(last.text))
    return [ReadCell(Figure(None, State.AMBIGUOUS), raw, place, "") for _ in range(width)]


def _by_gaps(run: Run, width: int, stride: int | None) -> list[Line | None] | None:
    if stride is None:
        return None
    slots: list[Line | None] = []
    for line, gap in zip(run.cells, run.gaps, strict=False):
        blanks, odd = divmod(gap - stride, stride + 1)
        if odd or blanks < 0:
            return None
        slots += [None] * blanks + [line]
    rest = width - len(slots)
    room = (run.gaps[-1] - stride) // (stride + 1)
    return [*slots, *[None] * rest] if 0 <= rest <= max(room, 0) else None


def _cell(line: Line, how: str) -> ReadCell:
    place = Place(line.index + 1, line.start, line.start + len(line.text))
    value = number(line.text)
    if value is None:
        return ReadCell(Figure(None, State.BLANK), line.text, place, how)
    return ReadCell(Figure(value), line.text, place, how)
