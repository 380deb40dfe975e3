"""Letters in the 信函格式 of GB/T 9704-2012: replies, supplement notices, extensions, consultations.

Mark 30 mm from the top of the page, red double rules of 170 mm, number flush right, 22 lines of 28 characters,
page numbers from the second page on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from gongkai.law.letters import TABLE
from gongkai.typesetting import word
from gongkai.typesetting.pdf import compose
from gongkai.typesetting.sheets_of_letters import Sheet, add_rows, add_sheet
from gongkai.typesetting.texts import broken_title, clean, date_in_words, paragraphs, running


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is printed.

    organ: the name in red; a line end in it divides the mark into two lines. number: 示住建公开〔2025〕46号.
    addressee: without the colon. paragraphs: running text; those that look like 一、… or （一）… headings are set so.
    attachments: their titles, without numbers. signed_by: the name over the date, usually the organ's.
    contact: 联系人、电话, printed in parentheses under the date. table: rows printed in the place of the paragraph
    【计算表】. sheet: a form to be filled in; one without a title is the letter itself, else it has a page of its own.
    draft: prints 草稿 and the place of the seal.
    """

    organ: str
    number: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    dated_on: date
    signed_by: str = ""
    attachments: tuple[str, ...] = ()
    contact: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    sheet: Sheet | None = None
    draft: bool = False

    def __post_init__(self) -> None:
        if not clean(self.title).strip():
            raise ValueError("文书没有标题。请先选文书种类或写上标题。")

    def body(self) -> tuple[str, ...]:
        """The paragraphs, divided where the text has line ends."""
        return tuple(part for text in self.paragraphs for part in paragraphs(text))

    def pieces(self) -> list[tuple[str, Any]]:
        """What stands between addressee and signature: ("text", a paragraph) or ("table", the rows)."""
        return [("table", self.table) if part == TABLE and self.table else ("text", part) for part in self.body()]

    def signature(self) -> str:
        return " ".join(paragraphs(self.signed_by or self.organ.replace("\n", "")))

    def date(self) -> str:
        return date_in_words(self.dated_on.year, self.dated_on.month, self.dated_on.day)

    def note(self) -> str:
        """附注: in parentheses, once."""
        text = " ".join(paragraphs(self.contact))
        return text if not text or text.startswith("（") else f"（{text}）"

    def greeting(self) -> str:
        name = " ".join(paragraphs(self.addressee))
        return name if name.endswith(("：", ":")) else f"{name}："


_MARK_WIDTH = 442  # points: the width of the type area
_LARGEST, _SMALLEST = 36.0, 24.0
_OUTSET = Mm(7)  # so much wider than the type area are the red rules on either side


def letter_pdf(letter: Letter, *, font_folder: Path | None = None) -> bytes:
    """The letter as PDF/A-2b and PDF/UA-1."""
    lines = mark_lines(letter.organ)
    size, tracking = _mark_type(lines)
    data = {
        "organ": letter.organ.replace("\n", ""),
        "mark_lines": lines,
        "mark_size": size,
        "mark_tracking": tracking,
        "number": letter.number,
        "title": letter.title,
        "title_lines": broken_title(letter.title),
        "addressee": letter.greeting(),
        "paragraphs": _entries(letter),
        "sheet": letter.sheet.as_data() if letter.sheet else None,
        "attachments": letter.attachments,
        "signed_by": letter.signature(),
        "date": letter.date(),
        "contact": letter.note(),
        "draft": letter.draft,
    }
    return compose("letter", data, dated_on=letter.dated_on, font_folder=font_folder)


def _entries(letter: Letter) -> list[dict[str, Any]]:
    """The paragraphs with their faces; the table stands for its paragraph."""
    entries = running(letter.body(), depth=2)
    for entry in entries:
        if entry["text"] == TABLE and letter.table:
            entry |= {"text": "", "face": "table", "rows": letter.table}
    return entries


def mark_lines(organ: str) -> list[str]:
    """The agency's mark in one line, or in the lines its name was given in."""
    return paragraphs(organ) or [""]


def _mark_type(lines: Sequence[str]) -> tuple[float, float]:
    """Size and spacing of the mark: short names large and wide, long ones as small as the width asks."""
    longest = max(len(line) for line in lines) or 1
    size = max(_SMALLEST, min(_LARGEST, _MARK_WIDTH / longest)) if longest <= 18 else _MARK_WIDTH / longest
    room = (_MARK_WIDTH - longest * size) / max(longest, 1)
    return round(size, 2), round(max(0.0, min(room * 0.35, size * 0.25)), 2)


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word document, to be corrected by hand before it is sealed."""
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


def _add_mark(head: Any, letter: Letter) -> None:
    lines = mark_lines(letter.organ)
    size, _ = _mark_type(lines)
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


def _add_signature(document: Any, letter: Letter) -> None:
    name, day = letter.signature(), letter.date()
    beyond = max(0.0, (_width_in_characters(name) - _width_in_characters(day)) / 2)
    rest = max(0.0, 4 - beyond)  # the date ends four characters from the edge, the name is centred over it
    width = max(_width_in_characters(name), _width_in_characters(day)) + 0.5
    for index, text in enumerate((name, day)):
        made = word.paragraph(document, text, align=ALIGN.CENTER, indent=0)
        made.paragraph_format.left_indent = Pt(max(0.0, _MARK_WIDTH - 16 * (rest + width)))
        made.paragraph_format.right_indent = Pt(16 * rest)
        made.paragraph_format.keep_with_next = index == 0 or bool(letter.note())
        if index == 0:
            made.paragraph_format.space_before = Pt(14 if letter.sheet and not letter.sheet.title else 29)
    if letter.note():
        word.paragraph(document, letter.note()).paragraph_format.space_before = Pt(29)
