"""What every verb does with the record: lock it, add an event, number a document, trace the act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction

from gongkai.agencies.actions import next_number
from gongkai.agencies.models import Duty
from gongkai.agencies.permissions import holds
from gongkai.applications import wording
from gongkai.applications.actions.telling import tell_of
from gongkai.applications.models import Application, Attachment, CaseKind, Document, Event
from gongkai.applications.queries import changes_since, clock_of, told
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.files.actions import require_storable, store_file
from gongkai.law import stages
from gongkai.law.citations import Citation
from gongkai.law.errors import NotAcceptable, Stale
from gongkai.law.stages import Stage, Verb
from gongkai.law.workdays import in_words

Upload = tuple[str, bytes]  # name and content


def lock(application: Application, seen_version: int | None) -> Application:
    """The row as it stands now, locked. Stale when somebody changed it since the actor read it, naming what they did."""
    fresh = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "applicant")
        .get(pk=application.pk)
    )
    if seen_version is not None and fresh.version != seen_version:
        acts = "；".join(told(entry) for entry in changes_since(fresh, seen_version)) or "有人改动了这件申请"
        raise Stale(
            "application.changed",
            f"您打开这一页之后，{acts}。",
            "您填的内容都还在。请看过最新情况，再决定是否提交。",
        )
    return fresh


def require_verb(application: Application, verb: Verb) -> None:
    """NotLawful unless the table of stages allows the verb now, to this kind of case."""
    stages.require(Stage(application.stage), verb, correction=application.case_kind == CaseKind.CORRECTION)


def require_day(
    on: date, actor: Actor, *, field: str = "on", not_before: date | None = None, before_what: str = "收到申请之日"
) -> None:
    """A date that was typed must not lie in the future, nor before what it follows."""
    if on > actor.at.date():
        raise NotAcceptable("date.future", f"{in_words(on)}还没有到。", "请填已经发生的日期。", field=field)
    if not_before is not None and on < not_before:
        raise NotAcceptable(
            "date.too_early",
            f"{in_words(on)}早于{before_what}（{in_words(not_before)}）。",
            "请核对两个日期，改正填错的一个。",
            field=field,
        )


def add_event(application: Application, kind: str, on: date, actor: Actor, **data: Any) -> Event:
    """One more event. The clock is replayed, and the caches on the row (received, due) follow it."""
    position = Event.objects.filter(application=application).count() + 1
    event = Event.objects.create(
        application=application, position=position, kind=kind, on=on, data=data, recorded_at=actor.at, by=actor.name
    )
    clock = clock_of(Application(pk=application.pk))
    if application.received_on is None:
        application.received_on = clock.received_on
    application.due_on = clock.due_on
    return event


@transaction.atomic
def recompute_due_days(*, actor: Actor) -> int:
    """重算到期日: after a calendar was loaded, bring the due days that lists show in line with the replayed clock.
    Returns how many changed."""
    changed: list[int] = []
    for application in (
        Application.objects.exclude(stage=Stage.CLOSED).prefetch_related("events").iterator(chunk_size=500)
    ):
        due_on = clock_of(application).due_on
        if due_on != application.due_on:
            Application.objects.filter(pk=application.pk).update(due_on=due_on)
            changed.append(application.pk)
    audit.record(actor, "calendar.loaded", "calendar", on=actor.at.date(), recomputed=changed)
    return len(changed)


def number_document(
    application: Application, kind: str, content: dict[str, Any], on: date, *, for_applicant: bool = True
) -> Document:
    """Freeze a composed letter and give it the next number of the agency's year, without gaps.

    NotLawful where it lacks an element that letters of its kind must have, naming all that lack.
    """
    wording.require_complete(content)
    agency = application.agency
    serial = next_number(agency, "documents", on.year)
    return Document.objects.create(
        agency=agency,
        application=application,
        kind=kind,
        year=on.year,
        serial=serial,
        dated_on=on,
        content=wording.frozen(content),
        template_id=content["template"],
        for_applicant=for_applicant,
    )


def require_files(uploads: Iterable[Upload]) -> None:
    """Judge all before any is written: what is refused leaves no bytes on the disk."""
    for name, content in uploads:
        require_storable(name, content)


def require_fits(row: models.Model) -> None:
    """No text is longer than its column: SQLite would keep it whole, PostgreSQL would fail."""
    for field in row._meta.fields:
        text, longest = getattr(row, field.attname), getattr(field, "max_length", None)
        if isinstance(text, str) and longest and len(text) > longest:
            raise NotAcceptable(
                "text.too_long",
                f"“{field.verbose_name}”最多{longest}个字，现在有{len(text)}个。",
                "请缩短后再提交。",
                field=field.name,
            )


def attach(
    application: Application, uploads: Iterable[Upload], role: str, actor: Actor, *, for_applicant: bool = False
) -> list[Attachment]:
    """Store the files and hang them on the case. NotAcceptable for the first that cannot be taken: none is kept."""
    uploads = list(uploads)
    require_files(uploads)
    return [
        Attachment.objects.create(
            application=application,
            file=store_file(name, content, at=actor.at),
            role=role,
            for_applicant=for_applicant,
        )
        for name, content in uploads
    ]


def finish(
    application: Application, actor: Actor, verb: str, *, on: date, ground: Citation | None = None, **details: Any
) -> Application:
    """Save the row under its next version and trace the act. The last step of every verb.

    A case nobody handles is taken on by the first desk officer of its agency who does something with it.
    """
    if application.officer_id is None and holds(actor, Duty.DESK_OFFICER, agency=application.agency_id):
        application.officer_id = actor.person_id
    application.version += 1
    application.save()
    audit.record(
        actor, f"application.{verb}", application, on=on, ground=ground or "", version=application.version, **details
    )
    tell_of(application, verb, actor)
    return application
