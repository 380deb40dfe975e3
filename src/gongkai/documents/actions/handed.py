"""What was handed in for review, as words: pasted, or read in a Word document or in the text layer of a PDF."""

import unicodedata
from dataclasses import dataclass

from gongkai.files import contents
from gongkai.files.kinds import require_acceptable
from gongkai.files.viruses import require_clean
from gongkai.law.errors import NotAcceptable
from gongkai.reading.reflowed import reflowed

LONGEST = 200_000  # signs of one draft
_SCAN_HINT = "请交Word文档，或者由Word另存的PDF；只有纸件的，请把文字录入后粘贴。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A draft as handed in. text: pasted words; upload: (name, content) of a DOCX or PDF instead; note: what was changed."""

    text: str = ""
    upload: tuple[str, bytes] | None = None
    note: str = ""


def words_of(handed: Handed) -> str:
    """The words, paragraph by line, no line empty. NotAcceptable for none, for both at once, for a scan, for too many."""
    if handed.upload is None and not handed.text.strip():
        raise NotAcceptable("draft.nothing", "还没有交文本。", "请选Word或者PDF文件，或者粘贴文字。", field="text")
    if handed.upload is not None and handed.text.strip():
        raise NotAcceptable(
            "draft.both",
            "又选了文件，又粘贴了文字，不知道以哪一个为准。",
            "请只留一个：清空文字，或者不选文件。",
            field="text",
        )
    words = told_lines(_read(*handed.upload) if handed.upload else handed.text)
    if len(words) > LONGEST:
        raise NotAcceptable(
            "draft.too_long",
            f"这份文本有{len(words)}个字，最多{LONGEST}个字。",
            "请把附件、附表分开送审。",
            field="upload" if handed.upload else "text",
        )
    if not words:
        raise NotAcceptable("draft.nothing", "文本里没有文字。", _SCAN_HINT, field="text")
    return words


def told_lines(text: str) -> str:
    """Paragraph by line: no blanks at the ends, no empty lines, no signs that do not show."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n")
    seen = "".join(
        " " if sign in "\t\xa0\u3000" else sign
        for sign in text
        if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
    )
    return "\n".join(line for line in (" ".join(one.split()) for one in seen.split("\n")) if line)


def _read(name: str, content: bytes) -> str:
    kind = require_acceptable(name, content)
    if kind not in {"docx", "pdf"}:
        raise NotAcceptable(
            "draft.kind",
            f"“{name}”不是Word文档（docx），也不是PDF。",
            "请另存为docx或者PDF再交；也可以直接粘贴文字。",
            field="upload",
        )
    require_clean(name, content)
    found = contents.contents_of(kind, content)
    if found.state in {contents.SCAN, contents.RECOGNISED}:
        raise NotAcceptable(
            "draft.scan", f"“{name}”是扫描件，里面是图片，没有可以对照的文字。", _SCAN_HINT, field="upload"
        )
    if not found.text.strip():
        raise NotAcceptable(
            "draft.unreadable",
            f"“{name}”里读不出文字，可能已损坏、设有密码，或者是空白的。",
            "请用Word或者WPS打开核对，另存后再交；也可以直接粘贴文字。",
            field="upload",
        )
    return reflowed(found.text) if kind == "pdf" else found.text
