"""The kiosk: what one can touch, that nothing leads out, nothing is kept, and what is not public is not there."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, founded
from tests.apps.publications.test_hall import PLACE
from tests.publishing import a_draft, a_newsroom, release

from gongkai.publications.actions import (
    PartTold,
    ShelfTold,
    arrange_section,
    attach_file,
    found_reading_place,
    shelve,
)
from gongkai.publications.models import PriorityField, Publication, Version, Withdrawal

INSIDE = re.compile(r"/kiosk/|/static/|/look/|\?|#|/items/\d+/(?:code\.svg|previews/)")


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def head(db: None) -> Head:
    return Head()


def page(path: str, client: Client | None = None, status: int = 200) -> str:
    response = (client or Client()).get(f"/kiosk/{path}")
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"].startswith("noindex")
    text = response.content.decode()
    led = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert [address for address in led if not INSIDE.match(address)] == []
    assert "csrfmiddlewaretoken" not in text
    return text


def retold(item: Publication, body: str) -> None:
    Version.objects.filter(publication=item).update(body=body)


def test_everything_public_is_reached_by_touch(head: Head) -> None:
    columns = founded(head)
    field = PriorityField.objects.create(slug="schooling", name="义务教育")
    item = an_item(head, columns["rules"], title="义务教育入学办法")
    special = a_section(head, "防汛救灾", slug="flood-2026")
    type(special).objects.filter(pk=special.pk).update(is_special=True)
    home = page("")
    for told in ("义务教育入学办法", "防汛救灾", f"/kiosk/items/{item.pk}/"):
        assert told in home
    assert "http-equiv" not in home
    assert field.name in page("fields/")
    assert "还没有公开的信息" in page("fields/schooling/")
    assert "政府信息公开制度" in page("sections/")
    assert "义务教育入学办法" in page("sections/rules/")
    assert "下级栏目" in page("sections/statutory/")
    assert item.index_number is not None
    assert item.index_number in page(f"items/{item.pk}/")
    assert "怎样申请" in page("guide/")
    assert "云岭区教育局" in page(f"guide/{head.below.agency.code}/")


def test_inner_pages_go_home_without_script_too(head: Head, settings: Any) -> None:
    settings.KIOSK_MINUTES = 3
    told = page("fields/")
    assert '<noscript><meta http-equiv="refresh" content="180;url=/kiosk/leave/"></noscript>' in told
    assert 'data-idle="180" data-leave="/kiosk/leave/"' in told


def test_links_in_a_text_are_only_words_and_its_tables_stay(head: Head) -> None:
    item = an_item(head, None)
    retold(
        item, '<p>看<a href="https://elsewhere.example/">别处</a></p><table><tbody><tr><td>一</td></tr></tbody></table>'
    )
    told = page(f"items/{item.pk}/")
    assert "<p>看别处</p>" in told
    assert "<td>一</td>" in told


def test_a_column_shows_its_words_and_borrowed_blocks(head: Head) -> None:
    section, other = a_section(head, "专题", slug="topic"), a_section(head, "来源")
    item = an_item(head, other, title="关于稳岗的通知")
    parts = [
        PartTold("text", "先看这里", text='<p>请看<a href="https://elsewhere.example/">这里</a></p>'),
        PartTold("items", "稳岗", keyword="稳岗"),
        PartTold("links", "链接", links=(("别处", "https://elsewhere.example/"),)),
    ]
    arrange_section(section, parts=parts, actor=head.editor(), seen_version=None)
    told = page("sections/topic/")
    assert "请看这里" in told
    assert f"/kiosk/items/{item.pk}/" in told


def test_lists_are_paged(head: Head) -> None:
    section = a_section(head, slug="many")
    for number in range(14):
        an_item(head, section, title=f"甲{number:02d}号")
    first = page("sections/many/")
    assert first.count("/kiosk/items/") == 12
    following = re.search(r'href="(\?before=[^"]+)"', first)
    assert following is not None
    second = page(f"sections/many/{following[1]}")
    assert second.count("/kiosk/items/") == 2
    assert "回到最前" in second


def test_search_finds_what_is_public_and_takes_any_words(head: Head) -> None:
    item = an_item(head, None, title="云岭区养犬管理规定")
    assert f"/kiosk/items/{item.pk}/" in page("search/?q=养犬")
    assert "没有找到" in page("search/?q=没有的词")
    for odd in ("", "%00%00", "%22", "*", "😀", "长" * 10_000, "%3Cscript%3E"):
        assert "<script>" not in page(f"search/?q={odd}").replace("<script src", "")


def test_what_is_not_public_is_not_there(head: Head) -> None:
    item = an_item(head, None, title="撤下的一件")
    draft = Publication.objects.create(issued_by=head.agency)
    assert item.current is not None
    Withdrawal.objects.create(
        publication=item, released_as=item.current, reason="有误", decided_by="区政府", at=item.current.released_at
    )
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    retold(item, "<p>不该再看到的内容</p>")
    gone = page(f"items/{item.pk}/", status=410)
    assert "已经撤下" in gone
    assert "不该再看到的内容" not in gone
    assert "撤下的一件" not in page("")
    page_status = [
        Client().get(f"/kiosk/{path}").status_code
        for path in (
            f"items/{draft.pk}/",
            "items/99999/",
            "fields/none/",
            "sections/none/",
            "guide/none/",
            f"items/{item.pk}/files/1/",
        )
    ]
    assert page_status == [404] * 6


def test_a_file_shows_its_words_and_is_taken_along_by_telephone(db: None) -> None:
    room = a_newsroom()
    item = a_draft(room)
    attach_file(item, "绕行路线.txt", "请走青年路。".encode(), actor=room.actor("contact"))
    release(room, item)
    told = page(f"items/{item.pk}/")
    address = re.search(rf'href="/kiosk/(items/{item.pk}/files/\d+/)"', told)
    assert address is not None
    shown = page(address[1])
    assert "请走青年路。" in shown
    assert f"/items/{item.pk}/code.svg" in shown
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    assert Client().get(f"/kiosk/{address[1]}").status_code == 404


def test_leaving_takes_every_cookie_away(head: Head) -> None:
    client = Client()
    client.cookies["type"], client.cookies["sessionid"] = "largest", "abc"
    response = client.get("/kiosk/leave/")
    assert (response.status_code, response["Location"]) == (302, "/kiosk/")
    assert {name: told.value for name, told in response.cookies.items()} == {"type": "", "sessionid": ""}
    assert response["Clear-Site-Data"] == '"cookies", "storage"'


def test_another_site_cannot_take_a_readers_cookies(head: Head) -> None:
    client = Client()
    client.cookies["type"] = "largest"
    response = client.get("/kiosk/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert "Clear-Site-Data" not in response
    assert not response.cookies


def test_the_shelves_are_told_at_the_kiosk_and_on_the_site(head: Head) -> None:
    place = found_reading_place(head.agency, told=PLACE, actor=head.editor())
    item = an_item(head, None, title="政府公报第一期")
    shelve(place, told=ShelfTold("A-3", TODAY), actor=head.editor(), publication=item)
    shelve(place, told=ShelfTold("B-1", TODAY, "办事指南汇编"), actor=head.editor())
    for told in (page("shelves/"), Client().get("/hall/").content.decode()):
        for words in ("云岭区图书馆", "书院路8号", "政府公报第一期", "A-3", "办事指南汇编"):
            assert words in told
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    assert "政府公报第一期" not in Client().get("/hall/").content.decode()


def test_a_house_without_places_says_where_to_ask(db: None) -> None:
    Head()
    assert "还没有登记查阅场所" in Client().get("/hall/").content.decode()
    assert "还没有登记查阅场所" in page("shelves/")


def test_crawlers_are_told_to_stay_out(db: None) -> None:
    assert "Disallow: /kiosk/" in Client().get("/robots.txt").content.decode()
