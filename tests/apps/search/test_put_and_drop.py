"""Putting a thing into the index and taking it out; nothing is found that was not put, or was dropped."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from tests.apps.search.things import a_thing, found
from tests.documents import documents

from gongkai.search.actions import LONGEST, drop, load, put, put_many, rebuild
from gongkai.search.databases import port
from gongkai.search.models import Entry

pytestmark = pytest.mark.django_db


def test_what_is_put_is_found_by_two_signs_of_its_title_body_attachment_and_number():
    put(a_thing(body="第一条　为了加强城市管理。", attachments="登记表", number="云政办〔2020〕7号"))
    assert found("养犬") == found("城市") == found("记表") == found("云政") == ["publication:1"]
    assert found("犬城") == []


def test_what_is_put_again_is_found_by_its_new_text_and_day_only():
    put(a_thing(published_on=date(2024, 1, 1)))
    put(a_thing("publication:2", published_on=date(2024, 2, 1)))
    put(a_thing(title="养猫管理办法", published_on=date(2024, 3, 1)))
    assert (found("养犬"), found("养猫")) == (["publication:2"], ["publication:1"])
    assert found("管理") == ["publication:1", "publication:2"]


def test_what_is_dropped_is_found_no_more_and_may_come_again():
    put(a_thing())
    assert drop("publication:1")
    assert not drop("publication:1")
    assert (found("养犬"), found("")) == ([], [])
    put(a_thing())
    assert found("养犬") == ["publication:1"]


def test_an_act_that_is_undone_leaves_nothing_to_be_found():
    with transaction.atomic():
        put(a_thing())
        transaction.set_rollback(True)
    assert found("养犬") == []


def test_of_one_reference_given_twice_the_last_counts():
    put_many([a_thing(), a_thing(title="养猫管理办法")])
    assert (found("养犬"), found("养猫")) == ([], ["publication:1"])


def test_an_index_made_anew_finds_the_same():
    put_many(a_thing(f"publication:{day}", f"第{day}号公告", published_on=date(2024, 1, day)) for day in range(1, 20))
    before = found("公告")
    assert rebuild() == 19
    assert found("公告") == before == [f"publication:{day}" for day in range(19, 0, -1)]
    put(a_thing("publication:5", "养犬"))
    assert found("养犬") == ["publication:5"]


def test_a_load_is_found_as_what_is_put_one_by_one():
    things = list(documents(60))
    assert load(things) == 60
    loaded = found("管理", size=60)
    put_many(things)
    assert found("管理", size=60) == loaded != []


def test_more_things_of_one_day_than_a_day_has_places_stand_all_apart(monkeypatch):
    monkeypatch.setattr(type(port()), "day", 1 << 24 if type(port()).__name__ == "Postgres" else 4)
    put_many(a_thing(f"publication:{key}", published_on=date(2024, 1, 1)) for key in range(1, 12))
    put(a_thing("publication:12", published_on=date(2024, 1, 2)))
    assert Entry.objects.values("place").distinct().count() == 12
    assert len(found("养犬")) == 12


def test_a_text_without_end_is_cut_and_signs_no_database_takes_are_left_out():
    put(a_thing(title="养犬\x00管理\ud800办法", body="长" * (LONGEST + 5)))
    entry = Entry.objects.get()
    assert len(entry.body) == LONGEST
    assert found("管理") == ["publication:1"]


@pytest.mark.django_db(transaction=True)
def test_a_flushed_database_leaves_nothing_in_the_index():
    put(a_thing())
    call_command("flush", interactive=False, verbosity=0)
    assert found("养犬") == []
    put(a_thing(title="养猫管理办法"))
    assert (found("养犬"), found("养猫")) == ([], ["publication:1"])
