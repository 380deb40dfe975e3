"""文件 · 清理: the clean-ups, one working list with proposals for a line or many, the leader's decision, the result."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.backoffice.forms.cleanups import (
    ALL,
    CHOSEN,
    DecideCleanup,
    DropCleanup,
    OpenCleanup,
    ProposeLines,
    ProposeOne,
)
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.register import TONES
from gongkai.documents import actions, permissions
from gongkai.documents.queries import cleanups as queries
from gongkai.documents.queries.cleanups import LineShown, Sought
from gongkai.law.errors import Stale
from gongkai.publications.permissions import may_write
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into
from gongkai.screens.paging import Page, keyset

HERE = {"here": "文件", "shelf": "cleanups"}
SIZE = 50
DECISION_TONES = {"keep": "good", "amend": "partly", "repeal": "void", "declare_lapsed": "void"}


@at_desk
@require_safe
def cleanup_list(request: HttpRequest) -> HttpResponse:
    """清理 of the agency of the post, of those above it that look at its documents, and of those below."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    rows = queries.cleanups(actor)
    context = {**HERE, "agency": agency, "rows": rows, "opens": permissions.may_register(actor, agency)}
    return render(request, "backoffice/cleanup_list.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def open_cleanup(request: HttpRequest) -> HttpResponse:
    """开始清理."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_register(actor, agency, "开始清理")
    form = OpenCleanup(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.open_cleanup(agency, actor=actor, **form.cleaned_data)
            messages.success(request, "清理已经开始，文件都列在下面。", extra_tags="done")
            return redirect("backoffice:cleanup", made.pk)
    told = f"把{agency.short_name}的文件逐件看一遍：继续有效、修改、废止，还是宣布失效。处理由各机关提出，由负责人一并决定。"
    return _page(request, form, None, "开始清理", told)


def cleanup_for(request: HttpRequest, key: int) -> Any:
    """The clean-up, for somebody who may see it. Http404 when there is none."""
    found = queries.cleanup(key)
    if found is None:
        raise Http404
    if not queries.may_see(actor_of(request), found):
        permissions.refuse(
            actor_of(request), "cleanup.not_yours", f"{found.agency.short_name}的清理，您现在的岗位看不到。"
        )
    return found


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def cleanup(request: HttpRequest, key: int) -> HttpResponse:
    """The working list (`?decision=`, `?agency=`, `?words=`); POST proposes for the lines chosen."""
    found, actor, today = cleanup_for(request, key), actor_of(request), clock.today()
    sought = _sought(request)
    page: Page[LineShown] = keyset(
        request,
        lambda before, size: queries.page_of(found, sought, today=today, before=before, size=size),
        size=SIZE,
        key="key",
    )
    fitting = queries.lines_sought(found, sought).count()
    form = ProposeLines(request.POST or None, on_page=len(page.rows), fitting=fitting)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            changed = actions.propose_lines(
                found, actor=actor, **_lines(request, form, found, sought, page), **form.told
            )
            told = f"{changed}件已经提出处理。" if changed else "选的文件本来就是这样处理，没有改动。"
            messages.success(request, told, extra_tags="done")
            return redirect(f"{reverse('backoffice:cleanup', args=[key])}?{request.GET.urlencode()}".rstrip("?"))
    return _working_list(
        request, found, form, page, {"sought": sought, "narrowed": bool(sought.words or sought.agency)}
    )


def _working_list(
    request: HttpRequest, found: Any, form: ProposeLines, page: Page[LineShown], told: Mapping[str, Any]
) -> HttpResponse:
    actor, today = actor_of(request), clock.today()
    progress = queries.progress_of(found, today)
    is_open = found.state == found.State.OPEN
    ticked = {text.split(":")[0] for text in request.POST.getlist("chosen")}
    keeps = is_open and queries.keeps(actor, found)
    rows = [
        {
            "shown": row,
            "tone": TONES.get(row.state, "") if row.state else "",
            "decided": DECISION_TONES.get(row.line.decision, ""),
            "may": is_open and (keeps or queries.may_propose(actor, row.line)),
            "ticked": str(row.line.pk) in ticked,
        }
        for row in page.rows
    ]
    context = {
        **HERE,
        **told,
        "cleanup": found,
        "form": form,
        "page": page,
        "rows": rows,
        "progress": progress,
        "shelves": [
            (queries.NONE, "没有提出处理", progress.counts[""]),
            *((key, label, progress.counts[key]) for key, label in queries.DECISIONS),
        ],
        "agencies": queries.agencies_of(found),
        "proposes": any(row["may"] for row in rows),
        "keeps": keeps,
        "decides": is_open and permissions.may_decide(actor, found.agency),
        "drops": is_open and permissions.may_register(actor, found.agency) and progress.counts[""] == progress.total,
        "prepares": not is_open and _wants_result(found) and may_write(actor, found.agency),
        "wants_result": not is_open and _wants_result(found),
        "left_out": [] if is_open else queries.result_of(found, today)[1],
        "is_public": queries.result_is_public(found),
    }
    return render(request, "backoffice/cleanup.html", context, status=422 if form.is_bound else 200)


def _wants_result(found: Any) -> bool:
    """Whether its result is neither public nor being written."""
    item = found.publication
    return item is None or (item.published_at is None and getattr(item, "draft", None) is None)


def _sought(request: HttpRequest) -> Sought:
    asked = request.GET
    decision, agency = asked.get("decision", ""), asked.get("agency", "")
    return Sought(
        decision if decision in {queries.NONE, *queries.LABELS} else "",
        int(agency) if agency.isascii() and agency.isdigit() and len(agency) < 10 else None,
        asked.get("words", "").replace("\x00", "")[:80].strip(),
    )


def _lines(
    request: HttpRequest, form: ProposeLines, found: Any, sought: Sought, page: Page[LineShown]
) -> dict[str, Any]:
    """Which lines are meant, and at which version they were read."""
    scope = form.cleaned_data["scope"] or CHOSEN
    if scope == ALL:
        return {"lines": list(queries.lines_sought(found, sought).values_list("pk", flat=True))}
    name = "chosen" if scope == CHOSEN else "listed"
    seen: dict[int, int] = {}
    for text in request.POST.getlist(name)[: 2 * SIZE]:
        line, _, version = text.partition(":")
        if all(part.isascii() and part.isdigit() and len(part) < 10 for part in (line, version)):
            seen[int(line)] = int(version)
    return {"lines": list(seen), "seen": seen}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def propose_line(request: HttpRequest, key: int, line_key: int) -> HttpResponse:
    """提出处理 for one document."""
    found, actor, line = cleanup_for(request, key), actor_of(request), queries.line(line_key)
    if line is None or line.cleanup_id != found.pk:
        raise Http404
    initial = {"decision": line.decision, "reason": line.reason, "seen_version": line.version}
    form = ProposeOne(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            seen = {line.pk: form.seen} if form.seen is not None else None
            try:
                actions.propose_lines(found, lines=[line.pk], actor=actor, seen=seen, **form.told)
            except Stale:
                form.now_seen(line.version)
                raise
            messages.success(request, f"“{line.document.title}”已经提出处理。", extra_tags="done")
            return redirect("backoffice:cleanup", key)
    (shown,) = queries.shown([line], clock.today())
    state = f"现在{shown.state.label}" if shown.state else ""
    told = "；".join([f"{line.document.agency.short_name} {line.document.number or '没有文号'}", state, *shown.hints])
    return _page(request, form, found, "提出处理", f"{told}。", about=line.document.title)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """作出清理决定."""
    found, actor = cleanup_for(request, key), actor_of(request)
    permissions.require_decide(actor, found.agency, "作出清理决定")
    form = DecideCleanup(request.POST or None, initial={"seen_version": found.version})
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("number", "on", "effective_on")}
        with refusals_into(form):
            try:
                actions.decide_cleanup(found, actor=actor, seen_version=form.seen, **asked)
            except Stale:
                form.now_seen(found.version)
                raise
            messages.success(request, "决定已经作出，废止和宣布失效都记进了登记簿。请准备公布结果。", extra_tags="done")
            return redirect("backoffice:cleanup", key)
    counts = queries.progress_of(found, clock.today()).counts
    sums = "，".join(f"{label}{counts[key]}件" for key, label in queries.DECISIONS if counts[key])
    told = f"{sums or '还没有提出处理'}。决定以后，废止、宣布失效的记进登记簿；修改的另由修改它的文件登记，在那以前继续有效。"
    return _page(request, form, found, "作出清理决定", told)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """撤销清理, begun by mistake."""
    found, actor = cleanup_for(request, key), actor_of(request)
    permissions.require_register(actor, found.agency, "撤销清理")
    form = DropCleanup(request.POST or None, initial={"seen_version": found.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.drop_cleanup(found, reason=form.cleaned_data["reason"], actor=actor)
            messages.success(request, "清理已经撤销。", extra_tags="done")
            return redirect("backoffice:cleanups")
    return _page(request, form, found, "撤销清理", "还没有文件提出处理的，可以撤销；列过的文件不受影响。")


@at_desk
@require_http_methods(["POST"])
def result(request: HttpRequest, key: int) -> HttpResponse:
    """准备公布结果: the item is written, and the editor opens it."""
    found = cleanup_for(request, key)
    item = actions.publish_cleanup(found, actor=actor_of(request))
    messages.success(request, "清理结果已经写成稿件，请核对后送审。", extra_tags="done")
    return redirect("backoffice:item", item.pk)


def _page(request: HttpRequest, form: Any, found: Any, label: str, told: str, *, about: str = "") -> HttpResponse:
    context = {**HERE, "form": form, "cleanup": found, "label": label, "told": told, "about": about}
    return render(request, "backoffice/cleanup_act.html", context, status=422 if form.is_bound else 200)
