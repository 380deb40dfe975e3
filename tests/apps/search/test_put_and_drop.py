"""Putting a thing into the index and taking it out; nothing is found that was not put, or was dropped."""

from datetime import date

import pytest

from gongkai.search.actions import Findable, drop, put, put_many, rebuild
from gongkai.search.queries import Filters, find, similar, suggest


def a_thing(reference: str = "publication:1", title: str = "养犬管理办法", **told: object) -> Findable:
    return Findable(**{"reference": reference, "kind": "publication", "title": title, "url": "/p/1", **told})  # type: ignore[arg-type]


def found(words: str, **told: object) -> list[str]:
    return [hit.reference for hit in find(words, **told).hits]  # type: ignore[arg-type]


@pytest.mark.django_db
def test_what_is_put_is_found_by_two_signs_of_its_title_body_and_attachment():
    put(a_thing(body="第一条　为了加强城市管理。", attachments="登记表"))
    assert found("养犬") == found("城市") == found("记表") == ["publication:1"]
    assert found("犬城") == []


@pytest.mark.django_db
def test_what_is_put_again_is_found_by_its_new_text_only():
    put(a_thing())
    put(a_thing(title="养猫管理办法"))
    assert (found("养犬"), found("养猫")) == ([], ["publication:1"])


@pytest.mark.django_db
def test_what_is_dropped_is_found_no_more_and_may_come_again():
    put(a_thing())
    assert drop("publication:1")
    assert not drop("publication:1")
    assert (found("养犬"), found("")) == ([], [])
    put(a_thing())
    assert found("养犬") == ["publication:1"]


@pytest.mark.django_db
def test_an_index_made_anew_finds_the_same():
    put_many(
        a_thing(f"publication:{number}", f"第{number}号公告", published_on=date(2024, 1, number))
        for number in range(1, 20)
    )
    before = found("公告")
    assert rebuild() == 19
    assert found("公告") == before == [f"publication:{number}" for number in range(19, 0, -1)]


@pytest.mark.django_db(transaction=True)
def test_a_flushed_database_leaves_nothing_in_the_index():
    put(a_thing())
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    assert found("养犬") == []
    put(a_thing(title="养猫管理办法"))
    assert (found("养犬"), found("养猫")) == ([], ["publication:1"])


@pytest.mark.django_db
def test_what_is_alike_and_what_begins_so_is_suggested():
    put(a_thing())
    put(a_thing("publication:2", "道路养护公告", body="养犬"))
    assert suggest("养犬") == ["养犬管理办法"]
    assert [hit.reference for hit in similar("申请公开城市养犬管理的办法")] == ["publication:1"]
    assert Filters() == Filters()
