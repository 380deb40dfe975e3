"""Which figure of a row stands in which column: by the head above it and by counting, held against each other."""

from collections.abc import Mapping, Sequence

from gongkai.law.figures import Figure, State
from gongkai.reading.grid import Cell
from gongkai.reading.grid.cells import Kind, joined, kind_of, read
from gongkai.reading.grid.rows import Row
from gongkai.reading.model import ReadCell

Heads = Mapping[str, tuple[int, int]]  # column → the grid columns its head covers
Placed = dict[str, ReadCell]


def readings_of(row: Row, columns: Sequence[str], heads: Heads, how: str) -> list[Placed]:
    """Every way the figures of a row can stand in these columns; one where its place is certain, none where none fits.
    The columns come in the order they are printed, or the official one."""
    counted = _counted(row.values, columns)
    if counted is None and len(row.values) < len(columns) == len(row.parted):
        return _parted(row, columns, how)
    under = _under_heads(row, columns, heads)
    ways: list[dict[str, Cell | None]] = []
    for way in (counted, under):
        if way is not None and way not in ways:
            ways.append(way)
    if len(ways) == 2 and _same(ways[0], ways[1]):
        ways = ways[:1]
    if counted is not None and len(ways) == 1:
        return _read(ways[0], how)
    found: list[Placed] = []
    for way in ways:
        found += _read(way, how)
    return found


def _parted(row: Row, columns: Sequence[str], how: str) -> list[Placed]:
    """Cells that hold several figures, parted. Where that is not the whole row in one cell, the sums have to confirm it."""
    way = {column: read(cell, how) for column, cell in zip(columns, row.parted, strict=True)}
    if sum(kind_of(cell.text) is not Kind.BLANK for cell in row.values) == 1:
        return [way]
    refused = {column: ReadCell(Figure(None, State.AMBIGUOUS), one.raw, one.place, "") for column, one in way.items()}
    return [refused, way]


def _same(one: Mapping[str, Cell | None], other: Mapping[str, Cell | None]) -> bool:
    def signs(way: Mapping[str, Cell | None]) -> list[str]:
        return [(cell.text.strip() if cell else "") for cell in way.values()]

    return signs(one) == signs(other)


def _read(way: Mapping[str, Cell | None], how: str) -> list[Placed]:
    """The readings of cells whose columns are known: two where a cell's digits stand apart."""
    plain = {column: _one(cell, how) for column, cell in way.items()}
    whole = {column: number for column, cell in way.items() if cell and (number := joined(cell, how)) is not None}
    return [plain, {**plain, **whole}] if whole else [plain]


def _one(cell: Cell | None, how: str) -> ReadCell:
    return read(cell, how) if cell is not None else ReadCell(Figure(None, State.BLANK), settled_by=how)


def _counted(cells: Sequence[Cell], columns: Sequence[str]) -> dict[str, Cell | None] | None:
    """As many cells as columns; blank ones too many are left out at the end they stand at, or throughout if all that are
    filled are just enough."""
    values = list(cells)
    width = len(columns)
    if len(values) < width:
        return None
    filled = [cell for cell in values if kind_of(cell.text) is not Kind.BLANK]
    if len(values) > width:
        if len(filled) == width:
            values = filled
        elif not filled:
            values = values[:width]
        else:
            front = next(at for at, cell in enumerate(values) if cell is filled[0])
            back = next(at for at, cell in enumerate(reversed(values)) if cell is filled[-1])
            spare = len(values) - width
            if bool(front >= spare) == bool(back >= spare):
                return None
            values = values[spare:] if front >= spare else values[:width]
            if _parted_by_blanks(values):  # those may be no columns either
                return None
    return dict(zip(columns, values, strict=True))


def _parted_by_blanks(cells: Sequence[Cell]) -> bool:
    """Whether a blank stands between filled ones."""
    filled = [at for at, cell in enumerate(cells) if kind_of(cell.text) is not Kind.BLANK]
    return bool(filled) and len(filled) < filled[-1] - filled[0] + 1


def _under_heads(row: Row, columns: Sequence[str], heads: Heads) -> dict[str, Cell | None] | None:
    """Each column's figure is the one that stands under its head, and every figure stands under one head. A cell that
    hangs in from a row above belongs to no row for certain."""
    if any(column not in heads for column in columns):
        return None
    found: dict[str, Cell | None] = dict.fromkeys(columns)
    begin = min(heads[column][0] for column in columns)
    for cell in row.values:
        if kind_of(cell.text) is Kind.BLANK:
            continue
        under = [column for column in columns if cell.left < heads[column][1] and heads[column][0] < cell.right]
        if not under and cell.left >= begin and _foreign(cell, heads):
            continue
        if len(under) != 1 or found[under[0]] is not None:
            return None
        found[under[0]] = cell
    covered = [*row.values, *(cell for cell in row.over if kind_of(cell.text) is Kind.BLANK)]
    for column, under_it in found.items():
        left, right = heads[column]
        if under_it is None:
            blanks = [other for other in covered if other.left < right and left < other.right]
            if not blanks:
                return None
            found[column] = blanks[0]
    return found


def _foreign(cell: Cell, heads: Heads) -> bool:
    """Whether it stands under the head of a column that the form does not have."""
    return any(key.startswith("?") and cell.left < right and left < cell.right for key, (left, right) in heads.items())
