"""Moving: items from one column to another, a column under another. The address of an item does not change with its column."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.pages.actions import touch
from gongkai.publications.actions.columns import DEEPEST, lock_section, require_free, show_items, trace_section
from gongkai.publications.keeping import require_arrange
from gongkai.publications.models import Draft, Publication, Section

MOST_TOLD = 200  # keys of items the journal tells one by one


@dataclass(frozen=True)
class Moved:
    """items: how many of any standing; drafts: working copies that were meant for the column."""

    items: int
    drafts: int


@transaction.atomic
def move_items(section: Section, *, to: Section, actor: Actor, keys: Collection[int] | None = None) -> Moved:
    """移动信息 of a column to another; keys: only these. Working copies meant for the column go along; no address changes."""
    section, to = lock_section(section), lock_section(to)
    require_arrange(actor, "移动信息")
    if to.pk == section.pk:
        raise NotAcceptable("items.same_section", "选的就是现在的栏目。", "请选要移到的栏目。", field="to")
    if to.closed_on:
        raise NotAcceptable("items.closed_section", f"“{to.name}”已经关闭。", "请另选一个栏目。", field="to")
    rows = Publication.objects.filter(section=section)
    drafts = Draft.objects.filter(section=section)
    if keys is not None:
        rows, drafts = rows.filter(pk__in=keys), drafts.filter(publication__in=keys)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    meant = drafts.update(section=to, version=F("version") + 1)
    if not moved and not meant:
        raise NotAcceptable("items.none", f"“{section.name}”里没有可以移动的信息。", "请先选要移的几件。", field="keys")
    Publication.objects.filter(pk__in=moved).update(section=to, version=F("version") + 1)
    show_items(Publication.objects.filter(pk__in=moved), formerly=section)
    audit.record(
        actor,
        "items.moved",
        section,
        on=actor.at.date(),
        name=section.name,
        to=to.name,
        count=len(moved),
        items=moved[:MOST_TOLD],
        drafts=meant,
    )
    touch("sections", "home", f"section:{section.slug}", f"section:{to.slug}")
    return Moved(len(moved), meant)


@transaction.atomic
def move_section(section: Section, *, parent: Section | None, actor: Actor, seen_version: int | None) -> Section:
    """移动栏目: under another column, or to the first level. Addresses do not change: a column's address does not name the one above."""
    section = lock_section(section, seen_version)
    require_arrange(actor, "移动栏目")
    require_free(section, "移动")
    former = section.parent
    if (parent.pk if parent else None) == section.parent_id:
        raise NotAcceptable("section.same_parent", "选的就是现在的上级栏目。", "请另选一个。", field="parent")
    above = lock_section(parent) if parent else None
    _require_place(section, above)
    if Section.objects.filter(parent=above, name=section.name, closed_on__isnull=True).exists():
        raise NotAcceptable(
            "section.name_taken", f"那里已经有名称是“{section.name}”的栏目。", "请先改名称。", field="parent"
        )
    last = Section.objects.filter(parent=above).aggregate(last=Max("position"))["last"]
    section.parent, section.position = above, 0 if last is None else last + 1
    trace_section(actor, "moved", section, to=above.name if above else "一级栏目")
    touch("site", *([f"section:{former.slug}"] if former else []))  # the trail of each item names the columns above
    return section


def _require_place(section: Section, above: Section | None) -> None:
    if above is None:
        return
    if above.closed_on:
        raise NotAcceptable(
            "section.parent_closed", f"上级栏目“{above.name}”已经关闭。", "请另选一个上级栏目。", field="parent"
        )
    line, one = [above.pk], above.parent
    while one is not None:
        line.append(one.pk)
        one = one.parent
    if section.pk in line:
        raise NotLawful(
            "section.circle", None, "不能把栏目移到它自己或者它的下级栏目下面。", "请另选一个上级栏目。", field="parent"
        )
    if len(line) + _height(section) > DEEPEST:
        raise NotAcceptable(
            "section.too_deep", f"栏目最多{DEEPEST}级。", "请移到更上面一级的栏目下面。", field="parent"
        )


def _height(section: Section) -> int:
    """Levels of the column and what is below it."""
    below = [_height(one) for one in Section.objects.filter(parent=section)]
    return 1 + max(below, default=0)
