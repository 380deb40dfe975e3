"""Reading applications: the case, its clock, the worklist, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from gongkai.agencies.models import Agency, Duty, Post
from gongkai.agencies.queries import calendar
from gongkai.applications.facts import clock_events
from gongkai.applications.models import Application, Attachment, Document, Lawsuit, Reconsideration, Reply
from gongkai.audit.actors import Actor
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.law.clock import Clock, Extended, read_clock
from gongkai.law.stages import Stage

CHANGES = {
    "application.submitted": "提交了申请",
    "application.registered": "登记了申请",
    "application.receipt_confirmed": "确认了收到之日",
    "application.supplement_requested": "告知了补正",
    "application.supplement_received": "登记了补正材料",
    "application.lapsed": "因逾期不补正终止了办理",
    "application.consultation_sent": "发出了征求意见",
    "application.consultation_delivered": "登记了对方收到之日",
    "application.opinion_recorded": "登记了意见",
    "application.deadline_extended": "延长了答复期限",
    "application.reply_drafted": "拟写了答复",
    "application.reply_returned": "退回了答复稿",
    "application.reply_approved": "批准了答复",
    "application.reply_served": "送达了答复",
    "application.withdrawn": "登记了撤回",
    "application.assigned": "更换了经办人",
    "application.noted": "写了内部备注",
    "application.identity_looked_at": "查看了身份证明",
    "application.reconsideration_recorded": "登记了行政复议",
    "application.reconsideration_concluded": "登记了复议结果",
    "application.lawsuit_recorded": "登记了行政诉讼",
    "application.lawsuit_concluded": "登记了诉讼结果",
}
OPEN = ~Q(stage=Stage.CLOSED)


def case(key: int) -> Application:
    """One application with all a case page shows. Application.DoesNotExist when there is none."""
    return (
        Application.objects.select_related("agency", "applicant", "officer")
        .prefetch_related(
            "events",
            "notes",
            Prefetch("attachments", Attachment.objects.select_related("file")),
            Prefetch(
                "replies",
                Reply.objects.select_related("drafted_by", "decided_by", "document__agency").prefetch_related(
                    "document__services"
                ),
            ),
            Prefetch("documents", Document.objects.select_related("agency")),
            "reconsiderations",
            "lawsuits",
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


def changes_since(application: Application, version: int) -> list[Entry]:
    """What others did to the application after that version was read."""
    return list(entries_of(f"application:{application.pk}").filter(details__version__gt=version))


def told(entry: Entry) -> str:
    """An act in words: 王敏告知了补正."""
    return f"{entry.actor_name}{CHANGES.get(entry.verb, entry.verb)}"


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is on the desk: rows due today or late, this week, later, and those whose clock does not run."""

    late: Sequence[Application]
    today: Sequence[Application]
    week: Sequence[Application]
    later: Sequence[Application]
    waiting: Sequence[Application]
    cut_off: bool

    def __len__(self) -> int:
        return len(self.late) + len(self.today) + len(self.week) + len(self.later) + len(self.waiting)


def worklist(agency_id: int, today: date, *, officer_id: int | None = None, size: int = 100) -> Worklist:
    """The agency's open applications with their events, by urgency, at most `size`, the most urgent first. Two queries."""
    found = Application.objects.filter(OPEN, agency_id=agency_id).select_related("applicant", "officer", "agency")
    if officer_id is not None:
        found = found.filter(officer_id=officer_id)
    rows = list(found.prefetch_related("events").order_by(F("due_on").asc(nulls_last=True), "pk")[: size + 1])
    cut_off, rows = len(rows) > size, rows[:size]
    heaps: dict[str, list[Application]] = {name: [] for name in ("late", "today", "week", "later", "waiting")}
    for row in rows:
        heaps[urgency(row.due_on, today)].append(row)
    return Worklist(**heaps, cut_off=cut_off)


def urgency(due_on: date | None, today: date) -> str:
    """Which part of the worklist a due day falls into: late, today, week, later, or waiting where there is none."""
    if due_on is None:
        return "waiting"
    if due_on <= today:
        return "today" if due_on == today else "late"
    sunday = today + timedelta(days=6 - today.weekday())
    return "week" if due_on <= sunday else "later"


def load_by_officer(agency_id: int, today: date) -> Sequence[Mapping[str, Any]]:
    """Open and late applications by officer: officer_id, officer__name, office (of the officer's desk), open, late."""
    desks = Post.objects.held_on(today).filter(
        agency_id=agency_id, duty=Duty.DESK_OFFICER, person=OuterRef("officer"), office__isnull=False
    )
    return list(
        Application.objects.filter(OPEN, agency_id=agency_id)
        .annotate(office=Subquery(desks.values("office__name")[:1]))
        .values("office", "officer_id", "officer__name")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
        .order_by("office", "officer__name")
    )


def load_by_office(by_officer: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same added up by office: office ("" for what nobody handles yet), open, late."""
    sums: dict[str, dict[str, Any]] = {}
    for row in by_officer:
        name = row["office"] or ""
        entry = sums.setdefault(name, {"office": name, "open": 0, "late": 0})
        entry["open"] += row["open"]
        entry["late"] += row["late"]
    return sorted(sums.values(), key=lambda entry: (not entry["office"], entry["office"]))


def load_by_agency(path: str, today: date) -> Sequence[Mapping[str, Any]]:
    """Open and late applications by agency, for who oversees them: code, name, open, late."""
    return list(
        Agency.objects.filter(path__startswith=path)
        .annotate(
            open=Count("applications", filter=~Q(applications__stage=Stage.CLOSED)),
            late=Count("applications", filter=~Q(applications__stage=Stage.CLOSED) & Q(applications__due_on__lt=today)),
        )
        .filter(open__gt=0)
        .values("code", "name", "open", "late")
        .order_by("-late", "-open", "code")
    )


def to_decide(agency_id: int, actor: Actor, *, size: int = 50) -> QuerySet[Reply]:
    """Replies waiting for a decision that this actor may take: none they drafted."""
    return (
        Reply.objects.filter(state=Reply.State.DRAFTED, application__agency_id=agency_id)
        .exclude(drafted_by_id=actor.person_id)
        .select_related("application__applicant", "application__agency", "drafted_by")
        .order_by("application__due_on", "pk")[:size]
    )


def _matching(agency_id: int, officer_id: int | None, stage: str, text: str) -> QuerySet[Application]:
    found = Application.objects.filter(agency_id=agency_id).select_related("applicant", "officer", "agency")
    if officer_id is not None:
        found = found.filter(officer_id=officer_id or None)  # 0: those nobody handles yet
    if stage:
        found = found.filter(stage=stage)
    if text:
        found = found.filter(Q(content__contains=text) | Q(applicant__name__contains=text) | Q(query_number=text))
    return found


def on_the_desk(
    agency_id: int,
    *,
    after: tuple[date | None, int] | None = None,
    officer_id: int | None = None,
    stage: str = "",
    text: str = "",
    size: int = 50,
) -> list[Application]:
    """A page of the open applications with their events, the most urgent first, those without a due day last.

    after: due day and key of the row the page before ended with; officer_id: 0 for those nobody handles yet.
    """
    found = _matching(agency_id, officer_id, stage, text).filter(OPEN)
    if after is not None:
        due_on, key = after
        beyond = Q(due_on__isnull=True, pk__gt=key)
        if due_on is not None:
            beyond = Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=key) | Q(due_on__isnull=True)
        found = found.filter(beyond)
    return list(found.prefetch_related("events").order_by(F("due_on").asc(nulls_last=True), "pk")[:size])


def register(
    agency_id: int,
    *,
    before: int | None = None,
    officer_id: int | None = None,
    stage: str = "",
    text: str = "",
    size: int = 50,
) -> list[Application]:
    """登记簿: a page of an agency's applications, newest first; `before` is the key the page before ended with."""
    found = _matching(agency_id, officer_id, stage, text)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


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
