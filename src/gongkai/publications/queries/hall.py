"""Reading places and what lies on their shelves; what is to be taken off; what was handed to archive and library."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from gongkai.agencies.models import Agency
from gongkai.publications.models import Deposit, Publication, ReadingPlace, ShelfRecord
from gongkai.publications.queries.public import READABLE

CHANGES = {
    "place.founded": "设立了查阅场所",
    "place.changed": "更改了查阅场所",
    "place.closed": "撤销了查阅场所",
    "shelf.put": "上架了资料",
    "shelf.taken_off": "下架了资料",
    "deposit.recorded": "登记了移交",
    "handbook.made": "编成了办事一本通的稿件",
}
KINDS = ReadingPlace.Kind.choices
_OFF = Q(shelved__until__isnull=True)
_GONE = ~Q(publication__standing__in=READABLE) & Q(publication__isnull=False)


def open_places() -> list[ReadingPlace]:
    """The reading places people can go to, each with `shelf`: what lies there now. Two queries."""
    lying = (
        ShelfRecord.objects.filter(until__isnull=True)
        .exclude(_GONE)
        .select_related("publication")
        .order_by("shelf", "title", "pk")
    )
    return list(
        ReadingPlace.objects.filter(closed_on__isnull=True)
        .select_related("agency")
        .prefetch_related(Prefetch("shelved", lying, to_attr="shelf"))
    )


def items_on(places: Sequence[ReadingPlace]) -> list[int]:
    """The keys of the items of which prints lie in these places, as `open_places` gave them."""
    shelves = [record for one in places for record in one.shelf]  # type: ignore[attr-defined]
    return [record.publication_id for record in shelves if record.publication_id]


def places_over(agency: Agency) -> list[ReadingPlace]:
    """The places of an agency and all below it, open ones first, with `lying` and `to_take_off`: how many records."""
    return list(
        ReadingPlace.objects.filter(agency__path__startswith=agency.path)
        .select_related("agency")
        .annotate(
            lying=Count("shelved", filter=_OFF),
            to_take_off=Count(
                "shelved",
                filter=_OFF & Q(shelved__publication__isnull=False) & ~Q(shelved__publication__standing__in=READABLE),
            ),
        )
        .order_by("closed_on", "kind", "name")
    )


def place(key: int) -> ReadingPlace:
    """ReadingPlace.DoesNotExist when there is none."""
    return ReadingPlace.objects.select_related("agency").get(pk=key)


def lying_at(one: ReadingPlace) -> list[ShelfRecord]:
    """What lies there now, by shelf."""
    return list(
        ShelfRecord.objects.filter(place=one, until__isnull=True)
        .select_related("publication__current")
        .order_by("shelf", "title", "pk")
    )


def was_at(one: ReadingPlace, size: int = 50) -> QuerySet[ShelfRecord]:
    """What was taken off, the last first."""
    return ShelfRecord.objects.filter(place=one, until__isnull=False).order_by("-until", "-pk")[:size]


def shelf_record(key: int) -> ShelfRecord:
    return ShelfRecord.objects.select_related("place__agency", "publication__current").get(pk=key)


def deposits_of(one: ReadingPlace) -> list[Deposit]:
    return list(Deposit.objects.filter(place=one))


def deposit(key: int) -> Deposit:
    return Deposit.objects.select_related("place__agency").get(pk=key)


def is_gone(record: ShelfRecord) -> bool:
    """Whether it is a print of something that may no longer be read, and so must come off the shelf."""
    printed = record.publication
    return printed is not None and printed.standing not in READABLE


def public_item(number: str) -> Publication | None:
    """An item to be read, by its index number or by the key in its address (/items/12/)."""
    found = Publication.objects.filter(standing__in=READABLE).select_related("current")
    key = number.strip().rstrip("/").rpartition("/")[2] if "/items/" in number else number.strip()
    if key.isascii() and key.isdigit() and len(key) < 18:
        return found.filter(pk=int(key)).first()
    return found.filter(index_number=number.strip()).first()


def released_between(agency: Agency, since: date, until: date) -> Sequence[Publication]:
    """What became public within the days, both included, of the agency and all below it, and still is; the oldest first."""
    zone = timezone.get_default_timezone()
    first = datetime.combine(since, time(), zone)
    behind = datetime.combine(until + timedelta(days=1), time(), zone)
    return list(
        Publication.objects.filter(
            issued_by__path__startswith=agency.path,
            standing__in=READABLE,
            published_at__gte=first,
            published_at__lt=behind,
        )
        .select_related("current", "issued_by")
        .defer("current__body", "current__text")
        .order_by("published_at", "pk")
    )
