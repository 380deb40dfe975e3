"""One case on the desk: its page, and who may open it."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import calendar
from gongkai.applications import permissions, queries
from gongkai.audit.queries import entries_of
from gongkai.backoffice.acts import BY_SLUG
from gongkai.backoffice.appeal_acts import panels_of
from gongkai.backoffice.course import course_of
from gongkai.backoffice.nextacts import next_acts
from gongkai.backoffice.segments import segments_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.outcomes import outcome
from gongkai.law.stages import Stage, Verb, is_lawful
from gongkai.screens import clock as doors_clock
from gongkai.screens.clockface import face_of

JOURNAL_SHOWN = 100


def open_case(request: HttpRequest, key: int) -> Any:
    """The case, when this officer may see it. Http404 where there is none; NotAllowed where it is another agency's."""
    try:
        case = queries.case(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    permissions.require_see(actor_of(request), case)
    return case


@at_desk
@require_safe
def case_page(request: HttpRequest, key: int) -> HttpResponse:
    """案件: the due day first, then what can be done, then all that happened."""
    case, actor, today = open_case(request, key), actor_of(request), doors_clock.today()
    clock, days = queries.clock_of(case, today=today), calendar()
    handles = permissions.may_handle(actor, case)
    entries = list(entries_of(f"application:{case.pk}").order_by("-sequence")[:JOURNAL_SHOWN])
    return render(
        request,
        "backoffice/case.html",
        {
            "here": "申请",
            "case": case,
            "clock": clock,
            "face": face_of(clock, days, today=today),
            "segments": segments_of(clock, days, today),
            "acts": next_acts(case, clock, actor, today),
            "phases": course_of(case, days),
            "appeals": panels_of(case, today),
            "outcome": outcome(case.outcome) if case.outcome else None,
            "replies": [(reply, outcome(reply.outcome)) for reply in reversed(case.replies.all())],
            "entries": [(entry, queries.CHANGES.get(entry.verb, entry.verb)) for entry in entries],
            "handles": handles,
            "note_form": BY_SLUG["add-note"].form(case=case, auto_id="note_%s"),
            "assign_form": BY_SLUG["assign-officer"].form(case=case, auto_id="assign_%s") if handles else None,
            "tasks": queries.open_tasks(case),
            "unserved": queries.unserved(case),
            "has_served": any(event.kind == "served" or event.kind == "replied" for event in case.events.all()),
            "consultations": queries.consultations(case, clock, today),
            "undelivered": _undelivered(case) if handles and is_lawful(Stage(case.stage), Verb.RECORD_OPINION) else [],
        },
    )


def _undelivered(case: Any) -> list[Any]:
    """The letters asking for an opinion that did not come, whose day of receipt is not known yet."""
    events = list(case.events.all())
    settled = {event.data["ref"] for event in events if event.kind in {"opinion_received", "consultation_ended"}}
    told = settled | set(queries.arrival_days(events))
    return [event for event in events if event.kind == "consultation_sent" and event.data["ref"] not in told]
