"""The page of an act: its form, what it refuses, what others did meanwhile. One view for every verb."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import calendar
from gongkai.applications import permissions, queries
from gongkai.backoffice.acts import BY_SLUG, Act
from gongkai.backoffice.forms.acts import CaseForm
from gongkai.backoffice.kept_texts import drop_text
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.act_letters import edited_in, look, makes_letter, still_typed, waiting
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
            stages.require(Stage(case.stage), doing.verb, correction=case.case_kind == "correction")
        form = doing.form(case=case, initial=chosen(request))
        return act_page(request, case, doing, form, **waiting(request, doing))
    form = doing.form(request.POST, request.FILES, case=case)
    return submit(request, case, form, doing) or redirect("backoffice:case", key)


def chosen(request: HttpRequest) -> dict[str, str]:
    """What the address that led here has chosen already: `?letter=12`."""
    return {name: str(value) for name, value in request.GET.items() if name in {"letter", "task", "ref"}}


def submit(request: HttpRequest, case: Any, form: CaseForm, doing: Act) -> HttpResponse | None:
    """Run the verb. None when it went through; else the page with what was refused."""
    status, looking = 422, makes_letter(doing) and request.POST.get("step") in {"look", "generated"}
    if form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("seen_version")
        try:
            if looking:
                seen = look(request, case, doing, typed, actor_of(request), version)
                form.put_aside()
                return act_page(request, case, doing, form, 200, **seen)
            if makes_letter(doing):
                typed["edited"] = edited_in(request)
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
            drop_text(request, request.path)
            messages.success(request, doing.done, extra_tags="done")
            return None
    form.put_aside()
    return act_page(request, case, doing, form, status, **still_typed(request))


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


def act_page(
    request: HttpRequest, case: Any, doing: Act, form: CaseForm, status: int = 200, **letter: Any
) -> HttpResponse:
    """The form of an act. letter: what is shown of the letter it would make."""
    today = doors_clock.today()
    clock = queries.clock_of(case, today=today)
    kind = case.case_kind == "correction"
    why = stages.why_not(Stage(case.stage), doing.verb, correction=kind) if doing.verb and form.is_bound else ""
    barred = f"{why}，现在不能{doing.label}。" if why else form.idle
    shut = bool(barred) and not form.is_bound  # there is nothing to fill in before the law allows the act
    context = {
        "here": "申请",
        "case": case,
        "act": doing,
        "form": form,
        "barred": barred,
        "shut": shut,
        "error_title": form.changed,
        "told": sum_of(clock, calendar(), today=today),
        "provisional": clock.provisional_years,
        "has_letter": makes_letter(doing),
        **letter,
    }
    return render(request, "backoffice/case_act.html", context, status=409 if shut else status)
