"""Files that say who made them: pictures with a camera's notes, PDF with properties and XMP, Word and Excel with names."""

import io
import zipfile
from typing import Any

import pypdfium2
from docx import Document
from openpyxl import Workbook
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

MAKER = "魏某的相机"
SECRET = b"SECRETMAKER"


def picture() -> Image.Image:
    made = Image.new("RGB", (24, 16), "white")
    for across in range(24):
        made.putpixel((across, across % 16), (across * 10, 20, 200))
    return made


def jpeg(*, turned: int = 1, progressive: bool = False) -> bytes:
    """With EXIF (maker, place), a remark, and bytes after the end of the picture."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[2] = (IFDRational(30), IFDRational(15), IFDRational(0))
    out = io.BytesIO()
    picture().save(out, "JPEG", exif=exif, comment=SECRET, progressive=progressive, quality=90)
    return out.getvalue() + SECRET


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET.decode())
    told.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    out = io.BytesIO()
    picture().save(out, "PNG", pnginfo=told, dpi=(200, 200))
    return out.getvalue() + SECRET


def pdf(text: str = "Hello text layer of a page", *, pages: int = 1, signed: bool = False) -> bytes:
    """Written by hand: properties, XMP, an earlier state of the properties; `signed` with a signature field."""
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    kids = b" ".join(b"%d 0 R" % (10 + 2 * at) for at in range(pages))
    form = b"/AcroForm<</Fields[8 0 R]/SigFlags 3>>" if signed else b""
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R" + form + b">>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        3: b"<</Author(" + SECRET + b")/Title(T)/Creator(" + SECRET + b")/CreationDate(D:20240226144123)>>",
        4: b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(xmp), xmp),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        6: b"<</Company(" + SECRET + b")>>",
    }
    if signed:
        bodies[7] = (
            b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 10]/Contents<00>>>"
        )
        bodies[8] = b"<</FT/Sig/T(s)/V 7 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 10 0 R>>"
    for at in range(pages):
        drawn = b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % text.encode() if text else b""
        bodies[10 + 2 * at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            % (11 + 2 * at)
        )
        bodies[11 + 2 * at] = b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn)
    return _joined(bodies)


def _joined(bodies: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(bodies) + 1
    out += b"xref\n0 %d\n" % size
    out += b"".join(
        b"%010d 00000 n \n" % places[at] if at in places else b"0000000000 65535 f \n" for at in range(size)
    )
    out += b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def scan(pages: int = 1) -> bytes:
    """A PDF whose pages are pictures."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(595, 842)
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (200, 280), "grey")))
        image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """With properties, a custom property, a revision by a named person and a photograph with EXIF."""
    document: Any = Document()
    document.core_properties.author = SECRET.decode()
    document.core_properties.last_modified_by = SECRET.decode()
    for text in paragraphs or ("临时救助发放名单",):
        document.add_paragraph(text)
    document.add_picture(io.BytesIO(jpeg()))
    out = io.BytesIO()
    document.save(out)
    return _with(
        out.getvalue(),
        {"docProps/custom.xml": b"<Properties><property>" + SECRET + b"</property></Properties>"},
        {
            "word/document.xml": (
                b"<w:body>",
                b'<w:body><w:p><w:ins w:id="1" w:author="' + SECRET + b'"><w:r><w:t>x</w:t></w:r></w:ins></w:p>',
            )
        },
    )


def xlsx(rows: list[list[Any]] | None = None) -> bytes:
    book = Workbook()
    book.properties.creator = SECRET.decode()
    for row in rows or [["社区", "户数"], ["青石社区", 9]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    folder = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
        b'<x15ac:absPath url="C:\\Users\\' + SECRET + b'\\"/></mc:Choice></mc:AlternateContent>'
    )
    return _with(out.getvalue(), {}, {"xl/workbook.xml": (b"<sheets>", folder + b"<sheets>")})


def _with(content: bytes, more: dict[str, bytes], changed: dict[str, tuple[bytes, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename in changed:
                assert changed[part.filename][0] in data
                data = data.replace(*changed[part.filename], 1)
            new.writestr(part.filename, data)
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    """Every byte of every part, one after the other."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(part) for part in archive.infolist())
