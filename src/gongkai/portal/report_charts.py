"""The two charts of a published report, as shapes: the course of the years, and what came of the applications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.annualreports.queries import Cell
from gongkai.law.figures import Address
from gongkai.law.formats import Format

_GROUPS = (
    ("granted", "予以公开"),
    ("granted_in_part", "部分公开"),
    ("refused", "不予公开"),
    ("unavailable", "无法提供"),
    ("not_taken_up", "不予处理"),
    ("otherwise", "其他处理"),
)
_TALL, _WIDE = 173, 221  # the longest bar of each chart, in the units of its picture


@dataclass(frozen=True, slots=True)
class Column:
    """One year: where its bar stands and how tall it is."""

    year: int
    received: int
    closed: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + 22

    @property
    def above(self) -> int:
        return self.y - 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One result: its number, its share of all in per cent, where its bar lies and how long it is."""

    label: str
    value: int
    share: str
    y: int
    width: int

    @property
    def baseline(self) -> int:
        return self.y + 18

    @property
    def after(self) -> int:
        return 80 + self.width


def columns_of(course: Sequence[tuple[int, int, int]]) -> list[Column]:
    """The years as columns; nothing where there is but one year, which is no course."""
    if len(course) < 2:
        return []
    most = max((received for _, received, _ in course), default=0) or 1
    found = []
    for place, (year, received, closed) in enumerate(course):
        height = round(received * _TALL / most)
        found.append(Column(year, received, closed, 14 + 70 * place, 210 - height, height))
    return found


def bars_of(form: Format, cells: Mapping[Address, Cell]) -> list[Bar]:
    """What came of the applications closed in the year; nothing where none was."""
    counts = []
    for key, label in _GROUPS:
        rows = [leaf.key for leaf in form.leaves() if leaf.key == key or leaf.key.startswith(f"{key}.")]
        counts.append((label, sum(int(cells[f"t3/{row}/total"].value) for row in rows if f"t3/{row}/total" in cells)))
    total, most = sum(number for _, number in counts), max(number for _, number in counts)
    if not total:
        return []
    return [
        Bar(label, number, f"{number * 100 / total:.1f}%", 8 + 39 * place, round(number * _WIDE / most))
        for place, (label, number) in enumerate(counts)
    ]
