"""Rows of a grid as the tables need them: their labels, their figures, and the heads above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.reading import folding, labels
from gongkai.reading.grid import Cell, Grid
from gongkai.reading.grid.cells import Kind, kind_of, pieces

_HEAD = 3  # labels in a row that make it a head, if no figure stands in it and no blank row of table 3
_SEVEN = 7


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it stands (the grid's number, its own, both from 0), the cells that begin in it, its label (that of the
    innermost group, folded), all its labels together, and the cells that may be its figures, blanks included."""

    table: int
    index: int
    cells: tuple[Cell, ...]
    label: str
    labels: str
    values: tuple[Cell, ...]
    over: tuple[Cell, ...] = ()

    @property
    def raw(self) -> str:
        return "".join(cell.text for cell in self.cells)

    @property
    def parted(self) -> tuple[Cell, ...]:
        """Its figures, where one cell holds several of them each for itself."""
        return tuple(piece for cell in self.values for piece in pieces(cell))

    @property
    def filled(self) -> int:
        """How many of its cells hold a sign."""
        return sum(kind_of(cell.text) is not Kind.BLANK for cell in self.values)


def rows_of(grids: Sequence[Grid]) -> list[Row]:
    """Every row of every grid, in order. A label that a page break or a ruling cut in two is put together again."""
    rows = [
        _row(table, index, cells, grid.over[index])
        for table, grid in enumerate(grids)
        for index, cells in enumerate(grid.rows)
    ]
    return _mended(rows)


def _row(table: int, index: int, cells: tuple[Cell, ...], over: tuple[Cell, ...]) -> Row:
    """Of several labels with cells after them the one with the most is the row's: serial numbers may stand before it,
    remarks behind its figures. A row of labels and blanks alone is a head."""
    kinds = [kind_of(cell.text) for cell in cells]
    named = [at for at, kind in enumerate(kinds) if kind is Kind.LABEL]
    if not named:
        return Row(table, index, cells, "", "", tuple(cells), over)
    everything = "".join(folding.label(cells[at].text) for at in named)
    best: tuple[int, int, int] = (-1, 0, 0)  # how many cells follow, the label's first cell, its last
    for place, first in enumerate(named):
        if place and named[place - 1] == first - 1:
            continue
        last = first
        while last + 1 in named:
            last += 1
        end = next((at for at in named if at > last), len(cells))
        best = max(best, (end - last - 1, first, last))
    count, first, last = best
    own = [folding.label(cell.text) for cell in cells[first : last + 1]]
    if len(named) >= _HEAD and Kind.FIGURE not in kinds and count < _SEVEN:
        return Row(table, index, cells, "", everything, (), over)
    return Row(table, index, cells, _innermost(own), everything, tuple(cells[last + 1 : last + 1 + count]), over)


def _innermost(own: Sequence[str]) -> str:
    """The label of the row among those printed in it; a label cut into several cells is put together."""
    exact = labels.exact_labels()
    for count in range(1, len(own) + 1):
        text = "".join(own[-count:])
        if text in exact:
            return text
    return own[-1]


def _mended(rows: list[Row]) -> list[Row]:
    """A row that only carries on the label of the one above it is joined to it, whichever of the two has the figures."""
    done: list[Row] = []
    for row in rows:
        if done and row.label and done[-1].label and not (row.filled and done[-1].filled):
            together = done[-1].label + row.label
            if _is_label(together) and not _is_label(row.label) and not _is_label(done[-1].label):
                source = row if row.filled else done[-1]
                done[-1] = Row(source.table, source.index, source.cells, together, together, source.values, source.over)
                continue
        done.append(row)
    return done


@lru_cache(maxsize=8192)
def _is_label(text: str) -> bool:
    """Whether it is the label of a row, a sign or two misprinted."""
    return text in labels.exact_labels() or any(
        abs(len(text) - len(known)) <= 3 and len(known) > 8 and folding.likeness(text, known) >= 0.9
        for known in labels.exact_labels()
    )


def heads_above(rows: Sequence[Row], at: int, most: int = 8) -> list[Row]:
    """The rows above one that hold no figures, nearest last, back to the figures before them. Within its own table."""
    found: list[Row] = []
    for earlier in range(at - 1, max(at - most - 1, -1), -1):
        if rows[earlier].table != rows[at].table or rows[earlier].filled:
            break
        found.append(rows[earlier])
    return found[::-1]
