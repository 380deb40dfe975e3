"""The numbers Word writes before paragraphs (一、 第三条 (2)): computed, since they stand nowhere as text."""

from collections import defaultdict

from lxml import etree

from gongkai.law.citations import in_chinese
from gongkai.redaction.docx_package import W
from gongkai.redaction.docx_styles import Elements, bounded, value

_ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40}
_ROMAN |= {"X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
_CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"}
_DEEPEST = 9


class Numbering:
    """Counts as it goes: ask for each paragraph once, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for entry in root.iter(f"{W}abstractNum"):
            levels = {bounded(level.get(f"{W}ilvl"), 0, _DEEPEST): level for level in entry.iter(f"{W}lvl")}
            self._levels[entry.get(f"{W}abstractNumId", "")] = levels
        for entry in root.iter(f"{W}num"):
            self._abstract[entry.get(f"{W}numId", "")] = value(entry, "abstractNumId")

    def label(self, told: Elements) -> str:
        """What is printed before the paragraph, "" for one without a number."""
        number, depth = "", 0
        for properties in told:
            found = properties.find(f"{W}numPr")
            if found is not None:
                number = value(found, "numId") or number
                depth = bounded(value(found, "ilvl"), 0, _DEEPEST)
        kind = self._abstract.get(number, "")
        level = self._levels.get(kind, {}).get(depth)
        if level is None:
            return ""
        self._count(kind, depth, level)
        if value(level, "numFmt") == "bullet":
            return "• "
        text = value(level, "lvlText")
        for at in range(_DEEPEST):
            if f"%{at + 1}" in text:
                text = text.replace(f"%{at + 1}", self._written(kind, at))
        return f"{text} " if text and text[-1].isascii() else text

    def _count(self, kind: str, depth: int, level: etree._Element) -> None:
        counts = self._counts[kind]
        start = bounded(value(level, "start") or "1", 0, 100_000)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]

    def _written(self, kind: str, depth: int) -> str:
        level = self._levels[kind].get(depth)
        count = self._counts[kind].get(depth, 1)
        return written(count, value(level, "numFmt"))


def written(count: int, way: str) -> str:
    """A number as a list writes it: 3 → 三, iii, c, 3. In figures where the way is not known."""
    if way in _CHINESE and 0 < count < 1000:
        text = in_chinese(count)
    elif way in {"lowerLetter", "upperLetter"} and count > 0:
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        text = text.upper() if way == "upperLetter" else text
    elif way in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        text = _roman(count)
        text = text if way == "upperRoman" else text.lower()
    elif way == "decimalEnclosedCircle" and 0 < count <= 20:
        text = chr(0x2460 + count - 1)
    elif way == "none":
        text = ""
    else:
        text = str(count)
    return text


def _roman(count: int) -> str:
    text = ""
    for sign, size in _ROMAN.items():
        times, count = divmod(count, size)
        text += sign * times
    return text
