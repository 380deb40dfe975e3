"""文件 · 登记簿: what is done in it: an entry, its correction, an act on validity, an act cancelled, the rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.backoffice.forms.register import (
    CancelChangeForm,
    ChangeForm,
    CorrectEntryForm,
    DocumentRulesForm,
    EntryForm,
    HeadDocumentRulesForm,
    keeps_for,
)
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.register import HERE, document_for
from gongkai.documents import actions, facts, permissions
from gongkai.documents.queries import histories
from gongkai.law.errors import Stale
from gongkai.screens.forms import refusals_into

ANY = ["GET", "HEAD", "POST"]
DAYS = ("issued_on", "effective_on", "valid_until", "disclosed_on", "registered_on")


@at_desk
@require_http_methods(ANY)
def enter(request: HttpRequest) -> HttpResponse:
    """登记入册 of a document that exists already."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_register(actor, agency, "登记入册")
    over = keeps_for(agency, all_below=agency.parent_id is None and permissions.may_review(actor, agency))
    form = EntryForm(request.POST or None, agency=agency, over=over, initial={"agency": agency.pk, "kind": "normative"})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.enter_document(form.cleaned_data["agency"], told=actions.EntryTold(**form.told), actor=actor)
            return _done(request, made.pk, "文件已经登记入册。改变过效力的，请接着登记效力变动。")
    told = "已经印发的文件在这里登记，自己的日期从头算起。正在制定的，请从“起草文件”开始办。"
    return _page(request, form, None, "登记入册", told)


@at_desk
@require_http_methods(ANY)
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """更正登记."""
    document, actor = document_for(request, key), actor_of(request)
    permissions.require_register(actor, document.agency, "更正登记")
    form = CorrectEntryForm(request.POST or None, agency=document.agency, initial=_initial(document))
    if request.method == "POST" and form.is_valid():
        asked = {"told": actions.EntryTold(**form.told), "reason": form.cleaned_data["reason"]}
        with refusals_into(form), _seen(form, document):
            actions.correct_entry(document, actor=actor, seen_version=form.seen, **asked)
            return _done(request, key, "更正已经登记，原来的内容留在留痕里。")
    told = "照印发的文件改正填错的一项。内容要改的，不是更正：请另行制定修改它的文件，再登记效力变动。"
    return _page(request, form, document, "更正登记", told)


@at_desk
@require_http_methods(ANY)
def record_change(request: HttpRequest, key: int) -> HttpResponse:
    """登记效力变动."""
    document, actor = document_for(request, key), actor_of(request)
    permissions.require_register(actor, document.agency, "登记效力变动")
    form = ChangeForm(request.POST or None, initial={"seen_version": document.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), _seen(form, document):
            actions.record_change(document, actor=actor, seen_version=form.seen, **form.told)
            return _done(request, key, "效力变动已经登记。到了那一天，公众看到的页面会自己改过来。")
    told = "哪一份文件、自何日起，修改、废止、宣布失效或者延长了这一份。一废一立的，新文件另有自己的登记。"
    return _page(request, form, document, "登记效力变动", told)


@at_desk
@require_http_methods(ANY)
def cancel_change(request: HttpRequest, key: int, change_key: int) -> HttpResponse:
    """取消效力变动 that was recorded by mistake."""
    document, actor = document_for(request, key), actor_of(request)
    permissions.require_register(actor, document.agency, "取消效力变动")
    change = histories.change_of(document, change_key)
    if change is None:
        raise Http404
    form = CancelChangeForm(request.POST or None, initial={"seen_version": document.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), _seen(form, document):
            actions.cancel_change(change, reason=form.cleaned_data["reason"], actor=actor, seen_version=form.seen)
            return _done(request, key, "已经取消，这份文件的有效性照没有这一条重新算过。")
    by = f"，依据《{change.acting_title}》{change.acting_number}" if change.acting_title else ""
    told = f"{change.get_kind_display()}{by}。只用于登记错了的；事情又有变化的，请登记新的变动。"
    return _page(request, form, document, "取消效力变动", told)


@at_desk
@require_http_methods(ANY)
def rules(request: HttpRequest) -> HttpResponse:
    """规范性文件规则 of the agency of the post."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_rules(actor, agency)
    now = facts.rules_of(agency)
    own = now.agency_id == agency.pk and now.pk is not None
    form_of: Any = HeadDocumentRulesForm if agency.parent_id is None else DocumentRulesForm
    names = [name for name in form_of.base_fields if name != "seen_version"]
    told = {name: getattr(now, name) for name in names} | ({} if own else {"register_mark": ""})
    form = form_of(request.POST or None, initial={**told, "seen_version": now.version if own else 0})
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in names}
        with refusals_into(form), _seen(form, now):
            actions.set_document_rules(agency, actor=actor, seen_version=form.seen, **asked)
            messages.success(request, "规则已经保存，对以后办理的文件有效。", extra_tags="done")
            return redirect("backoffice:document_rules")
    context = {**HERE, "form": form, "agency": agency, "own": own}
    return render(request, "backoffice/document_rules.html", context, status=422 if form.is_bound else 200)


@contextmanager
def _seen(form: Any, record: Any) -> Iterator[None]:
    """A refusal as stale leaves the newest version on the form: what is sent next is meant for that one."""
    try:
        yield
    except Stale:
        form.now_seen(record.version)
        raise


def _initial(document: Any) -> dict[str, Any]:
    """What stands in the register, as the form writes it."""
    bases = [f"《{basis.title}》{basis.article}" for basis in document.all_bases]
    return {
        **{
            name: getattr(document, name) for name in ("title", "number", "kind", "trial", "registration_number", *DAYS)
        },
        "field": document.field_id,
        "bases": "\n".join(bases),
        "joint": "\n".join(one.short_name for one in document.joint.all()),
        "joint_outside": "\n".join(document.joint_outside),
        "seen_version": document.version,
    }


def _done(request: HttpRequest, key: int, told: str) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:document", key)


def _page(request: HttpRequest, form: Any, document: Any, label: str, told: str) -> HttpResponse:
    back = reverse("backoffice:document", args=[document.pk]) if document else reverse("backoffice:documents")
    context = {**HERE, "form": form, "document": document, "label": label, "told": told, "back_to": back}
    return render(request, "backoffice/document_act.html", context, status=422 if form.is_bound else 200)
