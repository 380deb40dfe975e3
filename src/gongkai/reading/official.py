"""An official document's own text → what it says of itself: title, number, days. Suggestions for a person to look at, no more.

The order is that of 公文格式: mark, number, title, whom it goes to, text, signature, day. The number counts only where it stands
alone in the head: one that stands in a sentence is another document's. The day is the one that stands alone under the signature;
the day of printing (印发) is not it. What cannot be told stays None.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from gongkai.reading.listed.days import moment_of

Value = TypeVar("Value")
LONGEST_TITLE = 150
HEAD_LINES = 25  # in which number and title are looked for
_YEAR = r"[〔\[【（(［]\s*(?:19|20)\d{2}\s*(?:年)?[〕\]】）)］]"
_SIGNS = r"[\u4e00-\u9fff]{1,14}"
_NUMBER = re.compile(rf"(?P<signs>{_SIGNS})\s*(?P<year>{_YEAR})\s*第?\s*(?P<serial>\d{{1,4}})\s*号")
_ALONE = re.compile(rf"^{_NUMBER.pattern}(?:\s*签发人.*)?$")
_MARK = re.compile(
    r"^(?:份号|密级|特急|加急|急件|[\u4e00-\u9fff、 ]{2,40}文件|[\u4e00-\u9fff]{2,30}(?:令|公报)|\d{6}|签发人.*)$"
)
_KINDS = (
    "通知|决定|意见|办法|规定|细则|公告|通告|批复|方案|规则|标准|函|通报|决议|命令|规划|计划|制度|规程|指南|清单|守则"
)
_ENDS_TITLE = re.compile(rf"(?:{_KINDS})(?:[（(][^（()）]{{1,12}}[）)])*$")
_GOES_TO = re.compile(r"[：:]$")
_DAY = r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
_DAY_ALONE = re.compile(rf"^{_DAY}$")
_DAY_BELOW_TITLE = re.compile(rf"^[（(].{{0,40}}?({_DAY}).{{0,60}}[）)]$")
_SINCE = re.compile(rf"自\s*({_DAY})\s*起\s*(?:施行|实施|执行|生效)")
_SINCE_ISSUED = re.compile(r"自\s*(?:印发|成文|签发)之日起\s*(?:施行|实施|执行|生效)")
_UNTIL = re.compile(rf"有效期(?:限)?\s*(?:截止|截至|至|到|延长至)\s*(?:为)?\s*({_DAY})")
_YEARS = re.compile(r"有效期(?:限)?\s*(?:为|是)?\s*(\d{1,2}|[一二两三四五六七八九十])\s*年")
_ENDS_OTHERS = re.compile(
    r"《([^《》]{2,120})》(?:[（(]([^（()）]{4,40})[）)])?[^。；;《》]{0,40}?同时\s*(?:予以)?废止"
)
_COUNT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What was read. value; place: 第3行, of the lines with something in them; said: the words it was read from."""

    value: Value
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class Official:
    """What a document says of itself; None where it does not. ends: titles of documents it repeals, each with its number or ""."""

    title: Reading[str] | None = None
    number: Reading[str] | None = None
    issued_on: Reading[date] | None = None
    effective_on: Reading[date] | None = None
    valid_until: Reading[date] | None = None
    ends: tuple[Reading[tuple[str, str]], ...] = ()


def read_official(text: str) -> Official:
    """Read the text of a document, a line for each paragraph or printed line.

    Example: 云政规〔2020〕3号 / 云岭区人民政府关于印发《云岭区养犬管理办法》的通知 / … / 2020年3月5日 → that number, title, day.
    """
    lines = [line for line in (_tidy(line) for line in text.splitlines()) if line]
    number, at = _number(lines)
    title, below = _title(lines, at + 1 if number else 0)
    issued_on = _issued(lines, below)
    whole = "".join(lines)
    effective_on = _effective(whole, issued_on)
    begins = effective_on or issued_on
    return Official(title, number, issued_on, effective_on, _until(whole, begins), _ends(whole))


def numbers_as_printed(text: str) -> str:
    """The number in its printed form: year in 〔〕, no gaps, no 第. Other text as it is. Example: 云政规 [2020] 第3号 → 云政规〔2020〕3号."""
    match = _NUMBER.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split()))
    return _printed(match) if match else text.strip()


def years_after(first: date, years: int) -> date:
    """The last day of a term of so many years that begins on that day. Example: 2020-03-01, 5 → 2025-02-28."""
    try:
        same = first.replace(year=first.year + years)
    except ValueError:  # 29 February
        same = date(first.year + years, 3, 1)
    return same - timedelta(days=1)


def term_in(said: str) -> int | None:
    """The years of a term as a list writes them: 5年, 五年, 有效期五年. None where it is none."""
    match = re.fullmatch(r"(?:有效期)?(\d{1,2}|[一二两三四五六七八九十])年", "".join(said.split()))
    return _years(match[1]) if match else None


def _years(said: str) -> int:
    return _COUNT.get(said) or int(said)


def _tidy(line: str) -> str:
    return " ".join(line.replace("\u3000", " ").replace("\xa0", " ").split())


def _printed(match: re.Match[str]) -> str:
    year = "".join(sign for sign in match["year"] if sign.isdigit())
    return f"{match['signs']}〔{year}〕{int(match['serial'])}号"


def _reading(value: Value, lines: Sequence[str], at: int) -> Reading[Value]:
    return Reading(value, f"第{at + 1}行", lines[at])


def _number(lines: Sequence[str]) -> tuple[Reading[str] | None, int]:
    for at, line in enumerate(lines[:HEAD_LINES]):
        match = _ALONE.match(line)
        if match:
            return _reading(_printed(match), lines, at), at
    return None, 0


def _title(lines: Sequence[str], begins: int) -> tuple[Reading[str] | None, int]:
    """The title, which may run over several lines, and the line below it."""
    while begins < len(lines) and (_MARK.match(lines[begins]) or _ALONE.match(lines[begins])):
        begins += 1
    told = ""
    for at in range(begins, min(begins + 6, len(lines))):
        if _GOES_TO.search(lines[at]) or lines[at].endswith(("。", "；")):
            break
        told += lines[at].replace(" ", "")
        if len(told) > LONGEST_TITLE:
            break
        if told.count("《") == told.count("》") and _ENDS_TITLE.search(told) and not _goes_on(lines, at + 1):
            return Reading(told, f"第{begins + 1}行", " ".join(lines[begins : at + 1])), at + 1
    return None, begins


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether a title that might be whole goes on in the next line: 关于修改《养犬办法》的决定 / 的通知."""
    return at < len(lines) and lines[at].startswith("的") and _ENDS_TITLE.search(lines[at]) is not None


def _issued(lines: Sequence[str], below: int) -> Reading[date] | None:
    """The day under the signature; else the one in brackets under the title."""
    for at in range(below, len(lines)):
        if _DAY_ALONE.match(lines[at]) and (day := _day(lines[at])):
            return _reading(day, lines, at)
    for at in range(below, min(below + 3, len(lines))):
        match = _DAY_BELOW_TITLE.match(lines[at])
        if match and (day := _day(match[1])):
            return _reading(day, lines, at)
    return None


def _effective(whole: str, issued_on: Reading[date] | None) -> Reading[date] | None:
    """The first day in effect. 自公布之日起 names a day that the text does not hold."""
    days = {day: match[0] for match in _SINCE.finditer(whole) if (day := _day(match[1]))}
    if len(days) == 1:  # two days are two documents', or an amendment's
        ((day, said),) = days.items()
        return Reading(day, "正文", said)
    match = _SINCE_ISSUED.search(whole)
    if not days and match and issued_on:
        return Reading(issued_on.value, "正文", match[0])
    return None


def _until(whole: str, begins: Reading[date] | None) -> Reading[date] | None:
    match = _UNTIL.search(whole)
    if match and (day := _day(match[1])):
        return Reading(day, "正文", match[0])
    match = _YEARS.search(whole)
    if match and begins:
        return Reading(years_after(begins.value, _years(match[1])), "正文", match[0])
    return None


def _ends(whole: str) -> tuple[Reading[tuple[str, str]], ...]:
    return tuple(
        Reading((match[1], numbers_as_printed(match[2] or "")), "正文", match[0])
        for match in _ENDS_OTHERS.finditer(whole)
    )


def _day(said: str) -> date | None:
    moment = moment_of("".join(said.split()))
    return moment.date() if moment else None
