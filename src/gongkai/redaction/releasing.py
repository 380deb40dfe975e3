"""The room's door: read a file for marking, show a page, make the released copy, and let nothing out that is not proven.

What opens files is loaded by who opens one: it is large, and most workers never do.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.law.errors import NotAcceptable
from gongkai.redaction.marks import Mark, Reading, require_marks

if TYPE_CHECKING:
    from gongkai.redaction.proof import Proof

KINDS = ("pdf", "png", "jpg", "docx")
SHOWN_DPI = 110


def read_pages(content: bytes, kind: str) -> Reading:
    """The pages of a file with their words. kind: `pdf`, `png`, `jpg` or `docx`. NotAcceptable with the remedy."""
    require_kind(kind)
    if kind == "pdf":
        from gongkai.redaction.pdf_reading import read_pdf

        return read_pdf(content)
    if kind == "docx":
        from gongkai.redaction.docx_reading import read_docx

        return read_docx(content)
    from gongkai.redaction.pictures import read_picture

    return read_picture(content, kind)


def page_picture(content: bytes, kind: str, number: int, marks: Sequence[Mark] = (), *, dpi: int = SHOWN_DPI) -> bytes:
    """PNG of a page as it is shown, with the bars that the marks would make: to look at, not proven.

    IndexError where there is no such page, or the kind has none (`docx`).
    """
    from gongkai.redaction.bars import burnt_in

    if kind == "pdf":
        from gongkai.redaction.pdf_opening import a_page, opened
        from gongkai.redaction.pdf_reading import page_of, picture_of
        from gongkai.redaction.pdf_redacting import page_bars

        with opened(content) as document:
            if not 1 <= number <= len(document):
                raise IndexError(number)
            with a_page(document, number) as page:
                picture, scale = picture_of(page, dpi)
                if marks:
                    bars = page_bars(picture, scale, marks, page_of(page, number, look=False))
                    picture = burnt_in(picture, bars, scale)
    elif kind in {"png", "jpg"} and number == 1:
        from gongkai.redaction.pictures import open_picture, picture_bars

        picture = open_picture(content)
        picture = burnt_in(picture, picture_bars(picture, marks), 1.0)
    else:
        raise IndexError(number)
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=3)
    return file.getvalue()


def redact(content: bytes, kind: str, marks: Sequence[Mark]) -> bytes:
    """The released bytes, not yet proven. NotAcceptable where the file or a mark cannot be used."""
    require_marks(marks, read_pages(content, kind).pages)
    if kind == "pdf":
        from gongkai.redaction.pdf_redacting import redact_pdf

        return redact_pdf(content, marks)
    if kind == "docx":
        from gongkai.redaction.docx_redacting import redact_docx

        return redact_docx(content, marks)
    from gongkai.redaction.pictures import redact_picture

    return redact_picture(content, kind, marks)


def release(content: bytes, kind: str, marks: Sequence[Mark]) -> tuple[bytes, "Proof"]:
    """The released bytes with their proof. NotAcceptable naming what failed and where: then nothing is released."""
    from gongkai.redaction.proof import verify

    released = redact(content, kind, marks)
    return released, verify(content, released, kind, marks)


def require_kind(kind: str) -> None:
    """NotAcceptable for a kind that cannot be redacted here."""
    if kind not in KINDS:
        raise NotAcceptable(
            "redaction.kind",
            "这种文件不能在这里遮盖。",
            "可以遮盖PDF、PNG、JPG和Word（docx）；表格请另存为PDF再遮盖。",
            field="file",
        )
