"""公开 · 用语: the word lists of the checks while writing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.backoffice.forms.words import AddWord, EndWord, FindWord, ImportWords
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.publications import actions, permissions
from gongkai.publications.queries import words as queries
from gongkai.publications.wordlists import read_word_list
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into

HERE = {"here": "公开"}
SHOWN = 200  # rows on the page; the search narrows


@at_desk
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The rules that hold today: the agency's own, which it may change, and those from above."""
    agency = request.post_held.agency  # type: ignore[attr-defined]
    form = FindWord(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.word_rules(agency, on=clock.today(), asked=asked.get("asked", ""), kind=asked.get("kind", ""))
    context = {
        **HERE,
        "agency": agency,
        "form": form if form.is_bound else FindWord(),
        "rows": rows[:SHOWN],
        "more": max(0, rows.count() - SHOWN),
        "above": len(queries.words_for(agency, on=clock.today()))
        - queries.word_rules(agency, on=clock.today()).count(),
        "keeps": permissions.may_keep_words(actor_of(request), agency),
    }
    return render(request, "backoffice/word_list.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def add_word(request: HttpRequest) -> HttpResponse:
    """添加用语规则."""
    agency, actor = request.post_held.agency, actor_of(request)  # type: ignore[attr-defined]
    permissions.require_keep_words(actor, agency, "添加用语规则")
    form = AddWord(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            told = actions.WordTold(**form.cleaned_data)
            actions.add_word_rule(agency, told=told, since=clock.today(), actor=actor)
            return _done(request, f"“{told.wrong}”已经加入，从今天起核对。")
    return _act(request, form, "添加用语规则", f"对{agency.short_name}和它下面的机关都有效。")


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def end_word(request: HttpRequest, key: int) -> HttpResponse:
    """停用用语规则."""
    try:
        rule = queries.word_rule(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    actor = actor_of(request)
    permissions.require_keep_words(actor, rule.agency, "停用用语规则")
    form = EndWord(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.end_word_rule(rule, reason=form.cleaned_data["reason"], actor=actor)
            return _done(request, f"“{rule.wrong}”已经停用。")
    return _act(
        request, form, "停用用语规则", f"“{rule.wrong}”，改成“{rule.right or '（没有固定写法）'}”。理由：{rule.reason}"
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def import_words(request: HttpRequest) -> HttpResponse:
    """导入用语规则."""
    agency, actor = request.post_held.agency, actor_of(request)  # type: ignore[attr-defined]
    permissions.require_keep_words(actor, agency, "导入用语规则")
    form = ImportWords(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            file = form.cleaned_data["file"]
            rows = read_word_list(file.name, file.read())
            added = actions.import_word_rules(agency, rows=rows, since=clock.today(), actor=actor)
            return _done(request, f"导入了{added}条；{len(rows) - added}条已有同样的写法，没有重复收。")
    return _act(request, form, "导入用语规则", "有一行不对就一条也不收，改好后重新导入。")


def _done(request: HttpRequest, told: str) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:words")


def _act(request: HttpRequest, form: Any, label: str, told: str) -> HttpResponse:
    context = {**HERE, "form": form, "label": label, "told": told}
    return render(request, "backoffice/word_act.html", context, status=422 if form.is_bound else 200)
