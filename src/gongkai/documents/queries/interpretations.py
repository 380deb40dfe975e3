"""解读 of a year on one board: documents that have none yet, those that came late or are exempt, kinds nobody used."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import calendar, with_all_below
from gongkai.documents.facts import ISSUED, disclosed_on, rules_of_each
from gongkai.documents.models import Interpretation, NormativeDocument
from gongkai.law.interpretation import Standing, due_on, standing
from gongkai.law.workdays import WorkCalendar
from gongkai.publications.queries.public import READABLE

KINDS = Interpretation.Kind.choices
OF_THE_LAW = (NormativeDocument.Kind.NORMATIVE, NormativeDocument.Kind.RULES)


@dataclass(frozen=True, slots=True)
class Line:
    """One document. due: the last day in time; first_on: the day its first interpretation was public; kinds: labels of those it has."""

    document: NormativeDocument
    disclosed_on: date
    due: date
    standing: Standing
    first_on: date | None
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Board:
    """year: of the day a document became public. wanting: late first, then due; counts by standing; kinds: (key, label, how many)."""

    year: int
    lines: Sequence[Line]
    kinds: Sequence[tuple[str, str, int]]

    def of(self, *standings: Standing) -> list[Line]:
        return [line for line in self.lines if line.standing in standings]

    @property
    def wanting(self) -> list[Line]:
        return sorted(self.of(Standing.LATE, Standing.DUE), key=lambda line: line.due)

    @property
    def late(self) -> list[Line]:
        return self.of(Standing.LATE)

    @property
    def exempt(self) -> list[Line]:
        return self.of(Standing.EXEMPT)

    @property
    def interpreted(self) -> list[Line]:
        return self.of(Standing.IN_TIME, Standing.AFTER_TIME)

    @property
    def never_used(self) -> list[str]:
        return [label for _, label, count in self.kinds if not count]


def board(agency: Agency, year: int, today: date) -> Board:
    """The board of an agency and those below it, for documents that became public in that year."""
    standing_rows = Interpretation.objects.filter(dropped_on__isnull=True).select_related("publication")
    documents = (
        NormativeDocument.objects.filter(
            Q(disclosed_on__year=year) | Q(disclosed_on__isnull=True, publication__published_at__year=year),
            agency__in=with_all_below(agency),
            stage__in=ISSUED,
            kind__in=OF_THE_LAW,
        )
        .select_related("agency", "drafted_by", "publication")
        .prefetch_related(Prefetch("interpretations", standing_rows, to_attr="interpreting"))
        .order_by("pk")
    )
    rules, working = rules_of_each(document.agency for document in documents), calendar()
    lines = [
        _line(document, rules[document.agency_id].interpretation_workdays, working, today) for document in documents
    ]
    counts = Counter(_kinds_used(agency, year))
    return Board(year, lines, [(key, str(label), counts[key]) for key, label in KINDS])


def _line(document: NormativeDocument, workdays: int, working: WorkCalendar, today: date) -> Line:
    public_on = disclosed_on(document)
    assert public_on is not None  # asked for above
    rows = document.interpreting  # type: ignore[attr-defined]
    days = [day for row in rows if (day := public_day(row)) is not None]
    last_day = due_on(public_on, workdays, working)
    first = min(days) if days else None
    state = standing(
        disclosed_on=public_on,
        first_on=first,
        exempt=bool(document.no_interpretation),
        last_day=last_day,
        today=today,
    )
    kinds = list(dict.fromkeys(row.get_kind_display() for row in rows if public_day(row) is not None))
    return Line(document, public_on, last_day, state, first, kinds)


def public_day(row: Interpretation) -> date | None:
    """The day an interpretation became public; None while it is not, or no longer."""
    item = row.publication
    if item is None:
        return row.published_on
    if item.standing not in READABLE or item.published_at is None:
        return None
    return timezone.localtime(item.published_at).date()


def _kinds_used(agency: Agency, year: int) -> list[str]:
    """The kind of each interpretation that became public in that year, whatever document it explains."""
    rows = Interpretation.objects.filter(
        Q(published_on__year=year) | Q(publication__published_at__year=year),
        dropped_on__isnull=True,
        document__agency__in=with_all_below(agency),
    ).select_related("publication")
    return [row.kind for row in rows if (day := public_day(row)) is not None and day.year == year]


def years(agency: Agency) -> list[int]:
    """The years in which documents of the agency became public, the newest first."""
    rows = NormativeDocument.objects.filter(
        agency__in=with_all_below(agency), stage__in=ISSUED, kind__in=OF_THE_LAW
    ).values_list("disclosed_on", "publication__published_at")
    found = {day.year if day else timezone.localtime(at).year for day, at in rows if day or at}
    return sorted(found, reverse=True)
