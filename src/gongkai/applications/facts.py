"""Rows → facts of the law."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.applications.models import Application, CaseKind, Event, Lawsuit, Reconsideration, Reply, ReplyItem
from gongkai.law.appeals import InstanceFact, as_of
from gongkai.law.clock import Event as ClockEvent
from gongkai.law.clock import Replied, events_from_dicts
from gongkai.law.facts import AppealFact, AppealKind, ApplicantKind, ApplicationFact

# Events of the case that say more of an earlier one: confirmed → submitted, delivered → consultation_sent; served and
# returned → the letter they name by its document. The receipt of a fee notice is told of the one that did not come back.
_CLOCK_KINDS = frozenset(
    {
        "submitted",
        "received",
        "supplement_requested",
        "supplement_received",
        "consultation_sent",
        "opinion_received",
        "extended",
        "fee_paid",
        "deferred",
        "replied",
    }
)
FEE = "fee"
_ONLY_FOR_THE_CASE = frozenset(
    {"name", "reason", "consents", "approved_by", "document", "outcome", "items", "text", "appeal"}
)


def clock_events(events: Iterable[Event]) -> tuple[ClockEvent, ...]:
    """The events the statutory clock is replayed from, in the order they were recorded.

    What a letter sets in motion happens on its legal day: that of its last service that did not come back, or, as long as
    there is none, the day it bears.
    """
    events = list(events)
    served, arrived = served_days(events), arrival_days(events)
    correction = any(event.kind == "correction_asked" for event in events)
    told: list[dict[str, Any]] = []
    for event in events:
        if event.kind in _CLOCK_KINDS:
            data = {name: value for name, value in event.data.items() if name not in _ONLY_FOR_THE_CASE}
            legal = served.get(event.data.get("document", 0), event.on)
            day = {} if event.kind == "submitted" else {"on": legal.isoformat()}
            told.append({"kind": event.kind, **day, **data})
            if event.kind == "consultation_sent":
                there_on = arrived.get(event.data["ref"])
                told[-1]["received_by_them_on"] = there_on.isoformat() if there_on else None
        elif event.kind == "consultation_ended":  # nobody could be reached: the wait ends as an answer would end it
            told.append({"kind": "opinion_received", "ref": event.data["ref"], "on": event.on.isoformat()})
        elif event.kind == "confirmed":
            next(e for e in told if e["kind"] == "submitted")["confirmed_on"] = event.on.isoformat()
        elif event.kind in {"withdrawn", "transferred", "correction_answered"}:
            told.append({"kind": "replied", "on": event.on.isoformat()})
    if FEE in arrived:
        told.append({"kind": "fee_notice_received", "on": arrived[FEE].isoformat()})
    found = events_from_dicts(told)
    if correction:
        return tuple(replace(event, correction=True) if isinstance(event, Replied) else event for event in found)
    return found


def served_days(events: Iterable[Event]) -> dict[int, date]:
    """The legal day of each letter, by the key of its document: its last service that did not come back."""
    days: dict[int, list[date]] = {}
    for event in events:
        if event.kind == "served":
            days.setdefault(event.data["document"], []).append(event.on)
        elif event.kind == "returned" and days.get(event.data["document"]):
            days[event.data["document"]].pop()
    return {document: found[-1] for document, found in days.items() if found}


def arrival_days(events: Iterable[Event]) -> dict[str, date]:
    """The day from which those have time to act who were asked: of each consultation by its ref, of the fee notice as `FEE`.

    A letter that came back afterwards did not arrive, unless what it asked for was done or its limit led to the end.
    """
    letters: dict[int, str] = {}
    days: dict[str, date] = {}
    settled: set[str] = set()
    for event in events:
        match event.kind:
            case "consultation_sent":
                letters[event.data.get("document", 0)] = event.data["ref"]
                if "received_by_them_on" in event.data:
                    days[event.data["ref"]] = date.fromisoformat(event.data["received_by_them_on"])
            case "fee_notice_sent":
                letters[event.data["document"]] = FEE
            case "delivered":
                days[event.data["ref"]] = event.on
            case "fee_notice_received":
                days[FEE] = event.on
            case "opinion_received":
                settled.add(event.data["ref"])
            case "fee_paid" | "closed_unpaid":
                settled.add(FEE)
            case "returned" if (letter := letters.get(event.data["document"])) not in settled:
                days.pop(letter or "", None)
    return days


def of_year(agencies: Sequence[Agency], year: int) -> Iterator[ApplicationFact]:
    """Every application of these agencies that can concern the report of that year: received by its end, not closed before it.

    Flat columns only: 100,000 rows cost no models. The law decides what counts where. Corrections (art. 41) are none.
    """
    approved = Reply.objects.filter(state=Reply.State.APPROVED, application__agency__in=agencies)
    made = dict(approved.values_list("application_id", "outcome"))  # replies made but not served: few at any time
    items = _items_of(agencies)
    rows = (
        Application.objects.filter(agency__in=agencies, received_on__lte=date(year, 12, 31))
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gte=date(year, 1, 1)), case_kind=CaseKind.APPLICATION)
        .order_by("pk")
        .values_list(
            "pk", "applicant_kind", "received_on", "supplemented_on", "outcome", "replied_on", "closed_on", "reopens_id"
        )
    )
    kinds = {kind.value: kind for kind in ApplicantKind}
    for key, kind, received, supplemented, outcome, replied, closed, reopens in rows.iterator(chunk_size=5000):
        if received is not None:  # the filter has seen to it
            ended = outcome or made.get(key)
            days = (received, supplemented, ended, replied, closed)
            yield ApplicationFact(
                f"application:{key}", kinds[kind], *days, reopened=reopens is not None, items=items.get(key, ())
            )


def _items_of(agencies: Sequence[Agency]) -> dict[int, tuple[str, ...]]:
    """The outcomes of replies that tell several things apart, by application."""
    made = ReplyItem.objects.filter(
        reply__state__in=(Reply.State.APPROVED, Reply.State.SERVED), reply__application__agency__in=agencies
    )
    found: dict[int, tuple[str, ...]] = {}
    for key, outcome in made.order_by("reply_id", "position").values_list("reply__application_id", "outcome"):
        found[key] = (*found.get(key, ()), outcome)
    return found


def appeals_of_year(agencies: Sequence[Agency], year: int) -> Iterator[AppealFact]:
    """Reconsiderations and lawsuits filed by the end of that year and not concluded before it. A lawsuit is one case through
    its instances, as it stands at the end of the year [M]."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    concerned = (
        Q(application__agency__in=agencies)
        & Q(filed_on__lte=last)
        & (Q(concluded_on__isnull=True) | Q(concluded_on__gte=first))
    )
    columns = ("pk", "filed_on", "result", "concluded_on")
    for key, filed, result, concluded in Reconsideration.objects.filter(concerned).order_by("pk").values_list(*columns):
        yield AppealFact(f"reconsideration:{key}", AppealKind.RECONSIDERATION, filed, result or None, concluded)
    routes = {"direct": AppealKind.LAWSUIT_DIRECT, "after_reconsideration": AppealKind.LAWSUIT_AFTER_RECONSIDERATION}
    for route, instances in _lawsuits(agencies, last):
        found = as_of(instances, last)
        if found is not None and (found.concluded_on is None or found.concluded_on >= first):
            yield AppealFact(found.reference, routes[route], found.filed_on, found.result, found.concluded_on)


def _lawsuits(agencies: Sequence[Agency], last: date) -> Iterator[tuple[str, list[InstanceFact]]]:
    """Each lawsuit filed by that day, by its route, with all instances begun by then. One query."""
    rows = Lawsuit.objects.filter(application__agency__in=agencies, filed_on__lte=last).order_by("pk")
    cases: dict[int, tuple[str, list[InstanceFact]]] = {}
    for key, before, route, filed, result, concluded in rows.values_list(
        "pk", "appealed_from_id", "route", "filed_on", "result", "concluded_on"
    ):
        case = cases.get(before, (route, []))
        case[1].append(InstanceFact(f"lawsuit:{key}", filed, result or None, concluded))
        cases[key] = case
    yield from {id(case): case for case in cases.values()}.values()
