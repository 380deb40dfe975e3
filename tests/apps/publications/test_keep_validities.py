"""keep_validities: search, lists and pages tell the same of a document whose day has come, and the release itself is not touched."""

from datetime import date, timedelta

import pytest
from tests.apps.publications.newsroom import changed_at
from tests.builders import at
from tests.publishing import DAY, Newsroom, a_newsroom, a_public_item

from gongkai.publications.actions import keep_validities
from gongkai.publications.models import Publication
from gongkai.publications.queries.public import Narrowed, items, validity_on
from gongkai.search.queries import Filters, find

pytestmark = pytest.mark.django_db
VALIDITIES = ("in_force", "repealed", "not_yet", "amended")


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom(reviews=1)


def found_as(validity: str) -> set[str]:
    return {hit.title for hit in find("", Filters(validity=validity)).hits}


def listed_as(validity: str, today: date) -> set[str]:
    return {item.current.title for item in items(Narrowed(validity=validity, today=today)) if item.current}


def agree(today: date) -> None:
    """Whatever validity is asked for, search and lists bring what pages say."""
    shown = [item.current for item in Publication.objects.select_related("current") if item.current]
    for validity in VALIDITIES:
        said = {one.title for one in shown if validity_on(one, today) == validity}
        assert found_as(validity) == listed_as(validity, today) == said, (validity, today)


def test_search_lists_and_pages_agree_on_every_day(room):
    begins, ends = DAY + timedelta(days=10), DAY + timedelta(days=20)
    a_public_item(room, title="一般规定")
    a_public_item(room, title="以后施行的", effective_on=begins, validity="not_yet")
    a_public_item(room, title="写作有效而还没有施行的", effective_on=begins)
    a_public_item(room, title="到期废止的", effective_on=DAY, repealed_on=ends)
    a_public_item(room, title="先施行后废止的", effective_on=begins, repealed_on=ends)
    a_public_item(room, title="已经修改的", validity="amended", repealed_on=ends)
    for today in (DAY, begins - timedelta(days=1), begins, ends - timedelta(days=1), ends, ends + timedelta(days=1)):
        keep_validities(at(today))
        agree(today)
    assert found_as("not_yet") == set()


def test_pages_are_made_anew_on_that_day_and_on_no_other(room):
    ends = DAY + timedelta(days=20)
    item = a_public_item(room, title="到期废止的", repealed_on=ends)
    before = changed_at(f"item:{item.pk}")
    assert keep_validities(at(ends - timedelta(days=1))) == 0
    assert changed_at(f"item:{item.pk}") == before
    assert keep_validities(at(ends)) == 1
    assert changed_at(f"item:{item.pk}") > before
    assert changed_at(f"section:{room.section.slug}") > before
    assert keep_validities(at(ends)) == 0


def test_what_was_released_is_not_changed(room):
    item = a_public_item(room, repealed_on=DAY + timedelta(days=1))
    digest = item.current.digest
    keep_validities(at(DAY + timedelta(days=2)))
    item.refresh_from_db()
    assert (item.current.validity, item.current.digest, item.version) == ("in_force", digest, item.version)


def test_another_registers_items_and_what_is_withdrawn_are_left_alone(room):
    ends = DAY + timedelta(days=1)
    item = a_public_item(room, title="另册登记的", repealed_on=ends)
    assert keep_validities(at(ends), but={item.pk}) == 0
    assert found_as("in_force") == {"另册登记的"}
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    assert keep_validities(at(ends)) == 0
