"""The smallest file of each kind that is taken, and of some that are not."""

import io
import zipfile


def zipped(*names: str) -> bytes:
    """A ZIP archive with parts of those names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\x00" * 40 + bytes.fromhex("ffd9")
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de") + b"\x00" * 12
DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
TXT = "人民路拓宽工程的征收批复。\r\n\t第二行\n".encode()
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00;"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
ZIP = zipped("a.txt")
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

TAKEN = {"pdf": PDF, "jpg": JPG, "png": PNG, "docx": DOCX, "xlsx": XLSX, "txt": TXT}
REFUSED = {"gif": GIF, "exe": EXE, "zip": ZIP, "html": HTML, "svg": SVG}
