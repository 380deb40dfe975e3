"""A document as it is seen: paragraphs of pieces, tables of cells. Everything is text, a number, or one of a few words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

PICTURE = "〔此处有图，副本未带〕"

Blocks = list["Paragraph | Table"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece is written. size: half points; font: one of the known ones, or ""."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: int = 0
    font: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one look. page_number: a field in whose place the page's number is printed."""

    text: str
    look: Look = field(default_factory=Look)
    page_number: bool = False


@dataclass(slots=True)
class Paragraph:
    """layout: indents and spacing in twentieths of a point by name (`firstLine`, `before` …); align: as w:jc."""

    pieces: list[Piece]
    align: str = ""
    layout: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Cell:
    """span: columns; merge: "" or `restart` or `continue`; width in twentieths of a point, 0 where it is not told."""

    blocks: Blocks
    span: int = 1
    merge: str = ""
    width: int = 0


@dataclass(slots=True)
class Table:
    rows: list[list[Cell]]
    columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Seen:
    """What is seen of a document. page: size and margins by name; left_out: what is not seen, counted by its name."""

    body: Blocks
    header: Blocks
    footer: Blocks
    page: dict[str, int]
    left_out: dict[str, int] = field(default_factory=dict)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Header, body, footer: in the order in which they are numbered."""
        for blocks in (self.header, self.body, self.footer):
            yield from paragraphs_in(blocks)


def paragraphs_in(blocks: Blocks) -> Iterator[Paragraph]:
    """Every paragraph, those in tables too, as one reads."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_in(cell.blocks)
