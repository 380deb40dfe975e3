"""Items: a list to page through, one whole, a search."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from ninja.errors import HttpError

from gongkai.agencies.queries import agency_by_code
from gongkai.api import cursors, telling
from gongkai.api.shapes import Error, Found, Item, Items
from gongkai.documents.queries import library
from gongkai.law.errors import NotAcceptable
from gongkai.publications.queries import open_data, public, site
from gongkai.publications.queries.columns import section_by_slug
from gongkai.screens import clock
from gongkai.search import queries as search

if TYPE_CHECKING:
    from gongkai.publications.models import Publication

router = Router()
LARGEST_KEY = (1 << 63) - 1
VALIDITY = r"^(in_force|amended|repealed|lapsed|declared_lapsed|not_yet)$"
Code = Annotated[
    str, Query(pattern=r"^[0-9A-Za-z_\-]{1,40}$", description="代码或者网址，见 agencies、sections、fields")
]
Year = Annotated[int, Query(ge=1949, le=2100, description="公开的年份")]
Size = Annotated[int, Query(ge=1, le=100, description="一页多少条")]
Validity = Annotated[str, Query(pattern=VALIDITY, description="有效性")]
Cursor = Annotated[str, Query(pattern=cursors.PATTERN, description="上一页给出的 next")]
Words = Annotated[str, Query(max_length=10_000, description="要查找的词")]


@router.get("/items", response={200: Items, 422: Error}, url_name="items", summary="公开的信息，最新的在前")
def items(
    request: HttpRequest,
    agency: Code | None = None,
    section: Code | None = None,
    field: Code | None = None,
    year: Year | None = None,
    validity: Validity | None = None,
    words: Words | None = None,
    cursor: Cursor | None = None,
    size: Size = 20,
) -> dict[str, Any]:
    """Narrowed by agency, column, field, year, validity, words. With words, those found, newest first."""
    today = clock.today()
    narrowed = public.Narrowed(
        _section(section), _agency(agency), _field(field), year=year, validity=validity or "", today=today
    )
    if words and words.strip():
        filters = search.Filters(
            agency_id=narrowed.agency_id, section=section or "", field=field or "", year=year, validity=validity or ""
        )
        found = search.find(words, filters, after=cursor, size=size)
        rows = open_data.by_keys([_key(hit) for hit in found.hits])
        return {"items": _rows(rows, today), "next": found.next}
    rows = public.items(narrowed, before=cursors.read(cursor or ""), size=size + 1)
    more = len(rows) > size
    rows = rows[:size]
    at = rows[-1].published_at if more else None
    following = cursors.written(public.Place(at, rows[-1].pk)) if at else None
    return {"items": _rows(rows, today), "next": following}


def _rows(rows: Sequence["Publication"], today: date) -> list[dict[str, Any]]:
    register = library.validities([row.pk for row in rows], today)
    return [telling.item_row(row, today, register) for row in rows]


@router.get(
    "/items/{key}",
    response={200: Item, 404: Error, 410: Error, 422: Error},
    url_name="item",
    summary="一件信息，附正文、附件和各个版本",
)
def item(request: HttpRequest, key: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> dict[str, Any]:
    found = public.item(key)
    if found is None or found.current is None:
        raise Http404
    if found.standing == public.WITHDRAWN:
        raise HttpError(410, "withdrawn")
    files, today = public.attachments_of(found.current), clock.today()
    register = library.validities([key], today)
    return telling.item_whole(found, today, register, files=files, versions=telling.releases_of(found))


@router.get("/search", response={200: Found, 422: Error}, url_name="search", summary="查找，附命中处的文字")
def find(
    request: HttpRequest,
    words: Words,
    agency: Code | None = None,
    section: Code | None = None,
    field: Code | None = None,
    year: Year | None = None,
    validity: Validity | None = None,
    cursor: Cursor | None = None,
    size: Size = 20,
) -> dict[str, Any]:
    """What holds all the words, newest first."""
    _section(section), _field(field)
    filters = search.Filters(
        agency_id=_agency(agency), section=section or "", field=field or "", year=year, validity=validity or ""
    )
    found = search.find(words, filters, after=cursor, size=size)
    names = site.agencies_by_key()
    register = library.validities([_key(hit) for hit in found.hits], clock.today())
    hits = [
        {
            "title": hit.title,
            "url": hit.url,
            "document_number": hit.number,
            "excerpt": "".join(text for text, _ in hit.excerpt),
            "published_on": hit.published_on,
            "agency": _named(names.get(hit.agency_id or 0)),
            "field": hit.field,
            "section": hit.section,
            "validity": register.get(_key(hit), hit.validity),
        }
        for hit in found.hits
    ]
    return {
        "hits": hits,
        "total": found.total,
        "at_least": found.is_at_least,
        "next": found.next,
        "note": found.note,
    }


def _key(hit: search.Hit) -> int:
    """The key of an item that was found."""
    return int(hit.reference.partition(":")[2])


def _named(agency: site.AgencyName | None) -> dict[str, str] | None:
    return {"code": agency.code, "name": agency.short_name} if agency else None


def _agency(code: str | None) -> int | None:
    found = agency_by_code(code) if code else None
    if code and found is None:
        raise _unknown("agency", "机关", "agencies")
    return found.pk if found else None


def _section(slug: str | None) -> int | None:
    found = section_by_slug(slug) if slug else None
    if slug and found is None:
        raise _unknown("section", "栏目", "sections")
    return found.pk if found else None


def _field(slug: str | None) -> int | None:
    found = site.field_by_slug(slug) if slug else None
    if slug and found is None:
        raise _unknown("field", "领域", "catalogue/fields")
    return found.pk if found else None


def _unknown(name: str, label: str, address: str) -> NotAcceptable:
    return NotAcceptable(f"{name}.unknown", f"没有这个{label}。", f"可用的见 /api/v1/{address}。", field=name)
