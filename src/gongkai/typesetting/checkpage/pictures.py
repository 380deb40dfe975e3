"""Pieces of a PDF's pages, or of an image, as pictures: grey PNG inside the page, the signs read ringed in SVG. No file is written."""

import zlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from struct import pack
from types import TracebackType
from typing import Any, Self

from gongkai.typesetting.checkpage.material import Box
from gongkai.typesetting.markup import Markup, tag

SCALE = 2.0  # pixels a point
MOST = 80  # pictures in one page; findings beyond them are told in words
_INK = 70  # so much darker than the paper
_RULED = 0.9  # of the height: so long is a ruling
_MARGIN = 4.0  # points of paper left around what is cut out
_A4_WIDTH = 595.0
_NARROWEST = 300.0  # points: narrower pieces are not blown up to the width of the figure


@dataclass(frozen=True, slots=True)
class Piece:
    """A cut of a page: its place on the page in points, and the grey pixels."""

    left: float
    top: float
    width: int
    height: int
    pixels: bytes

    @property
    def right(self) -> float:
        return self.left + self.width / SCALE

    @property
    def bottom(self) -> float:
        return self.top + self.height / SCALE

    def trimmed(self) -> "Piece":
        """Without the bare columns at both sides. The whole piece where nothing is printed on it."""
        return self._inked(range(self.width))

    def innermost(self) -> "Piece":
        """What is printed between the last two upright rulings that hold anything: the label without the heads beside it."""
        inked = self._inked_columns()
        edges = [-1, *self._rulings(), self.width]
        for left, right in reversed([*pairwise(edges)]):
            inside = range(left + 1, right)
            if len(inside) > _MARGIN * SCALE * 2 and any(inked[x] for x in inside):
                return self._inked(inside)
        return self

    def _dark(self) -> int:
        """Ink is darker than this. The paper of a scan is not white."""
        return sorted(self.pixels)[len(self.pixels) // 2] - _INK

    def _rulings(self) -> list[int]:
        """Columns that are inked from top to bottom; a ruling that leans by a pixel is one too."""
        dark = self._dark()
        depth = [0] * (self.width + 2)
        for y in range(self.height):
            row = self.pixels[y * self.width : (y + 1) * self.width]
            inked = (x for x, pixel in enumerate(row) if pixel < dark)
            for x in {near for at in inked for near in (at, at + 1, at + 2)}:
                depth[x] += 1
        return [x - 1 for x, count in enumerate(depth) if count > _RULED * self.height]

    def _inked_columns(self) -> list[bool]:
        """Whether anything is printed in each column at half height: the rulings above and below are no label."""
        dark, top = self._dark(), self.height * 3 // 8
        middle = self.pixels[top * self.width : max(top + 1, self.height - top) * self.width]
        return [min(middle[x :: self.width]) < dark for x in range(self.width)]

    def _inked(self, columns: range) -> "Piece":
        told = self._inked_columns()
        inked = [x for x in columns if told[x]]
        if not inked:
            return self
        keep = round(_MARGIN * SCALE)
        first, last = max(columns[0], inked[0] - keep), min(columns[-1] + 1, inked[-1] + 1 + keep)
        rows = (self.pixels[y * self.width + first : y * self.width + last] for y in range(self.height))
        return Piece(self.left + first / SCALE, self.top, last - first, self.height, b"".join(rows))

    def png(self) -> bytes:
        """The pixels as a PNG, without date or program."""
        rows = (b"\x00" + self.pixels[y * self.width : (y + 1) * self.width] for y in range(self.height))
        head = pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
            for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
        )


class _Pdf:
    """The pages of a PDF."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self.document = pypdfium2.PdfDocument(data)

    def size(self, number: int) -> tuple[float, float]:
        wide, high = self.document[number - 1].get_size()
        return float(wide), float(high)

    def draw(self, number: int, box: Box) -> tuple[int, int, bytes]:
        """Width and height in pixels, and the pixels, of a part of a page."""
        wide, high = self.size(number)
        crop = (box[0], high - box[3], wide - box[2], box[1])
        drawn = self.document[number - 1].render(scale=SCALE, crop=crop, grayscale=True)
        stride, width, height = drawn.stride, drawn.width, drawn.height
        raw = bytes(drawn.buffer)
        drawn.close()
        return width, height, b"".join(raw[y * stride : y * stride + width] for y in range(height))

    def close(self) -> None:
        self.document.close()


class _Image:
    """The frames of an image file. A frame is taken to be as wide as a sheet of A4."""

    def __init__(self, data: bytes) -> None:
        from PIL import Image

        self.image = Image.open(BytesIO(data))
        self._upright: tuple[int, Any] = (0, None)

    def frame(self, number: int) -> Any:
        from PIL import ImageOps

        if self._upright[0] != number:
            self.image.seek(number - 1)
            self._upright = (number, ImageOps.exif_transpose(self.image).convert("L"))
        return self._upright[1]

    def unit(self, number: int) -> float:
        """Points of one pixel."""
        return _A4_WIDTH / float(self.frame(number).width)

    def size(self, number: int) -> tuple[float, float]:
        unit = self.unit(number)
        return self.frame(number).width * unit, self.frame(number).height * unit

    def draw(self, number: int, box: Box) -> tuple[int, int, bytes]:
        unit = self.unit(number)
        part = self.frame(number).crop(tuple(round(edge / unit) for edge in box))
        width, height = max(1, round((box[2] - box[0]) * SCALE)), max(1, round((box[3] - box[1]) * SCALE))
        return width, height, part.resize((width, height)).tobytes()

    def close(self) -> None:
        self.image.close()


class Pages:
    """The pages of a PDF or the frames of an image, opened at the first picture wanted. Use as a context; nothing is
    raised for a page that cannot be drawn: there is no picture of it."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._data = data
        self._kind = kind if kind in ("pdf", "image") else ""
        self._opened: _Pdf | _Image | None = None
        self._texts: dict[int, tuple[str, list[int]]] = {}
        self._left = MOST

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()

    def _file(self) -> _Pdf | _Image | None:
        """The file opened; None where it has no pages, or cannot be opened."""
        if self._opened is None and self._kind:
            try:
                self._opened = _Pdf(self._data) if self._kind == "pdf" else _Image(self._data)
            except (RuntimeError, OSError, ValueError):
                self._kind = ""
        return self._opened

    def points(self, number: int, box: Box) -> Box:
        """A box as the reader gives it, in points: of an image it is given in pixels."""
        file = self._file()
        if not isinstance(file, _Image):
            return box
        unit = file.unit(number)
        return (box[0] * unit, box[1] * unit, box[2] * unit, box[3] * unit)

    def cut(self, number: int, box: Box) -> Piece | None:
        """That part of a page, a little paper around it. None where it cannot be drawn, or too many were."""
        file = self._file()
        if file is None or self._left <= 0:
            return None
        try:
            wide, high = file.size(number)
            left, top = max(0.0, box[0] - _MARGIN), max(0.0, box[1] - _MARGIN)
            right, bottom = min(wide, box[2] + _MARGIN), min(high, box[3] + _MARGIN)
            if right - left < 1 or bottom - top < 1:
                return None
            self._left -= 1
            return Piece(left, top, *file.draw(number, (left, top, right, bottom)))
        except (RuntimeError, OSError, ValueError, IndexError):
            return None

    def find(self, quote: str, most_pages: int = 30) -> tuple[int, list[Box]] | None:
        """The page on which the words stand, and a box for each of their lines. Spaces and line ends do not count."""
        wanted = "".join(quote.split())
        file = self._file()
        if not wanted or not isinstance(file, _Pdf):
            return None
        for number in range(1, min(len(file.document), most_pages) + 1):
            folded, places = self._text(file, number)
            at = folded.find(wanted)
            if at >= 0:
                return number, self._lines(file, number, places[at : at + len(wanted)])
        return None

    def _text(self, file: _Pdf, number: int) -> tuple[str, list[int]]:
        """The text of a page without spaces, and for each sign its index on the page."""
        if number not in self._texts:
            whole = file.document[number - 1].get_textpage().get_text_range()
            kept = [(sign, index) for index, sign in enumerate(whole) if not sign.isspace()]
            self._texts[number] = "".join(sign for sign, _ in kept), [index for _, index in kept]
        return self._texts[number]

    def _lines(self, file: _Pdf, number: int, signs: Sequence[int]) -> list[Box]:
        high = file.size(number)[1]
        text = file.document[number - 1].get_textpage()
        lines: list[Box] = []
        for sign in signs:
            left, bottom, right, top = text.get_charbox(sign)
            box = (left, high - top, right, high - bottom)
            if lines and box[1] < lines[-1][3] and box[3] > lines[-1][1]:
                last = lines[-1]
                lines[-1] = (min(last[0], left), min(last[1], box[1]), max(last[2], right), max(last[3], box[3]))
            else:
                lines.append(box)
        return lines


@dataclass(frozen=True, slots=True)
class Strip:
    """Pieces that stand side by side, and the boxes (in points of the page) that are ringed in them. torn: the page goes
    on at the right, and a broken line says so."""

    pieces: tuple[Piece, ...]
    rings: tuple[Box, ...] = ()
    torn: bool = False

    @property
    def height(self) -> float:
        return max(piece.height for piece in self.pieces) / SCALE


def drawing(strips: Sequence[Strip], label: str, *, doubt: bool = False) -> Markup:
    """The strips one below the other as one SVG; where the page was cut between them, a broken line."""
    gap = 7.0
    width = max(
        _NARROWEST, *(sum(p.width / SCALE for p in strip.pieces) + gap * (len(strip.pieces) - 1) for strip in strips)
    )
    parts: list[Markup] = []
    y = 0.0
    for order, strip in enumerate(strips):
        if order:
            parts.append(tag("path", class_="cut", d=f"M0 {_n(y + gap / 2)}H{_n(width)}"))
            y += gap
        x = 0.0
        for place, piece in enumerate(strip.pieces):
            if place:
                parts.append(tag("path", class_="cut", d=f"M{_n(x + gap / 2)} {_n(y)}v{_n(strip.height)}"))
                x += gap
            parts.append(_image(piece, x, y))
            parts += [_ring(box, piece, x, y, doubt) for box in strip.rings if _inside(box, piece)]
            x += piece.width / SCALE
        if strip.torn and x + gap < width:
            parts.append(tag("path", class_="cut", d=f"M{_n(x + gap / 2)} {_n(y)}v{_n(strip.height)}"))
        y += strip.height
    return tag("svg", *parts, viewBox=f"0 0 {_n(width)} {_n(y)}", role="img", aria_label=label)


def _inside(box: Box, piece: Piece) -> bool:
    middle = (box[0] + box[2]) / 2
    return piece.left <= middle <= piece.right


def _image(piece: Piece, x: float, y: float) -> Markup:
    address = "data:image/png;base64," + b64encode(piece.png()).decode()
    return tag("image", href=address, x=_n(x), y=_n(y), width=_n(piece.width / SCALE), height=_n(piece.height / SCALE))


def _ring(box: Box, piece: Piece, x: float, y: float, doubt: bool) -> Markup:
    left, top = x + box[0] - piece.left - 2, y + box[1] - piece.top - 1.5
    return tag(
        "rect",
        class_="ring doubt" if doubt else "ring",
        x=_n(left),
        y=_n(max(y + 1, top)),
        width=_n(box[2] - box[0] + 4),
        height=_n(min(box[3] - box[1] + 3, y + piece.height / SCALE - max(y + 1, top) - 1)),
    )


def _n(number: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")
