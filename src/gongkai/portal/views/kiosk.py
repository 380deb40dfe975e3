"""自助查阅机: the public site for a touch screen in a hall. Nothing is typed but words to find, nothing leads out, nothing stays.

The pages return home by themselves (`kiosk.js`; without script by a refresh), past `leave`, which takes every cookie away.
"""

import re
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.documents.queries import shown as documents
from gongkai.portal import bodies, item_record, listing
from gongkai.portal.views.guide import by_kind
from gongkai.publications.queries import columns, hall, public, site
from gongkai.screens import clock
from gongkai.search import queries as searching

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.publications.models import Publication, Section

SIZE = 12
LONGEST = 100  # signs of a query
OF_BLOCK = 6
_LINK = re.compile(r"</?a\b[^>]*>")


def _standing(view: "Callable[..., HttpResponse]") -> "Callable[..., HttpResponse]":
    """Kept nowhere: neither by the browser, whose next reader must not find it, nor by the house."""

    @wraps(view)
    @require_safe
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    told = {"idle_seconds": max(2, round(settings.KIOSK_MINUTES * 60)), **context}
    return render(request, f"portal/kiosk_{name}.html", told)


@_standing
def home(request: HttpRequest) -> HttpResponse:
    """What one can touch first: find, fields, columns, guide, shelves; and the newest."""
    rows = public.items(public.Narrowed(), size=OF_BLOCK)
    special = [one for one in site.sections(today=clock.today()) if one.is_special]
    return _page(request, "home", rows=rows, special=special, is_home=True)


@_standing
def search(request: HttpRequest) -> HttpResponse:
    """查找: `?q=`, and `?after=` where the page before ended."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    found = searching.find(words, order="newest", after=request.GET.get("after", "")[:60], size=SIZE) if words else None
    hits = [(hit, _key_of(hit.reference)) for hit in found.hits] if found else []
    return _page(request, "search", words=words, found=found, hits=hits, after=request.GET.get("after", ""))


def _key_of(reference: str) -> int | None:
    """The item a hit stands for; None for what has no page here."""
    kind, _, key = reference.partition(":")
    return int(key) if kind == "publication" and key.isdigit() else None


@_standing
def fields(request: HttpRequest) -> HttpResponse:
    """重点领域."""
    return _page(request, "fields", fields=site.fields_with_counts())


@_standing
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public in a priority field, the newest first."""
    found = site.field_by_slug(slug)
    if found is None:
        raise Http404
    return _list(request, found.name, public.Narrowed(field_id=found.pk), ("重点领域", "portal:kiosk_fields"))


@_standing
def sections(request: HttpRequest) -> HttpResponse:
    """栏目 that are open: those without any below together, then each that has some. The annual reports are not items."""
    found = [one for one in site.sections(today=clock.today()) if one.fixed != "reports"]
    families = [
        (one, [below for below in found if below.parent_id == one.pk]) for one in found if one.parent_id is None
    ]
    alone = [one for one, below in families if not below]
    return _page(request, "sections", alone=alone, families=[family for family in families if family[1]])


@_standing
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A column: its blocks on the first page, its own items a page at a time."""
    found, children = site.family_of(slug, today=clock.today())
    if found is None or found.opened_on > clock.today():
        raise Http404
    if found.fixed == "guide":
        return HttpResponseRedirect(reverse("portal:kiosk_guide"))
    blocks = [] if request.GET.get("before") else _blocks(found)
    told = {"told": found.description, "blocks": blocks, "children": children, "closed_on": found.closed_on}
    return _list(request, found.name, public.Narrowed(section_id=found.pk), ("栏目", "portal:kiosk_sections"), **told)


def _blocks(found: "Section") -> list[tuple[str, list["Publication"], SafeString]]:
    """Title, items and words of each block that shows something here and is not just the column's own list."""
    parts = [part for part in columns.parts_of(found) if _has_own_look(part)]
    blocks = columns.blocks_of(found, parts) if parts else []
    words = [_without_links(bodies.shown_part(block.part.text)) for block in blocks]
    return [
        (block.part.title, block.items, text) for block, text in zip(blocks, words, strict=True) if block.items or text
    ]


def _has_own_look(part: Any) -> bool:
    return part.kind == "text" or (part.kind == "items" and bool(part.source_id or part.field_id or part.keyword))


def _list(
    request: HttpRequest, title: str, narrowed: public.Narrowed, above: tuple[str, str], **told: Any
) -> HttpResponse:
    page = listing.page_of(request, narrowed, listing.Asked(before=listing.asked_of(request).before), size=SIZE)
    back = (above[0], reverse(above[1]))
    return _page(request, "list", title=title, page=page, above=back, **told)


@_standing
def item(request: HttpRequest, key: int) -> HttpResponse:
    """An item to read and to print; links in it are only words here. What was withdrawn says so."""
    found = documents.item(key)
    if found is None or found.current is None:
        raise Http404
    if found.standing == public.WITHDRAWN:
        response = _page(request, "withdrawn", item=found, withdrawal=public.withdrawal_of(found))
        response.status_code = 410
        return response
    shown, today = found.current, clock.today()
    paper = documents.paper_of(found, today)
    register = paper.state if paper is not None and not paper.explains else None
    return _page(
        request,
        "item",
        item=found,
        shown=shown,
        body=_without_links(bodies.shown(shown.body, item=key)),
        state=item_record.state_of(shown, today, register),
        rows=item_record.rows_of(found, shown, today, register),
        files=item_record.files_of(public.attachments_of(shown)),
    )


@_standing
def file(request: HttpRequest, key: int, attachment: int) -> HttpResponse:
    """A file of an item: its first page as a picture and its words. The file itself is fetched with one's own telephone."""
    found, kept = public.item(key), public.attachment(key, attachment)
    if found is None or kept is None or found.standing == public.WITHDRAWN:
        raise Http404
    return _page(request, "file", item=found, file=kept)


@_standing
def guide(request: HttpRequest) -> HttpResponse:
    """指南: how to look, how to apply, whom to ask."""
    return _page(request, "guide", groups=by_kind())


@_standing
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: where it is, when it is open, what it does."""
    found = agencies.agency_by_code(code)
    if found is None:
        raise Http404
    return _page(request, "agency", agency=found, office=agencies.disclosure_office(found))


@_standing
def shelves(request: HttpRequest) -> HttpResponse:
    """What lies on paper at which reading place."""
    return _page(request, "shelves", places=hall.open_places())


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Home, with every cookie taken away. Another site cannot have a reader's cookies taken by a picture of this address."""
    response = HttpResponseRedirect(reverse("portal:kiosk"))
    response["Cache-Control"] = "no-store"
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
        for name in request.COOKIES:
            response.delete_cookie(name)
        response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


def _without_links(html: str) -> SafeString:
    """A sieved text whose links are only words: a kiosk must not be led elsewhere."""
    return mark_safe(_LINK.sub("", html))
