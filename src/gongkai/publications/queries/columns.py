"""The columns of the portal and what the page of each shows, block by block. How fresh they are: `freshness.py`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from urllib.parse import urlencode

from django.db.models import CharField, QuerySet, Value

from gongkai.publications.models import FormerAddress, PriorityField, Publication, Section, SectionPart
from gongkai.publications.templates import Template, of_group
from gongkai.search import queries as search

CHANGES = {
    "sections.founded": "建立了固定栏目",
    "section.opened": "开设了栏目",
    "section.arranged": "编排了栏目",
    "section.renamed": "更改了栏目的名称、说明或者网址",
    "section.closed": "关闭了栏目",
    "section.reopened": "重新开放了栏目",
    "section.removed": "删除了栏目",
    "section.reordered": "调整了栏目的次序",
    "section.moved": "移动了栏目",
    "items.moved": "把信息移到了别的栏目",
}
KINDS = Section.Kind.choices
PART_KINDS = SectionPart.Kind.choices
ITEMS, TEXT, LINKS, SECTIONS = SectionPart.Kind.values
MOST_IN_PART = 50
_PUBLIC = Publication.Standing.PUBLIC


@dataclass
class Block:
    """One block of a column's page: its part, and what an items part or a sections part shows. more: address of all of them."""

    part: SectionPart
    items: list[Publication] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    more: str = ""

    @property
    def is_empty(self) -> bool:
        told = {ITEMS: self.items, SECTIONS: self.sections, LINKS: self.part.links, TEXT: self.part.text}
        return not told[self.part.kind]


def section(key: int) -> Section:
    """One column with the one above it. Section.DoesNotExist when there is none."""
    return Section.objects.select_related("parent").get(pk=key)


def section_by_slug(slug: str) -> Section | None:
    return Section.objects.select_related("parent").filter(slug=slug).first()


def missing_founded() -> list[Template]:
    """Fixed columns and entries of the statutory menu that are not there yet."""
    fixed = set(Section.objects.exclude(fixed="").values_list("fixed", flat=True))
    made = set(Section.objects.exclude(template="").values_list("template", flat=True))
    return [one for one in of_group("fixed", "menu") if one.key not in (fixed if one.group == "fixed" else made)]


def open_sections() -> QuerySet[Section]:
    """The columns that are open, in order."""
    return Section.objects.filter(closed_on__isnull=True)


def choices(*, without: Section | None = None) -> list[tuple[int, str]]:
    """Open columns to choose from: key and name, those below another indented by it: 法定主动公开内容 › 统计信息."""
    rows = {one.pk: one for one in open_sections()}
    gone = {without.pk} if without else set()
    told = []
    for one in _in_order(rows.values()):
        if one.pk not in gone:
            above = f"{rows[one.parent_id].name} › " if one.parent_id in rows else ""
            told.append((one.pk, f"{above}{one.name}"))
    return told


def fields() -> QuerySet[PriorityField]:
    return PriorityField.objects.all()


def items_of(one: Section) -> QuerySet[Publication]:
    """What is public in the column itself, the newest first, without bodies."""
    return _newest(Publication.objects.filter(section=one))


def counts_of(one: Section) -> dict[str, int]:
    """items: of any standing; drafts: working copies meant for it; children; parts elsewhere that take from it."""
    return {
        "items": Publication.objects.filter(section=one).count(),
        "public": Publication.objects.filter(section=one, standing=_PUBLIC).count(),
        "drafts": Publication.objects.filter(draft__section=one).exclude(section=one).count(),
        "children": Section.objects.filter(parent=one).count(),
        "taken_by": SectionPart.objects.filter(source=one).exclude(section=one).count(),
    }


def parts_of(one: Section) -> list[SectionPart]:
    """The blocks as they are kept, in order."""
    return list(SectionPart.objects.filter(section=one).select_related("source", "field"))


def blocks_of(one: Section, parts: Sequence[SectionPart] | None = None) -> list[Block]:
    """What the page of a column shows: its blocks with their newest public items. Four queries at most, and one for each keyword.

    A column without blocks has one, of its own items. parts: instead of those kept, for a preview.
    """
    parts = parts_of(one) if parts is None else parts
    if not parts:
        parts = [SectionPart(section=one, kind=ITEMS, title="最近公开", size=20)]
    found = _items_by_part(one, parts)
    needs_children = any(part.kind == SECTIONS for part in parts)
    children = list(open_sections().filter(parent=one)) if needs_children else []
    return [
        Block(part, found.get(place, []), children if part.kind == SECTIONS else [], _more(one, part))
        for place, part in enumerate(parts)
    ]


def _items_by_part(one: Section, parts: Sequence[SectionPart]) -> dict[int, list[Publication]]:
    """Place of the part → its items: the keys of all blocks in one query, the items in another."""
    asked = [
        _taken(one, part).values_list("pk", "published_at", Value(str(place), output_field=CharField()))
        for place, part in enumerate(parts)
        if part.kind == ITEMS
    ]
    if not asked:
        return {}
    keys = reduce(lambda many, more: many.union(more, all=True), asked)
    by_part: dict[int, list[tuple[datetime, int]]] = {}
    for key, published_at, place in keys:
        by_part.setdefault(int(place), []).append((published_at, key))
    wanted = {key for pairs in by_part.values() for _, key in pairs}
    rows = {row.pk: row for row in _light(Publication.objects.filter(pk__in=wanted))}
    return {
        place: [rows[key] for _, key in sorted(pairs, reverse=True) if key in rows] for place, pairs in by_part.items()
    }


def _taken(one: Section, part: SectionPart) -> QuerySet[Publication]:
    """The newest of what an items part takes from, as a query without order, so that several can be joined."""
    public = Publication.objects.filter(standing=_PUBLIC)
    if part.keyword:
        within = search.Filters(
            section=part.source.slug if part.source else "", field=part.field.slug if part.field else ""
        )
        hits = search.find(part.keyword, within, size=part.size).hits
        keys = [int(hit.reference.partition(":")[2]) for hit in hits if hit.reference.startswith("publication:")]
        return public.filter(pk__in=keys).order_by()
    if part.field_id:
        public = public.filter(duty__element__matter__field=part.field_id)
    if part.source_id or not part.field_id:
        public = public.filter(section=part.source_id or one.pk)
    newest = public.order_by("-published_at", "-pk").values("pk")[: part.size]
    return Publication.objects.filter(pk__in=newest).order_by()


def _newest(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    return _light(rows.filter(standing=_PUBLIC)).order_by("-published_at", "-pk")


def _light(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """With what a list shows, without bodies and texts."""
    return rows.select_related("current", "issued_by", "section").defer("current__body", "current__text")


def _more(one: Section, part: SectionPart) -> str:
    """Where everything the block takes from is listed; empty for the column's own items."""
    if part.kind != ITEMS:
        return ""
    if part.keyword:
        return f"/search/?{urlencode({'q': part.keyword})}"
    if part.source_id and part.source_id != one.pk:
        return f"/sections/{part.source.slug}/" if part.source else ""
    return f"/fields/{part.field.slug}/" if part.field else ""


def groups_of(one: Section, blocks: Iterable[Block]) -> set[str]:
    """What the page of the column depends on, as `pages.actions.touch` names it.

    A block by keyword may come to show any item that is released: every release touches `home`.
    """
    groups = {f"section:{one.slug}", "sections"}
    for block in blocks:
        part = block.part
        groups |= {f"item:{item.pk}" for item in block.items}
        groups |= {f"section:{part.source.slug}"} if part.source else set()
        groups |= {f"field:{part.field.slug}"} if part.field else set()
        groups |= {"home"} if part.keyword else set()
    return groups


def suggested_slug(template: Template | None, on: date) -> str:
    """A free address for a new column: the template's own word, with the year or a number where that is taken."""
    word = template.slug if template else "column"
    taken = set(Section.objects.filter(slug__startswith=word).values_list("slug", flat=True))
    taken |= {
        path.split("/")[2]
        for path in FormerAddress.objects.filter(path__startswith=f"/sections/{word}").values_list("path", flat=True)
    }
    numbered = (f"{word}-{on.year}-{number}" for number in range(2, 1000))
    wanted = (word, f"{word}-{on.year}", *numbered)
    return next(slug for slug in wanted if slug not in taken)


def _in_order(rows: Iterable[Section]) -> list[Section]:
    """Each column followed by those below it."""
    by_parent: dict[int | None, list[Section]] = {}
    known = {one.pk: one for one in rows}
    for one in known.values():
        by_parent.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)

    def walk(above: int | None) -> list[Section]:
        return [each for one in by_parent.get(above, []) for each in (one, *walk(one.pk))]

    return walk(None)
