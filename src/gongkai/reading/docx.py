"""A Word document: its tables as grids with their merged cells, its paragraphs between them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from gongkai.reading import refusals
from gongkai.reading.grid import MOST_COLUMNS, MOST_ROWS, Block, Printed, Text, expand
from gongkai.reading.grid import report as grid_report
from gongkai.reading.grid.xml import attribute, child, local, parsed, whole
from gongkai.reading.model import Place, Reading
from gongkai.reading.source import Source

NAME = "Word文档"
_ENTERED = frozenset(
    {"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "body", "AlternateContent", "Choice"}
)
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "tblGrid", "sectPr"}
)
_LONG_CELL = 400  # signs; a cell that holds more is the page's layout


def fits(source: Source) -> bool:
    return source.kind == "docx"


def read(source: Source) -> list[Reading]:
    """Every report in the document."""
    return grid_report.read(blocks_of(source), source.name, NAME)


def blocks_of(source: Source) -> list[Block]:
    """The document as a flow of paragraphs and grids."""
    root = parsed(source, "word/document.xml")
    body = None if root is None else child(root, "body")
    if body is None:
        raise refusals.broken(source.name)
    counter = iter(range(1, 100_000))
    return list(_flow(body, counter))


def _flow(top: Any, counter: Iterator[int]) -> Iterator[Block]:
    """Paragraphs and tables under an element, in order; a table that only lays out the page is entered."""
    stack = list(reversed(top))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "p":
            text = _paragraph(element)
            if text.strip():
                yield Text(text)
            stack.extend(_boxes(element))
        elif name == "tbl":
            if _is_layout(element):
                stack.extend(reversed(list(_contents(element))))
            else:
                yield _grid(element, next(counter))
        elif name in _ENTERED:
            stack.extend(reversed(element))


def _boxes(paragraph: Any) -> list[Any]:
    """What stands in text boxes anchored to a paragraph, last first."""
    contents = [
        element
        for element in paragraph.iterdescendants()
        if local(element) == "txbxContent" and not any(local(above) == "Fallback" for above in element.iterancestors())
    ]
    return [inner for content in reversed(contents) for inner in reversed(content)]


def _is_layout(table: Any) -> bool:
    """Whether it holds a table, or a cell with paragraphs of text."""
    size = 0
    for element in table.iterdescendants():
        name = local(element)
        if name == "tbl":
            return True
        if name == "tc":
            size = 0
        elif name == "t":
            size += len(element.text or "")
            if size > _LONG_CELL:
                return True
    return False


def _contents(table: Any) -> Iterator[Any]:
    for row in _children(table, "tr"):
        for cell in _children(row, "tc"):
            yield from cell


def _children(element: Any, wanted: str) -> Iterator[Any]:
    """Children of that name, also those wrapped in controls or marked as inserted."""
    stack = list(reversed(element))
    while stack:
        inner = stack.pop()
        name = local(inner)
        if name == wanted:
            yield inner
        elif name in _ENTERED:
            stack.extend(reversed(inner))


@dataclass
class _Hanging:
    """A cell merged downwards, as it grows: where its row and cell stand in the rows so far."""

    row: int
    cell: int


def _grid(table: Any, number: int) -> Block:
    rows: list[list[Printed]] = []
    hanging: dict[int, _Hanging] = {}
    for index, row in enumerate(_children(table, "tr")):
        if index >= MOST_ROWS:
            break
        rows.append(_row(row, index, number, rows, hanging))
    return expand(rows)


def _row(row: Any, index: int, number: int, rows: list[list[Printed]], hanging: dict[int, _Hanging]) -> list[Printed]:
    """The cells that begin in a row; those that carry on a cell above make that one longer."""
    properties = child(row, "trPr")
    column = _number(child(properties, "gridBefore")) if properties is not None else 0
    printed: list[Printed] = [Printed("", columns=column)] if column else []
    kept: dict[int, _Hanging] = {}
    for order, cell in enumerate(_children(row, "tc"), 1):
        if column >= MOST_COLUMNS:
            break
        width = max(_number(child(cell, "tcPr", "gridSpan")), 1)
        merge = child(cell, "tcPr", "vMerge")
        goes_on = merge is not None and attribute(merge, "val") in {None, "continue"}
        if goes_on and column in hanging:
            above = hanging[column]
            rows[above.row][above.cell] = replace(rows[above.row][above.cell], rows=index - above.row + 1)
            kept[column] = above
        else:
            printed.append(Printed(_text(cell), 1, width, Place(table=number, row=index + 1, column=order)))
            if merge is not None:
                kept[column] = _Hanging(index, len(printed) - 1)
        column += width
    hanging.clear()
    hanging.update(kept)
    return printed


def _number(element: Any | None) -> int:
    value = whole(attribute(element, "val")) if element is not None else None
    return min(value or 0, 1000)


def _text(cell: Any) -> str:
    lines = (_paragraph(element) for element in _children(cell, "p"))
    return "\n".join(line for line in lines if line.strip())


def _paragraph(paragraph: Any) -> str:
    """What a paragraph shows: without what was struck out, hidden, or set high after a figure as a footnote's mark."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in {"tab", "ptab"}:
            pieces.append(" ")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "r":
            if not _is_out(element, "".join(pieces)):
                stack.extend(reversed(element))
        elif name not in _LEFT_OUT and name not in {"drawing", "pict", "object", "txbxContent"}:
            stack.extend(reversed(element))
    return "".join(pieces)


def _is_out(run: Any, before: str) -> bool:
    properties = child(run, "rPr")
    if properties is None:
        return False
    hidden = child(properties, "vanish")
    if hidden is not None and attribute(hidden, "val") not in {"0", "false"}:
        return True
    raised = child(properties, "vertAlign")
    return raised is not None and attribute(raised, "val") == "superscript" and before.strip()[-1:].isdigit()
