"""栏目: the columns with how fresh they are, opening one from a template, arranging its page block by block."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.backoffice.forms import columns as forms
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.errors import Refusal, Stale
from gongkai.publications import actions
from gongkai.publications.keeping import may_arrange, require_arrange
from gongkai.publications.queries import columns as queries
from gongkai.publications.queries.freshness import freshness, tree
from gongkai.publications.queries.site import parts_of
from gongkai.publications.templates import of_group, template_named
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into

HERE = {"here": "栏目"}


@at_desk
@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """All columns, open and closed, with what the site check would say of them."""
    today = clock.today()
    branches = tree(today=today)
    context = {
        **HERE,
        "branches": branches,
        "freshness": freshness(branches, today=today),
        "missing": queries.missing_founded(),
        "arranges": may_arrange(actor_of(request)),
    }
    return render(request, "backoffice/column_list.html", context)


@at_desk
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """建立固定栏目."""
    made = actions.found_columns(actor=actor_of(request))
    return done(request, f"建立了{len(made)}个栏目。" if made else "固定栏目都已经在了。", "backoffice:columns")


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def open_section(request: HttpRequest) -> HttpResponse:
    """开设栏目: first a template is chosen, then what it fills in can be changed."""
    require_arrange(actor_of(request), "开设栏目")
    asked = request.POST.get("template", "") if request.method == "POST" else request.GET.get("template")
    if asked is None:
        groups = [("专题", of_group("special")), ("普通栏目", of_group("plain"))]
        return render(request, "backoffice/column_templates.html", {**HERE, "groups": groups})
    chosen = template_named(asked)
    form = forms.OpenSection(request.POST or None, initial=_suggested(chosen))
    if request.method == "POST" and form.is_valid():
        above = form.cleaned_data["parent"]
        with refusals_into(form):
            made = actions.open_section(
                told=actions.SectionTold(**form.told()),
                template=form.cleaned_data["template"],
                parent=queries.section(above) if above else None,
                actor=actor_of(request),
            )
            return done(request, f"栏目“{made.name}”已经开设，读者现在就看得到。", "backoffice:column", made.pk)
    told = "名称、说明都可以改；板块开设以后再编排。"
    return form_page(request, form, "开设栏目", told, chosen=chosen)


def _suggested(chosen: Any) -> dict[str, Any]:
    slug = queries.suggested_slug(chosen, clock.today())
    if chosen is None:
        return {"slug": slug, "kind": "other"}
    named = "" if not chosen.description else chosen.name  # the bare template only says what it is
    return {
        "name": named,
        "slug": slug,
        "description": chosen.description,
        "keywords": chosen.keywords,
        "kind": chosen.kind,
        "fresh_days": chosen.fresh_days,
        "template": chosen.key,
    }


@at_desk
@require_safe
def column(request: HttpRequest, key: int) -> HttpResponse:
    """编排: the blocks of a column in their order, what each shows now, and what else may be done with it."""
    section = find_section(key)
    parts = parts_of(section)
    today = clock.today()
    context = {
        **HERE,
        "section": section,
        "blocks": list(enumerate(queries.blocks_of(section, parts))) if parts else [],
        "branch": next(one for one in tree(today=today) if one.section.pk == section.pk),
        "counts": queries.counts_of(section),
        "kinds": queries.PART_KINDS,
        "arranges": may_arrange(actor_of(request)),
        "public": reverse("portal:section", args=[section.slug]),
    }
    return render(request, "backoffice/column.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, key: int, place: int | None = None) -> HttpResponse:
    """A block added (`?kind=`), or the one at that place changed."""
    section = find_section(key)
    require_arrange(actor_of(request), "编排栏目")
    parts = parts_of(section)
    if place is not None and place >= len(parts):
        raise Http404
    kind = request.GET.get("kind", "") if place is None else parts[place].kind
    if kind not in forms.PART_FORMS:
        raise Http404
    stored: dict[str, Any] = {} if place is None else forms.part_as_typed(parts[place])
    form = forms.PART_FORMS[kind](request.POST or None, initial={**stored, "seen_version": section.version})
    label = ("加" if place is None else "改") + dict(queries.PART_KINDS)[kind]
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            told = [actions.told_of(one) for one in parts]
            new = _part(form.told())
            told = [*told, new] if place is None else [*told[:place], new, *told[place + 1 :]]
            try:
                actions.arrange_section(section, parts=told, actor=actor_of(request), seen_version=form.seen)
            except Stale:
                form.now_seen(find_section(key).version)
                raise
            return done(request, f"“{new.title}”已经编排好。", "backoffice:column", key)
    return form_page(request, form, label, f"栏目“{section.name}”的板块。", section=section)


def _part(told: dict[str, Any]) -> actions.PartTold:
    """The block with the rows its keys stand for."""
    source, field = told.pop("source", None), told.pop("field", None)
    return actions.PartTold(
        **told,
        source=queries.section(source) if source else None,
        field=next((one for one in queries.fields() if one.pk == field), None),
    )


@at_desk
@require_POST
def change_part(request: HttpRequest, key: int, place: int) -> HttpResponse:
    """A block moved up or down, or taken away: `act` up, down, remove."""
    section = find_section(key)
    told = [actions.told_of(one) for one in parts_of(section)]
    act = request.POST.get("act", "")
    if place >= len(told) or act not in ("up", "down", "remove"):
        raise Http404
    block = told.pop(place)
    if act != "remove":
        told.insert(max(0, place + (-1 if act == "up" else 1)), block)
    seen = request.POST.get("seen_version", "")
    try:
        actions.arrange_section(
            section,
            parts=told,
            actor=actor_of(request),
            seen_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
        )
    except Refusal as refusal:
        messages.warning(request, f"{refusal.message}{refusal.hint}", extra_tags="warn")
        return redirect("backoffice:column", key)
    way = {"up": "往前移了", "down": "往后移了", "remove": "去掉了"}[act]
    return done(request, f"“{block.title}”{way}。", "backoffice:column", key)


def find_section(key: int) -> Any:
    try:
        return queries.section(key)
    except ObjectDoesNotExist:
        raise Http404 from None


def done(request: HttpRequest, told: str, name: str, *args: Any) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect(name, *args)


def form_page(request: HttpRequest, form: Any, label: str, told: str, **more: Any) -> HttpResponse:
    context = {**HERE, "form": form, "label": label, "told": told, **more}
    return render(request, "backoffice/column_act.html", context, status=422 if form.is_bound else 200)
