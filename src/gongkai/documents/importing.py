"""What an import into the register hands over: the heads of its list, documents as they will stand, what is wrong with which line."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.numbers import number_key
from gongkai.publications.importing import LeftOut, ReadyItem
from gongkai.reading.listed import Trouble
from gongkai.reading.listed.heads import Heads

MOST_AT_ONCE = 1_000  # documents of one transaction
_GAPS = re.compile(r"\s+")

# key → label and aliases, by which offices name the columns of their lists of documents
HEADS = Heads(
    fields={
        "title": ("标题", "名称", "文件名称", "文件标题", "规范性文件名称", "文件名"),
        "number": ("发文字号", "文号", "文件编号", "发文号", "文件字号", "文件文号"),
        "agency": ("制定机关", "发文机关", "制发机关", "制定单位", "发文单位", "制定主体", "发布机构", "制发单位"),
        "drafted_by": ("起草单位", "起草部门", "起草机关", "实施部门"),
        "joint": ("联合制定机关", "联合发文机关", "联合发文单位"),
        "kind": ("类别", "文件类别", "文件种类", "文件类型"),
        "issued_on": ("成文日期", "印发日期", "发文日期", "签发日期", "制定日期", "发文时间", "印发时间", "成文时间"),
        "effective_on": ("施行日期", "实施日期", "生效日期", "施行时间", "实施时间"),
        "valid_until": ("有效期至", "有效期", "有效期限", "有效期截止", "有效期届满日"),
        "disclosed_on": ("首次公开日期", "公开日期", "公布日期", "发布日期", "公开时间", "发布时间"),
        "registration_number": ("登记编号", "登记号", "统一登记号", "统一编号"),
        "field": ("领域", "重点领域", "所属领域"),
        "trial": ("试行", "是否试行"),
        "validity": ("有效性", "效力", "效力状态", "时效性", "文件效力"),
        "amended_on": ("修改日期", "修订日期"),
        "amended_by": ("修改依据文号", "修改文件文号", "修改依据"),
        "extended_on": ("延期日期", "延长有效期之日"),
        "extended_until": ("延长至", "有效期延至", "有效期延长至"),
        "repealed_on": ("废止日期", "废止时间"),
        "declared_on": ("宣布失效日期", "宣布失效时间"),
        "lapsed_on": ("失效日期", "失效时间"),
        "ended_by": ("废止依据文号", "废止文件文号", "废止失效依据文号"),
        "ended_by_title": ("废止依据", "废止文件", "废止失效依据", "废止文件标题"),
        "replaced": ("是否代替", "是否被代替", "被代替"),
        "bases": ("制定依据", "依据"),
        "category": ("主题分类",),
        "index_number": ("索引号",),
        "section": ("栏目", "所属栏目"),
        "body": ("正文", "正文内容"),
        "body_file": ("正文文件", "正文文件名"),
        "attachments": ("附件", "附件名称", "附件文件"),
        "former_address": ("原网址", "旧网址", "原链接", "网址"),
    },
    days=frozenset(
        {
            "issued_on",
            "effective_on",
            "disclosed_on",
            "extended_on",
            "extended_until",
            "repealed_on",
            "declared_on",
            "lapsed_on",
        }
    ),
    needed=("title", "issued_on"),
    told="表头要有“标题”和“成文日期”两栏，写在前30行里；其余各栏的名称见 docs/operators/import.md。",
    keeps_pdf=True,
)


@dataclass(frozen=True, slots=True)
class ReadyChange:
    """An act on a document. kind: of `documents.Change`; effective_on: the first day it holds; until: new last day of an extension.

    acting: the `key_of` of the document that did it, in the register or in the same batch; "" where it stands in neither: then
    acting_title and acting_number are all there is.
    """

    kind: str
    effective_on: date
    until: date | None = None
    acting: str = ""
    acting_title: str = ""
    acting_number: str = ""
    replaced: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadyDocument:
    """An issued document that may be entered. place: its line in the list, or whatever names it in a refusal.

    kind: of `NormativeDocument`; drafted_by_id: None for the agency itself; bases: title and article of each; publication_id: a
    public item that is its text; item: the item to be taken over as its text, of any agency.
    """

    place: str
    agency_id: int
    title: str
    issued_on: date
    kind: str = "normative"
    number: str = ""
    registration_number: str = ""
    drafted_by_id: int | None = None
    joint_ids: tuple[int, ...] = ()
    joint_outside: tuple[str, ...] = ()
    field_id: int | None = None
    trial: bool = False
    effective_on: date | None = None
    valid_until: date | None = None
    disclosed_on: date | None = None
    changes: tuple[ReadyChange, ...] = ()
    bases: tuple[tuple[str, str], ...] = ()
    publication_id: int | None = None
    item: ReadyItem | None = None

    @property
    def key(self) -> str:
        return key_of(self.number, self.title)


@dataclass(frozen=True, slots=True)
class Judged:
    """A list as it was judged: each line is in one of the first three. ready: acting documents stand before those they act on.

    notes: what a person should look at although nothing is wrong, in Chinese, each with its place.
    """

    ready: Sequence[ReadyDocument] = ()
    left: Sequence[LeftOut] = ()
    troubles: Sequence[Trouble] = ()
    notes: Sequence[LeftOut] = field(default_factory=list)


def key_of(number: str, title: str) -> str:
    """By which a document is known again: its number however written, else its title."""
    return number_key(number) or f"《{folded(title)}》"


def folded(text: str) -> str:
    """A name as it is compared: no gaps, no full width, no capitals, brackets of either kind alike."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def bare_title(title: str) -> str:
    """A title as it is kept, without the marks that every page puts around it: 《行政许可法》 → 行政许可法."""
    title = title.strip()
    return title[1:-1] if title.startswith("《") and title.endswith("》") else title
