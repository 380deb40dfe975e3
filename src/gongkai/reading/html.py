"""A web page, well formed or not: its tables as grids, its paragraphs between them. Nothing is fetched, no script is run."""

import email
import email.policy
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.reading import shells
from gongkai.reading.charsets import text_of
from gongkai.reading.errors import Unreadable
from gongkai.reading.grid import MOST_COLUMNS, MOST_ROWS, Block, Printed, Text, expand
from gongkai.reading.grid import report as grid_report
from gongkai.reading.model import Place, Reading
from gongkai.reading.source import Source

NAME = "网页表格"
_MOST_NODES = 400_000
_MOST_ATTRIBUTES = 2_000  # of one element: the parser compares each with all before
_LONG_TAG = 8_000  # signs
_MOST_PARTS = 200
_DROPPED = frozenset(
    {
        "script", "style", "head", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "select", "option", "textarea", "button", "input",
    }
)  # fmt: skip
_BREAKS = frozenset(
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
        "footer", "main", "aside", "nav", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "tbody",
        "thead", "tfoot", "caption", "form", "fieldset", "center", "hr", "td", "th", "figure", "figcaption",
        "title", "address", "details", "summary",
    }
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LONG_CELL = 400  # signs; a cell that holds more is a page's layout, not a table's cell
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def fits(source: Source) -> bool:
    return source.kind in {"html", "mht"}


def read(source: Source) -> list[Reading]:
    """Every report on the page."""
    text = _unpacked(source) if source.kind == "mht" else source.text
    root = _parsed(text, source.name)
    blocks = _blocks(root)
    if not grid_report.fits(blocks):
        blocks = _blocks(root, hidden=True)  # some sites show the report only by script
        refusal = None if grid_report.fits(blocks) else shells.refusal(root, source.name)
        if refusal:
            raise refusal
    return grid_report.read(blocks, source.name, NAME)


def _unpacked(source: Source) -> str:
    """The pages inside a web archive, one after the other: Word saves one, Excel a frame and one for each sheet."""
    message = email.message_from_bytes(source.data, policy=email.policy.compat32)
    pages: list[str] = []
    for part in itertools.islice(message.walk(), _MOST_PARTS):
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            text = text_of(payload) if isinstance(payload, bytes) and payload.strip() else None
            pages += [text] if text else []
    if not pages:
        raise Unreadable("report.foreign", f"{source.name} 里没有网页。", "请核对文件是否拿错。")
    return "\n".join(pages)


def blocks_of(text: str, name: str) -> list[Block]:
    """The page as a flow of paragraphs and grids, in the order of the page."""
    return _blocks(_parsed(text, name))


def _blocks(root: Any, *, hidden: bool = False) -> list[Block]:
    """hidden: also what the page does not show."""
    flow = _Flow(hidden=hidden)
    for title in root.iter("title"):
        flow.title = _SPACES.sub(" ", "".join(title.itertext())).strip()
        break
    body = root.find("body")
    flow.walk(root if body is None else body)
    flow.end_paragraph()
    if flow.title:
        flow.blocks.append(Text(flow.title))
    return flow.blocks


def _parsed(text: str, name: str) -> Any:
    from lxml import etree, html

    if text.count("<") > 2 * _MOST_NODES or _overdressed(text):
        raise _too_large(name)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root = html.document_fromstring(text.replace("\x00", ""), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("file.broken", f"{name} 不是完整的网页。", "请重新保存网页后再核对。") from error
    if sum(1 for _ in root.iter()) > _MOST_NODES:
        raise _too_large(name)
    return root


def _too_large(name: str) -> Unreadable:
    return Unreadable("file.large", f"{name} 太大，不像一份年度报告。", "请只交报告本身。")


def _overdressed(text: str) -> bool:
    """Whether an element has more attributes than any page gives one."""
    long = (piece.partition(">")[0] for piece in text.split("<") if len(piece) > _LONG_TAG)
    return any(len(tag.split()) > _MOST_ATTRIBUTES for tag in long)


@dataclass
class _Flow:
    """The page as it is walked: blocks so far, and the pieces of the paragraph that is open."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    title: str = ""
    tables: int = 0
    hidden: bool = False

    def end_paragraph(self) -> None:
        text = _SPACES.sub(" ", "".join(self.pieces)).strip()
        self.pieces.clear()
        if text.strip("\xa0\u3000 "):
            self.blocks.append(Text(text))

    def walk(self, top: Any) -> None:
        """Everything under an element. Without recursion: the nesting of a page is not ours to trust."""
        stack: list[tuple[Any, bool]] = [(top, False)]
        while stack:
            element, leaving = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if leaving:
                if tag in _BREAKS:
                    self.end_paragraph()
                if element.tail and element is not top:
                    self.pieces.append(element.tail)
                continue
            stack.append((element, True))
            if not tag or tag in _DROPPED or (not self.hidden and _is_hidden(element)):
                continue
            if tag in _BREAKS:
                self.end_paragraph()
            if tag == "table" and not _is_layout(element):
                self._table(element)
                continue
            if element.text:
                self.pieces.append(element.text)
            stack.extend((child, False) for child in reversed(element))

    def _table(self, table: Any) -> None:
        self.tables += 1
        number = self.tables
        for caption in table.iterchildren("caption"):
            self.pieces.append(_text(caption))
            self.end_paragraph()
        rows: list[list[Printed]] = []
        for index, row in enumerate(_rows(table), 1):
            if index > MOST_ROWS:
                break
            cells = [cell for cell in row if cell.tag in {"td", "th"} and not _is_hidden(cell)]
            rows.append(
                [
                    Printed(
                        _text(cell),
                        _span(cell, "rowspan"),
                        _span(cell, "colspan"),
                        Place(table=number, row=index, column=column),
                    )
                    for column, cell in enumerate(cells[:MOST_COLUMNS], 1)
                ]
            )
        if any(rows):
            self.blocks.append(expand(rows))


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, in the order they are shown: head, bodies, foot."""
    direct = [child for child in table if child.tag in {"tr", "thead", "tbody", "tfoot"}]
    ordered = sorted(direct, key=lambda child: {"thead": 0, "tfoot": 2}.get(child.tag, 1))
    for child in ordered:
        if child.tag == "tr":
            yield child
        else:
            yield from (row for row in child if row.tag == "tr" and not _is_hidden(row))


def _is_layout(table: Any) -> bool:
    """Whether a table only lays out the page: it holds another, or a cell with paragraphs of text."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return any(sum(len(text) for text in cell.itertext()) > _LONG_CELL for cell in table.iterdescendants("td", "th"))


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _span(cell: Any, name: str) -> int:
    """A span as browsers read it: leading digits, 1 where there are none, bounded."""
    found = re.match(r"\s*\+?(\d{1,9})", cell.get(name) or "")
    number = int(found.group(1)) if found else 1
    if name == "colspan":
        return min(number, 1000) or 1
    return min(number, 65534)


def _text(cell: Any) -> str:
    """What a cell shows: its lines where it breaks them. Raised signs after a figure are a footnote's mark."""
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = [(cell, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BREAKS and element is not cell:
                pieces.append("\n")
            if element.tail and element is not cell:
                pieces.append(_SPACES.sub(" ", element.tail))
            continue
        stack.append((element, True))
        if not tag or tag in _DROPPED or (element is not cell and _is_hidden(element)):
            continue
        if tag == "sup" and "".join(pieces).strip()[-1:].isdigit():
            continue
        if tag in _BREAKS and element is not cell:
            pieces.append("\n")
        if element.text:
            pieces.append(_SPACES.sub(" ", element.text))
        stack.extend((child, False) for child in reversed(element))
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
