"""发文字号: one number, however it is written, so that two documents cannot carry the same."""

import re
import unicodedata
from functools import cache

from gongkai.law.citations import in_chinese

_OPEN, _CLOSE = r"[〔\[(【﹝{《<「]", r"[〕\])】﹞}》>」]"
_SIGNS = re.compile(r"[\s\u200b\ufeff·・,，.。、—\-–_]+")
_WHOLE = re.compile(rf"(?P<mark>.*?){_OPEN}?(?P<year>(?:19|20)\d\d)年?{_CLOSE}?(?P<rest>.*)")
_SERIAL = re.compile(r"(?P<before>.*?)第?0*(?P<serial>\d+|[一二三四五六七八九十百零〇]+)号?")


def number_key(number: str) -> str:
    """What two ways of writing one number have in common; empty for none.

    Brackets of any form, full and half width, blanks, `第`, leading zeros and numerals in Chinese make no difference.
    Example: `云政办〔2020〕7号`, `云政办[2020]07号`, `云政办（２０２０）第七号` → `云政办〔2020〕7号`.
    """
    text = _SIGNS.sub("", unicodedata.normalize("NFKC", number)).casefold()
    found = _WHOLE.fullmatch(text)
    if found is None:
        return _with_serial("", text)
    return _with_serial(f"{found['mark']}〔{found['year']}〕", found["rest"])


def _with_serial(start: str, rest: str) -> str:
    """The key with its last numeral told plainly. Without a year the mark stands before the numeral: 区政府令第12号."""
    found = _SERIAL.fullmatch(rest)
    if found is None or not (start or rest.endswith("号")):
        return start + rest
    serial = found["serial"]
    plain = serial.lstrip("0") if serial.isdigit() else str(_numerals().get(serial, serial))
    return f"{start}{found['before']}{plain}号"


@cache
def _numerals() -> dict[str, int]:
    return {in_chinese(number): number for number in range(1, 1000)}
