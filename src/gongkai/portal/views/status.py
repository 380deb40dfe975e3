"""Where an application stands: to whoever gives its number and code, for half an hour."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import calendar
from gongkai.applications import queries
from gongkai.applications.actions import look_up as find_with_code
from gongkai.audit.actors import the_public
from gongkai.files.queries import content_of, media_type
from gongkai.law.errors import NotAcceptable
from gongkai.law.outcomes import outcome
from gongkai.law.stages import Stage
from gongkai.portal import access
from gongkai.portal.course import course_of
from gongkai.portal.lookup import LookUpForm
from gongkai.screens import clock
from gongkai.screens.clockface import face_of
from gongkai.screens.downloads import download, pdf
from gongkai.screens.forms import add_refusal
from gongkai.screens.letters import letter_of
from gongkai.typesetting.letter import letter_pdf


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Number and code. A wrong code is told; after five in 15 minutes everything is refused for a while (429)."""
    if request.method != "POST":
        form = LookUpForm(initial={"number": request.GET.get("number", "")[:30]})
        return render(request, "portal/look_up.html", {"form": form, "section": "status"})
    form, status = LookUpForm(request.POST), 422
    if form.is_valid():
        try:
            found = find_with_code(
                form.cleaned_data["number"],
                form.cleaned_data["code"],
                address=request.META.get("REMOTE_ADDR", ""),
                actor=the_public(clock.now()),
            )
        except NotAcceptable as refusal:
            add_refusal(form, refusal)
            status = 429 if refusal.code == "query.slowed" else 422
        else:
            access.open_case(request, found.query_number)
            return redirect("portal:status", found.query_number)
    return render(request, "portal/look_up.html", {"form": form, "section": "status"}, status=status)


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close what was opened: for a computer that others use next."""
    access.close_all(request)
    return redirect("portal:home")


@never_cache
@require_safe
def status(request: HttpRequest, number: str) -> HttpResponse:
    """Stages, the clock in words and as a picture, letters, the reply and what it released."""
    application = _opened(request, number)
    if application is None:
        return _ask_for_code(number)
    today = clock.today()
    events = list(application.events.all())
    running = queries.clock_of(application, today=today)
    letters = list(application.documents.all())
    context = {
        "application": application,
        "clock": running,
        "face": face_of(running, calendar(), today=today, yours=True),
        "stages": course_of(application.stage, events, running),
        "letters": letters,
        "reply": next((paper for paper in letters if paper.is_reply), None),
        "outcome": outcome(application.outcome) if application.outcome else None,
        "supplement": _supplement(events) if application.stage == Stage.AWAITING_SUPPLEMENT else None,
        "files": list(application.attachments.all()),
        "section": "status",
    }
    return render(request, "portal/status.html", context)


def _supplement(events: list[Any]) -> dict[str, Any] | None:
    """What the applicant is asked to add."""
    return next((event.data for event in reversed(events) if event.kind == "supplement_requested"), None)


@never_cache
@require_safe
def letter(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """A letter as a page: it flows on a phone, and prints as an official letter."""
    application = _opened(request, number)
    if application is None:
        return _ask_for_code(number)
    document = _document(application, key)
    context = {
        "application": application,
        "document": document,
        "letter": letter_of(document, agency=application.agency.name),
    }
    return render(request, "portal/letter.html", context)


@never_cache
@require_safe
def letter_file(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """A letter as a PDF."""
    application = _opened(request, number)
    if application is None:
        return _ask_for_code(number)
    document = _document(application, key)
    content = letter_pdf(
        letter_of(document, agency=application.agency.name), font_folder=settings.GONGKAI_HOME / "fonts"
    )
    return pdf(content, f"{document.content['title']} {document.number}.pdf")


@never_cache
@require_safe
def released_file(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """A file the reply released."""
    application = _opened(request, number)
    if application is None:
        return _ask_for_code(number)
    for attachment in application.attachments.all():
        if attachment.pk == key:
            return download(content_of(attachment.file), attachment.file.name, media_type(attachment.file))
    raise Http404


def _opened(request: HttpRequest, number: str) -> Any:
    return queries.for_applicant(number) if access.may_see(request, number) else None


def _ask_for_code(number: str) -> HttpResponse:
    return redirect(f"{reverse('portal:look_up')}?number={number}")


def _document(application: Any, key: int) -> Any:
    for document in application.documents.all():
        if document.pk == key:
            return document
    raise Http404
