"""One text read by independent means: the reading that found most, held against the others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.law.figures import Address, Figure, Number, State
from gongkai.law.formats import Format
from gongkai.reading.model import ReadCell, Reading

_FEW = 14  # two rows of table 3
_NOT_FOUND = (State.MISSING, State.AMBIGUOUS, State.UNREADABLE)


def agreed(readings: Sequence[Reading], *, drawn: str = "") -> Reading:
    """Of several readings of one report the one with the most figures, the first of equals; before them that of the layout
    `drawn`, whose tables have separators, where it settled nearly every row.

    A figure that another reads otherwise is ambiguous, unless the equations of the form hold with the first and not with the
    other; one that another finds blank is, where an equation of it does not hold.
    """

    def rank(reading: Reading) -> tuple[bool, int]:
        whole = sum(map(reading.count, _NOT_FOUND)) <= _FEW
        return reading.layout == drawn and whole, reading.count(State.READ)

    best = max(readings, key=rank)
    for other in readings:
        if other is not best and other.format_key == best.format_key:
            best = _held_against(best, other)
    return best


def _held_against(best: Reading, other: Reading) -> Reading:
    values = {cell: one.figure.value for cell, one in best.cells.items() if one.figure.value is not None}
    doubtful: dict[Address, ReadCell] = {}
    for cell, value in values.items():
        against = other.cells.get(cell)
        rival = against.figure.value if against else None
        own = best.cells[cell]
        if rival is None:
            blank = against is not None and against.figure.state is State.BLANK
            if blank and _broken(best.form, values, cell):
                doubtful[cell] = ReadCell(Figure(None, State.AMBIGUOUS), own.raw, own.place, "", (value,))
        elif rival != value:
            changed = {**values, cell: rival}
            if _broken(best.form, changed, cell) <= _broken(best.form, values, cell):
                readings = tuple(sorted({value, rival}))
                doubtful[cell] = ReadCell(Figure(None, State.AMBIGUOUS), own.raw, own.place, "", readings)
    return replace(best, cells={**best.cells, **doubtful}) if doubtful else best


def _broken(form: Format, values: Mapping[Address, Number], cell: Address) -> int:
    """How many equations of that cell do not hold."""
    return sum(
        sum(values[c] for c in instance.left) != sum(values[c] for c in instance.right)
        for instance in form.instances()
        if cell in (*instance.left, *instance.right) and values.keys() >= {*instance.left, *instance.right}
    )
