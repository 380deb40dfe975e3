"""A letter as a Word document."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from gongkai.law.letters import TABLE
from gongkai.typesetting import word
from gongkai.typesetting.organ_mark import WIDTH, mark_lines, mark_type
from gongkai.typesetting.sheets_word import add_rows, add_sheet
from gongkai.typesetting.texts import broken_title, running

if TYPE_CHECKING:
    from gongkai.typesetting.letter import Letter

_OUTSET = Mm(7)  # so much wider than the type area are the red rules on either side


def composed(letter: "Letter") -> bytes:
    document = word.new_document(title=letter.title, author=letter.organ.replace("\n", ""), dated_on=letter.dated_on)
    word.add_page_numbers(document, first_page_bare=True)
    _add_mark(word.begin_first_page(document, from_edge=Mm(30)), letter)
    word.add_rule(document.sections[0].first_page_footer, thick_first=False, outset=_OUTSET)
    if letter.draft:
        word.mark_draft(document)
    number = word.paragraph(document, letter.number, align=ALIGN.RIGHT, indent=0)
    inside = letter.sheet is not None and not letter.sheet.title
    number.paragraph_format.space_before, number.paragraph_format.space_after = Pt(0), Pt(12 if inside else 46)
    word.add_title(document, broken_title(letter.title))
    if not inside:  # a form names in its rows whom it is for
        word.paragraph(document, letter.greeting(), indent=0)
    for entry in running(letter.body(), depth=1):
        if entry["text"] == TABLE and letter.table:
            add_rows(document, letter.table)
            continue
        face = {"hei": word.HEI, "kai": word.KAI}.get(entry["face"], word.BODY)
        word.paragraph(document, entry["text"], face=face, style=f"Heading {entry['depth']}" if entry["face"] else None)
    if letter.sheet and inside:
        add_sheet(document, letter.sheet)
    _add_attachments(document, letter.attachments)
    for closing in document.paragraphs[-1 - len(letter.attachments) :]:
        closing.paragraph_format.keep_with_next = True  # no signature on a page without text
    _add_signature(document, letter)
    if letter.sheet and not inside:
        document.add_page_break()
        add_sheet(document, letter.sheet)
    return word.saved(document)


def _add_mark(head: Any, letter: "Letter") -> None:
    lines = mark_lines(letter.organ)
    size, _ = mark_type(lines)
    for index, text in enumerate(lines):
        made = word.paragraph(
            head,
            text,
            face=word.TITLE,
            size=size,
            align=ALIGN.CENTER,
            indent=0,
            color=word.RED,
            line=Pt(size * 1.15),
        )
        if index + 1 == len(lines):
            made.paragraph_format.space_after = Mm(4)
    word.add_rule(head, thick_first=True, outset=_OUTSET)


def _add_attachments(document: Any, names: Sequence[str]) -> None:
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        opening = "附件：" if index == 0 else ""
        made = word.paragraph(document, f"{opening}{number}{name}", indent=-1 - len(opening))
        made.paragraph_format.left_indent = Pt(16 * 6)
        if index == 0:
            made.paragraph_format.space_before = Pt(29)


_DIGIT = re.compile(r"[0-9]")


def _width_in_characters(text: str) -> float:
    return len(text) - 0.5 * len(_DIGIT.findall(text))


def _add_signature(document: Any, letter: "Letter") -> None:
    name, day = letter.signature(), letter.date()
    beyond = max(0.0, (_width_in_characters(name) - _width_in_characters(day)) / 2)
    rest = max(0.0, 4 - beyond)  # the date ends four characters from the edge, the name is centred over it
    width = max(_width_in_characters(name), _width_in_characters(day)) + 0.5
    for index, text in enumerate((name, day)):
        made = word.paragraph(document, text, align=ALIGN.CENTER, indent=0)
        made.paragraph_format.left_indent = Pt(max(0.0, WIDTH - 16 * (rest + width)))
        made.paragraph_format.right_indent = Pt(16 * rest)
        made.paragraph_format.keep_with_next = index == 0 or bool(letter.note())
        if index == 0:
            made.paragraph_format.space_before = Pt(14 if letter.sheet and not letter.sheet.title else 29)
    if letter.note():
        word.paragraph(document, letter.note()).paragraph_format.space_before = Pt(29)
