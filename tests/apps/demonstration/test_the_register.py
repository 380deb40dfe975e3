"""The invented district's register of documents: 37, 73 and 200 counted from rows, and a stock that rolls forward."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.apps.demonstration.conftest import TODAY, built

from gongkai.agencies.queries import agency_by_code, root
from gongkai.annualreports import queries as reports
from gongkai.demonstration.library import PARTS
from gongkai.documents.models import Change, NormativeDocument
from gongkai.documents.queries.figures import by_references, days_of
from gongkai.law.validity import LABELS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
COLUMNS_2019, COLUMNS_2021 = ("made", "newly_disclosed", "disclosed_total"), ("issued", "repealed", "in_force")


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The demonstration with few entries of the catalogue."""
    with built(django_db_blocker, entries=60) as acts:
        yield acts


def counted(year: int, columns: tuple[str, ...]) -> list[int]:
    """Those columns of the whole district, as the register stands now."""
    figures = reports.figures_now(root(), year)
    return [int(figures[f"t2/normative_documents/{column}"].value or 0) for column in columns]


def test_37_73_and_200_are_rows_and_each_agency_has_its_part(district: int) -> None:
    assert counted(2020, COLUMNS_2019) == [37, 73, 200]
    for code, parts in PARTS.items():
        agency = agency_by_code(code)
        assert agency is not None
        own = reports.documents_counted(agency, 2020)
        assert [own[f"t2/normative_documents/{column}"].value for column in COLUMNS_2019] == list(parts)


def test_what_the_published_report_counted_still_stands_document_by_document(district: int) -> None:
    report = reports.report_of(root(), 2020)
    assert report is not None
    now = reports.figures_now(root(), 2020)
    for column in COLUMNS_2019:
        cell = f"t2/normative_documents/{column}"
        sources = reports.sources_of(report, cell)
        assert set(sources) == set(now[cell].sources)
        assert set(by_references(sources)) == set(sources)


def test_in_the_newer_format_the_stock_rolls_forward_from_2020(district: int) -> None:
    stock = counted(2020, COLUMNS_2019)[2]
    for year in range(2021, TODAY.year + 1):
        issued, repealed, in_force = counted(year, COLUMNS_2021)
        assert issued > 5
        assert repealed > 0
        assert in_force == stock + issued - repealed
        stock = in_force


def test_every_kind_of_end_and_change_is_there(district: int) -> None:
    kinds = set(Change.objects.values_list("kind", flat=True))
    assert kinds == {"amended", "repealed", "declared_lapsed", "extended"}
    assert Change.objects.filter(replaced=True, acting__isnull=False).count() > 10
    states = set(NormativeDocument.objects.exclude(validity="").values_list("validity", flat=True))
    assert states == {str(state) for state in LABELS}


def test_some_terms_run_out_within_the_time_of_reminders(district: int) -> None:
    rows = by_references(f"normativedocument:{key}" for key in NormativeDocument.objects.filter(valid_until__gt=TODAY).values_list("pk", flat=True))  # fmt: skip
    ends = [ended[0] for row in rows.values() if (ended := days_of(row)[2]) and (ended[0] - TODAY).days <= 90]
    assert len(ends) >= 5


def test_no_number_stands_twice_and_no_day_is_to_come(district: int) -> None:
    documents = list(NormativeDocument.objects.exclude(issued_on=None))
    numbers = [document.number for document in documents]
    assert len(numbers) == len(set(numbers))
    assert all(document.issued_on and document.issued_on <= TODAY for document in documents)
    assert all((document.disclosed_on or date.min) <= TODAY for document in documents)
    assert len({(document.agency_id, document.title) for document in documents}) == len(documents)
