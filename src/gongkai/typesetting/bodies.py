"""The text of an item as blocks a page is set from: its sieved HTML, read by its few tags. No word of it is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
LOOKS = {"strong": "bold", "em": "bold", "u": "under", "s": "gone", "sup": "sup", "sub": "sub"}
BREAKS = frozenset({"p", "li", "blockquote", "tr", "caption", "hr", "ul", "ol", "table", *HEADINGS})
WIDEST = 60  # columns a table on paper may have; more are set as lines
DEEPEST = 6  # levels a list is indented


@dataclass(slots=True)
class Run:
    """Words of one look. look: bold, under, gone, sup, sub, or ""."""

    text: str
    look: str = ""


@dataclass(slots=True)
class Cell:
    """A cell of a table; what stands in it is running words, one line a paragraph."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(slots=True)
class Block:
    """kind: text, heading, item, quote, table. level: of a heading, or how deep an item stands; mark: what stands before an item."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    mark: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    caption: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def blocks_of(html: str) -> list[Block]:
    """The blocks of a sieved text, in order. A picture is told by its description."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(_kept(reader.ended()))


def _kept(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind != "table":
            if block.text.strip():
                yield block
        elif block.rows:
            yield from [block] if fits(block) else _as_lines(block)


def fits(table: Block) -> bool:
    """Whether the cells of a table fill its rows, so that it can be drawn as one."""
    width = width_of(table)
    if not 0 < width <= WIDEST:
        return False
    taken = [0] * len(table.rows)
    for number, row in enumerate(table.rows):
        for cell in row:
            if number + cell.rows > len(table.rows):
                return False
            for below in range(number, number + cell.rows):
                taken[below] += cell.columns
    return all(one == width for one in taken)


def width_of(table: Block) -> int:
    """How many columns its first row has."""
    return sum(cell.columns for cell in table.rows[0])


def _as_lines(table: Block) -> Iterator[Block]:
    """A table that is no rectangle, row by row."""
    if table.caption:
        yield Block("text", [Run(table.caption, "bold")])
    for row in table.rows:
        words = "　".join(cell.text for cell in row if cell.text)
        if words:
            yield Block("text", [Run(words)])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._looks: list[str] = []
        self._lists: list[list[Any]] = []  # tag, the next number
        self._quotes = 0
        self._tables: list[Block] = []
        self._cells: list[Cell] = []
        self._in_caption = False
        self._open: Block | None = None

    def ended(self) -> list[Block]:
        self._end()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in BREAKS:
            self._break()
        if tag in HEADINGS and not self._tables:
            self._open = Block("heading", level=HEADINGS[tag])
        elif tag in LOOKS:
            self._looks.append(LOOKS[tag])
        elif tag == "br":
            self._say("\n")
        elif tag == "img" and told.get("alt"):
            self._say(f"〔图：{told['alt']}〕")
        elif tag in ("ul", "ol"):
            self._lists.append([tag, int(told["start"]) if told.get("start", "").isdigit() else 1])
        elif tag == "li" and not self._tables:
            self._item()
        elif tag == "blockquote":
            self._quotes += 1
        else:
            self._table_tag(tag, told)

    def _item(self) -> None:
        mark, depth = "•", max(len(self._lists), 1)
        if self._lists and self._lists[-1][0] == "ol":
            mark = f"{self._lists[-1][1]}."
            self._lists[-1][1] += 1
        self._open = Block("item", level=min(depth, DEEPEST), mark=mark)

    def _table_tag(self, tag: str, told: dict[str, str]) -> None:
        if tag == "table":
            self._tables.append(Block("table"))
        elif tag == "caption":
            self._in_caption = True
        elif tag == "tr" and len(self._tables) == 1:
            self._tables[0].rows.append([])
        elif tag in ("td", "th") and len(self._tables) == 1 and self._tables[0].rows:
            columns, rows = (
                int(value) if (value := told.get(name, "")).isdigit() else 1 for name in ("colspan", "rowspan")
            )
            cell = Cell(columns=columns, rows=rows, is_head=tag == "th")
            self._tables[0].rows[-1].append(cell)
            self._cells.append(cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in LOOKS and self._looks:
            self._looks.pop()
        elif tag in ("ul", "ol") and self._lists:
            self._break()
            self._lists.pop()
        elif tag == "blockquote" and self._quotes:
            self._break()
            self._quotes -= 1
        elif tag == "caption":
            self._in_caption = False
        elif tag in ("td", "th") and len(self._tables) == 1 and self._cells:
            self._cells.pop()
        elif tag == "table" and self._tables:
            table = self._tables.pop()
            if not self._tables:
                self._cells.clear()
                for row in table.rows:
                    for cell in row:
                        cell.text = "\n".join(line for line in (one.strip() for one in cell.text.split("\n")) if line)
                table.rows = [row for row in table.rows if row]
                self._blocks.append(table)
        elif tag in BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        self._say(data.replace("\n", " ") if self._tables or data.strip() else "")

    def _say(self, text: str) -> None:
        if not text:
            return
        if self._in_caption and self._tables:
            self._tables[0].caption += text.strip()
        elif self._cells:
            self._cells[-1].text += text
        elif not self._tables:
            if self._open is None:
                self._open = Block("quote" if self._quotes else "text")
            self._open.runs.append(Run(text, self._looks[-1] if self._looks else ""))

    def _break(self) -> None:
        """A line ends: in a cell the words go on below, elsewhere the block is whole."""
        if self._cells:
            self._cells[-1].text += "\n"
        elif not (self._open is not None and self._open.kind == "item" and not self._open.text):
            self._end()

    def _end(self) -> None:
        if self._open is not None:
            self._blocks.append(self._open)
        self._open = None
