"""重点领域: the standard catalogue by field, matter and element with what is public for each; by agency; as one table."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import agency_by_code
from gongkai.portal import columns
from gongkai.publications.queries import catalogue
from gongkai.screens.listings import as_file
from gongkai.screens.paging import keyset
from gongkai.screens.rendered import depends_on, rendered

EACH = 5  # entries shown of each element; the rest stands on its own page
SIZE = 50


@require_safe
@rendered("fields")
def fields(request: HttpRequest) -> HttpResponse:
    """All fields with what is public in each, and the agencies that owe elements."""
    found = catalogue.fields_counted()
    context = {
        "found": found,
        "entries": sum(one.entries for one in found),
        "agencies": catalogue.owing_agencies(),
        "is_sample": catalogue.is_sample(),
        "column": columns.FIELDS,
    }
    return render(request, "portal/fields.html", context)


@require_safe
@rendered("fields")
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """One field: its matters, their elements with who publishes them by when, and the newest entries of each."""
    try:
        found = catalogue.field(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    depends_on(request, f"field:{slug}")
    matters = catalogue.matters_of(found)
    entries = catalogue.entries_of([one for matter in matters for one in matter.elements.all()], each=EACH)
    context = {
        "found": found,
        "matters": catalogue.told(matters, entries),
        "column": columns.of_field(found),
        "feed": f"/feeds/fields/{slug}.xml",
    }
    return render(request, "portal/field.html", context)


@require_safe
@rendered("fields", params=("before",))
def element(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """All that is public for one element."""
    try:
        found = catalogue.element(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    if found.matter.field.slug != slug:
        raise Http404
    depends_on(request, f"field:{slug}")
    page = keyset(request, lambda before, size: catalogue.entries_page(found, before=before, size=size), size=SIZE)
    context = {
        "found": found,
        "field": found.matter.field,
        "owed": catalogue.owed_of(found),
        "page": page,
        "column": columns.of_field(found.matter.field),
    }
    return render(request, "portal/element.html", context)


@require_safe
@rendered("fields")
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """What one agency publishes by the catalogue: its fields and elements, each with its entries."""
    found = agency_by_code(code)
    if found is None:
        raise Http404
    depends_on(request, f"agency:{found.pk}")
    context = {"found": found, "fields": catalogue.elements_of(found), "column": columns.FIELDS}
    return render(request, "portal/agency_fields.html", context)


@require_safe
@rendered("fields")
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """全部目录: one table, as CSV or XLSX."""
    depends_on(request, *(f"field:{one.slug}" for one in catalogue.fields()))
    return as_file(catalogue.table(), "重点领域标准目录", kind, private=False)
