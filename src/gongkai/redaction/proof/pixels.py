"""Pixels held against pixels: one colour under every bar, the original's picture everywhere else."""

import io
import zlib
from collections.abc import Sequence

from PIL import Image, ImageChops

from gongkai.redaction.marks import Box
from gongkai.redaction.pdf_reading import largest
from gongkai.redaction.proof.written import WrittenPage

LOSSLESS = 10  # of 255: half a step between the sixteen levels, and rounding
PHOTO = 72  # of 255: what a JPEG may do to a single sharp edge once four by four pixels are averaged
_DARKEST_OF_PHOTO = 90
_BARE_JPEG = {0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}
_PNG = b"\x89PNG\r\n\x1a\n"
Pixels = tuple[int, int, int, int]


def picture_in(page: WrittenPage) -> Image.Image | None:
    """The picture as it lies in the file, unpacked without pdfium; None where it is not what its dictionary says."""
    mode = "L" if page.bands == 1 else "RGB"
    if page.coding == "jpeg":
        return bare_jpeg(page.data, mode, page.pixels)
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(page.data)
    except zlib.error:
        return None
    if not unpacker.eof or unpacker.unused_data or len(plain) != page.pixels[0] * page.pixels[1] * page.bands:
        return None
    return Image.frombytes(mode, page.pixels, plain)


def bare_jpeg(data: bytes, mode: str, size: tuple[int, int]) -> Image.Image | None:
    """The picture of a JPEG that holds nothing but the picture: no notes, no thumbnail, nothing behind its end."""
    at = 2
    if not data.startswith(b"\xff\xd8") or data.find(b"\xff\xd9") != len(data) - 2:
        return None
    while at + 4 <= len(data):
        if data[at] != 0xFF or data[at + 1] not in _BARE_JPEG:
            return None
        if data[at + 1] == 0xE0 and data[at + 2 : at + 9] != b"\x00\x10JFIF\x00":
            return None
        if data[at + 1] == 0xDA:
            break
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG",))
        picture.load()
    except (OSError, ValueError, SyntaxError):
        return None
    return picture if picture.mode == mode and picture.size == size else None


def bare_png(data: bytes) -> Image.Image | None:
    """The picture of a PNG of three kinds of chunk: head, data, end."""
    at = len(_PNG)
    if not data.startswith(_PNG):
        return None
    kinds = []
    while at + 12 <= len(data):
        kinds.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    if at != len(data) or set(kinds) != {b"IHDR", b"IDAT", b"IEND"} or kinds[-1] != b"IEND":
        return None
    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG",))
        picture.load()
    except (OSError, ValueError, SyntaxError):
        return None
    return picture


def is_one_colour(picture: Image.Image, pixels: Pixels, *, photo: bool) -> bool:
    """Whether nothing but the bar is seen there. In a JPEG its two outermost pixels may shimmer."""
    left, top, right, bottom = pixels
    if photo and right - left > 8 and bottom - top > 8:
        left, top, right, bottom = left + 2, top + 2, right - 2, bottom - 2
    inside = picture.crop((left, top, right + 1, bottom + 1)).convert("L")
    return largest(inside) <= (_DARKEST_OF_PHOTO if photo else 0)


def differs_at(original: Image.Image, released: Image.Image, around: Sequence[Pixels], *, photo: bool) -> Box | None:
    """Where the released picture is neither the original's nor a bar near a mark; None when it is nowhere so.

    around: the areas in which pixels may be black instead. Both pictures have one size.
    """
    if original.mode != released.mode:
        original = original.convert(released.mode)
    expected = original.copy()
    for left, top, right, bottom in around:
        area = (left, top, right + 1, bottom + 1)
        black = released.crop(area).convert("L").point(lambda value: 255 if value <= (_DARKEST_OF_PHOTO * photo) else 0)
        expected.paste(0 if released.mode == "L" else (0, 0, 0), area, black)
    change = ImageChops.difference(expected, released)
    if photo:
        change = change.reduce(4)
    limit = PHOTO if photo else LOSSLESS
    bands = change.split()
    if all(largest(band) <= limit for band in bands):
        return None
    found = [band.point(lambda value: 255 if value > limit else 0).getbbox() for band in bands]
    box = next(entry for entry in found if entry)
    factor = 4 if photo else 1
    return box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor
