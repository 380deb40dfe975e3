"""Today, the worklist, the register."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.applications import permissions, queries
from gongkai.audit.actors import Actor
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.appeals import bands_of
from gongkai.documents.queries import interpretations, lives, reviews
from gongkai.documents.queries.terms import terms_for
from gongkai.law.clock import ClockState
from gongkai.law.errors import NotAllowed
from gongkai.law.outcomes import outcome
from gongkai.law.stages import STAGE_LABELS, Stage
from gongkai.notices.queries import how_many_to_look_at
from gongkai.publications.queries import worklist as items
from gongkai.screens import clock
from gongkai.screens.paging import keyset
from gongkai.screens.sums import sum_of

NEXT_STEPS = {
    Stage.SUBMITTED: ("与申请人确认收到之日", "条例第三十一条"),
    Stage.HANDLING: ("拟写答复", "条例第三十六条"),
    Stage.AWAITING_SUPPLEMENT: ("等申请人补正", "条例第三十条"),
    Stage.REPLY_DRAFTED: ("审批答复", "条例第四十五条"),
    Stage.REPLY_APPROVED: ("送达答复", "条例第三十三条"),
    Stage.CLOSED: ("", ""),
}
BANDS = (
    ("late", "已经逾期"),
    ("today", "今天必须发出"),
    ("week", "本周"),
    ("later", "以后"),
    ("waiting", "还没有到期日"),
)
SIZE = 50


@at_desk
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """今日: what must leave today, what is late, what waits, and who has how much on the desk."""
    actor, day = actor_of(request), clock.today()
    agency = request.post_held.agency  # type: ignore[attr-defined]
    sees = permissions.may_see_those_of(actor, agency)
    context: dict[str, Any] = {"here": "今日", "agency": agency, "handles": _handles(actor, agency), "sees": sees}
    context["publishing"] = _publishing(actor, day)
    if sees:
        work = queries.worklist(agency.pk, day)
        decides = permissions.may_decide_for(actor, agency)
        waiting = [(reply, outcome(reply.outcome)) for reply in queries.to_decide(agency.pk, actor)] if decides else []
        by_officer = queries.load_by_officer(agency.pk, day)
        context |= {
            "work": work,
            "bands": [
                (name, [row_of(case, day) for case in getattr(work, key)])
                for key, name in BANDS[:3]
                if getattr(work, key)
            ],
            "unconfirmed": [case for case in work.waiting if case.stage == Stage.SUBMITTED],
            "paused": [
                (case, queries.clock_of(case, today=day).state.label)
                for case in work.waiting
                if case.stage != Stage.SUBMITTED
            ],
            "tasks": queries.tasks_at(agency.pk, day),
            "waiting": waiting,
            "decides": decides,
            "first": _first(work, waiting),
            "due": bands_of(agency.pk, day),
            "next_due": next(iter([*work.week, *work.later]), None),
            "by_officer": by_officer,
            "notices": how_many_to_look_at(agency.code),
            "by_office": queries.load_by_office(by_officer),
        }
    if actor.post and (actor.post.duty == "auditor" or agency.parent_id is None):
        context["by_agency"] = _loads(actor, day)
    context |= {"rest": _next_rest(day), "nth": agencies.calendar().workdays_between(date(day.year - 1, 12, 31), day)}
    return render(request, "backoffice/case_today.html", context)


@at_desk
@require_safe
def papers_today(request: HttpRequest) -> HttpResponse:
    """What waits in normative documents: their making, reviews, interpretations, terms. A piece of the day's page, or a page."""
    actor, day = actor_of(request), clock.today()
    agency = request.post_held.agency  # type: ignore[attr-defined]
    context = {
        "here": "今日",
        "making": lives.waiting_for(actor),
        "unexplained": interpretations.board(agency, day.year, day),
        "reviewing": reviews.worklist(actor, day),
        "terms": terms_for(actor, day),
    }
    piece = "papers_today_part" if request.headers.get("HX-Request") else "papers_today"
    return render(request, f"backoffice/{piece}.html", context)


def _publishing(actor: Actor, day: date) -> list[tuple[str, str]]:
    """What waits at the gate, in words, with the shelf of the list where it lies."""
    if not items.may_see_any(actor):
        return []
    counts = (
        (len(items.waiting_for(actor)), "件等您审查", "waiting"),
        (items.returned_to(actor), "件退回您修改", "mine"),
        (len(items.to_confirm(actor)), "件紧急发布等着补审", "confirm"),
        (len(items.to_reassess(actor, until=day)), "件不予公开的信息到了评估的日子", "refused"),
    )
    return [(f"{count}{told}", shelf) for count, told, shelf in counts if count]


def _handles(actor: Actor, agency: Any) -> bool:
    return bool(actor.post and actor.post.duty == "desk_officer" and actor.post.agency_id == agency.pk)


def _first(work: queries.Worklist, waiting: list[Any]) -> Any:
    """The one case to begin with."""
    if waiting:
        return waiting[0][0].application
    return next(iter([*work.late, *work.today, *work.week]), None)


def _loads(actor: Actor, day: date) -> list[dict[str, Any]]:
    """The load of each agency below; a link where the actor may open its list."""
    opens = actor.post is not None and actor.post.duty == "auditor"
    path = actor.post.agency_path if actor.post else ""
    return [{**row, "opens": opens} for row in queries.load_by_agency(path, day)]


def _next_rest(day: date) -> date:
    """The next day on which nobody works."""
    while agencies.calendar().is_workday(day):
        day += timedelta(days=1)
    return day


def row_of(case: Any, day: date) -> dict[str, Any]:
    """An open case as a line of the worklist: its standing by the clock, and the next step."""
    running = queries.clock_of(case, today=day)
    told = sum_of(running, agencies.calendar(), today=day)
    step, cite = NEXT_STEPS[Stage(case.stage)]
    if running.state is ClockState.PAUSED and case.stage == Stage.HANDLING:
        step, cite = "等意见，期间不计", "条例第三十三条第三款"
    elif running.state is ClockState.AWAITING_PAYMENT:
        step, cite = "等申请人缴费", "条例第四十二条"
    elif running.state is ClockState.LAPSED:
        step, cite = "期限已过，可以终止办理", NEXT_STEPS[Stage.AWAITING_SUPPLEMENT][1]
    elif case.case_kind == "correction" and case.stage == Stage.HANDLING:
        step, cite = "核实后答复更正申请", "条例第四十一条"
    elif told.tone == "late" and case.stage == Stage.REPLY_APPROVED:
        step = "送达答复，登记逾期原因"
    return {"case": case, "left": told.left, "tone": told.tone, "step": step, "cite": cite}


@at_desk
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """申请: the open applications, the most urgent first."""
    agency, filters = _agency(request), _filters(request)
    day = clock.today()
    after = _after(request.GET.get("after", ""))
    rows = queries.on_the_desk(agency.pk, after=after, size=SIZE + 1, **filters)
    more, rows = len(rows) > SIZE, rows[:SIZE]
    bands: dict[str, list[dict[str, Any]]] = {}
    for case in rows:
        bands.setdefault(queries.urgency(case.due_on, day), []).append(row_of(case, day))
    context = {
        **_listing(request, agency, filters),
        "here": "申请",
        "bands": [(name, bands[key]) for key, name in BANDS if key in bands],
        "older": _link(request, rows[-1]) if more else "",
        "paged": after is not None,
        "stages": [(stage.value, label) for stage, label in STAGE_LABELS.items() if stage is not Stage.CLOSED],
        "handles": _handles(actor_of(request), agency),
    }
    return render(request, "backoffice/case_list.html", context)


@at_desk
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """登记簿: every application, the newest first."""
    agency, filters = _agency(request), _filters(request)
    page = keyset(
        request, lambda before, size: queries.register(agency.pk, before=before, size=size, **filters), size=SIZE
    )
    context = {
        **_listing(request, agency, filters),
        "here": "登记簿",
        "page": page,
        "rows": [(case, outcome(case.outcome) if case.outcome else None) for case in page.rows],
        "stages": [(stage.value, label) for stage, label in STAGE_LABELS.items()],
        "handles": _handles(actor_of(request), agency),
    }
    return render(request, "backoffice/case_register.html", context)


def _agency(request: HttpRequest) -> Any:
    """Whose list: one's own agency's, or with ?agency=011 that of one an auditor watches."""
    own, code = request.post_held.agency, request.GET.get("agency", "")  # type: ignore[attr-defined]
    agency = agencies.agency_by_code(code) if code and code != own.code else own
    if agency is None:
        raise Http404
    if not permissions.may_see_those_of(actor_of(request), agency):
        raise NotAllowed(
            "applications.not_yours",
            f"{agency.name}的申请，您现在的岗位看不到。",
            "联络员不经办申请；有别的岗位的，请先切换岗位。",
        )
    return agency


def _filters(request: HttpRequest) -> dict[str, Any]:
    officer, stage = request.GET.get("officer", ""), request.GET.get("stage", "")
    return {
        "officer_id": int(officer) if officer.isascii() and officer.isdigit() and len(officer) < 19 else None,
        "stage": stage if stage in set(Stage) else "",
        "text": request.GET.get("text", "").strip()[:80],
    }


def _listing(request: HttpRequest, agency: Any, filters: dict[str, Any]) -> dict[str, Any]:
    officers = agencies.officers_of(agency, clock.today())
    return {
        "agency": agency,
        "filters": filters,
        "officers": officers,
        "filtered": any(value or value == 0 for value in filters.values()),
    }


def _after(typed: str) -> tuple[date | None, int] | None:
    """`2026-11-20.12` or `.12`: where the page before ended. Anything else is the first page."""
    due, _, key = typed.rpartition(".")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    try:
        return (date.fromisoformat(due) if due else None), int(key)
    except ValueError:
        return None


def _link(request: HttpRequest, last: Any) -> str:
    query = request.GET.copy()
    query["after"] = f"{last.due_on.isoformat() if last.due_on else ''}.{last.pk}"
    return f"?{query.urlencode()}"
