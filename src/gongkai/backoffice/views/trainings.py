"""监督 · 培训: what was held in a year, one more of them, and putting a row right."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.backoffice.forms.supervision import CorrectTraining, RecordTraining
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.errors import Stale
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into
from gongkai.supervision import actions, permissions, queries

HERE = {"here": "监督"}
DETAILS = ("held_on", "topic", "audience", "people", "hours", "note")


@at_desk
@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """培训 of a year (`?year=`, else this one), held by the agency of the post and those below it."""
    agency, this_year = request.post_held.agency, clock.today().year  # type: ignore[attr-defined]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    rows = queries.trainings_of(agency, year)
    context = {
        **HERE,
        "agency": agency,
        "year": year,
        "years": sorted({this_year, year, *queries.training_years(agency)}, reverse=True),
        "rows": rows,
        "sums": queries.sums_of(rows),
        "trains": permissions.may_train(actor_of(request), agency),
    }
    return render(request, "backoffice/training_list.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def record_training(request: HttpRequest) -> HttpResponse:
    """登记培训."""
    actor, over = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_train(actor, over, "登记培训")
    form = RecordTraining(request.POST or None, over=over, initial={"agency": over.pk})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.record_training(form.cleaned_data["agency"], details=_details(form), actor=actor)
            return _done(request, made, "培训已经登记。")
    told = "政府信息公开工作主管部门应当对机关里做公开工作的人员定期进行培训。条例第四十八条。"
    return _page(request, form, "登记培训", told)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def correct_training(request: HttpRequest, key: int) -> HttpResponse:
    """更正培训登记."""
    try:
        found = queries.training(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    actor = actor_of(request)
    permissions.require_train(actor, found.agency, "更正培训登记")
    stored = {name: getattr(found, name) for name in (*DETAILS, "counted")}
    form = CorrectTraining(request.POST or None, initial={**stored, "seen_version": found.version})
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("counted", "reason")}
        with refusals_into(form):
            try:
                actions.correct_training(found, details=_details(form), actor=actor, seen_version=form.seen, **asked)
            except Stale:
                form.now_seen(found.version)
                raise
            return _done(request, queries.training(key), "更正已经登记，原来的内容留在留痕里。")
    told = f"{found.agency.name}举办的培训。举办机关登记错了的，请取消“计入”的勾选，再另行登记。"
    return _page(request, form, "更正培训登记", told)


def _details(form: Any) -> actions.TrainingDetails:
    return actions.TrainingDetails(**{name: form.cleaned_data[name] for name in DETAILS})


def _done(request: HttpRequest, training: Any, told: str) -> HttpResponse:
    """Back to the list of the year the training was held in."""
    messages.success(request, told, extra_tags="done")
    return redirect(f"{reverse('backoffice:trainings')}?year={training.held_on.year}")


def _page(request: HttpRequest, form: Any, label: str, told: str) -> HttpResponse:
    context = {**HERE, "form": form, "label": label, "told": told}
    return render(request, "backoffice/training_act.html", context, status=422 if form.is_bound else 200)
