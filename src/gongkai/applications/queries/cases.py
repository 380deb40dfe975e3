"""One case: all its page shows, its clock, the reply that lives, what its applicant may see."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, prefetch_related_objects

from gongkai.agencies.queries import calendar
from gongkai.applications.facts import clock_events
from gongkai.applications.models import Application, Attachment, Document, Lawsuit, Reconsideration, Reply
from gongkai.law.clock import Clock, Extended, read_clock


def case(key: int) -> Application:
    """One application with all a case page shows. Application.DoesNotExist when there is none."""
    return (
        Application.objects.select_related("agency", "applicant", "officer", "reopens")
        .prefetch_related(
            "events",
            "notes",
            Prefetch("attachments", Attachment.objects.select_related("file")),
            Prefetch(
                "replies",
                Reply.objects.select_related("drafted_by", "decided_by", "document__agency"),
            ),
            Prefetch("documents", Document.objects.select_related("agency")),
            "reconsiderations",
            Prefetch("lawsuits", Lawsuit.objects.select_related("appeal")),
        )
        .get(pk=key)
    )


def clock_of(application: Application, *, today: date | None = None) -> Clock:
    """The statutory clock, replayed from the events."""
    return read_clock(clock_events(application.events.all()), calendar(), today=today)


def due_if_extended(application: Application, workdays: int, on: date) -> date | None:
    """The due day if so many working days were granted that day; None where it has no due day."""
    events = (*clock_events(application.events.all()), Extended(workdays, on))
    return read_clock(events, calendar()).due_on


def living_reply(application: Application) -> Reply | None:
    """The reply that was not returned, if there is one."""
    return next((reply for reply in application.replies.all() if reply.state != Reply.State.RETURNED), None)


def with_items(replies: Sequence[Reply]) -> None:
    """Read what those replies decide part by part. One query, and none afterwards."""
    prefetch_related_objects(list(replies), "items")


def by_references(references: Sequence[str]) -> dict[str, Application | Reconsideration | Lawsuit]:
    """The records behind references such as `application:12`, `lawsuit:3`. At most one query a kind."""
    keys: dict[str, list[int]] = {}
    for reference in references:
        kind, _, key = reference.partition(":")
        keys.setdefault(kind, []).append(int(key))
    found: dict[str, Application | Reconsideration | Lawsuit] = {}
    applications = Application.objects.select_related("agency", "applicant").filter(pk__in=keys.get("application", []))
    found.update({f"application:{row.pk}": row for row in applications})
    for name, model in (("reconsideration", Reconsideration), ("lawsuit", Lawsuit)):
        if name in keys:
            rows = model.objects.select_related("application__agency", "application__applicant").filter(
                pk__in=keys[name]
            )
            found.update({f"{name}:{row.pk}": row for row in rows})
    return found


def for_applicant(query_number: str) -> Application | None:
    """What the status page shows of a case: events, letters sent to the applicant, files a served reply released.

    Four queries, however long the case. Letters and files of a reply that was not served are not among them.
    """
    sent = Document.objects.filter(Q(reply__isnull=True) | Q(reply__state=Reply.State.SERVED), for_applicant=True)
    released = Attachment.objects.filter(
        Q(application__replies__state=Reply.State.SERVED) | ~Q(role=Attachment.Role.RELEASED), for_applicant=True
    )
    return (
        Application.objects.select_related("agency", "applicant")
        .prefetch_related(
            "events",
            Prefetch("documents", sent.select_related("agency")),
            Prefetch("attachments", released.select_related("file").distinct()),
        )
        .filter(query_number=query_number)
        .first()
    )
