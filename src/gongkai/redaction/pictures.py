"""A picture as a page of one, and its released copy: the pixels alone, re-packed, without a camera's notes."""

import io
import warnings
from collections.abc import Iterable

from PIL import Image, ImageOps, UnidentifiedImageError

from gongkai.law.errors import NotAcceptable
from gongkai.redaction.bars import burnt_in, grown_over_ink
from gongkai.redaction.marks import Box, Mark, Page, Reading, upright

FURTHEST = 16.0  # pixels a bar grows over ink: two millimetres at 200 dots an inch
_LARGEST = 60_000_000  # pixels: an A2 sheet at 300 dots an inch
_NOTE = "图片没有文字层：不能检索和自动建议，请看图用框遮盖。"


def open_picture(content: bytes) -> Image.Image:
    """The first frame, turned as the camera says, without transparency: grey or in colour. NotAcceptable when broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            if picture.width * picture.height > _LARGEST:
                raise NotAcceptable(
                    "redaction.picture_large",
                    f"这张图片有{picture.width}×{picture.height}个像素，太大。",
                    "请缩小到每英寸300点以内再上传遮盖。",
                    field="file",
                )
            picture.load()
            turned = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise NotAcceptable(
            "redaction.picture_broken",
            "这张图片打不开，文件可能已损坏。",
            "请重新扫描或者另存为PNG、JPG再上传。",
            field="file",
        ) from error
    return _opaque(turned)


def _opaque(picture: Image.Image) -> Image.Image:
    """On white where it was transparent: what lay under a transparent part is not kept."""
    if picture.mode in {"L", "RGB"} and "transparency" not in picture.info:
        return picture.copy()
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode == "CMYK":
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    sheet = Image.new("RGB", layered.size, "white")
    sheet.paste(layered, mask=layered.getchannel("A"))
    return sheet


def read_picture(content: bytes, kind: str) -> Reading:
    """One page as large as the picture has pixels."""
    picture = open_picture(content)
    return Reading(kind, (Page(1, picture.width, picture.height),), (_NOTE,))


def redact_picture(content: bytes, kind: str, marks: Iterable[Mark]) -> bytes:
    """The released picture, of the same kind: PNG exactly, JPEG at a quality that shows no difference."""
    picture = open_picture(content)
    bars = picture_bars(picture, marks)
    return _packed(burnt_in(picture, bars, 1.0), kind)


def picture_bars(picture: Image.Image, marks: Iterable[Mark]) -> list[Box]:
    """The bars in pixels, grown over the ink that crosses their edges."""
    return [
        grown_over_ink(picture, upright(mark.box), 1.0, furthest=FURTHEST) for mark in marks if mark.box is not None
    ]


def _packed(picture: Image.Image, kind: str) -> bytes:
    """Only the pixels go into the new picture: whatever else was known of the old one stays behind."""
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    file = io.BytesIO()
    if kind == "png":
        clean.save(file, "PNG", compress_level=6)
    else:
        clean.save(file, "JPEG", quality=92, subsampling=0)
    return file.getvalue()
