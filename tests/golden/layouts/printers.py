"""What programs that write PDFs do to pages, done to pages already set. Shares no code with the readers."""

import ctypes
import io
from collections.abc import Iterator
from random import Random
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

PRINTERS = (
    "thin boxes", "short dashes", "line pictures", "one form", "turned pages", "cropped", "hidden layer",
)  # fmt: skip
_LINES = {"thin boxes", "short dashes", "line pictures"}
_WIDTH = 0.6  # points
_DASH, _GAP = 2.0, 1.2  # points
Line = tuple[float, float, float, float]


def printed(data: bytes, rng: Random, flaws: tuple[str, ...]) -> bytes:
    """The PDF as one of those programs writes it."""
    if not set(flaws) & set(PRINTERS):
        return data
    document = pypdfium2.PdfDocument(data)
    quarters = rng.choice([90, 180, 270])
    for page in document:
        for how in set(flaws) & _LINES:
            _redraw(document, page, how)
        if "hidden layer" in flaws:
            _hide_a_guess(document, page, rng)
        raw.FPDFPage_GenerateContent(page.raw)
        if "cropped" in flaws:
            left, bottom, right, top = page.get_mediabox()
            page.set_mediabox(left - 40, bottom - 30, right + 20, top + 50)
            page.set_cropbox(left, bottom, right, top)
        if "turned pages" in flaws:
            page.set_rotation(quarters)
    if "one form" in flaws:
        document = _in_forms(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _redraw(document: Any, page: Any, how: str) -> None:
    """Every straight stroke drawn another way."""
    old = [thing for thing in page.get_objects(max_depth=1) if thing.type == raw.FPDF_PAGEOBJ_PATH]
    for thing in old:
        lines = list(_strokes(thing))
        if not lines:
            continue
        page.remove_obj(thing)
        for x0, y0, x1, y1 in lines:
            left, bottom, wide, high = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
            if how == "line pictures":
                _picture(document, page, left, bottom, max(wide, _WIDTH), max(high, _WIDTH))
            elif how == "thin boxes":
                _box(page, left, bottom, max(wide, _WIDTH), max(high, _WIDTH))
            else:
                for at in range(int(max(wide, high) / (_DASH + _GAP)) + 1):
                    step = at * (_DASH + _GAP)
                    if wide >= high:
                        _stroke(page, left + step, bottom, min(left + step + _DASH, left + wide), bottom)
                    else:
                        _stroke(page, left, bottom + step, left, min(bottom + step + _DASH, bottom + high))


def _strokes(thing: Any) -> Iterator[Line]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing.raw, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value:
        return
    matrix = thing.get_matrix()
    last: tuple[float, float] | None = None
    for index in range(raw.FPDFPath_CountSegments(thing.raw)):
        segment = raw.FPDFPath_GetPathSegment(thing.raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        if last is not None and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        last = point


def _box(page: Any, left: float, bottom: float, wide: float, high: float) -> None:
    box = raw.FPDFPageObj_CreateNewRect(left, bottom, wide, high)
    raw.FPDFPageObj_SetFillColor(box, 0, 0, 0, 255)
    raw.FPDFPath_SetDrawMode(box, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPage_InsertObject(page.raw, box)


def _stroke(page: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    path = raw.FPDFPageObj_CreateNewPath(x0, y0)
    raw.FPDFPath_LineTo(path, x1, y1)
    raw.FPDFPageObj_SetStrokeColor(path, 0, 0, 0, 255)
    raw.FPDFPageObj_SetStrokeWidth(path, _WIDTH)
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_NONE, True)
    raw.FPDFPage_InsertObject(page.raw, path)


def _picture(document: Any, page: Any, left: float, bottom: float, wide: float, high: float) -> None:
    picture = pypdfium2.PdfImage.new(document)
    dot = pypdfium2.PdfBitmap.new_native(1, 1, raw.FPDFBitmap_BGR)
    dot.fill_rect((0, 0, 0, 255), 0, 0, 1, 1)
    picture.set_bitmap(dot)
    picture.set_matrix(pypdfium2.PdfMatrix(wide, 0, 0, high, left, bottom))
    page.insert_obj(picture)


def _hide_a_guess(document: Any, page: Any, rng: Random) -> None:
    """Text nobody sees, as recognition programs put it behind a page, with digits misread."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if not (sign.isdigit() and sign.isascii()):
            continue
        left, bottom, _, top = text.get_charbox(index, loose=True)
        guess = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", max(top - bottom, 1.0))
        word = ((sign if rng.random() < 0.8 else str(rng.randrange(10))) + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(guess, ctypes.cast(ctypes.create_string_buffer(word), ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFTextObj_SetTextRenderMode(guess, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        raw.FPDFPageObj_Transform(guess, 1, 0, 0, 1, left + rng.uniform(-2, 2), bottom + rng.uniform(-2, 2))
        raw.FPDFPage_InsertObject(page.raw, guess)
    text.close()


def _in_forms(document: Any) -> Any:
    """Each page drawn as one form on an empty page."""
    made = pypdfium2.PdfDocument.new()
    for index, page in enumerate(document):
        width, height = page.get_size()
        form = document.page_as_xobject(index, made) if hasattr(document, "page_as_xobject") else None
        form = form or pypdfium2.PdfXObject(raw.FPDF_NewXObjectFromPage(made.raw, document.raw, index), made)
        sheet = made.new_page(width, height)
        sheet.insert_obj(form.as_pageobject())
        sheet.gen_content()
    return made
