"""The columns of the portal: founded, opened, arranged, renamed, closed, put in order, removed. Items keep their addresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.pages.actions import touch
from gongkai.publications.actions.parts import PartTold, parts_of_template, write_parts
from gongkai.publications.actions.record import require_fits
from gongkai.publications.actions.showing import show
from gongkai.publications.keeping import require_arrange
from gongkai.publications.models import FormerAddress, Publication, Section
from gongkai.publications.queries import columns as queries
from gongkai.publications.queries.public import READABLE
from gongkai.publications.templates import Template, template_named

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEEPEST = 3  # levels of columns
BASIS = "国办公开办函〔2019〕61号"


@dataclass(frozen=True)
class SectionTold:
    """What is told of a column. slug: its address, /sections/〈slug〉/; fresh_days: how often something new is expected."""

    name: str
    slug: str
    description: str
    keywords: str = ""
    kind: str = "other"
    fresh_days: int | None = None


@transaction.atomic
def found_columns(*, actor: Actor) -> list[Section]:
    """建立固定栏目: the four fixed columns and what stands below 法定主动公开内容, those that are missing. Returns what was made."""
    require_arrange(actor, "建立固定栏目")
    made: list[Section] = []
    for template in queries.missing_founded():
        above = Section.objects.filter(fixed=Section.Fixed.STATUTORY).first() if template.group == "menu" else None
        made.append(_made(template, _told_by(template, actor.at.date()), above, actor))
    if made:
        names = [one.name for one in made]
        audit.record(actor, "sections.founded", "sections", on=actor.at.date(), ground=BASIS, names=names)
        touch("sections", "home", *(f"section:{one.slug}" for one in made))
    return made


@transaction.atomic
def open_section(*, told: SectionTold, actor: Actor, template: str = "", parent: Section | None = None) -> Section:
    """开设栏目: an ordinary or a special column, with the blocks of its template. Public at once."""
    require_arrange(actor, "开设栏目")
    chosen = template_named(template) if template else None
    if template and (chosen is None or chosen.group not in ("plain", "special")):
        raise NotAcceptable(
            "section.no_template", "没有这个模板。", "请从模板里另选一个，或者不用模板。", field="template"
        )
    parent = lock_section(parent) if parent else None
    _require_room(parent)
    made = _made(chosen, told, parent, actor)
    audit.record(
        actor,
        "section.opened",
        made,
        on=actor.at.date(),
        name=made.name,
        address=_address(made.slug),
        template=template,
    )
    touch("sections", "home", f"section:{made.slug}", *([f"section:{parent.slug}"] if parent else []))
    return made


@transaction.atomic
def arrange_section(section: Section, *, parts: Sequence[PartTold], actor: Actor, seen_version: int | None) -> Section:
    """编排栏目: its blocks, all of them, in their order. Words are cleaned; a block takes from one place."""
    section = lock_section(section, seen_version)
    require_arrange(actor, "编排栏目")
    write_parts(section, parts)
    trace_section(actor, "arranged", section, parts=[part.title.strip() for part in parts])
    return section


@transaction.atomic
def rename_section(section: Section, *, told: SectionTold, actor: Actor, seen_version: int | None) -> Section:
    """更改栏目: name, description, address, kind. The former address leads to the new one for good."""
    section = lock_section(section, seen_version)
    require_arrange(actor, "更改栏目")
    if section.fixed and (told.name.strip() != section.name or told.slug.strip() != section.slug):
        raise NotLawful(
            "section.fixed", None, f"“{section.name}”是固定栏目，名称和网址不能改（{BASIS}）。", "说明和关键词可以改。"
        )
    before, former = {name: str(getattr(section, name)) for name in SectionTold.__annotations__}, section.slug
    _tell(section, told)
    moves = section.slug != former
    if moves:
        _move_address(former, section.slug, actor.at.date())
    after = {name: str(getattr(section, name)) for name in SectionTold.__annotations__}
    changed = {_LABELS[name]: f"{before[name]} → {after[name]}" for name in after if after[name] != before[name]}
    if not changed:
        raise NotAcceptable("section.unchanged", "内容没有改动。", "请改要改的一项；没有要改的，不用提交。")
    trace_section(actor, "renamed", section, changed=changed)
    touch("site", f"section:{former}")  # the name stands in the trail of each item and in the masthead
    if moves:  # the index of search knows a column by its address
        show_items(Publication.objects.filter(section=section))
    return section


@transaction.atomic
def close_section(section: Section, *, reason: str, actor: Actor, seen_version: int | None) -> Section:
    """关闭栏目: it takes no more items and leaves the lists; its page stays and says so, its items keep their addresses."""
    section = lock_section(section, seen_version)
    require_arrange(actor, "关闭栏目")
    require_free(section, "关闭")
    if section.closed_on:
        raise NotLawful("section.closed", None, f"“{section.name}”已经关闭。", "要继续用的，请重新开放。")
    if not reason.strip():
        raise NotAcceptable(
            "section.no_reason", "还没有写关闭的理由。", "请写明理由，例如“专项工作已经结束”。", field="reason"
        )
    below = Section.objects.filter(parent=section, closed_on__isnull=True).first()
    if below:
        raise NotLawful(
            "section.has_open", None, f"下级栏目“{below.name}”还开着。", "请先关闭下级栏目，或者把它移到别处。"
        )
    section.closed_on = actor.at.date()
    trace_section(actor, "closed", section, reason=reason.strip())
    return section


@transaction.atomic
def reopen_section(section: Section, *, actor: Actor, seen_version: int | None) -> Section:
    """重新开放栏目 that was closed."""
    section = lock_section(section, seen_version)
    require_arrange(actor, "重新开放栏目")
    if not section.closed_on:
        raise NotLawful("section.open", None, f"“{section.name}”没有关闭。", "可以直接往里面发布。")
    section.closed_on = None
    trace_section(actor, "reopened", section)
    return section


@transaction.atomic
def remove_section(section: Section, *, actor: Actor) -> str:
    """删除栏目 that holds nothing. Its address leads to the column above it. Returns the name."""
    section = lock_section(section)
    require_arrange(actor, "删除栏目")
    require_free(section, "删除")
    counts = queries.counts_of(section)
    if counts["children"]:
        raise NotLawful(
            "section.has_children",
            None,
            f"“{section.name}”下面还有{counts['children']}个栏目，不能删除。",
            "请先把下级栏目移到别处或者删除；只是不再用的，可以关闭。",
        )
    if counts["items"] or counts["drafts"]:
        raise NotLawful(
            "section.has_items",
            None,
            f"“{section.name}”里还有{counts['items'] + counts['drafts']}件信息（含已撤下的和在办的稿件），不能删除。",
            "请先把它们移到别的栏目，例如上级栏目或者“法定主动公开内容”的下级栏目；只是不再用的，可以关闭，网址照旧。",
        )
    if counts["taken_by"]:
        raise NotLawful(
            "section.taken_from",
            None,
            f"有{counts['taken_by']}个别的栏目板块取自“{section.name}”，不能删除。",
            "请先在那些栏目的编排里换掉这个来源。",
        )
    name, parent, slug = section.name, section.parent, section.slug
    audit.record(actor, "section.removed", section, on=actor.at.date(), name=name, address=_address(slug))
    touch("sections", "home", f"section:{slug}", *([f"section:{parent.slug}"] if parent else []))
    section.delete()
    if parent:
        _move_address(slug, parent.slug, actor.at.date())
    else:
        FormerAddress.objects.filter(target__in=(_address(slug), _feed(slug))).delete()
    return name


@transaction.atomic
def reorder_section(section: Section, *, up: bool, actor: Actor) -> Section:
    """调整次序: one place up or down among the columns beside it."""
    section = lock_section(section)
    require_arrange(actor, "调整栏目的次序")
    peers = list(Section.objects.filter(parent=section.parent_id).order_by("position", "pk"))
    place = next(at for at, one in enumerate(peers) if one.pk == section.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(peers):
        raise NotAcceptable("section.at_the_end", f"“{section.name}”已经在最{'前' if up else '后'}面。", "不用再移。")
    peers[place], peers[other] = peers[other], peers[place]
    for position, one in enumerate(peers):
        if one.position != position:
            Section.objects.filter(pk=one.pk).update(position=position)
    _trace_only(actor, "section.reordered", section, up=up)
    touch("sections", "home", *([f"section:{section.parent.slug}"] if section.parent else []))
    section.refresh_from_db()
    return section


_LABELS = {
    "name": "名称",
    "slug": "网址",
    "description": "说明",
    "keywords": "关键词",
    "kind": "类型",
    "fresh_days": "更新周期",
}


def _made(template: Template | None, told: SectionTold, parent: Section | None, actor: Actor) -> Section:
    last = Section.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    section = Section(
        parent=parent,
        fixed=template.key if template and template.group == "fixed" else "",
        is_special=bool(template and template.is_special),
        template=template.key if template else "",
        position=0 if last is None else last + 1,
        opened_on=actor.at.date(),
    )
    _tell(section, told)
    section.save()
    if template:
        write_parts(section, parts_of_template(template))
    return section


def _told_by(template: Template, on: date) -> SectionTold:
    slug = queries.suggested_slug(template, on)
    described = (template.name, slug, template.description, template.keywords, template.kind, template.fresh_days)
    return SectionTold(*described)


def _tell(section: Section, told: SectionTold) -> None:
    """Write what is told on the row. NotAcceptable names what is missing, taken or cannot be."""
    told = SectionTold(
        told.name.strip(),
        told.slug.strip(),
        told.description.strip(),
        told.keywords.strip(),
        told.kind,
        told.fresh_days,
    )
    if not told.name:
        raise NotAcceptable("section.no_name", "还没有写栏目的名称。", "请写读者看得懂的名称。", field="name")
    if not told.description:
        raise NotAcceptable(
            "section.no_description",
            "还没有写栏目的说明。",
            "请用一句话写明这里公开什么；页面的说明标签（ColumnDescription）也用它。",
            field="description",
        )
    if not SLUG.fullmatch(told.slug):
        raise NotAcceptable(
            "section.slug",
            f"网址“{told.slug}”不能用。",
            "请用小写字母、数字和短横，例如 reopening-2026。",
            field="slug",
        )
    if told.kind not in Section.Kind.values:
        raise NotAcceptable("section.kind", "没有这种栏目类型。", "请从列出的类型里选。", field="kind")
    if told.fresh_days is not None and not 1 <= told.fresh_days <= 1000:
        raise NotAcceptable(
            "section.fresh_days", "更新周期要在1天到1000天之间。", "没有要求的，请空着。", field="fresh_days"
        )
    _require_free_words(section, told)
    for name, value in vars(told).items():
        setattr(section, name, value)
    require_fits(section)


def _require_free_words(section: Section, told: SectionTold) -> None:
    others = Section.objects.exclude(pk=section.pk)
    if others.filter(slug=told.slug).exists():
        raise NotAcceptable(
            "section.slug_taken",
            f"网址“{told.slug}”已经有别的栏目在用。",
            "请换一个，例如在后面加上年份。",
            field="slug",
        )
    if others.filter(parent=section.parent_id, name=told.name, closed_on__isnull=True).exists():
        raise NotAcceptable(
            "section.name_taken",
            f"同一级已经有名称是“{told.name}”的栏目。",
            "请换一个名称，或者直接用那个栏目。",
            field="name",
        )


def _require_room(parent: Section | None) -> None:
    if parent is None:
        return
    if parent.closed_on:
        raise NotAcceptable(
            "section.parent_closed", f"上级栏目“{parent.name}”已经关闭。", "请另选一个上级栏目。", field="parent"
        )
    depth, above = 1, parent.parent
    while above is not None:
        depth, above = depth + 1, above.parent
    if depth >= DEEPEST:
        raise NotAcceptable(
            "section.too_deep", f"栏目最多{DEEPEST}级。", "请放到更上面一级的栏目下面。", field="parent"
        )


def require_free(section: Section, verb: str) -> None:
    if section.fixed:
        raise NotLawful(
            "section.fixed",
            None,
            f"“{section.name}”是固定栏目，不能{verb}（{BASIS}）。",
            "可以编排它的板块，或者改它的说明。",
        )


def lock_section(section: Section, seen_version: int | None = None) -> Section:
    """The row as it stands now, locked. Stale when somebody changed it since it was read."""
    found = (
        Section.objects.select_for_update(of=("self",), no_key=True)
        .select_related("parent__parent")
        .filter(pk=section.pk)
        .first()
    )
    if found is None:
        raise NotAcceptable("section.gone", "这个栏目已经被删除。", "请回到栏目列表，看最新的情况。")
    if seen_version is not None and found.version != seen_version:
        raise Stale(
            "section.changed",
            f"您打开这一页之后，有同事改动了栏目“{found.name}”。",
            "您填的内容都还在。请看过最新的编排，再决定是否提交。",
        )
    return found


def trace_section(actor: Actor, verb: str, section: Section, **details: Any) -> None:
    """Save the column under its next version, tell the journal, give up the pages that show it."""
    section.version += 1
    section.save()
    _trace_only(actor, f"section.{verb}", section, **details)
    above = [f"section:{section.parent.slug}"] if section.parent else []
    touch("sections", "home", f"section:{section.slug}", *above)


def _trace_only(actor: Actor, verb: str, section: Section, **details: Any) -> None:
    audit.record(actor, verb, section, on=actor.at.date(), name=section.name, **details)


def show_items(rows: QuerySet[Publication], *, formerly: Section | None = None) -> None:
    """Let those that are to be read be found, and their pages made anew, under the column they stand in now."""
    public = rows.filter(standing__in=READABLE)
    for row in public.select_related("issued_by", "section__parent__parent", "current", "duty__element__matter__field"):
        show(row, formerly=formerly)


def _move_address(former: str, now: str, on: date) -> None:
    """The former addresses of page and feed lead to the new ones, and so does whatever led to the former."""
    for address in (_address, _feed):
        FormerAddress.objects.filter(path=address(now)).delete()
        FormerAddress.objects.filter(target=address(former)).update(target=address(now))
        FormerAddress.objects.update_or_create(path=address(former), defaults={"target": address(now), "since": on})


def _address(slug: str) -> str:
    return f"/sections/{slug}/"


def _feed(slug: str) -> str:
    return f"/feeds/sections/{slug}.xml"
