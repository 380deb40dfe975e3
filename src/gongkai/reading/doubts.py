"""Figures of a text that its own sums speak against: taken for cells by counting alone, they may be those of other cells.

A figure printed wrong breaks its row and one column. A row that lost a blank cell, took in the number of a line or the rest
of a broken number breaks its row and several columns, or does so together with other rows.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.law.figures import Address, Figure, Number, State, address, parts
from gongkai.law.formats import Format
from gongkai.reading.model import ReadCell, Reading

_MOST_ROWS = 2  # rows an office adds up wrong
_MOST_COLUMNS = 2  # columns that one figure printed wrong breaks: its own and the total
_BROKEN_NUMBER = 3  # digits from which on a number may be broken over lines


@dataclass(frozen=True, slots=True)
class _Sum:
    """An equation of the form with what its sides come to. row: that of table 3 whose own sum it is, else ""."""

    code: str
    cells: tuple[Address, ...]
    left: Number
    right: Number

    @property
    def holds(self) -> bool:
        return self.left == self.right

    @property
    def row(self) -> str:
        rows = {parts(cell)[1] for cell in self.cells}
        return rows.pop() if len(rows) == 1 else ""


def doubted(reading: Reading) -> Reading:
    """The reading with those figures ambiguous that may stand in other cells. Each keeps its own number as the likeliest."""
    sums = [one for one in _sums(reading.form, reading.cells) if one.cells[0].startswith("t3/")]
    table3 = [cell for cell in reading.cells if cell.startswith("t3/")]
    cells = set(table3 if _is_out_of_order(reading, sums) else _rows(sums))
    doubtful = {
        cell: replace(one, figure=Figure(None, State.AMBIGUOUS), settled_by="", readings=(value,), likely=value)
        for cell, one in reading.cells.items()
        if cell in cells and (value := one.figure.value) is not None
    }
    return replace(reading, cells={**reading.cells, **doubtful}) if doubtful else reading


def _rows(sums: Collection[_Sum]) -> Iterator[Address]:
    """Rows that do not add up: all, where they are more than an office gets wrong, or where they break more columns than one
    each, or where the columns of one are not all known; else those whose total is only the beginning or the end of the sum."""
    rows = [one for one in sums if one.row and not one.holds]
    columns = [one for one in sums if not one.row]
    broken = {parts(one.cells[0])[2] for one in columns if not one.holds}
    known = {cell for one in columns for cell in one.cells}
    several = len(rows) > _MOST_ROWS or len(broken) > len(rows)
    for one in rows:
        if several or not known.issuperset(one.cells) or _is_piece(one.left, one.right):
            yield from one.cells


def _is_piece(one: Number, other: Number) -> bool:
    short, long_ = sorted((str(one), str(other)), key=len)
    return (
        len(long_) >= _BROKEN_NUMBER and len(short) < len(long_) and (long_.startswith(short) or long_.endswith(short))
    )


def _is_out_of_order(reading: Reading, sums: Collection[_Sum]) -> bool:
    """Whether an equation fails in more columns than one figure and its total explain, or in more than one where rows were
    told by their place alone: then some row holds the figures of another, and nobody can tell which do not."""
    broken = [one for one in sums if not one.row and not one.holds]
    for code in {one.code for one in broken}:
        columns = [one for one in broken if one.code == code]
        by_place = any(reading.cells[cell].settled_by == "position" for one in columns for cell in one.cells)
        if len(columns) > (1 if by_place else _MOST_COLUMNS):
            return True
    return False


def _sums(form: Format, cells: Mapping[Address, ReadCell]) -> Iterator[_Sum]:
    """The equations whose cells were all read or are blank; （六）其他处理 in one row or in three, as it is printed."""
    values: dict[Address, Number] = {}
    for cell, one in cells.items():
        if one.figure.value is not None or one.figure.state is State.BLANK:
            values[cell] = one.figure.value or 0
    for instance in form.instances():
        right = instance.right
        three = [cell for cell in right if cell.startswith("t3/otherwise.")]
        if three and not values.keys() & set(three):
            right = (*(cell for cell in right if cell not in three), address("t3", "otherwise", parts(three[0])[2]))
        if values.keys() >= {*instance.left, *right}:
            left = sum(values[cell] for cell in instance.left)
            yield _Sum(instance.equation.code, (*instance.left, *right), left, sum(values[cell] for cell in right))
