"""Two versions of an item side by side: what is said of it field by field, its text paragraph by paragraph, word by word."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from gongkai.reading.collation import Kind, Piece, collated, word_pieces

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
    """label: of the field, or 第3段; earlier, later: pieces of that side; moved: 移至第7段, where it only moved."""

    label: str
    earlier: tuple[Piece, ...]
    later: tuple[Piece, ...]
    moved: str = ""


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
    lines = [line for line in collated(earlier.text, later.text) if line.has_words]
    differing = [line for line in lines if line.kind != Kind.SAME]
    rows += [Row(line.label, line.earlier, line.later, line.moved) for line in differing]
    return Collation(tuple(rows), len(lines) - len(differing))


def _row(label: str, before: str, after: str) -> Row:
    return Row(label, *word_pieces(before, after))


def _said(version: Any, name: str) -> str:
    display = getattr(version, f"get_{name}_display", None)
    value = display() if display else getattr(version, name)
    return date_format(value, "Y年n月j日") if hasattr(value, "isoformat") else str(value or "")


def _files(version: Any) -> str:
    return "、".join(row.name for row in version.attachments.all() if not row.in_text)
