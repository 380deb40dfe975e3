"""栏目: renamed, moved, put in order, closed and opened again, emptied into another, removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.backoffice.forms import columns as forms
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.columns import HERE, done, find_section, form_page
from gongkai.law.errors import Refusal, Stale
from gongkai.publications import actions
from gongkai.publications.keeping import require_arrange
from gongkai.publications.queries import columns as queries
from gongkai.screens.forms import refusals_into

BOTH = ["GET", "HEAD", "POST"]


@at_desk
@require_http_methods(BOTH)
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """更改栏目."""
    section, actor = find_section(key), actor_of(request)
    require_arrange(actor, "更改栏目")
    stored = {name: getattr(section, name) for name in forms.SectionForm.base_fields}
    form = forms.RenameSection(
        request.POST or None, initial={**stored, "seen_version": section.version}, fixed=bool(section.fixed)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), _told_when_stale(form, key):
            made = actions.rename_section(
                section, told=actions.SectionTold(**form.told()), actor=actor, seen_version=form.seen
            )
            return done(request, f"栏目“{made.name}”已经更改。", "backoffice:column", key)
    told = "改了网址的，旧网址一直转到新网址。"
    return form_page(request, form, "更改栏目", told, section=section)


@at_desk
@require_http_methods(BOTH)
def move(request: HttpRequest, key: int) -> HttpResponse:
    """移动栏目."""
    section, actor = find_section(key), actor_of(request)
    require_arrange(actor, "移动栏目")
    initial = {"parent": section.parent_id, "seen_version": section.version}
    form = forms.MoveSection(request.POST or None, initial=initial, section=section)
    if request.method == "POST" and form.is_valid():
        above = form.cleaned_data["parent"]
        with refusals_into(form), _told_when_stale(form, key):
            parent = queries.section(above) if above else None
            actions.move_section(section, parent=parent, actor=actor, seen_version=form.seen)
            return done(request, f"栏目“{section.name}”已经移动，网址不变。", "backoffice:column", key)
    return form_page(request, form, "移动栏目", "栏目连同下级栏目一起移；网址不变。", section=section)


@at_desk
@require_http_methods(BOTH)
def move_items(request: HttpRequest, key: int) -> HttpResponse:
    """移动信息: those ticked, or all."""
    section, actor = find_section(key), actor_of(request)
    require_arrange(actor, "移动信息")
    form = forms.MoveItems(request.POST or None, section=section)
    ticked = {int(one) for one in request.POST.getlist("keys") if one.isascii() and one.isdigit() and len(one) < 19}
    if request.method == "POST" and form.is_valid():
        keys = None if form.cleaned_data["everything"] else ticked
        with refusals_into(form):
            to = queries.section(form.cleaned_data["to"])
            moved = actions.move_items(section, to=to, actor=actor, keys=keys)
            drafts = f"，在办的稿件{moved.drafts}件" if moved.drafts else ""
            return done(request, f"{moved.items}件信息{drafts}移到了“{to.name}”，网址不变。", "backoffice:column", key)
    context = {
        **HERE,
        "form": form,
        "section": section,
        "items": queries.items_of(section)[:100],
        "counts": queries.counts_of(section),
        "ticked": ticked,
    }
    return render(request, "backoffice/column_items.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_http_methods(BOTH)
def close(request: HttpRequest, key: int) -> HttpResponse:
    """关闭栏目."""
    section, actor = find_section(key), actor_of(request)
    require_arrange(actor, "关闭栏目")
    form = forms.CloseSection(request.POST or None, initial={"seen_version": section.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), _told_when_stale(form, key):
            actions.close_section(section, reason=form.cleaned_data["reason"], actor=actor, seen_version=form.seen)
            return done(request, f"栏目“{section.name}”已经关闭。", "backoffice:column", key)
    told = "不再往里面发布，也不再列在栏目里。栏目的页面留着，写明已经关闭；里面的信息照常可以看，网址不变。"
    return form_page(request, form, "关闭栏目", told, section=section)


@at_desk
@require_POST
def change(request: HttpRequest, key: int) -> HttpResponse:
    """One press: `act` up or down among its neighbours, reopen, remove."""
    section, actor = find_section(key), actor_of(request)
    act = request.POST.get("act", "")
    try:
        if act in ("up", "down"):
            actions.reorder_section(section, up=act == "up", actor=actor)
            return redirect("backoffice:columns")
        if act == "reopen":
            actions.reopen_section(section, actor=actor, seen_version=None)
            return done(request, f"栏目“{section.name}”重新开放了。", "backoffice:column", key)
        if act == "remove":
            name = actions.remove_section(section, actor=actor)
            return done(request, f"栏目“{name}”已经删除。", "backoffice:columns")
    except Refusal as refusal:
        messages.warning(request, f"{refusal.message}{refusal.hint}", extra_tags="warn")
    return redirect("backoffice:column", key)


@contextmanager
def _told_when_stale(form: Any, key: int) -> Iterator[None]:
    """A form that meets `Stale` is meant, when it is sent again, for the column as it stands by then."""
    try:
        yield
    except Stale:
        form.now_seen(find_section(key).version)
        raise
