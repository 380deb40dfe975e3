"""A page that is kept shows how a document stands until its day ends, and not a moment longer: no verb and no worker is needed."""

import time
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from tests.apps.pages.conftest import Site
from tests.library import Library, main_of

from gongkai.documents.models import NormativeDocument

A_DAY = 24 * 3600


@pytest.fixture
def document(site: Site, settings: Any) -> NormativeDocument:
    settings.GONGKAI_TODAY = "2024-12-31"
    library = Library(name="青川区公安分局", code="021")
    return library.document(title="养犬管理办法", valid_until=date(2024, 12, 31))


def addresses(document: NormativeDocument) -> list[str]:
    file = f"/documents/{document.pk}/养犬管理办法（有效）.docx".encode().decode("latin-1")  # as a server hands it over
    return [
        f"/documents/{document.pk}/",
        f"/items/{document.publication_id}/",
        "/documents/",
        f"/search/?q={quote('养犬')}",
        file,
    ]


@pytest.mark.parametrize("at", range(5))
def test_a_kept_page_of_a_document_ends_with_its_day(
    site: Site, document: NormativeDocument, settings: Any, at: int
) -> None:
    address = addresses(document)[at]
    site.now = time.time()
    first, again = site.ask(address), site.ask(address)
    assert (first.code, first.how, again.how) == (200, "fresh", "kept")
    settings.GONGKAI_TODAY = "2025-01-01"
    site.now += A_DAY
    after = site.ask(address)
    if at == 4:
        assert after.code == 302
        assert quote("养犬管理办法（失效）.docx") in after.headers["location"]
    else:
        assert (after.code, after.how) == (200, "fresh")
        assert "失效" in main_of(after.text)
        assert "失效" not in main_of(first.text)


def test_a_change_gives_up_the_pages_at_once(site: Site, document: NormativeDocument) -> None:
    from tests.normative import District, a_change

    site.now = time.time()
    kept = addresses(document)[:4]
    for address in kept:
        assert site.ask(address).how == "fresh"
        assert site.ask(address).how == "kept"
    district = District(document.agency.parent, document.agency)  # type: ignore[arg-type]
    a_change(district, document, effective_on=date(2024, 12, 30), on=date(2024, 12, 31), acting_title="关于废止的决定")
    for address in kept:
        told = site.ask(address)
        assert told.how == "fresh", address
        assert ">废止<" in main_of(told.text), address


def test_a_text_that_is_withdrawn_leaves_every_page_at_once(site: Site, document: NormativeDocument) -> None:
    from tests.builders import a_person, at

    from gongkai.agencies.queries import held
    from gongkai.audit.actors import Actor
    from gongkai.publications import actions

    site.now = time.time()
    for address in addresses(document):
        site.ask(address)
    person, post = a_person(document.agency, "leader")
    actor = Actor(f"person:{person.pk}", person.name, held(post), at(date(2024, 12, 31)), "test")
    assert document.publication is not None
    actions.withdraw_item(document.publication, reason="误发", actor=actor)
    codes = {address: site.ask(address).code for address in addresses(document)}
    assert list(codes.values()) == [410, 410, 200, 200, 404]
    for address in ("/documents/", f"/search/?q={quote('养犬')}"):
        assert "养犬管理办法" not in site.ask(address).text.partition("<ol")[2]
