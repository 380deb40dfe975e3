"""What is kept on a duty so that lists are quick: how many entries are public, the last day one became so, until when more is owed.

All three are counted again from the items themselves; nobody adds one to a number.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Max
from django.utils import timezone

from gongkai.agencies.queries import calendar
from gongkai.law.errors import Stale
from gongkai.pages.actions import touch
from gongkai.publications.catalogue_facts import due_of
from gongkai.publications.models import ElementDuty, Publication

CACHES = ("entries", "filled_on", "due_on")
AT_ONCE = 500  # keys named in one query: SQLite takes no more than some thousands
WRITTEN = 100  # rows changed by one statement: its cases nest, and SQLite takes a depth of a thousand


def lock_duty(duty: ElementDuty, seen_version: int | None) -> ElementDuty:
    """The row as it stands now, locked. Stale when somebody changed it since it was read.

    The journal's lock comes first, as at a release, which holds it when it comes to the duty: two locks taken in two orders
    would stop each other on PostgreSQL. Every verb on duties begins with it.
    """
    touch("fields")
    found = (
        ElementDuty.objects.select_for_update(of=("self",), no_key=True)
        .select_related("element__matter__field", "agency", "contact")
        .get(pk=duty.pk)
    )
    if seen_version is not None and found.version != seen_version:
        raise Stale(
            "duty.changed",
            f"您打开这一页之后，有同事办过“{found.element.name}”。",
            "您填的内容都还在。请看过最新的情况，再决定是否提交。",
        )
    return found


def keep_duty(item: Publication) -> None:
    """A step of showing and hiding an item: its duty is filled by it, or no longer. item: as it will stand, saved or not."""
    if item.duty_id is None:
        return
    duty = (
        ElementDuty.objects.select_for_update(of=("self",), no_key=True).select_related("element").get(pk=item.duty_id)
    )
    if item.standing == Publication.Standing.PUBLIC:
        duty.submitted_on = None
        clear_not_applicable(duty)  # what is published for it applies
    count_again([duty], item=item)
    duty.save()


def clear_not_applicable(duty: ElementDuty) -> None:
    """The row as if it had never been reported, unsaved."""
    duty.not_applicable, duty.not_applicable_on, duty.not_applicable_by = "", None, ""
    duty.not_applicable_person_id = None
    duty.confirmed_by, duty.confirmed_on = "", None


def count_again(duties: Iterable[ElementDuty], *, item: Publication | None = None) -> int:
    """Bring the caches of these duties in line with what is public; each with `element`. How many changed.

    item: one that is counted as it stands in memory, since it is not saved yet.
    """
    rows = list(duties)
    days, changed = calendar(), []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        public = _public_of(some, item)
        for duty in some:
            before = duty.entries, duty.filled_on, duty.due_on
            duty.entries, duty.filled_on = public.get(duty.pk, (0, None))
            duty.due_on = due_of(duty, days)
            if (duty.entries, duty.filled_on, duty.due_on) != before:
                changed.append(duty)
    ElementDuty.objects.bulk_update(changed, CACHES, batch_size=WRITTEN)
    return len(changed)


def _public_of(duties: list[ElementDuty], item: Publication | None) -> dict[int, tuple[int, date | None]]:
    """Duty → how many of its items are public, and the day the last version became so."""
    rows = (
        Publication.objects.filter(duty__in=duties, standing=Publication.Standing.PUBLIC)
        .exclude(pk=item.pk if item else 0)
        .values("duty")
        .annotate(count=Count("pk"), last=Max("current__released_at"))
        .order_by()
    )
    found = {row["duty"]: (row["count"], _day(row["last"])) for row in rows}
    if item is not None and item.duty_id and item.standing == Publication.Standing.PUBLIC and item.current:
        count, last = found.get(item.duty_id, (0, None))
        own = _day(item.current.released_at)
        found[item.duty_id] = (count + 1, max(filter(None, (last, own)), default=None))
    return found


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
