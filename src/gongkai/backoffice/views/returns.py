"""Declared returns: who has declared, filling in table 2, signing; and beside them what the register of documents counts."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.annualreports import actions, permissions, queries
from gongkai.annualreports.facts import number
from gongkai.backoffice.forms.returns import ReturnForm
from gongkai.backoffice.report_cells import open_cell
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.reports import number_in, year_to_report
from gongkai.documents.queries.figures import has_register
from gongkai.law.errors import Stale
from gongkai.law.formats import Format
from gongkai.law.tally import Figures
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into

HERE = {"here": "填报"}


@at_desk
@require_safe
def board(request: HttpRequest, year: int = 0) -> HttpResponse:
    """谁填了，谁还没有. A department with nobody below it goes straight to its own return."""
    today, agency = clock.today(), request.post_held.agency  # type: ignore[attr-defined]
    year = year or year_to_report(today)
    queries.form_of_year(year)
    lines = queries.returns_board(agency, year)
    if len(lines) == 1:
        return redirect("backoffice:return", year, agency.code)
    counts = {state: sum(line.state == state for line in lines) for state in ("signed", "correcting", "draft", "")}
    context = {
        "agency": agency,
        "year": year,
        "years": range(today.year, 2018, -1),
        "lines": sorted(lines, key=lambda line: ("", "draft", "correcting", "signed").index(line.state)),
        "counts": counts,
        "none": counts[""],
        "signed": counts["signed"] + counts["correcting"],
        **HERE,
    }
    return render(request, "backoffice/return_board.html", context)


@at_desk
@require_safe
def return_page(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One agency's return: the draft to be signed, what is signed, and what it replaced."""
    return _page(request, _agency(request, code), year)


@at_desk
@require_safe
def documents(request: HttpRequest, year: int, code: str, row: str, column: str) -> HttpResponse:
    """The documents that a counted cell beside the return is made of. `?from=20`: from the 21st on."""
    agency, official = _agency(request, code), queries.form_of_year(year)
    counted, at = _counted(agency, year), f"t2/{row}/{column}"
    if at not in counted:
        raise Http404
    figure = counted[at]
    opened = open_cell(
        official,
        {at: queries.Cell(figure.value or 0, figure.origin, len(figure.sources))},
        at,
        actor=actor_of(request),
        read=lambda start, stop: figure.sources[start:stop],
        link=lambda _: "",
        start=number_in(request.GET.get("from", "")),
    )
    context = {
        "agency": agency,
        "year": year,
        "opened": opened,
        "closed": reverse("backoffice:return", args=[year, code]),
        "from_day": agency.get_counting_documents_from_display(),
        "total_of": agency.get_counting_documents_total_display() if official.key == "2019" else "",
        **HERE,
    }
    return render(request, "backoffice/return_documents.html", context)


def _counted(agency: Any, year: int) -> Any:
    """What the register counts for the agency's own year, to this day while the year runs."""
    return queries.documents_counted(agency, year, until=min(clock.today(), date(year, 12, 31)))


@at_desk
@require_POST
def sign(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """签报."""
    agency = _agency(request, code)
    seen = request.POST.get("seen_version", "")
    actions.sign_return(
        agency,
        year,
        actor=actor_of(request),
        on=clock.today(),
        seen_version=int(seen) if seen.isascii() and seen.isdigit() else None,
    )
    messages.success(
        request, f"{agency.short_name}{year}年的数已经签报。以后可以更正，两次的数都会保留。", extra_tags="done"
    )
    return redirect("backoffice:return", year, code)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """填报 table 2. Two buttons: 交负责人签报 (every cell filled) and 先存草稿."""
    agency, official = _agency(request, code), queries.form_of_year(year)
    permissions.require_fill(actor_of(request), agency.pk)
    signed, draft = queries.return_of(agency.pk, year), queries.return_of(agency.pk, year, "draft")
    keep = request.POST.get("do") == "keep"
    form = ReturnForm(
        request.POST or None,
        official=official,
        before=queries.declared_before(agency.pk, year),
        correcting=signed is not None,
        blanks=keep,
        initial=_as_stored(draft or signed, draft),
    )
    latest = None
    if request.method == "POST" and form.is_valid():
        saved, latest = _save(request, agency, year, form, complete=not keep)
        if saved:
            messages.success(request, _told(keep), extra_tags="done")
            return redirect("backoffice:return", year, code)
    context = {
        "agency": agency,
        "year": year,
        "form": form,
        "signed": signed,
        "draft": draft,
        "latest": latest,
        "register": register_blocks(official, _counted(agency, year), year, code),
        "no_documents": not has_register([agency]),
        **HERE,
    }
    return render(request, "backoffice/return_fill.html", context, status=422 if form.errors else 200)


def _told(keep: bool) -> str:
    if keep:
        return "草稿存好了，没有报出去。填完以后再交负责人签报。"
    return "已经填好，等本机关负责人或者审核人签报；签报以前还可以改。"


def _save(
    request: HttpRequest, agency: Any, year: int, form: ReturnForm, *, complete: bool
) -> tuple[bool, list[tuple[str, str, str]] | None]:
    """(saved, what a colleague saved meanwhile where it differs: label, theirs, yours)."""
    overtaken = False
    with refusals_into(form):
        try:
            actions.declare_return(
                agency,
                year,
                form.figures,
                actor=actor_of(request),
                reason=form.cleaned_data.get("reason", ""),
                source=form.cleaned_data.get("source", ""),
                complete=complete,
                seen_version=form.seen,
            )
        except Stale:
            overtaken = True
            raise
    if not overtaken:
        return not form.errors, None
    now = queries.return_of(agency.pk, year, "draft")
    form.now_seen(now.version if now else 0)
    theirs = dict(now.figures) if now else {}
    return False, [
        (form.official.label(cell), theirs.get(cell, "没有填"), mine)
        for cell, mine in form.figures.items()
        if theirs.get(cell, "") != mine.strip()
    ]


def _as_stored(found: Any, draft: Any) -> dict[str, Any]:
    stored = {"seen_version": draft.version if draft else 0}
    return (
        {**stored, **found.figures, "source": found.source, "reason": draft.reason if draft else ""}
        if found
        else stored
    )


def _agency(request: HttpRequest, code: str) -> Any:
    agency = agencies.agency_by_code(code)
    if agency is None:
        raise Http404
    permissions.require_see_returns(actor_of(request), agency)
    return agency


def _page(request: HttpRequest, agency: Any, year: int) -> HttpResponse:
    actor, official = actor_of(request), queries.form_of_year(year)
    every = queries.returns_of(agency.pk, year)
    draft = next((found for found in every if found.state == "draft"), None)
    signed = next((found for found in every if found.state == "signed"), None)
    before = queries.declared_before(agency.pk, year)
    shown = draft or signed
    counted = _counted(agency, year)
    context = {
        "agency": agency,
        "year": year,
        "draft": draft,
        "signed": signed,
        "replaced": [found for found in every if found.state == "replaced"],
        "register": register_blocks(official, counted, year, agency.code),
        "no_documents": not has_register([agency]),
        "blocks": _blocks(official, shown, signed if draft else None, before) if shown else [],
        "before": before,
        "columns": 2 + bool(before) + bool(draft and signed),
        "blank": sum(cell not in draft.figures for cell in official.declared_addresses()) if draft else 0,
        "may_fill": permissions.may_fill(actor, agency.pk),
        "may_sign": draft is not None
        and permissions.may_sign_return(actor, agency.pk, filled_in_by=draft.filled_in_by_id),
        "year_runs": year >= clock.today().year,
        **HERE,
    }
    return render(request, "backoffice/return.html", context)


def register_blocks(
    official: Format, counted: Figures, year: int, code: str
) -> list[tuple[str, list[tuple[str, Any, str]]]]:
    """The counted part of table 2: caption, then label, figure and where its list is, of each cell."""
    return [
        (
            block.caption,
            [
                (
                    f"{row.label}，{column.label}",
                    counted[f"t2/{row.key}/{column.key}"].value,
                    reverse("backoffice:return_documents", args=[year, code, row.key, column.key]),
                )
                for row in block.rows
                for column in block.columns
            ],
        )
        for block in official.blocks
        if all(row.kind == "register" for row in block.rows)
    ]


def _blocks(
    official: Format, shown: Any, signed: Any, before: dict[str, str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The declared part of table 2 as lines to read: label, this year's figure, the signed one where a correction waits, last
    year's."""

    def value(figures: Any, cell: str) -> Any:
        return number(figures[cell]) if cell in figures else None

    blocks = [
        (
            block.caption,
            [
                {
                    "label": f"{row.label}，{column.label}",
                    "now": value(shown.figures, f"t2/{row.key}/{column.key}"),
                    "signed": value(signed.figures, f"t2/{row.key}/{column.key}") if signed else None,
                    "before": value(before, f"t2/{row.key}/{column.key}"),
                }
                for row in block.rows
                if row.kind != "register"
                for column in block.columns
            ],
        )
        for block in official.blocks
    ]
    return [(caption, lines) for caption, lines in blocks if lines]
