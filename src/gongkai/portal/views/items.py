"""An item, to be read and downloaded (art. 24): its page, its earlier versions, its files, its tombstone."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.documents.queries import library
from gongkai.documents.queries import shown as documents
from gongkai.files.queries import content_of, media_type
from gongkai.portal import bodies, columns, document_record, item_record
from gongkai.publications.queries import public
from gongkai.screens import clock
from gongkai.screens.rendered import depends_on, fresh_until, rendered

if TYPE_CHECKING:
    from gongkai.files.models import StoredFile
    from gongkai.publications.models import Publication, Version

SHOWN_AS_THEY_ARE = ("pdf", "jpg", "png", "txt")  # opened in the browser; the others are kept
POINTS = 6  # SVG units of a QR code's squares


@require_safe
@rendered()
def item(request: HttpRequest, key: int) -> HttpResponse:
    """The current version, with all that is said of it. What was withdrawn answers 410 with its tombstone."""
    found = _item(request, key)
    if found.standing == public.WITHDRAWN:
        return _tombstone(request, found)
    shown = found.current
    assert shown is not None
    paper = _paper(request, found)
    related = public.related_to(found) if paper is None else []  # what belongs to a document stands beside it
    depends_on(request, *(f"item:{other.pk}" for other in related))
    now = clock.now()
    if found.expires_at is not None and found.expires_at > now:
        fresh_until(request, found.expires_at)
    attachments = public.attachments_of(shown)
    context = {
        **_page(request, found, shown, attachments, paper),
        "is_archived": found.standing == public.ARCHIVED,
        "has_expired": found.expired or (found.expires_at is not None and found.expires_at <= now),
        "versions": public.versions_of(found),
        "related": related,
    }
    return render(request, "portal/item.html", context)


@require_safe
@rendered()
def version(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """An earlier version as it was public, marked as such; the current one leads to the item's own page."""
    found = _item(request, key)
    shown = public.version(key, number)
    if found.standing == public.WITHDRAWN or shown is None:
        if not public.had_version(found, number):
            raise Http404
        return _tombstone(request, found)
    if shown.pk == found.current_id:
        return HttpResponsePermanentRedirect(reverse("portal:item", args=[key]))
    attachments = public.attachments_of(shown)
    context = {**_page(request, found, shown, attachments, _paper(request, found)), "is_earlier": True}
    return render(request, "portal/item.html", context)


def _item(request: HttpRequest, key: int) -> "Publication":
    found = documents.item(key)
    if found is None:
        raise Http404
    depends_on(request, f"item:{key}", f"agency:{found.issued_by_id}")
    return found


def _paper(request: HttpRequest, found: "Publication") -> documents.Paper | None:
    """The document whose text the item is, or which it explains."""
    paper = documents.paper_of(found, clock.today())
    depends_on(request, *documents.groups_of(found))
    if paper is not None:
        depends_on(request, *(f"item:{key}" for key in paper.items))
    return paper


def _page(
    request: HttpRequest,
    found: "Publication",
    shown: "Version",
    attachments: list[Any],
    paper: documents.Paper | None = None,
) -> dict[str, Any]:
    """What the page of a version shows of it."""
    today = clock.today()
    state = paper.state if paper is not None and not paper.explains else None
    return {
        "paper": paper,
        "standing": document_record.told_of(paper.state) if paper is not None else None,
        "item": found,
        "shown": shown,
        "title_parts": item_record.parts_of(shown.title),
        "body": bodies.shown(shown.body, item=found.pk),
        "state": item_record.state_of(shown, today),
        "rows": item_record.rows_of(found, shown, today, state),
        "files": item_record.files_of(attachments),
        "address": request.build_absolute_uri(reverse("portal:item", args=[found.pk])),
        "column": columns.of_section(found.section) if found.section else columns.STATUTORY,
        "section": _fixed(found),
    }


def _fixed(found: "Publication") -> str:
    """Which of the fixed columns the masthead marks."""
    section = found.section
    while section is not None:
        if section.fixed:
            return section.fixed
        section = section.parent
    return "statutory"


def tombstone(request: HttpRequest, key: int) -> HttpResponse:
    """The tombstone of a withdrawn item, for the page of the document whose text it was."""
    return _tombstone(request, _item(request, key))


def _tombstone(request: HttpRequest, found: "Publication") -> HttpResponse:
    """Title, record, reason: the address lives on, crawlers learn by 410 that the content is gone."""
    withdrawal = public.withdrawal_of(found)
    if withdrawal is None:
        raise Http404
    depends_on(request, *([f"item:{withdrawal.replaced_by_id}"] if withdrawal.replaced_by_id else []))
    replaced = withdrawal.replaced_by
    context = {
        "item": found,
        "withdrawal": withdrawal,
        "replacement": replaced if replaced is not None and replaced.standing in public.READABLE else None,
        "lives_again": found.standing != public.WITHDRAWN,
        "versions": public.versions_of(found),
        "column": columns.of_section(found.section) if found.section else columns.STATUTORY,
        "section": _fixed(found),
    }
    return render(request, "portal/item_withdrawn.html", context, status=410)


@require_safe
def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """An index number leads to its item for ever."""
    key = public.key_of_number(number)
    if key is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("portal:item", args=[key]))


@require_safe
def file(request: HttpRequest, key: int, attachment: int, name: str) -> HttpResponse:
    """A file of a version that is to be read. Its name in the address is for people; what it is goes by its content. Of a
    document it is kept under a name that says how the document stands."""
    found = public.attachment(key, attachment)
    if found is None:
        raise Http404
    validity = library.validities([key], clock.today()).get(key)
    name = document_record.with_standing(found.name, validity.label) if validity is not None else found.name
    return _handed_out(request, found.file, name)


@require_safe
def preview(request: HttpRequest, key: int, attachment: int) -> HttpResponse:
    """The picture of a file's first page."""
    found = public.attachment(key, attachment)
    if found is None or found.preview is None:
        raise Http404
    return _handed_out(request, found.preview, found.preview.name)


def _handed_out(request: HttpRequest, stored: "StoredFile", name: str) -> HttpResponse:
    """The bytes, asked for anew each time: what was withdrawn meanwhile must not come out of somebody's cache."""
    etag = f'"{stored.digest[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(content_of(stored), content_type=media_type(stored))
        ending = f".{stored.kind}"
        full = name if name.lower().endswith(ending) else f"{name}{ending}"
        response["Content-Disposition"] = content_disposition_header(stored.kind not in SHOWN_AS_THEY_ARE, full) or ""
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@rendered()
def code(request: HttpRequest, key: int) -> HttpResponse:
    """The item's address as a QR code, to be opened on a phone."""
    found = _item(request, key)
    address = request.build_absolute_uri(reverse("portal:item", args=[found.pk]))
    import qrcode  # with PIL beside it; each code is drawn once and kept
    from qrcode.image.svg import SvgPathImage

    drawn = qrcode.make(address, image_factory=SvgPathImage, box_size=POINTS, border=2)
    return HttpResponse(drawn.to_string(), content_type="image/svg+xml")
