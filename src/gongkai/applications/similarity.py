"""How alike two requests are: by the pairs of neighbouring characters they share."""

import re
import unicodedata
from itertools import pairwise

# What nearly every request says, and what would make all of them alike.
_COMMON = re.compile(
    r"(本人|我(单位|公司|们)?)?(现|依法|特)*(向贵?[局委办厅府街道]*)?(申请|请求|要求)?(贵单位|贵局|你局|你单位)?"
    r"(依法)?(公开|获取|提供|查阅|复制)(关于|有关|以下|下列)?|(相关|有关|全部|所有)?(政府)?(信息|材料|资料)(公开)?|关于|有关|相关|[的之及和与]"
)


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of what a request asks for; full and half width are one, phrases of form left out.

    Example: 申请公开人民路拓宽工程 → 人民, 民路, 路拓, 拓宽, 宽工, 工程.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = _COMMON.sub("", plain)
    signs = [sign for sign in (kept or plain) if sign.isalnum()]
    return frozenset(first + second for first, second in pairwise(signs))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: twice the pairs shared, over the pairs of both (Dice). 0 where either has none."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if one and other else 0.0
