"""Word documents: page, fonts, paragraphs and merged tables as an office's own hand would set them.

Fonts are named, not shipped: every office machine has them. Their East Asian slot is set too, or Word ignores them.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gongkai.law.figures import Address
from gongkai.typesetting.grids import Cell, Grid, Line, Role, type_sizes
from gongkai.typesetting.texts import clean

TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋", "楷体", "黑体", "宋体"
RED = RGBColor(0xC8, 0x16, 0x1D)
_WIDTH = 8845  # 156 mm in twentieths of a point
_LINE = Pt(28.95)  # 22 of them in 225 mm
_UNBROKEN = re.compile(r"[!-~]{16,}")  # an address or the like, before which a justified line would be torn apart
_AFTER_AUTOSPACE = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def new_document(*, title: str, author: str, dated_on: date | None) -> Document:
    """An empty A4 document with the type area, grid and fonts of GB/T 9704."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = _child(section._sectPr, "w:docGrid")
    for name, value in (("type", "lines"), ("linePitch", "580")):  # 22 lines a page
        grid.set(qn(f"w:{name}"), value)
    normal = document.styles["Normal"]
    _set_fonts(normal.element.get_or_add_rPr(), BODY)
    normal.font.size = Pt(16)
    for level, face in ((1, HEI), (2, HEI), (3, KAI)):
        style = document.styles[f"Heading {level}"]
        _set_fonts(style.element.get_or_add_rPr(), face)
        style.font.size, style.font.bold, style.font.italic = Pt(16), False, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")  # of Latin letters and digits; called Chinese, numbers break at line ends
        language.set(qn("w:eastAsia"), "zh-CN")
    moment = datetime(*(dated_on or date(2000, 1, 1)).timetuple()[:3], tzinfo=UTC)
    core = document.core_properties
    core.title, core.author, core.language, core.comments = clean(title), clean(author), "zh-CN", ""
    core.created = core.modified = moment
    core.last_modified_by = clean(author)
    return document


def paragraph(
    document: Any,
    text: str,
    *,
    face: str = BODY,
    size: float = 16,
    align: ALIGN = ALIGN.JUSTIFY,
    indent: float = 2,
    style: str | None = None,
    color: RGBColor | None = None,
    line: Pt | None = _LINE,
) -> Paragraph:
    """One paragraph in one face. `indent`: first line, in characters."""
    made = document.add_paragraph(style=style)
    form = made.paragraph_format
    form.alignment = ALIGN.LEFT if align is ALIGN.JUSTIFY and _UNBROKEN.search(text) else align
    form.space_before = form.space_after = Pt(0)
    form.first_line_indent = Pt(indent * size)
    for spacing in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no gap between Chinese and digits
        made._p.get_or_add_pPr().insert_element_before(_new(spacing, val="0"), *_AFTER_AUTOSPACE)
    made._p.get_or_add_pPr().insert_element_before(_new("w:snapToGrid", val="0"), *_AFTER_AUTOSPACE[3:])
    if line is not None:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    run = made.add_run(clean(text))
    run.font.size = Pt(size)
    _set_fonts(run._r.get_or_add_rPr(), face)
    if size == 16:
        # 28 characters a line: each 0.2 pt narrower than its 16 pt. Said here, since programs differ on character grids.
        run._r.rPr.insert_element_before(_new("w:spacing", val="-4"), "w:w", "w:kern", "w:position", "w:sz")
    if color is not None:
        run.font.color.rgb = color
    return made


def add_title(document: Document, lines: Sequence[str]) -> None:
    """The title in 2号小标宋, centred, one line of sense a line."""
    made = paragraph(document, "", align=ALIGN.CENTER, indent=0, style="Title", line=Pt(34))
    border = made._p.get_or_add_pPr().find(qn("w:pBdr"))
    if border is None:
        border = _new("w:pBdr")
        made._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:autoSpaceDE", *_AFTER_AUTOSPACE)
    _child(border, "w:bottom", val="nil")
    made.paragraph_format.space_after = Pt(14)
    for index, text in enumerate(lines):
        run = made.add_run(clean(text))
        run.font.size, run.font.color.rgb = Pt(22), RGBColor(0, 0, 0)
        _set_fonts(run._r.get_or_add_rPr(), TITLE)
        if index + 1 < len(lines):
            run.add_break()


def add_rule(place: Any, *, thick_first: bool, outset: Mm) -> None:
    """A red double rule across the page, `outset` wider than the type area on either side."""
    made = paragraph(place, "", indent=0, size=2, line=Pt(4))
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = -outset
    border = _new("w:pBdr")
    kind = "thickThinSmallGap" if thick_first else "thinThickSmallGap"
    _child(border, "w:top", val=kind, sz="24", space="0", color=str(RED))
    made._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:autoSpaceDE", *_AFTER_AUTOSPACE)


def add_page_numbers(document: Document, *, first_page_bare: bool = False) -> None:
    """— 2 — in 4号宋体: at the right of odd pages and at the left of even ones."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = first_page_bare
    for foot, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        made = foot.paragraphs[0]
        made.alignment = align
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(14)
        made.paragraph_format.space_after = Mm(4)
        for kind, text in (("", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("", " —")):
            run = made.add_run(text if not kind else "")
            run.font.size = Pt(14)
            _set_fonts(run._r.get_or_add_rPr(), SONG)
            if kind == "code":
                _child(run._r, "w:instrText").text = text
            elif kind:
                _child(run._r, "w:fldChar", fldCharType=kind)


def begin_first_page(document: Document, *, from_edge: Mm) -> Any:
    """The head of the first page, `from_edge` under the upper edge of the paper; what follows begins below it."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = from_edge
    for head in (section.header, section.even_page_header):  # else an empty line here pushes the text down
        _squeeze(head.paragraphs[0])
    first = section.first_page_header
    first.paragraphs[0]._p.getparent().remove(first.paragraphs[0]._p)
    return first


def mark_draft(document: Document) -> None:
    """草稿 in red at the head of every page."""
    section = document.sections[0]
    heads = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    for head in heads:
        paragraph(
            head,
            "草稿　未经签发，不作公开之用",
            face=HEI,
            size=14,
            align=ALIGN.RIGHT,
            indent=0,
            color=RED,
            line=Pt(17),
        )
        if not head.paragraphs[0].text:
            _squeeze(head.paragraphs[0])


def _squeeze(empty: Paragraph) -> None:
    empty.paragraph_format.line_spacing_rule, empty.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def add_grid(document: Document, grid: Grid, figures: Mapping[Address, str]) -> None:
    """One statutory table. Its head is a head for Word too, and it moves to the next page rather than break."""
    total = sum(grid.widths)
    widths = [round(_WIDTH * width / total) for width in grid.widths]
    sizes = type_sizes(grid, figures)
    table = OxmlElement("w:tbl")
    table.append(_table_properties(grid, sum(widths), sizes))
    columns = _child(table, "w:tblGrid")
    for width in widths:
        _child(columns, "w:gridCol", w=str(width))
    lines = grid.lines()
    heads = len(grid.parts[0].head)  # Word repeats rows only from the top: the other heads stand with their rows
    for index, cells in enumerate(placed(lines, len(widths))):
        row = _child(table, "w:tr")
        properties = _child(row, "w:trPr")
        _child(properties, "w:cantSplit")
        if index < heads:
            _child(properties, "w:tblHeader")
        for start, cell, continued in cells:
            width = sum(widths[start : start + cell.columns])
            text = figures.get(cell.address, "") if cell.address else cell.text
            row.append(_table_cell(cell, "" if continued else text, width, continued, sizes, index + 1 < len(lines)))
    document.element.body.insert(len(document.element.body) - 1, table)


def placed(lines: Sequence[Line], width: int) -> Iterable[list[tuple[int, Cell, bool]]]:
    """For every row its cells with the column each begins in, and whether it continues a cell from above."""
    running: dict[int, tuple[Cell, int]] = {}
    for line in lines:
        waiting = list(line)
        row: list[tuple[int, Cell, bool]] = []
        column = 0
        while column < width:
            if column in running:
                cell, left = running.pop(column)
                continued = True
            else:
                cell, continued = waiting.pop(0), False
                left = cell.rows
            row.append((column, cell, continued))
            if left > 1:
                running[column] = (cell, left - 1)
            column += cell.columns
        if waiting or column != width:
            raise ValueError("a row of the form does not fill its width")
        yield row


def saved(document: Document) -> bytes:
    """The document as bytes; the same document gives the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def set_fonts(run: Run, face: str) -> None:
    """The run in that face, Chinese and Latin alike."""
    _set_fonts(run._r.get_or_add_rPr(), face)


def _new(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    made = _new(tag, **attributes)
    parent.append(made)
    return made


def _set_fonts(properties: Any, face: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), face)
    fonts.set(qn("w:hint"), "eastAsia")


def _table_properties(grid: Grid, width: int, sizes: tuple[float, float, float, float]) -> Any:
    properties = OxmlElement("w:tblPr")
    _child(properties, "w:tblW", w=str(width), type="dxa")
    _child(properties, "w:jc", val="center")
    borders = _child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    _child(properties, "w:tblLayout", type="fixed")
    margins = _child(properties, "w:tblCellMar")
    for side, points in (("top", sizes[3] / 2), ("left", sizes[2]), ("bottom", sizes[3] / 2), ("right", sizes[2])):
        _child(margins, f"w:{side}", w=str(round(points * 20)), type="dxa")
    _child(properties, "w:tblCaption", val=grid.name)
    return properties


def _table_cell(
    cell: Cell, text: str, width: int, continued: bool, sizes: tuple[float, float, float, float], keep: bool
) -> Any:
    made = OxmlElement("w:tc")
    properties = _child(made, "w:tcPr")
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if cell.columns > 1:
        _child(properties, "w:gridSpan", val=str(cell.columns))
    if cell.rows > 1:
        _child(properties, "w:vMerge", val="continue" if continued else "restart")
    if cell.role is Role.CAPTION:
        _child(properties, "w:shd", val="clear", color="auto", fill="DBE5F1")
    if cell.role is Role.FIGURE:
        _child(properties, "w:noWrap")
        margins = _child(properties, "w:tcMar")
        for side in ("left", "right"):
            _child(margins, f"w:{side}", w="16", type="dxa")
    _child(properties, "w:vAlign", val="center")
    words = _child(made, "w:p")
    layout = _child(words, "w:pPr")
    if keep:
        _child(layout, "w:keepNext")
    _child(layout, "w:snapToGrid", val="0")
    _child(layout, "w:spacing", before="0", after="0", line="252", lineRule="exact")
    _child(layout, "w:jc", val="center" if cell.centred else "left")
    if text:
        run = _child(words, "w:r")
        look = _child(run, "w:rPr")
        _set_fonts(look, KAI if cell.role is Role.NOTE else SONG)
        size = sizes[1] if cell.role is Role.FIGURE else sizes[0]
        _child(look, "w:sz", val=str(int(size * 2)))
        _child(run, "w:t").text = clean(text)
    return made
