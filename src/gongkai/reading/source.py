"""A file before it is understood: what kind it is, told by its content and never by its name, and its text if it has one."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.reading import refusals
from gongkai.reading.charsets import text_of
from gongkai.reading.errors import Unreadable
from gongkai.reading.pdf_bounds import require_bounded

LARGEST_BYTES = 20_000_000
LARGEST_UNPACKED = 100_000_000
MOST_ENTRIES = 5_000
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|p|span|font|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, its kind (text, html, mht, json, pdf, image, docx, xlsx, xls), its text (empty for binary kinds) and its bytes."""

    name: str
    text: str = ""
    data: bytes = b""
    kind: str = "text"


def load(path: Path, name: str = "") -> Source:
    """A file and its kind; `name`: what it is called in messages. Unreadable where there is none, it is too large, or no reader knows its kind."""
    try:
        if path.is_dir():
            raise Unreadable("file.folder", f"{name or path.name} 是文件夹。", "请指明其中的文件。")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else f"打不开（{error.strerror}）"
        raise Unreadable("file.absent", f"{name or path}：{reason}。", "请核对文件名和读取权限。") from error
    if len(data) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1_000_000
        raise Unreadable("file.large", f"{name or path.name} 超过{limit}兆字节，不像一份年度报告。", "请只交报告本身。")
    return recognise(data, name or path.name)


def recognise(data: bytes, name: str) -> Source:
    """These bytes with their kind. Unreadable for empty, binary and not supported content, told by content, not by name."""
    if not data.strip():
        raise Unreadable("file.empty", f"{name} 是空的。", "请核对文件是否下载完整。")
    source = Source(name, data=data)
    if b"%PDF-" in data[:1024]:
        require_bounded(data, name)
        return replace(source, kind="pdf")
    if data.startswith(_IMAGES):
        return replace(source, kind="image")
    if data.startswith(b"PK\x03\x04"):
        return replace(source, kind=_archive(data, name))
    if data.startswith(_OLE):
        if refusal := refusals.of_streams(data, name):
            raise refusal
        return replace(source, kind="xls")
    if refusal := refusals.of_bytes(data, name):
        raise refusal
    text = text_of(data)
    if text is None:
        raise refusals.of_noise(name)
    if refusal := refusals.of_xml(text, name):
        raise refusal
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = text[:2000].lstrip().lower()
    if head.startswith("mime-version:") or "\nmime-version:" in head:
        return replace(source, kind="mht")
    if head.startswith(("<!doctype", "<html", "<?xml")) or len(_TAG.findall(text[:200_000])) >= 3:
        return replace(source, text=text, kind="html")
    if head.startswith("{") and '"' in head[:80]:
        return replace(source, text=text, kind="json")
    return replace(source, text=text)


def _archive(data: bytes, name: str) -> str:
    """docx or xlsx. Refused without unpacking: what is neither, and what would unpack to far more than a report."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refusals.broken(name) from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise refusals.large(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusals.locked(name)
    kinds = [kind for entry in entries if (kind := _ARCHIVES.get(entry.filename))]
    if not kinds:
        raise refusals.of_archive({entry.filename for entry in entries}, name)
    return kinds[0]
