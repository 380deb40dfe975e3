"""The blocks of a column's page: judged, cleaned and written, all of them at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gongkai.law.errors import NotAcceptable
from gongkai.publications.actions.record import require_fits
from gongkai.publications.cleaning import clean
from gongkai.publications.models import PriorityField, Section, SectionPart
from gongkai.publications.templates import PartPlan, Template

MOST_PARTS, MOST_LINKS, MOST_SIGNS = 12, 30, 20_000
Kind = SectionPart.Kind
_LINK = re.compile(r"(?:https?://[^\s<>\"'\\]+|/(?![/\\])[^\s<>\"'\\]*)")


@dataclass(frozen=True)
class PartTold:
    """One block as an editor tells it. kind: items, text, links or sections.

    items: from `source` (a column; none: the column itself), `field` and `keyword`, `size` of them; text: HTML, cleaned when
    it is written; links: (words, address): of this site, beginning with a slash, or https://….
    """

    kind: str
    title: str
    source: Section | None = None
    field: PriorityField | None = None
    keyword: str = ""
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    size: int = 6


def told_of(part: SectionPart) -> PartTold:
    """A block as it is kept, to be written again beside others."""
    links = tuple((link["title"], link["url"]) for link in part.links)
    return PartTold(part.kind, part.title, part.source, part.field, part.keyword, part.text, links, part.size)


def parts_of_template(template: Template) -> list[PartTold]:
    """The blocks a template gives. A priority field the house does not have is sought as a word."""
    fields = {name: one for one in PriorityField.objects.all() for name in (*one.aliases, one.name)}
    return [_planned(plan, fields.get(plan.field)) for plan in template.parts]


def _planned(plan: PartPlan, field: PriorityField | None) -> PartTold:
    paragraphs = "".join(f"<p>{escape(line.strip())}</p>" for line in plan.text.splitlines() if line.strip())
    keyword = plan.keyword or (plan.field if field is None else "")
    return PartTold(plan.kind, plan.title, None, field, keyword, paragraphs, plan.links, plan.size)


def write_parts(section: Section, parts: Sequence[PartTold]) -> None:
    """Write all blocks of a column in their order, in the place of those before."""
    if len(parts) > MOST_PARTS:
        raise NotAcceptable("section.too_many_parts", f"一个栏目最多{MOST_PARTS}个板块。", "请先删掉不用的板块。")
    rows = [_row(section, told, position) for position, told in enumerate(parts)]
    SectionPart.objects.filter(section=section).delete()
    SectionPart.objects.bulk_create(rows)


def _row(section: Section, told: PartTold, position: int) -> SectionPart:
    if told.kind not in Kind.values:
        raise NotAcceptable("section.part_kind", "没有这种板块。", "请从列出的类型里选。", field="kind")
    if not told.title.strip():
        raise NotAcceptable("section.part_no_title", "板块还没有标题。", "请写一个短标题。", field="title")
    row = SectionPart(section=section, kind=told.kind, title=told.title.strip(), position=position)
    if told.kind == Kind.ITEMS:
        _tell_items(row, told)
    elif told.kind == Kind.TEXT:
        row.text = _cleaned(told.text)
    elif told.kind == Kind.LINKS:
        row.links = _judged_links(told.links)
    require_fits(row)
    return row


def _tell_items(row: SectionPart, told: PartTold) -> None:
    if not 1 <= told.size <= 50:
        raise NotAcceptable("section.part_size", f"条数是{told.size}。", "请填1到50。", field="size")
    row.source, row.field, row.keyword, row.size = told.source, told.field, told.keyword.strip(), told.size


def _cleaned(text: str) -> str:
    if len(text) > MOST_SIGNS:
        raise NotAcceptable(
            "section.part_too_long", "这段文字太长。", f"请缩短到{MOST_SIGNS}字以内，长的写成一件信息。", field="text"
        )
    told = clean(text)
    if not told:
        raise NotAcceptable("section.part_no_text", "这个板块还没有文字。", "请写上文字，或者删掉板块。", field="text")
    return told


def _judged_links(links: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    told = [(words.strip(), address.strip()) for words, address in links if words.strip() or address.strip()]
    if not told:
        raise NotAcceptable(
            "section.part_no_links", "这个板块还没有链接。", "一行写一个：名称，空格，网址。", field="links"
        )
    if len(told) > MOST_LINKS:
        raise NotAcceptable("section.part_many_links", f"链接最多{MOST_LINKS}个。", "请删去不用的。", field="links")
    for words, address in told:
        if not words or len(words) > 80:
            raise NotAcceptable(
                "section.link_words", f"网址“{address[:60]}”前面要有名称，最多80字。", "请写上名称。", field="links"
            )
        if not _LINK.fullmatch(address) or len(address) > 300:
            raise NotAcceptable(
                "section.link_address",
                f"“{words}”的网址不能用：{address[:60] or '没有写'}。",
                "本网站的写 /sections/…/ 这样的路径，别的网站写 https:// 开头的网址。",
                field="links",
            )
    return [{"title": words, "url": address} for words, address in told]
