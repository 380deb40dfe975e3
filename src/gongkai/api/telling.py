"""Rows of the house as the shapes of open data."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from gongkai.files.kinds import MIME
from gongkai.law.validity import Validity
from gongkai.publications.queries import public

if TYPE_CHECKING:
    from gongkai.publications.models import Attachment, Publication

Told = dict[str, Any]


def item_row(item: "Publication", today: date, register: Mapping[int, Validity]) -> Told:
    """ItemRow; item: with what `public.listed` reads beside; register: how the documents stand whose texts these items are."""
    shown, field = item.current, item.duty.element.matter.field if item.duty else None
    assert shown is not None
    validity = register.get(item.pk) or public.validity_on(shown, today)
    return {
        "id": item.pk,
        "index_number": item.index_number,
        "title": shown.title,
        "document_number": shown.document_number,
        "agency": {"code": item.issued_by.code, "name": item.issued_by.name},
        "section": {"code": item.section.slug, "name": item.section.name} if item.section else None,
        "field": {"code": field.slug, "name": field.name} if field else None,
        "element": item.duty.element.name if item.duty else None,
        "published_at": item.published_at,
        "revised_at": item.revised_at,
        "dated_on": shown.dated_on,
        "validity": validity,
        "validity_label": public.validity_label(validity),
        "archived": item.standing == public.ARCHIVED,
        "url": reverse("portal:item", args=[item.pk]),
        "api_url": reverse("api:item", args=[item.pk]),
    }


def item_whole(
    item: "Publication",
    today: date,
    register: Mapping[int, Validity],
    *,
    files: list["Attachment"],
    versions: list[Told],
) -> Told:
    """Item."""
    shown = item.current
    assert shown is not None
    return {
        **item_row(item, today, register),
        "summary": shown.summary,
        "keywords": shown.keywords,
        "category": shown.category.name if shown.category else None,
        "genre": shown.genre,
        "source": shown.source,
        "audience": shown.audience,
        "openness": shown.openness,
        "effective_on": shown.effective_on,
        "repealed_on": shown.repealed_on,
        "version": shown.number,
        "change_note": shown.change_note,
        "body": shown.body,
        "text": shown.text,
        "files": [file_of(item.pk, one) for one in files],
        "versions": versions,
    }


def releases_of(item: "Publication") -> list[Told]:
    """The releases that are still to be read, the last first; what was ever withdrawn is not among them."""
    return [
        {
            "number": version.number,
            "released_at": version.released_at,
            "change_note": version.change_note,
            "url": reverse("portal:version", args=[item.pk, version.number]),
        }
        for version in public.versions_of(item)
        if not version.gone  # type: ignore[attr-defined]
    ]


def file_of(item: int, attachment: "Attachment") -> Told:
    return {
        "name": attachment.name,
        "description": attachment.description,
        "url": reverse("portal:item_file", args=[item, attachment.pk, attachment.name]),
        "media_type": MIME[attachment.file.kind],
        "size": attachment.file.size,
        "sha256": attachment.file.digest,
        "pages": attachment.pages,
        "in_text": attachment.in_text,
    }


def element_of(element: Any) -> Told:
    """ElementRow; element: with `owed`, as `catalogue.matters_of` reads it. What a contact reported is told once it is confirmed."""
    return {
        "name": element.name,
        "limit": element.limit_text,
        **{
            name: getattr(element, name)
            for name in ("to_everyone", "audience", "proactive", "on_application", "county", "township", "carriers")
        },
        "owed_by": [
            {
                "agency": {"code": duty.agency.code, "name": duty.agency.name},
                "entries": duty.entries,
                "filled_on": duty.filled_on,
                "not_applicable": duty.not_applicable if duty.confirmed_on else None,
            }
            for duty in element.owed
        ],
    }
