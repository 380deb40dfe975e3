"""A DOCX as it is seen with all insertions taken and all deletions gone. What is not seen is counted and left out."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from gongkai.redaction.docx_model import PICTURE, Blocks, Cell, Look, Paragraph, Piece, Seen, Table
from gongkai.redaction.docx_numbering import Numbering
from gongkai.redaction.docx_package import MC, M, Package, W, open_package
from gongkai.redaction.docx_styles import (
    Elements,
    bounded,
    is_shaded,
    is_unseen,
    layout_of,
    look_of,
    read_styles,
    value,
)
from gongkai.redaction.marks import Page, Reading

_GONE = {"del", "moveFrom", "rPrChange", "pPrChange", "delText", "delInstrText"}
_THROUGH = {"ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple", "dir", "bdo", "customXml", "rubyBase"}
_PAGE_FIELDS = ("PAGE", "SECTIONPAGES", "NUMPAGES")
_NAMES = {
    "deleted": "删除的修订{}处，副本不带",
    "inserted": "插入的修订{}处，按插入后的文字",
    "comments": "批注{}条，副本不带",
    "hidden": "看不见的文字{}处（隐藏、白色或极小），副本不带",
    "pictures": "图{}处，副本只注明“此处有图”；要公开图，请另存为PDF再遮盖",
    "objects": "嵌入的对象{}个，副本不带",
}
_SHEET = {"pgSz": ("w", "h"), "pgMar": ("top", "right", "bottom", "left", "header", "footer")}
_LARGEST_SHEET = 31_680


def read_docx(content: bytes) -> Reading:
    """Each paragraph as a page: numbered from 1, header, body with notes, footer."""
    seen = see_docx(content)
    pages = tuple(Page(number, 0, 0, entry.text) for number, entry in enumerate(seen.paragraphs(), start=1))
    left = [name.format(seen.left_out[key]) for key, name in _NAMES.items() if seen.left_out.get(key)]
    return Reading("docx", pages, ("文中有" + "；".join(left) + "。",) if left else ())


def see_docx(content: bytes) -> Seen:
    """What is seen of the document. NotAcceptable when it cannot be read."""
    package = open_package(content)
    return _Reader(package).seen()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = read_styles(package.parts.get("word/styles.xml"))
        self.numbering = Numbering(package.parts.get("word/numbering.xml"))
        self.left_out: Counter[str] = Counter()
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def seen(self) -> Seen:
        body = self.package.document.find(f"{W}body")
        blocks = self.blocks(body) if body is not None else []
        header, footer = self._margin("headerReference"), self._margin("footerReference")
        blocks += self._notes("footnote", "注") + self._notes("endnote", "尾注")
        comments = self.package.parts.get("word/comments.xml")
        if comments is not None:
            self.left_out["comments"] = sum(1 for _ in comments.iter(f"{W}comment"))
        return Seen(blocks, header, footer, self._sheet(), dict(self.left_out))

    def _margin(self, tag: str) -> Blocks:
        """The paragraphs of the headers or footers that the sections use, each part once."""
        found: Blocks = []
        seen: set[int] = set()
        for reference in self.package.document.iter(f"{W}{tag}"):
            part = self.package.by_reference(reference)
            if part is not None and id(part) not in seen:
                seen.add(id(part))
                found += self.blocks(part)
        return found

    def _notes(self, kind: str, name: str) -> Blocks:
        root = self.package.parts.get(f"word/{kind}s.xml")
        if root is None:
            return []
        by_id = {note.get(f"{W}id", ""): note for note in root.iter(f"{W}{kind}")}
        found: Blocks = []
        for number, key in enumerate(self.notes[kind], start=1):
            inside = self.blocks(by_id[key]) if key in by_id else []
            first = next((block for block in inside if isinstance(block, Paragraph)), None)
            if first is not None:
                first.pieces.insert(0, Piece(f"［{name}{number}］"))
            found += inside
        return found

    def _sheet(self) -> dict[str, int]:
        page: dict[str, int] = {}
        for section in self.package.document.iter(f"{W}sectPr"):
            for tag, names in _SHEET.items():
                found = section.find(f"{W}{tag}")
                for name in names if found is not None else ():
                    page[f"{tag}.{name}"] = bounded(found.get(f"{W}{name}"), 0, _LARGEST_SHEET)
        return page

    def blocks(self, parent: etree._Element, shaded: bool = False) -> Blocks:
        found: Blocks = []
        for child in parent:
            name = _local(child)
            if name == "p":
                found += self.paragraph(child, shaded)
            elif name == "tbl":
                found.append(self.table(child))
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
                found += self.blocks(child, shaded)
            elif child.tag == f"{MC}AlternateContent":
                found += self.blocks(_chosen(child), shaded)
        return found

    def table(self, element: etree._Element) -> Table:
        grid = element.find(f"{W}tblGrid")
        columns = [] if grid is None else [bounded(c.get(f"{W}w"), 0, _LARGEST_SHEET) for c in grid.iter(f"{W}gridCol")]
        rows = []
        for row in _inside(element, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.left_out["deleted"] += 1
                continue
            rows.append([self.cell(cell) for cell in _inside(row, "tc")])
        return Table([row for row in rows if row], columns)

    def cell(self, element: etree._Element) -> Cell:
        properties = element.find(f"{W}tcPr")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        width = None if properties is None else properties.find(f"{W}tcW")
        shading = None if properties is None else properties.find(f"{W}shd")
        return Cell(
            self.blocks(element, is_shaded(shading)),
            bounded(value(properties, "gridSpan") or "1", 1, 100),
            "" if merge is None else "restart" if merge.get(f"{W}val") == "restart" else "continue",
            0 if width is None or width.get(f"{W}type") != "dxa" else bounded(width.get(f"{W}w"), 0, _LARGEST_SHEET),
        )

    def paragraph(self, element: etree._Element, shaded: bool) -> Blocks:
        """The paragraph, and after it those of the text boxes that hang on it."""
        told = self.styles.of_paragraph(element)
        align, layout = layout_of(told)
        boxes: Blocks = []
        pieces = list(self.pieces(element, told, shaded, boxes, _Field()))
        label = self.numbering.label(told)
        if label and pieces:
            pieces.insert(0, Piece(label, pieces[0].look))
        return [Paragraph(_merged(pieces), align, layout), *boxes]

    def pieces(
        self, parent: etree._Element, told: Elements, shaded: bool, boxes: Blocks, field: "_Field"
    ) -> Iterator[Piece]:
        for child in parent:
            name = _local(child)
            if name == "r":
                yield from self.run(child, told, shaded, boxes, field)
            elif name in _GONE:
                self.left_out["deleted"] += name in {"del", "moveFrom"}
            elif name == "fldSimple" and _is_page_field(child.get(f"{W}instr", "")):
                yield Piece("{页码}", page_number=True)
            elif name in _THROUGH or name == "sdt":
                self.left_out["inserted"] += name in {"ins", "moveTo"}
                yield from self.pieces(child, told, shaded, boxes, field)
            elif child.tag == f"{MC}AlternateContent":
                yield from self.pieces(_chosen(child), told, shaded, boxes, field)
            elif child.tag in {f"{M}oMath", f"{M}oMathPara"}:
                yield Piece("".join(text.text or "" for text in child.iter(f"{M}t")))

    def run(self, run: etree._Element, told: Elements, shaded: bool, boxes: Blocks, field: "_Field") -> Iterator[Piece]:
        mine = self.styles.of_run(run, told)
        unseen, look = is_unseen(mine, shaded), look_of(mine)
        for child in run:
            name = _local(child)
            if name == "fldChar":
                if field.turn(child.get(f"{W}fldCharType", "")):
                    yield Piece("{页码}", look, page_number=True)
            elif name == "instrText":
                field.says(child.text or "")
            elif field.is_silent():
                continue
            elif child.tag == f"{MC}AlternateContent" or name in {"drawing", "pict", "object"}:
                yield from self.drawing(child, look, boxes)
            elif name == "ruby":
                yield from self.pieces(child, told, shaded, boxes, field)
            else:
                text = self._text(child, name)
                if text and unseen:
                    self.left_out["hidden"] += 1
                elif text:
                    yield Piece(text, look)

    def _text(self, child: etree._Element, name: str) -> str:
        if name == "t":
            return _plain(child.text or "")
        if name in {"footnoteReference", "endnoteReference"}:
            kind = name.removesuffix("Reference")
            self.notes[kind].append(child.get(f"{W}id", ""))
            return f"［{'注' if kind == 'footnote' else '尾注'}{len(self.notes[kind])}］"
        return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "□"}.get(name, "")

    def drawing(self, element: etree._Element, look: Look, boxes: Blocks) -> Iterator[Piece]:
        """The text of its boxes as paragraphs; for a picture a word in its place; nothing else of it."""
        holder = _chosen(element) if element.tag == f"{MC}AlternateContent" else element
        inside = list(holder.iter(f"{W}txbxContent"))
        for box in inside:
            if not any(outer.tag == f"{W}txbxContent" for outer in box.iterancestors()):
                boxes += self.blocks(box)
        kinds = {_local(entry) for entry in holder.iter()}
        if "OLEObject" in kinds or "embed" in kinds:
            self.left_out["objects"] += 1
        if {"blip", "imagedata", "OLEObject"} & kinds:
            self.left_out["pictures"] += 1
            yield Piece(PICTURE, look)


class _Field:
    """Where one stands in a field: between begin and separate nothing is seen; a page number is kept as such."""

    def __init__(self) -> None:
        self._open: list[dict[str, str]] = []

    def turn(self, to: str) -> bool:
        """Take a w:fldChar in. True where a page number is to be printed here."""
        if to == "begin":
            self._open.append({"state": "code", "code": ""})
        elif to == "separate" and self._open:
            self._open[-1]["state"] = "page" if _is_page_field(self._open[-1]["code"]) else "result"
        elif to == "end" and self._open:
            closed = self._open.pop()
            return closed["state"] == "page" or (closed["state"] == "code" and _is_page_field(closed["code"]))
        return False

    def says(self, code: str) -> None:
        if self._open:
            self._open[-1]["code"] += code

    def is_silent(self) -> bool:
        return any(entry["state"] != "result" for entry in self._open)


def _is_page_field(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in _PAGE_FIELDS[:1]


def _chosen(element: etree._Element) -> etree._Element:
    """What a reader shows of an alternate content: its first choice, else the fallback."""
    found = element.find(f"{MC}Choice")
    if found is None:
        found = element.find(f"{MC}Fallback")
    return found if found is not None else element


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those within a content control."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif _local(child) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _inside(child, name)


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one look as one piece: how an author's hand cut the text is not told on."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.look == piece.look and not last.page_number and not piece.page_number:
            found[-1] = Piece(last.text + piece.text, last.look)
        else:
            found.append(piece)
    return found


def _plain(text: str) -> str:
    """Without signs that do not show: they could carry something."""
    return "".join(
        sign for sign in text if (sign.isprintable() and not 0xE0000 <= ord(sign) <= 0xE0FFF) or sign in "\t\u3000\xa0"
    )


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
