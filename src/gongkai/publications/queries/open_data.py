"""What machines take: lists by what narrows them, and all that is public in parts that keep their address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, IntegerField, Max, Prefetch, QuerySet, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Greatest

from gongkai.publications.models import Attachment, Publication
from gongkai.publications.queries.public import READABLE, rows_of

PART = 250  # keys of one part: what is rendered and held in memory at once


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of keys. items: how many of them are public now; changed_at: when the last of them became so or was revised."""

    number: int
    items: int
    changed_at: datetime


def by_keys(keys: Sequence[int]) -> list[Publication]:
    """The items of these keys that may be read, public or laid by, in the order of the keys: as search finds them."""
    found = {row.pk: row for row in rows_of(READABLE).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def parts() -> list[Part]:
    """The parts that hold something, in their order. One query."""
    found = (
        Publication.objects.filter(standing__in=READABLE)
        .annotate(changed=Greatest("published_at", "current__released_at"), number=_number())
        .values("number")
        .annotate(items=Count("pk"), last=Max("changed"))
        .order_by("number")
    )
    return [Part(row["number"], row["items"], row["last"]) for row in found]


def part(number: int) -> Iterator[Publication]:
    """The public items of one part with their texts and files, by key."""
    first = number * PART
    files = Prefetch("current__attachments", Attachment.objects.select_related("file").defer("text"))
    rows: QuerySet[Publication] = (
        Publication.objects.filter(standing__in=READABLE, pk__gte=first, pk__lt=first + PART)
        .select_related("current__category", "issued_by", "section", "duty__element__matter__field")
        .prefetch_related(files)
        .order_by("pk")
    )
    yield from rows


def _number() -> CombinedExpression:
    """The part a key lies in: whole division, which both databases do for whole numbers."""
    return CombinedExpression(F("pk"), "/", Value(PART), output_field=IntegerField())
