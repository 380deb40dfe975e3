"""The columns of the portal and what the page of each shows, block by block. How fresh they are: `freshness.py`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from gongkai.publications.models import FormerAddress, PriorityField, Publication, Section, SectionPart
from gongkai.publications.queries.public import listed, several
from gongkai.publications.queries.site import parts_of, wish_of
from gongkai.publications.templates import Template, of_group

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
    """One block of a column's page: its part, and what an items part or a sections part shows."""

    part: SectionPart
    items: list[Publication] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

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
    return listed().filter(section=one)


def counts_of(one: Section) -> dict[str, int]:
    """items: of any standing; drafts: working copies meant for it; children; parts elsewhere that take from it."""
    return {
        "items": Publication.objects.filter(section=one).count(),
        "public": Publication.objects.filter(section=one, standing=_PUBLIC).count(),
        "drafts": Publication.objects.filter(draft__section=one).exclude(section=one).count(),
        "children": Section.objects.filter(parent=one).count(),
        "taken_by": SectionPart.objects.filter(source=one).exclude(section=one).count(),
    }


def blocks_of(one: Section, parts: Sequence[SectionPart] | None = None) -> list[Block]:
    """The blocks of a column with their newest public items: three queries at most. A column without blocks has one, of its own
    items. parts: instead of those kept.
    """
    parts = parts_of(one) if parts is None else parts
    if not parts:
        parts = [SectionPart(section=one, kind=ITEMS, title="最近公开", size=20)]
    lists = iter(several([(wish_of(part), part.size) for part in parts if part.kind == ITEMS]))
    needs_children = any(part.kind == SECTIONS for part in parts)
    children = list(open_sections().filter(parent=one)) if needs_children else []
    return [
        Block(part, next(lists) if part.kind == ITEMS else [], children if part.kind == SECTIONS else [])
        for part in parts
    ]


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
