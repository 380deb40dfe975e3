"""What is done with an item at the desk: a step of the gate, and the acts that need a word why; the rules of an agency."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.audit.actors import Actor
from gongkai.backoffice.forms.publishing import (
    GiveReason,
    ReassessItem,
    ReviewItem,
    SetHeadRules,
    SetRules,
    WithdrawItem,
)
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.publishing import HERE, item_for, text_of
from gongkai.law.errors import NotAllowed, Stale
from gongkai.law.gate import LABELS, Step
from gongkai.publications import actions, permissions
from gongkai.publications.queries import items, worklist
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into


@dataclass(frozen=True)
class Act:
    """label: of page and button; told: what it means; form; do(item, cleaned, actor); done: what is said afterwards."""

    label: str
    told: str
    form: type[GiveReason]
    do: Callable[[Any, dict[str, Any], Actor], Any]
    done: str


ACTS = {
    "recall": Act(
        "收回稿件",
        "稿件回到拟稿，本轮已经做的审查不再算数。已经批准、等时间公开的，收回后不会公开。",
        GiveReason,
        lambda item, told, actor: actions.recall_draft(item, reason=told["reason"], actor=actor),
        "稿件已经收回，可以修改后重新送审。",
    ),
    "drop": Act(
        "撤销稿件",
        "稿件不要了。已经公开的版本不受影响，理由留在留痕里。",
        GiveReason,
        lambda item, told, actor: actions.drop_draft(item, reason=told["reason"], actor=actor),
        "稿件已经撤销。",
    ),
    "urgent": Act(
        "紧急发布",
        "不等初审、复审、终审，现在就公开。还没有做的公开审查、保密审查由您在这一步一并负责；"
        "公开以后由另一位负责人补审。条例第十七条。",
        GiveReason,
        lambda item, told, actor: actions.publish_urgently(item, reason=told["reason"], actor=actor),
        "已经公开，等另一位负责人补审。",
    ),
    "withdraw": Act(
        "撤下",
        "公众马上看不到、搜不到它的内容。网址和索引号保留，写明原来是什么、为什么撤下、谁决定的。",
        WithdrawItem,
        lambda item, told, actor: actions.withdraw_item(
            item, reason=told["reason"], ground=told["ground"], replaced_by=told["replaced_by"], actor=actor
        ),
        "已经撤下。网址上只留下说明。",
    ),
    "archive": Act(
        "归档",
        "不再列在栏目的最新信息里；网址照样能打开、能搜到，页面写明已经归档。",
        GiveReason,
        lambda item, told, actor: actions.archive_item(item, reason=told["reason"], actor=actor),
        "已经归档。",
    ),
    "reassess": Act(
        "评估不予公开的信息",
        "因情势变化可以公开的，应当公开。条例第十八条。",
        ReassessItem,
        lambda item, told, actor: actions.reassess_item(
            item, may_open=told["may_open"], reason=told["reason"], actor=actor
        ),
        "评估已经登记。",
    ),
}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def item_act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """One of the acts that need a reason."""
    item, act = item_for(request, key), ACTS.get(slug)
    if act is None:
        raise Http404
    form = act.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            act.do(item, form.cleaned_data, actor_of(request))
            return _done(request, key, act.done)
    context = {**HERE, "item": item, "shown": items.draft_of_item(item) or item.current, "act": act, "form": form}
    return render(request, "backoffice/item_act.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_POST
def submit_item(request: HttpRequest, key: int) -> HttpResponse:
    """送审."""
    item = item_for(request, key)
    typed = request.POST.get("seen_version", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
    actions.submit_draft(item, actor=actor_of(request), seen_version=seen)
    return _done(request, key, "已经送审。")


@at_desk
@require_POST
def revise_item(request: HttpRequest, key: int) -> HttpResponse:
    """修订: begun with one click, since nothing public changes by it."""
    actions.revise_item(item_for(request, key), actor=actor_of(request))
    messages.success(request, "修订稿已经建好，公开的版本在批准以前不变。", extra_tags="done")
    return redirect("backoffice:edit_item", key)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def review_item(request: HttpRequest, key: int) -> HttpResponse:
    """审查: the text as it stands, beside it the conclusion."""
    item, actor = item_for(request, key), actor_of(request)
    draft = items.draft_of_item(item)
    steps = worklist.steps_for(draft, actor) if draft and draft.stage in worklist.IN_REVIEW else []
    asked = request.POST.get("kind", "")
    if asked in LABELS and asked not in steps:
        steps = [*steps, Step(asked)]  # the verb says why not
    form = ReviewItem(request.POST or None, steps=steps, initial={"seen_version": draft.version if draft else None})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "conclusion", "opinion", "ground")}
        with refusals_into(form):
            try:
                actions.record_review(item, actor=actor, seen_version=form.seen, **told)
            except Stale:
                form.now_seen(draft.version if draft else 0)
                raise
            return _reviewed(request, key, actor)
    if not steps and not form.is_bound:
        return redirect("backoffice:item", key)
    context = {
        **HERE,
        "item": item,
        "draft": draft,
        "form": form,
        "body": text_of(draft) if draft else "",
        "files": list(draft.attachments.select_related("file")) if draft else [],
        "steps": items.steps_of(item, draft, actor) if draft else [],
        "reviews": items.reviews_of(item),
    }
    return render(request, "backoffice/item_review.html", context, status=422 if form.is_bound else 200)


def _reviewed(request: HttpRequest, key: int, actor: Actor) -> HttpResponse:
    """On to the next step of the same item where the reviewer may take one, else to the item."""
    item = items.item_at_desk(key)
    draft = items.draft_of_item(item) if item else None
    if draft is not None and draft.stage in worklist.IN_REVIEW and worklist.steps_for(draft, actor):
        messages.success(request, "已经登记。这一件您还可以接着做下面的一步。", extra_tags="done")
        return redirect("backoffice:review_item", key)
    public = item is not None and item.standing == "public" and draft is None
    return _done(request, key, "已经公开。" if public else "审查已经登记。")


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_item(request: HttpRequest, key: int) -> HttpResponse:
    """补审 of what was released urgently."""
    item, actor = item_for(request, key), actor_of(request)
    version = items.version_at_desk(item, item.current.number) if item.current else None
    form = ReviewItem(request.POST or None, steps=[Step.CONFIRMATION], initial={"seen_version": item.version})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "conclusion", "opinion", "ground")}
        with refusals_into(form):
            try:
                actions.record_review(item, actor=actor, seen_version=form.seen, **told)
            except Stale:
                form.now_seen(item.version)
                raise
            return _done(request, key, "补审已经登记。")
    context = {
        **HERE,
        "item": item,
        "draft": version,
        "form": form,
        "confirms": True,
        "body": text_of(version) if version else "",
        "files": list(version.attachments.select_related("file")) if version else [],
        "reviews": items.reviews_of(item),
    }
    return render(request, "backoffice/item_review.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def publishing_rules(request: HttpRequest) -> HttpResponse:
    """发布规则 of the agency of the post."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    if not permissions.may_set_rules(actor, agency):
        permissions.require_rules(actor, agency)
        raise NotAllowed("rules.not_setting", "发布规则由负责人更改。", "请转交负责人。")
    row, force = items.rules_row(agency), items.rules_in_force(agency)
    names = (SetHeadRules if agency.parent_id is None else SetRules).base_fields
    told = {name: getattr(row or force, name, "") for name in names if name != "seen_version"}
    form_of: Any = SetHeadRules if agency.parent_id is None else SetRules
    form = form_of(request.POST or None, initial={**told, "seen_version": row.version if row else 0})
    if request.method == "POST" and form.is_valid():
        rules = {name: form.cleaned_data[name] for name in told}
        with refusals_into(form):
            try:
                actions.set_publishing_rules(agency, actor=actor, seen_version=form.seen, **rules)
            except Stale:
                form.now_seen(row.version if row else 0)
                raise
            messages.success(request, "发布规则已经保存，对以后办理的稿件有效。", extra_tags="done")
            return redirect("backoffice:publishing_rules")
    wanting = items.people_wanting(agency, clock.today())
    context = {**HERE, "agency": agency, "form": form, "own": row is not None, "wanting": wanting}
    return render(request, "backoffice/item_rules.html", context, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, key: int, told: str) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:item", key)
