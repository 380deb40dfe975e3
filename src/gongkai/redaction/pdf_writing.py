"""A new PDF of pictures, with an unseen text behind each that can be searched and read aloud. Nothing of an old file enters it.

The whole grammar of the file is in this module: catalogue, pages, one picture and one text a page, one font without
shapes. There is no information dictionary, no metadata, no annotation, no second section.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.redaction.marks import Word, around

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES, _FONT, _DESCENDANT, _DESCRIPTOR, _SHAPES, _GLYPHS, _NAMES = range(1, 9)
_FIRST_PAGE = 9
_PER_BLOCK = 100  # entries of a CMap block: what the format allows


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to write: its size in points, its picture, compressed (`flate` or `jpeg`), and the words to lay behind."""

    width: float
    height: float
    pixels: tuple[int, int]
    grey: bool
    coding: str
    data: bytes
    words: Sequence[Word] = ()


def write_pdf(leaves: Iterable[Leaf]) -> bytes:
    """The bytes of the file. Leaves are taken one by one, so that only one picture is in memory uncompressed."""
    signs: dict[str, int] = {}
    bodies: dict[int, bytes] = {}
    kids: list[int] = []
    for leaf in leaves:
        number = _FIRST_PAGE + 3 * len(kids)
        kids.append(number)
        bodies[number] = _page(leaf, number)
        bodies[number + 1] = _stream(zlib.compress(_content(leaf, signs), 6), b"/Filter /FlateDecode")
        bodies[number + 2] = _picture(leaf)
    bodies[_CATALOG] = b"<< /Type /Catalog /Pages %d 0 R /Lang (zh-CN) >>" % _PAGES
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    bodies[_PAGES] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    bodies |= _font(signs)
    return _joined(bodies)


def _joined(bodies: dict[int, bytes]) -> bytes:
    out = bytearray(HEADER)
    places = []
    for number in sorted(bodies):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, bodies[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, _CATALOG, start)
    return bytes(out)


def _page(leaf: Leaf, number: int) -> bytes:
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Contents %d 0 R "
        b"/Resources << /XObject << /P %d 0 R >> /Font << /T %d 0 R >> >> >>"
    ) % (_PAGES, _number(leaf.width), _number(leaf.height), number + 1, number + 2, _FONT)


def _picture(leaf: Leaf) -> bytes:
    about = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s /Filter /%s" % (
        *leaf.pixels,
        b"DeviceGray" if leaf.grey else b"DeviceRGB",
        b"FlateDecode" if leaf.coding == "flate" else b"DCTDecode",
    )
    return _stream(leaf.data, about)


def _content(leaf: Leaf, signs: dict[str, int]) -> bytes:
    """The picture over the whole page, then the words, unseen (mode 3), each line stretched to where it stands."""
    parts = [b"q %s 0 0 %s 0 0 cm /P Do Q" % (_number(leaf.width), _number(leaf.height))]
    lines = list(_lines(leaf.words))
    if lines:
        parts.append(b"BT 3 Tr")
        for text, (left, top, right, bottom) in lines:
            size = max(bottom - top, 1.0)
            codes = "".join(f"{signs.setdefault(sign, len(signs) + 1):04X}" for sign in text)
            stretch = 100 * max(right - left, 0.5) / (size * len(text))
            parts.append(
                b"/T %s Tf %s Tz 1 0 0 1 %s %s Tm <%s> Tj"
                % (
                    _number(size),
                    _number(stretch),
                    _number(left),
                    _number(leaf.height - bottom + size * 0.12),
                    codes.encode(),
                )
            )
        parts.append(b"ET")
    return b"\n".join(parts)


def _lines(words: Sequence[Word]) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Words that follow one another on a line, as one text with the box around it; never across a gap in the reading."""
    run: list[Word] = []
    for word in words:
        if run and not _next_to(run[-1], word):
            yield _told(run)
            run = []
        run.append(word)
    if run:
        yield _told(run)


def _next_to(before: Word, after: Word) -> bool:
    tall = max(before.box[3] - before.box[1], after.box[3] - after.box[1], 4.0)
    spaces = after.begin - before.begin - len(before.text)
    level = abs((before.box[1] + before.box[3]) - (after.box[1] + after.box[3])) < 1.2 * tall
    return 0 <= spaces <= 1 and level and -0.5 * tall < after.box[0] - before.box[2] < 1.5 * tall


def _told(run: list[Word]) -> tuple[str, tuple[float, float, float, float]]:
    text = run[0].text
    for before, after in pairwise(run):
        text += (" " if after.begin > before.begin + len(before.text) else "") + after.text
    return text, around(word.box for word in run)


def _font(signs: dict[str, int]) -> dict[int, bytes]:
    """A font whose glyphs are all the same empty square, and the table of what each code means."""
    shapes = shapeless_font()
    glyphs = zlib.compress(b"\x00\x01" * (len(signs) + 2), 9)
    return {
        _FONT: (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H /DescendantFonts [%d 0 R] "
            b"/ToUnicode %d 0 R >>"
        )
        % (_DESCENDANT, _NAMES),
        _DESCENDANT: (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R >>"
        )
        % (_DESCRIPTOR, _GLYPHS),
        _DESCRIPTOR: (
            b"<< /Type /FontDescriptor /FontName /Unseen /Flags 5 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
            b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 /FontFile2 %d 0 R >>"
        )
        % _SHAPES,
        _SHAPES: _stream(zlib.compress(shapes, 9), b"/Filter /FlateDecode /Length1 %d" % len(shapes)),
        _GLYPHS: _stream(glyphs, b"/Filter /FlateDecode"),
        _NAMES: _stream(zlib.compress(_to_unicode(signs), 9), b"/Filter /FlateDecode"),
    }


def _to_unicode(signs: dict[str, int]) -> bytes:
    entries = [f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for sign, code in signs.items()]
    blocks = [entries[at : at + _PER_BLOCK] for at in range(0, len(entries), _PER_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Unseen def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def shapeless_font() -> bytes:
    """A TrueType font of two glyphs without outline, 1000 units wide: the least that readers take."""
    tables = {
        b"glyf": b"\0\0\0\0",
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 11, 1000, 0, 0, 0, -120, 1000, 880, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", 1000, 0, 1000, 0),
        b"loca": struct.pack(">HHH", 0, 0, 0),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    place = len(head) + 16 * len(tables)
    index, body = b"", b""
    for name, table in tables.items():
        padded = table + b"\0" * (-len(table) % 4)
        index += struct.pack(">4sIII", name, _checksum(padded), place + len(body), len(table))
        body += padded
    return head + index + body


def _checksum(table: bytes) -> int:
    return sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF


def _stream(data: bytes, about: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(data), data)


def _number(value: float) -> bytes:
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()
