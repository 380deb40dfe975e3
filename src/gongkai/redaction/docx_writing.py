"""A new DOCX of what is seen, written from nothing: six parts, elements and attributes of a short list, no old byte."""

import io
import zipfile
from xml.sax.saxutils import escape

from gongkai.redaction.docx_model import Blocks, Look, Paragraph, Piece, Seen, Table

BAR = "■■■■"  # always four: a bar's length tells nothing
MOMENT = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHEET = {"w": 11906, "h": 16838}
_MARGINS = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588, "header": 851, "footer": 992}
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_docx(seen: Seen) -> bytes:
    """The bytes of the document."""
    margins = {"header": seen.header, "footer": seen.footer}
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _document(seen),
        "word/_rels/document.xml.rels": _links(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("header", "header1.xml"),
                "rId3": ("footer", "footer1.xml"),
            }
        ),
        "word/styles.xml": _styles(),
    }
    for name, blocks in margins.items():
        tag = "hdr" if name == "header" else "ftr"
        parts[f"word/{name}1.xml"] = f'{_HEAD}<w:{tag} xmlns:w="{_MAIN}">{_blocks(blocks, last=True)}</w:{tag}>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return file.getvalue()


def _types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "header1": "header", "footer1": "footer"}
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _links(links: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def _styles() -> str:
    return (
        f'{_HEAD}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>'
    )


def _document(seen: Seen) -> str:
    sheet = {name: seen.page.get(f"pgSz.{name}") or number for name, number in _SHEET.items()}
    margins = {name: seen.page.get(f"pgMar.{name}") or number for name, number in _MARGINS.items()}
    return (
        f'{_HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATED}"><w:body>{_blocks(seen.body)}<w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz{_numbers(sheet)}/><w:pgMar{_numbers(margins)} w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _numbers(told: dict[str, int]) -> str:
    return "".join(f' w:{name}="{number:d}"' for name, number in told.items())


def _blocks(blocks: Blocks, *, last: bool = False) -> str:
    """The blocks; a margin or cell ends with a paragraph, as the format wants."""
    text = "".join(_paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in blocks)
    return text + ("<w:p/>" if last and (not blocks or isinstance(blocks[-1], Table)) else "")


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    grid = "".join(f'<w:gridCol w:w="{width:d}"/>' for width in table.columns)
    rows = ""
    for row in table.rows:
        rows += "<w:tr>"
        for cell in row:
            width = f'<w:tcW w:w="{cell.width:d}" w:type="dxa"/>' if cell.width else '<w:tcW w:w="0" w:type="auto"/>'
            span = f'<w:gridSpan w:val="{cell.span:d}"/>' if cell.span > 1 else ""
            merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
            rows += f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{_blocks(cell.blocks, last=True)}</w:tc>"
        rows += "</w:tr>"
    edges = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{edges}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _paragraph(paragraph: Paragraph) -> str:
    layout = paragraph.layout
    spacing = {name: number for name, number in layout.items() if name in {"before", "after", "line"}}
    rule = ' w:lineRule="exact"' if layout.get("exact") and layout.get("line") else ""
    indents = {name: number for name, number in layout.items() if name not in {*spacing, "exact"}}
    told = f"<w:spacing{_numbers(spacing)}{rule}/>" if spacing else ""
    told += f"<w:ind{_numbers(indents)}/>" if indents else ""
    told += f'<w:jc w:val="{paragraph.align}"/>' if paragraph.align else ""
    runs = "".join(_piece(piece) for piece in paragraph.pieces)
    return f"<w:p>{f'<w:pPr>{told}</w:pPr>' if told else ''}{runs}</w:p>"


def _piece(piece: Piece) -> str:
    look = _look(piece.look)
    if piece.page_number:
        return f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    inner = ""
    for number, line in enumerate(piece.text.split("\n")):
        inner += "<w:br/>" if number else ""
        for at, part in enumerate(line.split("\t")):
            inner += "<w:tab/>" if at else ""
            inner += f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
    return f"<w:r>{look}{inner}</w:r>"


def _look(look: Look) -> str:
    told = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:eastAsia="{look.font}"/>' if look.font else ""
    told += "<w:b/>" * look.bold + "<w:i/>" * look.italic + f'<w:sz w:val="{look.size:d}"/>' * bool(look.size)
    told += '<w:u w:val="single"/>' * look.underline
    return f"<w:rPr>{told}</w:rPr>" if told else ""
