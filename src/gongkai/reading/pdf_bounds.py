"""What a PDF would unpack to, told before it is opened: streams that swell, and forms that draw forms that draw forms."""

import io
import re
import zlib
from typing import Any

from gongkai.reading import refusals

_LARGEST_STREAM = 150_000_000
_LARGEST_TOGETHER = 500_000_000
_MOST_DRAWN = 20_000  # forms drawn on a page, those inside others counted each time
_MOST_STREAMS = 50_000
_CHUNK = 1 << 16
_DEFLATED = 8  # the lower half of the first byte of a compressed stream
_STREAM = re.compile(rb"stream\r?\n")
_FORM = re.compile(rb"/Subtype\s*/(?:Form\b|[^\s/<>\[\]]*#)")
_TWICE = re.compile(rb"/(?:Fl|FlateDecode)\s*/(?:Fl|FlateDecode)\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


def require_bounded(data: bytes, name: str) -> None:
    """Unreadable where the PDF would unpack to far more than a report."""
    if _TWICE.search(data) or _swells(data) or (_FORM.search(data) and _draws_without_end(data)):
        raise refusals.large(name)


def _swells(data: bytes) -> bool:
    """Whether the compressed streams unpack to more than they may. Nothing of what is unpacked is kept."""
    together = 0
    for count, match in enumerate(_STREAM.finditer(data)):
        if count > _MOST_STREAMS:
            return True
        size = _unpacked(data, match.end())
        together += size
        if size > _LARGEST_STREAM or together > _LARGEST_TOGETHER:
            return True
    return False


def _unpacked(data: bytes, begin: int) -> int:
    """The size of the stream that begins here, counted until it is too large; 0 where it is not compressed so."""
    if begin >= len(data) or data[begin] & 0x0F != _DEFLATED:
        return 0
    unpacker = zlib.decompressobj()
    size, at = 0, begin
    try:
        while not unpacker.eof and size <= _LARGEST_STREAM:
            piece = unpacker.unconsumed_tail
            if not piece:
                piece, at = data[at : at + _CHUNK], at + _CHUNK
                if not piece:
                    break
            size += len(unpacker.decompress(piece, 16 * _CHUNK))
    except zlib.error:
        return size
    return size


def _draws_without_end(data: bytes) -> bool:
    """Walks from form to form: whether one draws itself, or all together draw far too much."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for number, page in enumerate(PDFPage.create_pages(document)):
            if number > 300:
                break
            contents = b"\n".join(_data(part) for part in page.contents)
            if _drawn(contents, page.resources, (), {}) > _MOST_DRAWN:
                return True
    except (PDFException, PSException, ValueError, TypeError, KeyError, AttributeError, RecursionError, IndexError):
        return False  # what pdfminer cannot follow, pdfium refuses or reads in its own way
    return False


def _data(part: Any) -> bytes:
    from pdfminer.pdftypes import resolve1

    stream = resolve1(part)
    return bytes(stream.get_data()) if hasattr(stream, "get_data") else b""


def _drawn(contents: bytes, resources: Any, above: tuple[int, ...], known: dict[int, int]) -> int:
    """How many forms are drawn by these contents, those inside others counted each time they are drawn."""
    from pdfminer.pdftypes import PDFStream, resolve1

    total = 0
    named = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    for name in _DRAWN.findall(contents):
        form = resolve1(named.get(name.decode("latin-1")))
        if not isinstance(form, PDFStream) or str(getattr(form.get("Subtype"), "name", "")) != "Form":
            continue
        key = id(form) if form.objid is None else form.objid
        if key in above:
            return _MOST_DRAWN + 1
        if key not in known:
            known[key] = 1 + _drawn(form.get_data(), form.get("Resources") or resources, (*above, key), known)
        total += known[key]
        if total > _MOST_DRAWN:
            return total
    return total
