"""Reports as text, the way copying, crawling and pdftotext leave them. From figures to text; shares no code with the readers."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.golden.layouts.figures import Report

GROUPS = {"refused": "（三）不予公开", "unavailable": "（四）无法提供", "not_taken_up": "（五）不予处理"}


@dataclass(frozen=True)
class Line:
    """A row of a table: the words that lead to it, its own label, and what stands in its cells."""

    head: tuple[str, ...]
    label: str
    cells: tuple[str, ...]
    table: str = "t3"


def rows_of(report: Report) -> list[Line]:
    """Every row of tables 2, 3 and 4 in the order of the form."""
    return [*_table2(report), *_table3(report), _table4(report)]


def _table2(report: Report) -> list[Line]:
    found = []
    for block in report.form.blocks:
        head: tuple[str, ...] = (block.caption, *map(report.label, block.head))
        for row in block.rows:
            if row.key not in report.without:
                cells = tuple(report.shown[f"t2/{row.key}/{column.key}"] for column in block.columns)
                found.append(Line(head, report.label(row.label), cells, "t2"))
                head = ()
    return found


def _table3(report: Report) -> list[Line]:
    form = report.form
    names = [report.label(column.label) for column in form.columns]
    head: tuple[str, ...] = (
        form.corner_note,
        form.column_group_label,
        names[0],
        "法人或其他组织",
        names[-1],
        *names[1:-1],
    )
    found: list[Line] = []
    for row in form.rows:
        is_head = row.kind == "head" and not (row.key == "otherwise" and report.single_otherwise)
        gone = row.key.startswith("otherwise.") and report.single_otherwise
        if is_head:
            head = (*head, report.label(row.label))
        elif row.key not in report.without and not gone:
            cells = tuple(report.shown[f"t3/{row.key}/{column.key}"] for column in form.columns)
            found.append(Line(head, report.label(row.label), cells))
            head = ()
    return found


def _table4(report: Report) -> Line:
    form = report.form
    results = [report.label(result.label) for result in form.results]
    head = ("行政复议", "行政诉讼", *results, "未经复议直接起诉", "复议后起诉", *results, *results)
    cells = tuple(report.shown[cell] for cell in form.table4_addresses())
    return Line(head[:-1], head[-1], cells, "t4")


def page(report: Report, table: Callable[[list[Line]], str], between: str = "\n") -> str:
    """Title, sections and texts, with the tables of sections 2, 3 and 4 set by `table`."""
    rows = rows_of(report)
    parts = [report.title]
    for number, title in enumerate(report.form.section_titles, 1):
        parts += [title, *report.texts.get(number, ())]
        name = {2: "t2", 3: "t3", 4: "t4"}.get(number)
        if name:
            parts.append(table([row for row in rows if row.table == name]))
    return between.join(parts) + "\n"


def together(report: Report, rng: Random) -> str:
    """No sign between any two cells, nor between lines: what get_text() leaves."""
    return page(report, lambda rows: "".join("".join((*r.head, r.label, *r.cells)) for r in rows), "")


def partly(report: Report, rng: Random) -> str:
    """A space between some cells."""

    def set_row(row: Line) -> str:
        cells = "".join(cell + (" " if rng.random() < 0.4 else "") for cell in row.cells)
        return "".join(row.head) + " " + row.label + (" " if rng.random() < 0.3 else "") + cells

    return page(report, lambda rows: "".join(map(set_row, rows)), " ")


def _a_line(mark: str) -> Callable[[Report, Random], str]:
    def layout(report: Report, rng: Random) -> str:
        def table(rows: list[Line]) -> str:
            lines: list[str] = []
            for row in rows:
                lines += [*row.head, mark.join((row.label, *row.cells))]
            return "\n".join(lines)

        return page(report, table)

    return layout


def piped(report: Report, rng: Random) -> str:
    """Each row between pipes, rulings here and there, heads as plain lines."""

    def table(rows: list[Line]) -> str:
        lines: list[str] = []
        for row in rows:
            lines += row.head
            lines.append("| " + " | ".join((row.label, *row.cells)) + " |")
            if rng.random() < 0.3:
                lines.append("|" + "---|" * (len(row.cells) + 1))
        return "\n".join(lines)

    return page(report, table)


def below(report: Report, rng: Random) -> str:
    """The figures of a row on the line after its label."""
    return page(report, lambda rows: "\n".join("\n".join((*row.head, row.label, " ".join(row.cells))) for row in rows))


def wrapped(report: Report, rng: Random) -> str:
    """Labels broken over lines, the figures on the middle one: pdftotext -layout."""

    def table(rows: list[Line]) -> str:
        lines: list[str] = []
        for row in rows:
            lines += row.head
            pieces = textwrap.wrap(row.label, 12)
            for number, piece in enumerate(pieces):
                cells = "".join(f"{cell:>8}" for cell in row.cells) if number == len(pieces) // 2 else ""
                lines.append(f"    {piece:<14}{cells}")
        return "\n".join(lines)

    return page(report, table)


def paged(report: Report, rng: Random) -> str:
    """A page number, a page break and the head again, in the middle of the tables."""

    def table(rows: list[Line]) -> str:
        lines: list[str] = []
        head: tuple[str, ...] = ()
        for number, row in enumerate(rows):
            head = head or row.head
            if number and number % 9 == 0:
                lines += [rng.choice(["- 3 -", "— 4 —", "第 5 页 共 8 页", "6\n\f"]), *head]
            lines += [*row.head, row.label + "  " + "  ".join(row.cells)]
        return "\n".join(lines)

    return page(report, table)


def labels_first(report: Report, rng: Random) -> str:
    """All labels, then all figures, row by row."""
    return page(report, lambda rows: _apart(rows, [cell for row in rows for cell in row.cells]))


def by_columns(report: Report, rng: Random) -> str:
    """All labels, then all figures, column by column."""

    def table(rows: list[Line]) -> str:
        if rows[0].table != "t3":
            return _apart(rows, [cell for row in rows for cell in row.cells])
        return _apart(rows, [row.cells[column] for column in range(7) for row in rows])

    return page(report, table)


def _apart(rows: list[Line], cells: list[str]) -> str:
    words = [word for row in rows for word in (*row.head, row.label)]
    if rows[0].table != "t3":  # the small tables keep their rows
        return "\n".join("\n".join((*row.head, row.label, " ".join(row.cells))) for row in rows)
    return "\n".join([*words, *cells])


def taken_apart(report: Report, rng: Random) -> str:
    """Some rows of table 3 at a time, their figures in blocks that are columns, with the labels before, after, or one of them
    before and the rest after: pdftotext without options."""

    def table(rows: list[Line]) -> str:
        if rows[0].table != "t3":
            return _apart(rows, [])
        parts: list[str] = []
        waiting: list[str] = []
        at = 0
        while at < len(rows):
            some = rows[at : at + rng.choice([1, 1, 2, 4, 8])]
            at += len(some)
            blocks = ["\n".join(row.cells[column] for row in some) for column in range(7)]
            words = [word for row in some for word in (*row.head, row.label)]
            before = rng.choice([len(words), 1]) if len(some) > 1 else len(words)
            parts += [*words[:before], *blocks]
            waiting += words[before:]
            if rng.random() < 0.5:
                parts += ["\n".join(waiting)] if waiting else []
                waiting = []
        return "\n\n".join([*parts, *waiting])

    return page(report, table)


def torn(report: Report, rng: Random) -> str:
    """Long labels cut off their figures, which stand before, after or between them; short ones keep theirs."""

    def table(rows: list[Line]) -> str:
        lines: list[str] = []
        waiting: list[str] = []
        for row in rows:
            lines += row.head
            cells = "| " + " | ".join(row.cells) + " |"
            if row.table == "t3" and len(row.label) > 12 and row.label[0] not in "一四":
                waiting += textwrap.wrap(row.label, 10)
                if rng.random() < 0.5:
                    lines += [*waiting, cells]
                    waiting = []
                else:
                    lines.append(cells)
            else:
                lines += [*waiting, f"| {row.label} {cells}"]
                waiting = []
        return "\n".join([*lines, *waiting])

    return page(report, table)


LAYOUTS: dict[str, Callable[[Report, Random], str]] = {
    "together": together,
    "partly": partly,
    "spaced": _a_line(" "),
    "tabbed": _a_line("\t"),
    "commas": _a_line(","),
    "piped": piped,
    "below": below,
    "wrapped": wrapped,
    "paged": paged,
    "labels_first": labels_first,
    "by_columns": by_columns,
    "taken_apart": taken_apart,
    "torn": torn,
}
