"""The papers of a case: numbered letters as pages and PDF, files, and the look at an identity paper."""

import base64
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import actions, permissions
from gongkai.backoffice.forms.acts import LookAtIdentity
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.files.kinds import MIME
from gongkai.files.queries import content_of, media_type
from gongkai.law.errors import NotAcceptable
from gongkai.screens.downloads import download, pdf
from gongkai.screens.forms import add_refusal
from gongkai.screens.letters import letter_of
from gongkai.typesetting.letter import letter_docx, letter_pdf


def _document(case: Any, key: int) -> Any:
    found = next((paper for paper in case.documents.all() if paper.pk == key), None)
    if found is None:
        raise Http404
    return found


@at_desk
@require_safe
def document(request: HttpRequest, key: int, document_key: int) -> HttpResponse:
    """A numbered letter as it went out."""
    case = open_case(request, key)
    paper = _document(case, document_key)
    letter = letter_of(paper, agency=case.agency.name)
    return render(
        request, "backoffice/case_letter.html", {"here": "申请", "case": case, "paper": paper, "letter": letter}
    )


@at_desk
@require_safe
def document_file(request: HttpRequest, key: int, document_key: int) -> HttpResponse:
    """The same letter as PDF."""
    case = open_case(request, key)
    paper = _document(case, document_key)
    letter = letter_of(paper, agency=case.agency.name)
    return pdf(letter_pdf(letter, font_folder=settings.GONGKAI_HOME / "fonts"), f"{paper.number}.pdf")


@at_desk
@require_safe
def document_words(request: HttpRequest, key: int, document_key: int) -> HttpResponse:
    """The same letter as a Word document, for an office that seals its letters from Word."""
    case = open_case(request, key)
    paper = _document(case, document_key)
    return download(letter_docx(letter_of(paper, agency=case.agency.name)), f"{paper.number}.docx", MIME["docx"])


@at_desk
@require_safe
def service_form(request: HttpRequest, key: int, document_key: int) -> HttpResponse:
    """送达回证 of the letter, to be signed or filed."""
    case = open_case(request, key)
    paper = _document(case, document_key)
    form = SimpleNamespace(content=actions.service_form(paper), dated_on=paper.dated_on, number=paper.number)
    letter = letter_of(form, agency=case.agency.name)
    return pdf(letter_pdf(letter, font_folder=settings.GONGKAI_HOME / "fonts"), f"送达回证{paper.number}.pdf")


@at_desk
@require_safe
def attachment(request: HttpRequest, key: int, attachment_key: int) -> HttpResponse:
    """A file of the case. Sealed files are identity papers: they are opened with a reason, elsewhere."""
    case = open_case(request, key)
    found = next((entry for entry in case.attachments.all() if entry.pk == attachment_key), None)
    if found is None or found.file.sealed:
        raise Http404
    return download(content_of(found.file), found.file.name, media_type(found.file))


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest, key: int) -> HttpResponse:
    """查看身份证明: a reason first, then the paper once, in the answer to that very request; the look is logged."""
    case = open_case(request, key)
    permissions.require_handle(actor_of(request), case.agency_id, "查看身份证明")
    form = LookAtIdentity(request.POST or None, case=case)
    context: dict[str, Any] = {"here": "申请", "case": case, "form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            paper, number, scan = actions.look_at_identity_paper(
                case, reason=form.cleaned_data["reason"], actor=actor_of(request)
            )
            context |= {"paper": paper, "number": number, "scan": _inline(paper.scan, scan)}
        except NotAcceptable as refusal:
            add_refusal(form, refusal)
    if form.errors:
        status = 422
    return render(request, "backoffice/case_identity.html", context, status=status)


def _inline(file: Any, content: bytes | None) -> dict[str, Any] | None:
    """The scan inside the page, so that it has no address of its own."""
    if content is None:
        return None
    data = f"data:{MIME[file.kind]};base64,{base64.b64encode(content).decode()}"
    return {"data": data, "name": file.name, "is_picture": file.kind in {"jpg", "png"}}
