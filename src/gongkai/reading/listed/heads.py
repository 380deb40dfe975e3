"""The heads of a list: which field each column is, by the names it goes by in practice; those of the platform's items."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

IGNORED = frozenset({"序号", "编号", "备注"})
SEARCHED = 30  # lines in which the head is looked for

_ADDED = re.compile(r"[（(](?:必填|选填|可选|必选)[^）)]*[）)]")
_SIGNS = re.compile(r"[\s*：:·]+")


def _plain(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", _ADDED.sub("", text)))


@dataclass(frozen=True)
class Heads:
    """What one kind of list may hold. fields: key → label and aliases; days: the keys that hold a day; needed: without which a
    line is not taken, the title among them; told: what a list must have and where its heads are written down, in Chinese;
    keeps_pdf: whether a body may be a PDF, which then is an attachment."""

    fields: Mapping[str, tuple[str, ...]]
    days: frozenset[str]
    needed: tuple[str, ...]
    told: str
    keeps_pdf: bool = False

    @cached_property
    def labels(self) -> dict[str, str]:
        return {key: names[0] for key, names in self.fields.items()}

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {_plain(name): key for key, names in self.fields.items() for name in names}

    def key_of(self, text: str) -> str | None:
        """The field a head names, or None: “索 引 号*” → index_number."""
        return self._keys.get(_plain(text)) if len(text) <= 40 else None

    def columns_of(self, line: Sequence[str]) -> dict[int, str]:
        """Column → field of one line; of a field that stands twice, the first."""
        found: dict[int, str] = {}
        for column, text in enumerate(line):
            key = self.key_of(text) if text else None
            if key and key not in found.values():
                found[column] = key
        return found

    def strange_of(self, line: Sequence[str], columns: Mapping[int, str]) -> list[str]:
        """The heads that name no field: their columns are not read."""
        named = (text for column, text in enumerate(line) if column not in columns and text.strip())
        return [text for text in named if _plain(text) not in IGNORED]

    def second_line_of(self, line: Sequence[str], columns: Mapping[int, str]) -> dict[int, str]:
        """The fields that a second line of a merged head adds: empty unless every filled cell of it names a field."""
        filled = {column: self.key_of(text) for column, text in enumerate(line) if text.strip()}
        if any(key is None or columns.get(column, key) != key for column, key in filled.items()):
            return {}
        return {column: key for column, key in filled.items() if key and key not in columns.values()}


# key → label and aliases (政府信息公开平台 metadata; the last ones are of this list only)
ITEMS = Heads(
    fields={
        "index_number": ("索引号", "索引", "信息索引号"),
        "category": ("主题分类", "分类", "信息分类", "组配分类", "主题导航"),
        "genre": ("体裁分类", "体裁"),
        "agency": ("发布机构", "发文机关", "发文单位", "发布单位", "公开主体", "责任单位"),
        "dated_on": ("成文日期", "生成日期", "产生日期"),
        "published_at": ("发布日期", "发文日期", "发布时间", "公开日期", "公开时间"),
        "title": ("标题", "名称", "信息名称", "公文名称"),
        "document_number": ("发文字号", "文号", "发布文号", "文件编号"),
        "keywords": ("关键词", "主题词"),
        "summary": ("内容概述", "概述", "摘要"),
        "validity": ("有效性", "时效", "时效性"),
        "repealed_on": ("废止日期", "失效日期"),
        "effective_on": ("实施日期", "施行日期"),
        "openness": ("公开方式", "公开属性"),
        "source": ("信息来源", "来源"),
        "audience": ("公开对象",),
        "origin": ("信息产生",),
        "kept_by": ("保存单位",),
        "article_item": ("主动公开的依据", "公开依据"),
        "section": ("栏目", "所属栏目"),
        "field": ("重点领域", "领域", "公开领域"),
        "matter": ("公开事项", "一级事项"),
        "submatter": ("二级事项",),
        "element": ("公开内容（要素）", "公开内容", "要素", "公开要素"),
        "body": ("正文", "正文内容", "信息内容"),
        "body_file": ("正文文件", "正文文件名"),
        "attachments": ("附件", "附件名称", "附件文件"),
        "former_address": ("原网址", "旧网址", "原链接", "网址"),
    },
    days=frozenset({"dated_on", "published_at", "repealed_on", "effective_on"}),
    needed=("title", "published_at"),
    told="表头要有“标题”和“发布日期”两栏，写在前30行里；其余各栏的名称见 docs/operators/import.md。",
)
