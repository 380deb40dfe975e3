"""A page as a flow: its tables as grids, the lines of text between them. What stands in a cell is told only when the whole
document has been seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.reading import scan_unruled
from gongkai.reading.grid import Block, Printed, Text, expand
from gongkai.reading.model import Place
from gongkai.reading.scan_cells import Sheet, Strip, crop, is_empty, sheet_of, strips_of
from gongkai.reading.scan_figures import UNSURE, Reading, may_be_figure, readings_of
from gongkai.reading.scan_lines import Area, Box, Ruled, ruled_tables, rulings
from gongkai.reading.scan_network import Line, detect, recognise
from gongkai.reading.scan_pages import Page
from gongkai.reading.scan_picture import Clean

_MOST_STRIPS = 3_000  # of a page


@dataclass
class Spot:
    """A cell of a table or a line of the text: where it stands, and what is in it: lines of words, or readings of a
    figure. blotted: something stands there, but nobody can read it."""

    place: Place
    words: list[Line | Reading] = field(default_factory=list)
    blotted: bool = False

    @property
    def text(self) -> str:
        if self.blotted and not self.words:
            return UNSURE
        return "\n".join(word.text for word in self.words)


@dataclass
class Table:
    """Rows of cells with the rows and columns each covers."""

    rows: list[list[tuple[Spot, int, int]]]

    def block(self) -> Block:
        return expand([[Printed(spot.text, high, wide, spot.place) for spot, high, wide in row] for row in self.rows])


@dataclass
class Flow:
    """What stands on a page, from top to bottom."""

    parts: list[Table | Spot] = field(default_factory=list)

    def spots(self) -> Iterable[Spot]:
        for part in self.parts:
            if isinstance(part, Spot):
                yield part
            else:
                yield from (spot for row in part.rows for spot, _, _ in row)

    def readings(self) -> list[Reading]:
        return [word for spot in self.spots() for word in spot.words if isinstance(word, Reading)]

    def blocks(self) -> list[Block]:
        return [
            part.block() if isinstance(part, Table) else Text(part.text, part.place)
            for part in self.parts
            if isinstance(part, Table) or part.text.strip()
        ]


def flow_of(clean: Clean, page: Page) -> Flow:
    """A page's tables with rulings, tables without, and text."""
    flat, upright = rulings(clean.grey)
    tables = ruled_tables(flat, upright)
    sheet = sheet_of(clean, flat, upright)
    placed: list[tuple[int, Table | Spot]] = [
        (table.box[1], part) for table, part in zip(tables, _filled(sheet, page, tables), strict=True)
    ]
    lines = _outside(sheet, page, [table.box for table in tables])
    loose, rest = scan_unruled.tables_in(lines, clean.grey.shape[1])
    for top, rows in loose:
        placed.append((top, Table([[(_spot(cell, sheet, page), 1, 1) for cell in row] for row in rows])))
    placed += [(box[1], Spot(_place(box, clean, page), [line])) for box, line in rest]
    placed.sort(key=lambda pair: pair[0])
    return Flow([part for _, part in placed])


def _place(box: Box, clean: Clean, page: Page) -> Place:
    return Place(page=page.number, box=clean.origin(box, page.unit))


def _filled(sheet: Sheet, page: Page, tables: Sequence[Ruled]) -> list[Table]:
    """The tables with what their cells hold. All strips of the page are recognised together."""
    areas: list[Area] = [area for table in tables for area in table.areas]
    strips = [strips_of(sheet, area.box) for area in areas]
    flat = [strip for own in strips for strip in own][:_MOST_STRIPS]
    words = iter(_read(sheet, flat))
    spots: dict[int, Spot] = {}
    for area, own in zip(areas, strips, strict=True):
        spot = Spot(_place(area.box, sheet.clean, page), [word for _ in own if (word := next(words, None)) is not None])
        spot.blotted = not own and not is_empty(sheet, area.box)
        spots[id(area)] = spot
    done: list[Table] = []
    for table in tables:
        rows: list[list[tuple[Spot, int, int]]] = [[] for _ in range(table.rows)]
        for area in table.areas:
            rows[area.top].append((spots[id(area)], area.bottom - area.top, area.right - area.left))
        done.append(Table(rows))
    return done


def _read(sheet: Sheet, strips: Sequence[Strip]) -> list[Line | Reading]:
    """Every strip once; those that may be figures again, by other means."""
    lines = recognise([crop(sheet.clean.grey, strip.box) for strip in strips])
    figures = [at for at, line in enumerate(lines) if may_be_figure(line)]
    read = readings_of(sheet, [strips[at] for at in figures], [lines[at] for at in figures])
    found: list[Line | Reading] = list(lines)
    for at, reading in zip(figures, read, strict=True):
        found[at] = reading
    return found


def _spot(cell: scan_unruled.Cell, sheet: Sheet, page: Page) -> Spot:
    """A cell of a table without rulings: its figure is read like any other."""
    if cell.figure is None:
        return Spot(_place(cell.box, sheet.clean, page), list(cell.lines))
    words = _read(sheet, strips_of(sheet, cell.figure))
    return Spot(_place(cell.box, sheet.clean, page), words, blotted=not words)


def _outside(sheet: Sheet, page: Page, tables: Sequence[Box]) -> list[tuple[Box, Line]]:
    """Lines of text outside the tables."""
    picture: Any = sheet.clean.grey.copy()
    height = picture.shape[0]
    for left, top, right, bottom in tables:
        picture[max(0, top - 3) : min(height, bottom + 3), max(0, left - 3) : right + 3] = 255
    boxes = [box for box in detect(picture) if box[2] - box[0] > 8 and box[3] - box[1] > 8]
    lines = recognise([picture[top:bottom, left:right] for left, top, right, bottom in boxes[:_MOST_STRIPS]])
    return [(box, line) for box, line in zip(boxes, lines, strict=False) if line.text.strip()]
