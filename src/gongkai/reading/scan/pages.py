"""The pages of a scan as pictures: of a PDF without a text layer, or of an image file. Bounded before anything is unpacked."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.reading.errors import Unreadable
from gongkai.reading.source import Source

DOTS = 200  # per inch, of a page as it is read
MOST_PAGES = 40
MOST_PIXELS = 60_000_000  # of an image file; a page of A3 at 400 dpi has 31 million
_PAGE_PIXELS = 9_000_000  # of a page as it is read
_A4_WIDTH = 1654  # pixels at 200 dpi
_FEW_SIGNS = 20  # a page with fewer signs of text has no text layer to speak of
_COVERS = 0.5  # of the page, for a picture to be the page
_DRAWN = 40  # shapes on a page without text
_INVISIBLE = 3  # the way of drawing text that recognition programs use for what they put behind a scan
_MOST_OBJECTS = 3_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its picture (height × width × 3, blue green red), and how many of its points or original
    pixels one pixel is."""

    number: int
    picture: Any
    unit: float


def is_scanned(source: Source) -> bool:
    """Whether a PDF's pages are pictures: at least one page, and no page, but for a cover, that speaks for itself."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError:
        return False
    try:
        kinds = [_kind(document[at]) for at in range(min(len(document), MOST_PAGES))]
    except pypdfium2.PdfiumError:
        return False
    finally:
        document.close()
    return kinds.count("picture") > kinds.count("text") or ("picture" in kinds and kinds.count("text") <= 1)


def _kind(page: Any) -> str:
    """text, picture or empty: how a page is to be read. Text that is drawn invisibly over a picture is a recognition program's guess, not text."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    shown, drawn, covered = 0, 0, 0.0
    for count, thing in enumerate(page.get_objects(max_depth=2)):
        if count > _MOST_OBJECTS:
            break
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        elif thing.type in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING}:
            drawn += 1
        elif thing.type == raw.FPDF_PAGEOBJ_TEXT:
            shown += raw.FPDFTextObj_GetTextRenderMode(thing.raw) != _INVISIBLE
    if shown:
        text = page.get_textpage()
        signs = len("".join(text.get_text_range().split()))
        text.close()
        if signs >= _FEW_SIGNS:
            return "text"
    # Letters drawn as shapes are a picture too.
    return "picture" if covered >= _COVERS * width * height or drawn >= _DRAWN else "empty"


def pages(source: Source) -> Iterator[Page]:
    """Every page, one at a time. Unreadable where there are too many, one is too large, or the file cannot be opened."""
    yield from _of_pdf(source) if source.kind == "pdf" else _of_image(source)


def _of_pdf(source: Source) -> Iterator[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise _broken(source) from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(
                "file.large",
                f"{source.name} 有{len(document)}页扫描图，超过{MOST_PAGES}页，不像一份年度报告。",
                "请只交报告本身。",
            )
        for at in range(len(document)):
            page = document[at]
            width, height = page.get_size()
            scale = DOTS / 72
            # A page whose format was never set is as many points large as its picture has pixels.
            if width > 1.5 * 842:
                scale = _A4_WIDTH * (1.414 if width > height else 1.0) / width
            scale = min(scale, (_PAGE_PIXELS / max(1.0, width * height)) ** 0.5)
            try:
                bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
                picture = bitmap.to_numpy()[:, :, :3].copy()
            except pypdfium2.PdfiumError as error:
                raise _broken(source) from error
            page.close()
            yield Page(at + 1, picture, 1 / scale)
    finally:
        document.close()


def _of_image(source: Source) -> Iterator[Page]:
    """An image file's frames. Its size is told by its head, before it is unpacked."""
    import numpy
    from PIL import Image, ImageOps, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(source.data))
            frames = min(getattr(image, "n_frames", 1), MOST_PAGES + 1)
            if frames > MOST_PAGES:
                raise Unreadable("file.large", f"{source.name} 超过{MOST_PAGES}页。", "请只交报告本身。")
            for at in range(frames):
                image.seek(at)
                if image.width * image.height > MOST_PIXELS:
                    raise Unreadable(
                        "file.large",
                        f"{source.name} 有{image.width}×{image.height}个像素，太大了。",
                        "请按200dpi重新扫描（A4纸约1654×2339个像素）后再核对。",
                    )
                upright = ImageOps.exif_transpose(image).convert("RGB")
                picture = numpy.asarray(upright)[:, :, ::-1].copy()
                yield Page(at + 1, *_at_reading_size(picture))
        except Image.DecompressionBombError as error:
            raise Unreadable(
                "file.large", f"{source.name} 的像素太多，太大了。", "请按200dpi重新扫描后再核对。"
            ) from error
        except (OSError, ValueError, SyntaxError, UnidentifiedImageError) as error:
            raise _broken(source) from error


def _at_reading_size(picture: Any) -> tuple[Any, float]:
    """The picture as large as a page of A4 is at 200 dpi, and how many of its own pixels one of these is."""
    import cv2

    height, width = picture.shape[:2]
    if min(height, width) < 200:
        raise Unreadable("image.small", f"图片只有{width}×{height}个像素，看不清。", "请按200dpi重新扫描后再核对。")
    scale = _A4_WIDTH / min(height, width)
    if scale > 0.9:  # as it is, or drawn larger: a piece of a page may be small and sharp
        scale = 1.0 if scale < 1.25 or max(height, width) > 1.2 * _A4_WIDTH else min(scale, 2.0)
    if scale == 1.0:
        return picture, 1.0
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method), 1 / scale


def _broken(source: Source) -> Unreadable:
    return Unreadable("file.broken", f"{source.name} 打不开，可能没有下载完整。", "请重新下载或请对方重新发送。")
