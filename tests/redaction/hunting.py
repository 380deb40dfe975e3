"""Hunting for a secret in released bytes: raw, unpacked, and as a reader shows it. Shares no line with the verifier."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pypdfium2

CODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030", "utf-32-le")


def layers(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, every stream of a PDF and every part of a zip, unpacked, and what lies within those."""
    yield "raw", content
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            yield f"stream at {match.end()}", zlib.decompressobj().decompress(content[match.end() :])
        except zlib.error:
            continue
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)
                yield f"{name} without tags", re.sub(rb"<[^>]*>", b"", archive.read(name))


def forms(secret: str) -> Iterator[bytes]:
    for coding in CODINGS:
        raw = secret.encode(coding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()


def places_of(secret: str, content: bytes) -> list[str]:
    """Where the secret is found. Empty when it is nowhere."""
    found = [name for name, data in layers(content) for form in forms(secret) if form in data]
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_range()
            found += [f"text of page {number + 1}"] if secret in "".join(text.split()) else []
        document.close()
    return found
