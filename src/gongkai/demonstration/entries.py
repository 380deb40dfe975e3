"""The 5,276 entries of the standard catalogue: spread unevenly over 26 fields, their elements and the agencies that owe them."""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.agencies.queries import calendar
from gongkai.demonstration.district import BODIES, PLACES, Body
from gongkai.demonstration.prose import About, kind_of, write
from gongkai.reading.listed import ListedItem

ENTRIES = 5276  # as the district's annual report of 2020 tells
SEED = 20200101
LATE, EARLIER, EMPTY = 0.07, 0.12, 0.08  # shares: published too late; formed before 2020; elements nobody filled
_FILE = Path(__file__).parent / "data" / "fields.toml"
_PERIODS = {
    "monthly": [f"2020年{month}月" for month in range(1, 12)],
    "quarterly": [f"2020年第{quarter}季度" for quarter in ("一", "二", "三")],
    "yearly": ["2019年度", "2020年"],
}


@dataclass(frozen=True, slots=True)
class Owed:
    """An element that an agency owes, as the catalogue has it."""

    code: str  # of the agency
    field: str  # slug
    field_name: str
    first: str
    second: str
    element: str
    cadence: str
    basis: str


@cache
def words() -> dict[str, dict[str, Any]]:
    """What is said of each field, by slug."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def entries(owed: Sequence[Owed], count: int = ENTRIES) -> Iterator[ListedItem]:
    """So many entries, the earliest first by line; owed: every element some agency owes, in the order of the catalogue."""
    chance = random.Random(SEED)
    bodies = {body.code: body for body in BODIES}
    filled = [one for one in owed if chance.random() >= EMPTY]
    weights = [_weight(one, chance) for one in filled]
    chosen = [*filled[:count], *chance.choices(filled, weights, k=max(count - len(filled), 0))]
    chosen.sort(key=lambda one: (one.field, one.code, one.element))
    seen: set[str] = set()
    for number, one in enumerate(chosen, 2):
        yield _entry(one, bodies[one.code], number, seen, chance)


def _weight(one: Owed, chance: random.Random) -> float:
    cadence = {"monthly": 4.0, "quarterly": 2.0, "yearly": 0.5}.get(one.cadence, 1.0)
    kind = {"result": 1.8, "notice": 1.5, "data": 1.2, "guide": 0.4}.get(kind_of(one.element), 0.8)
    return float(words()[one.field]["weight"]) * cadence * kind * chance.uniform(0.2, 2.0)


def _entry(one: Owed, body: Body, number: int, seen: set[str], chance: random.Random) -> ListedItem:
    told, kind = words()[one.field], kind_of(one.element)
    formed, published = _days(chance)
    subject = str(chance.choice(told["subjects"])).format(place=chance.choice(PLACES), body=body.short_name)
    title = _title(one, body, subject, kind, seen, chance)
    about = About(
        body, subject, one.element, told["basis"], told["rows"], told["measures"], told["low"], told["high"], formed
    )
    texts = {
        "title": title,
        "agency": body.name,
        "field": one.field_name,
        "matter": one.first,
        "submatter": one.second,
        "element": one.element,
        "category": told["category"],
        "summary": f"{body.short_name}公开的{subject}{one.element}。",
        "keywords": f"{one.field_name},{one.element[:12]}",
        "source": body.short_name,
        "audience": "全社会",
        "openness": "主动公开",
        "validity": "失效" if kind == "notice" and published.year < 2020 else "有效",
        "genre": {"notice": "公告", "result": "公示", "policy": "通知"}.get(kind, "其他"),
    }
    days = {"dated_on": _at(formed, 0), "published_at": _at(published, chance.randint(0, 480))}
    return ListedItem(f"第{number}行", texts, days, body=write(about, kind, chance))


def _title(one: Owed, body: Body, subject: str, kind: str, seen: set[str], chance: random.Random) -> str:
    """A title no other entry has: by its period, its subject, its number."""
    period = chance.choice(_PERIODS[one.cadence]) if one.cadence in _PERIODS else ""
    what = one.element if subject not in one.element else one.element.replace(subject, "")
    patterns = {
        "notice": ("关于{subject}{what}", "{body}关于{subject}的{what}", "{subject}{what}（{number}号）"),
        "guide": ("{subject}{what}", "{what}（{subject}）", "{body}办事一本通：{what}"),
        "finance": ("{period}{subject}{what}", "{subject}2020年{what}", "{subject}{what}说明"),
        "policy": ("{subject}{what}", "{body}关于{subject}的{what}", "{subject}{what}（2020年版）"),
    }.get(kind, ("{period}{subject}{what}", "{subject}{period}{what}", "{body}{period}{what}（{subject}）"))
    for attempt in range(40):
        title = chance.choice(patterns).format(
            subject=subject, what=what, period=period, body=body.short_name, number=f"2020-{chance.randint(1, 90)}"
        )
        if attempt > 2:
            title = f"{title}（第{chance.randint(1, 60)}批）"
        if title not in seen:
            break
    seen.add(title)
    return title


def _days(chance: random.Random) -> tuple[date, date]:
    """The day it was formed and the day it became public; some too late, by art. 26."""
    start = date(2018, 7, 1) if chance.random() < EARLIER else date(2020, 1, 2)
    last = date(2019, 11, 20) if start.year == 2018 else date(2020, 11, 20)
    formed = start + timedelta(days=chance.randint(0, (last - start).days))
    wait = chance.randint(21, 26) if chance.random() < LATE else chance.randint(1, 19)
    return formed, calendar().nth_workday_after(formed, wait)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(9, 0)) + timedelta(minutes=minutes)
