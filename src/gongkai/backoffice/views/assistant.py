"""答复助手 on screen: one question a page, answered by a link, so that it works on a telephone and without scripts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import calendar
from gongkai.applications import permissions, queries
from gongkai.backoffice.assistant import Step, step_of, way_of
from gongkai.backoffice.ledger import counts_of, day_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.law import stages
from gongkai.law.stages import Stage, Verb
from gongkai.screens import clock
from gongkai.screens.sums import sum_of


@at_desk
@require_safe
def assistant(request: HttpRequest, key: int) -> HttpResponse:
    """答复助手: the question that comes next, or where the answers led. Nothing is saved: the answers stand in the address."""
    case, today = open_case(request, key), clock.today()
    permissions.require_handle(actor_of(request), case.agency_id, "拟写答复")
    stages.require(Stage(case.stage), Verb.DRAFT_REPLY, correction=case.case_kind == "correction")
    try:
        step = step_of(case, way_of(request.GET.get("way", "")), today)
    except (ValueError, IndexError):
        raise Http404 from None
    context = {
        "here": "申请",
        "case": case,
        "step": step,
        "counts": counts_of(queries.ledger_of(case), day_of(case)) if _asks_number(step) else None,
        "told": sum_of(queries.clock_of(case, today=today), calendar(), today=today),
    }
    return render(request, "backoffice/case_assistant.html", context)


def _asks_number(step: Step) -> bool:
    return step.question is not None and step.question.key == "number"
