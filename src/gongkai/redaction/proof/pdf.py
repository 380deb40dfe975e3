"""The proof of a PDF: its bytes, its text, its pixels, its pages, each read back by another way than it was written."""

import math
from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from gongkai.redaction.marks import Box, Mark, upright
from gongkai.redaction.pdf_opening import a_page, opened
from gongkai.redaction.pdf_reading import MOST_PIXELS, is_grey, letters_of, paint
from gongkai.redaction.pdf_redacting import DPI, LEVELS, PHOTO_DPI
from gongkai.redaction.proof.findings import Line, Objections, Proof, digest
from gongkai.redaction.proof.hidden import Covered, covered_in, repeats_of
from gongkai.redaction.proof.pixels import LOSSLESS, Pixels, differs_at, is_one_colour, picture_in
from gongkai.redaction.proof.traces import folded, traces_in
from gongkai.redaction.proof.written import NotAsWritten, Written, WrittenPage, take_apart

_GROWTH = 7.5  # points a bar may be larger than its mark where no text is
_WORD = 1.2  # points a bar may be larger than a word
_SMALL = 0.5  # pixels a point at which the page is looked at as a reader shows it
_NEAR = 8.0  # mean difference of such small pictures
_SHADES = frozenset(range(0, 256, 255 // (LEVELS - 1)))


def verify_pdf(original: bytes, released: bytes, marks: Sequence[Mark]) -> Proof:
    """The proof. NotAcceptable with what and where, when one thing is not as it must be."""
    objections = Objections()
    try:
        written = take_apart(released)
    except NotAsWritten as error:
        objections.add(f"文件里有多余的内容：{error}")
        objections.require_none()
        raise
    with opened(original) as old, opened(released) as new:
        if not len(old) == len(new) == len(written.pages):
            objections.add(f"页数不同，原件{len(old)}页，副本{len(new)}页")
            objections.require_none()
        covered = covered_in(old, marks)
        _text(new, written, covered, objections)
        for number, page in enumerate(written.pages, start=1):
            _page(old, new, page, number, marks, covered, objections)
    objections.require_none()
    return Proof(
        digest(original),
        digest(released),
        len(written.pages),
        len(marks),
        LOSSLESS,
        _lines(written, len(marks)),
        repeats_of(covered),
    )


def _lines(written: Written, bars: int) -> tuple[Line, ...]:
    pages = len(written.pages)
    return (
        Line("文字", f"{bars}处遮盖的字在副本的文字层和{len(written.places)}段数据里逐一查找，各种编码都没有找到"),
        Line("隐藏内容", f"{len(written.places)}段数据逐字节核对：没有元数据、附件、批注、表单、脚本、隐藏层和旧版本"),
        Line("像素", f"{bars}处遮盖下只有一种颜色；遮盖以外与原件逐点比较，相差不超过{LOSSLESS}级（共255级）"),
        Line("页面", f"{pages}页，页数和大小与原件相同"),
    )


def _text(new: pypdfium2.PdfDocument, written: Written, covered: Covered, objections: Objections) -> None:
    """No marked text can be read, copied or searched, unless it is open elsewhere on the paper too."""
    everywhere_open = "\n".join(covered.open.values())
    secrets = {text for text in covered.secrets() if text not in everywhere_open}
    for number in range(1, len(new) + 1):
        with a_page(new, number) as page:
            textpage = page.get_textpage()
            text = folded(textpage.get_text_range())
            textpage.close()
        for mark, texts in covered.texts.items():
            if any(secret in text for secret in texts & secrets):
                objections.add(f"第{mark}处遮的字在副本第{number}页的文字层里还能找到")
    objections.told += [f"{place}里还有遮盖的字" for place in traces_in(written.places, secrets, written.codes)]


def _page(
    old: pypdfium2.PdfDocument,
    new: pypdfium2.PdfDocument,
    written: WrittenPage,
    number: int,
    marks: Sequence[Mark],
    covered: Covered,
    objections: Objections,
) -> None:
    released = picture_in(written)
    if released is None:
        objections.add(f"第{number}页的图读不出来，或者带有多余的数据")
        return
    photo = written.coding == "jpeg"
    if not photo and not _shades(released) <= _SHADES:
        objections.add(f"第{number}页的图里有多余的数据")
    with a_page(old, number) as page:
        size = page.get_size()
        scale = _scale(size, released.size)
        if scale is None or any(abs(one - other) > 0.01 for one, other in zip(size, _told(written), strict=True)):
            objections.add(f"第{number}页的大小与原件不同")
            return
        original = paint(page, scale, grey=released.mode == "L")
        if released.mode == "L" and not is_grey(paint(page, min(scale, 1.0))):
            objections.add(f"第{number}页失去了颜色")
    here = [(at, upright(mark.box)) for at, mark in enumerate(marks, 1) if mark.page == number and mark.box]
    _under_the_bars(released, scale, here, covered, photo, objections)
    around = [area for at, box in here for area in _areas(box, covered.words[at], scale, released.size)]
    place = differs_at(original, released, around, photo=photo)
    if place is not None:
        told = "、".join(f"{side / scale / 72 * 25.4:.0f}" for side in place[:2])
        objections.add(f"第{number}页距左边和上边{told}毫米处，遮盖以外的图与原件不同")
    _as_shown(new, number, released, here, objections)


def _told(written: WrittenPage) -> tuple[float, float]:
    return written.width, written.height


def _shades(picture: Image.Image) -> set[int]:
    return {shade % 256 for shade, count in enumerate(picture.histogram()) if count}


def _scale(size: tuple[float, float], pixels: tuple[int, int]) -> float | None:
    """Pixels a point of a picture made at one of the two finenesses; None for any other."""
    finest = math.sqrt(MOST_PIXELS / (size[0] * size[1]))
    for dpi in (DPI, PHOTO_DPI):
        scale = min(dpi / 72, finest)
        if (math.ceil(size[0] * scale), math.ceil(size[1] * scale)) == pixels:
            return scale
    return None


def _under_the_bars(
    released: Image.Image,
    scale: float,
    here: Sequence[tuple[int, Box]],
    covered: Covered,
    photo: bool,
    objections: Objections,
) -> None:
    """The mark itself is one colour, and so is every word it touches: no half letter is left."""
    for mark, box in here:
        areas = list(_inner([box, *covered.words[mark]], scale, released.size))
        if not all(is_one_colour(released, area, photo=photo) for area in areas):
            objections.add(f"第{mark}处遮盖没有盖全")


def _inner(boxes: Sequence[Box], scale: float, size: tuple[int, int]) -> Iterator[Pixels]:
    """The pixels whose middle lies in a box, at least one."""
    for box in boxes:
        left, top = max(math.ceil(box[0] * scale - 0.5), 0), max(math.ceil(box[1] * scale - 0.5), 0)
        right, bottom = math.floor(box[2] * scale - 0.5), math.floor(box[3] * scale - 0.5)
        right, bottom = max(min(right, size[0] - 1), left), max(min(bottom, size[1] - 1), top)
        if left < size[0] and top < size[1]:
            yield left, top, right, bottom


def _areas(box: Box, words: Sequence[Box], scale: float, size: tuple[int, int]) -> Iterator[Pixels]:
    """Where pixels may be black instead: the mark, a little around it, and the words it touches as tall as the mark."""
    grown = [(box[0] - _GROWTH, box[1] - _GROWTH, box[2] + _GROWTH, box[3] + _GROWTH)] if not words else [box]
    for word in words:
        top, bottom = word[1], word[3]
        if box[3] - box[1] < 2 * (word[3] - word[1] + 2 * _WORD):
            top, bottom = min(top, box[1]), max(bottom, box[3])
        grown.append((word[0] - _WORD, top - _WORD, word[2] + _WORD, bottom + _WORD))
    for left, top, right, bottom in grown:
        yield (
            max(math.floor(left * scale), 0),
            max(math.floor(top * scale), 0),
            min(math.ceil(right * scale), size[0] - 1),
            min(math.ceil(bottom * scale), size[1] - 1),
        )


def _as_shown(
    new: pypdfium2.PdfDocument,
    number: int,
    released: Image.Image,
    here: Sequence[tuple[int, Box]],
    objections: Objections,
) -> None:
    """A reader shows the picture and nothing over it, and none of the unseen text lies under a bar."""
    with a_page(new, number) as page:
        shown = paint(page, _SMALL, grey=True)
        _, letters = letters_of(page)
    small = released.convert("L").resize(shown.size, Image.Resampling.BOX)
    if ImageStat.Stat(ImageChops.difference(shown, small)).mean[0] > _NEAR:
        objections.add(f"第{number}页显示出来与它的图不同")
    for letter in letters:
        middle = ((letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2)
        for mark, box in here:
            if box[0] < middle[0] < box[2] and box[1] < middle[1] < box[3]:
                objections.add(f"第{mark}处遮盖下面还有文字")
                return
