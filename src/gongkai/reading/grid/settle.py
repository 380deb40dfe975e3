"""Rows that can be read in several ways, settled by the sums the form demands; what they do not settle is ambiguous."""

from collections.abc import Iterable, Mapping, Sequence

from gongkai.law.figures import Address, Figure, Number, State
from gongkai.law.formats import Format, Instance
from gongkai.reading.grid.tables import Found
from gongkai.reading.model import ReadCell

Way = Mapping[Address, ReadCell]
BY_SUM = "sums"


def settle(found: Found, form: Format) -> dict[Address, ReadCell]:
    """Every cell found. A doubt is settled where just one of its readings fits every sum that can be told, and the others
    break one; cells in which all readings agree are read all the same."""
    cells = dict(found.cells)
    instances = form.instances()
    doubts = list(found.doubts)
    progress = True
    while doubts and progress:
        progress = False
        for doubt in list(doubts):
            way = _only_fitting(doubt, cells, instances)
            if way is not None:
                cells.update(way)
                doubts.remove(doubt)
                progress = True
    for doubt in doubts:
        cells.update(_common(doubt))
    return cells


def _only_fitting(ways: Sequence[Way], cells: Mapping[Address, ReadCell], instances: Sequence[Instance]) -> Way | None:
    whole = [way for way in ways if not any(read.figure.state is State.AMBIGUOUS for read in way.values())]
    verdicts = [_verdict(way, cells, instances) for way in whole]
    fitting = [way for way, verdict in zip(whole, verdicts, strict=True) if verdict is True]
    if len(fitting) != 1 or any(verdict is None for verdict in verdicts):
        return None
    return {cell: _told(read, ways, cell) for cell, read in fitting[0].items()}


def _told(read: ReadCell, ways: Sequence[Way], cell: Address) -> ReadCell:
    if all(way.get(cell) == read for way in ways):
        return read
    return ReadCell(read.figure, read.raw, read.place, BY_SUM)


def _verdict(way: Way, cells: Mapping[Address, ReadCell], instances: Sequence[Instance]) -> bool | None:
    """True where every sum that can be told holds, False where one does not, None where none can be told."""
    told: bool | None = None
    for instance in instances:
        addresses = (*instance.left, *instance.right)
        if not any(cell in way for cell in addresses):
            continue
        left, right = _sum(instance.left, way, cells), _sum(instance.right, way, cells)
        if left is None or right is None:
            continue
        if left != right:
            return False
        told = True
    return told


def _sum(addresses: Iterable[Address], way: Way, cells: Mapping[Address, ReadCell]) -> Number | None:
    """The sum; a blank cell adds nothing. None where one of them is not read."""
    total: Number = 0
    for cell in addresses:
        read = way.get(cell) or cells.get(cell)
        if read is None or read.figure.state in {State.AMBIGUOUS, State.UNREADABLE, State.MISSING}:
            return None
        total += read.figure.value or 0
    return total


def _common(ways: Sequence[Way]) -> dict[Address, ReadCell]:
    """Cells that are the same in every reading; the others are ambiguous, with all that may stand in them."""
    told: dict[Address, ReadCell] = {}
    for cell in dict.fromkeys(cell for way in ways for cell in way):
        reads = [way[cell] for way in ways if cell in way]
        first = reads[0]
        if len(reads) == len(ways) and all(read.figure == first.figure for read in reads):
            told[cell] = first
            continue
        raw = " / ".join(dict.fromkeys(read.raw for read in reads))
        told[cell] = ReadCell(Figure(None, State.AMBIGUOUS), raw, first.place, "")
    return told
