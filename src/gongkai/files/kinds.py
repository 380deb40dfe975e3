"""What kind of file bytes are, judged by their content, and which kinds are taken."""

import io
import zipfile

from gongkai.law.errors import NotAcceptable

LABELS = {"pdf": "PDF", "jpg": "JPG 图片", "png": "PNG 图片", "docx": "Word 文档", "xlsx": "Excel 表格", "txt": "文本"}
MIME = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",  # made here, never taken in
}
LARGEST = 20 * 1024 * 1024
_SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
_SIGNATURES = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
TAKEN = "可以上传：PDF、JPG、PNG、Word（docx）、Excel（xlsx）或文本（txt）。"


def require_acceptable(name: str, content: bytes) -> str:
    """The kind of the file. NotAcceptable when it is empty, too large, of a kind not taken, or not what its name says."""
    if not content:
        raise NotAcceptable("file.empty", f"“{name}”是空文件。", "请检查后重新选择文件。", field="files")
    if len(content) > LARGEST:
        size = f"{len(content) / 1024 / 1024:.1f}"
        raise NotAcceptable(
            "file.too_large",
            f"“{name}”有 {size} MB，超过 {LARGEST // 1024 // 1024} MB。",
            "请压缩或拆成几份后再传，也可以邮寄或当面提交。",
            field="files",
        )
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    claimed = _SAME.get(ending, ending)
    if claimed not in LABELS:
        raise NotAcceptable("file.kind", f"“{name}”的类型不能接收。", TAKEN, field="files")
    found = kind_of(content)
    if found != claimed:
        known = LABELS.get(found, "别的类型")
        raise NotAcceptable(
            "file.mismatch",
            f"“{name}”的内容不是{LABELS[claimed]}（看起来是{known}）。",
            f"请用正确的格式另存后再传。{TAKEN}",
            field="files",
        )
    return claimed


def kind_of(content: bytes) -> str:
    """pdf, jpg, png, docx, xlsx, txt, or "" for any other content."""
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    for kind, signature in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    return "txt" if _is_text(content) else ""


def _office_kind(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    return next((kind for kind, part in _PARTS.items() if part in names), "")


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    for charset in ("utf-8", "gb18030"):
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        return all(sign.isprintable() or sign in "\r\n\t\ufeff\u3000\xa0" for sign in text)
    return False
