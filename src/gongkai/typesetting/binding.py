"""A dossier bound into one PDF: cover and contents with page numbers, every paper page by page, an outline to click.

Pages are taken over by pdfium as they are; nothing on them is set anew. What cannot be bound (office documents, broken or
locked files) gets a sheet that names it. pdfium writes no outline and no page numbers: they are added after its file (`pdf_update`).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.typesetting.pdf import compose
from gongkai.typesetting.pdf_update import Mark, finished

if TYPE_CHECKING:
    import pypdfium2

A4 = (595.28, 841.89)
_EDGE = 36.0  # points left free around a picture
_LONGEST_SIDE = 2000  # pixels: about 200 dpi on a page


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of the dossier. section: the part it stands in; named: document number or file name; dated: as printed.

    Of `pdf`, `picture` and `sheet` one is given: the bytes of a PDF, of a JPEG or PNG, or entries set from records.
    """

    section: str
    title: str
    named: str = ""
    dated: str = ""
    pdf: bytes | None = None
    picture: bytes | None = None
    sheet: tuple[dict[str, Any], ...] = ()


def text_entry(*lines: str) -> dict[str, Any]:
    """Running text, a paragraph a line."""
    return {"kind": "text", "lines": list(lines)}


def table_entry(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> dict[str, Any]:
    """A table with a head that is repeated on every page. widths: shares of the line."""
    return {"kind": "table", "head": list(head), "rows": [list(row) for row in rows], "widths": list(widths)}


def pairs_entry(rows: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Names and what they are."""
    return {"kind": "pairs", "rows": [list(row) for row in rows]}


@dataclass(frozen=True, slots=True)
class Cover:
    """title: 案卷; agency; rows: names and what they are; foot: on every sheet that is set here."""

    title: str
    agency: str
    rows: tuple[tuple[str, str], ...]
    foot: str


def bound(cover: Cover, pieces: Sequence[Piece], *, dated_on: date, font_folder: Path | None = None) -> bytes:
    """The dossier as one PDF. The same input gives the same bytes.

    A PDF or picture that cannot be opened is replaced by a sheet that says so; it stays in the folder form as it is.
    """
    import pypdfium2  # as PIL below: only who binds a dossier needs them

    out = pypdfium2.PdfDocument.new()
    try:
        counts = [_add(out, piece, cover, dated_on, font_folder) for piece in pieces]
        front = _front(cover, pieces, counts, dated_on, font_folder)
        with _opened(front) as front_pages:
            before = len(front_pages)
            out.import_pages(front_pages, index=0)
        buffer = io.BytesIO()
        out.save(buffer)
    finally:
        out.close()
    return finished(buffer.getvalue(), _marks(pieces, counts, before), numbered_from=before)


def sheet_pdf(cover: Cover, title: str, entries: Sequence[dict[str, Any]], *, dated_on: date, font_folder: Path | None) -> bytes:  # fmt: skip
    """A sheet set from records, alone."""
    return compose(
        "dossier",
        {
            "kind": "sheet",
            "title": title,
            "agency": cover.agency,
            "foot": cover.foot,
            "entries": list(entries),
            "draft": False,
        },
        dated_on=dated_on,
        font_folder=font_folder,
    )


def _add(out: "pypdfium2.PdfDocument", piece: Piece, cover: Cover, on: date, fonts: Path | None) -> int:
    """Append the pages of a piece; how many."""
    import pypdfium2
    from PIL import Image, UnidentifiedImageError

    before = len(out)
    try:
        if piece.picture is not None:
            _add_picture(out, piece.picture)
        else:
            content = piece.pdf or sheet_pdf(cover, piece.title, piece.sheet, dated_on=on, font_folder=fonts)
            with _opened(content) as pages:
                out.import_pages(pages)
    except (pypdfium2.PdfiumError, UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError):
        for number in reversed(range(before, len(out))):
            out.del_page(number)
    if len(out) == before:
        why = text_entry(f"“{piece.named}”不能编入本册：文件加了密，或者已经损坏。原件在案卷文件夹里，以散列核对。")
        with _opened(sheet_pdf(cover, piece.title, [why], dated_on=on, font_folder=fonts)) as pages:
            out.import_pages(pages)
    return len(out) - before


def _opened(content: bytes) -> "pypdfium2.PdfDocument":
    import pypdfium2

    return pypdfium2.PdfDocument(content)


def _add_picture(out: "pypdfium2.PdfDocument", content: bytes) -> None:
    """The picture on a page of its own, upright, as large as fits."""
    import pypdfium2
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as raw:
        seen = ImageOps.exif_transpose(raw).convert("RGB")
    seen.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    packed = io.BytesIO()
    seen.save(packed, "JPEG", quality=88)
    packed.seek(0)
    image = pypdfium2.PdfImage.new(out)
    image.load_jpeg(packed, inline=True)
    across, down = A4 if seen.height >= seen.width else A4[::-1]
    scale = min((across - 2 * _EDGE) / seen.width, (down - 2 * _EDGE) / seen.height)
    wide, high = seen.width * scale, seen.height * scale
    image.set_matrix(pypdfium2.PdfMatrix().scale(wide, high).translate((across - wide) / 2, (down - high) / 2))
    page = out.new_page(across, down)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _front(cover: Cover, pieces: Sequence[Piece], counts: Sequence[int], on: date, fonts: Path | None) -> bytes:
    """Cover and contents. Its own length moves every page number: set again until they agree."""
    length = 2
    while True:
        rows, page = [], length + 1
        section = ""
        for number, (piece, count) in enumerate(zip(pieces, counts, strict=True), 1):
            if piece.section != section:
                section = piece.section
                rows.append({"section": section, "number": "", "title": "", "named": "", "dated": "", "page": ""})
            rows.append(
                {
                    "section": "",
                    "number": str(number),
                    "title": piece.title,
                    "named": piece.named,
                    "dated": piece.dated,
                    "page": str(page),
                }
            )
            page += count
        told = {
            "kind": "front",
            "draft": False,
            "title": cover.title,
            "agency": cover.agency,
            "foot": cover.foot,
            "cover": [*map(list, cover.rows), ["页数", f"共{page - 1}页，{len(pieces)}件"]],
            "contents": rows,
        }
        made = compose("dossier", told, dated_on=on, font_folder=fonts)
        with _opened(made) as pages:
            if len(pages) == length:
                return made
            length = len(pages)


def _marks(pieces: Sequence[Piece], counts: Sequence[int], front: int) -> list[Mark]:
    """The outline: depth, title, page counted from 0."""
    marks: list[Mark] = [(0, "封面和卷内目录", 0)]
    page, section = front, ""
    for number, (piece, count) in enumerate(zip(pieces, counts, strict=True), 1):
        if piece.section != section:
            section = piece.section
            marks.append((0, section, page))
        marks.append((1, f"{number}　{piece.title}", page))
        page += count
    return marks
