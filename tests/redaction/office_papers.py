"""DOCX files with a secret in every corner a DOCX has."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass
class Office:
    """A document being written: paragraphs as XML, parts by name, relationships of the document."""

    secret: str
    body: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    sheet: list[str] = field(default_factory=list)

    def says(self, text: str, look: str = "") -> None:
        self.body.append(f"<w:p>{_run(text, look)}</w:p>")

    def part(self, name: str, text: str, kind: str) -> str:
        """Add a part and link to it; its relationship id."""
        self.parts[name] = (_HEAD + text).encode()
        self.links.append((kind, name.removeprefix("word/")))
        return f"rId{len(self.links)}"

    def written(self) -> bytes:
        listed = "".join(
            f'<Relationship Id="rId{at}" Type="{RELATED}/{kind}" Target="{target}"/>'
            for at, (kind, target) in enumerate(self.links, start=1)
        )
        box = "http://schemas.openxmlformats.org/package/2006"
        parts = {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{box}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{_TYPE}.document.main+xml"/></Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{box}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATED}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{_HEAD}<w:document {NAMESPACES}><w:body>{''.join(self.body)}"
            f"<w:sectPr>{''.join(self.sheet)}</w:sectPr></w:body></w:document>",
            "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{box}/relationships">{listed}</Relationships>',
        }
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return file.getvalue()


def _run(text: str, look: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _halves(text: str) -> str:
    """The text cut into runs, as Word leaves it."""
    middle = len(text) // 2
    return _run(text[:middle]) + '<w:proofErr w:type="spellStart"/>' + _run(text[middle:], "<w:b/>")


def comment(office: Office) -> None:
    text = f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="{office.secret}">'
    office.part("word/comments.xml", f"{text}<w:p>{_run(office.secret)}</w:p></w:comment></w:comments>", "comments")
    office.body.append(
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>此处</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>'
    )


def footnote(office: Office) -> None:
    text = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="2"><w:p>{_halves(office.secret)}</w:p></w:footnote></w:footnotes>'
    )
    office.part("word/footnotes.xml", text, "footnotes")
    office.body.append(f'<w:p>{_run("见注")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')


def header(office: Office) -> None:
    key = office.part("word/header7.xml", f"<w:hdr {NAMESPACES}><w:p>{_halves(office.secret)}</w:p></w:hdr>", "header")
    office.sheet.append(f'<w:headerReference w:type="first" r:id="{key}"/>')


def custom_data(office: Office) -> None:
    office.parts["customXml/item1.xml"] = f"<data>{office.secret}</data>".encode()


def properties(office: Office) -> None:
    office.parts["docProps/core.xml"] = f"<core><creator>{office.secret}</creator></core>".encode()
    office.parts["docProps/custom.xml"] = f"<custom>{office.secret}</custom>".encode("utf-16")


def workbook(office: Office) -> None:
    book = Workbook()
    book.active["A1"] = office.secret
    file = io.BytesIO()
    book.save(file)
    office.parts["word/embeddings/sheet.xlsx"] = file.getvalue()
    office.body.append('<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>')


def deleted(office: Office) -> None:
    gone = _run(office.secret, tag="delText")
    office.body.append(f'<w:p>{_run("合同价款")}<w:del w:id="1" w:author="{office.secret}">{gone}</w:del></w:p>')


def inserted(office: Office) -> None:
    office.body.append(f'<w:p>{_run("补充")}<w:ins w:id="2" w:author="a">{_halves(office.secret)}</w:ins></w:p>')


def hidden(office: Office) -> None:
    office.says(office.secret, "<w:vanish/>")


def white(office: Office) -> None:
    office.says(office.secret, '<w:color w:val="FFFFFF"/>')


def tiny(office: Office) -> None:
    office.says(office.secret, '<w:sz w:val="2"/>')


def spoken_text(office: Office) -> None:
    office.body.append(
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="{office.secret}" descr="{office.secret}"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def text_box(office: Office) -> None:
    inside = f"<w:txbxContent><w:p>{_halves(office.secret)}</w:p></w:txbxContent>"
    office.body.append(
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def field_code(office: Office) -> None:
    office.body.append(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://x/'
        f'{office.secret}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("网址")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def cell(office: Office) -> None:
    office.body.append(
        f"<w:tbl><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:p>{_halves(office.secret)}</w:p></w:tc></w:tr>"
        "</w:tbl>"
    )


def picture(office: Office) -> None:
    image = Image.new("RGB", (600, 80), "white")
    ImageDraw.Draw(image).text(
        (10, 20), office.secret.encode("ascii", "ignore"), fill="black", font=ImageFont.load_default(30)
    )
    file = io.BytesIO()
    image.save(file, "JPEG", comment=office.secret.encode())
    office.parts["word/media/image1.jpeg"] = file.getvalue()
    office.links.append(("image", "media/image1.jpeg"))
    office.body.append(f'<w:p><w:r><w:drawing><a:blip r:embed="rId{len(office.links)}"/></w:drawing></w:r></w:p>')


def thumbnail(office: Office) -> None:
    office.parts["docProps/thumbnail.jpeg"] = b"\xff\xd8" + office.secret.encode()


def style_name(office: Office) -> None:
    styles = f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="{office.secret}"><w:name w:val="{office.secret}"/>'
    office.part("word/styles.xml", f"{styles}</w:style></w:styles>", "styles")
    office.body.append(f'<w:p><w:pPr><w:pStyle w:val="{office.secret}"/></w:pPr>{_run("正文")}</w:p>')


def bookmark(office: Office) -> None:
    office.body.append(f'<w:p><w:bookmarkStart w:id="3" w:name="{office.secret}"/>{_run("书签")}</w:p>')


CORNERS: dict[str, Callable[[Office], None]] = {
    corner.__name__: corner
    for corner in (
        comment,
        footnote,
        header,
        custom_data,
        properties,
        workbook,
        deleted,
        inserted,
        hidden,
        white,
        tiny,
        spoken_text,
        text_box,
        field_code,
        cell,
        picture,
        thumbnail,
        style_name,
        bookmark,
    )
}


def a_docx(secret: str, corners: list[str]) -> Office:
    """A document that says the secret among other words, and hides it in those corners too."""
    office = Office(secret)
    office.says("青石路改造工程合同")
    office.body.append(f"<w:p>{_run('承包人')}{_halves(secret)}{_run('已经签字。')}</w:p>")
    for name, corner in CORNERS.items():
        if name in corners:
            corner(office)
    return office


def text_of(content: bytes) -> str:
    """All a reader of the document is shown, by python-docx."""
    document = Document(io.BytesIO(content))
    parts = [document.element.body, *(section.header._element for section in document.sections)]
    return "\n".join(Paragraph(entry, document).text for part in parts for entry in part.iter(qn("w:p")))
