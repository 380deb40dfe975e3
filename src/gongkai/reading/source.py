"""A file before it is understood: what kind it is, and its text in whatever charset."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from gongkai.reading.errors import Unreadable

LARGEST_BYTES = 20_000_000
_COPY = "请打开原件，把正文和三张表复制成纯文本（表格一格一行），存为 .txt 后再核对。"
_MAGIC = (
    (b"%PDF", "PDF文件"),
    (b"PK\x03\x04", "Word或Excel文件"),
    (b"\xd0\xcf\x11\xe0", "旧版Word或Excel文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF文件"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the name of its file."""

    name: str
    text: str


def load(path: Path) -> Source:
    """The text of a file. Unreadable where there is none, it is too large, or it is no text."""
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
    return Source(path.name, decode(data, path.name))


def decode(data: bytes, name: str) -> str:
    """The text of these bytes. Unreadable for empty, binary and not yet supported content, told by content, not by name."""
    if not data.strip():
        raise Unreadable("file.empty", f"{name} 是空的。", "请核对文件是否下载完整。")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Unreadable("layout.unsupported", f"{name} 是{kind}，现在还不能读。", _COPY)
    text = _text(data)
    if text is None:
        raise Unreadable("file.binary", f"{name} 不是文本。", _COPY)
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype", "<html", "<?xml")) or ("<table" in text.lower() and "</td>" in text.lower()):
        raise Unreadable("layout.unsupported", f"{name} 是网页文件，现在还不能读。", _COPY)
    if head.startswith("{") and '"' in head[:80]:
        raise Unreadable("layout.unsupported", f"{name} 是JSON数据，现在还不能读。", _COPY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes) -> str | None:
    """By byte order mark, else UTF-8, else GB18030; None where the result is not text."""
    for mark, charset in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            candidates: tuple[str, ...] = (charset,)
            break
    else:
        candidates = ("utf-8", "gb18030")
    for charset in candidates:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        odd = sum(ord(sign) < 32 and sign not in "\t\n\r\f\v" for sign in text)
        if "\x00" not in text and odd <= len(text) // 100:
            return text
    return None
