"""Lists of applications: the worklist, the loads, the register, what waits for a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from gongkai.agencies.models import Agency, Duty, Post
from gongkai.applications.models import Application, Reply
from gongkai.audit.actors import Actor
from gongkai.law.stages import Stage

OPEN = ~Q(stage=Stage.CLOSED)


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
