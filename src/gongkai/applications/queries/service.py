"""What is not served yet, what was served, what stands open, and how each consultation stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from gongkai.applications.facts import arrival_days, served_days
from gongkai.applications.models import Application, Document, Event, Service, Task
from gongkai.law.clock import Clock

AHEAD = timedelta(days=30)  # how far before its day a task is shown among what is to be done
NOT_SENT = frozenset({"receipt", "service", "assist"})  # handed over with the case, or inside the house


def unserved(application: Application) -> Sequence[Document]:
    """The letters without a service that stands. Replies have an act of their own until they are first served."""
    events = list(application.events.all())
    served = set(served_days(events)) | {event.data.get("document") for event in events if event.kind == "replied"}
    returned = {event.data["document"] for event in events if event.kind == "returned"} - set(served_days(events))
    replies = {reply.document_id for reply in application.replies.all()} - returned
    return [
        document
        for document in application.documents.all()
        if document.kind not in NOT_SENT
        and document.pk not in replies
        and (document.pk not in served or document.pk in returned)
    ]


def standing_services(application: Application) -> list[Service]:
    """The services that did not come back, latest first."""
    found = Service.objects.filter(document__application=application, returned_on__isnull=True)
    return list(found.select_related("document__agency").order_by("-on", "-pk"))


def open_tasks(application: Application) -> list[Task]:
    """What somebody must still look at on this case, the earliest due first."""
    return list(application.tasks.filter(done_on__isnull=True))


def tasks_at(agency_id: int, today: date, *, size: int = 50) -> list[Task]:
    """The agency's open tasks that have no day or one within a month, the earliest due first, with their cases. One query."""
    near = Q(due_on__isnull=True) | Q(due_on__lte=today + AHEAD)
    found = Task.objects.filter(near, application__agency_id=agency_id, done_on__isnull=True)
    return list(found.select_related("application").order_by(F("due_on").asc(nulls_last=True), "pk")[:size])


@dataclass(frozen=True, slots=True)
class Consultation:
    """One letter that asked for an opinion. received_on: None while not known; until: the last day to answer, where there
    is one; said: the last word, None while silent; silent: the fifteen working days passed without one; overridden: release
    was decided over the objection."""

    name: str
    to: str
    sent_on: date
    received_on: date | None
    until: date | None
    said: Event | None
    earlier: int
    silent: bool
    overridden: bool
    unreached: bool

    @property
    def told(self) -> str:
        """How it stands, in a few words."""
        if self.unreached:
            return "联系不上，已停止等候，由本机关决定"
        if self.said is None:
            if not self.silent:
                return "等意见" if self.received_on else "还没有登记对方收到之日"
            return (
                "满十五个工作日没有意见，视为同意公开"
                if self.to == "joint_maker"
                else "满十五个工作日没有意见，由本机关决定"
            )
        if self.said.data["consents"]:
            return "同意公开"
        judged = {True: "，理由合理", False: "，理由不合理"}.get(self.said.data.get("good_reason"), "")
        return f"不同意公开{judged}{'，已决定公开并告知' if self.overridden else ''}"


def consultations(application: Application, clock: Clock, today: date) -> list[Consultation]:
    """Every consultation of the case in the order they were sent, from its events and clock: no query of its own."""
    events = list(application.events.all())
    served, arrived = served_days(events), arrival_days(events)
    deemed = {pause.ref: pause.deemed_on for pause in clock.pauses}
    found = []
    for sent in (event for event in events if event.kind == "consultation_sent"):
        about = [event for event in events if event.data.get("ref") == sent.data["ref"]]
        opinions = [event for event in about if event.kind == "opinion_received"]
        until = deemed.get(sent.data["ref"])
        found.append(
            Consultation(
                sent.data["name"],
                sent.data["to"],
                served.get(sent.data.get("document", 0), sent.on),
                arrived.get(sent.data["ref"]),
                until,
                opinions[-1] if opinions else None,
                max(len(opinions) - 1, 0),
                until is not None and today > until,
                any(event.kind == "objection_overridden" for event in about),
                any(event.kind == "consultation_ended" for event in about) and not opinions,
            )
        )
    return found
