"""The three statutory tables as the official form draws them: which cell stands where and what it spans.

One description serves every medium (PDF, DOCX, and a page): a grid is a list of rows, and a row holds the cells
that begin in it, as in HTML. Source of the merging and the widths: the blank forms of both formats.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from gongkai.law.figures import Address, address
from gongkai.law.formats import Block, Format, Row


class Role(StrEnum):
    """What a cell is there for."""

    CAPTION = "caption"  # 第二十条第（一）项
    HEAD = "head"  # the head of a column
    NOTE = "note"  # the reconciliation printed in the corner of table 3
    LABEL = "label"  # the head of a row
    GROUP = "group"  # the head of several rows
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` is its label; a figure has an address instead."""

    role: Role
    text: str = ""
    columns: int = 1
    rows: int = 1
    address: Address | None = None
    centred: bool = False


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one head. Where a page ends inside them the head is repeated."""

    head: tuple[Line, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. `widths` are proportions; their sum is the width of the table."""

    key: str
    name: str
    widths: tuple[int, ...]
    parts: tuple[Part, ...]

    def lines(self) -> tuple[Line, ...]:
        """Every row, heads included, from top to bottom."""
        return tuple(line for part in self.parts for line in (*part.head, *part.rows))

    def addresses(self) -> tuple[Address, ...]:
        """The cells that hold figures, in reading order."""
        return tuple(cell.address for line in self.lines() for cell in line if cell.address)


def grids(form: Format) -> tuple[Grid, Grid, Grid]:
    """Tables 2, 3 and 4 of a format."""
    return _table2(form), _table3(form), _table4(form)


def type_sizes(grid: Grid, figures: Mapping[Address, str]) -> tuple[float, float, float, float]:
    """Type of labels, type of figures, padding at the sides and above, all in points.

    Long figures make the figures of a narrow table smaller, so that no number breaks inside its cell.
    """
    size, pad_x, pad_y = _SIZES[grid.key]
    longest = max((len(figures.get(cell, "")) for cell in grid.addresses()), default=0)
    return size, size if longest <= _ROOMY[grid.key] else size * _ROOMY[grid.key] / longest, pad_x, pad_y


_SIZES = {"t2": (11.0, 5.0, 5.6), "t3": (10.0, 3.0, 3.2), "t4": (10.0, 2.2, 5.0)}
_ROOMY = {"t2": 16, "t3": 5, "t4": 5}  # so many digits fit a column at full size


def _head(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(Role.HEAD, text, columns, rows, centred=True)


def _figure(cell: Address) -> Cell:
    return Cell(Role.FIGURE, address=cell, centred=True)


def _table2(form: Format) -> Grid:
    width = max(len(block.head) for block in form.blocks)
    return Grid(
        "t2", "主动公开政府信息情况", (6, *(5,) * (width - 1)), tuple(_block(block, width) for block in form.blocks)
    )


def _block(block: Block, width: int) -> Part:
    rest = width - len(block.columns)  # what the last column of a short block spans

    def stretched(cells: list[Cell]) -> Line:
        return (*cells[:-1], replace(cells[-1], columns=rest))

    return Part(
        head=(
            (Cell(Role.CAPTION, block.caption, columns=width),),
            stretched([_head(label) for label in block.head]),
        ),
        rows=tuple(
            stretched(
                [
                    Cell(Role.LABEL, row.label, centred=True),
                    *(_figure(address("t2", row.key, column.key)) for column in block.columns),
                ]
            )
            for row in block.rows
        ),
    )


_LABEL_COLUMNS = 3  # 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密


def _table3(form: Format) -> Grid:
    figures = tuple(form.columns)
    organisations = [column for column in figures if column.group]
    first: Line = (
        Cell(Role.NOTE, form.corner_note, columns=_LABEL_COLUMNS, rows=3),
        _head(form.column_group_label, columns=len(figures)),
    )
    second: list[Cell] = []
    for column in figures:
        if not column.group:
            second.append(_head(column.label, rows=2))
        elif column is organisations[0]:
            second.append(_head(column.group, columns=len(organisations)))
    third = tuple(_head(column.label) for column in organisations)
    return Grid(
        "t3",
        "收到和处理政府信息公开申请情况",
        (830, 940, 3176, *(685 for _ in figures)),
        (Part((first, tuple(second), third), _rows3(form)),),
    )


def _rows3(form: Format) -> tuple[Line, ...]:
    by_key = {row.key: row for row in form.rows}
    counted = form.counted_rows()

    def ancestors(row: Row) -> list[Row]:
        above: list[Row] = []
        while row.parent:
            row = by_key[row.parent]
            above.insert(0, row)
        return above

    spans = {row.key: sum(row in ancestors(below) for below in counted) for row in form.rows if row.kind == "head"}
    begun: set[str] = set()
    lines: list[Line] = []
    for row in counted:
        above = ancestors(row)
        cells: list[Cell] = []
        for group in above:
            if group.key not in begun:
                begun.add(group.key)
                cells.append(Cell(Role.GROUP, group.label, rows=spans[group.key]))
        cells.append(Cell(Role.LABEL, row.label, columns=_LABEL_COLUMNS - len(above)))
        cells.extend(_figure(address("t3", row.key, column.key)) for column in form.columns)
        lines.append(tuple(cells))
    return tuple(lines)


def _table4(form: Format) -> Grid:
    """Five results of reconsideration under two levels of head, ten of lawsuits under three."""
    wide = len(form.results)
    first: list[Cell] = []
    second: list[Cell] = []
    third: list[Cell] = []
    subjects: list[str] = []
    for group in form.groups:
        subject, _, route = group.label.partition("/")
        if subject not in subjects:
            subjects.append(subject)
            routes = sum(other.label.partition("/")[0] == subject for other in form.groups)
            first.append(_head(subject, columns=wide * routes))
        results = [_head(result.label, rows=1 if route else 2) for result in form.results]
        if route:
            second.append(_head(route, columns=wide))
            third.extend(results)
        else:
            second.extend(results)
    figures = tuple(_figure(address("t4", group.key, result.key)) for group in form.groups for result in form.results)
    return Grid(
        "t4",
        "政府信息公开行政复议、行政诉讼情况",
        (1,) * len(figures),
        (Part((tuple(first), tuple(second), tuple(third)), (figures,)),),
    )
