"""The proof: the released bytes are read back by other ways than they were written, and held against the original."""

from collections.abc import Sequence

from gongkai.redaction.marks import Mark
from gongkai.redaction.proof.docx import verify_docx
from gongkai.redaction.proof.findings import Line, Proof, Repeat
from gongkai.redaction.proof.pdf import verify_pdf
from gongkai.redaction.proof.picture import verify_picture

__all__ = ["Line", "Proof", "Repeat", "verify"]


def verify(original: bytes, released: bytes, kind: str, marks: Sequence[Mark]) -> Proof:
    """What was verified of these very bytes. NotAcceptable with what failed and where: such a copy is never released."""
    if kind == "pdf":
        return verify_pdf(original, released, marks)
    if kind == "docx":
        return verify_docx(original, released, marks)
    return verify_picture(original, released, kind, marks)
