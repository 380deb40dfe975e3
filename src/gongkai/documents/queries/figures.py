"""The documents behind a figure of the annual report, by the references the tally gave it."""

from collections.abc import Iterable
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.documents.facts import ISSUED, disclosed_on, fact_of, with_changes
from gongkai.documents.models import NormativeDocument
from gongkai.law.validity import Validity, ended_on

MARK = "normativedocument:"


def by_references(references: Iterable[str]) -> dict[str, NormativeDocument]:
    """Reference → document with what `days_of` needs. Two queries where there are any, none where there are none."""
    keys = [int(reference.removeprefix(MARK)) for reference in references if reference.startswith(MARK)]
    if not keys:
        return {}
    found = with_changes(NormativeDocument.objects.filter(pk__in=keys)).select_related(
        "agency", "drafted_by", "publication"
    )
    return {f"{MARK}{document.pk}": document for document in found}


def days_of(document: NormativeDocument) -> tuple[date, date | None, tuple[date, Validity] | None]:
    """The days a figure counts one document of `by_references` by: issued, first public, ended (and how)."""
    fact = fact_of(document)
    return fact.issued_on, disclosed_on(document), ended_on(fact)


def has_register(agencies: Iterable[Agency]) -> bool:
    """Whether any document of these agencies stands in the register: without one, table 2 counts nothing."""
    return NormativeDocument.objects.filter(agency__in=list(agencies), stage__in=ISSUED).exists()
