"""Two years of a report, table by table: what changed, in rows a person reads from the top."""

from dataclasses import dataclass
from typing import Any

from gongkai.annualreports import queries
from gongkai.annualreports.queries import Pair
from gongkai.law.checks.findings import apart
from gongkai.law.figures import Number, parts, plain
from gongkai.law.formats import Format, Row


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its two numbers, the change, and which columns moved. A side is None where its format has no such row."""

    label: str
    earlier: Number | None
    later: Number | None
    told: str = ""

    @property
    def change(self) -> Number | None:
        return None if self.earlier is None or self.later is None else self.later - self.earlier


@dataclass(frozen=True, slots=True)
class Comparison:
    """lines by table; same: how many rows did not change and are left out; only_earlier, only_later: rows that one format
    alone has."""

    two: tuple[Line, ...]
    three: tuple[Line, ...]
    four: tuple[Line, ...]
    same: int
    formats_differ: bool


def compared(earlier: Any, later: Any, *, whole: bool = False) -> Comparison:
    """The comparison of two reports. whole: rows that did not change too."""
    forms = queries.format_of(earlier), queries.format_of(later)
    pairs = queries.side_by_side(earlier, later)
    tables = {
        "t2": [Line(pair.label.removeprefix("表二"), pair.earlier, pair.later) for pair in _of(pairs, "t2")],
        "t3": _rows_of_three(forms, _of(pairs, "t3")),
        "t4": [Line(_words(pair.label, "表四"), pair.earlier, pair.later) for pair in _of(pairs, "t4")],
    }
    shown = {key: [line for line in lines if whole or line.change != 0 or line.told] for key, lines in tables.items()}
    if not whole:  # what one format alone has is told, but zeros of it are not worth a line
        shown = {
            key: [line for line in lines if line.change is not None or line.earlier or line.later]
            for key, lines in shown.items()
        }
    return Comparison(
        two=tuple(shown["t2"]),
        three=tuple(shown["t3"]),
        four=tuple(shown["t4"]),
        same=sum(line.change == 0 and not line.told for lines in tables.values() for line in lines),
        formats_differ=earlier.format_key != later.format_key,
    )


def _of(pairs: list[Pair], table: str) -> list[Pair]:
    return [pair for pair in pairs if pair.address.startswith(f"{table}/")]


def _words(label: str, table: str) -> str:
    return label.removeprefix(table).replace("「", "").replace("」", "，")


def _within(form: Format, row: Row) -> str:
    """（三）不予公开 4.保护第三方合法权益: a row with the head it stands under."""
    above = next((head.label for head in form.rows if head.key == row.parent and head.parent), "")
    return f"{above} {row.label}".strip()


def _rows_of_three(forms: tuple[Format, Format], pairs: list[Pair]) -> list[Line]:
    """One line a row of table 3: its total, and by which kinds of applicant it moved."""
    by_row: dict[str, dict[str, Pair]] = {}
    for pair in pairs:
        _, row, column = parts(pair.address)
        by_row.setdefault(row, {})[column] = pair
    labels = {row.key: _within(form, row) for form in forms for row in form.rows}
    columns = {column.key: column.label for column in forms[1].columns}
    order = list(dict.fromkeys([row.key for form in reversed(forms) for row in form.counted_rows()]))
    lines = []
    for row in sorted(by_row, key=order.index):
        found = by_row[row]
        moved = [
            f"{columns[key]}{'+' if pair.change > 0 else '−'}{plain(apart(pair.change, 0))}"
            for key, pair in found.items()
            if key != "total" and pair.change
        ]
        total = found["total"]
        lines.append(Line(labels[row], total.earlier, total.later, "，".join(moved)))
    return lines
