"""Everything that is public, for an export: each item with its texts, its versions and its files; what was withdrawn as tombstones."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localtime

from gongkai.publications.models import Attachment, FormerAddress, Publication, Version, Withdrawal
from gongkai.publications.queries.public import READABLE, WITHDRAWN, versions_of
from gongkai.reading.listed.heads import ITEMS

AT_ONCE = 200  # items in memory
_DIRECT = (
    "title", "document_number", "summary", "keywords", "genre", "source", "audience", "kept_by", "article_item",
)  # fmt: skip
_DAYS = ("dated_on", "effective_on", "repealed_on")
COLUMNS = (
    "index_number", "title", "document_number", "agency", "section", "field", "matter", "submatter", "element", "category",
    "genre", "dated_on", "published_at", "effective_on", "repealed_on", "validity", "openness", "origin", "kept_by",
    "article_item", "keywords", "summary", "source", "audience", "former_address", "body_file", "attachments",
)  # fmt: skip
HEAD = [ITEMS.labels[key] for key in COLUMNS]


def how_many() -> int:
    return Publication.objects.filter(standing__in=READABLE).count()


def items() -> Iterator[Publication]:
    """What is public or archived, by key, some at a time; each with `current` and its files read beside."""
    files = Prefetch("current__attachments", Attachment.objects.select_related("file").defer("text"))
    rows = (
        Publication.objects.filter(standing__in=READABLE)
        .select_related("current__category", "issued_by", "section", "duty__element__matter__field")
        .prefetch_related(files)
        .order_by("pk")
    )
    last = 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from some
        last = some[-1].pk


def former_addresses() -> dict[str, str]:
    """/items/12/ → the address it had on the former site, of those that lead to an item."""
    found = FormerAddress.objects.filter(target__startswith="/items/").order_by("-pk")
    return dict(found.values_list("target", "path"))


def line_of(item: Publication, *, former_address: str, body_file: str, attachments: Sequence[str]) -> list[str]:
    """The item as a line of a list that `gongkai import items` reads, in the order of COLUMNS."""
    shown, element = item.current, item.duty.element if item.duty else None
    assert shown is not None
    assert item.published_at is not None
    told = {
        **{name: getattr(shown, name) for name in _DIRECT},
        **{name: _day(getattr(shown, name)) for name in _DAYS},
        "index_number": item.index_number or "",
        "agency": item.issued_by.name,
        "section": item.section.slug if item.section else "",
        "field": element.matter.field.name if element else "",
        "matter": element.matter.first if element else "",
        "submatter": element.matter.second if element else "",
        "element": element.name if element else "",
        "category": shown.category.name if shown.category else "",
        "published_at": f"{localtime(item.published_at):%Y-%m-%d %H:%M:%S}",
        "validity": shown.get_validity_display(),
        "openness": shown.get_openness_display(),
        "origin": shown.get_origin_display(),
        "former_address": former_address,
        "body_file": body_file,
        "attachments": "；".join(attachments),
    }
    return [str(told[key]) for key in COLUMNS]


def whole(item: Publication, *, body_file: str, attachments: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The item as JSON: everything its versions say, those withdrawn at some time left out."""
    shown = {version.number for version in versions_of(item) if not version.gone}  # type: ignore[attr-defined]
    return {
        "id": item.pk,
        "index_number": item.index_number,
        "standing": item.standing,
        "agency": {"code": item.issued_by.code, "name": item.issued_by.name},
        "section": item.section.slug if item.section else None,
        "element": item.duty.element.name if item.duty else None,
        "field": item.duty.element.matter.field.slug if item.duty else None,
        "published_at": _moment(item.published_at),
        "revised_at": _moment(item.revised_at),
        "expires_at": _moment(item.expires_at),
        "body_file": body_file,
        "attachments": list(attachments),
        "versions": [
            _version(version) for version in item.versions.filter(number__in=shown).select_related("category")
        ],
    }


def tombstones() -> Iterator[dict[str, Any]]:
    """What is no longer public: title, index number, why it went, who decided, when. Never what it said."""
    found = Withdrawal.objects.filter(ended_at__isnull=True, publication__standing=WITHDRAWN)
    for row in found.select_related("publication", "released_as").iterator(chunk_size=AT_ONCE):
        yield {
            "id": row.publication_id,
            "index_number": row.publication.index_number,
            "title": row.released_as.title,
            "reason": row.reason,
            "ground": row.ground,
            "decided_by": row.decided_by,
            "at": _moment(row.at),
        }


def _version(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "released_at": _moment(version.released_at),
        "released_by": version.released_by,
        "change_note": version.change_note,
        **{
            name: getattr(version, name)
            for name in (*_DIRECT, "validity", "openness", "origin", "body", "text", "digest")
        },
        **{name: _day(getattr(version, name)) or None for name in _DAYS},
        "category": version.category.name if version.category else None,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime | None) -> str | None:
    return localtime(moment).isoformat() if moment else None
