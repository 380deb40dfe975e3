"""遮盖: an original with its pages, marks and suggestions; what it would look like; proven, then laid by for the reply."""

import base64
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import actions, permissions, queries
from gongkai.backoffice import redacting
from gongkai.backoffice.forms.redaction import MOST_ON_A_PAGE, MarkRow, MarkRows, Sheet, as_text, rows_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.acts import refuse, renewed
from gongkai.backoffice.views.cases import open_case
from gongkai.files.queries import content_of
from gongkai.files.redacting import prepare_redacted_copy
from gongkai.law.errors import NotAllowed, Refusal, Stale
from gongkai.redaction.marks import Mark, Reading
from gongkai.redaction.releasing import page_picture, read_pages
from gongkai.redaction.searching import search
from gongkai.screens import clock as doors_clock


def _original(request: HttpRequest, key: int, attachment_key: int) -> tuple[Any, Any]:
    """The case and the original on it, for the officer who handles it."""
    case = open_case(request, key)
    permissions.require_handle(actor_of(request), case.agency_id, "遮盖")
    found = next((entry for entry in case.attachments.all() if entry.pk == attachment_key), None)
    if found is None or found.role != "original":
        raise Http404
    return case, found


@at_desk
@require_safe
def page_of_original(request: HttpRequest, key: int, attachment_key: int, number: int) -> HttpResponse:
    """The picture of a page of an original. Kept by no cache."""
    _, original = _original(request, key, attachment_key)
    try:
        picture = page_picture(content_of(original.file), original.file.kind, number)
    except IndexError:
        raise Http404 from None
    return HttpResponse(picture, content_type="image/png")


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, key: int, attachment_key: int) -> HttpResponse:
    """The sheet. Each button carries all marks along: nothing is kept until the copy is proven and laid by."""
    case, original = _original(request, key, attachment_key)
    content = content_of(original.file)
    reading = read_pages(content, original.file.kind)
    if request.method != "POST":
        return _sheet(request, case, original, reading, Sheet(case=case), [], 1)
    form, rows = Sheet(request.POST, case=case), MarkRows(request.POST, prefix="m")
    view = redacting.view_of(reading, _number(request.POST.get("page")))
    if not form.is_valid() or not rows.is_valid():
        _tell(form, rows)
        others = form.cleaned_data.get("others") or []
        return _sheet(request, case, original, reading, form, others, view.number, rows=rows, status=422)
    marks = [*form.cleaned_data["others"], *(_marks(rows, view.unit))]
    marks.sort(key=lambda mark: (mark.page, mark.letters or (), mark.box[1] if mark.box else 0))
    step, _, told = request.POST.get("step", "").partition(":")
    if step == "release":
        return _release(request, case, original, reading, form, marks, view.number)
    more: dict[str, Any] = {}
    number = view.number
    if step == "page":
        number = _number(told)
    elif step == "find":
        more = _find(form, reading, marks, view.number)
    elif step == "take":
        names = queries.names_of_the_case(case)
        marks += redacting.adopted(request.POST.getlist("take"), reading, names, form.like(1))
    elif step == "add":
        marks.append(_anew(form, view))
    elif step == "look" and not view.is_text:
        picture = page_picture(content, original.file.kind, view.number, marks)
        more = {"preview": "data:image/png;base64," + base64.b64encode(picture).decode()}
    elif step == "prove":
        more = _prove(form, original, marks)
    status = 422 if form.errors else 200
    return _sheet(request, case, original, reading, form, marks, number, status=status, **more)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


def _marks(rows: Any, unit: float) -> list[Mark]:
    return [row.mark(unit) for row in rows if row.has_changed() and not row.cleaned_data.get("gone")]


def _tell(form: Sheet, rows: Any) -> None:
    for number, errors in enumerate(rows.errors, start=1):
        for name, texts in errors.items():
            form.add_error(None, f"第{number}处的“{MarkRow.base_fields[name].label}”：{'，'.join(texts)}")


def _find(form: Sheet, reading: Reading, marks: list[Mark], page: int) -> dict[str, Any]:
    term = form.cleaned_data["term"].strip()
    if not term:
        form.add_error("term", "请填写要找的词")
        return {}
    like = form.like(page)
    found = [mark for mark in search(reading.pages, term, like) if not _known(mark, marks)]
    marks += found
    pages = len({mark.page for mark in found})
    return {
        "told": f"找到{len(found)}处，在{pages}{'段' if reading.kind == 'docx' else '页'}上，都已标上。"
        if found
        else "没有找到，或者都已经标上。扫描页没有文字，请看图。"
    }


def _known(mark: Mark, marks: list[Mark]) -> bool:
    return any((mark.page, mark.box, mark.letters) == (known.page, known.box, known.letters) for known in marks)


def _anew(form: Sheet, view: redacting.View) -> Mark:
    """A mark to begin with: in the middle of the page, or the first letters in view."""
    like = form.like(1)
    if view.is_text:
        page = next((page for page in view.pages if page.text), view.pages[0])
        return replace(like, page=page.number, letters=(0, min(2, len(page.text))))
    page = view.pages[0]
    box = (page.width * 0.4, page.height * 0.1, page.width * 0.6, page.height * 0.13)
    return replace(like, page=page.number, box=box)


def _prove(form: Sheet, original: Any, marks: list[Mark]) -> dict[str, Any]:
    try:
        prepared = prepare_redacted_copy(original.file, marks)
    except Refusal as refusal:
        form.add_error(None, f"{refusal.message}{refusal.hint}")
        return {}
    return {"proof": prepared.proof, "proven_name": prepared.name}


def _release(
    request: HttpRequest, case: Any, original: Any, reading: Reading, form: Sheet, marks: list[Mark], number: int
) -> HttpResponse:
    try:
        laid_by = actions.release_redacted(
            case,
            original=original,
            marks=marks,
            actor=actor_of(request),
            on=doors_clock.today(),
            seen_version=form.cleaned_data["seen_version"],
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        if isinstance(refusal, Stale):
            case = open_case(request, case.pk)
            renewed(form, case)
        return _sheet(request, case, original, reading, form, marks, number, status=409)
    messages.success(
        request,
        f"“{laid_by.file.name}”通过了核验，已经备好。拟写答复时勾着它，就随答复提供。",
        extra_tags="done",
    )
    return redirect("backoffice:case", case.pk)


def _sheet(
    request: HttpRequest,
    case: Any,
    original: Any,
    reading: Reading,
    form: Sheet,
    marks: list[Mark],
    number: int,
    *,
    rows: Any = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    view = redacting.view_of(reading, number)
    mine = [mark for mark in marks if view.holds(mark)][:MOST_ON_A_PAGE]
    others = [mark for mark in marks if mark not in mine]
    numbered = list(enumerate(mine, start=1))
    names = queries.names_of_the_case(case)
    waiting = redacting.proposals(reading.pages, names, marks)
    shown = [entry for entry in waiting if view.of_page(entry[1].number) == view.number]
    context = {
        "here": "申请",
        "case": case,
        "original": original,
        "form": form,
        "rows": rows if rows is not None else MarkRows(prefix="m", initial=rows_of(mine, view.unit)),
        "blank": MarkRow(prefix="m-__row__", initial={"page": view.pages[0].number if view.pages else 1}),
        "others": as_text(others),
        "elsewhere": _elsewhere(others, view),
        "view": view,
        "page": view.pages[0] if view.pages and not view.is_text else None,
        "paragraphs": [
            (page, redacting.segments(page, [entry for entry in numbered if entry[1].page == page.number]))
            for page in (view.pages if view.is_text else ())
            if page.text.strip()
        ],
        "bars": redacting.drawn(numbered),
        "words": redacting.words_to_click(view.pages[0]) if view.pages and not view.is_text else [],
        "proposals": shown,
        "proposals_elsewhere": len(waiting) - len(shown),
        "count": len(marks),
        "copies": queries.copies_of(original),
        "error_title": form.changed,
        **more,
    }
    return render(request, "backoffice/case_redact.html", context, status=status)


def _elsewhere(others: list[Mark], view: redacting.View) -> list[tuple[int, int]]:
    """(view, marks in it) of the other views that have marks."""
    counts: dict[int, int] = {}
    for mark in others:
        place = view.of_page(mark.page)
        counts[place] = counts.get(place, 0) + 1
    return sorted(counts.items())
