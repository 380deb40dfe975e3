"""What is new for feed readers (RSS 2.0), and every address for crawlers (sitemap)."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import agency_by_code, taking_applications
from gongkai.annualreports.queries import published
from gongkai.portal.views.search import SEARCH_PARAMS, asked_of, hits_of
from gongkai.publications.queries import public, site
from gongkai.screens import clock
from gongkai.screens.context import house
from gongkai.screens.rendered import depends_on, rendered

if TYPE_CHECKING:
    from gongkai.publications.models import Publication

NEWEST = 30  # items of a feed
A_PART = 20_000  # keys of items in one part of the sitemap: far below the 50,000 addresses and 50 MB a part may have
RSS = "application/rss+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
)  # no XML holds them; they come with a paste, or an address
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
@rendered("home")
def feed(request: HttpRequest) -> HttpResponse:
    """The newest of everything."""
    return _feed(request, "最新公开", "新公开的政府信息", reverse("portal:home"), public.Narrowed())


@require_safe
@rendered()
def feed_of_section(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest of a column."""
    found, _ = site.family_of(slug, today=clock.today())
    if found is None:
        raise Http404
    depends_on(request, f"section:{found.slug}")
    if found.fixed == "statutory":
        depends_on(request, "home")
    address = reverse("portal:section", args=[found.slug])
    return _feed(request, found.name, found.description, address, site.own_of(found))


@require_safe
@rendered()
def feed_of_field(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest of a priority field."""
    found = site.field_by_slug(slug)
    if found is None:
        raise Http404
    depends_on(request, f"field:{found.slug}", "fields")
    told = f"{found.name}领域新公开的政府信息"
    return _feed(
        request, found.name, told, reverse("portal:field", args=[found.slug]), public.Narrowed(field_id=found.pk)
    )


@require_safe
@rendered()
def feed_of_agency(request: HttpRequest, code: str) -> HttpResponse:
    """The newest of an agency."""
    found = agency_by_code(code)
    if found is None:
        raise Http404
    depends_on(request, f"agency:{found.pk}")
    address = reverse("portal:agency", args=[found.code])
    told = f"{found.name}新公开的政府信息"
    return _feed(request, found.name, told, address, public.Narrowed(agency_id=found.pk))


@require_safe
@rendered("home", params=SEARCH_PARAMS)
def feed_of_search(request: HttpRequest) -> HttpResponse:
    """The newest that a search finds: a reader follows a word."""
    asked = asked_of(request)
    address = f"{reverse('portal:search')}?{asked.query}"
    name = f"查找“{asked.told}”" if asked.words else "查找"
    itself = f"{request.path}?{asked.query}"
    rss = written(request, name, f"{name}的新结果", address, itself)
    for hit in hits_of(asked, size=NEWEST):
        day = hit.published_on
        rss.add_item(
            title=fit(hit.title),
            link=request.build_absolute_uri(hit.url),
            description=fit("".join(text for text, _ in hit.excerpt)),
            unique_id=request.build_absolute_uri(hit.url),
            pubdate=datetime(day.year, day.month, day.day, tzinfo=clock.now().tzinfo) if day else None,
        )
    return HttpResponse(rss.writeString("utf-8"), content_type=RSS)


def _feed(request: HttpRequest, name: str, told: str, address: str, narrowed: public.Narrowed) -> HttpResponse:
    rows = public.items(narrowed, size=NEWEST)
    depends_on(request, *(f"item:{row.pk}" for row in rows))
    rss = written(request, name, told, address)
    for row in rows:
        _add(request, rss, row)
    return HttpResponse(rss.writeString("utf-8"), content_type=RSS)


def written(request: HttpRequest, name: str, told: str, address: str, itself: str = "") -> Rss201rev2Feed:
    return Rss201rev2Feed(
        title=fit(f"{name} - {house().name}政府信息公开"),
        link=request.build_absolute_uri(address),
        description=fit(told),
        language="zh-CN",
        feed_url=request.build_absolute_uri(itself or request.path),
    )


def _add(request: HttpRequest, rss: Rss201rev2Feed, row: "Publication") -> None:
    shown = row.current
    assert shown is not None
    address = request.build_absolute_uri(reverse("portal:item", args=[row.pk]))
    rss.add_item(
        title=fit(shown.title),
        link=address,
        description=fit(shown.summary or shown.title),
        unique_id=address,
        pubdate=row.published_at,
        author_name=row.issued_by.name,
        categories=[row.section.name] if row.section else [],
    )


def fit(text: str) -> str:
    """The text without the signs no XML holds: with one of them no reader would get the feed at all."""
    return _UNFIT.sub("", text)


@require_safe
@rendered("home")
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: a part for what stands for ever, and parts of the items by key."""
    parts = [reverse("portal:sitemap_pages")]
    parts.append(reverse("portal:sitemap_documents"))
    parts += [reverse("portal:sitemap_items", args=[at]) for at in range(1, -(-public.last_key() // A_PART) + 1)]
    told = "".join(f"<sitemap><loc>{at_site(request, part)}</loc></sitemap>" for part in parts)
    return HttpResponse(xml("sitemapindex", told), content_type=XML)


@require_safe
@rendered("home", "sections", "fields", "agencies", "reports")
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """The pages that are no items."""
    names = (
        "home",
        "sections",
        "fields",
        "agencies",
        "hall",
        "library",
        "reports",
        "apply",
        "deadline",
        "check",
        "search",
    )
    pages = [reverse(f"portal:{name}") for name in names]
    pages += [
        reverse("portal:section", args=[one.slug])
        for one in site.sections(today=clock.today())
        if one.fixed != "reports"
    ]
    pages += [reverse("portal:field", args=[slug]) for slug in site.names_of_fields()]
    pages += [reverse("portal:agency", args=[one.code]) for one in taking_applications().order_by("code")]
    pages += [reverse("portal:report", args=[one.agency.code, one.year]) for one in published(size=1000)]
    told = "".join(f"<url><loc>{at_site(request, page)}</loc></url>" for page in dict.fromkeys(pages))
    return HttpResponse(xml("urlset", told), content_type=XML)


@require_safe
@rendered("home")
def sitemap_items(request: HttpRequest, part: int) -> HttpResponse:
    """The items of one part, each with the moment it last changed."""
    rows = public.addresses((part - 1) * A_PART + 1, part * A_PART) if part else []
    if not rows:
        raise Http404
    before, after = at_site(request, reverse("portal:item", args=[0])).rsplit("0", 1)
    told = "".join(
        f"<url><loc>{before}{row.pk}{after}</loc><lastmod>{row.at.isoformat(timespec='seconds')}</lastmod></url>"
        for row in rows
    )
    return HttpResponse(xml("urlset", told), content_type=XML)


def at_site(request: HttpRequest, path: str) -> str:
    return escape(f"{request.scheme}://{request.get_host()}{path}")


def xml(root: str, told: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SITEMAP}">{told}</{root}>\n'
