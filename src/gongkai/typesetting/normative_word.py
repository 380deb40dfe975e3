"""A normative document as a Word document: the same standing at the head of every page, the same words, tables that Word merges."""

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from gongkai.typesetting import word
from gongkai.typesetting.bodies import Block, width_of
from gongkai.typesetting.texts import broken_title, clean

if TYPE_CHECKING:
    from gongkai.typesetting.normative import NormativeText

_LOOKS = {"under": "underline", "gone": "strike", "sup": "superscript", "sub": "subscript"}
_FACES = {1: word.HEI, 2: word.KAI, 3: word.BODY}


def composed(text: "NormativeText") -> bytes:
    document = word.new_document(title=text.title, author=text.agency, dated_on=text.read_on)
    word.add_page_numbers(document)
    section = document.sections[0]
    for head in (section.header, section.even_page_header):
        made = word.paragraph(head, text.head, face=word.HEI, size=10.5, align=ALIGN.LEFT, indent=0, line=Pt(14))
        first = head.paragraphs[0]
        if first._p is not made._p:
            first._p.getparent().remove(first._p)
    word.add_title(document, broken_title(text.title))
    if text.number:
        word.paragraph(document, text.number, align=ALIGN.CENTER, indent=0)
    standing = word.paragraph(
        document, f"【{text.state}】{text.told}。", face=word.HEI, size=12, align=ALIGN.CENTER, indent=0, line=Pt(18)
    )
    standing.paragraph_format.space_after = Pt(18)
    for block in text.blocks:
        _add(document, block)
    return word.saved(document)


def _add(document: Any, block: Block) -> None:
    if block.kind == "table":
        _add_table(document, block)
        return
    words = clean(block.text)
    if block.kind == "heading":
        style = f"Heading {block.level}"
        word.paragraph(document, words, face=_FACES[block.level], style=style)
        return
    made = _begin(document, block)
    for run in block.runs:
        first, *others = run.text.split("\n")
        _add_run(made, first, run.look)
        for line in others:  # a line end within a justified paragraph would tear its line apart
            made = _begin(document, block, goes_on=True)
            _add_run(made, line, run.look)


def _begin(document: Any, block: Block, *, goes_on: bool = False) -> Any:
    """An empty paragraph for the words of a block, or for what goes on after a line end in it."""
    if block.kind == "item":
        made = word.paragraph(document, "" if goes_on else f"{block.mark} ", indent=0 if goes_on else -1)
        made.paragraph_format.left_indent = Pt(16 * (2 * block.level + 1))
        return made
    made = word.paragraph(document, "", indent=0 if goes_on else 2)
    if block.kind == "quote":
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(32)
    return made


def _add_run(made: Any, text: str, look: str) -> None:
    run = made.add_run(clean(text))
    run.font.size = Pt(16)
    word.set_fonts(run, word.HEI if look == "bold" else word.BODY)
    if look in _LOOKS:
        setattr(run.font, _LOOKS[look], True)


def _add_table(document: Any, block: Block) -> None:
    if block.caption:
        word.paragraph(document, block.caption, face=word.HEI, size=13, align=ALIGN.CENTER, indent=0)
    width = width_of(block)
    table = document.add_table(rows=len(block.rows), cols=width, style="Table Grid")
    table.autofit = True
    grid = [list(row.cells) for row in table.rows]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(block.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            taken |= {(number + down, column + over) for down in range(cell.rows) for over in range(cell.columns)}
            place = grid[number][column]
            if cell.rows > 1 or cell.columns > 1:
                place = place.merge(grid[number + cell.rows - 1][column + cell.columns - 1])
            _fill(place, cell.text, is_head=cell.is_head)
            column += cell.columns
    word.paragraph(document, "", indent=0, size=6, line=Pt(8))


def _fill(place: Any, text: str, *, is_head: bool) -> None:
    empty = place.paragraphs[0]
    for line in clean(text).split("\n"):
        face = word.HEI if is_head else word.SONG
        word.paragraph(place, line, face=face, size=12, align=ALIGN.CENTER, indent=0, line=Pt(18))
    empty._p.getparent().remove(empty._p)
