"""Registering an application that came on paper, at the counter, by voice or fax, and the receipt for it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import calendar
from gongkai.applications import actions, permissions, queries
from gongkai.applications.codes import printed
from gongkai.backoffice import registered
from gongkai.backoffice.forms.intake import RegisterApplication
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.law.errors import NotAllowed, Refusal
from gongkai.screens import clock, once
from gongkai.screens.downloads import pdf
from gongkai.screens.forms import add_refusal
from gongkai.screens.receipts import basis_of, receipt_of
from gongkai.screens.sums import sum_of
from gongkai.typesetting.receipt import receipt_pdf


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def register_application(request: HttpRequest) -> HttpResponse:
    """登记申请. Sent twice, it opens one case. What is refused keeps everything typed and every file."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_handle(actor, agency.pk, "登记申请")
    form = RegisterApplication(request.POST, request.FILES) if request.method == "POST" else RegisterApplication()
    if form.is_bound and form.is_valid():
        try:
            key, number, sealed_code = _register_once(agency, form, request)
        except NotAllowed:
            raise
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            registered.remember(request, number, sealed_code)
            return redirect("backoffice:registered", key)
    if form.is_bound:
        form.put_aside()
    context = {"here": "登记", "form": form, "agency": agency}
    return render(request, "backoffice/case_new.html", context, status=422 if form.is_bound else 200)


def _register_once(agency: Any, form: RegisterApplication, request: HttpRequest) -> tuple[int, str, str]:
    """Open the case, or find the one this very form opened before: key, query number, sealed code."""
    token, typed = form.cleaned_data["token"], form.cleaned_data
    with transaction.atomic():
        if once.claim(token):
            submission = actions.register_application(
                agency,
                form.details(),
                channel=typed["channel"],
                arrived_on=typed["arrived_on"],
                confirmed_on=typed["confirmed_on"],
                filled_in_by=typed["filled_in_by"],
                signed_by=typed["signed_by"],
                envelope=typed["envelope"],
                files=typed["files"],
                actor=actor_of(request),
            )
            number = submission.application.query_number
            key, sealed_code = submission.application.pk, registered.sealed(number, submission.code)
            once.note(token, {"key": key, "number": number, "code": sealed_code})
            transaction.on_commit(form.empty_stash)
            return key, number, sealed_code
    found = once.answer(token)
    if found is None:
        raise Http404
    return found["key"], found["number"], found["code"]


@at_desk
@require_safe
def registered_page(request: HttpRequest, key: int) -> HttpResponse:
    """登记好了: number, code, receipt. Only in the session that registered it; the code is not kept in plain anywhere."""
    case = open_case(request, key)
    code = registered.code_of(request, case.query_number)
    if code is None:
        return redirect("backoffice:case", key)
    today = clock.today()
    running = queries.clock_of(case, today=today)
    context = {
        "here": "登记",
        "case": case,
        "code": printed(code),
        "basis": basis_of(case),
        "similar": queries.similar_requests(case.agency_id, case.content, on=today, excluding=case.pk),
        "told": sum_of(running, calendar(), today=today),
    }
    return render(request, "backoffice/case_registered.html", context)


@at_desk
@require_safe
def receipt_file(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt as PDF, with the code, to be handed or posted to the applicant."""
    case = open_case(request, key)
    code = registered.code_of(request, case.query_number)
    if code is None:
        raise Http404
    today = clock.today()
    address = request.build_absolute_uri(f"{reverse('portal:look_up')}?number={case.query_number}")
    running = queries.clock_of(case, today=today)
    paper = receipt_of(case, printed(code), running, calendar(), address=address, today=today)
    return pdf(receipt_pdf(paper, font_folder=settings.GONGKAI_HOME / "fonts"), f"登记回执{case.query_number}.pdf")
