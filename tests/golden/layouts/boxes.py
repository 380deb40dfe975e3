"""The three tables of the form as boxes with spans, and the ways offices distort them. Shares no code with the readers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from tests.golden.layouts.figures import Report


@dataclass(frozen=True)
class Box:
    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    group: bool = False
    figure: bool = False


Table = list[list[Box]]


def tables2(report: Report) -> list[Table]:
    """One table for each block of table 2."""
    width = max(len(block.columns) for block in report.form.blocks)
    tables: list[Table] = []
    for block in report.form.blocks:
        spread = _spread(width, len(block.columns))
        rows = [[Box(block.caption, columns=width + 1, head=True)]]
        rows.append([Box(report.label(block.head[0]), head=True)])
        rows[-1] += [
            Box(report.label(text), columns=wide, head=True) for text, wide in zip(block.head[1:], spread, strict=True)
        ]
        for row in block.rows:
            if row.key not in report.without:
                cells = [f"t2/{row.key}/{column.key}" for column in block.columns]
                rows.append([Box(report.label(row.label))])
                rows[-1] += [
                    Box(report.shown[cell], columns=wide, figure=True) for cell, wide in zip(cells, spread, strict=True)
                ]
        tables.append(rows)
    return tables


def _spread(width: int, count: int) -> list[int]:
    return [*[1] * (count - 1), width - count + 1]


def table3(report: Report) -> Table:
    form = report.form
    columns = form.columns
    rows: Table = [
        [
            Box(form.corner_note, rows=3, columns=3, head=True),
            Box(form.column_group_label, columns=7, head=True),
        ],
        [
            Box(report.label(columns[0].label), rows=2, head=True),
            Box("法人或其他组织", columns=5, head=True),
            Box(report.label(columns[-1].label), rows=2, head=True),
        ],
        [Box(report.label(column.label), head=True) for column in columns[1:-1]],
    ]
    printed = [row for row in form.rows if row.kind != "head" and row.key not in report.without]
    if report.single_otherwise:
        printed = [row for row in printed if not row.key.startswith("otherwise.")]
        printed.insert(len(printed) - 2, next(row for row in form.rows if row.key == "otherwise"))
    by_key = {row.key: row for row in form.rows}
    inside = [row for row in printed if row.parent]
    opened: set[str] = set()
    for row in printed:
        boxes: list[Box] = []
        if row.parent and "results" not in opened:
            opened.add("results")
            boxes.append(Box(report.label(by_key["results"].label), rows=len(inside), group=True))
        deep = row.parent not in {None, "results"}
        if deep and row.parent not in opened:
            opened.add(row.parent or "")
            size = sum(other.parent == row.parent for other in printed)
            boxes.append(Box(report.label(by_key[row.parent or ""].label), rows=size, group=True))
        boxes.append(Box(report.label(row.label), columns=1 if deep else 2 if row.parent else 3))
        boxes += [Box(report.shown[f"t3/{row.key}/{column.key}"], figure=True) for column in columns]
        rows.append(boxes)
    return rows


def table4(report: Report) -> Table:
    form = report.form
    results = [Box(report.label(result.label), head=True) for result in form.results]
    top = [Box("行政复议", columns=5, head=True), Box("行政诉讼", columns=10, head=True)]
    middle = [replace(result, rows=2) for result in results]
    middle += [Box("未经复议直接起诉", columns=5, head=True), Box("复议后起诉", columns=5, head=True)]
    cells = [f"t4/{group.key}/{result.key}" for group in form.groups for result in form.results]
    return [top, middle, results * 2, [Box(report.shown[cell], figure=True) for cell in cells]]


def in_one(tables: list[Table]) -> Table:
    return [row for table in tables for row in table]


# Distortions: each takes a table and gives another that shows a reader the same.


def groups_repeated(table: Table, rng: Random) -> Table:
    """No cell is merged downwards: the group stands again in each row, or its cell is empty."""
    again = rng.random() < 0.5
    hanging: list[tuple[int, Box]] = []
    rows: Table = []
    for row in table:
        before = [replace(box, text=box.text if again else "", rows=1) for _, box in hanging]
        hanging = [(left - 1, box) for left, box in hanging if left > 1]
        flat: list[Box] = []
        for box in row:
            if box.group and box.rows > 1:
                hanging.append((box.rows - 1, box))
            flat.append(replace(box, rows=1) if box.group else box)
        rows.append([*before, *flat])
    return rows


def rowspan_amiss(table: Table, rng: Random) -> Table:
    """A group's cell claims to cover a row too many, or one too few."""
    off = rng.choice([-1, 1])
    return [
        [replace(box, rows=max(1, box.rows + off)) if box.group and 1 < box.rows < 20 else box for box in row]
        for row in table
    ]


def rowspan_past_the_end(table: Table, rng: Random) -> Table:
    return [[replace(box, rows=box.rows + 40) if box.group and box.rows > 15 else box for box in row] for row in table]


def spacer_columns(table: Table, rng: Random) -> Table:
    """An empty column behind each column of figures."""
    rows: Table = []
    for row in table:
        spaced: list[Box] = []
        for box in row:
            spaced.append(replace(box, columns=box.columns * 2) if box.head and box.columns > 1 else box)
            if not (box.head and box.columns > 1) and (box.figure or box.head):
                spaced.append(Box("", rows=box.rows, head=box.head))
        rows.append(spaced)
    return rows


def spacer_rows(table: Table, rng: Random) -> Table:
    rows: Table = []
    for index, row in enumerate(table):
        rows.append(row)
        if index and all(box.rows == 1 for box in row) and not any(box.group for box in table[index - 1]):
            inside = any(
                upper + box.rows > index + 1 for upper, above in enumerate(table[: index + 1]) for box in above
            )
            if not inside and rng.random() < 0.3:
                rows.append([Box("")])
    return rows


def titles_over_a_thousand_columns(table: Table, rng: Random) -> Table:
    return [[replace(box, columns=1000)] if len(row) == 1 else row for row in table for box in row[:1]]


def heads_repeated(table: Table, rng: Random) -> Table:
    """The head stands again in the middle, as printing programs do at a page's end."""
    heads = [row for row in table if all(box.head for box in row)]
    if len(heads) != 3 or len(table) < 12:
        return table
    at = next(
        (
            index
            for index in range(len(table) - 3, 5, -1)
            if not any(up + box.rows > index for up, above in enumerate(table[:index]) for box in above)
        ),
        None,
    )
    return table if at is None else [*table[:at], *heads, *table[at:]]


def filler_heads(table: Table, rng: Random) -> Table:
    """A head cell that should hang down is one row high, and an empty cell stands under it."""
    rows: Table = []
    fill: dict[int, list[tuple[int, int]]] = {}
    for index, row in enumerate(table):
        column = 0
        flat: list[Box] = []
        for box in row:
            while column in {at for at, _ in fill.get(index, [])}:
                wide = next(wide for at, wide in fill[index] if at == column)
                flat += [Box("", head=True)] * wide
                column += wide
            if box.head and box.rows > 1 and box.columns == 1:
                for below in range(1, box.rows):
                    fill.setdefault(index + below, []).append((column, 1))
                flat.append(replace(box, rows=1))
            else:
                flat.append(box)
            column += box.columns
        while column in {at for at, _ in fill.get(index, [])}:
            flat.append(Box("", head=True))
            column += 1
        rows.append(flat)
    return rows


def a_remarks_column(table: Table, rng: Random) -> Table:
    """An empty column for remarks at the right."""
    return [
        [*row, Box("备注" if index == 0 else "", head=True)] if len(row) > 1 or row[0].columns < 4 else row
        for index, row in enumerate(table)
    ]


def head_spans_amiss(table: Table, rng: Random) -> Table:
    """The cells of the head claim other widths than the columns below them have."""
    return [
        [
            replace(box, columns=max(1, box.columns + rng.choice([-1, 0, 1]))) if box.head and len(row) > 1 else box
            for box in row
        ]
        for row in table
    ]


def numbered_rows(table: Table, rng: Random) -> Table:
    """A column of serial numbers stands before the labels."""
    rows: Table = []
    for index, row in enumerate(table):
        covered = any(up + box.rows > index and box.head for up, above in enumerate(table[:index]) for box in above)
        rows.append(row if covered or row[0].head else [Box(str(index)), *row])
    return rows


def a_stray_blank(table: Table, rng: Random) -> Table:
    """One row has an empty cell too many at its end."""
    at = rng.choice([index for index, row in enumerate(table) if row[-1].figure])
    return [[*row, Box("")] if index == at else row for index, row in enumerate(table)]


Distortion = Callable[[Table, Random], Table]
DISTORTIONS: dict[str, tuple[str, Distortion]] = {
    "groups repeated": ("3", groups_repeated),
    "rowspan amiss": ("3", rowspan_amiss),
    "rowspan past the end": ("3", rowspan_past_the_end),
    "spacer columns": ("24", spacer_columns),
    "spacer rows": ("2", spacer_rows),
    "a thousand columns": ("2", titles_over_a_thousand_columns),
    "heads repeated": ("3", heads_repeated),
    "remarks column": ("3", a_remarks_column),
    "filler heads": ("34", filler_heads),
    "head spans amiss": ("234", head_spans_amiss),
    "numbered rows": ("3", numbered_rows),
    "stray blank": ("3", a_stray_blank),
}
