"""The title, the six sections, the headings inside them and the page's own furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.law.facts import BodyKind
from gongkai.law.formats import by_key, keys
from gongkai.reading import folding
from gongkai.reading.numerals import year_in_chinese

_TITLE = re.compile(
    r"^(?:标题:)?(?P<body>[^:,。]*?)(?:关于)?(?P<year>(?:19|20)\d\d|[一二三四五六七八九〇零○]{4})年?度?"
    r"(?:政府)?(?:信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_YEAR_FIRST = re.compile(
    r"^(?:标题:)?(?P<year>(?:19|20)\d\d|[一二三四五六七八九〇零○0]{4})年?度?(?P<body>[^:,。]{2,40}?)(?:关于)?"
    r"(?:政府)?(?:信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_PUBLISHER = re.compile(r"^(?:•|·)?(?:发布机构|发布单位|公开主体|信息来源):(?P<body>[^:,。]{2,40})$")
_GOVERNMENT = re.compile("(?:人民政府|管理委员会|管委会|行政公署|开发区|试验区|实验区)$")
# Lines after which only the page speaks: attachments, sharing, comments, the site's footing.
_FURNITURE = re.compile(
    r"^(?:附件|标签|留言与评论|验证码|扫一扫|打印(?:本页)?|关闭(?:窗口)?|分享(?:到)?|上一篇|下一篇|责任编辑|主办单位|主办|版权所有"
    r"|网站地图|联系我们|网站标识码|返回顶部|相关(?:链接|文章|信息)|来源)(?:[::(]|$)"
)
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)$", re.IGNORECASE)
_LONGEST = 200  # characters; no title or heading is longer
_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(rf"^(?:[{_NUMERALS}]+、|\([{_NUMERALS}]{{1,3}}\))")


@dataclass(frozen=True, slots=True)
class Title:
    body: str
    year: int


def title(line: str) -> Title | None:
    """The body and year a title line names: 管城回族区人民政府2020年政府信息公开工作年度报告."""
    if len(line) > _LONGEST:
        return None
    text = folding.unspaced(line).text
    match = _TITLE.match(text) or _YEAR_FIRST.match(text)
    if not match:
        return None
    year = match["year"]
    return Title(match["body"].strip("《<"), int(year) if year.isdigit() else year_in_chinese(year) or 0)


def publisher(line: str) -> str:
    match = _PUBLISHER.match(folding.unspaced(line[:_LONGEST]).text)
    return match["body"] if match else ""


_PUBLISHED = re.compile(
    r"(?P<word>发布|公开|公布|成文|生成|印发)(?:日期|时间)\s*[:：]?(?:\s|&nbsp;|<[^<>]{0,200}>)*"
    r"(?P<year>20\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})"
)


def published_on(text: str) -> date | None:
    """The day of publication a page names (发布日期:2021-01-22); the day the document was made where it names no other."""
    found: dict[str, date] = {}
    for match in _PUBLISHED.finditer(text):
        try:
            found.setdefault(match["word"], date(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    order = ("发布", "公开", "公布", "生成", "成文", "印发")
    return next((found[word] for word in order if word in found), None)


def body_kind(body: str) -> BodyKind:
    """A government by the end of its name; everything else is a department. An unnamed body is taken for a government,
    of which more is asked."""
    return BodyKind.GOVERNMENT if not body or _GOVERNMENT.search(body) else BodyKind.DEPARTMENT


@cache
def _titles() -> tuple[str, ...]:
    """The six titles, folded, without their numbers (the same in every format)."""
    return tuple(folding.label(text.split("、", 1)[1]) for text in by_key(keys()[-1]).section_titles)


def section_number(line: str) -> int | None:
    """1 to 6 where the whole line is the title of a section, bare or numbered as a section is (一、), whatever the number;
    misprints allowed. （一）主动公开政府信息情况 is a heading inside a section."""
    text = folding.unspaced(line[:_LONGEST]).text
    if len(text) > 34 or text.startswith("("):
        return None
    numbered = re.match(rf"^[{_NUMERALS}\d]+[、.,:]", text)
    bare = folding.label(text[numbered.end() :] if numbered else text)
    for number, official in enumerate(_titles(), 1):
        if bare == official or (numbered and folding.likeness(bare, official) >= 0.85):
            return number
    return None


def is_furniture(line: str) -> bool:
    text = folding.unspaced(line).text if len(line) <= _LONGEST else ""
    return bool(_FURNITURE.match(text) or _FILE_NAME.search(text))


def heading(line: str) -> str | None:
    """The numbered heading a paragraph begins with (一、… or （一）…), up to its first stop; None where it has none."""
    text = folding.unspaced(line[:_LONGEST]).text
    if not _HEADING.match(text):
        return None
    if re.match(rf"^[{_NUMERALS}]+、", text) and (len(text) > 40 or text.endswith("。")):
        return None
    words = re.split(r"[。,;:]", text, maxsplit=1)[0]
    return words[:40].replace("(", "（").replace(")", "）")


def starts_of_reports(lines: Sequence[str]) -> list[int]:
    """The lines where a report begins: titles, each once though a page prints them twice."""
    starts: list[int] = []
    last: Title | None = None
    for index, line in enumerate(lines):
        found = title(line)
        if found and found != last and len(folding.unspaced(line).text) <= 60:
            starts.append(index)
            last = found
    return starts
