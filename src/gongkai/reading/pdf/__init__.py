"""A PDF with a text layer: ruled tables by their lines, others by how their signs stand, text between them."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.reading import refusals
from gongkai.reading.errors import Unreadable
from gongkai.reading.grid import Block, Grid, Printed, Text, expand
from gongkai.reading.grid import report as grid_report
from gongkai.reading.model import Place, Reading
from gongkai.reading.pdf.halves import parted
from gongkai.reading.pdf.lines import box_of, lines_of, text_in, text_of, without_stacks
from gongkai.reading.pdf.numbering import without_page_numbers
from gongkai.reading.pdf.page import Page, Sign, page_of
from gongkai.reading.pdf.rulings import Lattice, lattices_of
from gongkai.reading.pdf.unruled import Unruled, unruled
from gongkai.reading.source import Source

NAME = "PDF，文字层"
MOST_PAGES = 200
_MOST_SIGNS = 400_000
_FEW_SIGNS = 100  # of a whole file; below it has no text to speak of
_WIDE = 0.8  # of a cell's width, for a number to have no room in it
_EXACTLY = 1.0  # points by which a number in the middle of its cell may miss it
_CLEARLY = 0.05  # of the type's size, by which a gap is wider than another
_CENTRED = 0.25  # of a cell's width, by which a number that overhangs may miss its middle
_TOUCH = 0.22  # of the type's size, between digits of one number
_APART = 0.7  # of the type's size, between digits of one number set apart, at most
_WIDER = 1.2  # times the usual gap of a line, within a number
_LEVEL = 0.8  # of the height, by which the digits of one number overlap

Moved = dict[int, tuple[float, float]]  # sign → the place it is counted at


def fits(source: Source) -> bool:
    return source.kind == "pdf"


def read(source: Source) -> list[Reading]:
    """Every report in the file."""
    pages = pages_of(source)
    return grid_report.read(blocks_of(pages), source.name, NAME)


def pages_of(source: Source) -> list[Page]:
    """The pages with their signs and rulings. Unreadable where the file is locked, broken, far too long, or without text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refusals.locked(source.name) from error
        raise refusals.broken(source.name) from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable("file.large", f"{source.name} 有{len(document)}页，不像一份年度报告。", "请只交报告本身。")
        pages = list(_pages(document))
    except pypdfium2.PdfiumError as error:
        raise refusals.broken(source.name) from error
    finally:
        document.close()
    if sum(len(page.signs) for page in pages) < _FEW_SIGNS:
        raise Unreadable(  # were they pictures, they had gone to the reader of scans
            "layout.empty",
            f"{source.name} 里几乎没有文字，也没有整页的图片。",
            "请核对文件是否拿错；如是图片，请存成一页一图的PDF，或改交Word、网页文件。",
        )
    return pages


def _pages(document: Any) -> Iterator[Page]:
    signs = 0
    for number in range(len(document)):
        page = document[number]
        read = page_of(page, number + 1)
        page.close()
        signs += len(read.signs)
        if signs > _MOST_SIGNS:
            raise Unreadable("file.large", "文件里的文字太多，不像一份年度报告。", "请只交报告本身。")
        yield read


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The file as a flow of lines and grids, in reading order, without page numbers."""
    pages = parted(pages)
    numbered = without_page_numbers(pages)
    tables = 0
    blocks: list[Block] = []
    for page, signs in zip(pages, numbered, strict=True):
        layout = _Layout(page, signs, tables)
        blocks += layout.blocks()
        tables = layout.tables
    return blocks


@dataclass
class _Layout:
    """One page: its signs sorted into the tables they stand in and the lines between."""

    page: Page
    signs: list[Sign]
    tables: int
    placed: list[tuple[float, Block]] = field(default_factory=list)

    def blocks(self) -> list[Block]:
        rest = self.signs
        for lattice in lattices_of(self.page):
            overhanging = _overhanging(rest, lattice)
            inside, rest = _split(rest, lattice, overhanging)
            if inside:
                self.tables += 1
                self.placed.append((lattice.ys[0], self._grid(lattice, inside, overhanging)))
        tables, lines = unruled(lines_of(without_stacks(rest)), self.page.across)
        for table in tables:
            self.tables += 1
            self.placed.append((table.top, self._without_rulings(table)))
        for line in lines:
            box = box_of([sign.box for sign in line])
            self.placed.append((box[1], Text(text_of(line), Place(page=self.page.number, box=self.page.shown(box)))))
        return [block for _, block in sorted(self.placed, key=lambda pair: pair[0])]

    def _grid(self, lattice: Lattice, inside: dict[tuple[int, int], list[Sign]], overhanging: Moved) -> Grid:
        rows: list[list[Printed]] = [[] for _ in lattice.ys[1:]]
        for region in lattice.regions:
            signs = [
                sign
                for row in range(region.top, region.bottom)
                for column in range(region.left, region.right)
                for sign in inside.get((row, column), ())
            ]
            text = text_in(signs, region.box[2] - region.box[0])
            if any(id(sign) in overhanging for sign in signs):
                # one number or two, or a piece of one: the sums have to tell
                text = f"{text[0]} {text[1:]}" if len(text) > 1 and text.isdigit() else f"{text}?"
            rows[region.top].append(
                Printed(
                    text,
                    region.bottom - region.top,
                    region.right - region.left,
                    Place(
                        page=self.page.number,
                        box=self.page.shown(region.box),
                        table=self.tables,
                        row=region.top + 1,
                        column=region.left + 1,
                    ),
                )
            )
        return expand(rows)

    def _without_rulings(self, table: Unruled) -> Grid:
        rows: list[list[Printed]] = []
        for number, cells in enumerate(table.rows, 1):
            row: list[Printed] = []
            for cell in cells:
                row += [Printed("")] * (cell.column - len(row))
                place = Place(
                    page=self.page.number,
                    box=self.page.shown(cell.box),
                    table=self.tables,
                    row=number,
                    column=cell.column + 1,
                )
                row.append(Printed(cell.text, place=place))
            rows.append(row)
        return expand(rows)


def _split(
    signs: Sequence[Sign], lattice: Lattice, moved: Moved
) -> tuple[dict[tuple[int, int], list[Sign]], list[Sign]]:
    """The signs inside a table, by cell; and those outside. A number too wide for its cell is left whole."""
    inside: dict[tuple[int, int], list[Sign]] = {}
    rest: list[Sign] = []
    for sign in signs:
        at = lattice.cell_at(*moved.get(id(sign), sign.middle))
        if at is None:
            rest.append(sign)
        else:
            inside.setdefault(at, []).append(sign)
    return inside, rest


def _overhanging(signs: Sequence[Sign], lattice: Lattice) -> Moved:
    """The signs of numbers that cross a ruling, with the place each is counted at: for a number that stands out of its cell
    on both sides, the middle of the number."""
    moved: Moved = {}
    digits = [sign for sign in signs if sign.text.isdigit() or sign.text in ",."]
    for line in lines_of(digits, _LEVEL):
        for number in _runs(line):
            box = box_of([sign.box for sign in number])
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            cell = lattice.region_at(*middle)
            if all(lattice.region_at(*sign.middle) == cell for sign in number):
                continue
            if cell is None:  # most of it stands outside the table
                moved.update((id(sign), sign.middle) for sign in number)
                continue
            left, right = cell.box[0], cell.box[2]
            wide = box[2] - box[0] > _WIDE * (right - left)
            if wide and abs(middle[0] - (left + right) / 2) <= _CENTRED * (right - left):
                moved.update((id(sign), middle) for sign in number)
            elif not _stand_apart(number, lattice):  # two numbers that touch, or one that strayed over a ruling
                moved.update((id(sign), sign.middle) for sign in number)
    return moved


def _stand_apart(number: Sequence[Sign], lattice: Lattice) -> bool:
    """Whether digits on both sides of a ruling are two numbers for certain: further apart than the digits of either, and
    each number in the middle of its cell."""
    parts: list[list[Sign]] = []
    for sign in number:
        cell = lattice.region_at(*sign.middle)
        if cell is None or sign.box[0] < cell.box[0] or sign.box[2] > cell.box[2]:
            return False
        if parts and lattice.region_at(*parts[-1][-1].middle) == cell:
            parts[-1].append(sign)
        else:
            parts.append([sign])
    for part in parts:
        cell = lattice.region_at(*part[0].middle)
        if cell is None or abs(part[0].box[0] + part[-1].box[2] - cell.box[0] - cell.box[2]) > 2 * _EXACTLY:
            return False
    within = [two.box[0] - one.box[2] for part in parts for one, two in itertools.pairwise(part)]
    across = [two[0].box[0] - one[-1].box[2] for one, two in itertools.pairwise(parts)]
    return min(across) > max(within, default=0.0) + _CLEARLY * number[0].size


def _runs(line: Sequence[Sign]) -> Iterator[list[Sign]]:
    """Digits that touch each other, or stand as far apart as those of a number do on this line."""
    gaps = sorted(two.box[0] - one.box[2] for one, two in itertools.pairwise(line))
    within = [gap for gap in gaps if gap < _APART * line[0].size] if line else []
    usual = within[len(within) // 2] if within else 0.0
    run: list[Sign] = []
    for sign in line:
        if run and sign.box[0] - run[-1].box[2] > max(_TOUCH * sign.size, _WIDER * usual):
            yield run
            run = []
        run.append(sign)
    if run:
        yield run
