"""文件库: the normative documents that are public, as they stand today."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Path, Query, Router
from ninja.errors import HttpError

from gongkai.api.items import LARGEST_KEY, Code, Size, Validity, Words
from gongkai.api.shapes import Document, Documents, Error
from gongkai.documents.queries import library, shown
from gongkai.law.validity import Validity as Standing
from gongkai.screens import clock

if TYPE_CHECKING:
    from gongkai.documents.models import NormativeDocument

router = Router()
Kind = Annotated[str, Query(pattern=r"^(normative|rules|other)$", description="类别")]
Year = Annotated[int, Query(ge=1949, le=2100, description="成文的年份")]
Cursor = Annotated[str, Query(pattern=r"^\d{8}-\d{1,18}$", description="上一页给出的 next")]


@router.get("/documents", response={200: Documents, 422: Error}, url_name="documents", summary="文件库，新的在前")
def documents(
    request: HttpRequest,
    validity: Validity | None = None,
    agency: Code | None = None,
    year: Year | None = None,
    kind: Kind | None = None,
    field: Code | None = None,
    words: Words | None = None,
    cursor: Cursor | None = None,
    size: Size = 20,
) -> dict[str, Any]:
    """Narrowed as the library is. words: in title or number; for words of the text use /search."""
    narrowed = library.Narrowed(
        validity or "", agency or "", year, kind or "", field or "", (words or "").replace("\x00", " ")[:200]
    )
    found = library.find(narrowed, clock.today(), before=cursor or "", size=size)
    return {"documents": [_row(row) for row in found.rows], "total": found.total, "next": found.older or None}


@router.get(
    "/documents/{key}",
    response={200: Document, 404: Error, 410: Error, 422: Error},
    url_name="document",
    summary="一件规范性文件：效力的变动、依据、解读",
)
def document(request: HttpRequest, key: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> dict[str, Any]:
    today = clock.today()
    found = shown.document(key, today)
    if found is None:
        raise Http404
    if shown.is_withdrawn(found):
        raise HttpError(410, "withdrawn")
    fact, ties = shown.ties_of(found, today)
    state = shown.state_of(fact, ties.changes, today)
    if state is None:
        raise Http404
    beside = shown.beside(found, today)
    return {
        **_told(found, state.validity, state.since),
        "valid_until": state.last_day,
        "registration_number": found.registration_number,
        "joint": [*(one.name for one in beside if one.what == "joint"), *map(str, found.joint_outside)],
        "changes": [
            {
                "kind": act.kind,
                "effective_on": act.on,
                "until": act.until,
                "replaced": act.replaced,
                "by": _named(act.other) if act.other is not None else None,
            }
            for act in ties.changes
        ],
        "bases": [{**_named(one), "article": article} for one, article in ties.bases],
        "cited_by": [_named(one) for one in ties.cited_by],
        "interpretations": [
            {
                "title": one.title,
                "kind": one.kind,
                "by_whom": one.by_whom,
                "published_on": one.on,
                "url": reverse("portal:item", args=[one.key]) if one.key is not None else one.address,
            }
            for one in shown.readings_of(beside)
        ],
    }


def _row(row: library.Row) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "document_number": row.number,
        "kind": row.kind,
        "agency": {"code": row.agency, "name": row.agency_name},
        "field": {"code": row.field, "name": row.field_name} if row.field else None,
        "issued_on": row.issued_on,
        "effective_on": row.effective_on,
        **_standing(row.validity, row.since),
        **_addresses(row.pk, row.item if row.has_text else None),
    }


def _told(found: "NormativeDocument", validity: Standing, since: date) -> dict[str, Any]:
    """DocumentRow of one that was read whole."""
    return {
        "id": found.pk,
        "title": found.title,
        "document_number": found.number,
        "kind": found.kind,
        "agency": {"code": found.agency.code, "name": found.agency.short_name},
        "field": {"code": found.field.slug, "name": found.field.name} if found.field else None,
        "issued_on": found.issued_on,
        "effective_on": found.effective_on,
        **_standing(validity, since),
        **_addresses(found.pk, found.publication_id if shown.text_of(found) is not None else None),
    }


def _standing(validity: Standing, since: date) -> dict[str, Any]:
    return {"validity": str(validity), "validity_label": validity.label, "since": since}


def _addresses(key: int, item: int | None) -> dict[str, Any]:
    return {
        "url": reverse("portal:document", args=[key]),
        "api_url": reverse("api:document", args=[key]),
        "item_url": reverse("portal:item", args=[item]) if item is not None else None,
    }


def _named(link: shown.Link) -> dict[str, Any]:
    url = reverse("portal:document", args=[link.key]) if link.key is not None else None
    return {"title": link.title, "document_number": link.number, "url": url}
