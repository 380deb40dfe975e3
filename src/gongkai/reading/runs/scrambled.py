"""Figures that stand apart from their labels: all of a table in one block, row by row or column by column."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from gongkai.law.figures import Address, Number, address
from gongkai.law.formats import Format
from gongkai.reading.labels import Wanted
from gongkai.reading.runs.strips import ROW, TABLE_OF_APPEALS, Atom, Strip

_BELIEVED = 3  # equations a report may break by its own fault, while the order of its figures is still believed
_FEW = 3
_MOST_BLOCKS = 60  # places where the table may begin
_CLEARLY = 4  # so many more any other order must break

Order = list[list[Atom]]  # row by row


def block_of_table3(form: Format, strips: Sequence[Strip], rows: Sequence[Wanted]) -> list[tuple[Wanted, Strip]]:
    """The rows of table 3 where no row has its label beside it: the figures come in the order of the rows or of the
    columns, whichever the equations of the form say. rows: those whose labels are printed. Empty where nothing fits."""
    if len(rows) < _FEW:
        return []
    wide = [strip for strip in strips if not strip.said and len(strip.filled) == ROW]
    if len(wide) == len(rows):
        order = [list(strip.filled) for strip in wide]
        return _told(rows, order) if _broken(form, rows, order) <= _BELIEVED else []
    blocks = list(itertools.islice(_blocks(strips, len(rows) * ROW), _MOST_BLOCKS + 1))
    if len(blocks) > _MOST_BLOCKS:
        return []
    orders = [order for atoms in blocks for order in (_by_row(atoms), _by_column(atoms, len(rows)))]
    told = sorted(((_broken(form, rows, order), index) for index, order in enumerate(orders)))
    if not told or told[0][0] > _BELIEVED:
        return []
    best = orders[told[0][1]]
    rivals = [orders[index] for cost, index in told[1:] if cost < told[0][0] + _CLEARLY]
    return [] if any(_values(rival) != _values(best) for rival in rivals) else _told(rows, best)


def blocks_of_columns(form: Format, strips: Sequence[Strip], rows: Sequence[Wanted]) -> list[tuple[Wanted, Strip]]:
    """The rows of table 3 where a page was taken apart into blocks with empty lines between: seven blocks of equal height are
    so many rows, each block a column of them. rows: those whose labels are printed. Empty where the blocks do not come to as
    many rows, where a label before a block belongs to none of its rows, or where the equations of the form do not hold."""
    order: Order = []
    blocks = _columns_in(strips)
    high = False
    for at in range(0, len(blocks), ROW):
        seven = blocks[at : at + ROW]
        height = len(seven[0][1])
        if len(order) == len(rows) or len(seven) < ROW or any(len(atoms) != height for _, atoms in seven):
            break
        inside = {entry.label for entry in rows[len(order) : len(order) + height]}
        if any(label for label, _ in seven[1:]) or not _may_lead(seven[0][0], inside, rows):
            return []
        order += [[atoms[row] for _, atoms in seven] for row in range(height)]
        high = high or height > 1
    if not high or len(order) != len(rows) or _broken(form, rows, order) > _BELIEVED:
        return []
    return _told(rows, order)


def _columns_in(strips: Sequence[Strip]) -> list[tuple[str, list[Atom]]]:
    """Figures one a line, cut where lines are empty; each block with the words right before it."""
    blocks: list[tuple[str, list[Atom]]] = []
    for strip in strips:
        label, last = strip.label, -1
        for atom in strip.atoms:
            if atom.line == last + 1 and blocks and not label:
                blocks[-1][1].append(atom)
            else:
                blocks.append((label, [atom]))
            label, last = "", atom.line
    return blocks


def _may_lead(label: str, inside: set[str], rows: Sequence[Wanted]) -> bool:
    """Whether words may stand before a block: they end with the label of one of its rows, or of none."""
    ends = [entry.label for entry in rows if label.endswith(entry.label)]
    return not ends or max(ends, key=len) in inside


def _blocks(strips: Sequence[Strip], size: int) -> Iterator[list[Atom]]:
    """Runs of strips that hold just as many single figures, those of table 4 left out."""
    plain = [strip for strip in strips if not strip.said and all(atom.value is not None for atom in strip.filled)]
    for first in range(len(plain)):
        atoms: list[Atom] = []
        for strip in plain[first:]:
            atoms += strip.filled
            if len(atoms) == size or len(atoms) == size + TABLE_OF_APPEALS:
                yield atoms[:size]
            if len(atoms) > size + TABLE_OF_APPEALS:
                break


def _by_row(atoms: Sequence[Atom]) -> Order:
    return [list(atoms[at : at + ROW]) for at in range(0, len(atoms), ROW)]


def _by_column(atoms: Sequence[Atom], height: int) -> Order:
    return [[atoms[column * height + at] for column in range(ROW)] for at in range(height)]


def _values(order: Order) -> list[list[Number | None]]:
    return [[atom.value for atom in row] for row in order]


def _told(rows: Sequence[Wanted], order: Order) -> list[tuple[Wanted, Strip]]:
    return [(entry, Strip("", "", row[0].start, tuple(row))) for entry, row in zip(rows, order, strict=True)]


def _broken(form: Format, rows: Sequence[Wanted], order: Order) -> int:
    """How many equations of table 3 do not hold in this order; more than are believed where those of the columns cannot be
    tried, for then nothing speaks for the order of the rows."""
    values: dict[Address, Number] = {}
    leaves = {leaf.key for leaf in form.leaves()}
    for entry, row in zip(rows, order, strict=True):
        for column, atom in zip(form.columns, row, strict=True):
            values[address("t3", entry.key, column.key)] = atom.value or 0
            if entry.key == "otherwise" and "otherwise.other" in leaves:  # one row for three
                for leaf in leaves:
                    if leaf.startswith("otherwise."):
                        values[address("t3", leaf, column.key)] = 0
                values[address("t3", "otherwise.other", column.key)] = atom.value or 0
    tried = [instance for instance in form.instances() if values.keys() >= {*instance.left, *instance.right}]
    if not any(instance.equation.scope == "t3.column" for instance in tried):
        return _BELIEVED + 1
    return sum(_sum(values, instance.left) != _sum(values, instance.right) for instance in tried)


def _sum(values: Mapping[Address, Number], cells: Sequence[Address]) -> Number:
    return sum(values[cell] for cell in cells)
