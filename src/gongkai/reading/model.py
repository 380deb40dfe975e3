"""What reading a report gives, whatever its layout: body, year, format, sections, cells with the place each was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.facts import BodyKind, Claim, ReportFact, SectionFact, Statement
from gongkai.law.figures import Address, Figure, Number, State
from gongkai.law.formats import Format, by_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in the file: line and characters of a text (line from 1, end exclusive), or page and box
    (left, top, right, bottom in points) of a paginated file, or table, row and column (each from 1)."""

    line: int | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    row: int | None = None
    column: int | None = None
    table: int | None = None

    def __str__(self) -> str:
        if self.page is not None:
            return f"第{self.page}页"
        if self.line is not None:
            return f"第{self.line}行"
        table = f"第{self.table}张表" if self.table is not None else "表内"
        return f"{table}第{self.row}行第{self.column}列" if self.row is not None else "原文"


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell as read: its figure, its signs as they stand, its place (None where the report lacks it), how it was
    settled: `label`, `position`, or the rule that settled it; readings: the numbers it may be, where it is ambiguous and
    they are few enough to tell; likely: the one of them that something speaks for, though the file does not settle it."""

    figure: Figure
    raw: str = ""
    place: Place | None = None
    settled_by: str = "label"
    readings: tuple[Number, ...] = ()
    likely: Number | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, with the characters it spans in the file."""

    text: str
    start: int
    section: int


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A section: number 1 to 6 of the official titles, 0 for what stands before the first; its paragraphs without tables;
    statements: what they say about their own numbers."""

    number: int
    title: str
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...] = ()
    headings: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, one a line, whatever lines the page broke them over."""
        return "\n".join("".join(map(str.strip, paragraph.text.split("\n"))) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read. `cells` holds every address of the format, and those of the other format that are printed.

    body is "" and year None where the file names none; `layout` is how it was read, in Chinese; `remarks`: what a reader
    of the figures should know about the file, in Chinese sentences; `options`: cells that run together and the ways left
    to read them, for the years before and after to choose among; `second_hand`: what stands here is another program's reading;
    `published_on`: the day the page says.
    """

    body: str
    year: int | None
    format_key: str
    body_kind: BodyKind
    layout: str
    cells: Mapping[Address, ReadCell]
    sections: tuple[SectionRead, ...] = ()
    claims: tuple[Claim, ...] = ()
    units: Mapping[Address, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    options: Mapping[tuple[Address, ...], tuple[tuple[Number, ...], ...]] = field(default_factory=dict)
    second_hand: bool = False
    published_on: date | None = None

    @property
    def form(self) -> Format:
        return by_key(self.format_key)

    def count(self, state: State) -> int:
        """How many cells of the format are in that state."""
        return sum(self.cells[cell].figure.state is state for cell in self.form.addresses())

    def to_fact(self) -> ReportFact:
        """The report as the law is told of it."""
        return ReportFact(
            year=self.year,
            format_key=self.format_key,
            figures={cell: read.figure for cell, read in self.cells.items()},
            body=self.body,
            body_kind=self.body_kind,
            sections=tuple(
                SectionFact(section.number, section.title, section.text, section.headings) for section in self.sections
            ),
            claims=self.claims,
            second_hand=self.second_hand,
            doubtful=self._told_by_order(),
            published_on=self.published_on,
            units=self.units,
            printed={cell: read.raw for cell, read in self.cells.items() if read.raw},
            statements=tuple(statement for section in self.sections for statement in section.statements),
        )

    def _told_by_order(self) -> frozenset[Address]:
        """The cells of table 3 of which most rows were told by their place alone."""
        table = [cell for cell in self.cells if cell.startswith("t3/")]
        ordered = frozenset(cell for cell in table if self.cells[cell].settled_by == "position")
        return ordered if 2 * len(ordered) > len(table) else frozenset()
