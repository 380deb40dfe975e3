"""Tables without rulings: figures that stand under one another in columns, and the words before them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.reading.scan_lines import Box
from gongkai.reading.scan_network import Line

Placed = tuple[Box, Line]


@dataclass
class Cell:
    """A cell: its box; the words in it, or the box of the figure in it."""

    box: Box
    lines: list[Line] = field(default_factory=list)
    figure: Box | None = None


def tables_in(lines: Sequence[Placed], width: int) -> tuple[list[tuple[int, list[list[Cell]]]], list[Placed]]:
    """The tables among these lines, each with its top, and the lines that belong to none. width: of the page."""
    return [], list(lines)
