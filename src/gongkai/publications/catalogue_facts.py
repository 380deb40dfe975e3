"""Rows of the catalogue as the law sees them: the limit of an element, how a duty stands, until when it is owed."""

from datetime import date
from typing import Any

from gongkai.law.coverage import DutyFacts, due_day
from gongkai.law.limits import Cadence, Limit, LimitKind, read_limit
from gongkai.law.workdays import WorkCalendar
from gongkai.publications.models import Element, ElementDuty


def limit_columns(text: str) -> dict[str, Any]:
    """公开时限 as printed → the columns of an Element."""
    limit = read_limit(text)
    return {
        "limit_kind": limit.kind.value,
        "limit_workdays": limit.workdays,
        "cadence": limit.cadence.value,
        "limit_text": limit.text,
    }


def limit_of(element: Element) -> Limit:
    return Limit(LimitKind(element.limit_kind), element.limit_workdays, Cadence(element.cadence), element.limit_text)


def due_of(duty: ElementDuty, calendar: WorkCalendar) -> date | None:
    """Until when the duty's element must next be public; None for what is not applicable or not known to be owed."""
    if duty.not_applicable or duty.until is not None:
        return None
    return due_day(
        limit_of(duty.element),
        since=duty.since,
        formed_on=duty.formed_on,
        filled_on=duty.filled_on,
        calendar=calendar,
    )


def facts_of(duty: ElementDuty, *, in_review: bool) -> DutyFacts:
    """in_review: whether something for it is on its way through the gate right now."""
    return DutyFacts(
        due_on=duty.due_on,
        filled_on=duty.filled_on,
        submitted_on=(duty.submitted_on or duty.since) if in_review else None,
        not_applicable=bool(duty.not_applicable),
        confirmed=duty.confirmed_on is not None,
    )
