"""The text of bytes in whatever charset, told by what they say: what a file declares about itself is often wrong."""

import codecs
import re
import unicodedata
from collections.abc import Sequence

# Frequent in any text of administration, in both scripts; wrong charsets turn them into rare signs.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要信息公开政府年度报告申请数量处理总计其他結項報開處總與這機關國"
)
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]+")
_SAMPLE = 400_000  # bytes looked at in choosing
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(data: bytes) -> str | None:
    """The text: by its byte order mark, else UTF-8 if it is that throughout, else the charset under which it reads best.
    None where it is no text under any."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _plausible(data.decode(charset, errors="replace"))
    try:
        return _plausible(data.decode("utf-8")) or _best(data, ("utf-16-le", "utf-16-be"))
    except UnicodeDecodeError:
        pass
    return _best(data, ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"))


def _best(data: bytes, charsets: Sequence[str]) -> str | None:
    found: list[tuple[float, str]] = []
    for charset in charsets:
        if charset.startswith("utf-16") and (len(data) < 4 or b"\x00" not in data[:4000]):
            continue
        sample = data[:_SAMPLE].decode(charset, errors="replace")
        if _plausible(sample) is not None:
            found.append((_score(sample), charset))
    if not found:
        return None
    score, charset = max(found, key=lambda pair: pair[0])
    return _plausible(data.decode(charset, errors="replace")) if score > 0 else None


def _score(text: str) -> float:
    """Frequent signs found, less what stands for bytes that are no sign."""
    return sum(map(text.count, _FREQUENT)) - 10 * text.count("\ufffd") + 0.001


def _plausible(text: str) -> str | None:
    """The text, None where it holds what no text does: NUL, many control signs, many bytes that are no sign."""
    if "\x00" in text:
        return None
    odd = sum(len(found) for found in _ODD.findall(text))
    private = sum(unicodedata.category(sign) in {"Co", "Cn"} for sign in text[:20_000])
    return text if odd <= len(text) // 100 and private <= len(text[:20_000]) // 20 else None
