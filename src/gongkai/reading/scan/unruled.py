"""Text outside of ruled tables: its words by their ink, and the tables that stand there without rulings.

How such a table hangs together is understood where it is for every paginated file, in `pdf_unruled`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from gongkai.reading.pdf.lines import box_of, groups_of, lines_of, text_of
from gongkai.reading.pdf.page import Sign
from gongkai.reading.pdf.unruled import unruled
from gongkai.reading.scan.cells import Sheet
from gongkai.reading.scan.figures import folded, may_be_figure
from gongkai.reading.scan.lines import Box
from gongkai.reading.scan.network import Line
from gongkai.reading.scan.pages import DOTS

_POINT = DOTS / 72  # pixels
GAP = 1.2  # of a line's height, between two words
GAP_OF_FIGURES = 0.5
_MOST_WORDS = 3_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a table without rulings: its words (a figure has to be read anew), its column from 0, its box in pixels."""

    text: str
    column: int
    box: Box


@dataclass(frozen=True, slots=True)
class Loose:
    """A table without rulings: its top in pixels, its rows, how sure the network is of the page's words on the average."""

    top: int
    sure: float
    rows: tuple[tuple[Placed, ...], ...]


def words_in(sheet: Sheet, boxes: Sequence[Box], apart: float = GAP) -> list[Box]:
    """The boxes of lines parted where their ink leaves wide gaps, drawn tight around the ink. apart: how wide, in heights
    of the line."""
    import numpy

    found: list[Box] = []
    for left, top, right, bottom in boxes:
        ink = sheet.faint[top:bottom, left:right]
        rows = numpy.flatnonzero(ink.any(axis=1))
        columns = numpy.flatnonzero(ink.any(axis=0))
        if not rows.size:
            continue
        gap = max(10, apart * (int(rows[-1]) - int(rows[0])))
        start = before = int(columns[0])
        for column in [*columns[1:].tolist(), None]:
            if column is not None and column - before <= gap:
                before = column
                continue
            own = numpy.flatnonzero(ink[:, start : before + 1].any(axis=1))
            found.append((left + start, top + int(own[0]), left + before + 1, top + int(own[-1]) + 1))
            if column is not None:
                start = before = column
    return found[:_MOST_WORDS]


def tables_in(words: Sequence[tuple[Box, Line]]) -> tuple[list[Loose], list[tuple[Box, Line]]]:
    """The tables among these words, and the lines of text that belong to none."""
    signs = list(_signs(words))
    sure = sum(sum(line.sure) for _, line in words) / max(1, sum(len(line.sure) for _, line in words))
    tables, rest = unruled(lines_of(signs), [])
    loose = [
        Loose(
            round(table.top * _POINT),
            sure,
            tuple(tuple(Placed(cell.text, cell.column, _pixels(cell.box)) for cell in row) for row in table.rows),
        )
        for table in tables
    ]
    lines = [(_pixels(box_of([sign.box for sign in line])), _line(line, sure)) for line in rest]
    return loose, lines


def _signs(words: Sequence[tuple[Box, Line]]) -> Iterator[Sign]:
    """Each word's signs, side by side in its box, in points. The type's size is that of the page's words."""
    size = median([box[3] - box[1] for box, _ in words]) / _POINT if words else 10.0
    for (left, top, right, bottom), line in words:
        text = folded(line.text) if may_be_figure(line) else line.text
        step = (right - left) / max(1, len(text))
        for at, sign in enumerate(text):
            if not sign.isspace():
                box = (left + at * step, top, left + (at + 1) * step, bottom)
                yield Sign(sign, (box[0] / _POINT, box[1] / _POINT, box[2] / _POINT, box[3] / _POINT), size)


def _line(line: Sequence[Sign], sure: float) -> Line:
    """A line of text, put together from its words; as sure as the page's words are on the average."""
    text = " ".join(text_of(group) for group in groups_of(line, 2.0))
    return Line(text, (sure,) * len(text))


def _pixels(box: tuple[float, float, float, float]) -> Box:
    return (round(box[0] * _POINT), round(box[1] * _POINT), round(box[2] * _POINT), round(box[3] * _POINT))
