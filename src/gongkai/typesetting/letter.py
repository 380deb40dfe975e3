"""Letters in the 信函格式 of GB/T 9704-2012: replies, supplement notices, extensions, consultations.

Mark 30 mm from the top of the page, red double rules of 170 mm, number flush right, 22 lines of 28 characters,
page numbers from the second page on.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.law.letters import TABLE
from gongkai.typesetting.organ_mark import mark_lines, mark_type
from gongkai.typesetting.pdf import compose
from gongkai.typesetting.sheets_of_letters import Sheet
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


def letter_pdf(letter: Letter, *, font_folder: Path | None = None) -> bytes:
    """The letter as PDF/A-2b and PDF/UA-1."""
    lines = mark_lines(letter.organ)
    size, tracking = mark_type(lines)
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


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word document, to be corrected by hand before it is sealed."""
    from gongkai.typesetting.letter_word import composed  # the Word library is heavy, and most workers never need it

    return composed(letter)
