"""What a case holds that a reply may rest on (Regulations art. 30, 32, 35, 36, 42): the facts `law.grounds` judges."""

from collections.abc import Sequence
from datetime import date

from gongkai.applications.models import Application, Event, FeeNotice, SearchRecord
from gongkai.law.grounds import OnFile


def on_file(application: Application, *, on: date, reason: str = "", grounds: str = "") -> OnFile:
    """The facts of the case as of that day, with what the reply says. Two queries beside its events."""
    events = list(application.events.all())
    kinds = {event.kind for event in events}
    asked = next((event for event in events if event.kind == "reasons_requested"), None)
    given = [event for event in events if event.kind == "reasons_received"]
    return OnFile(
        on=on,
        reason=reason,
        grounds=grounds,
        searched=application.searches.filter(found=False).exists(),
        supplemented="supplement_received" in kinds,
        consulted=bool(_asked_third_parties(events)),
        objectors=tuple(event.data["name"] for event in standing_objections(events)),
        reasons_asked=asked is not None,
        reasons_by=date.fromisoformat(asked.data["reply_by"]) if asked else None,
        reasons_reasonable=given[-1].data["reasonable"] if given else None,
        fee_lapsed=FeeNotice.objects.filter(application=application, paid_on__isnull=True, pay_by__lt=on).exists(),
    )


def standing_objections(events: Sequence[Event]) -> list[Event]:
    """The letters to third parties who object with good reason, and over whose objection no release was decided."""
    last = {event.data["ref"]: event for event in events if event.kind == "opinion_received"}
    overridden = {event.data["ref"] for event in events if event.kind == "objection_overridden"}
    return [
        sent
        for sent in _asked_third_parties(events)
        if sent.data["ref"] not in overridden and _objects(last.get(sent.data["ref"]))
    ]


def _asked_third_parties(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.kind == "consultation_sent" and event.data["to"] == "third_party"]


def _objects(said: Event | None) -> bool:
    return said is not None and not said.data["consents"] and said.data.get("good_reason", True)


def searches_of(application: Application) -> list[SearchRecord]:
    """The searches on record, in the order of their days. One query."""
    return list(application.searches.all())
