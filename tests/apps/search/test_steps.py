"""However few of the newest things are looked at first, what is found is what a scan finds, and in the same order."""

import pytest
from django.db import connection
from tests.apps.search.things import a_thing, found
from tests.documents import documents, queries

from gongkai.search import postgres, sqlite
from gongkai.search.actions import load, put
from gongkai.search.asking import read
from gongkai.search.databases import port
from gongkai.search.ports import Sought
from gongkai.search.queries import Filters, find

pytestmark = pytest.mark.django_db
is_postgres = connection.vendor == "postgresql"


@pytest.fixture
def small_steps(monkeypatch):
    """Steps so small that the queries of a small house go through all of them."""
    monkeypatch.setattr(postgres, "NEWEST", 20)
    monkeypatch.setattr(postgres, "LOOKED_THROUGH", 15)


def test_what_is_found_step_by_step_is_what_a_scan_finds_in_its_order(small_steps):
    things = list(documents(300))
    load(things)
    asked = [*queries(things, 40), "管理", "工作", "信息"]
    for words in asked:
        scanned = {one.reference for one in things if words in one.body or words in one.title or words in one.number}
        places = port().places(Sought(read(words).phrases), 1000)
        assert places == sorted(set(places), reverse=True)
        assert len(places) == len(scanned)
        assert port().places(Sought(read(words).phrases), 7) == places[:7]


def test_pages_within_a_year_and_an_agency_follow_without_gap_or_double_whatever_the_steps(small_steps):
    things = list(documents(300))
    load(things)
    filters = Filters(agency_id=things[0].agency_id, since=min(one.published_on for one in things))
    wanted = {one.reference for one in things if one.agency_id == things[0].agency_id and "管理" in one.body}
    seen, after = list[str](), None
    while True:
        page = find("管理", filters, after=after, size=2)
        seen += [hit.reference for hit in page.hits]
        if page.next is None:
            break
        after = page.next
    assert sorted(seen) == sorted(wanted)


def test_a_phrase_that_a_line_end_parts_is_found_beside_one_that_stands_in_one_line(small_steps):
    put(a_thing(title="一", body="区内养犬管\n理办法"))
    put(a_thing("publication:2", "二", body="养犬管理"))
    put(a_thing("publication:3", "三", body="养犬管。\n理"))
    assert sorted(found("养犬管理")) == ["publication:1", "publication:2"]


@pytest.mark.skipif(not is_postgres, reason="a setting of PostgreSQL")
def test_no_search_waits_for_a_statement_to_be_compiled_or_a_process_to_be_started():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('jit'), current_setting('max_parallel_workers_per_gather')")
        assert cursor.fetchone() == ("off", "0")


@pytest.mark.skipif(is_postgres, reason="PostgreSQL bounds a single sign by itself")
def test_among_many_things_a_single_sign_is_looked_for_in_the_newest_of_what_the_rest_finds(monkeypatch):
    for number in range(1, 7):
        put(a_thing(f"publication:{number}", f"第{number}号", body="养犬管理" if number % 2 else "养猫管理"))
    everywhere = {words: sorted(found(words)) for words in ("犬", "犬 管理", "A 犬", "理", "猫 犬")}
    monkeypatch.setattr(sqlite, "LARGE", 3)
    assert {words: sorted(found(words)) for words in everywhere} == everywhere
    monkeypatch.setattr(sqlite, "LOOKED_THROUGH", 2)
    assert found("犬") == ["publication:5"]  # of the sixth and the fifth
    assert sorted(found("养犬")) == everywhere["犬"]  # pairs are found everywhere
    assert len(found("犬 养犬")) == 2
