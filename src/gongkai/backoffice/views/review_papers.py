"""The papers of a legality review: the letter as page, PDF and Word; a draft as the file that was handed in."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.reviews import HERE, review_for
from gongkai.documents import permissions, wording
from gongkai.files.kinds import MIME
from gongkai.files.queries import content_of, media_type
from gongkai.screens.downloads import download, pdf
from gongkai.typesetting.letter import Letter, letter_docx, letter_pdf


def _letter(request: HttpRequest, key: int) -> tuple[Any, Letter]:
    """The review and its letter. Until it is issued only the reviewers see it, as a draft."""
    review = review_for(request, key)
    if not review.report_number:
        permissions.require_review(actor_of(request), review, "看意见书草稿")
    return review, wording.letter_of_review(review)


def _name(review: Any) -> str:
    return f"{review.report_number or '草稿'} {review.title[:60]}合法性审核意见书"


@at_desk
@require_safe
def report(request: HttpRequest, key: int) -> HttpResponse:
    """合法性审核意见书 as it reads, and whether it still says what it said when it was issued."""
    review, letter = _letter(request, key)
    whole = not review.report_number or wording.is_as_issued(review)
    return render(
        request, "backoffice/review_report.html", {**HERE, "review": review, "letter": letter, "whole": whole}
    )


@at_desk
@require_safe
def report_pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The letter as PDF."""
    review, letter = _letter(request, key)
    return pdf(letter_pdf(letter, font_folder=settings.GONGKAI_HOME / "fonts"), f"{_name(review)}.pdf")


@at_desk
@require_safe
def report_docx(request: HttpRequest, key: int) -> HttpResponse:
    """The letter as a Word document."""
    review, letter = _letter(request, key)
    return download(letter_docx(letter), f"{_name(review)}.docx", MIME["docx"])


@at_desk
@require_safe
def draft_file(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """A draft as the file that was handed in."""
    review = review_for(request, key)
    one = next((one for one in review.drafts.all() if one.number == number and one.file), None)
    if one is None:
        raise Http404
    return download(content_of(one.file), one.file.name, media_type(one.file))
