"""JPEG and PNG without what a camera or a program noted; not one pixel is touched."""

import io
import struct
import zlib

from PIL import Image

from gongkai.files.stripping.broken import broken

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
_SOI, _EOI, _SOS, _APP0, _APP2, _APP14, _APP15, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_TURNED = 0x0112  # the tag that says how a picture is to be turned
_TOOL = "看图软件"


def strip_jpeg(name: str, content: bytes) -> bytes:
    """The segments that make the picture, with its colours and how it is turned; nothing after its end."""
    try:
        kept = b"".join(_segments(content))
    except (IndexError, struct.error) as error:
        raise broken(name, _TOOL) from error
    turned = _orientation(content)
    return b"\xff\xd8" + (_exif(turned) if turned > 1 else b"") + kept


def _segments(content: bytes) -> list[bytes]:
    """What follows the start: the segments that are kept, in order, to the end of the picture."""
    kept: list[bytes] = []
    at = 2
    while True:
        if content[at] != 0xFF:
            raise IndexError("no marker")
        while content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if marker == _EOI:
            return [*kept, b"\xff\xd9"]
        if marker in _ALONE:
            at += 2
            continue
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise IndexError("cut off")
        segment = content[at:end]
        if _is_kept(marker, segment):
            kept.append(segment)
        at = end
        if marker == _SOS:
            at = _end_of_scan(content, end)
            kept.append(content[end:at])


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == _APP2:
        return segment[4:].startswith(b"ICC_PROFILE\0")
    if marker in {_APP0, _APP14}:
        return segment[4:].startswith((b"JFIF\0", b"Adobe"))
    return not (_APP0 < marker <= _APP15 or marker == _COM)


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands after the compressed lines that begin here."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise IndexError("no end")
        following = content[at + 1]
        if following == 0 or following in _ALONE:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


def _orientation(content: bytes) -> int:
    """1 to 8 as EXIF counts; 1 where nothing or nonsense is said."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            said = picture.getexif().get(_TURNED, 1)
    except (OSError, ValueError, SyntaxError, struct.error):
        return 1
    return said if isinstance(said, int) and 1 <= said <= 8 else 1


def _exif(turned: int) -> bytes:
    """A segment that says only how the picture is to be turned."""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _TURNED, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def strip_png(name: str, content: bytes) -> bytes:
    """The chunks that make the picture, each with its check right; nothing after its end."""
    kept, at = [_PNG], len(_PNG)
    while True:
        head = content[at : at + 8]
        if len(head) < 8:
            raise broken(name, _TOOL)
        (length,), kind = struct.unpack(">I", head[:4]), head[4:]
        end = at + 12 + length
        chunk = content[at:end]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise broken(name, _TOOL)
        if kind in _KEPT_CHUNKS:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at = end
