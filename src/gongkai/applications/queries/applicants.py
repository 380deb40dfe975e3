"""The applicants' ledger: who is the same, who may be, and how often they applied (Regulations art. 35, 36 item 6, 42).

The same identity paper is the same applicant, and so is who an officer confirmed. A name with the same telephone or address
is proposed, never merged. No identity number is read: papers are compared by their fingerprints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.applications.models import Application, CaseKind, Namesake
from gongkai.law.fees import Fee, fee_by_case
from gongkai.law.stages import Stage

_COLUMNS = (
    "pk",
    "applicant_id",
    "applicant__name",
    "applicant__phone",
    "applicant__address",
    "applicant__identity_paper__fingerprint",
    "applicant__same_as_id",
    "applicant_kind",
    "received_on",
    "arrived_on",
    "year",
    "serial",
    "content",
    "stage",
    "outcome",
)


@dataclass(frozen=True, slots=True)
class Filing:
    """One application in the ledger. on: its day of receipt, or of arrival while receipt is not confirmed."""

    key: int
    applicant_id: int
    name: str
    phone: str
    address: str
    paper: str
    same_as: int | None
    kind: str
    on: date
    number: str
    content: str
    stage: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One applicant of an agency: filings, the oldest first; proposed: of applicants who may be the same."""

    filings: tuple[Filing, ...]
    proposed: tuple[Filing, ...] = ()

    @property
    def name(self) -> str:
        return self.filings[-1].name

    @property
    def key(self) -> int:
        """The applicant by whose row it is opened: the latest."""
        return self.filings[-1].applicant_id

    def in_month(self, day: date) -> tuple[Filing, ...]:
        """The filings of that calendar month."""
        return tuple(filing for filing in self.filings if (filing.on.year, filing.on.month) == (day.year, day.month))

    def in_year(self, year: int) -> tuple[Filing, ...]:
        return tuple(filing for filing in self.filings if filing.on.year == year)

    def since(self, day: date) -> tuple[Filing, ...]:
        return tuple(filing for filing in self.filings if filing.on >= day)

    def months(self) -> list[tuple[date, int]]:
        """(first day of the month, applications) for each month there was one, the newest first."""
        firsts = sorted({filing.on.replace(day=1) for filing in self.filings}, reverse=True)
        return [(first, len(self.in_month(first))) for first in firsts]

    def before_in_month(self, key: int) -> int:
        """How many applications of the month lie before that one: those of earlier days, and of that day by number."""
        mine = next(filing for filing in self.filings if filing.key == key)
        month = self.in_month(mine.on)
        return month.index(mine)

    def fee_of(self, key: int, on: date) -> Fee:
        """By case for that application alone, after those before it in the month. NotLawful before 2021-01-01."""
        return fee_by_case(1, on=on, already=self.before_in_month(key))

    def fee_of_month(self, month: date, on: date) -> Fee:
        """By case for all of the month together: the sum of what each costs."""
        return fee_by_case(len(self.in_month(month)), on=on)


def ledger_of(application: Application) -> Ledger:
    """The applicant of that case at its agency, with whom an officer may still confirm to be the same. Three queries.

    Without filings for a correction (art. 41) and for a new handling: neither counts as an application.
    """
    applicant = application.applicant
    mine = list(_rows(application.agency_id).filter(applicant=applicant.pk))
    if not mine:
        return Ledger(())
    papers = {row[5] for row in mine if row[5]}
    may = Q(applicant__name=applicant.name) | Q(applicant__identity_paper__fingerprint__in=papers)
    linked = Q(applicant__same_as__isnull=False) | Q(applicant__also__isnull=False)
    filings = [_filing(row) for row in _rows(application.agency_id).filter(may | linked).distinct()]
    group = next(group for group in _grouped(filings) if any(one.applicant_id == applicant.pk for one in group))
    known = {filing.applicant_id for filing in group}
    others = [one for one in filings if one.applicant_id not in known and _may_be(one, group)]
    denied = _denied(known) if others else set()
    return Ledger(tuple(group), tuple(one for one in others if one.applicant_id not in denied))


def application_of(agency_id: int, applicant_id: int) -> Application:
    """The application of that applicant at that agency. Application.DoesNotExist for any other."""
    rows = Application.objects.select_related("agency", "applicant")
    return rows.get(agency_id=agency_id, applicant_id=applicant_id)


def ledgers(agency_id: int, *, since: date, text: str = "", least: int = 1) -> list[Ledger]:
    """The agency's applicants with at least so many applications since that day, the most frequent first. One query.

    text: part of the name.
    """
    rows = _rows(agency_id).filter(Q(received_on__gte=since) | Q(received_on__isnull=True, arrived_on__gte=since))
    found = [Ledger(tuple(group)) for group in _grouped(_filing(row) for row in rows)]
    chosen = [one for one in found if len(one.filings) >= least and (not text or text in one.name)]
    return sorted(chosen, key=lambda one: (-len(one.filings), one.name, one.key))


def count_applicants(keys: Sequence[int]) -> int:
    """How many different applicants those applications have, as far as it is known. One query."""
    rows = Application.objects.filter(pk__in=list(keys)).values_list(*_COLUMNS)
    return len(_grouped(map(_filing, rows)))


def _rows(agency_id: int) -> QuerySet[Any, Any]:
    """Applications under art. 27 as they came in: neither corrections, nor new handlings of old ones, nor what was sent on
    to another agency before it was received."""
    found = Application.objects.filter(agency_id=agency_id, case_kind=CaseKind.APPLICATION, reopens__isnull=True)
    sent_on = Q(received_on__isnull=True, stage=Stage.CLOSED)
    return found.exclude(sent_on).values_list(*_COLUMNS).order_by("pk")


def _filing(row: Sequence[Any]) -> Filing:
    key, applicant, name, phone, address, paper, same_as, kind, received, arrived, year, serial, *rest = row
    number = f"〔{year}〕{serial}号"
    return Filing(key, applicant, name, phone, address, paper or "", same_as, kind, received or arrived, number, *rest)


def _grouped(filings: Iterable[Filing]) -> list[list[Filing]]:
    """Filings by applicant: joined by the same paper and by what officers confirmed, whatever the name."""
    rows = list(filings)
    parent: dict[int | str, int | str] = {}

    def root(of: int | str) -> int | str:
        parent.setdefault(of, of)
        while parent[of] != of:
            parent[of] = parent[parent[of]]
            of = parent[of]
        return of

    for filing in rows:
        for link in (filing.paper, filing.same_as):
            if link:
                parent[root(filing.applicant_id)] = root(link)
    groups: dict[int | str, list[Filing]] = {}
    for filing in sorted(rows, key=lambda filing: (filing.on, filing.key)):
        groups.setdefault(root(filing.applicant_id), []).append(filing)
    return list(groups.values())


def _may_be(one: Filing, group: Sequence[Filing]) -> bool:
    """The same name, and the same telephone or address."""
    return any(
        one.name == other.name
        and (_digits(one.phone) == _digits(other.phone) != "" or one.address == other.address != "")
        for other in group
    )


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def _denied(known: set[int]) -> set[int]:
    """Who was found to be somebody else than one of those."""
    pairs = Namesake.objects.filter(Q(one__in=known) | Q(other__in=known)).values_list("one_id", "other_id")
    return {applicant for pair in pairs for applicant in pair} - known
