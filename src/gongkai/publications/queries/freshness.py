"""How fresh the columns are, by what the site check asks, told early enough to do something about it.

国办秘函〔2019〕19号: news within two weeks, notices and policies within six months, no empty columns; the rest as the column says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max
from django.utils import timezone

from gongkai.publications.models import Publication, Section, SectionPart

FRESH_DAYS = {Section.Kind.NEWS: 14, Section.Kind.NOTICES: 183, Section.Kind.POLICY: 183}
NEVER_EMPTY = frozenset({Section.Fixed.GUIDE, Section.Fixed.REPORTS})  # their pages are filled by other rooms
HOME_DAYS = 14
EARLY = (7, 10)  # warn after that part of the time: day 10 of 14, day 65 of 92
ITEMS = SectionPart.Kind.ITEMS


@dataclass(frozen=True)
class Branch:
    """A column in the tree. items, newest: of it and all below it; days: since the newest; limit: days it may be without news.

    standing: late, soon, empty, good, or "" where nothing is asked of it; depth: 0 at the top.
    """

    section: Section
    depth: int
    items: int
    newest: datetime | None
    days: int | None
    limit: int | None
    standing: str
    own_items: int = 0
    first: bool = False
    last: bool = False

    @property
    def left(self) -> int | None:
        """Days left until it is late; negative when it is."""
        return None if self.limit is None or self.days is None else self.limit - self.days

    @property
    def over(self) -> int:
        """Days it is late by; 0 while it is not."""
        return max(0, -(self.left or 0))


@dataclass(frozen=True)
class Freshness:
    """What the site check would count: columns of the first level that are late, all that are, the empty ones; newest of all.

    vetoes: sentences that name a limit reached (国办秘函〔2019〕19号, V3 and V4).
    """

    late_first: int
    late: int
    soon: int
    empty: int
    newest: datetime | None
    vetoes: tuple[str, ...] = ()


def tree(*, today: date) -> list[Branch]:
    """All columns, each followed by those below it. Three queries."""
    rows = list(Section.objects.all())
    borrowing = set(
        SectionPart.objects.filter(kind=ITEMS)
        .exclude(source__isnull=True, field__isnull=True, keyword="")
        .values_list("section", flat=True)
    )
    counted = {
        key: (items, newest)
        for key, items, newest in Publication.objects.filter(
            standing=Publication.Standing.PUBLIC, section__isnull=False
        )
        .order_by()
        .values_list("section")
        .annotate(items=Count("pk"), newest=Max("published_at"))
    }
    below: dict[int | None, list[Section]] = {}
    for one in rows:
        below.setdefault(one.parent_id, []).append(one)
    told: list[Branch] = []
    for top in below.get(None, []):
        told += _branches(top, below, counted, borrowing, today, 0)
    return told


def _branches(
    one: Section,
    below: dict[int | None, list[Section]],
    counted: dict[int, tuple[int, datetime | None]],
    borrowing: set[int],
    today: date,
    depth: int,
) -> list[Branch]:
    under = [
        branch
        for child in below.get(one.pk, [])
        for branch in _branches(child, below, counted, borrowing, today, depth + 1)
    ]
    own, newest = counted.get(one.pk, (0, None))
    direct = [branch for branch in under if branch.depth == depth + 1]
    items = own + sum(branch.items for branch in direct)
    newest = max((day for day in (newest, *(branch.newest for branch in direct)) if day), default=None)
    days = (today - timezone.localtime(newest).date()).days if newest else None
    limit = one.fresh_days or FRESH_DAYS.get(Section.Kind(one.kind))
    peers = below[one.parent_id]
    standing = _standing(one, items, days, limit, one.pk in borrowing)
    here = Branch(one, depth, items, newest, days, limit, standing, own, one is peers[0], one is peers[-1])
    return [here, *under]


def _standing(one: Section, items: int, days: int | None, limit: int | None, borrows: bool) -> str:
    if one.closed_on:
        return ""
    if not items:
        return "" if borrows or one.fixed in NEVER_EMPTY else "empty"
    if limit is None or days is None:
        return ""
    if days > limit:
        return "late"
    return "soon" if days * EARLY[1] >= limit * EARLY[0] else "good"


def freshness(branches: Sequence[Branch], *, today: date) -> Freshness:
    """What the tree comes to, as the site check counts."""
    late = [branch for branch in branches if branch.standing == "late"]
    first = sum(branch.depth == 0 for branch in late)
    empty = sum(branch.standing == "empty" for branch in branches)
    newest = max((branch.newest for branch in branches if branch.newest), default=None)
    vetoes = []
    if newest is None or (today - timezone.localtime(newest).date()).days > HOME_DAYS:
        vetoes.append("两周以上没有公开任何信息，首页会被判为不更新。")
    if first >= 5:
        vetoes.append(f"一级栏目有{first}个超期没有更新，到了五个。")
    if len(late) >= 10:
        vetoes.append(f"应当更新的栏目有{len(late)}个没有更新，到了十个。")
    if empty >= 5:
        vetoes.append(f"空白栏目有{empty}个，到了五个。")
    soon = sum(branch.standing == "soon" for branch in branches)
    return Freshness(first, len(late), soon, empty, newest, tuple(vetoes))
