"""Applying: choose the agency, fill in the form of art. 29, take the receipt home."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import queries as agencies
from gongkai.applications import queries
from gongkai.applications.actions import submit_application
from gongkai.applications.codes import printed
from gongkai.audit.actors import the_public
from gongkai.portal import access, columns
from gongkai.portal.application_form import ApplicationForm
from gongkai.portal.views.guide import by_kind
from gongkai.portal.views.search import DESCRIBED, known_of
from gongkai.screens import clock, once
from gongkai.screens.clockface import face_of
from gongkai.screens.downloads import pdf
from gongkai.screens.forms import refusals_into
from gongkai.screens.receipts import receipt_of
from gongkai.screens.rendered import rendered
from gongkai.typesetting.receipt import receipt_pdf

if TYPE_CHECKING:
    from gongkai.agencies.models import Agency


@require_safe
@rendered("agencies", params=("content",))
def choose_agency(request: HttpRequest) -> HttpResponse:
    """The agencies. content: what the visitor searched for, carried on to the form."""
    carried = urlencode({"content": content}) if (content := _carried(request)) else ""
    context = {
        "groups": by_kind(),
        "section": "apply",
        "column": columns.APPLY,
        "carried": f"?{carried}" if carried else "",
    }
    return render(request, "portal/choose_agency.html", context)


def _carried(request: HttpRequest) -> str:
    return request.GET.get("content", "").replace("\x00", "")[:DESCRIBED]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The form. With errors it comes back with all that was typed and every file that could be taken."""
    agency = agencies.agency_by_code(code)
    if agency is None:
        raise Http404
    form = ApplicationForm(request.POST, request.FILES) if request.method == "POST" else ApplicationForm()
    if not form.is_bound:
        form.initial["content"] = _carried(request)
    if form.is_valid():
        with refusals_into(form):
            number, sealed_code = _submit_once(agency, form)
            access.remember_receipt(request, number, sealed_code)
            return redirect("portal:receipt", number)
    if form.is_bound:
        form.put_uploads_aside()
    described = form.data.get("content", "") if form.is_bound else form.initial["content"]
    context = {
        "form": form,
        "agency": agency,
        "section": "apply",
        "column": columns.APPLY,
        "known": known_of(described),
    }
    return render(request, "portal/apply.html", context, status=422 if form.is_bound else 200)


def _submit_once(agency: "Agency", form: ApplicationForm) -> tuple[str, str]:
    """Open the case, or find the one this very form opened before: query number and the code, sealed."""
    token = form.cleaned_data["token"]
    with transaction.atomic():
        if once.claim(token):
            submission = submit_application(agency, form.details(), actor=the_public(clock.now()), files=form.uploads())
            number = submission.application.query_number
            sealed_code = access.sealed(number, submission.code)
            once.note(token, {"number": number, "code": sealed_code})
            transaction.on_commit(form.empty_stash)
            return number, sealed_code
    answer = once.answer(token)
    if answer is None:
        raise Http404
    return answer["number"], answer["code"]


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Number, code and due day, to the session that submitted and to nobody else."""
    code = access.code_of(request, number)
    application = queries.for_applicant(number) if code else None
    if application is None or code is None:
        return render(request, "portal/receipt_gone.html", {"number": number, "section": "apply"}, status=403)
    today = clock.today()
    running = queries.clock_of(application, today=today)
    context = {
        "application": application,
        "code": printed(code),
        "clock": running,
        "face": face_of(running, agencies.calendar(), today=today, yours=True),
        "section": "apply",
    }
    return render(request, "portal/receipt.html", context)


@never_cache
@require_safe
def receipt_file(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a PDF, with the code; only to the session that submitted."""
    code = access.code_of(request, number)
    application = queries.for_applicant(number) if code else None
    if application is None or code is None:
        return render(request, "portal/receipt_gone.html", {"number": number, "section": "apply"}, status=403)
    running = queries.clock_of(application, today=clock.today())
    address = request.build_absolute_uri(f"{reverse('portal:look_up')}?number={number}")
    paper = receipt_of(application, printed(code), running, agencies.calendar(), address=address, today=clock.today())
    return pdf(receipt_pdf(paper, font_folder=settings.GONGKAI_HOME / "fonts"), f"登记回执{number}.pdf")
