"""docs/law.md: article → function → test, made from docs/law.toml and the articles of the law."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import cite
from gongkai.law.statute import articles

_FILE = Path(__file__).with_name("law.toml")
_HEAD = """# 条文、函数、测试

《中华人民共和国政府信息公开条例》要求系统做到什么，由哪个函数做到，由哪个测试看住。左起：要求、函数、测试。
没有建成的写明“尚未建成”，不装作有。条文是要旨，不是全文；办案请查原文。

本页由 `./run docs` 从 `docs/law.toml` 生成，请不要手工修改。
"""


@cache
def rows() -> Sequence[Mapping[str, Any]]:
    """Every row of docs/law.toml: article, asks, and functions with tests, or awaits; perhaps a note."""
    found: list[Mapping[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["rows"]
    return found


def law_page() -> str:
    """The page: a part for each article, those that ask nothing of software with their gist only."""
    return _HEAD + "".join(_part(number) for number in articles())


def _part(number: int) -> str:
    article = articles()[number]
    listed = "".join(f"\n{position}. {item}" for position, item in enumerate(article.items, 1))
    text = f"\n## {cite('条例', number).place()}\n\n{article.gist}\n{listed and listed + chr(10)}"
    asked = [row for row in rows() if row["article"] == number]
    if asked:
        text += "\n| 要求 | 函数 | 测试 |\n|---|---|---|\n" + "".join(map(_row, asked))
    return text


def _row(row: Mapping[str, Any]) -> str:
    asks = row["asks"] + (f"<br>{row['note']}" if "note" in row else "")
    if "awaits" in row:
        return f"| {asks} | 尚未建成：{row['awaits']} | |\n"
    return f"| {asks} | {_listed(row['functions'], 'gongkai.')} | {_listed(row['tests'], 'tests/')} |\n"


def _listed(names: Sequence[str], prefix: str) -> str:
    return "<br>".join(f"`{name.removeprefix(prefix)}`" for name in names)
