"""文件 · 在办: documents being made, one document's life as a course of steps, what it is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.backoffice.forms.lives import DocumentForm, ReviseForm
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.documents import actions, permissions
from gongkai.documents.queries import acts, lives
from gongkai.law.errors import Stale
from gongkai.screens.forms import refusals_into
from gongkai.screens.paging import keyset

HERE = {"here": "文件"}
SIZE = 30


@at_desk
@require_safe
def life_list(request: HttpRequest) -> HttpResponse:
    """在办文件 (`?stage=`), or those given up (`?shelf=dropped`)."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    stage = request.GET.get("stage", "")
    stage = stage if stage in dict(lives.STAGES) else ""
    over = request.GET.get("shelf") == "dropped"
    page: Any = keyset(
        request,
        lambda before, size: (
            lives.dropped(actor, before=before, size=size)
            if over
            else lives.in_work(actor, stage=stage, before=before, size=size)
        ),
        size=SIZE,
    )
    counts = lives.by_stage(actor)
    context = {
        **HERE,
        "agency": agency,
        "rows": [(row, lives.next_of(row, actor)) for row in page.rows],
        "page": page,
        "over": over,
        "stage": stage,
        "stages": [(key, label, counts[key]) for key, label in lives.STAGES if counts.get(key)],
        "total": sum(counts.values()),
        "drafts": permissions.may_draft(actor, agency),
    }
    return render(request, "backoffice/life_list.html", context)


def life_for(request: HttpRequest, key: int) -> Any:
    """The document, for somebody who may see it. Http404 when there is none."""
    document = lives.life(key)
    if document is None:
        raise Http404
    permissions.require_see_document(actor_of(request), document)
    return document


@at_desk
@require_safe
def life(request: HttpRequest, key: int) -> HttpResponse:
    """One document: its course, what is next and who must do it, its text, its interpretations."""
    document, actor = life_for(request, key), actor_of(request)
    course = lives.course_of(document)
    following = lives.next_of(document, actor)
    context = {
        **HERE,
        "document": document,
        "recorded": [(step, row) for step in course for row in step.rows],
        "required": [step.label for step in course if step.required and not step.rows],
        "stages": [
            ("now" if document.stage == "drafting" else "past", "起草", ""),
            *((step.standing, step.label, step.told) for step in course),
        ],
        "next": following,
        "next_at": _address(following.name, document) if following and following.name else "",
        "may": lives.may_of(document, actor),
        "skippable": lives.skippable(document),
        "reviews": [(one, _named("backoffice:review", one.pk)) for one in lives.reviews_of(document)],
        "interpretations": lives.interpretations_of(document),
        "acts": [(entry, acts.CHANGES.get(entry.verb, entry.verb)) for entry in lives.acts_on(document)],
        "in_register": _named("backoffice:document", document.pk) if document.issued_on else "",
    }
    return render(request, "backoffice/life.html", context)


def _address(name: str, document: Any) -> str:
    """Where what comes next is done: an act of this page, the legality review, or the item at the gate."""
    if name == "item":
        return reverse("backoffice:item", args=[document.publication_id])
    if name == "review":
        return _named("backoffice:submit_document", document.pk)
    if name == "reviewing":
        review = lives.open_review(document)
        return _named("backoffice:review", review.pk) if review else ""
    return reverse("backoffice:life_act", args=[document.pk, name])


def _named(name: str, key: int) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_life(request: HttpRequest) -> HttpResponse:
    """起草文件."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    if not permissions.may_draft(actor, agency):
        permissions.refuse(actor, "document.not_drafting", f"起草须由{agency.short_name}的经办人、联络员或者编辑办理。")
    form = DocumentForm(request.POST or None, agency=agency, initial={"agency": agency.pk, "kind": "normative"})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.draft_document(
                form.cleaned_data["agency"],
                told=actions.DocumentTold(**form.told),
                actor=actor,
                drafted_by=agency,
            )
            messages.success(request, "文件已经建好，下面是它要经过的各个环节。", extra_tags="done")
            return redirect("backoffice:life", made.pk)
    return _page(
        request, form, None, "起草文件", "从起草到公布，每一步办了什么、没有办的为什么，都留在这份文件的经过里。"
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_life(request: HttpRequest, key: int) -> HttpResponse:
    """修改文件信息, until it is registered."""
    document, actor = life_for(request, key), actor_of(request)
    permissions.require_draft(actor, document, "修改文件信息")
    form = ReviseForm(request.POST or None, agency=document.agency, initial=_initial(document))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            try:
                told = actions.DocumentTold(**form.told)
                actions.revise_document(document, told=told, actor=actor, seen_version=form.seen)
            except Stale:
                form.now_seen(document.version)
                raise
            messages.success(request, "文件信息已经修改。", extra_tags="done")
            return redirect("backoffice:life", key)
    told_ = "登记编号以前都可以改。正文随合法性审核送审，不在这里写。"
    return _page(request, form, document, "修改文件信息", told_)


def _initial(document: Any) -> dict[str, Any]:
    """What stands on the row, as the form writes it."""
    bases = [f"《{basis.title}》{basis.article}" for basis in document.bases.all()]
    return {
        "title": document.title,
        "kind": document.kind,
        "field": document.field_id,
        "effective_on": document.effective_on,
        "valid_until": document.valid_until,
        "trial": document.trial,
        "bases": "\n".join(bases),
        "joint": "\n".join(one.short_name for one in document.joint.all()),
        "joint_outside": "\n".join(document.joint_outside),
        "seen_version": document.version,
    }


def _page(request: HttpRequest, form: Any, document: Any, label: str, told: str) -> HttpResponse:
    context = {**HERE, "form": form, "document": document, "label": label, "told": told}
    return render(request, "backoffice/life_act.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_POST
def finish_drafting(request: HttpRequest, key: int) -> HttpResponse:
    """起草完毕, with one click."""
    document = life_for(request, key)
    typed = request.POST.get("seen_version", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
    actions.finish_drafting(document, actor=actor_of(request), seen_version=seen)
    messages.success(request, "起草已经完毕。", extra_tags="done")
    return redirect("backoffice:life", key)
