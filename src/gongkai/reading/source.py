"""A file before it is understood: what kind it is, told by its content and never by its name, and its text if it has one."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.reading.charsets import text_of
from gongkai.reading.errors import Unreadable
from gongkai.reading.pdf_bounds import require_bounded

LARGEST_BYTES = 20_000_000
LARGEST_UNPACKED = 100_000_000
MOST_ENTRIES = 5_000
_COPY = "请打开原件，把正文和三张表复制成纯文本（表格一格一行），存为 .txt 后再核对。"
_SAVE = "请用Word或WPS打开原件，另存为 .docx 后再核对。"
_UNSUPPORTED = (
    (b"GIF8", "GIF图片", "请另存为PNG或JPEG图片后再核对。"),
    (b"{\\rtf", "RTF文件", _SAVE),
    (b"Rar!", "压缩文件", "请先解压，再核对其中的文件。"),
    (b"7z\xbc\xaf", "压缩文件", "请先解压，再核对其中的文件。"),
)
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|p|span|font|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, its kind (text, html, json, pdf, image, docx, xlsx, xls), its text (empty for binary kinds) and its bytes."""

    name: str
    text: str = ""
    data: bytes = b""
    kind: str = "text"


def load(path: Path) -> Source:
    """A file and its kind. Unreadable where there is none, it is too large, or no reader knows its kind."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Unreadable("file.folder", f"{path.name} 是文件夹。", "请指明其中的文件。")
        if size > LARGEST_BYTES:
            limit = LARGEST_BYTES // 1_000_000
            raise Unreadable("file.large", f"{path.name} 超过{limit}兆字节，不像一份年度报告。", "请只交报告本身。")
        data = path.read_bytes()
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else f"打不开（{error.strerror}）"
        raise Unreadable("file.absent", f"{path}：{reason}。", "请核对文件名和读取权限。") from error
    return recognise(data, path.name)


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
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("file.locked", f"{name} 加了密码。", "请去掉密码后再核对。")
        if "WordDocument".encode("utf-16-le") in data:
            raise Unreadable("layout.unsupported", f"{name} 是旧版Word文件（.doc），现在还不能读。", _SAVE)
        return replace(source, kind="xls")
    for magic, kind, remedy in _UNSUPPORTED:
        if data.startswith(magic):
            raise Unreadable("layout.unsupported", f"{name} 是{kind}，现在还不能读。", remedy)
    text = text_of(data)
    if text is None:
        raise Unreadable("file.binary", f"{name} 不是文本。", _COPY)
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
        raise Unreadable("file.broken", f"{name} 打不开，可能没有下载完整。", "请重新下载或请对方重新发送。") from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unreadable("file.large", f"{name} 解开后太大，不像一份年度报告。", "请只交报告本身。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("file.locked", f"{name} 加了密码。", "请去掉密码后再核对。")
    kinds = [kind for entry in entries if (kind := _ARCHIVES.get(entry.filename))]
    if not kinds:
        names = {entry.filename for entry in entries}
        if "OFD.xml" in names:
            raise Unreadable(
                "layout.unsupported", f"{name} 是OFD文件，现在还不能读。", "请用阅读软件另存为PDF后再核对。"
            )
        raise Unreadable("layout.unsupported", f"{name} 是压缩文件，现在还不能读。", "请先解压，再核对其中的文件。")
    return kinds[0]
