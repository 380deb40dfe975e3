"""The entrance: finding, what is new, the columns, the priority fields, how to apply."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.annualreports.queries import published
from gongkai.portal.lookup import LookUpForm
from gongkai.publications.queries import public, site
from gongkai.screens import clock
from gongkai.screens.rendered import depends_on, rendered

LATEST = 8
LATEST_REPORTS = 4
SPECIALS = 2
OF_SPECIAL = 3  # items shown of each special column


@require_safe
@rendered("home", "sections", "fields", "agencies", "reports")
def home(request: HttpRequest) -> HttpResponse:
    """Five queries: the columns, the newest items and those of the special columns at once, the fields, the reports, the house."""
    sections = site.sections(today=clock.today())
    specials = sorted((one for one in sections if one.is_special), key=lambda one: one.opened_on, reverse=True)[
        :SPECIALS
    ]
    wishes = [(public.Narrowed(section_id=special.pk), OF_SPECIAL) for special in specials]
    latest, *of_specials = public.several([(public.Narrowed(), LATEST), *wishes])
    depends_on(request, *(f"item:{one.pk}" for rows in (latest, *of_specials) for one in rows))
    context = {
        "latest": latest,
        "specials": list(zip(specials, of_specials, strict=True)),
        "fixed": {one.fixed: one for one in sections if one.fixed},
        "sections": [
            one for one in sections if not one.fixed and not one.is_special and (one.parent is None or one.parent.fixed)
        ],
        "fields": site.fields_with_counts(),
        "form": LookUpForm(),
        "reports": published(size=LATEST_REPORTS),
        "feed": reverse("portal:feed"),
    }
    return render(request, "portal/home.html", context)
