"""A PDF re-made: every page painted with its bars burnt in, a new file written around the pictures."""

import io
import zlib
from collections.abc import Callable, Iterator, Sequence

import pypdfium2
from PIL import Image

from gongkai.redaction.bars import bars_of, burnt_in, grown_over_ink
from gongkai.redaction.marks import Box, Mark, Page, Word, touches, upright
from gongkai.redaction.pdf_opening import a_page, opened
from gongkai.redaction.pdf_reading import page_of, picture_of
from gongkai.redaction.pdf_writing import Leaf, write_pdf

DPI = 200
PHOTO_DPI = 150
LEVELS = 16  # of grey or of each colour: text stays sharp and a page a third as large
_STEP = 255 // (LEVELS - 1)
_TO_LEVELS = [min(255, (value + _STEP // 2) // _STEP * _STEP) for value in range(256)]
_PHOTO = 1_200_000  # bytes: a page that packs no better is a photograph or a scan
_QUALITY = 75
_BAND = 120  # rows by which a photograph is told
_HARDLY = 0.15  # of its bytes: the densest text packs to less than a tenth
Pack = Callable[[Image.Image, Page, Sequence[Word]], Leaf]


def redact_pdf(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The released PDF. Marks are within its pages (see `marks.require_marks`)."""
    with opened(content) as document:
        return write_pdf(_leaves(document, marks))


def _leaves(document: pypdfium2.PdfDocument, marks: Sequence[Mark]) -> Iterator[Leaf]:
    for number in range(1, len(document) + 1):
        with a_page(document, number) as page:
            read = page_of(page, number, look=True)
            picture, scale = picture_of(page, DPI)
            leaf = None if hardly_packs(picture) else _leaf(picture, scale, marks, read, packed)
            if leaf is None or len(leaf.data) > _PHOTO:
                leaf = _leaf(*picture_of(page, PHOTO_DPI), marks, read, photographed)
        yield leaf


def _leaf(picture: Image.Image, scale: float, marks: Sequence[Mark], read: Page, pack: Pack) -> Leaf:
    bars = page_bars(picture, scale, marks, read)
    return pack(burnt_in(picture, bars, scale), read, kept_words(read.words, bars))


def hardly_packs(picture: Image.Image) -> bool:
    """Whether a band across the middle hardly packs: paper and light under a scanner, not letters on white."""
    middle = picture.height // 2
    band = picture.crop((0, middle, picture.width, min(middle + _BAND, picture.height)))
    few = band.point(_TO_LEVELS * len(band.getbands())).tobytes()
    return len(zlib.compress(few, 1)) > _HARDLY * len(few)


def page_bars(picture: Image.Image, scale: float, marks: Sequence[Mark], page: Page) -> list[Box]:
    """The bars of a page: whole letters where there is text, and grown over what ink crosses them where there is none."""
    here = [mark for mark in marks if mark.page == page.number and mark.box is not None]
    bars = bars_of(here, page.number, page.words)
    for mark in here:
        drawn = upright(mark.box or (0, 0, 0, 0))
        if not any(touches(drawn, word.box) for word in page.words):
            bars.append(grown_over_ink(picture, drawn, scale))
    return bars


def kept_words(words: Sequence[Word], bars: Sequence[Box]) -> list[Word]:
    """The words for the new text layer: those that show, and touch no bar."""
    return [word for word in words if word.shows and not any(touches(word.box, bar) for bar in bars)]


def packed(picture: Image.Image, page: Page, words: Sequence[Word]) -> Leaf:
    """Lossless but for the levels of grey."""
    few = picture.point(_TO_LEVELS * len(picture.getbands()))
    data = zlib.compress(few.tobytes(), 4)
    return Leaf(page.width, page.height, picture.size, picture.mode == "L", "flate", data, words)


def photographed(picture: Image.Image, page: Page, words: Sequence[Word]) -> Leaf:
    """As a JPEG without any of a camera's notes. The bars are in the picture before it is packed."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, subsampling=0)
    return Leaf(page.width, page.height, picture.size, picture.mode == "L", "jpeg", file.getvalue(), words)
