"""The page of an act: its form, what it refuses, what others did meanwhile. One view for every verb."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import calendar
from gongkai.applications import actions, permissions, queries
from gongkai.backoffice.acts import BY_SLUG, Act
from gongkai.backoffice.forms.acts import CaseForm, Conclude
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.law import stages
from gongkai.law.errors import NotAllowed, NotLawful, Refusal, Stale
from gongkai.law.stages import Stage
from gongkai.screens import clock as doors_clock
from gongkai.screens.forms import add_refusal
from gongkai.screens.sums import sum_of

CHANGED = "这一页打开之后，内容有了变化"
UNLAWFUL = "现在不能这样办"


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """办一件事. A refusal leaves everything typed in its field; a stale version is told and may be sent again."""
    doing = BY_SLUG.get(slug)
    if doing is None:
        raise Http404
    case = open_case(request, key)
    if doing.by_desk:
        permissions.require_handle(actor_of(request), case.agency_id, doing.label)
    if request.method != "POST":
        if doing.verb is not None:
            stages.require(Stage(case.stage), doing.verb)
        return _page(request, case, doing, doing.form(case=case))
    form = doing.form(request.POST, request.FILES, case=case)
    return submit(request, case, form, doing) or redirect("backoffice:case", key)


def submit(request: HttpRequest, case: Any, form: CaseForm, doing: Act) -> HttpResponse | None:
    """Run the verb. None when it went through; else the page with what was refused."""
    status = 422
    if form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("seen_version")
        try:
            doing.run(case, typed, actor_of(request), version)
        except NotAllowed as refusal:
            if refusal.field not in form.fields:
                raise
            add_refusal(form, refusal)
        except Refusal as refusal:
            refuse(form, refusal)
            status = 409 if isinstance(refusal, NotLawful | Stale) else 422
            if isinstance(refusal, Stale):
                case = open_case(request, case.pk)
                form = renewed(form, case)
        else:
            form.empty_stash()
            messages.success(request, doing.done, extra_tags="done")
            return None
    form.put_aside()
    return _page(request, case, doing, form, status)


def refuse(form: CaseForm, refusal: Refusal) -> None:
    """Lead a refusal to its field: the one it names, or the one the form knows for its code."""
    refusal.field = refusal.field or form.places.get(refusal.code, "")
    add_refusal(form, refusal)
    if isinstance(refusal, Stale):
        form.changed = CHANGED
    elif isinstance(refusal, NotLawful) and refusal.field not in form.fields:
        form.changed = UNLAWFUL


def renewed(form: CaseForm, case: Any) -> CaseForm:
    """The same form with everything typed and its errors, now carrying the version as it stands: a second press counts."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen_version"] = case.version
    form.data, form.case = data, case
    return form


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, key: int, kind: str, appeal_key: int) -> HttpResponse:
    """登记复议、诉讼的结果."""
    case = open_case(request, key)
    permissions.require_handle(actor_of(request), case.agency_id, "登记结果")
    kept = case.reconsiderations if kind == "reconsiderations" else case.lawsuits
    appeal = next((entry for entry in kept.all() if entry.pk == appeal_key), None)
    if appeal is None:
        raise Http404
    verb = actions.conclude_reconsideration if kind == "reconsiderations" else actions.conclude_lawsuit
    name = "行政复议" if kind == "reconsiderations" else "行政诉讼"
    doing = Act(
        "conclude",
        f"登记{name}结果",
        Conclude,
        lambda case, typed, actor, version: verb(appeal, **typed, actor=actor),
        f"{appeal.filed_on.year}年{appeal.filed_on.month}月{appeal.filed_on.day}日提起的{name}，审结后登记结果，计入年报表四。",
        f"{name}的结果已经登记。",
        cite="条例第五十一条",
    )
    if request.method != "POST":
        return _page(request, case, doing, Conclude(case=case))
    return submit(request, case, Conclude(request.POST, case=case), doing) or redirect("backoffice:case", key)


def _page(request: HttpRequest, case: Any, doing: Act, form: CaseForm, status: int = 200) -> HttpResponse:
    today = doors_clock.today()
    clock = queries.clock_of(case, today=today)
    why = stages.why_not(Stage(case.stage), doing.verb) if doing.verb and form.is_bound else ""
    barred = f"{why}，现在不能{doing.label}。" if why else form.idle
    context = {
        "here": "申请",
        "case": case,
        "act": doing,
        "form": form,
        "barred": barred,
        "error_title": form.changed,
        "told": sum_of(clock, calendar(), today=today),
        "provisional": clock.provisional_years,
    }
    return render(request, "backoffice/case_act.html", context, status=status)
