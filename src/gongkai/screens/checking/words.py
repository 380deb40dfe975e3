"""The words in which a check is told outside its page: levels, states, places, from the JSON of a report."""

import os
from collections.abc import Mapping
from typing import Any

LEVELS = {"error": "错误", "warning": "提醒", "note": "说明"}
STATES = {"blank": "空", "missing": "缺", "unreadable": "不清", "ambiguous": "有几种读法"}
FAULTS = {"printed": "原文如此", "read": "没有读准", "unsure": "印错还是读错，要看原件"}
Report = Mapping[str, Any]


def count(report: Report, level: str) -> int:
    """How many findings of that level."""
    return sum(finding["level"] == level for finding in report["findings"])


def place_of(place: Mapping[str, Any] | None) -> str:
    """第4页, 第210行 or 第3张表第5行第4列; empty where the original has no place for it."""
    if not place:
        return ""
    if "page" in place:
        return f"第{place['page']}页"
    if "line" in place:
        return f"第{place['line']}行"
    table = f"第{place['table']}张表" if "table" in place else "表内"
    return f"{table}第{place['row']}行第{place.get('column', '')}列" if "row" in place else "原文"


def written(name: str) -> str:
    """A file's name as people read it: bytes that are not UTF-8 are GB18030, as archives made on Windows leave them."""
    raw = os.fsencode(name)
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
