"""申请人: the ledger on the desk, and what is known already about a case: searches, similar requests, its applicant."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.applications import permissions, queries
from gongkai.backoffice import ledger as shown
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.law.outcomes import outcome
from gongkai.screens import clock

MOST = 200  # applicants on one page


@at_desk
@require_safe
def applicants(request: HttpRequest) -> HttpResponse:
    """申请人: who applied since the beginning of last year, the most frequent first. Without identity numbers."""
    agency, today = request.post_held.agency, clock.today()  # type: ignore[attr-defined]
    permissions.require_handle(actor_of(request), agency.pk, "查看申请人台账")
    text = request.GET.get("text", "").strip()[:80]
    since = date(today.year - 1, 1, 1)
    found = queries.ledgers(agency.pk, since=since, text=text)
    rows = [(one, shown.counts_of(one, today)) for one in found[:MOST]]
    context = {"here": "申请人", "agency": agency, "rows": rows, "all": len(found), "since": since, "text": text}
    return render(request, "backoffice/applicants.html", context)


@at_desk
@require_safe
def applicant(request: HttpRequest, applicant_key: int) -> HttpResponse:
    """One applicant: all applications to this agency, by month with the fee by case, and who may be the same."""
    agency, today = request.post_held.agency, clock.today()  # type: ignore[attr-defined]
    permissions.require_handle(actor_of(request), agency.pk, "查看申请人台账")
    try:
        case = queries.application_of(agency.pk, applicant_key)
    except ObjectDoesNotExist:
        raise Http404 from None
    ledger = queries.ledger_of(case)
    context = {
        "here": "申请人",
        "case": case,
        "ledger": ledger,
        "counts": shown.counts_of(ledger, today),
        "months": shown.month_rows(ledger, today),
        "filings": [(one, _label(one)) for one in shown.newest(ledger.filings)],
        "not_counted": shown.NOT_COUNTED,
    }
    return render(request, "backoffice/applicant.html", context)


@at_desk
@require_safe
def known(request: HttpRequest, key: int) -> HttpResponse:
    """已知的: searches, similar requests with their replies, the applicant's counts and fee. A piece of the case page, or a page."""
    case, today = open_case(request, key), clock.today()
    handles = permissions.may_handle(actor_of(request), case)
    ledger = queries.ledger_of(case)
    pages = request.GET.get("pages", "").strip()
    context: dict[str, Any] = {
        "here": "申请",
        "case": case,
        "handles": handles,
        "searches": queries.searches_of(case),
        "similar": queries.similar_requests(case.agency_id, case.content, on=today, excluding=case.pk),
        "ledger": ledger,
        "counts": shown.counts_of(ledger, shown.day_of(case)),
        "fee": shown.fee_of(ledger, case, today),
        "pages": pages,
        "volume": shown.volume_of(pages, today),
    }
    piece = bool(request.headers.get("HX-Request"))
    return render(request, f"backoffice/{'case_known_part' if piece else 'case_known'}.html", context)


def _label(filing: queries.Filing) -> str:
    return outcome(filing.outcome).label if filing.outcome else "在办"
