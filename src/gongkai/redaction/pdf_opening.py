"""Opening a PDF with pdfium: what is refused and why. One document at a time: pdfium is not made for threads."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.law.errors import NotAcceptable

MOST_PAGES = 500
LONGEST_SIDE = 14_400.0  # points: what the format allows
ONE_AT_A_TIME = threading.RLock()


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document with its forms drawn, closed afterwards. NotAcceptable with the remedy where it cannot be read."""
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            if not 0 < len(document) <= MOST_PAGES:
                raise NotAcceptable(
                    "redaction.too_long",
                    f"这份PDF有{len(document)}页。" if len(document) else "这份PDF里没有一页。",
                    f"请拆成每份不超过{MOST_PAGES}页的文件再遮盖。" if len(document) else "请核对后重新选择文件。",
                    field="file",
                )
            document.init_forms()
            yield document
        finally:
            document.close()


@contextmanager
def a_page(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """The page with that number from 1. NotAcceptable where it is broken or larger than the format allows."""
    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise NotAcceptable(
            "redaction.page_broken",
            f"这份PDF的第{number}页已损坏，打不开。",
            "请重新导出或者扫描后再遮盖。",
            field="file",
        ) from error
    try:
        if not all(0 < side <= LONGEST_SIDE for side in page.get_size()):
            raise NotAcceptable(
                "redaction.page_size",
                f"这份PDF的第{number}页大小不对。",
                "请把文件打印成普通纸张大小的PDF再遮盖。",
                field="file",
            )
        yield page
    finally:
        page.close()


def _refusal(error: pypdfium2.PdfiumError) -> NotAcceptable:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        return NotAcceptable(
            "redaction.password",
            "这份PDF设有打开密码，读不出内容。",
            "请用密码打开，另存为没有密码的PDF，再上传遮盖。",
            field="file",
        )
    return NotAcceptable(
        "redaction.unreadable",
        "这份PDF读不出来，文件可能已损坏。",
        "请用阅读软件打开看看能否显示；能显示的，打印成PDF再遮盖。",
        field="file",
    )


def onto_the_page(page: pypdfium2.PdfPage) -> Any:
    """A function from a point of the PDF's own axes to points from the top left of the page as it is shown."""
    import ctypes

    width, height = page.get_size()
    fine = 1000

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page, 0, 0, int(width * fine), int(height * fine), 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        return across.value / fine, down.value / fine

    origin, right, up = at(0, 0), at(100, 0), at(0, 100)
    by_x = ((right[0] - origin[0]) / 100, (right[1] - origin[1]) / 100)
    by_y = ((up[0] - origin[0]) / 100, (up[1] - origin[1]) / 100)

    def shown(x: float, y: float) -> tuple[float, float]:
        return origin[0] + x * by_x[0] + y * by_y[0], origin[1] + x * by_x[1] + y * by_y[1]

    return shown
