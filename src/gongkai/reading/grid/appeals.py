"""Table 4 from the rows of grids: one row of fifteen under heads that name the results three times, or three of five."""

import itertools
from collections.abc import Sequence

from gongkai.law.figures import Address, Figure, State, address
from gongkai.law.formats import Format
from gongkai.reading.grid.columns import Heads, readings_of
from gongkai.reading.grid.heads import group_of, results_in
from gongkai.reading.grid.rows import Row
from gongkai.reading.grid.tables import Found
from gongkai.reading.model import ReadCell

_GROUPS = 3


def read_table4(found: Found, rows: Sequence[Row], form: Format) -> None:
    """The reviews and suits. Nothing where no head of results is found."""
    heads = [at for at, row in enumerate(rows) if len(results_in(row, form)) >= len(form.results) - 1]
    for start in reversed(heads):
        first = _first_head(rows, start, form)
        below = _figures_below(rows, heads, start)
        if not below:
            continue
        named = [pair for row in rows[first : start + 1] for pair in results_in(row, form)]
        if len(named) >= _GROUPS * (len(form.results) - 1):
            _one_row(found, rows[first : start + 1], below, form)
            return
        if len(named) == 2 * len(form.results):
            _two_groups(found, rows[first : start + 1], below[0], form)
        else:
            _rows_of_five(found, rows, start, below, form)
        if _complete(found, form):
            return
    if not any(cell.startswith("t4/") for cell in found.cells):
        _without_head(found, rows, form)


def _without_head(found: Found, rows: Sequence[Row], form: Format) -> None:
    """One row of fifteen figures and no label, its head lost: the official order, if the three sums confirm it."""
    columns = [address("t4", group.key, result.key) for group in form.groups for result in form.results]
    bare = [row for row in rows if not row.label and row.filled == len(columns)]
    if len(bare) != 1:
        return
    ways = [dict(way) for way in readings_of(bare[0], columns, {}, "position")]
    refused = {
        cell: ReadCell(Figure(None, State.AMBIGUOUS), read.raw, read.place, "") for cell, read in ways[0].items()
    }
    found.used.add((bare[0].table, bare[0].index))
    for group in form.groups:
        cells = [address("t4", group.key, result.key) for result in form.results]
        found.doubts.append([{cell: way[cell] for cell in cells} for way in (refused, ways[0])])


def _first_head(rows: Sequence[Row], last: int, form: Format) -> int:
    """The first row of the head that ends here: the rows above without figures, while they speak of reviews or suits."""
    first = last
    while first and last - first < 4:
        above = rows[first - 1]
        told = results_in(above, form) or any(word in above.labels for word in ("复议", "诉讼", "起诉"))
        if above.filled or not told:
            break
        first -= 1
    return first


def _figures_below(rows: Sequence[Row], heads: Sequence[int], start: int) -> list[Row]:
    """The rows under a head up to the next head: filled ones if there are, else the first blank one."""
    stop = next((at for at in heads if at > start), len(rows))
    below = [row for row in rows[start + 1 : min(stop, start + 12)] if row.values]
    return [row for row in below if row.filled] or below[:1]


def _one_row(found: Found, head: Sequence[Row], below: Sequence[Row], form: Format) -> None:
    columns, heads = _fifteen(head, form)
    wide = [row for row in below if len(row.parted) >= len(columns)] or list(below)
    row = wide[0]
    found.used.add((row.table, row.index))
    readings = readings_of(row, columns, heads, "label")
    ways = [dict(way) for way in readings]
    if len(ways) == 1:
        found.cells.update(ways[0])
    elif ways:
        found.doubts.append(ways)
    elif row.filled:
        for column in columns:
            table, group, result = column.split("/")
            found.add(table, group, [result], row, [])


def _fifteen(head: Sequence[Row], form: Format) -> tuple[list[Address], Heads]:
    """The fifteen columns as the head prints them, and what each covers; the official order where it prints them
    otherwise."""
    official = [address("t4", group.key, result.key) for group in form.groups for result in form.results]
    named = [pair for row in head for pair in results_in(row, form)]
    width = len(form.results)
    fives = [named[start : start + width] for start in range(0, len(named), width)]
    orders = {tuple(key for _, key in five) for five in fives}
    if len(named) != len(official) or len(orders) != 1 or any(len(set(order)) != width for order in orders):
        return official, {}
    order = _groups(head, form)
    columns: list[Address] = []
    heads: dict[str, tuple[int, int]] = {}
    for group, five in zip(order, fives, strict=True):
        for cell, key in five:
            columns.append(address("t4", group, key))
            heads[columns[-1]] = (cell.left, cell.right)
    edges = [heads[column] for column in columns]
    apart = all(one[1] <= two[0] for one, two in itertools.pairwise(edges))
    return columns, heads if apart else {}


def _groups(head: Sequence[Row], form: Format) -> list[str]:
    """The order of the groups, from left to right as their heads are printed."""
    places: dict[str, int] = {}
    for row in head:
        for cell in row.cells:
            group = group_of(cell.text, form)
            if group and group not in places:
                places[group] = cell.left
    official = [group.key for group in form.groups]
    if set(places) != set(official) or len(set(places.values())) != len(official):
        return official
    return sorted(official, key=lambda group: places[group])


def _two_groups(found: Found, head: Sequence[Row], row: Row, form: Format) -> None:
    """The suits in a table of their own: one row of ten under the names of the two groups."""
    groups = list(dict.fromkeys(group for line in head for cell in line.cells if (group := group_of(cell.text, form))))
    named = [key for line in head for _, key in results_in(line, form)]
    width = len(form.results)
    orders = {tuple(named[:width]), tuple(named[width:])}
    if len(groups) != 2 or len(orders) != 1 or len(set(named)) != width:
        return
    columns = [
        address("t4", group, key) for group, key in zip([g for g in groups for _ in range(width)], named, strict=True)
    ]
    found.used.add((row.table, row.index))
    ways = [dict(way) for way in readings_of(row, columns, {}, "label")]
    if len(ways) == 1:
        found.cells.update(ways[0])
    elif ways:
        found.doubts.append(ways)


def _rows_of_five(found: Found, rows: Sequence[Row], start: int, below: Sequence[Row], form: Format) -> bool:
    """Groups as rows, or each group in a table of its own: the row's label, else the nearest label above, names it."""
    named = results_in(rows[start], form)
    columns = [key for _, key in named]
    if len(set(columns)) != len(form.results) or len(columns) != len(form.results):
        return False
    heads = {key: (cell.left, cell.right) for cell, key in named}
    before = len(found.cells)
    for row in below:
        group = group_of(row.labels, form) if row.labels else None
        if group is None:
            above = [rows[at].labels for at in range(start, max(start - 4, -1), -1) if not rows[at].filled]
            group = next((name for text in above if (name := group_of(text, form))), None)
        if group and not any(address("t4", group, key) in found.cells for key in columns):
            found.add("t4", group, columns, row, readings_of(row, columns, heads, "label"))
    return len(found.cells) > before


def _complete(found: Found, form: Format) -> bool:
    return all(any(cell.startswith(f"t4/{group.key}/") for cell in found.cells) for group in form.groups)
