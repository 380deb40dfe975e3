"""写一件: the editing page of an item, its checks while writing, its pictures and files. Whatever is sent is saved first."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.backoffice.forms.editing import EditItem, NewItem, initial_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.writing import do_asked
from gongkai.files.queries import content_of, media_type
from gongkai.law.errors import Refusal, Stale
from gongkai.publications import actions, permissions
from gongkai.publications.checking import Finding, findings_of, open_findings
from gongkai.publications.cleaning import clean, for_desk
from gongkai.publications.queries import editing
from gongkai.publications.queries.checking import facts_of_typed
from gongkai.screens import clock
from gongkai.screens.downloads import download
from gongkai.screens.forms import add_refusal, refusals_into

HERE = {"here": "公开"}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: HttpRequest) -> HttpResponse:
    """拟稿 for the agency of the post; `?duty=`: the element of the catalogue it fills."""
    agency, actor = request.post_held.agency, actor_of(request)  # type: ignore[attr-defined]
    permissions.require_write(actor, agency, "拟稿")
    duties = editing.duties_of(agency)
    form = NewItem(request.POST or None, duties=duties, initial={"duty": request.GET.get("duty", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            written = actions.Written(title=form.cleaned_data["title"])
            made = actions.draft_item(agency, written=written, duty=form.cleaned_data["duty"], actor=actor)
            return redirect("backoffice:edit_item", made.pk)
    context = {**HERE, "form": form, "agency": agency}
    return render(request, "backoffice/item_new.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_item(request: HttpRequest, key: int) -> HttpResponse:
    """编辑. GET shows the draft; POST saves it and does what the button says (`do`)."""
    item, draft = _open(request, key)
    actor = actor_of(request)
    if draft is None or draft.stage != editing.WRITING or not permissions.may_write(actor, item.issued_by):
        return render(
            request, "backoffice/item_closed.html", {**HERE, "item": item, "draft": draft, **_item_page(item)}
        )
    revising = item.current_id is not None
    if request.method != "POST":
        return _page(request, item, draft, EditItem(initial=initial_of(draft), revising=revising))
    form = EditItem(request.POST, request.FILES, revising=revising)
    theirs, typed = None, {}
    if form.is_valid():
        typed = dict(form.cleaned_data)  # a field that a refusal names is taken out of the form's own
        try:
            told, asked = do_asked(request, item, form, actor=actor)
        except Stale as stale:
            theirs = editing.draft_of(item)
            form.now_seen(theirs.version if theirs else draft.version)
            add_refusal(form, stale)
        except Refusal as refusal:
            # The words were saved before the file or the review was refused.
            saved = editing.draft_of(item)
            form.now_seen(saved.version if saved else draft.version)
            add_refusal(form, refusal)
        else:
            messages.success(request, told, extra_tags="done")
            return redirect(_after(item, asked))
    return _page(request, item, editing.draft_of(item) or draft, form, typed=typed or form.cleaned_data, theirs=theirs)


def _after(item: Any, asked: str) -> str:
    """Where one goes from here: after handing in to the item's own page, else back to the text, near what was done."""
    page = _item_page(item)["item_page"]
    if asked == "submit" and page:
        return page
    anchor = {"accept": "#findings", "attach": "#attachments", "remove": "#attachments", "up": "#attachments"}
    return reverse("backoffice:edit_item", args=[item.pk]) + anchor.get(asked.partition(":")[0], "")


@at_desk
@require_POST
def check_item(request: HttpRequest, key: int) -> HttpResponse:
    """The findings about what is typed, not saved: a piece of the page."""
    item, draft = _open(request, key)
    permissions.require_write(actor_of(request), item.issued_by, "核对稿件")
    if draft is None:
        raise Http404
    form = EditItem(request.POST, revising=item.current_id is not None)
    form.is_valid()  # what is not valid yet is left out
    context = {**_counted(_findings(item, draft, form.cleaned_data)), "again": True}
    return render(request, "backoffice/item_findings.html", context)


@at_desk
@require_POST
def insert_picture(request: HttpRequest, key: int) -> HttpResponse:
    """插入图片: keeps the file and answers its address, its description and the draft's version, as JSON."""
    item, _ = _open(request, key)
    file, seen = request.FILES.get("picture"), request.POST.get("seen_version", "")
    if file is None:
        return JsonResponse({"error": "还没有选图片。"}, status=422)
    try:
        row = actions.attach_file(
            item,
            file.name or "图片",
            file.read(),
            actor=actor_of(request),
            description=request.POST.get("description", ""),
            in_text=True,
            seen_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
        )
    except Refusal as refusal:
        return JsonResponse({"error": f"{refusal.message}{refusal.hint}"}, status=422)
    draft = editing.draft_of(item)
    address = reverse("backoffice:item_file", args=[item.pk, row.pk, row.name])
    return JsonResponse({"src": address, "alt": row.description, "seen_version": draft.version if draft else ""})


@at_desk
@require_safe
def item_file(request: HttpRequest, key: int, attachment_key: int, name: str) -> HttpResponse:
    """A file of the item, for those who may see what is not public yet. `?preview`: the picture of its first page."""
    item, _ = _open(request, key)
    row = editing.file_of(item, attachment_key)
    if row is None:
        raise Http404
    file = row.preview if "preview" in request.GET else row.file
    if file is None:
        raise Http404
    response = download(content_of(file), row.name, media_type(file))
    if file.kind in {"png", "jpg"}:
        response["Content-Disposition"] = "inline"
    return response


def _open(request: HttpRequest, key: int) -> tuple[Any, Any]:
    """The item and its draft, for those who may see it."""
    try:
        item = editing.item(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    permissions.require_see(actor_of(request), item.issued_by)
    return item, editing.draft_of(item)


def _findings(item: Any, draft: Any, values: Mapping[str, Any]) -> list[Finding]:
    """values: the fields of the form as typed."""
    typed = {**values, "body": clean(str(values.get("body") or ""), item=item.pk)}
    facts = facts_of_typed(item.issued_by, typed, today=clock.today(), draft=draft, files=editing.files_of(draft))
    return findings_of(facts)


def _counted(findings: Sequence[Finding]) -> dict[str, Any]:
    left = open_findings(findings)
    must = sum(finding.must for finding in left)
    return {"findings": findings, "must": must, "should": len(left) - must}


def _page(
    request: HttpRequest, item: Any, draft: Any, form: EditItem, *, typed: Any = None, theirs: Any = None
) -> HttpResponse:
    """typed: the fields as they were sent; without them, those of the draft."""
    context = {
        **HERE,
        **_item_page(item),
        "item": item,
        "draft": draft,
        "form": form,
        "files": editing.files_of(draft),
        **_counted(_findings(item, draft, typed or form.initial)),
        "theirs": theirs,
        "theirs_body": mark_safe(for_desk(clean(theirs.body))) if theirs else "",
    }
    return render(request, "backoffice/item_edit.html", context, status=422 if form.errors else 200)


def _item_page(item: Any) -> dict[str, str]:
    """The item's own page at the desk."""
    try:
        return {"item_page": reverse("backoffice:item", args=[item.pk])}
    except NoReverseMatch:
        return {"item_page": ""}
