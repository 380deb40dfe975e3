"""What the invented district publishes: 5,276 entries in 26 fields and 405 items of the portal, all through the import or the gate."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.apps.demonstration.conftest import TODAY, built

from gongkai.agencies.queries import agency_by_code, calendar, root
from gongkai.audit import queries as audit
from gongkai.audit.models import Entry
from gongkai.law.publishing import is_late
from gongkai.publications.models import (
    Deposit,
    ElementDuty,
    Publication,
    ReadingPlace,
    Section,
    ShelfRecord,
    Version,
    WordRule,
)
from gongkai.publications.queries import coverage
from gongkai.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
PUBLIC, WITHDRAWN = Publication.Standing.PUBLIC, Publication.Standing.WITHDRAWN


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The whole demonstration."""
    with built(django_db_blocker) as acts:
        yield acts


def test_there_are_5276_entries_in_26_fields_unevenly_spread(district: int) -> None:
    slugs = Publication.objects.filter(standing=PUBLIC, duty__isnull=False).values_list(
        "duty__element__matter__field__slug", flat=True
    )
    by_field = Counter(slugs)
    assert sum(by_field.values()) == 5276
    assert len(by_field) == 26
    assert max(by_field.values()) > 3 * min(by_field.values())


def test_there_are_405_items_of_the_portal_one_to_come_and_one_gone(district: int) -> None:
    own = Publication.objects.filter(duty__isnull=True)
    assert own.filter(standing=PUBLIC).count() == 405
    assert own.filter(standing=WITHDRAWN).count() == 1
    scheduled = own.get(draft__stage="scheduled")
    assert scheduled.draft.release_at.date() > TODAY
    assert not find(scheduled.draft.title).hits


def test_no_title_stands_twice_and_no_text_is_a_filler(district: int) -> None:
    titles = Counter(Version.objects.filter(number=1).values_list("publication__issued_by", "title"))
    assert [title for title, count in titles.items() if count > 1] == []
    texts = list(Version.objects.filter(number=1).values_list("text", flat=True))
    assert min(len(text) for text in texts) > 40
    assert len(set(texts)) > 0.95 * len(texts)
    assert not [text for text in texts if "{" in text or "None" in text]


def test_a_share_came_too_late_and_some_elements_were_never_filled(district: int) -> None:
    days = Version.objects.filter(publication__duty__isnull=False).values_list("dated_on", "released_at")
    late = sum(is_late(formed, released.date(), calendar()) for formed, released in days if formed)
    assert 0.03 < late / len(days) < 0.15
    assert 0.04 < ElementDuty.objects.filter(entries=0).count() / ElementDuty.objects.count() < 0.15
    board = coverage.board(root(), TODAY)
    assert board is not None


def test_the_two_special_columns_hold_items_that_came_after_they_were_opened(district: int) -> None:
    for slug in ("reopening", "six-stabilities"):
        section = Section.objects.get(slug=slug)
        assert section.is_special
        assert section.parts.count() >= 3
        days = list(section.publications.values_list("published_at", flat=True))
        assert len(days) >= 8
        assert min(days).date() >= section.opened_on


def test_every_index_number_has_its_agencys_code_and_leaves_no_gap(district: int) -> None:
    numbers: dict[tuple[str, str], list[int]] = {}
    for number in Publication.objects.exclude(index_number=None).values_list("index_number", flat=True):
        code, _, rest = str(number).partition("/")
        year, _, serial = rest.partition("-")
        numbers.setdefault((code, year), []).append(int(serial))
    assert len({code for code, _ in numbers}) == 30
    for found in numbers.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def test_some_were_walked_through_the_gate_with_files_that_can_be_found(district: int) -> None:
    report = Publication.objects.get(section__slug="reports")
    assert report.current is not None
    kinds = set(report.current.attachments.values_list("file__kind", flat=True))
    assert kinds == {"pdf", "docx"}
    assert report.reviews.count() == 5
    assert find("结转下年度继续办理").hits
    revised = Publication.objects.get(revised_at__isnull=False)
    assert revised.versions.count() == 2


def test_the_import_left_its_trace_and_the_journal_is_whole(district: int) -> None:
    imports = Entry.objects.filter(verb="publication.imported")
    assert sum(entry.details["items"] for entry in imports) == 5276 + 383
    assert audit.verify() == []


def test_open_data_tells_the_annual_report_and_the_entries(district: int, settings: Any) -> None:
    settings.GONGKAI_TODAY = TODAY.isoformat()
    (report,) = json.loads(Client().get("/api/v1/reports").content)["reports"]
    told = json.loads(Client().get(report["api_url"]).content)
    assert told["cells"]["t3/received/total"]["value"] == 110
    fields = json.loads(Client().get("/api/v1/catalogue/fields").content)
    assert sum(field["entries"] for field in fields) == 5276


def test_reading_places_shelves_and_what_was_handed_over_are_there(district: int) -> None:
    assert set(ReadingPlace.objects.values_list("kind", flat=True)) == {"archive", "library", "service_hall"}
    assert ShelfRecord.objects.count() == 4
    assert all(len(deposit.items) > 100 for deposit in Deposit.objects.all())
    assert Deposit.objects.count() == 2
    assert WordRule.objects.exists()


def test_a_contact_has_late_elements_some_that_do_not_apply_and_others_on_time(district: int) -> None:
    agency = agency_by_code("014")
    assert agency is not None
    owed = coverage.owed_by(agency, TODAY)
    assert len(owed.late) >= 3
    assert len(owed.not_applicable) == 1
    assert len(owed.waiting) >= 1
    assert owed.done
