"""Published annual reports: the list, the page with its statutory tables, and the files."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.annualreports import exports, queries
from gongkai.law.figures import Figure
from gongkai.screens.downloads import download
from gongkai.screens.paging import keyset
from gongkai.screens.statutory import tables_of

KINDS = {
    "report.pdf": (exports.as_pdf, "application/pdf", "pdf"),
    "report.docx": (exports.as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "report.csv": (lambda report: exports.as_csv(report).encode(), "text/csv; charset=utf-8", "csv"),
    "report.json": (
        lambda report: json.dumps(exports.as_json(report), ensure_ascii=False, indent=1).encode(),
        "application/json; charset=utf-8",
        "json",
    ),
}


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    page = keyset(request, lambda before, size: queries.published(before=before, size=size))
    return render(request, "portal/reports.html", {"page": page, "section": "reports"})


@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One report as it was published. Every figure says whether it was counted, declared or summed."""
    found = queries.published_report(code, year)
    if found is None:
        raise Http404
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
        "section": "reports",
    }
    return render(request, "portal/report.html", context)


def _sums(cells: dict[str, queries.Cell]) -> dict[str, object]:
    """The four numbers whose sum the form prints: received and carried in, closed and carried out."""
    rows = ("received", "carried_in", "closed_total", "carried_out")
    return {row: cells[f"t3/{row}/total"].value for row in rows if f"t3/{row}/total" in cells}


@require_safe
def report_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """The report as PDF, DOCX, CSV or JSON."""
    found = queries.published_report(code, year)
    if found is None or kind not in KINDS:
        raise Http404
    make, media_type, ending = KINDS[kind]
    return download(make(found), f"{found.title}.{ending}", media_type, private=False)
