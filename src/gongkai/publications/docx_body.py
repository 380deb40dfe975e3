"""The text of a Word document as the body of an item: paragraphs, headings by their numbers, tables with merged cells. No pictures."""

import re
from html import escape

from gongkai.files.kinds import require_acceptable
from gongkai.files.viruses import require_clean
from gongkai.law.errors import NotAcceptable
from gongkai.publications.cleaning import WIDEST, clean
from gongkai.redaction.docx_model import PICTURE, Blocks, Cell, Paragraph, Piece, Table

_HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、\s*\S"), "h2"),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]\s*\S"), "h3"),
)
_LONGEST_HEADING = 40
_DEEPEST = 6  # tables in one another


def body_of_docx(name: str, content: bytes) -> tuple[str, int]:
    """(body, how many pictures were left behind). NotAcceptable when it is no Word document or cannot be read."""
    if require_acceptable(name, content) != "docx":
        raise NotAcceptable(
            "words.not_docx", f"“{name}”不是Word文档（docx）。", "请选docx文件；doc的请另存为docx。", field="words"
        )
    require_clean(name, content)
    from gongkai.redaction.docx_reading import see_docx  # with a large library that few workers need

    try:
        seen = see_docx(content)
    except NotAcceptable as error:
        raise NotAcceptable(
            "words.unreadable",
            f"“{name}”读不出来，可能已损坏、设有密码或者太大。",
            "请用Word或者WPS打开，全选复制，再粘贴到正文里。",
            field="words",
        ) from error
    html = _told(seen.body, 0)
    pictures = html.count(PICTURE)
    return clean(html.replace(PICTURE, "")), pictures


def _told(blocks: Blocks, depth: int) -> str:
    return "".join(_paragraph(block) if isinstance(block, Paragraph) else _table(block, depth) for block in blocks)


def _paragraph(paragraph: Paragraph) -> str:
    text = paragraph.text.strip()
    if not text:
        return ""
    if len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "：", "，")):
        for pattern, tag in _HEADINGS:
            if pattern.match(text):
                return f"<{tag}>{escape(text)}</{tag}>"
    whole = all(piece.look.bold for piece in paragraph.pieces if piece.text.strip())
    return f"<p>{''.join(_piece(piece, plain=whole) for piece in paragraph.pieces)}</p>"


def _piece(piece: Piece, *, plain: bool) -> str:
    told = escape(piece.text).replace("\n", "<br>")
    if piece.look.bold and not plain and piece.text.strip():
        told = f"<strong>{told}</strong>"
    return f"<u>{told}</u>" if piece.look.underline and piece.text.strip() else told


def _table(table: Table, depth: int) -> str:
    if depth >= _DEEPEST:
        return ""
    places = [_places(row) for row in table.rows]
    rows = []
    for number, row in enumerate(places):
        cells = []
        for column, cell in row.items():
            if cell.merge == "continue" and number and _is_covered(places[number - 1].get(column)):
                continue
            down = _rows_down(places, number, column) if cell.merge == "restart" else 1
            spans = (f' colspan="{cell.span}"' if cell.span > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
            cells.append(f"<td{spans}>{_told(cell.blocks, depth + 1)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _places(row: list[Cell]) -> dict[int, Cell]:
    """Column, counted from 0 → the cell that begins there."""
    found, column = {}, 0
    for cell in row:
        found[column] = cell
        column += max(1, min(cell.span, WIDEST))
    return found


def _is_covered(above: Cell | None) -> bool:
    return above is not None and above.merge in {"restart", "continue"}


def _rows_down(places: list[dict[int, Cell]], number: int, column: int) -> int:
    down = 1
    for row in places[number + 1 :]:
        cell = row.get(column)
        if cell is None or cell.merge != "continue":
            break
        down += 1
    return down
