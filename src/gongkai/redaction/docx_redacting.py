"""A DOCX re-made: what is seen of it, with black blocks in place of the marked letters, written into a new document."""

from collections.abc import Sequence

from gongkai.redaction.docx_model import Paragraph, Piece, Seen
from gongkai.redaction.docx_reading import see_docx
from gongkai.redaction.docx_writing import BAR, write_docx
from gongkai.redaction.marks import Mark, spans_of

Span = tuple[int, int]


def redact_docx(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The released DOCX. Marks are within its paragraphs (see `marks.require_marks`)."""
    return write_docx(barred(see_docx(content), marks))


def barred(seen: Seen, marks: Sequence[Mark]) -> Seen:
    """The document with bars in place of what is marked. It is changed itself."""
    for number, paragraph in enumerate(seen.paragraphs(), start=1):
        spans = spans_of(marks, number, paragraph.text)
        if spans:
            paragraph.pieces = _barred(paragraph, spans)
    return seen


def _barred(paragraph: Paragraph, spans: list[Span]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for piece in paragraph.pieces:
        begin, end = at, at + len(piece.text)
        at = end
        place = begin
        for hidden_from, hidden_to in spans:
            if hidden_to <= begin or hidden_from >= end:
                continue
            if place < hidden_from:
                found.append(Piece(piece.text[place - begin : hidden_from - begin], piece.look))
            if hidden_from >= begin:
                found.append(Piece(BAR, piece.look))
            place = min(hidden_to, end)
        if place == begin:
            found.append(piece)
        elif place < end:
            found.append(Piece(piece.text[place - begin :], piece.look))
    return found
