"""欠的: what a contact owes of the catalogue, and each of it filled, marked, confirmed or handed over, on a phone too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import queries as agencies
from gongkai.annualreports import permissions as returns
from gongkai.backoffice.forms import catalogue as forms
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.coverage import State
from gongkai.law.errors import Stale
from gongkai.publications import actions
from gongkai.publications import catalogue_permissions as permissions
from gongkai.publications.queries import catalogue, coverage
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into

HERE = {"here": "目录"}
BOTH = ["GET", "HEAD", "POST"]


@at_desk
@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """您还欠: only what is the reader's; `?all=1` everything the agency owes."""
    today, agency = clock.today(), request.post_held.agency  # type: ignore[attr-defined]
    person = request.user
    everything = request.GET.get("all") == "1"
    found = coverage.owed_by(agency, today, contact=None if everything else person)  # type: ignore[arg-type]
    context = {
        **HERE,
        "agency": agency,
        "found": found,
        "everything": everything,
        "others": not everything and coverage.owes_more(agency, person),  # type: ignore[arg-type]
        "worst": next(iter((*found.late, *found.never, *found.due)), None),
        "fills_return": returns.may_fill(actor_of(request), agency.pk),
        "office": agencies.root(),
        "fills": permissions.may_fill_at(actor_of(request), agency.pk),
    }
    return render(request, "backoffice/owed.html", context)


@at_desk
@require_safe
def duty(request: HttpRequest, key: int) -> HttpResponse:
    """One element an agency owes: how it stands, what is public for it, what may be done."""
    found = find_duty(request, key)
    actor, line = actor_of(request), coverage.line_of(found, clock.today())
    confirms = permissions.may_confirm(actor, found.agency)
    context = {
        **HERE,
        "duty": found,
        "line": line,
        "tone": TONES[line.standing.state],
        "entries": catalogue.entries_page(found.element, before=None, size=20, agency=found.agency),
        "drafts": catalogue.drafts_of(found),
        "fills": permissions.may_fill(actor, found) and not found.confirmed_on and not found.until,
        "may_mark": not found.entries and not found.not_applicable,
        "confirms": confirms and found.not_applicable and not found.confirmed_on,
        "takes_back": confirms and found.not_applicable,
        "keeps": permissions.may_keep_catalogue(actor) and not found.until,
    }
    return render(request, "backoffice/owed_duty.html", context)


@at_desk
@require_http_methods(BOTH)
def fill(request: HttpRequest, key: int) -> HttpResponse:
    """填报: one short form, and it is on its way to review."""
    found, actor = find_duty(request, key), actor_of(request)
    permissions.require_fill(actor, found, "填报")
    form = forms.FillElement(
        request.POST or None,
        request.FILES or None,
        initial={"seen_version": found.version, "formed_on": found.formed_on or clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_into(form):
            filled = actions.Filled(
                title=typed["title"],
                text=typed["text"],
                formed_on=typed["formed_on"],
                files=[(file.name, file.read()) for file in typed["files"]],
            )
            with _seen_again(form, key):
                actions.fill_element(found, filled=filled, actor=actor, seen_version=form.seen)
            return _back(request, f"“{found.element.name}”已经报送，审核通过就公开。")
    context = {
        **HERE,
        "duty": found,
        "form": form,
        "line": coverage.line_of(found, clock.today()),
        "had_files": bool(request.FILES),
    }
    return render(request, "backoffice/owed_fill.html", context, status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a duty: the words on its button, what is said above the form, who may, what runs."""

    label: str
    told: str
    form: type[Any]
    run: Callable[[Any, Any, Any], Any]
    done: str
    home: bool = True  # back to the list of what is owed; else to the duty


def _asked(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names} | {"seen_version": form.seen}


ACTS = {
    "formed": Act(
        "登记信息形成之日",
        "信息形成或者变更之日起二十个工作日内公开；目录写了别的时限的，照目录。条例第二十六条。",
        forms.NoteFormed,
        lambda duty, form, actor: actions.note_formed(duty, actor=actor, **_asked(form, "on")),
        "登记好了，期限从第二天起计。",
        False,
    ),
    "not-applicable": Act(
        "按不适用报送",
        "本单位没有这类信息的，写明理由；公开工作机构核对以后，这一项不再算欠。",
        forms.NotApplicable,
        lambda duty, form, actor: actions.mark_not_applicable(duty, actor=actor, **_asked(form, "reason")),
        "已经按不适用报送，由公开工作机构核对。",
    ),
    "confirm": Act(
        "核对不适用",
        "理由成立的，核对以后这一项不再算欠，公开页上写明不适用和理由。",
        forms.Confirm,
        lambda duty, form, actor: actions.confirm_not_applicable(duty, actor=actor, **_asked(form)),
        "已经核对为不适用。",
        False,
    ),
    "refuse": Act(
        "退回不适用",
        "理由不成立，或者情况已经变了：退回以后，这一项仍然由该单位公开。",
        forms.WithReason,
        lambda duty, form, actor: actions.refuse_not_applicable(duty, actor=actor, **_asked(form, "reason")),
        "已经退回，这一项重新算欠。",
        False,
    ),
    "end": Act(
        "结束公开责任",
        "职责划转、机构撤并时办。已经公开的内容不变；接手的单位请另外指定。",
        forms.EndDuty,
        lambda duty, form, actor: actions.end_duty(duty, actor=actor, **_asked(form, "until", "reason")),
        "公开责任已经结束。",
        False,
    ),
}


@at_desk
@require_http_methods(BOTH)
def act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """One of ACTS."""
    found, actor, chosen = find_duty(request, key), actor_of(request), ACTS.get(slug)
    if chosen is None:
        raise Http404
    form = chosen.form(request.POST if request.method == "POST" else None, initial={"seen_version": found.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            with _seen_again(form, key):
                chosen.run(found, form, actor)
            return _back(request, chosen.done, None if chosen.home else key)
    context = {**HERE, "duty": found, "form": form, "label": chosen.label, "told": chosen.told}
    return render(request, "backoffice/owed_act.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_http_methods(BOTH)
def hand_over(request: HttpRequest) -> HttpResponse:
    """换人: everything one contact of the agency has goes to another."""
    actor, agency, today = actor_of(request), request.post_held.agency, clock.today()  # type: ignore[attr-defined]
    permissions.require_hand_over(actor, agency)
    holders, unheld = coverage.holders_of(agency)
    form = forms.HandOver(
        request.POST or None,
        initial={"leaving": request.user.pk},
        leaving=holders,
        taking=catalogue.contacts_of(agency, today),
        unheld=unheld,
    )
    if request.method == "POST" and form.is_valid():
        leaving = form.people.get(form.cleaned_data["leaving"])
        taking = form.people[form.cleaned_data["taking"]]
        with refusals_into(form):
            count = actions.hand_over(agency, leaving=leaving, taking=taking, actor=actor)
            return _back(request, f"{count}项已经交给{taking.name}，做完的和欠的都在内。")
    context = {**HERE, "agency": agency, "form": form}
    return render(request, "backoffice/owed_hand_over.html", context, status=422 if form.is_bound else 200)


TONES = {
    State.LATE: "late",
    State.NEVER_FILLED: "late",
    State.DUE: "soon",
    State.REPORTED: "partly",
    State.SUBMITTED: "partly",
    State.ON_TIME: "good",
    State.NOT_APPLICABLE: "void",
}


def find_duty(request: HttpRequest, key: int) -> Any:
    """The duty, for whoever may see it; else 404 or a refusal."""
    try:
        found = catalogue.duty(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    permissions.require_see_duties(actor_of(request), found.agency)
    return found


@contextmanager
def _seen_again(form: Any, key: int) -> Iterator[None]:
    """A form that came too late is meant for the newest version when it is sent again: the reader is told what happened."""
    try:
        yield
    except Stale:
        form.now_seen(catalogue.duty(key).version)
        raise


def _back(request: HttpRequest, told: str, key: int | None = None) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:duty", key) if key is not None else redirect("backoffice:owed")
