"""What is said of an item beside its text: the metadata of the unified platform in its order, states, files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from gongkai.files.kinds import LABELS
from gongkai.law.citations import cite
from gongkai.publications.queries.public import validity_label, validity_on
from gongkai.screens.templatetags.writing import day

if TYPE_CHECKING:
    from gongkai.documents.queries.shown import State as Registered
    from gongkai.publications.models import Attachment, Publication, Version

TONES = {
    "in_force": "good",
    "amended": "partly",
    "repealed": "void",
    "lapsed": "void",
    "declared_lapsed": "void",
    "not_yet": "soon",
}
ENDED = frozenset({"repealed", "lapsed", "declared_lapsed"})
_ARTICLE = re.compile(r"(1\d|2\d)(?:\.(\d{1,2}))?")
_SENSE = re.compile(r"(?<=关于印发)|(?<=关于公布)|(?<=关于转发)|(?<=关于修改)|(?<=关于废止)")


def parts_of(title: str) -> list[str]:
    """Where a long title may break: …办公室关于印发｜…管理办法的通知."""
    return [part for part in _SENSE.split(title) if part]


class Row(NamedTuple):
    """term, value; url: where the value leads, or ""."""

    term: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A standing in a few words and the tone of its sign."""

    word: str
    tone: str


def state_of(shown: "Version", today: date, register: "Registered | None" = None) -> State | None:
    """有效性 as a sign: of what is a document, and of whatever is not in force. register: as for `rows_of`."""
    if register is not None:
        return State(register.validity.label, TONES[register.validity])
    validity = validity_on(shown, today)
    if validity == "in_force" and not shown.document_number:
        return None
    return State("现行有效" if validity == "in_force" else validity_label(validity), TONES.get(validity, ""))


def rows_of(item: "Publication", shown: "Version", today: date, register: "Registered | None" = None) -> list[Row]:
    """The metadata that are known, in the order of the unified platform; those of art. 12 are always: index number, title,
    summary, date of the document. register: how the document stands whose text the item is; then that counts.
    """
    return [row for row in _rows(item, shown, today, register) if row.value]


def _rows(item: "Publication", shown: "Version", today: date, register: "Registered | None") -> Iterator[Row]:
    agency = item.issued_by
    yield Row("索引号", item.index_number or "")
    yield Row("主题分类", shown.category.name if shown.category else "")
    yield Row("体裁分类", shown.genre)
    yield Row("发布机构", agency.name, reverse("portal:agency", args=[agency.code]))
    yield Row("成文日期", day(shown.dated_on))
    yield Row("发布日期", day(item.published_at))
    yield Row("发文字号", shown.document_number)
    yield Row("有效性", register.validity.label if register else validity_label(validity_on(shown, today)))
    yield Row("实施日期", day(shown.effective_on))
    ended = register.since if register and register.validity in ENDED else None
    yield Row("废止日期", day(ended if register else shown.repealed_on))
    yield Row("公开方式", shown.get_openness_display())
    yield Row("公开对象", shown.audience)
    yield Row("公开依据", _basis(shown))
    yield Row("信息来源", shown.source or agency.name)
    yield Row("保存单位", shown.kept_by)
    yield Row("关键词", shown.keywords)
    if item.duty is not None:
        matter = item.duty.element.matter
        yield Row("重点领域", matter.field.name, reverse("portal:field", args=[matter.field.slug]))
        element = reverse("portal:element", args=[matter.field.slug, item.duty.element_id])
        yield Row("公开事项", f"{matter}：{item.duty.element.name}", element)
    yield Row("内容概述", shown.summary)


def _basis(shown: "Version") -> str:
    """`20.5` → 条例第二十条第（五）项, `21` → 第二十一条; as written where it is neither."""
    found = _ARTICLE.fullmatch(shown.article_item.strip())
    return str(cite("条例", int(found[1]), None, int(found[2]) if found[2] else None)) if found else shown.article_item


class File(NamedTuple):
    """A file beside the text: key, address, name, kind in words, size in bytes, pages, what is known of its text."""

    pk: int
    url: str
    name: str
    kind: str
    size: int
    pages: int | None
    text_state: str
    description: str
    has_preview: bool


def files_of(attachments: Iterable["Attachment"]) -> list[File]:
    """The files beside the text: not the pictures that stand in it."""
    return [
        File(
            one.pk,
            reverse("portal:item_file", args=[one.publication_id, one.pk, one.name.replace("/", "／")]),
            one.name,
            LABELS.get(one.file.kind, one.file.kind.upper()),
            one.file.size,
            one.pages,
            one.text_state,
            one.description,
            one.preview_id is not None,
        )
        for one in attachments
        if not one.in_text
    ]
