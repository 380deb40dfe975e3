"""Terms of validity that run out soon: what must be decided before they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from gongkai.audit.actors import Actor
from gongkai.documents.facts import ISSUED, default_rules, facts_of
from gongkai.documents.models import DocumentRules, NormativeDocument
from gongkai.documents.queries.register import scope_of
from gongkai.law.validity import ended_on, last_day_of_term, validity_on

LAST_DAYS = 7  # of a term, in which it is told of every day


@dataclass(frozen=True, slots=True)
class Term:
    """A document whose term runs out: its last day, and how many days are left with that day counted (1: today is the last)."""

    key: int
    title: str
    number: str
    agency: str
    last_day: date
    days_left: int


def terms_for(actor: Actor, day: date) -> list[Term]:
    """Of the documents the actor may see, those that run out within the days their agency wants to be reminded before. Four queries."""
    return _terms(scope_of(actor), day)


def terms_of(agency: int, day: date) -> list[Term]:
    """Of the documents of one agency and those it drafts."""
    return _terms(Q(agency_id=agency) | Q(drafted_by_id=agency), day)


def _terms(scope: Q, day: date) -> list[Term]:
    ahead = _days_ahead()
    latest = day + timedelta(days=max(ahead.values()))
    ending = NormativeDocument.objects.filter(scope, stage__in=ISSUED).filter(
        Q(valid_until__range=(day, latest)) | Q(changes__kind="extended", changes__until__range=(day, latest))
    )
    documents = NormativeDocument.objects.filter(pk__in=ending.values("pk"))
    due: dict[int, date] = {}
    for key, fact in facts_of(documents).items():
        last, end, state = last_day_of_term(fact), ended_on(fact), validity_on(fact, day)
        by_itself = last is not None and end is not None and end[0] > last  # no act ends it before its term does
        if last is not None and by_itself and state is not None and day <= last <= latest:
            due[key] = last
    columns = ("pk", "title", "number", "agency__short_name", "agency__path")
    found = [
        Term(pk, title, number, agency, due[pk], (due[pk] - day).days + 1)
        for pk, title, number, agency, path in documents.filter(pk__in=due).values_list(*columns)
        if (due[pk] - day).days < _ahead_of(path, ahead)
    ]
    return sorted(found, key=lambda term: (term.last_day, term.key))


def _days_ahead() -> dict[int, int]:
    """Agency → how many days before; 0 stands for the house where nothing is set."""
    rows = dict(DocumentRules.objects.values_list("agency_id", "remind_days"))
    return {0: default_rules().remind_days, **rows}


def _ahead_of(path: str, ahead: dict[int, int]) -> int:
    keys: Sequence[int] = [int(part) for part in path.split("/") if part]
    return next((ahead[key] for key in reversed(keys) if key in ahead), ahead[0])
