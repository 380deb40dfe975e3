"""What a file is that no reader reads, told by its content, and what to do with it next."""

import re
from collections.abc import Collection

from gongkai.reading.errors import Unreadable

_TO_TEXT = "请打开原件，把正文和三张表复制成纯文本（表格一格一行），存为 .txt 后再核对。"
_TO_WORD = "请用Word或WPS打开原件，另存为 .docx 后再核对。"
_TO_SHEET = "请用Excel或WPS打开原件，另存为 .xlsx 后再核对。"
_TO_PDF = "请用它的阅读软件打开，另存或打印成PDF后再核对。"
_TO_PICTURE = "请另存为PNG或JPEG图片后再核对。"
_UNPACK = "请先解压，再核对其中的文件。"

_MAGIC = (
    (0, b"{\\rtf", "RTF文件", _TO_WORD),
    (0, b"Rar!", "压缩文件", _UNPACK),
    (0, b"7z\xbc\xaf", "压缩文件", _UNPACK),
    (0, b"\x1f\x8b\x08", "压缩文件", _UNPACK),
    (0, b"BZh", "压缩文件", _UNPACK),
    (0, b"\xfd7zXZ\x00", "压缩文件", _UNPACK),
    (257, b"ustar", "压缩文件", _UNPACK),
    (0, b"Founder CEB", "方正CEB版式文件", _TO_PDF),
    (0, b"GIF8", "GIF图片", _TO_PICTURE),
    (8, b"WEBP", "WebP图片", _TO_PICTURE),
    (4, b"ftyphei", "HEIC照片", _TO_PICTURE),
    (4, b"ftypmif1", "HEIC照片", _TO_PICTURE),
    (4, b"ftypavif", "AVIF图片", _TO_PICTURE),
)
_STREAMS = (
    ("WordDocument", "旧版Word或WPS文字文件（.doc、.wps）", _TO_WORD),
    ("PowerPoint Document", "演示文稿", _TO_TEXT),
)
_PACKED = (
    ("OFD.xml", "OFD文件", _TO_PDF),
    ("content.xml", "OpenDocument文件", "请用Word、Excel或WPS打开原件，另存为 .docx 或 .xlsx 后再核对。"),
    ("ppt/presentation.xml", "演示文稿", _TO_TEXT),
)
_XML = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "Excel 2003的XML表格", _TO_SHEET),
    ("http://schemas.microsoft.com/office/word/2003/wordml", "Word 2003的XML文档", _TO_WORD),
    ("http://schemas.microsoft.com/office/2006/xmlpackage", "单个XML文件的Word文档", _TO_WORD),
)
_BITMAP = re.compile(rb"BM.{4}\x00{4}", re.DOTALL)
_FIXED = re.compile(r"\.(?:cebx?|gd|gw|sep|caj|kdh|nh)$", re.IGNORECASE)
_ENTRY = re.compile(r"<\?mso-application\b|<(?:\w+:)?(?:workbook|worddocument|package)\b", re.IGNORECASE)


def _not_yet(name: str, kind: str, remedy: str) -> Unreadable:
    return Unreadable("layout.unsupported", f"{name} 是{kind}，现在还不能读。", remedy)


def of_bytes(data: bytes, name: str) -> Unreadable | None:
    """For what begins as a kind of file does that we know and do not read."""
    for at, magic, kind, remedy in _MAGIC:
        if data.startswith(magic, at):
            return _not_yet(name, kind, remedy)
    return _not_yet(name, "BMP图片", _TO_PICTURE) if _BITMAP.match(data) else None


def of_streams(data: bytes, name: str) -> Unreadable | None:
    """For an old office file that is locked, or no workbook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked(name)
    for stream, kind, remedy in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return _not_yet(name, kind, remedy)
    return None


def of_archive(entries: Collection[str], name: str) -> Unreadable:
    """For an archive that is neither a document nor a workbook."""
    for entry, kind, remedy in _PACKED:
        if entry in entries:
            return _not_yet(name, kind, remedy)
    return _not_yet(name, "压缩文件", _UNPACK)


def of_xml(text: str, name: str) -> Unreadable | None:
    """For an office file in the form of a single XML file."""
    head = text[:4000].lower()
    if not _ENTRY.search(head):
        return None
    return next((_not_yet(name, kind, remedy) for space, kind, remedy in _XML if space in head), None)


def of_noise(name: str) -> Unreadable:
    """For bytes that are no text and nothing else we know."""
    if _FIXED.search(name):
        return _not_yet(name, "专用阅读软件的版式文件", _TO_PDF)
    return Unreadable("file.binary", f"{name} 不是文本。", _TO_TEXT)


def locked(name: str) -> Unreadable:
    return Unreadable("file.locked", f"{name} 加了密码。", "请去掉密码后再核对。")


def large(name: str) -> Unreadable:
    return Unreadable("file.large", f"{name} 解开后太大，不像一份年度报告。", "请只交报告本身。")


def broken(name: str) -> Unreadable:
    return Unreadable("file.broken", f"{name} 打不开，可能没有下载完整。", "请重新下载或请对方重新发送。")
