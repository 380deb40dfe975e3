"""Published annual reports: the list, the page with its statutory tables, and the files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.annualreports import exports, queries
from gongkai.law.figures import Figure, Origin
from gongkai.law.formats import Format
from gongkai.portal import columns
from gongkai.portal.report_charts import bars_of, columns_of
from gongkai.screens.downloads import download
from gongkai.screens.paging import keyset
from gongkai.screens.rendered import depends_on, rendered
from gongkai.screens.statutory import tables_of


@require_safe
@rendered("reports", "agencies", params=("before",))
def reports(request: HttpRequest) -> HttpResponse:
    page = keyset(request, lambda before, size: queries.published(before=before, size=size))
    return render(request, "portal/reports.html", {"page": page, "section": "reports", "column": columns.REPORTS})


@require_safe
@rendered(params=("scope",))
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One report as it was published. Every figure says whether it was counted, declared or summed."""
    found = queries.published_report(code, year, request.GET.get("scope", ""))
    if found is None:
        raise Http404
    depends_on(request, f"reports:{found.agency_id}:{year}", f"agency:{found.agency_id}")
    cells = queries.cells_of(found)
    form = queries.format_of(found)
    two, three, four = tables_of(form, {at: Figure(cell.value, origin=cell.origin) for at, cell in cells.items()})
    context = {
        "report": found,
        "form": form,
        "titles": form.section_titles,
        "two": two,
        "three": three,
        "four": four,
        "basis": queries.basis_in_words(found),
        "sums": _sums(cells),
        "columns": columns_of(queries.course_of(found)),
        "bars": bars_of(form, cells),
        "corrections": _corrected(found, form, cells),
        "scope_asked": "?scope=alone" if request.GET.get("scope") == "alone" else "",
        "section": "reports",
        "column": columns.REPORTS,
    }
    return render(request, "portal/report.html", context)


def _sums(cells: dict[str, queries.Cell]) -> dict[str, object]:
    """The four numbers whose sum the form prints: received and carried in, closed and carried out."""
    rows = ("received", "carried_in", "closed_total", "carried_out")
    return {row: cells[f"t3/{row}/total"].value for row in rows if f"t3/{row}/total" in cells}


def _corrected(report: Any, form: Format, cells: dict[str, queries.Cell]) -> list[tuple[str, Any]]:
    """The counted cells that a leader corrected by hand, in the words of the form."""
    declared = set(form.declared_addresses())
    if all(cell.origin is not Origin.DECLARED for at, cell in cells.items() if at not in declared):
        return []
    return [(form.label(one.address), one) for one in queries.corrections_of(report) if not one.dropped_on]


@require_safe
def report_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """The report as PDF, DOCX, CSV or JSON."""
    found = queries.published_report(code, year, request.GET.get("scope", ""))
    name, _, ending = kind.partition(".")
    if found is None or name != "report" or ending not in exports.MEDIA_TYPES:
        raise Http404
    return download(*exports.file_of(found, ending), private=False)
