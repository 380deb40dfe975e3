"""Two versions of an item side by side: what is said of it field by field, its text paragraph by paragraph, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format

Piece = tuple[str, str]  # same, gone or new; the text
_WORD = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)  # a number or a Latin word is one; a Chinese sign is one
_ALIKE = 0.4  # paragraphs less alike than that are told as gone and new, not as changed
FIELDS = (
    ("title", "标题"),
    ("document_number", "发文字号"),
    ("dated_on", "成文日期"),
    ("effective_on", "实施日期"),
    ("repealed_on", "废止日期"),
    ("validity", "有效性"),
    ("category", "主题分类"),
    ("genre", "体裁分类"),
    ("summary", "内容概述"),
    ("keywords", "关键词"),
    ("source", "信息来源"),
    ("audience", "公开对象"),
    ("openness", "公开方式"),
    ("origin", "信息产生"),
    ("kept_by", "保存单位"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """label: of the field, or 第3段; earlier, later: pieces of that side."""

    label: str
    earlier: tuple[Piece, ...]
    later: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Collation:
    """rows: what differs; same: how many paragraphs do not."""

    rows: tuple[Row, ...]
    same: int


def collate(earlier: Any, later: Any) -> Collation:
    """What differs between two versions, files included."""
    rows = [
        _row(label, before, after)
        for name, label in FIELDS
        if (before := _said(earlier, name)) != (after := _said(later, name))
    ]
    files = _files(earlier), _files(later)
    if files[0] != files[1]:
        rows.append(_row("附件", *files))
    old, new = earlier.text.split("\n"), later.text.split("\n")
    same = 0
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same += j - i
            continue
        rows += _paragraphs(old[i:j], new[k:m], k)
    return Collation(tuple(rows), same)


def _paragraphs(old: list[str], new: list[str], place: int) -> Iterator[Row]:
    """Paragraphs that were put in the place of others: in pairs while they are alike, the rest as gone and new."""
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ""
        after = new[number] if number < len(new) else ""
        yield _row(f"第{place + number + 1}段", before, after)


def _row(label: str, before: str, after: str) -> Row:
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not before or not after or matcher.ratio() < _ALIKE:
        return Row(label, (("gone", before),) if before else (), (("new", after),) if after else ())
    earlier: list[Piece] = []
    later: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if i < j:
            earlier.append(("same" if kind == "equal" else "gone", "".join(old[i:j])))
        if k < m:
            later.append(("same" if kind == "equal" else "new", "".join(new[k:m])))
    return Row(label, tuple(earlier), tuple(later))


def _said(version: Any, name: str) -> str:
    display = getattr(version, f"get_{name}_display", None)
    value = display() if display else getattr(version, name)
    return date_format(value, "Y年n月j日") if hasattr(value, "isoformat") else str(value or "")


def _files(version: Any) -> str:
    return "、".join(row.name for row in version.attachments.all() if not row.in_text)
