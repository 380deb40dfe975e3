"""Days and moments as people and spreadsheets write them: 2020年3月5日, 2020/3/5, 20200305, 43895, 二〇二〇年三月五日."""

import re
from datetime import date, datetime, time, timedelta

_WRITTEN = re.compile(
    r"(?P<year>\d{4})\s*[年/.\-－—]\s*(?P<month>\d{1,2})\s*[月/.\-－—]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})[:：时](?P<minute>\d{1,2})分?(?:[:：]?(?P<second>\d{1,2})(?:\.\d+)?秒?)?(?:Z|\+08:?00)?)?"
)
_SOLID = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_CHINESE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_DIGITS = {sign: value for value, signs in enumerate(("〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for sign in signs}  # fmt: skip
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # what a spreadsheet counts from; the zone is the reader's
EARLIEST, LATEST = 1949, 2100


def moment_of(said: object) -> datetime | None:
    """The moment, without a zone; at midnight where only a day is given. None where it is none that can be."""
    if isinstance(said, datetime):
        return _possible(said.replace(tzinfo=None))
    if isinstance(said, date):
        return _possible(datetime.combine(said, time()))
    text = str(said).strip()
    if _SERIAL.fullmatch(text):
        return _possible(_EPOCH + timedelta(seconds=round(float(text) * 86400)))
    match = _WRITTEN.fullmatch(text) or _SOLID.fullmatch(text)
    if match:
        return _made(
            *(int(match.groupdict().get(part) or 0) for part in ("year", "month", "day", "hour", "minute", "second"))
        )
    spelt = _CHINESE.fullmatch(text)
    if spelt is None:
        return None
    year = int("".join(str(_DIGITS[sign]) for sign in spelt[1]))
    return _made(year, _number(spelt[2]), _number(spelt[3]))


def _number(spelt: str) -> int:
    """三 → 3, 十 → 10, 十二 → 12, 二十三 → 23; 0 where it is none."""
    if "十" not in spelt:
        return _DIGITS[spelt] if len(spelt) == 1 else 0
    tens, _, ones = spelt.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _made(*parts: int) -> datetime | None:
    try:
        return _possible(datetime(*parts))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None


def _possible(moment: datetime) -> datetime | None:
    return moment if EARLIEST <= moment.year < LATEST else None
