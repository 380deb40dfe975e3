"""What anybody may read of the items: public ones, archived ones, tombstones. Nothing else comes out of here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet

from gongkai.publications.models import Attachment, Publication, Version, Withdrawal

PUBLIC, ARCHIVED, WITHDRAWN = (
    Publication.Standing.PUBLIC,
    Publication.Standing.ARCHIVED,
    Publication.Standing.WITHDRAWN,
)
READABLE = (PUBLIC, ARCHIVED)
RELEASED = (PUBLIC, ARCHIVED, WITHDRAWN)  # what has an address
TEXTS = ("current__body", "current__text")  # long, and no list shows them
_IN_FORCE, _NOT_YET = Version.Validity.IN_FORCE, Version.Validity.NOT_YET


class Place(NamedTuple):
    """Where a page of a list ended: moment of publication (aware) and key of its last item."""

    at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which items a list shows; None and "" do not narrow. year: of publication; archived: only those laid by.

    today: the day on which they are to have the validity, as `validity_on`; None asks what was said at their release.
    """

    section_id: int | None = None
    agency_id: int | None = None
    field_id: int | None = None
    keyword: str = ""
    year: int | None = None
    archived: bool = False
    validity: str = ""
    today: date | None = None

    def fits(self, found: Publication) -> bool:
        """Whether an item that was read for a list is one of these, by column, agency, field and keyword."""
        shown, duty = found.current, found.duty
        assert shown is not None
        return (
            self.section_id in (None, found.section_id)
            and self.agency_id in (None, found.issued_by_id)
            and self.field_id in (None, duty.element.matter.field_id if duty else 0)
            and (self.keyword in shown.title or self.keyword in shown.keywords)
        )


@dataclass(frozen=True, slots=True)
class Range:
    """What a list can be narrowed by. agencies: code → short name, of those that have items in it."""

    years: Sequence[int]
    agencies: dict[str, str]


def listed(standing: str = PUBLIC) -> QuerySet[Publication]:
    """Items as lists show them, newest first."""
    return rows_of([standing]).order_by("-published_at", "-pk")


def rows_of(standings: Collection[str]) -> QuerySet[Publication]:
    """Items that stand so, with all that lists show of them."""
    found = Publication.objects.filter(standing__in=standings)
    return found.select_related("current", "issued_by", "section", "duty__element__matter__field").defer(*TEXTS)


def items(narrowed: Narrowed, *, before: Place | None = None, size: int = 20) -> list[Publication]:
    """A page of a list, newest first: the items behind that place."""
    found = listed(ARCHIVED if narrowed.archived else PUBLIC).filter(_within(narrowed))
    if before is not None:
        behind = Q(published_at__lt=before.at) | Q(published_at=before.at, pk__lt=before.pk)
        found = found.filter(behind, published_at__lte=before.at)
    return list(found[:size])


def _within(narrowed: Narrowed) -> Q:
    found = Q()
    if narrowed.section_id is not None:
        found &= Q(section_id=narrowed.section_id)
    if narrowed.agency_id is not None:
        found &= Q(issued_by_id=narrowed.agency_id)
    if narrowed.field_id is not None:
        found &= Q(duty__element__matter__field_id=narrowed.field_id)
    if narrowed.keyword:
        found &= Q(current__title__contains=narrowed.keyword) | Q(current__keywords__contains=narrowed.keyword)
    if narrowed.validity:
        found &= _stands(narrowed.validity, narrowed.today)
    if narrowed.year is not None:
        zone = ZoneInfo(settings.TIME_ZONE)
        found &= Q(
            published_at__gte=datetime(narrowed.year, 1, 1, tzinfo=zone),
            published_at__lt=datetime(narrowed.year + 1, 1, 1, tzinfo=zone),
        )
    return found


def _stands(validity: str, today: date | None) -> Q:
    """Items that have the validity on that day; the same as `validity_on`, for the database."""
    said = Q(current__validity=validity)
    if today is None or validity not in (_IN_FORCE, _NOT_YET, Version.Validity.REPEALED):
        return said
    in_force, not_yet = Q(current__validity=_IN_FORCE), Q(current__validity=_NOT_YET)
    begun, to_come = Q(current__effective_on__lte=today), Q(current__effective_on__gt=today)
    ended = Q(current__repealed_on__lte=today)
    if validity == _IN_FORCE:
        return (not_yet & begun) | (in_force & ~ended & ~to_come)
    return (not_yet & ~begun) | (in_force & ~ended & to_come) if validity == _NOT_YET else said | (in_force & ended)


def range_of(narrowed: Narrowed) -> Range:
    """The years and agencies of a list, of all of it. One query."""
    found = (
        Publication.objects.filter(_within(narrowed), standing=ARCHIVED if narrowed.archived else PUBLIC)
        .values("issued_by__code", "issued_by__short_name")
        .annotate(first=Min("published_at"), last=Max("published_at"))
        .order_by("issued_by__code")
    )
    rows = list(found)
    if not rows:
        return Range((), {})
    zone = ZoneInfo(settings.TIME_ZONE)
    first = min(row["first"] for row in rows).astimezone(zone).year
    last = max(row["last"] for row in rows).astimezone(zone).year
    return Range(range(last, first - 1, -1), {row["issued_by__code"]: row["issued_by__short_name"] for row in rows})


def several(wanted: Sequence[tuple[Narrowed, int]]) -> list[list[Publication]]:
    """For each list asked for its newest public items, at most so many; all in one query. Years are not heeded."""
    if not wanted:
        return []
    among = Publication.objects.filter(standing=PUBLIC).order_by("-published_at", "-pk")
    one_of = Q()
    for narrowed, size in wanted:
        one_of |= Q(pk__in=among.filter(_within(narrowed)).values("pk")[:size])
    rows = list(listed().filter(one_of))
    # The newest that fit are all among the rows, so what fits beyond them is older and cut off.
    return [[row for row in rows if narrowed.fits(row)][:size] for narrowed, size in wanted]


def item(key: int) -> Publication | None:
    """An item that has an address: public, archived or withdrawn. With everything its page names beside."""
    return addressed(key).first()


def addressed(key: int) -> QuerySet[Publication]:
    """What `item` reads, for a room above that has more to read beside it."""
    found = Publication.objects.filter(pk=key, standing__in=RELEASED)
    return found.select_related(
        "current__category", "issued_by", "section__parent__parent", "duty__element__matter__field"
    )


def key_of_number(index_number: str) -> int | None:
    """The item with that index number, once it was released."""
    if "\x00" in index_number:  # PostgreSQL takes none
        return None
    found = Publication.objects.filter(index_number=index_number, standing__in=RELEASED)
    return found.values_list("pk", flat=True).first()


def versions_of(found: Publication) -> list[Version]:
    """The releases of an item, the last first, without their texts. `gone`: withdrawn at some time, never shown again."""
    withdrawn = Withdrawal.objects.filter(
        publication=OuterRef("publication"), released_as__number__gte=OuterRef("number")
    )
    found_versions = found.versions.annotate(gone=Exists(withdrawn)).defer("body", "text")
    return list(found_versions.order_by("-number"))


def had_version(found: Publication, number: int) -> bool:
    """Whether the item was ever released under that number."""
    return found.versions.filter(number=number).exists()


def version(key: int, number: int) -> Version | None:
    """An earlier or the current release of an item that is still to be read. None for what was ever withdrawn."""
    withdrawn = Withdrawal.objects.filter(
        publication=OuterRef("publication"), released_as__number__gte=OuterRef("number")
    )
    found = Version.objects.filter(
        ~Exists(withdrawn), publication_id=key, number=number, publication__standing__in=READABLE
    )
    return found.select_related("publication__issued_by", "publication__section__parent", "category").first()


def withdrawal_of(found: Publication) -> Withdrawal | None:
    """Why an item went: its last withdrawal, with what takes its place if that is public."""
    return found.withdrawals.select_related("replaced_by__current").order_by("-at", "-pk").first()


def attachments_of(shown: Version) -> list[Attachment]:
    """The files of a release, in their order; pictures in the text among them."""
    return list(shown.attachments.select_related("file", "preview").defer("text"))


def attachment(key: int, attachment_key: int) -> Attachment | None:
    """A file that belongs to a release which is still to be read."""
    withdrawn = Withdrawal.objects.filter(
        publication=OuterRef("publication"), released_as__number__gte=OuterRef("number")
    )
    public = Version.objects.filter(
        ~Exists(withdrawn),
        publication=OuterRef("publication"),
        publication__standing__in=READABLE,
        attachments=OuterRef("pk"),
    )
    found = Attachment.objects.filter(Exists(public), pk=attachment_key, publication__pk=key)
    return found.select_related("file", "preview").defer("text").first()


def related_to(found: Publication, *, size: int = 5) -> list[Publication]:
    """Other public items of the same element of the catalogue, else of the same column, newest first."""
    if found.duty_id is not None and found.duty is not None:
        same = Q(duty__element_id=found.duty.element_id)
    elif found.section_id is not None:
        same = Q(section_id=found.section_id)
    else:
        same = Q(issued_by_id=found.issued_by_id)
    return list(listed().filter(same).exclude(pk=found.pk)[:size])


def validity_on(shown: Version, today: date) -> str:
    """有效性 as it stands that day: a document whose day has come is in force, one repealed from a day on is not."""
    if shown.validity == _NOT_YET and shown.effective_on is not None and shown.effective_on <= today:
        return _IN_FORCE
    if shown.validity == _IN_FORCE and shown.repealed_on is not None and shown.repealed_on <= today:
        return Version.Validity.REPEALED
    if shown.validity == _IN_FORCE and shown.effective_on is not None and shown.effective_on > today:
        return _NOT_YET
    return shown.validity


def validities_on(today: date) -> dict[int, str]:
    """How the items stand that day that say from when, or until when, they hold, by key. One query."""
    dated = Q(effective_on__isnull=False) | Q(repealed_on__isnull=False)
    current = Version.objects.filter(dated, publication__current_id=F("pk"), publication__standing__in=READABLE)
    rows = current.only("publication_id", "validity", "effective_on", "repealed_on")
    return {shown.publication_id: validity_on(shown, today) for shown in rows}


def validity_label(validity: str) -> str:
    """现行有效, 已修改 … as pages print it."""
    return str(Version.Validity(validity).label) if validity in Version.Validity.values else validity


class Changed(NamedTuple):
    """An address for the sitemap: the item's key and when it last changed."""

    pk: int
    at: datetime


def addresses(first: int, last: int) -> list[Changed]:
    """The items that are to be read among the keys first to last, with the moment they last changed."""
    found = (
        Publication.objects.filter(standing__in=READABLE, pk__gte=first, pk__lte=last)
        .order_by("pk")
        .values_list("pk", "published_at", "revised_at")
    )
    return [
        Changed(pk, revised if revised is not None and revised > published else published)
        for pk, published, revised in found
        if published is not None
    ]


def last_key() -> int:
    """The highest key there is, for parting the sitemap; 0 without items."""
    return Publication.objects.filter(standing__in=READABLE).aggregate(last=Max("pk"))["last"] or 0


def by_keys(keys: Sequence[int]) -> dict[int, Publication]:
    """Public items by key."""
    return {found.pk: found for found in rows_of([PUBLIC]).filter(pk__in=keys)}
