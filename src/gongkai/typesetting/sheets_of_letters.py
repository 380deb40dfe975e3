"""Forms that go with a letter, and the rows of a sum: 意见表, 检索结果记录表, 送达回证, 计算表."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A label, what stands beside it, and how many lines are left to write in."""

    label: str
    text: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """title: printed over it on a page of its own; "" where the letter itself is the form. foot: a line under it."""

    title: str
    rows: tuple[SheetRow, ...]
    foot: str = ""

    def as_data(self) -> dict[str, Any]:
        """For the template: strings and numbers only."""
        rows = [{"label": row.label, "text": row.text, "lines": row.lines} for row in self.rows]
        return {"title": self.title, "rows": rows, "foot": self.foot}
