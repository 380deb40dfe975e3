"""Unsure figures of a scan, settled by the sums the form demands: only ever as something the recognition itself read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from gongkai.law.figures import Address, Figure, Number, State
from gongkai.law.formats import Instance
from gongkai.reading.model import Place, ReadCell, Reading
from gongkai.reading.numerals import number

BY_SUM = "sums"
_MOST_WAYS = 400  # combinations of readings tried for one equation


def settled(reading: Reading, among: Mapping[Place, Sequence[str]]) -> Reading:
    """The report with those unsure cells read that a sum decides. among: for the place of an unsure cell, the texts it may
    be. A cell is read where just one of its texts fits every sum that can be told, and one can."""
    cells = dict(reading.cells)
    choices = {cell: numbers for cell, read in cells.items() if (numbers := _numbers(read, among))}
    instances = [one for one in reading.form.instances() if any(cell in choices for cell in one.left + one.right)]
    progress = True
    while progress and choices:
        progress = False
        for instance in instances:
            for cell, value in _decided(instance, cells, choices).items():
                old = cells[cell]
                cells[cell] = ReadCell(Figure(value), old.raw, old.place, BY_SUM, tuple(choices.pop(cell)))
                progress = True
    return replace(reading, cells=_if_no_sum_breaks(reading, cells))


def _numbers(read: ReadCell, among: Mapping[Place, Sequence[str]]) -> list[Number]:
    if read.figure.state is not State.UNREADABLE or read.place is None or read.place not in among:
        return []
    found = [value for text in among[read.place] if (value := number(text)) is not None]
    return list(dict.fromkeys(found))


def _decided(
    instance: Instance, cells: Mapping[Address, ReadCell], choices: Mapping[Address, Sequence[Number]]
) -> dict[Address, Number]:
    """The unsure cells of one equation, if just one choice of their texts makes it hold and there was more than that one
    to choose from, or it confirms the only one."""
    addresses = (*instance.left, *instance.right)
    unsure = [cell for cell in addresses if cell in choices]
    known = {cell: _value(cells.get(cell)) for cell in addresses if cell not in choices}
    if not unsure or None in known.values() or prod(len(choices[cell]) for cell in unsure) > _MOST_WAYS:
        return {}
    fitting = []
    for way in product(*(choices[cell] for cell in unsure)):
        values = {**known, **dict(zip(unsure, way, strict=True))}
        if sum(values[cell] or 0 for cell in instance.left) == sum(values[cell] or 0 for cell in instance.right):
            fitting.append(way)
    return dict(zip(unsure, fitting[0], strict=True)) if len(fitting) == 1 else {}


def _value(read: ReadCell | None) -> Number | None:
    """What a cell adds to a sum; a blank one nothing. None where it is not known."""
    if read is None or read.figure.state in {State.AMBIGUOUS, State.UNREADABLE, State.MISSING}:
        return None
    return read.figure.value or 0


def _if_no_sum_breaks(reading: Reading, cells: dict[Address, ReadCell]) -> dict[Address, ReadCell]:
    """Cells settled here that stand in another sum which now breaks are unsure again: one of the two is wrong."""
    broken = {
        cell
        for instance in reading.form.instances()
        for cell in (*instance.left, *instance.right)
        if _breaks(instance, cells)
    }
    return {
        cell: reading.cells[cell] if cell in broken and read is not reading.cells[cell] else read
        for cell, read in cells.items()
    }


def _breaks(instance: Instance, cells: Mapping[Address, ReadCell]) -> bool:
    left = [_value(cells.get(cell)) for cell in instance.left]
    right = [_value(cells.get(cell)) for cell in instance.right]
    if None in left or None in right:
        return False
    return sum(value or 0 for value in left) != sum(value or 0 for value in right)
