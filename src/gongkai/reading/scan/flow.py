"""A page as a flow: its tables as grids, the lines of text between them. What stands in a cell is told only when the whole
document has been seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.reading.grid import Block, Printed, Text, expand
from gongkai.reading.model import Place
from gongkai.reading.scan import unruled as scan_unruled
from gongkai.reading.scan.cells import Sheet, Strip, crop, is_empty, sheet_of, strips_of
from gongkai.reading.scan.figures import UNSURE, Reading, may_be_figure, readings_of
from gongkai.reading.scan.lines import Area, Box, Ruled, ruled_tables, rulings
from gongkai.reading.scan.network import Line, detect, recognise
from gongkai.reading.scan.pages import Page
from gongkai.reading.scan.picture import Clean, cleaned

_MOST_STRIPS = 3_000  # of a page
_WORDS, _SURELY = 5, 0.85  # signs of a line that tells how a page lies, and how sure it must be on the average
_ENOUGH = 4  # such lines show that it lies well
_BLANK = 0.002  # share of ink below which a page is as good as blank
_HALF_FIGURE = 26  # pixels
_ITEM = re.compile(r"[1-9][.．、,，]\s*[^\d\s]")
_PAGE_NUMBER = re.compile(r"[-－—–―~·•\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[-－—–―~·•\s]*|\d{1,3}\s*/\s*\d{1,3}")


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
        if sum(bool(_ITEM.match(word.text)) for word in self.words) > 1:
            return UNSURE  # two rows whose ruling was not seen: nobody can say which figures are whose
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

    def rows(self) -> list[list[Spot]]:
        """The rows of its tables."""
        return [[spot for spot, _, _ in row] for part in self.parts if isinstance(part, Table) for row in part.rows]

    def readings(self) -> list[Reading]:
        return [word for spot in self.spots() for word in spot.words if isinstance(word, Reading)]

    def blocks(self) -> list[Block]:
        return [
            part.block() if isinstance(part, Table) else Text(part.text, part.place)
            for part in self.parts
            if isinstance(part, Table) or part.text.strip()
        ]

    def told(self) -> int:
        """How many lines of words were read surely. Next to none where a page lies on its side or its head."""
        lines = (word for spot in self.spots() for word in spot.words if isinstance(word, Line))
        return sum(
            len(line.text) >= _WORDS and sum(line.sure) >= _SURELY * len(line.text) for line in lines if line.sure
        )


def upright(page: Page, quarters: int = 0) -> tuple[Flow, int]:
    """A page turned until its words can be read, and by how many quarters; begins with the turn of the page before."""
    best: tuple[int, Flow, int] | None = None
    for turn in (quarters, quarters + 2, quarters + 1, quarters + 3):
        clean = cleaned(page.picture, turn % 4)
        flow = flow_of(clean, page)
        told = flow.told()
        if told >= _ENOUGH or float(clean.ink.mean()) < _BLANK:
            return flow, turn % 4
        if best is None or told > best[0]:
            best = (told, flow, turn % 4)
    assert best is not None
    return best[1], best[2]


def flow_of(clean: Clean, page: Page) -> Flow:
    """A page's tables with rulings, tables without, and text."""
    flat, upright = rulings(clean.grey)
    tables = ruled_tables(flat, upright)
    sheet = sheet_of(clean, flat, upright)
    placed: list[tuple[int, Table | Spot]] = [
        (table.box[1], part) for table, part in zip(tables, _filled(sheet, page, tables), strict=True)
    ]
    words = _outside(sheet, [table.box for table in tables])
    loose, rest = scan_unruled.tables_in(words)
    placed += [(table.top, _loose(table, sheet, page)) for table in loose]
    placed += [
        (box[1], Spot(_place(box, clean, page), [line])) for box, line in rest if not _is_number(box, line.text, clean)
    ]
    placed.sort(key=lambda pair: pair[0])
    return Flow([part for _, part in placed])


def _is_number(box: Box, text: str, clean: Clean) -> bool:
    """Whether a line at the head or foot only numbers the page."""
    height = clean.grey.shape[0]
    return not 0.08 * height < box[1] < 0.9 * height and bool(_PAGE_NUMBER.fullmatch(text.strip()))


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


def _loose(table: scan_unruled.Loose, sheet: Sheet, page: Page) -> Table:
    """A table without rulings. Its figures are read like any other, from their own ink; where none was seen, the place is
    looked at again before it is called blank."""
    cells = [cell for row in table.rows for cell in row if cell.column and may_be_figure(Line(cell.text, (1.0,)))]
    boxes = [_around(cell.box) if cell.text else _place_of_blank(cell.box) for cell in cells]
    strips = [
        [strip for strip in strips_of(sheet, box) if cell.text or _stands_free(strip.box, box)]
        for cell, box in zip(cells, boxes, strict=True)
    ]
    words = iter(_read(sheet, [strip for own in strips for strip in own]))
    spots: dict[int, Spot] = {}
    for cell, box, own in zip(cells, boxes, strips, strict=True):
        blotted = not own and (bool(cell.text) or not is_empty(sheet, box))
        spots[id(cell)] = Spot(_place(box, sheet.clean, page), [next(words) for _ in own], blotted)
    rows: list[list[tuple[Spot, int, int]]] = []
    for placed in table.rows:
        row: list[tuple[Spot, int, int]] = []
        for cell in placed:
            row += [(Spot(Place(page=page.number)), 1, 1)] * (cell.column - len(row))
            spot = spots.get(id(cell)) or Spot(
                _place(cell.box, sheet.clean, page), [Line(cell.text, (table.sure,) * len(cell.text))]
            )
            row.append((spot, 1, 1))
        rows.append(row)
    return Table(rows)


def _place_of_blank(box: Box) -> Box:
    """Where a figure would stand: around the middle of its column, as high as its row."""
    middle = (box[0] + box[2]) // 2
    return (max(0, middle - _HALF_FIGURE), max(0, box[1] - 4), middle + _HALF_FIGURE, box[3] + 4)


def _stands_free(strip: Box, box: Box) -> bool:
    """Whether it is not the end of something that stands beside."""
    return strip[0] - box[0] > 4 and box[2] - strip[2] > 4


def _around(box: Box) -> Box:
    return (max(0, box[0] - 4), max(0, box[1] - 4), box[2] + 4, box[3] + 4)


def _outside(sheet: Sheet, tables: Sequence[Box]) -> list[tuple[Box, Line]]:
    """Words outside the tables."""
    picture: Any = sheet.clean.grey.copy()
    height = picture.shape[0]
    for left, top, right, bottom in tables:
        picture[max(0, top - 3) : min(height, bottom + 3), max(0, left - 3) : right + 3] = 255
    boxes = scan_unruled.words_in(sheet, [box for box in detect(picture) if min(box[2] - box[0], box[3] - box[1]) > 8])
    words = _words(picture, boxes)
    figures = [pair for pair in words if may_be_figure(pair[1])]
    again = [scan_unruled.words_in(sheet, [box], scan_unruled.GAP_OF_FIGURES) for box, _ in figures]
    several = {pair[0]: pieces for pair, pieces in zip(figures, again, strict=True) if len(pieces) > 1}
    whole = [pair for pair in words if pair[0] not in several]
    return [*whole, *_words(picture, [piece for pieces in several.values() for piece in pieces])]


def _words(picture: Any, boxes: Sequence[Box]) -> list[tuple[Box, Line]]:
    lines = recognise([crop(picture, box, (0.25, 0.25)) for box in boxes])
    return [(box, line) for box, line in zip(boxes, lines, strict=True) if line.text.strip()]
