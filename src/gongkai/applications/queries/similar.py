"""Earlier requests like this one, with how they were answered (Regulations art. 44; for repeats art. 36 item 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.applications.models import Application, CaseKind, Reply
from gongkai.applications.similarity import likeness, pairs_of
from gongkai.law.outcomes import Outcome, outcome

YEARS = 3  # how far back it is looked
MOST = 3000  # and how many requests at most, the newest
ALIKE = 0.45  # from here on two requests are shown as like each other
SAME = 0.65  # and from here on they are taken to ask for the same information


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier request: percent: how alike, 100 for the same words; reply: the answer that was served, if there is one."""

    application: Application
    percent: int
    reply: Reply | None

    @property
    def outcome(self) -> Outcome | None:
        return outcome(self.application.outcome) if self.application.outcome else None


def similar_requests(
    agency_id: int, content: str, *, on: date, excluding: int | None = None, least: float = ALIKE, size: int = 5
) -> list[Similar]:
    """The agency's requests of the last years that are like that text, the likest first. Two queries, or one where none is.

    excluding: the key of the request itself. Complexity: linear in the requests looked at, at most `MOST`.
    """
    asked = pairs_of(content)
    rows = (
        Application.objects.filter(
            agency_id=agency_id, registered_on__gte=_years_before(on), case_kind=CaseKind.APPLICATION
        )
        .exclude(pk=excluding or 0)
        .order_by("-pk")
        .values_list("pk", "content")[:MOST]
    )
    found = {key: likeness(asked, pairs_of(text)) for key, text in rows}
    best = sorted((key for key, value in found.items() if value >= least), key=lambda key: (-found[key], -key))[:size]
    return [Similar(case, round(100 * found[case.pk]), _served(case)) for case in _with_replies(best)]


def _with_replies(keys: Sequence[int]) -> list[Application]:
    served = Reply.objects.filter(state=Reply.State.SERVED).select_related("document__agency")
    rows = Application.objects.select_related("applicant", "agency").prefetch_related(Prefetch("replies", served))
    by_key = rows.in_bulk(list(keys)) if keys else {}
    return [by_key[key] for key in keys]


def _served(case: Application) -> Reply | None:
    return next(iter(case.replies.all()), None)


def _years_before(on: date) -> date:
    return date(on.year - YEARS, on.month, min(on.day, 28))
