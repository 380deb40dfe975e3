"""The released PDF taken apart byte by byte: it may hold what a copy needs, in that order, and not a byte more."""

import re
import zlib
from dataclasses import dataclass

_HEADER = re.compile(rb"%PDF-1\.7\n%\xe2\xe3\xcf\xd3\n")
_OBJECT = re.compile(rb"(\d{1,6}) 0 obj\n")
_PLAIN = re.compile(rb"(<<[^\x00-\x08\x80-\xff]*?>>)\nendobj\n")
_STREAM = re.compile(rb"(<<[ -~]*?/Length (\d{1,10}) >>)\nstream\n")
_AFTER_STREAM = b"\nendstream\nendobj\n"
_TAIL = re.compile(
    rb"xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)"
    rb"trailer\n<< /Size (\d+) /Root 1 0 R >>\nstartxref\n(\d+)\n%%EOF\n"
)
_NAME = re.compile(rb"/([^\s/<>\[\]()]*)")
_STRING = re.compile(rb"\([^)]*\)")
_NAMES = frozenset(
    b"Type Catalog Pages Lang Count Kids Page Parent MediaBox Contents Resources XObject P Font T Subtype Image Width "
    b"Height BitsPerComponent ColorSpace DeviceGray DeviceRGB Filter FlateDecode DCTDecode Length Type0 BaseFont Unseen "
    b"Encoding Identity-H DescendantFonts ToUnicode CIDFontType2 CIDSystemInfo Registry Ordering Supplement DW "
    b"FontDescriptor CIDToGIDMap FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV FontFile2 Length1".split()
)
_STRINGS = frozenset({b"(zh-CN)", b"(Adobe)", b"(Identity)"})
_SHARED = 8  # objects before the pages: catalogue, page list, six of the font
_BEFORE = re.compile(rb"q ([\d.]+) 0 0 ([\d.]+) 0 0 cm /P Do Q")
_LINE = re.compile(rb"/T [\d.]+ Tf [\d.]+ Tz 1 0 0 1 -?[\d.]+ -?[\d.]+ Tm <((?:[0-9A-F]{4})+)> Tj")
_MAPPED = re.compile(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4}){1,2})>")
_CMAP = re.compile(
    rb"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Unseen def\n/CMapType 2 def\n"
    rb"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    rb"(?:\d+ beginbfchar\n(?:<[0-9A-F]{4}> <(?:[0-9A-F]{4}){1,2}>\n)*endbfchar\n?)*\n?"
    rb"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
)


class NotAsWritten(Exception):
    """The file holds something a released copy does not hold; says what."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What a page is made of: size in points, its picture as packed, and its unseen text as codes."""

    width: float
    height: float
    pixels: tuple[int, int]
    bands: int
    coding: str
    data: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """The pages, what each code of the unseen text means, and every byte that is no picture, by its place."""

    pages: tuple[WrittenPage, ...]
    codes: dict[str, int]
    places: dict[str, bytes]


def take_apart(released: bytes) -> Written:
    """The parts of the file. NotAsWritten for any byte that has no business in it."""
    objects, at = _objects(released)
    _require_tail(released, at, objects)
    bodies = {number: (about, data) for number, (_, about, data) in objects.items()}
    for about, _ in bodies.values():
        _require_known(about)
    if len(bodies) < _SHARED + 3 or (len(bodies) - _SHARED) % 3 or sorted(bodies) != list(range(1, len(bodies) + 1)):
        raise NotAsWritten("对象的个数不对")
    unpacked = {number: _unpacked(data) for number, (about, data) in bodies.items() if data and b"/Image" not in about}
    names = unpacked.get(_SHARED, b"")
    if not _CMAP.fullmatch(names):
        raise NotAsWritten("字码表里有别的内容")
    codes = {bytes.fromhex(sign.decode()).decode("utf-16-be"): int(code, 16) for code, sign in _MAPPED.findall(names)}
    pages = tuple(_page(bodies, unpacked, number) for number in range(_SHARED + 1, len(bodies) + 1, 3))
    places = {f"第{number}号对象": about for number, (about, _) in bodies.items()}
    places |= {f"第{number}号对象的数据流": data for number, data in unpacked.items()}
    return Written(pages, codes, places)


def _objects(released: bytes) -> tuple[dict[int, tuple[int, bytes, bytes]], int]:
    """Number → (offset, dictionary, stream), and where the objects end."""
    head = _HEADER.match(released)
    if head is None:
        raise NotAsWritten("文件开头不对")
    at, found = head.end(), {}
    while match := _OBJECT.match(released, at):
        number, start = int(match[1]), match.end()
        if number in found:
            raise NotAsWritten(f"第{number}号对象有两个")
        if stream := _STREAM.match(released, start):
            end = stream.end() + int(stream[2])
            if released[end : end + len(_AFTER_STREAM)] != _AFTER_STREAM:
                raise NotAsWritten(f"第{number}号对象的数据流长度不对")
            found[number] = (at, stream[1], released[stream.end() : end])
            at = end + len(_AFTER_STREAM)
        elif plain := _PLAIN.match(released, start):
            found[number] = (at, plain[1], b"")
            at = plain.end()
        else:
            raise NotAsWritten(f"第{number}号对象读不出来")
    return found, at


def _require_tail(released: bytes, at: int, objects: dict[int, tuple[int, bytes, bytes]]) -> None:
    tail = _TAIL.fullmatch(released, at)
    if tail is None:
        raise NotAsWritten("文件末尾有别的内容，或者有两个版本")
    places = [int(line[:10]) for line in tail[2].splitlines()]
    wanted = [place for _, (place, _, _) in sorted(objects.items())]
    size = len(objects) + 1
    if int(tail[1]) != size or int(tail[3]) != size or int(tail[4]) != at or places != wanted:
        raise NotAsWritten("交叉引用表与对象不符")


def _require_known(about: bytes) -> None:
    for name in _NAME.findall(about):
        if name not in _NAMES:
            raise NotAsWritten(f"有不该有的项目“{name.decode('latin-1')[:30]}”")
    if set(_STRING.findall(about)) - _STRINGS or b"<" in about.replace(b"<<", b""):
        raise NotAsWritten("有不该有的文字")


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data) + unpacker.flush()
    except zlib.error as error:
        raise NotAsWritten("数据流解不开") from error
    if not unpacker.eof or unpacker.unused_data:
        raise NotAsWritten("数据流后面还有别的内容")
    return plain


def _page(bodies: dict[int, tuple[bytes, bytes]], unpacked: dict[int, bytes], number: int) -> WrittenPage:
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", bodies[number][0])
    about, data = bodies[number + 2]
    size = re.search(rb"/Width (\d+) /Height (\d+) ", about)
    if (
        box is None
        or size is None
        or b"/Image" not in about
        or f"/Contents {number + 1} 0 R".encode() not in (bodies[number][0])
    ):
        raise NotAsWritten("有一页不是一张图")
    content = unpacked.get(number + 1, b"")
    _require_content(content, box[1], box[2])
    return WrittenPage(
        float(box[1]),
        float(box[2]),
        (int(size[1]), int(size[2])),
        1 if b"DeviceGray" in about else 3,
        "flate" if b"/FlateDecode" in about else "jpeg",
        data,
        content,
    )


def _require_content(content: bytes, width: bytes, height: bytes) -> None:
    """The picture once over the whole page; after it unseen text or nothing."""
    lines = content.split(b"\n")
    drawn = _BEFORE.fullmatch(lines[0])
    if drawn is None or (drawn[1], drawn[2]) != (width, height):
        raise NotAsWritten("有一页的图没有铺满")
    if len(lines) > 1:
        if lines[1] != b"BT 3 Tr" or lines[-1] != b"ET":
            raise NotAsWritten("有一页的文字不是看不见的一层")
        if not all(_LINE.fullmatch(line) for line in lines[2:-1]):
            raise NotAsWritten("有一页画了别的内容")
