"""Rows → facts of the law."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.applications.models import Application, Event, Lawsuit, Reconsideration, Reply
from gongkai.law.clock import Event as ClockEvent
from gongkai.law.clock import events_from_dicts
from gongkai.law.facts import AppealFact, AppealKind, ApplicantKind, ApplicationFact

# Events of the case that say more of an earlier one: confirmed → submitted, delivered → consultation_sent.
_CLOCK_KINDS = frozenset(
    {
        "submitted",
        "received",
        "supplement_requested",
        "supplement_received",
        "consultation_sent",
        "opinion_received",
        "extended",
        "fee_notice_received",
        "fee_paid",
        "deferred",
        "replied",
    }
)
_ONLY_FOR_THE_CASE = frozenset({"name", "reason", "consents", "approved_by", "document", "outcome", "items", "text"})


def clock_events(events: Iterable[Event]) -> tuple[ClockEvent, ...]:
    """The events the statutory clock is replayed from, in the order they were recorded."""
    told: list[dict[str, Any]] = []
    for event in events:
        if event.kind in _CLOCK_KINDS:
            data = {name: value for name, value in event.data.items() if name not in _ONLY_FOR_THE_CASE}
            day = {} if event.kind == "submitted" else {"on": event.on.isoformat()}
            told.append({"kind": event.kind, **day, **data})
        elif event.kind == "confirmed":
            next(e for e in told if e["kind"] == "submitted")["confirmed_on"] = event.on.isoformat()
        elif event.kind == "delivered":
            sent = next(e for e in told if e["kind"] == "consultation_sent" and e["ref"] == event.data["ref"])
            sent["received_by_them_on"] = event.on.isoformat()
        elif event.kind == "withdrawn":
            told.append({"kind": "replied", "on": event.on.isoformat()})
    return events_from_dicts(told)


def of_year(agencies: Sequence[Agency], year: int) -> Iterator[ApplicationFact]:
    """Every application of these agencies that can concern the report of that year: received by its end, not closed before it.

    Flat columns only: 100,000 rows cost no models. The law decides what counts where.
    """
    approved = Reply.objects.filter(state=Reply.State.APPROVED, application__agency__in=agencies)
    made = dict(approved.values_list("application_id", "outcome"))  # replies made but not served: few at any time
    rows = (
        Application.objects.filter(agency__in=agencies, received_on__lte=date(year, 12, 31))
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gte=date(year, 1, 1)))
        .order_by("pk")
        .values_list("pk", "applicant_kind", "received_on", "supplemented_on", "outcome", "replied_on", "closed_on")
    )
    kinds = {kind.value: kind for kind in ApplicantKind}
    for key, kind, received, supplemented, outcome, replied, closed in rows.iterator(chunk_size=5000):
        if received is not None:  # the filter has seen to it
            ended = outcome or made.get(key)
            yield ApplicationFact(f"application:{key}", kinds[kind], received, supplemented, ended, replied, closed)


def appeals_of_year(agencies: Sequence[Agency], year: int) -> Iterator[AppealFact]:
    """Reconsiderations and lawsuits filed by the end of that year and not concluded before it."""
    concerned = (
        Q(application__agency__in=agencies)
        & Q(filed_on__lte=date(year, 12, 31))
        & (Q(concluded_on__isnull=True) | Q(concluded_on__gte=date(year, 1, 1)))
    )
    columns = ("pk", "filed_on", "result", "concluded_on")
    for key, filed, result, concluded in Reconsideration.objects.filter(concerned).order_by("pk").values_list(*columns):
        yield AppealFact(f"reconsideration:{key}", AppealKind.RECONSIDERATION, filed, result or None, concluded)
    routes = {"direct": AppealKind.LAWSUIT_DIRECT, "after_reconsideration": AppealKind.LAWSUIT_AFTER_RECONSIDERATION}
    rows = Lawsuit.objects.filter(concerned).order_by("pk").values_list("route", *columns)
    for route, key, filed, result, concluded in rows:
        yield AppealFact(f"lawsuit:{key}", routes[route], filed, result or None, concluded)
