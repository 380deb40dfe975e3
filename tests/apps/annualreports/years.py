"""A year of an agency: returns declared and signed, reports compiled and signed, and what the journal says."""

from datetime import date
from typing import Any

from tests.builders import Desk

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport, DeclaredReturn
from gongkai.audit.models import Entry
from gongkai.documents import actions as documents
from gongkai.documents.models import NormativeDocument
from gongkai.law import formats
from gongkai.law.figures import Address, Number

YEAR = 2022
JANUARY = date(2023, 1, 20)


def filled(year: int = YEAR, value: str = "0", **cells: str) -> dict[Address, str]:
    """The declared part of table 2 filled in with one value; cells: `licences__decisions="12"`."""
    told = dict.fromkeys(formats.for_year(year).declared_addresses(), value)
    for name, typed in cells.items():
        told[f"t2/{name.replace('__', '/')}"] = typed
    return told


def a_return(desk: Desk, year: int = YEAR, *, on: date = JANUARY, reason: str = "", **cells: str) -> DeclaredReturn:
    """Declared by the contact, signed by the leader."""
    actions.declare_return(desk.agency, year, filled(year, **cells), actor=desk.actor("contact", on), reason=reason)
    return actions.sign_return(desk.agency, year, actor=desk.leader(on), on=on)


def a_report(desk: Desk, year: int = YEAR, *, on: date = JANUARY, scope: str = "with_below") -> AnnualReport:
    """Compiled by the desk officer."""
    return actions.compile_report(desk.agency, year, actor=desk.officer(on), scope=scope)


def a_signed_report(desk: Desk, year: int = YEAR, *, on: date = JANUARY, **more: str) -> AnnualReport:
    """Compiled and signed, with whatever stands against it overridden."""
    report = a_report(desk, year, on=on, **more)
    return actions.sign_report(report, actor=desk.leader(on), on=on, override_reason="")


def a_document(desk: Desk, issued_on: date, number: int, *, on: date = JANUARY, **told: Any) -> NormativeDocument:
    """A document in use, entered by the desk officer of the agency that issued it."""
    entry = documents.EntryTold(
        title=f"办事规则之{number}", number=f"测〔{issued_on.year}〕{number}号", issued_on=issued_on, **told
    )
    return documents.enter_document(desk.agency, told=entry, actor=desk.officer(on))


def repeal(desk: Desk, document: NormativeDocument, on: date) -> None:
    documents.record_change(
        document, kind="repealed", effective_on=on, acting_title="关于废止一批文件的决定", actor=desk.officer(JANUARY)
    )


def value(report: AnnualReport, cell: Address) -> Number:
    """What stands in the cell."""
    return queries.cells_of(report)[cell].value


def last_act(subject: str = "") -> Entry:
    """The newest entry of the journal, or of one record."""
    entries = Entry.objects.order_by("-sequence")
    found = (entries.filter(subject=subject) if subject else entries).first()
    assert found is not None
    return found
