"""The entrance: what can be done here, and where the agencies are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies import queries
from gongkai.annualreports.queries import published
from gongkai.portal.lookup import LookUpForm
from gongkai.screens.rendered import depends_on, rendered

LATEST = 5


@require_safe
@rendered("home", "agencies", "reports")
def home(request: HttpRequest) -> HttpResponse:
    taking = queries.taking_applications().count()
    context = {"taking": taking, "form": LookUpForm(), "reports": published(size=LATEST)}
    return render(request, "portal/home.html", context)


@require_safe
@rendered("agencies")
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies by kind, with telephone: the part of the disclosure guide that tells where to go (art. 12)."""
    return render(request, "portal/agencies.html", {"groups": by_kind(), "section": "guide"})


@require_safe
@rendered()
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency's disclosure office: name, address, hours, telephone, how to apply (art. 12)."""
    found = queries.agency_by_code(code)
    if found is None:
        raise Http404
    depends_on(request, f"agency:{found.pk}")
    office = queries.disclosure_office(found)
    return render(request, "portal/agency.html", {"agency": found, "office": office, "section": "guide"})


def by_kind() -> list[tuple[str, list[object]]]:
    """The agencies that take applications, under the names of their kinds, in the order of their codes."""
    groups: dict[str, list[object]] = {}
    for found in queries.taking_applications().order_by("code"):
        groups.setdefault(found.get_kind_display(), []).append(found)
    return list(groups.items())
