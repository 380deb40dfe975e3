"""文件 · 解读: the board of a year; giving one up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.backoffice.forms.publishing import GiveReason
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.lives import HERE
from gongkai.documents import actions, permissions
from gongkai.documents.queries import interpretations, lives
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into


@at_desk
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """解读 of a year (`?year=`, else this one): the agency of the post and those below it."""
    agency, today = request.post_held.agency, clock.today()  # type: ignore[attr-defined]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5] or 0) <= 2100 else today.year
    context = {
        **HERE,
        "agency": agency,
        "year": year,
        "years": sorted({today.year, year, *interpretations.years(agency)}, reverse=True),
        "board": interpretations.board(agency, year, today),
        "today": today,
    }
    return render(request, "backoffice/interpretation_board.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """取消解读 that is not public here."""
    found = lives.interpretation(key)
    if found is None:
        raise Http404
    actor = actor_of(request)
    permissions.require_see_document(actor, found.document)
    form = GiveReason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.drop_interpretation(found, reason=form.cleaned_data["reason"], actor=actor)
            messages.success(request, "这件解读已经取消。", extra_tags="done")
            return redirect("backoffice:life", found.document_id)
    told = f"取消“{found.title}”。文件还没有公开的，要另有解读或者写明不解读的理由，才能送审。"
    context = {**HERE, "form": form, "document": found.document, "label": "取消解读", "told": told}
    return render(request, "backoffice/life_act.html", context, status=422 if form.is_bound else 200)
