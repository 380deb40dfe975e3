"""A body from a file → HTML as a browser would show it. It is cleaned by whoever takes it in."""

import html
import zipfile
from pathlib import Path
from typing import Any

from gongkai.reading.errors import Unreadable

ENDINGS = frozenset({".html", ".htm", ".docx", ".txt"})
LARGEST = 20 * 1024 * 1024
_HEADING = {"Title": "h2", "Heading 1": "h2", "Heading 2": "h3", "Heading 3": "h4"}


def html_of_text(text: str) -> str:
    """A paragraph for each line."""
    lines = (line.strip(" \t\u3000\xa0") for line in text.splitlines())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def html_of_file(path: Path) -> str:
    """The body in a .html, .docx or .txt. Unreadable, told by the name of the file, for all else."""
    from lxml import etree  # large, and only imports need it

    if path.suffix.lower() not in ENDINGS:
        raise Unreadable("body.kind", f"正文文件“{path.name}”的类型不能读。", "正文请用 .html、.docx 或者 .txt 文件。")
    if path.stat().st_size > LARGEST:
        raise Unreadable("body.large", f"正文文件“{path.name}”超过20 MB。", "请把图片、扫描件作为附件，正文只留文字。")
    try:
        if path.suffix.lower() == ".docx":
            return _of_docx(path)
        data = path.read_bytes()
        return html_of_text(_decoded(data)) if path.suffix.lower() == ".txt" else _of_html(data)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, RecursionError) as error:
        raise Unreadable("body.broken", f"正文文件“{path.name}”打不开。", "请打开原件，另存一份再导入。") from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _of_html(data: bytes) -> str:
    """What stands within <body>, without scripts and styles; the whole where there is no <body>."""
    from lxml import etree
    from lxml import html as lxml_html

    text = _decoded(data)
    if not text.strip():
        return ""
    root = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))
    body = root.find("body")
    if body is None:
        return ""
    etree.strip_elements(body, "script", "style", "noscript", with_tail=False)
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in body)
    return html.escape(body.text or "", quote=False).strip() + inner.strip()


def _of_docx(path: Path) -> str:
    import docx
    from docx.table import Table

    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx raises whatever the broken part provokes
        raise ValueError(path.name) from error
    blocks = document.iter_inner_content()
    return "".join(_table(block) if isinstance(block, Table) else _paragraph(block) for block in blocks)


def _paragraph(paragraph: Any) -> str:
    pieces = []
    for run in paragraph.runs:
        text = html.escape(run.text, quote=False).replace("\n", "<br>")
        pieces.append(f"<strong>{text}</strong>" if run.bold and text.strip() else text)
    inner = "".join(pieces).strip() or html.escape(paragraph.text, quote=False).strip()
    if not inner:
        return ""
    tag = _HEADING.get(paragraph.style.name if paragraph.style is not None else "", "p")
    return f"<{tag}>{inner}</{tag}>"


def _table(table: Any) -> str:
    """Cells that are merged are told once, with their span across."""
    rows = []
    for row in table.rows:
        cells: list[list[Any]] = []  # the cell's element, how many columns, text
        for cell in row.cells:
            if cells and cells[-1][0] is cell._tc:
                cells[-1][1] += 1
            else:
                cells.append([cell._tc, 1, html.escape(cell.text, quote=False).replace("\n", "<br>")])
        rows.append("".join(f"<td{_span(span)}>{text}</td>" for _, span, text in cells))
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def _span(columns: int) -> str:
    return f' colspan="{columns}"' if columns > 1 else ""
