"""The figures across time: as if the year ended today, and two years side by side."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.annualreports import queries
from gongkai.annualreports.permissions import may_see_report
from gongkai.backoffice.comparison import compared
from gongkai.backoffice.forms.reports import SCOPES
from gongkai.backoffice.report_cells import open_cell
from gongkai.backoffice.report_page import sheet_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.reports import HERE, number_in
from gongkai.screens import clock


@at_desk
@require_safe
def as_if_today(request: HttpRequest) -> HttpResponse:
    """如果今天就是年末: the figures as the records stand. `?year=2020&scope=alone&cell=t3/…` opens a cell."""
    agency, today = request.post_held.agency, clock.today()  # type: ignore[attr-defined]
    year = min(max(number_in(request.GET.get("year", "")) or today.year, 2019), today.year)
    scope = request.GET.get("scope", "")
    scope = scope if scope in dict(SCOPES) else SCOPES[0][0]
    covered = queries.agencies_in(agency, scope)
    figures = queries.figures_now(agency, year, scope=scope, until=min(today, date(year, 12, 31)), covered=covered)
    form = queries.form_of_year(year)
    opened = request.GET.get("cell", "")

    def link(address: str) -> str:
        query = urlencode({"year": year, "scope": scope, "cell": address}, safe="/")
        return f"{reverse('backoffice:report_now')}?{query}#opened"

    if opened and opened not in figures:
        raise Http404
    report = queries.report_of(agency, year, scope)
    context: dict[str, Any] = {
        "agency": agency,
        "agencies_counted": len(covered),
        "year": year,
        "years": range(today.year, 2018, -1),
        "scope": scope,
        "scopes": SCOPES,
        "year_runs": year == today.year,
        "form": form,
        "sheet": sheet_of(form, figures, queries.judgement_now(agency, year, scope, figures), link=link, opened=opened),
        "report": report,
        "moved": _moved(report, figures) if report else [],
        **HERE,
    }
    if opened:
        cells = {
            at: queries.Cell(figure.value or 0, figure.origin, len(figure.sources)) for at, figure in figures.items()
        }
        context["opened"] = open_cell(
            form,
            cells,
            opened,
            actor=actor_of(request),
            read=lambda start, stop: figures[opened].sources[start:stop],
            link=link,
            start=number_in(request.GET.get("from", "")),
        )
        here = urlencode({"year": year, "scope": scope}, safe="/")
        context |= {"closed": f"?{here}", "opened_query": f"{here}&cell={opened}&"}
    return render(request, "backoffice/report_now.html", context)


def _moved(report: Any, figures: Any) -> list[tuple[str, Any, Any]]:
    """Where the records have left the compiled report behind: label, compiled, now. Sums are not listed again."""
    form = queries.format_of(report)
    return [
        (form.label(at), cell.value, figures[at].value)
        for at, cell in queries.cells_of(report).items()
        if at in figures and cell.value != figures[at].value and figures[at].origin != "derived"
    ]


@at_desk
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """两年对照. `?earlier=3&later=7`: keys of two reports of the same agency; without them the two newest."""
    agency = request.post_held.agency  # type: ignore[attr-defined]
    actor = actor_of(request)
    mine = [report for report in queries.reports_of(agency.pk) if may_see_report(actor, report)]
    chosen = [_chosen(mine, request.GET.get(name, "")) for name in ("earlier", "later")]
    if not all(chosen):
        same = [report for report in mine if report.scope == mine[0].scope] if mine else []
        chosen = [same[1], same[0]] if len(same) > 1 else []
    chosen.sort(key=lambda report: report.year)
    whole = request.GET.get("show") == "all"
    context: dict[str, Any] = {"reports": mine, "agency": agency, "show_all": whole, **HERE}
    if chosen:
        earlier, later = chosen
        context |= {"earlier": earlier, "later": later, "comparison": compared(earlier, later, whole=whole)}
    return render(request, "backoffice/report_compare.html", context)


def _chosen(mine: list[Any], key: str) -> Any:
    return next((report for report in mine if str(report.pk) == key), None)
