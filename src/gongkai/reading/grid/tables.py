"""Tables 2 and 3 from the rows of grids: rows by their labels and their place, columns by head and by counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.law.figures import Address, Figure, State, address
from gongkai.law.formats import Block, Format
from gongkai.reading import folding, labels
from gongkai.reading.columns import block_of, unit_of
from gongkai.reading.grid.columns import Heads, Placed, readings_of
from gongkai.reading.grid.heads import heads_of_block, heads_of_table3
from gongkai.reading.grid.rows import Row, heads_above
from gongkai.reading.model import ReadCell

_WIDTHS = {1, 2, 3}
_SEVEN = 7
_WHOLE = 0.7  # from here on a row is taken for a whole one


@dataclass
class Found:
    """What was found so far: settled cells, rows that can be read in several ways, units, and the rows that are used."""

    cells: dict[Address, ReadCell] = field(default_factory=dict)
    doubts: list[list[dict[Address, ReadCell]]] = field(default_factory=list)
    units: dict[Address, str] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)

    def add(self, table: str, key: str, columns: Sequence[str], row: Row, readings: Sequence[Placed]) -> None:
        """Enters a row: as read where there is one reading, as a doubt where there are several, ambiguous where none
        fits though something is printed."""
        self.used.add((row.table, row.index))
        ways = [{address(table, key, column): cell for column, cell in way.items()} for way in readings]
        if len(ways) == 1:
            self.cells.update(ways[0])
        elif ways:
            self.doubts.append(ways)
        else:
            for column in columns:
                self.cells[address(table, key, column)] = _unsettled(row)


def _unsettled(row: Row) -> ReadCell:
    """A cell of a row nobody can part into columns. A row without any sign is blank throughout."""
    raw = " ".join(" ".join(cell.text.split()) for cell in row.values).strip()
    place = next((cell.place for cell in row.values or row.cells if cell.place), None)
    if not raw:
        return ReadCell(Figure(None, State.BLANK), "", place, "label")
    return ReadCell(Figure(None, State.AMBIGUOUS), raw, place, "")


def read_table2(found: Found, rows: Sequence[Row], form: Format) -> None:
    """The rows of article 20, in one table or in several."""
    wanted = [entry for entry in labels.wanted_rows(form) if entry.table == "t2"]
    printed = [row.label for row in rows]
    weights = [_weight2(row) for row in rows]
    by_label = labels.align(printed, weights, wanted)
    full = [weight == 1.0 for weight in weights]
    by_position = labels.fill_by_position(by_label, printed, full, wanted)
    for index, at in sorted({**by_label, **by_position}.items()):
        key, row = wanted[index].key, rows[at]
        block = block_of(form, key)
        heads, order, text = _head2(rows, at, block)
        columns = order or [column.key for column in block.columns]
        how = "label" if index in by_label else "position"
        found.add("t2", key, columns, row, readings_of(row, columns, heads, how))
        if unit := unit_of(block, text):
            found.units[address("t2", key, "amount")] = unit


def _weight2(row: Row) -> float:
    """A row of one to three figures counts most; blanks too many do not make it less."""
    if row.filled in _WIDTHS:
        return 1.0
    return 0.6 if row.values and not row.filled else 0.3


def _head2(rows: Sequence[Row], at: int, block: Block) -> tuple[Heads, list[str], str]:
    """The head above the first row of the block. The second row of a block has the head of the first."""
    place = at
    for _ in block.rows:
        above = heads_above(rows, place)
        heads, order, text = heads_of_block(above, block)
        if heads or any(folding.label(block.head[0]) in row.labels for row in above):
            return heads, order, text
        place -= len(above) + 1
        if place < 0 or rows[place].table != rows[at].table:
            break
    return {}, [], ""


def read_table3(found: Found, rows: Sequence[Row], form: Format) -> None:
    """The rows of applications. （六）其他处理 is wanted as one row and as three: what is printed decides."""
    wanted = [entry for entry in labels.wanted_rows(form) if entry.table == "t3"]
    printed = [_usual(row.label) for row in rows]
    weights = [_weight3(row) for row in rows]
    first = labels.align(printed, weights, wanted)
    _drop_head_of_group(first, wanted, rows)
    wanted, by_label = _as_printed(wanted, first)
    full = [weight >= _WHOLE for weight in weights]
    by_position = labels.fill_by_position(by_label, printed, full, wanted)
    heads: Heads = {}
    width, order = 0, [column.key for column in form.columns]
    for index, at in sorted({**by_label, **by_position}.items()):
        row = rows[at]
        named, columns = heads_of_table3(heads_above(rows, at), form)
        if named or columns != [column.key for column in form.columns]:
            heads, order, width = named, columns, row.table
        under = heads if row.table == width else {}
        how = "label" if index in by_label else "position"
        found.add("t3", wanted[index].key, order, row, readings_of(row, order, under, how))
    for index, row in _nobodys({**by_label, **by_position}, wanted, rows, form):
        for column in order:
            found.cells[address("t3", wanted[index].key, column)] = _unsettled(row)


def _nobodys(
    found: dict[int, int], wanted: Sequence[labels.Wanted], rows: Sequence[Row], form: Format
) -> Iterator[tuple[int, Row]]:
    """Rows of the form that were not found though a row of seven figures stands where they belong, whose label says
    nothing: they are not missing, but nobody can say which it is. With each the first such row."""
    groups = {folding.label(row.label) for row in form.rows if row.kind == "head"}
    taken = sorted((at, index) for index, at in found.items())
    tables = {rows[at].table for at, _ in taken}
    told: set[int] = set()
    for place, row in enumerate(rows):
        whole = row.table in tables and len(row.values) == _SEVEN and row.filled == _SEVEN
        if not whole or place in found.values() or row.label in groups:
            continue
        low = max((index for at, index in taken if at < place), default=-1)
        high = min((index for at, index in taken if at > place), default=len(wanted))
        for index in range(low + 1, high):
            if index not in told:
                told.add(index)
                yield index, row


def _usual(label: str) -> str:
    """合计 says the same as 总计."""
    return label.replace("合计", "总计").replace("共计", "总计") if len(label) <= 4 else label


def _as_printed(wanted: Sequence[labels.Wanted], found: dict[int, int]) -> tuple[list[labels.Wanted], dict[int, int]]:
    """What is wanted without the way of printing （六）其他处理 that this report does not follow, and what was found of it:
    so that neighbours are neighbours."""
    single = any(wanted[index].key == "otherwise" for index in found)
    kept = [
        index
        for index, entry in enumerate(wanted)
        if index in found or not (entry.key.startswith("otherwise.") if single else entry.key == "otherwise")
    ]
    return [wanted[index] for index in kept], {new: found[old] for new, old in enumerate(kept) if old in found}


def _weight3(row: Row) -> float:
    if len(row.values) == _SEVEN or len(row.parted) == _SEVEN:
        return 1.0
    return _WHOLE if row.filled > 3 or len(row.values) > _SEVEN else 0.3


def _drop_head_of_group(found: dict[int, int], wanted: Sequence[labels.Wanted], rows: Sequence[Row]) -> None:
    """（六）其他处理 without figures above its three rows is their head, not a blank row. With figures above only some of
    them, it may be the head of a row whose label is lost: whose figures they are cannot be told."""
    head = next(index for index, entry in enumerate(wanted) if entry.key == "otherwise")
    below = [index for index in found if wanted[index].key.startswith("otherwise.")]
    if head in found and below and (len(below) < 3 or not rows[found[head]].filled):
        del found[head]
