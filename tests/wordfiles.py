"""Small files with words in them: a Word document, a PDF with a text layer, a PDF that is a picture only."""

import io
from datetime import date

from docx import Document
from PIL import Image, ImageDraw

from gongkai.typesetting.letter import Letter, letter_pdf


def a_docx(text: str) -> bytes:
    """A paragraph for each line."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_scan() -> bytes:
    """A page that is a picture, without a letter of text."""
    page = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(page)
    for line in range(30):
        pen.rectangle((150, 150 + line * 50, 1090, 170 + line * 50), fill=0)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def a_pdf(text: str) -> bytes:
    """A letter as the house prints it: the first line its title, then a paragraph for each line."""
    title, *paragraphs = text.split("\n")
    letter = Letter(
        organ="青川区司法局",
        number="青司〔2024〕1号",
        title=title,
        addressee="区政府",
        paragraphs=tuple(paragraphs),
        dated_on=date(2024, 6, 3),
    )
    return letter_pdf(letter)
