"""Figures as people type them → as they are stored: full width, thousands separators, units of the form's own."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from gongkai.law.errors import NotAcceptable
from gongkai.law.figures import Address

MAY_BE_NEGATIVE = frozenset({"items_change"})
MAY_HAVE_DECIMALS = frozenset({"amount"})
_LIMIT = Decimal(10) ** 11
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_BETWEEN = re.compile(r"[,\s]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "＋": "+", "。": "."})


def figure(cell: Address, typed: str) -> str:
    """One figure as stored: `１，２０４` → `1204`. Blank, letters, a fraction of a thing, a negative count: NotAcceptable,
    whose field is the cell."""
    text = _folded(typed)
    column = cell.rsplit("/", 1)[1]
    if not text:
        raise NotAcceptable("figure.blank", "这一格没有填。", "没有的请填0，不要留空。", field=cell)
    if not _NUMBER.fullmatch(text):
        raise NotAcceptable("figure.not_a_number", f"“{typed.strip()[:20]}”不是数字。", "请只填数字。", field=cell)
    value = Decimal(text)
    if abs(value) >= _LIMIT:
        raise NotAcceptable(
            "figure.too_large", f"“{typed.strip()[:20]}”超出了可能的范围。", "请核对单位和位数。", field=cell
        )
    if value < 0 and column not in MAY_BE_NEGATIVE:
        raise NotAcceptable("figure.negative", f"“{typed.strip()}”小于0。", "这一格不能是负数。", field=cell)
    whole = value == value.to_integral_value()
    if not whole and column not in MAY_HAVE_DECIMALS:
        raise NotAcceptable("figure.fraction", f"“{typed.strip()}”不是整数。", "这一格按件数填整数。", field=cell)
    if round(value, 4) != value:
        raise NotAcceptable("figure.fraction", f"“{typed.strip()}”小数太多。", "金额最多四位小数。", field=cell)
    return str(int(value)) if whole else format(value.normalize(), "f")


def figures(
    cells: Collection[Address], typed: Mapping[Address, str], *, blanks: bool = False
) -> tuple[dict[Address, str], dict[Address, NotAcceptable]]:
    """Every cell as stored, and what cannot stand, by cell. blanks: an empty cell is left out instead of refused."""
    stored: dict[Address, str] = {}
    refused: dict[Address, NotAcceptable] = {}
    for cell in cells:
        told = typed.get(cell, "")
        if blanks and not _folded(told):
            continue
        try:
            stored[cell] = figure(cell, told)
        except NotAcceptable as refusal:
            refused[cell] = refusal
    return stored, refused


def _folded(typed: str) -> str:
    """Half width, without separators and spaces."""
    half = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed)
    return _BETWEEN.sub("", half.translate(_SIGNS))
