"""Invented public texts in any number, the same each time: words as frequent as in a language (Zipf), 500 to 1,500 signs a body.

The first words are an office's own; the others are made of the 3,755 signs of the first plane of GB 2312, so that there are
as many different pairs of signs as in real texts, and no name of anybody.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from gongkai.search.actions import Findable

_OFFICE = [
    "的",
    "和",
    "在",
    "对",
    "为",
    "等",
    "由",
    "应当",
    "管理",
    "工作",
    "单位",
    "部门",
    "办理",
    "公开",
    "信息",
    "申请",
    "规定",
    "有关",
    "项目",
    "建设",
    "服务",
    "人员",
    "资金",
    "审批",
    "监督",
    "检查",
    "落实",
    "责任",
    "组织",
    "实施",
    "通知",
    "意见",
    "要求",
    "社会",
    "保障",
    "教育",
    "卫生",
    "环境",
    "安全",
    "生产",
    "道路",
    "养护",
    "房屋",
    "征收",
    "补偿",
    "标准",
    "方案",
    "预算",
    "决算",
    "公示",
    "名单",
    "结果",
    "登记",
    "养犬",
    "垃圾",
    "分类",
    "小区",
    "物业",
    "学校",
    "招生",
    "医院",
    "救助",
    "补贴",
    "农村",
    "危房",
    "改造",
    "就业",
    "培训",
    "企业",
    "营业",
    "执照",
    "食品",
    "药品",
    "消防",
    "应急",
    "防汛",
    "地质",
    "灾害",
]
_SIGNS = [
    bytes((high, low)).decode("gb2312")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
    if (high, low) < (0xD7, 0xFA)
]
_GAPS = ("，", "，", "，", "，", "。", "。", "；", "、", "：", "。\n")
FIELDS = ("养老服务", "义务教育", "户籍管理", "市政服务", "社会救助", "生态环境", "公共法律服务", "财政预决算")
VALIDITIES = ("", "", "有效", "有效", "废止", "已修改")
FIRST_DAY = date(2016, 1, 4)
_OFFICES = ("云政办", "云教发", "云住建", "云人社", "云环审")


class Language:
    """Words with how often each is used."""

    def __init__(self, seed: int = 1, words: int = 8_000) -> None:
        chance = random.Random(seed)
        signs = _SIGNS[:]
        chance.shuffle(signs)
        shares = list(accumulate(1 / (rank + 8) for rank in range(len(signs))))
        made = [
            "".join(chance.choices(signs, cum_weights=shares, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(words)
        ]
        self.words = [*_OFFICE, *made]
        self.shares = list(accumulate(1 / (rank + 12) for rank in range(len(self.words))))

    def text(self, chance: random.Random, words: int) -> str:
        picked = chance.choices(self.words, cum_weights=self.shares, k=words)
        at = 0
        while at < words:
            picked[at] += chance.choice(_GAPS) if at % 5 else f"{chance.randint(1, 400)}件，"
            at += chance.randint(4, 12)
        return "".join(picked)


def documents(count: int, *, seed: int = 1, days: int = 3650) -> Iterator[Findable]:
    """That many public things, published in no order over `days` days from `FIRST_DAY`."""
    language, chance = Language(seed), random.Random(seed + 1)
    for number in range(1, count + 1):
        on = FIRST_DAY + timedelta(days=chance.randrange(days))
        yield Findable(
            reference=f"publication:{number}",
            kind=chance.choice(("publication", "publication", "reply")),
            title=f"关于{language.text(chance, 5)}的{chance.choice(('通知', '公告', '意见', '批复'))}".replace(
                "\n", ""
            ),
            url=f"/public/{number}",
            body=language.text(chance, chance.randint(225, 690)),
            number=f"{chance.choice(_OFFICES)}〔{on.year}〕{number % 400 + 1}号" if number % 3 == 0 else "",
            agency_id=chance.randint(1, 40),
            field=chance.choice(FIELDS),
            section=f"section-{chance.randint(1, 30)}",
            validity=chance.choice(VALIDITIES),
            published_on=on,
        )


def queries(things: list[Findable], count: int = 200, *, seed: int = 7) -> list[str]:
    """Pieces of two to six Chinese signs cut from the texts, as often as they stand there; no two alike."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        text = chance.choice(things).body
        at, size = chance.randrange(len(text) - 6), 2 + len(found) % 5
        piece = text[at : at + size]
        if len(piece) == size and all("\u4e00" <= sign <= "\u9fff" for sign in piece):
            found[piece] = None
    return list(found)
