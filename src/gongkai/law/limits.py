"""公开时限 as a standard catalogue prints it, taken apart: how many working days, how often, what remains words.

Regulations art. 26: within 20 working days of the day the information was formed or changed, unless laws or regulations set
another limit; the catalogue prints that limit. What cannot be told apart stays text (`OTHER`) and is never guessed: then
art. 26 is the outer limit, and the page says so.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from gongkai.law.citations import Citation, cite

_FILE = Path(__file__).parent / "data" / "coverage.toml"
_TENS = re.compile(r"[〇零一二两三四五六七八九十]+")
_DIGITS = "零一二三四五六七八九"
_COUNT = r"(\d{1,3})个?工作日"
_NOTICE = re.compile(rf"(?:公告|公示|公开展示)(?:期限?|时间)?[^\d，。；]{{0,8}}{_COUNT}")
_WITHIN = re.compile(rf"{_COUNT}(?:之?内|以内)?")
_IMMEDIATE = re.compile(r"实时|及时|即时|随时|立即|当日|当天")
_CADENCES = (
    ("quarterly", re.compile(r"[每按]季|季度")),
    ("monthly", re.compile(r"[每按](?:个)?月|月度")),
    ("yearly", re.compile(r"[每按]年|年度")),
)


class LimitKind(StrEnum):
    """工作日内, 实时或者及时, 公告期限, 其他."""

    WORKDAYS = "workdays"
    IMMEDIATE = "immediate"
    NOTICE = "notice"
    OTHER = "other"


class Cadence(StrEnum):
    """形成或者变更时, 每月, 每季度, 每年."""

    ON_CHANGE = "on_change"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Limit:
    """workdays: of the limit, or of the notice period; None where the text gives no number of working days."""

    kind: LimitKind
    workdays: int | None = None
    cadence: Cadence = Cadence.ON_CHANGE
    text: str = ""


def read_limit(text: str) -> Limit:
    """The limit a catalogue prints. read_limit("自信息形成之日起20个工作日内公开").workdays → 20.

    Two limits of different length in one cell ("10个工作日内……；变更的5个工作日内……") are for two things: the text is kept whole,
    and none of them is taken for the other.
    """
    plain = _in_digits(text)
    cadence = next((Cadence(name) for name, said in _CADENCES if said.search(plain)), Cadence.ON_CHANGE)
    notice = _NOTICE.search(plain)
    rest = _NOTICE.sub("", plain)
    counts = {int(count) for count in _WITHIN.findall(rest)}
    if len(counts) == 1 and counts != {0}:
        return Limit(LimitKind.WORKDAYS, counts.pop(), cadence, text.strip())
    if not counts and notice and int(notice.group(1)):
        return Limit(LimitKind.NOTICE, int(notice.group(1)), cadence, text.strip())
    if not counts and _IMMEDIATE.search(plain) and not re.search(r"\d+(?:日|天|小时)", plain):
        return Limit(LimitKind.IMMEDIATE, None, cadence, text.strip())
    return Limit(LimitKind.OTHER, None, cadence, text.strip())


def _in_digits(text: str) -> str:
    """The text without spaces, full-width digits and 二十 as figures: 自形成之日起二十个工作日内 → 自形成之日起20个工作日内."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(rf"{_TENS.pattern}(?=个?工作日)", lambda found: str(_number(found.group())), plain)


def _number(text: str) -> int:
    """二十 → 20, 十五 → 15, 两 → 2."""
    text = text.replace("两", "二").replace("〇", "零")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(sign)) for sign in text))
    return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)


@cache
def _data() -> dict[str, int]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def statutory_workdays() -> int:
    """The outer limit of art. 26, in working days."""
    return _data()["workdays"]


def soon_workdays() -> int:
    """From how many working days before the last day a duty is called due soon: a reminder of ours, not the law's."""
    return _data()["soon_workdays"]


def ground() -> Citation:
    """Where the outer limit stands."""
    return cite("条例", _data()["article"])


def workdays_of(limit: Limit) -> int:
    """Within how many working days what was formed must be public (art. 26).

    及时, 实时 and a notice period name no number for that: then the 20 working days of art. 26 are what one can be held to.
    """
    if limit.kind is LimitKind.WORKDAYS and limit.workdays:
        return limit.workdays
    return statutory_workdays()
