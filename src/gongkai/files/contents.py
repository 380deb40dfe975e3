"""What can be read in a file, and a picture of its first page. Bounded; a file that cannot be read is one without text."""

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.law.errors import NotAcceptable
from gongkai.reading.errors import Unreadable
from gongkai.reading.scan import network
from gongkai.reading.scan.pages import is_scanned, pages
from gongkai.reading.source import Source

if TYPE_CHECKING:
    import pypdfium2

LONGEST = 1_000_000  # letters kept of a file
_FEW = 20  # fewer letters than this on all pages together are no text to speak of
_MOST_PAGES, _MOST_ROWS = 2_000, 100_000
_MOST_RECOGNISED = 20  # pages of a scan: two minutes, within the lease of a job
_PREVIEW_WIDTH = 480  # pixels
_PREVIEW_LONGEST = 2_000
NONE, READ, RECOGNISED, SCAN = "none", "read", "recognised", "scan"


@dataclass(frozen=True, slots=True)
class Contents:
    """text: a line for each paragraph or row; state: none, read, recognised, scan; preview: a PNG of the first page, or nothing."""

    text: str = ""
    state: str = NONE
    pages: int | None = None
    preview: bytes = b""


def contents_of(kind: str, content: bytes) -> Contents:
    """What is in a file of that kind. A PDF or picture without a text layer is a scan."""
    if kind == "pdf":
        return _of_pdf(content)
    if kind in {"jpg", "png"}:
        return Contents(state=SCAN, pages=1)
    text = _TEXTS[kind](content) if kind in _TEXTS else ""
    text = text.replace("\x00", "")[:LONGEST].strip()
    return Contents(text, READ if text else NONE)


def _of_pdf(content: bytes) -> Contents:
    import pypdfium2  # as the readers of other kinds: only who takes files in needs them

    from gongkai.redaction.pdf_opening import ONE_AT_A_TIME

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return Contents()
        try:
            count = len(document)
            text = _text_of_pages(document)
            preview = _preview(document)
            is_scan = is_scanned(Source("", data=content, kind="pdf"))
        finally:
            document.close()
    enough = len("".join(text.split())) >= _FEW
    # Text behind pictures is another program's guess at what they say.
    state = (RECOGNISED if enough else SCAN) if is_scan else READ if text else NONE
    return Contents(text, state, count, preview)


def _text_of_pages(document: "pypdfium2.PdfDocument") -> str:
    import pypdfium2

    told: list[str] = []
    left = LONGEST
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            page = document[number]
            textpage = page.get_textpage()
            text = textpage.get_text_range()
        except pypdfium2.PdfiumError:
            continue  # a broken page has no text; the others have
        textpage.close()
        page.close()
        told.append(text.replace("\r\n", "\n").replace("\x00", "").strip()[:left])
        left -= len(told[-1])
        if left <= 0:
            break
    return "\n".join(line for line in told if line)


def _preview(document: "pypdfium2.PdfDocument") -> bytes:
    import pypdfium2

    try:
        page = document[0]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            return b""
        scale = min(_PREVIEW_WIDTH / width, _PREVIEW_LONGEST / height)
        picture: Any = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return b""
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _of_docx(content: bytes) -> str:
    from gongkai.redaction.docx_reading import read_docx

    try:
        return "\n".join(page.text for page in read_docx(content).pages if page.text.strip())
    except NotAcceptable:
        return ""


def _of_xlsx(content: bytes) -> str:
    from python_calamine import CalamineError, CalamineWorkbook  # a large library that most pages never need

    rows: list[str] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            for row in book.get_sheet_by_name(name).iter_rows():
                if len(rows) >= _MOST_ROWS:
                    return "\n".join(rows)
                line = "\t".join(_cell(value) for value in row).rstrip("\t")
                if line:
                    rows.append(line)
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError):
        pass  # what was read so far is what there is
    return "\n".join(rows)


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if value is not None else ""


def _of_txt(content: bytes) -> str:
    for charset in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return ""


_TEXTS = {"docx": _of_docx, "xlsx": _of_xlsx, "txt": _of_txt}


def can_recognise() -> bool:
    """Whether the extra `ocr` is installed here."""
    return network.missing() is None


def recognised_text(kind: str, content: bytes) -> str:
    """What the networks read on the pages of a scan, top down; for search only, never shown. Takes seconds a page."""
    from gongkai.reading.scan.flow import upright

    source = Source("附件", data=content, kind="pdf" if kind == "pdf" else "image")
    lines: list[str] = []
    turn = 0
    try:
        for page in pages(source):
            if page.number > _MOST_RECOGNISED:
                break
            flow, turn = upright(page, turn)
            lines += [spot.text for spot in flow.spots() if spot.text.strip()]
    except Unreadable:
        pass  # too large or broken: what was read so far is what there is
    return "\n".join(lines)[:LONGEST]
