"""What the public site is made of beside its items: its marks, its columns, addresses that moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery, Sum

from gongkai.agencies.models import Agency, Office
from gongkai.publications.models import ElementDuty, FormerAddress, PriorityField, Section, SectionPart
from gongkai.publications.queries.public import Narrowed

MOST_MOVES = 20  # former addresses followed one after another


@dataclass(frozen=True, slots=True)
class Site:
    """Whose site this is, as masthead, footing and meta tags print it. Empty before the house is founded."""

    name: str = ""
    office: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    domain: str = ""
    id_code: str = ""
    icp_number: str = ""
    police_number: str = ""
    report_errors_at: str = ""


def site() -> Site:
    """The marks of the site: of the district government and its publishing rules. One query."""
    office = Office.objects.filter(agency=OuterRef("pk"), is_disclosure_office=True).values("name")[:1]
    found = (
        Agency.objects.filter(parent__isnull=True)
        .select_related("publishing_rules")
        .annotate(disclosure_office=Subquery(office))
        .first()
    )
    if found is None:
        return Site()
    rules = getattr(found, "publishing_rules", None)
    return Site(
        found.name,
        found.disclosure_office or "",
        found.address,
        found.phone,
        found.hours,
        rules.site_domain if rules else "",
        rules.site_id_code if rules else "",
        rules.icp_number if rules else "",
        rules.police_number if rules else "",
        rules.report_errors_at if rules else "",
    )


def family_of(slug: str, *, today: date) -> tuple[Section | None, list[Section]]:
    """A column by its address, open or closed, and the open ones below it. A fixed one is found by that word too."""
    found = Section.objects.filter(
        Q(slug=slug) | Q(fixed=slug) | ((Q(parent__slug=slug) | Q(parent__fixed=slug)) & _open_on(today))
    ).select_related("parent")
    rows = list(found.order_by("position", "pk"))
    itself = next((one for one in rows if one.slug == slug), next((one for one in rows if one.fixed == slug), None))
    return itself, [one for one in rows if itself is not None and one.parent_id == itself.pk]


def sections(*, today: date) -> list[Section]:
    """The columns that are open, in their order, those below one right after it. Closed ones keep their address."""
    rows = list(Section.objects.filter(_open_on(today)).select_related("parent").order_by("position", "pk"))
    under: dict[int | None, list[Section]] = {}
    for one in rows:
        under.setdefault(one.parent_id, []).append(one)
    return list(_in_order(None, under))


def _in_order(parent: int | None, under: dict[int | None, list[Section]]) -> Iterator[Section]:
    for one in under.get(parent, []):
        yield one
        yield from _in_order(one.pk, under)


def _open_on(today: date) -> Q:
    return Q(opened_on__lte=today) & (Q(closed_on__isnull=True) | Q(closed_on__gte=today))


def parts_of(found: Section) -> list[SectionPart]:
    """The blocks of a column's page, in their order."""
    return list(found.parts.select_related("source", "field").order_by("position", "pk"))


def own_of(found: Section) -> Narrowed:
    """The items of a column. 法定主动公开内容 holds every item: whatever is public stands in it or in a column below."""
    return Narrowed() if found.fixed == Section.Fixed.STATUTORY else Narrowed(section_id=found.pk)


def wish_of(part: SectionPart) -> Narrowed:
    """Which items a block lists: those of its source, of its field and with its keyword; of its own column without any."""
    if part.source_id is None and part.field_id is None and not part.keyword:
        return own_of(part.section)
    return Narrowed(section_id=part.source_id, field_id=part.field_id, keyword=part.keyword)


def fields_with_counts() -> list[PriorityField]:
    """The priority fields in their order, each with `entries`: how many items are public in it. One query."""
    entries = (
        ElementDuty.objects.filter(element__matter__field=OuterRef("pk"))
        .order_by()
        .values("element__matter__field")
        .annotate(sum=Sum("entries"))
        .values("sum")
    )
    return list(PriorityField.objects.annotate(entries=Subquery(entries)).order_by("position", "pk"))


def names_of_fields() -> dict[str, str]:
    """Slug → name of every priority field."""
    return dict(PriorityField.objects.values_list("slug", "name"))


def field_by_slug(slug: str) -> PriorityField | None:
    """The priority field with that address."""
    return PriorityField.objects.filter(slug=slug).first()


def moved_to(path: str) -> str | None:
    """Where a former address leads now; None where it leads nowhere, or only back to itself.

    One step at a time, since the next address may be alive. Of addresses that lead to one another in a circle only the one
    that was registered last is followed: the others would send the reader round for ever.
    """
    if "\x00" in path:  # PostgreSQL takes none
        return None
    first = FormerAddress.objects.filter(path=path).first()
    if first is None or first.target == path:
        return None
    circle, at = [first], first
    for _ in range(MOST_MOVES):
        following = FormerAddress.objects.filter(path=at.target.split("?")[0].split("#")[0]).first()
        if following is None:
            return first.target
        if following.pk == first.pk:
            newest = max(circle, key=lambda one: (one.since, one.pk))
            return first.target if newest.pk == first.pk else None
        if following in circle:
            return first.target  # a circle further on, which does not hold this address
        circle.append(following)
        at = following
    return None


class AgencyName(NamedTuple):
    """How an agency is addressed and called in lists."""

    code: str
    short_name: str


def agencies_by_key() -> dict[int, AgencyName]:
    """Every agency's code and short name by its key."""
    return {
        pk: AgencyName(*told) for pk, *told in Agency.objects.order_by("code").values_list("pk", "code", "short_name")
    }
