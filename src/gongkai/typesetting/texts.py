"""Text written by people, made fit for print: nothing in it can command the typesetter, and nothing is lost unsaid."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

GETA = "〓"  # the printers' sign for a character that is not in the case
_KEPT_CONTROLS = "\n\t"
# Nothing a line may break at. A slash is left out: addresses break there by themselves and stay whole when copied.
_LONG_RUN = re.compile(r"[!-.0-~\u00a1-\u024f\u0370-\u04ff]{40,}")
_BREAK = "\u200b"  # allows a line to end here; shows nothing
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_FIRST_LEVEL = re.compile(rf"^{_NUMERAL}、")
_SECOND_LEVEL = re.compile(rf"^[（(]{_NUMERAL}[）)]")
_LONGEST_HEADING = 40


def clean(text: str) -> str:
    """The text without characters that print nothing: controls, direction marks, joiners, lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return "".join(
        char
        for char in text
        if char in _KEPT_CONTROLS or (unicodedata.category(char) not in {"Cc", "Cf", "Cs"} and not _is_selector(char))
    )


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: its lines, without the space around them and without empty ones."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def printable(text: str, characters: Collection[int]) -> tuple[str, list[str]]:
    """The cleaned text as the fonts can show it, and the characters for which 〓 stands, in order.

    A long run without a place to break gets one after every twelve signs, so that it stays inside the page.
    """
    absent: list[str] = []
    shown: list[str] = []
    for char in clean(text).replace("\t", "\u3000"):
        if char == "\n" or ord(char) in characters:
            shown.append(char)
        else:
            shown.append(GETA)
            absent.append(char)
    whole = "".join(shown)
    return _LONG_RUN.sub(lambda run: _BREAK.join(re.findall(".{1,12}", run.group())), whole), absent


def absent_note(absent: Collection[str]) -> str:
    """One line that names the characters replaced by 〓, or nothing."""
    if not absent:
        return ""
    codes = "、".join(f"U+{ord(char):04X}" for char in dict.fromkeys(absent))
    return f"〓处是本机字库没有的字，编码依次为{codes}。"


def heading_level(paragraph: str) -> int:
    """1 for a heading such as 一、基本情况, 2 for （一）主动公开, 0 for running text."""
    if len(paragraph) > _LONGEST_HEADING or paragraph[-1:] in "。；;：:，,":
        return 0
    if _FIRST_LEVEL.match(paragraph):
        return 1
    return 2 if _SECOND_LEVEL.match(paragraph) else 0


def date_in_words(year: int, month: int, day: int) -> str:
    """2020年4月13日: digits, months and days without a leading zero (GB/T 9704)."""
    return f"{year}年{month}月{day}日"


def running(texts: Sequence[str], *, depth: int) -> list[dict[str, Any]]:
    """Paragraphs with their face (hei, kai or none) and depth. No depth is skipped: readers of headings rely on it."""
    entries: list[dict[str, Any]] = []
    first_level_seen = False
    for text in texts:
        level = heading_level(text)
        first_level_seen = first_level_seen or level == 1
        below = 1 if level == 2 and first_level_seen else 0
        entries.append({"text": text, "face": ("", "hei", "kai")[level], "depth": depth + below})
    return entries


_LONGEST_TITLE_LINE = 19  # characters of 22 pt in 156 mm


def broken_title(title: str, after: str = "") -> list[str]:
    """A title in lines: where it was broken by hand, else after the name it begins with, else near its middle."""
    lines = paragraphs(title)
    if len(lines) != 1 or len(lines[0]) <= _LONGEST_TITLE_LINE:
        return lines
    whole = lines[0]
    if after and whole.startswith(after) and len(whole) > len(after):
        return [after, whole[len(after) :]]
    places = [match.end() for match in re.finditer("关于|的(?=.)", whole)]
    middle = len(whole) / 2
    best = min(places, key=lambda place: abs(place - middle), default=0)
    fits = max(best, len(whole) - best) <= _LONGEST_TITLE_LINE
    return [whole[:best], whole[best:]] if best and fits else lines
