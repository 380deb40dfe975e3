"""Service by mail: only the postal enterprise counts, from the day of posting (国办公开办函〔2016〕235号; 邮政法 art. 55).

Names and numbers of private couriers are refused where they are typed; what they look like is data [M], so that an
office may correct it.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.errors import NotAcceptable, NotLawful

_FILE = Path(__file__).parent / "data" / "service.toml"
_UPU = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")  # the postal union's form of a number, which no courier uses


def require_postal(number: str, *, field: str = "mail_number") -> str:
    """The number of the postal item without spaces, in capitals. NotAcceptable without one; NotLawful for a courier's.

    Example: `ea123456789cn` → `EA123456789CN`; `SF1234567890123` is refused.
    """
    tidy = re.sub(r"[\s\-－]+", "", number).upper()
    if not tidy:
        raise NotAcceptable(
            "service.mail_number",
            "邮寄送达要有邮件号。",
            "请填邮政企业的邮件号；私营快递不能用来送达。",
            field=field,
        )
    if is_private_courier(tidy):
        raise NotLawful(
            "service.private_courier",
            None,
            f"“{number.strip()}”是私营快递的号码或者名称，不能用来送达公文。",
            "请通过邮政企业寄送，并填邮政的邮件号。",
            field=field,
        )
    return tidy


def is_private_courier(text: str) -> bool:
    """Whether a number or a name is one of the private couriers'."""
    couriers, tidy = _couriers(), re.sub(r"[\s\-－]+", "", text).upper()
    if any(name in tidy for name in couriers["names"]):
        return True
    if tidy.isascii() and tidy.isdigit():
        return len(tidy) in couriers["lengths"]
    if _UPU.fullmatch(tidy):
        return False
    return any(re.fullmatch(rf"{prefix}[A-Z]{{0,3}}\d{{8,}}", tidy) for prefix in couriers["prefixes"])


@cache
def _couriers() -> Mapping[str, Any]:
    found: Mapping[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["couriers"]
    return found
