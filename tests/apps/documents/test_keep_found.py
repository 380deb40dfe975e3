"""Search narrows by how documents stand today."""

from datetime import date

import pytest
from tests.builders import at
from tests.library import Library
from tests.normative import a_change
from tests.publishing import revised

from gongkai.documents.actions.finding import keep_found
from gongkai.search import queries as search


@pytest.fixture
def library(db: None) -> Library:
    return Library(name="青川区公安分局", code="021")


def found(validity: str) -> list[str]:
    return [hit.title for hit in search.find("办法", search.Filters(validity=validity)).hits]


def test_keep_found_narrows_by_the_register_from_the_day_a_term_ran_out(library: Library) -> None:
    library.document(title="养犬管理办法", valid_until=date(2024, 12, 31))
    library.document(title="停车管理办法")
    assert keep_found(at(date(2024, 12, 31))) == 0
    assert sorted(found("in_force")) == ["停车管理办法", "养犬管理办法"]
    assert keep_found(at(date(2025, 1, 1))) == 1
    assert found("in_force") == ["停车管理办法"]
    assert found("lapsed") == ["养犬管理办法"]
    assert search.find("养犬应当登记", search.Filters(validity="lapsed")).total == 1
    assert keep_found(at(date(2025, 1, 1))) == 0


def test_a_revision_of_a_text_does_not_bring_its_document_back_into_force(library: Library) -> None:
    document = library.document(title="养犬管理办法")
    a_change(library.district, document, effective_on=date(2024, 5, 1))
    assert keep_found(at(date(2024, 6, 3))) == 1
    assert document.publication is not None
    revised(library.room, document.publication, on=date(2024, 6, 4), title="养犬管理办法")
    assert keep_found(at(date(2024, 6, 4))) == 1
    assert found("repealed") == ["养犬管理办法"]


def test_what_is_not_public_is_not_found_by_it(library: Library) -> None:
    from tests.normative import a_document

    a_document(library.district, title="未公布的办法", valid_until=date(2023, 1, 1))
    assert keep_found(at(date(2024, 6, 3))) == 0
    assert search.find("未公布").total == 0
