"""A PDF's pages: the text with the place of every letter, what of it shows, and the picture of the page."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from gongkai.redaction.marks import Box, Page, Reading, Word, around, gaps, touches
from gongkai.redaction.pdf_opening import a_page, onto_the_page, opened

MOST_PIXELS = 40_000_000
_SMALLEST_SHOWN = 3.0  # points: a letter less tall is not read by anybody
_SEEN = 24  # of 255: how far a pixel must change for a letter to be seen
_PAINTED = 150  # dots per inch of the two pictures compared


@dataclass(frozen=True, slots=True)
class Letter:
    """One character and the box of its ink, in points from the top left. at: its place among the page's characters."""

    sign: str
    box: Box
    at: int


def read_pdf(content: bytes, *, look: bool = False) -> Reading:
    """Every page with its words. look: also find out which words show on the picture, which takes twice the time."""
    pages = []
    with opened(content) as document:
        for number in range(1, len(document) + 1):
            with a_page(document, number) as page:
                pages.append(page_of(page, number, look=look))
    return Reading("pdf", tuple(pages), _notes(pages))


def page_of(page: pypdfium2.PdfPage, number: int, *, look: bool) -> Page:
    """One page with its words."""
    width, height = page.get_size()
    text, letters = letters_of(page)
    words = words_of(letters)
    if look and words:
        words = _looked_at(page, words)
    return Page(number, width, height, text, tuple(words))


def _notes(pages: list[Page]) -> tuple[str, ...]:
    bare = [page.number for page in pages if not page.has_text]
    if not bare:
        return ()
    which = "全部各页" if len(bare) == len(pages) else "第" + "、".join(map(str, bare[:12])) + "页"
    return (f"{which}是扫描件或者图片，没有文字层：不能检索和自动建议，请逐页看图，用框遮盖。",)


def letters_of(page: pypdfium2.PdfPage) -> tuple[str, list[Letter]]:
    """The page's text, one sign for each character of pdfium, and the letters that have a place."""
    shown = onto_the_page(page)
    textpage = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    signs: list[str] = []
    letters: list[Letter] = []
    try:
        for at in range(textpage.count_chars()):
            code = pdfium.FPDFText_GetUnicode(textpage, at)
            sign = chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else _control(code)
            signs.append(sign)
            if sign.isspace() or not pdfium.FPDFText_GetCharBox(textpage, at, left, right, bottom, top):
                continue
            one, other = shown(left.value, top.value), shown(right.value, bottom.value)
            box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
            letters.append(Letter(sign, box, at))
    finally:
        textpage.close()
    return "".join(signs), letters


def _control(code: int) -> str:
    return "\n" if code in {10, 13} else " " if code < 0x20 else "\ufffd"


def words_of(letters: list[Letter]) -> list[Word]:
    """Runs of Latin letters and digits as one word, each other sign as one of its own."""
    words: list[Word] = []
    run: list[Letter] = []

    def close() -> None:
        if run:
            box = around(letter.box for letter in run)
            words.append(Word("".join(letter.sign for letter in run), box, run[0].at))
            run.clear()

    for letter in letters:
        if run and not (_joins(run[-1]) and _joins(letter) and _follows(run[-1], letter)):
            close()
        run.append(letter)
    close()
    return words


def _joins(letter: Letter) -> bool:
    return letter.sign.isascii() and not letter.sign.isspace()


def _follows(before: Letter, after: Letter) -> bool:
    """Whether the second letter comes right after the first without a gap, in whatever direction the line runs."""
    size = max(before.box[3] - before.box[1], after.box[3] - after.box[1], before.box[2] - before.box[0], 1.0)
    return after.at == before.at + 1 and all(gap < size for gap in gaps(before.box, after.box))


def _looked_at(page: pypdfium2.PdfPage, words: list[Word]) -> list[Word]:
    """The words, those marked that leave nothing on the picture: white on white, covered, tiny, in a layer switched off.

    The page is painted with and without its text; a word shows where the two differ. Where words lie on one another
    it cannot be told which is seen, so neither counts as shown.
    """
    scale = _scale(page, _PAINTED)
    painted = paint(page, scale, grey=True)
    _switch_text(page, on=False)
    try:
        bare = paint(page, scale, grey=True)
    finally:
        _switch_text(page, on=True)
    change = ImageChops.difference(painted, bare).point(lambda value: 255 if value > _SEEN else 0)
    inked = _inked(change, scale)
    piled = _piled(words)
    return [
        Word(
            word.text,
            word.box,
            word.begin,
            at not in piled and _tall(word) >= _SMALLEST_SHOWN and inked(word.box) and "\ufffd" not in word.text,
        )
        for at, word in enumerate(words)
    ]


def _tall(word: Word) -> float:
    """The larger side: a dash is flat and a 1 is thin."""
    return max(word.box[2] - word.box[0], word.box[3] - word.box[1])


def _inked(change: Image.Image, scale: float) -> Callable[[Box], bool]:
    def inked(box: Box) -> bool:
        left, top, right, bottom = (round(side * scale) for side in box)
        return change.crop((left, top, max(right, left + 1), max(bottom, top + 1))).getbbox() is not None

    return inked


def _piled(words: list[Word]) -> set[int]:
    """Numbers of the words of which a good part lies under or over another."""
    found: set[int] = set()
    order = sorted(range(len(words)), key=lambda at: words[at].box[1])
    for place, at in enumerate(order):
        box = words[at].box
        for other in order[place + 1 :]:
            beside = words[other].box
            if beside[1] >= box[3]:
                break
            if touches(box, beside) and _shared(box, beside) > 0.3:
                found |= {at, other}
    return found


def _shared(one: Box, other: Box) -> float:
    """The share of the smaller box that lies in the larger."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return across * down / smaller if smaller > 0 else 1.0


def _switch_text(page: pypdfium2.PdfPage, *, on: bool) -> None:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        pdfium.FPDFPageObj_SetIsActive(item.raw, on)


def _scale(page: pypdfium2.PdfPage, dpi: int) -> float:
    """Pixels a point, fewer where the page would have more pixels than memory is given for."""
    width, height = page.get_size()
    return float(min(dpi / 72, (MOST_PIXELS / (width * height)) ** 0.5))


def paint(page: pypdfium2.PdfPage, scale: float, *, grey: bool = False) -> Image.Image:
    """The page as it is shown, forms and annotations with it."""
    picture: Image.Image = page.render(scale=scale, grayscale=grey, draw_annots=True, may_draw_forms=True).to_pil()
    return picture.convert("L" if grey else "RGB")


def picture_of(page: pypdfium2.PdfPage, dpi: int) -> tuple[Image.Image, float]:
    """The picture of the page, grey where it has no colour, and its pixels a point."""
    scale = _scale(page, dpi)
    small = paint(page, min(scale, 1.0))
    return paint(page, scale, grey=is_grey(small)), scale


def is_grey(picture: Image.Image) -> bool:
    """Whether no pixel has a colour that could be seen."""
    red, green, blue = picture.split()
    return max(largest(ImageChops.difference(red, green)), largest(ImageChops.difference(green, blue))) <= 8


def largest(picture: Image.Image) -> int:
    """The largest value of a picture of one band."""
    return int(cast(tuple[int, int], picture.getextrema())[1])
