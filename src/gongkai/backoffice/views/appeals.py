"""Reconsiderations and lawsuits on the desk: the register with its days and rates, and the page of each act on one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import permissions
from gongkai.applications.queries import appeals as queries
from gongkai.applications.queries import urgency
from gongkai.backoffice import registered
from gongkai.backoffice.appeal_acts import KINDS, act_on
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.acts import act_page, submit
from gongkai.backoffice.views.cases import open_case
from gongkai.law import appeals as law
from gongkai.law.errors import NotAllowed
from gongkai.screens import clock

BANDS = (("late", "已经逾期"), ("today", "今天"), ("week", "本周"), ("later", "以后"), ("waiting", "还没有到期日"))


@at_desk
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """复议诉讼: what is due, what is pending, what was concluded, and how often the agency was corrected."""
    agency, day = request.post_held.agency, clock.today()  # type: ignore[attr-defined]
    if not permissions.may_see_those_of(actor_of(request), agency):
        raise NotAllowed(
            "appeals.not_yours", "复议、诉讼由经办申请的人办理。", "联络员不经办申请；有别的岗位的，请先切换岗位。"
        )
    rows = queries.register_of_appeals(agency.pk)
    year = request.GET.get("year", "")
    since = date(int(year), 1, 1) if year.isascii() and year.isdigit() and 2019 <= int(year) <= day.year else None
    context = {
        "here": "复议诉讼",
        "agency": agency,
        "due": bands_of(agency.pk, day),
        "rows": [_row(appeal, day) for appeal in rows],
        "pending": sum(1 for appeal in rows if not appeal.result),
        "by_ground": queries.correction_rates(agency.pk, by="ground", since=since),
        "by_office": queries.correction_rates(agency.pk, by="office", since=since),
        "years": range(day.year, 2018, -1),
        "since": since,
        "notes": law.notes(),
    }
    return render(request, "backoffice/appeal_register.html", context)


def bands_of(agency_id: int, today: date) -> list[tuple[str, list[dict[str, Any]]]]:
    """The days of the agency's appeals in the bands of the worklist: late, today, this week, later."""
    bands: dict[str, list[dict[str, Any]]] = {}
    for day in queries.appeal_days(agency_id, today):
        row = {"day": day, "tone": _tone(day.on, today), "left": _left(day.on, today)}
        bands.setdefault(urgency(day.on, today), []).append(row)
    return [(name, bands[key]) for key, name in BANDS if key in bands]


def _tone(on: date | None, today: date) -> str:
    if on is None:
        return ""
    return "late" if on < today else "soon" if (on - today).days <= 3 else "good"


def _left(on: date | None, today: date) -> str:
    if on is None:
        return "待定"
    days = (on - today).days
    return f"已过{-days}天" if days < 0 else "今天" if days == 0 else f"还有{days}天"


def _row(appeal: Any, day: date) -> dict[str, Any]:
    steps = [step for step in queries.steps_of(appeal, day) if step.ours]
    return {
        "appeal": appeal,
        "name": queries.name_of(appeal),
        "where": queries.where(appeal),
        "decided": queries.decided_in_words(appeal),
        "step": steps[0] if steps else None,
        "late": queries.late_answer_of(appeal, day),
    }


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, key: int, kind: str, appeal_key: int, slug: str) -> HttpResponse:
    """办一件复议、诉讼上的事."""
    if kind not in KINDS:
        raise Http404
    case = open_case(request, key)
    appeal = _appeal(case, kind, appeal_key)
    made: list[Any] = []
    doing = act_on(appeal, slug, made.append)
    if doing is None:
        raise Http404
    permissions.require_handle(actor_of(request), case.agency_id, doing.label)
    if request.method != "POST":
        return act_page(request, case, doing, doing.form(case=case, appeal=appeal))
    form = doing.form(request.POST, request.FILES, case=case, appeal=appeal)
    refused = submit(request, case, form, doing)
    if refused is not None:
        return refused
    return _new_case(request, made[-1]) if slug == "reopen" else redirect("backoffice:case", key)


def _appeal(case: Any, kind: str, key: int) -> Any:
    kept = case.reconsiderations if kind == "reconsiderations" else case.lawsuits
    appeal = next((entry for entry in kept.all() if entry.pk == key), None)
    if appeal is None:
        raise Http404
    return appeal


def _new_case(request: HttpRequest, submission: Any) -> HttpResponse:
    """To the case that was opened, with its query code: it is shown in this session only."""
    made = submission.application
    registered.remember(request, made.query_number, registered.sealed(made.query_number, submission.code))
    messages.info(request, "新的查询编号和查询码请告诉申请人。", extra_tags="done")
    return redirect("backoffice:registered", made.pk)
