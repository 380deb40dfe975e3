"""The guide (art. 12): how information is sorted and had, the agencies with their disclosure offices, and what each made public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.agencies import queries
from gongkai.portal import columns, listing
from gongkai.publications.queries import public
from gongkai.screens.rendered import depends_on, rendered


@require_safe
@rendered("agencies")
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies by kind, with telephone: the part of the disclosure guide that tells where to go (art. 12)."""
    return render(request, "portal/agencies.html", {"groups": by_kind(), "section": "guide", "column": columns.GUIDE})


@require_safe
@rendered(params=listing.PARAMS)
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: its disclosure office, how to apply (art. 12), and what it made public, a page at a time."""
    found = queries.agency_by_code(code)
    if found is None:
        raise Http404
    depends_on(request, f"agency:{found.pk}")
    asked = listing.asked_of(request)
    narrowed = public.Narrowed(agency_id=found.pk, year=asked.year, archived=asked.archived)
    page = listing.page_of(request, narrowed, asked)
    depends_on(request, *(f"item:{one.pk}" for one in page.rows))
    context = {
        "agency": found,
        "office": queries.disclosure_office(found),
        "page": page,
        "range": public.range_of(public.Narrowed(agency_id=found.pk, archived=asked.archived)),
        "asked": asked,
        "section": "guide",
        "column": columns.GUIDE,
        "feed": reverse("portal:feed_of_agency", args=[found.code]),
    }
    return render(request, "portal/agency.html", context)


def by_kind() -> list[tuple[str, list[object]]]:
    """The agencies that take applications, under the names of their kinds, in the order of their codes."""
    groups: dict[str, list[object]] = {}
    for found in queries.taking_applications().order_by("code"):
        groups.setdefault(found.get_kind_display(), []).append(found)
    return list(groups.items())
