"""目录: the coverage board of fields by agencies, a field or an agency opened, the tables to keep, what waits to be confirmed."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.owed import HERE, TONES
from gongkai.law.coverage import LABELS, State
from gongkai.publications import catalogue_permissions as permissions
from gongkai.publications.queries import catalogue, coverage
from gongkai.screens import clock
from gongkai.screens.listings import as_file

MOST_OWED = 30  # rows of the list above the board; the board itself shows all
SIGNS = {
    State.LATE: "overdue",
    State.NEVER_FILLED: "never",
    State.DUE: "due-soon",
    State.REPORTED: "reported",
    State.SUBMITTED: "submitted",
    State.ON_TIME: "on-time",
    State.NOT_APPLICABLE: "does-not-apply",
}
SHORT = {
    State.NEVER_FILLED: "空",
    State.REPORTED: "核",
    State.SUBMITTED: "审",
    State.ON_TIME: "✓",
    State.NOT_APPLICABLE: "·",
}


MOST_DAYS = 99  # in a sign; a cell of the board has room for no more, its label says the whole


def sign_of(standing: Any) -> tuple[str, str]:
    """(class, what the sign shows): overdue !7 or !99+, due-soon 2, on-time ✓."""
    if standing.is_late:
        return "overdue", f"!{standing.workdays}" if standing.workdays <= MOST_DAYS else f"!{MOST_DAYS}+"
    if standing.state is State.DUE:
        return "due-soon", str(standing.workdays)
    return SIGNS[standing.state], SHORT[standing.state]


@at_desk
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """领域 × 单位: what is owed first, then the whole board. A contact goes to what they owe."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    if actor.post is not None and actor.post.duty == "contact":
        return redirect("backoffice:owed")
    found = coverage.board(agency, clock.today())
    names = {one.pk: one for one in found.agencies}
    fields = {one.pk: one for one in found.fields}
    owed = found.owed_rows()
    context = {
        **HERE,
        "agency": agency,
        "board": found,
        "rows": [
            (field, [_shown(field, names, cell) for cell in cells]) for field, cells in found.rows() if any(cells)
        ],
        "bare": [field for field, cells in found.rows() if not any(cells)],
        "owed": [_shown(fields[cell.field_id], names, cell) for cell in owed[:MOST_OWED]],
        "more": max(0, len(owed) - MOST_OWED),
        "counts": [(LABELS[state], found.counts.get(state, 0)) for state in State if found.counts.get(state)],
        "duties": sum(found.counts.values()),
        "reported": coverage.reported(agency) if permissions.may_confirm(actor, agency) else [],
        "keeps": permissions.may_keep_catalogue(actor),
        "is_sample": catalogue.is_sample(),
    }
    return render(request, "backoffice/catalogue_board.html", context)


def _shown(field: Any, names: dict[int, Any], cell: Any) -> dict[str, Any] | None:
    if cell is None:
        return None
    agency, (kind, sign) = names[cell.agency_id], sign_of(cell.standing)
    address = f"{reverse('backoffice:catalogue_field', args=[field.slug])}?agency={agency.code}"
    return {"cell": cell, "field": field, "agency": agency, "kind": kind, "sign": sign, "address": address}


@at_desk
@require_safe
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """One field: every element and who owes it. `?agency=` only that agency's; `?state=` only those that stand so."""
    try:
        found = catalogue.field(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    over = request.post_held.agency  # type: ignore[attr-defined]
    code = request.GET.get("agency", "")
    chosen = agencies.agency_by_code(code[:10]) if code else None
    if chosen is not None:
        permissions.require_see_duties(actor_of(request), chosen)
    lines = _seen(request, coverage.lines_of(chosen or over, clock.today(), of_field=found))
    if chosen is not None:
        lines = [line for line in lines if line.duty.agency_id == chosen.pk]
    actor = actor_of(request)
    keeps = permissions.may_keep_catalogue(actor)
    shown, state = _of_state(request, lines)
    context = {
        **HERE,
        "field": found,
        "chosen": chosen,
        "lines": [(line, TONES[line.standing.state]) for line in shown],
        "state": state,
        "counts": _counts(lines),
        "unowed": catalogue.unowed(found) if keeps and chosen is None else [],
        "keeps": keeps,
    }
    return render(request, "backoffice/catalogue_field.html", context)


@at_desk
@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: every element it owes in every field."""
    found = agencies.agency_by_code(code)
    if found is None:
        raise Http404
    permissions.require_see_duties(actor_of(request), found)
    lines = [line for line in coverage.lines_of(found, clock.today()) if line.duty.agency_id == found.pk]
    shown, state = _of_state(request, lines)
    context = {
        **HERE,
        "found": found,
        "lines": [(line, TONES[line.standing.state]) for line in shown],
        "state": state,
        "counts": _counts(lines),
    }
    return render(request, "backoffice/catalogue_agency.html", context)


def _seen(request: HttpRequest, lines: list[Any]) -> list[Any]:
    """Those lines that the post may see: a contact sees what their own agency owes, none of the agencies below it."""
    actor = actor_of(request)
    return [line for line in lines if permissions.may_see_duties(actor, line.duty.agency)]


def _of_state(request: HttpRequest, lines: list[Any]) -> tuple[list[Any], str]:
    state = request.GET.get("state", "")
    if state not in list(State):
        return lines, ""
    return [line for line in lines if line.standing.state == state], state


def _counts(lines: list[Any]) -> list[tuple[str, str, int]]:
    """(state, label, how many), those that stand so nowhere left out."""
    counted = [(str(state), LABELS[state], sum(line.standing.state is state for line in lines)) for state in State]
    return [one for one in counted if one[2]]


@at_desk
@require_safe
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """全部要素的情况, as CSV or XLSX."""
    over = request.post_held.agency  # type: ignore[attr-defined]
    lines = _seen(request, coverage.lines_of(over, clock.today()))
    return as_file(coverage.table(lines), f"{over.short_name}目录公开情况", kind)
