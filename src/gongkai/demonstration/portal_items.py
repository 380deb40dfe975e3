"""The district's portal in 2020: notices, policies, budgets, statistics, meetings, gazette … 400 items that came by import."""

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.demonstration.district import BODIES, PLACES, Body
from gongkai.demonstration.entries import words
from gongkai.demonstration.prose import About, write
from gongkai.reading.listed import ListedItem

SEED = 20200405
FIRST_OF = {
    "reopening": date(2020, 2, 20),
    "six-stabilities": date(2020, 6, 8),
}  # the days the special columns were opened
_FILE = Path(__file__).parent / "data" / "portal.toml"
_WHAT = {
    "notice": "有关事项",
    "policy": "有关内容",
    "finance": "收支情况",
    "data": "有关情况",
    "result": "办理结果",
    "guide": "有关说明",
}
_AROUND = re.compile(
    r"^.*?关于(?:印发|做好|开展|调整|推进|进一步)?|^.*负责人解读|^一图读懂：|^《|》.*$|（\d+）$|办理结果$|(?<=处罚)公示$|的(?:通知|公告|意见|通报|通告|公示)(?:（\d+）)?$"
)
_ORGAN = (
    "主要职能：贯彻执行国家有关法律、法规和政策；承担本行政区域内的管理和服务工作；完成区委、区政府交办的其他事项。",
    "内设机构：办公室、政策法规科、综合业务科、监督检查科。",
)


@cache
def _columns() -> list[dict[str, Any]]:
    return list(tomllib.loads(_FILE.read_text(encoding="utf-8"))["columns"])


def how_many() -> int:
    return sum(int(column["count"]) for column in _columns())


def portal_items() -> Iterator[ListedItem]:
    """The items column by column, lines numbered on."""
    chance = random.Random(SEED)
    seen: set[str] = set()
    line = 1
    for column in _columns():
        for number in range(column["count"]):
            line += 1
            yield _item(column, number, line, seen, chance)


def _item(column: dict[str, Any], number: int, line: int, seen: set[str], chance: random.Random) -> ListedItem:
    body = _body(column, number, chance)
    day = _day(column["section"], number, column["count"], chance)
    title = _title(column, body, number, day, seen, chance)
    told = words()[column["field"]]
    about_what = _WHAT[column["kind"]]
    about = About(
        body,
        _topic(title, body),
        about_what,
        told["basis"],
        told["rows"],
        told["measures"],
        told["low"],
        told["high"],
        day,
    )
    texts = {
        "title": title,
        "agency": body.name,
        "section": column["section"],
        "category": told["category"],
        "summary": f"{body.short_name}{day.year}年{day.month}月公开：{title}。"[:120],
        "source": body.short_name,
        "genre": column["genre"],
        "validity": "失效" if column["kind"] == "notice" and day.month < 6 else "有效",
        "openness": "主动公开",
        "audience": "全社会",
        "keywords": ",".join(word for word in ("稳岗", "减免", "市场主体", "解读", "预算", "决算") if word in title),
    }
    if "numbered" in column:
        texts["document_number"] = f"{column['numbered']}〔2020〕{number + 3}号"
    if not texts["keywords"]:
        del texts["keywords"]
    html = _html(column, about, chance)
    at = datetime.combine(day, time(9, 30)) + timedelta(minutes=chance.randint(0, 420))
    days = {"published_at": at, "dated_on": datetime.combine(day - timedelta(days=chance.randint(0, 9)), time())}
    return ListedItem(f"门户第{line}行", texts, days, body=html)


def _topic(title: str, body: Body) -> str:
    """What a title is about: without 关于…的通知, and without who issued it."""
    return _AROUND.sub("", title).removeprefix(body.name).removeprefix(body.short_name) or title


def _html(column: dict[str, Any], about: About, chance: random.Random) -> str:
    """The column's own paragraphs, in their order, where it has some; else those of its kind."""
    if column["section"] == "organ":
        texts = [f"{about.body.name}，办公地址：云岭区{about.body.street}。", *_ORGAN]
    elif "paragraphs" in column:
        own = column["paragraphs"]
        kept = sorted(chance.sample(range(1, len(own)), k=chance.randint(2, len(own) - 1)))
        place, place2 = chance.sample(PLACES, k=2)
        told = {"topic": about.subject, "place": place, "place2": place2, "body": about.body.short_name}
        texts = [own[at].format_map(told) for at in (0, *kept)]
        texts += [about.body.name, f"{about.on.year}年{about.on.month}月{about.on.day}日"]
    else:
        return write(about, column["kind"], chance)
    return "".join(f"<p>{text}</p>" for text in texts)


def _body(column: dict[str, Any], number: int, chance: random.Random) -> Body:
    """Each agency in its turn where all have one; else one of those named."""
    if column["agencies"] == ["*"]:
        return BODIES[number % len(BODIES)]
    bodies = {body.code: body for body in BODIES}
    return bodies[chance.choice(column["agencies"])]


def _day(section: str, number: int, count: int, chance: random.Random) -> date:
    first = FIRST_OF.get(section, date(2020, 1, 6))
    length = (date(2020, 12, 20) - first).days
    if section == "gazette":
        return date(2020, number + 1, 28)
    return first + timedelta(days=min(length, number * length // count + chance.randint(0, 6)))


def _title(column: dict[str, Any], body: Body, number: int, day: date, seen: set[str], chance: random.Random) -> str:
    patterns = column["titles"]
    for attempt in range(60):
        # In the order of the patterns first, so that each is there; where all agencies take their turn, each has the first.
        turn = number // len(BODIES) if column["agencies"] == ["*"] else number + attempt
        title = str(patterns[turn % len(patterns)]).format(
            place=chance.choice(PLACES),
            month=f"{day.month}月",
            quarter="一二三四"[(day.month - 1) // 3],
            n=number + 1,
            body=body.short_name,
            agency=body.name,
        )
        if attempt > 20:
            title = f"{title}（{attempt - 20}）"
        if title not in seen:
            break
    seen.add(title)
    return title
