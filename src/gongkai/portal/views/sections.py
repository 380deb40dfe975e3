"""Columns: the four fixed ones, those an editor opened, and the list of all."""

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import agency_by_code
from gongkai.portal import bodies, columns, listing
from gongkai.portal.views.guide import by_kind
from gongkai.publications.queries import public, site
from gongkai.screens import clock
from gongkai.screens.paging import Page
from gongkai.screens.rendered import depends_on, rendered

if TYPE_CHECKING:
    from gongkai.publications.models import Publication, Section, SectionPart

OF_CHILD = 5  # items shown of each column below


@dataclass(slots=True)
class Block:
    """One block of a column's page. more: where all of its list stands, or ""; is_own: the list the page ends with anyway."""

    kind: str
    title: str
    more: str = ""
    text: SafeString | None = None
    links: list[dict[str, str]] = field(default_factory=list)
    rows: list["Publication"] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)
    is_own: bool = False


@require_safe
@rendered("sections")
def sections(request: HttpRequest) -> HttpResponse:
    """All columns that are open."""
    found = site.sections(today=clock.today())
    return render(request, "portal/sections.html", {"found": found, "column": columns.SECTIONS})


@require_safe
@rendered(params=listing.PARAMS)
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A column: its blocks, the columns below it, its items a page at a time."""
    if slug == "reports":
        return HttpResponsePermanentRedirect(reverse("portal:reports"))
    today = clock.today()
    found, children = site.family_of(slug, today=today)
    if found is None or found.opened_on > today:
        return _unopened(request, slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(reverse("portal:section", args=[found.slug]))
    depends_on(request, f"section:{found.slug}")
    asked = listing.asked_of(request)
    narrowed = _narrowed(found, asked)
    if asked.is_plain:
        blocks, rows = _blocks(request, found, children, narrowed)
        page = listing.as_page(request, rows, asked)
    else:
        blocks, page = [], listing.page_of(request, narrowed, asked)
    depends_on(request, *(f"item:{one.pk}" for one in page.rows))
    context = {
        "found": found,
        "blocks": [block for block in blocks if not block.is_own],
        "heading": next((block.title for block in blocks if block.is_own), ""),
        "children": [] if not asked.is_plain or any(block.kind == "sections" for block in blocks) else children,
        "page": page,
        "issues": _issues(page) if found.kind == "gazette" else [],
        "range": _range(found, asked),
        "asked": asked,
        "column": columns.of_section(found),
        "section": found.fixed or "statutory",
        "feed": reverse("portal:feed_of_section", args=[found.slug]),
        **_fixed(request, found.fixed, asked),
    }
    return render(request, "portal/section.html", context)


def _range(found: "Section", asked: listing.Asked) -> public.Range | None:
    """What the list can be narrowed by. That of all there is costs more than the rest of its first page, which only leads to it."""
    if found.fixed == "statutory" and asked.is_plain:
        return None
    return public.range_of(replace(site.own_of(found), archived=asked.archived))


def _narrowed(found: "Section", asked: listing.Asked) -> public.Narrowed:
    agency = agency_by_code(asked.agency) if asked.agency else None
    return replace(
        site.own_of(found),
        agency_id=(agency.pk if agency else 0) if asked.agency else None,
        year=asked.year,
        archived=asked.archived,
    )


def _fixed(request: HttpRequest, fixed: str, asked: listing.Asked) -> dict[str, Any]:
    """What a fixed column shows beside its items: the guide the agencies, the statutory contents the priority fields."""
    if not asked.is_plain:
        return {}
    if fixed == "guide":
        depends_on(request, "agencies")
        return {"groups": by_kind()}
    if fixed == "statutory":
        depends_on(request, "fields", "home")
        return {"fields": site.fields_with_counts()}
    return {}


def _unopened(request: HttpRequest, slug: str) -> HttpResponse:
    """A fixed column nobody has opened yet says what will stand there; the masthead leads to it from the first day."""
    column = columns.FIXED.get(slug)
    if column is None:
        raise Http404
    depends_on(request, "sections", f"section:{slug}")
    context = {"column": column, "section": slug, **_fixed(request, slug, listing.Asked())}
    return render(request, "portal/section_unopened.html", context)


def _blocks(
    request: HttpRequest, found: "Section", children: list["Section"], narrowed: public.Narrowed
) -> tuple[list[Block], list["Publication"]]:
    """The blocks of the first page and the first rows of its list; the items of all of them are read at once."""
    parts = site.parts_of(found)
    wishes = [(site.wish_of(part), part.size) for part in parts if part.kind == "items"]
    listed = [] if parts else children  # an editor who arranged the page chose what it shows
    wishes += [(public.Narrowed(section_id=child.pk), OF_CHILD) for child in listed]
    *lists, rows = public.several([*wishes, (narrowed, listing.SIZE + 1)])
    told = iter(lists)
    blocks = [_block(request, part, children, next(told) if part.kind == "items" else []) for part in parts]
    for child, of_child in zip(listed, told, strict=True):
        depends_on(request, f"section:{child.slug}")
        blocks.append(Block("items", child.name, reverse("portal:section", args=[child.slug]), rows=of_child))
    depends_on(request, *(f"item:{row.pk}" for block in blocks for row in block.rows))
    return blocks, rows


def _block(request: HttpRequest, part: "SectionPart", children: list["Section"], rows: list["Publication"]) -> Block:
    block = Block(part.kind, part.title, rows=rows)
    if part.kind == "text":
        block.text = bodies.shown_part(part.text)
    elif part.kind == "links":
        block.links = part.links
    elif part.kind == "sections":
        block.sections = children
    elif part.kind == "items":
        block.is_own = site.wish_of(part) == site.own_of(part.section)
        if part.keyword:
            depends_on(request, "home")
        if part.source is not None:
            depends_on(request, f"section:{part.source.slug}")
            block.more = reverse("portal:section", args=[part.source.slug])
        if part.field is not None:
            depends_on(request, f"field:{part.field.slug}")
            block.more = block.more or reverse("portal:field", args=[part.field.slug])
    return block


def _issues(page: Page["Publication"]) -> list[tuple[int, list["Publication"]]]:
    """The issues of a gazette by year, newest first."""
    dated = [row for row in page.rows if row.published_at is not None]
    return [
        (year, list(rows)) for year, rows in groupby(dated, key=lambda row: timezone.localtime(row.published_at).year)
    ]
