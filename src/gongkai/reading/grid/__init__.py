"""A table with a grid: cells with their spans, laid out by our own span expander; and the flow of text and tables.

Every reader of a layout that has a grid (HTML, DOCX, XLSX, pipes, ruled PDF) gives a flow; `grid_report` understands it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reading.errors import Unreadable
from gongkai.reading.model import Place

MOST_ROWS = 2_000
MOST_COLUMNS = 80
MOST_CELLS = 60_000  # of a file, spans expanded


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell as its file has it: text (lines parted by line ends), how many rows and columns it says it spans (0: to the
    end), its place."""

    text: str
    rows: int = 1
    columns: int = 1
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its grid: it covers rows[top:bottom] and columns[left:right], from 0."""

    text: str
    top: int
    left: int
    bottom: int
    right: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """rows: for each row the cells that begin in it, from left to right; over: for each row the cells that hang into it
    from above."""

    rows: tuple[tuple[Cell, ...], ...]
    over: tuple[tuple[Cell, ...], ...]
    width: int

    def texts(self) -> Iterator[str]:
        """What stands in the cells, row by row."""
        for row in self.rows:
            for cell in row:
                yield cell.text


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph between the tables."""

    text: str
    place: Place | None = None


Block = Text | Grid


def expand(rows: Sequence[Sequence[Printed]]) -> Grid:
    """Rows of printed cells as a grid. Spans that run past the end of the table are cut; what they would cost is bounded
    by the cells there are, never by the numbers they claim."""
    rows = rows[:MOST_ROWS]
    height = len(rows)
    laid: list[list[Cell]] = []
    free: list[int] = []  # for each column the first row that is not covered from above
    for top, row in enumerate(rows):
        own: list[Cell] = []
        left = 0
        for printed in row:
            while left < len(free) and free[left] > top:
                left += 1
            if left >= MOST_COLUMNS:
                break
            right = min(left + max(printed.columns, 1), MOST_COLUMNS)
            bottom = height if printed.rows == 0 else min(top + max(printed.rows, 1), height)
            right = next((at for at in range(left + 1, min(right, len(free))) if free[at] > top), right)
            free += [0] * (right - len(free))
            free[left:right] = [bottom] * (right - left)
            own.append(Cell(printed.text, top, left, bottom, right, printed.place))
            left = right
        laid.append(own)
    return _trimmed(laid)


def _trimmed(laid: list[list[Cell]]) -> Grid:
    """Cuts what hangs out on the right: no column exists in which no cell begins."""
    width = max((cell.left + 1 for row in laid for cell in row), default=0)
    rows = tuple(
        tuple(
            cell
            if cell.right <= width
            else Cell(cell.text, cell.top, cell.left, cell.bottom, max(width, cell.left + 1), cell.place)
            for cell in row
        )
        for row in laid
    )
    over: list[list[Cell]] = [[] for _ in rows]
    budget = MOST_CELLS
    for row in rows:
        for cell in row:
            budget -= cell.bottom - cell.top
            if budget < 0:
                raise Unreadable("file.large", "文件里的表格太大，不像一份年度报告。", "请只交报告本身。")
            for below in range(cell.top + 1, cell.bottom):
                over[below].append(cell)
    return Grid(rows, tuple(tuple(hanging) for hanging in over), width)
