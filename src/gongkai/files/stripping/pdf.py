"""A PDF without what it says of its makers. pdfium writes the file anew, plainly, which leaves earlier states of it behind; in that
plain file each object has its place, and what tells of people is blanked where it stands. Pages, text, structure stay as they are."""

import io
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.files.stripping.broken import broken, locked
from gongkai.redaction.pdf_opening import ONE_AT_A_TIME

_TOOL = "PDF阅读软件"
_PLACE = re.compile(rb"(\d{10}) (\d{5}) n")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_METADATA = re.compile(rb"/Type\s*/Metadata\b")
_MADE_BY_HOUSE = b"<</Producer(gongkai)>>"


def strip_pdf(name: str, content: bytes) -> bytes:
    """The file without information dictionary and XMP. A signed file comes back as it is; NotAcceptable when it cannot be opened."""
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
                raise locked(name) from error
            raise broken(name, _TOOL) from error
        try:
            if len(document) == 0:
                raise broken(name, _TOOL)
            if pdfium.FPDF_GetSignatureCount(document) > 0 or _is_bare(document, content):
                return content
            plain = _written_anew(document)
        finally:
            document.close()
        stripped = _blanked(plain)
        return stripped if _says_nothing(stripped) else _refuse(name)


def _is_bare(document: pypdfium2.PdfDocument, content: bytes) -> bool:
    """Whether it was stripped before: nothing to take out, so the same bytes stay the same file."""
    return _MADE_BY_HOUSE in content and not _METADATA.search(content) and _told(document) == {"Producer": "gongkai"}


def _told(document: pypdfium2.PdfDocument) -> dict[str, str]:
    return dict(document.get_metadata_dict(skip_empty=True))


def _written_anew(document: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out, flags=pdfium.FPDF_NO_INCREMENTAL)
    return out.getvalue()


def _blanked(content: bytes) -> bytes:
    """The same with those objects overwritten, each as long as it was: no place in the table changes."""
    told = bytearray(content)
    info = _INFO.search(content, content.rindex(b"trailer"))
    for number, begin, end in _objects(content):
        body = content[begin:end]
        if info and number == int(info[1]):
            _overwrite(told, begin, end, _MADE_BY_HOUSE)
        elif _METADATA.search(body.split(b"stream", 1)[0]):
            _overwrite(told, begin, end, b"null")
    return bytes(told)


def _objects(content: bytes) -> Iterator[tuple[int, int, int]]:
    """(number, begin, end) of what stands between `obj` and `endobj`, of each object of pdfium's plain file."""
    table = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    places = sorted(int(place[1]) for place in _PLACE.finditer(content, table))
    for begin, following in zip(places, [*places[1:], table], strict=True):
        head = re.compile(rb"(\d+) \d+ obj").match(content, begin)
        end = content.rfind(b"endobj", begin, following)
        if head and end > head.end():
            yield int(head[1]), head.end(), end


def _overwrite(told: bytearray, begin: int, end: int, body: bytes) -> None:
    room = end - begin - 2
    told[begin:end] = b"\n" + (body if len(body) <= room else b"<<>>"[:room]).ljust(room) + b"\n"


def _says_nothing(content: bytes) -> bool:
    """Read back by pdfium: nothing is said of its makers any more."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return False
    try:
        return len(document) > 0 and set(_told(document)) <= {"Producer"}
    finally:
        document.close()


def _refuse(name: str) -> bytes:
    raise broken(name, _TOOL)
