"""Feeds, the sitemap, and addresses that moved."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from tests.publishing import DAY, Newsroom, a_newsroom, a_public_item

from gongkai.portal.views import feeds
from gongkai.publications import actions
from gongkai.publications.models import FormerAddress

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def room(db: None) -> Newsroom:
    return a_newsroom(name="青川区交通局", short_name="区交通局", code="021")


@pytest.fixture(autouse=True)
def _the_day_of_the_items(settings: Any) -> None:
    settings.GONGKAI_TODAY = (DAY + timedelta(days=5)).isoformat()


def read(visitor: Client, address: str) -> etree._Element:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return etree.fromstring(answer.content)


def test_each_feed_holds_its_items_with_address_title_and_moment(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, title="甲 & 乙 <的> 公告")
    for address in (
        "/feeds/newest.xml",
        f"/feeds/sections/{room.section.slug}.xml",
        "/feeds/agencies/021.xml",
        "/feeds/search.xml?q=公告",
    ):
        feed = read(visitor, address)
        assert feed.findtext("channel/item/title") == "甲 & 乙 <的> 公告"
        assert feed.findtext("channel/item/link") == f"http://testserver/items/{item.pk}/"
        assert "21 Mar 2024" in (feed.findtext("channel/item/pubDate") or "")
        assert "政府信息公开" in (feed.findtext("channel/title") or "")
        assert visitor.get(address)["Content-Type"].startswith("application/rss+xml")


def test_signs_no_xml_holds_do_not_take_a_feed_away(room: Newsroom, visitor: Client) -> None:
    a_public_item(room, title="甲公告\x0b附件", summary="一\x01二")
    feed = read(visitor, "/feeds/newest.xml")
    assert feed.findtext("channel/item/title") == "甲公告附件"
    assert feed.findtext("channel/item/description") == "一二"
    assert "查找" in (read(visitor, "/feeds/search.xml?q=%01甲公告").findtext("channel/title") or "")


def test_a_feed_of_nothing_is_not_there(db: None, visitor: Client) -> None:
    for address in ("/feeds/sections/none.xml", "/feeds/fields/none.xml", "/feeds/agencies/none.xml"):
        assert visitor.get(address).status_code == 404


def test_pages_name_their_feed(room: Newsroom, visitor: Client) -> None:
    a_public_item(room)
    for address, feed in (
        ("/", "/feeds/newest.xml"),
        (f"/sections/{room.section.slug}/", f"/feeds/sections/{room.section.slug}.xml"),
        ("/agencies/021/", "/feeds/agencies/021.xml"),
    ):
        text = visitor.get(address).content.decode()
        assert f'<link rel="alternate" type="application/rss+xml" href="{feed}"' in text


def test_the_sitemap_names_every_item_that_is_to_be_read_and_robots_names_the_sitemap(
    room: Newsroom, visitor: Client
) -> None:
    item, gone, old = (a_public_item(room) for _ in range(3))
    actions.withdraw_item(gone, reason="数据有误", actor=room.actor("leader"))
    actions.archive_item(old, reason="已经结束", actor=room.actor("leader"))
    assert "Sitemap: http://testserver/sitemap.xml" in visitor.get("/robots.txt").content.decode()
    parts = read(visitor, "/sitemap.xml").xpath("//s:loc/text()", namespaces=MAP)
    found = [
        address
        for part in parts
        for address in read(visitor, part.removeprefix("http://testserver")).xpath("//s:loc/text()", namespaces=MAP)
    ]
    assert f"http://testserver/items/{item.pk}/" in found
    assert f"http://testserver/items/{old.pk}/" in found
    assert f"http://testserver/items/{gone.pk}/" not in found
    assert f"http://testserver/sections/{room.section.slug}/" in found
    assert len(found) == len(set(found))


def test_the_sitemap_comes_in_parts_when_there_is_much(room: Newsroom, visitor: Client, monkeypatch: Any) -> None:
    items = [a_public_item(room) for _ in range(5)]
    monkeypatch.setattr(feeds, "A_PART", 2)
    parts = read(visitor, "/sitemap.xml").xpath("//s:loc/text()", namespaces=MAP)
    found = []
    for part in parts[1:]:
        answer = visitor.get(part.removeprefix("http://testserver"))
        if answer.status_code == 200:
            found += etree.fromstring(answer.content).xpath("//s:loc/text()", namespaces=MAP)
    assert found == [f"http://testserver/items/{item.pk}/" for item in items]
    assert visitor.get("/sitemap-items-0.xml").status_code == 404
    assert visitor.get("/sitemap-items-999.xml").status_code == 404


def moved(path: str, target: str, since: date = DAY) -> None:
    FormerAddress.objects.create(path=path, target=target, since=since)


def test_a_former_address_leads_to_the_new_one(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    moved("/old/page.html", f"/items/{item.pk}/")
    answer = visitor.get("/old/page.html?from=wechat")
    assert answer.status_code == 301
    assert answer["Location"] == f"/items/{item.pk}/"
    assert visitor.head("/old/page.html").status_code == 301
    assert visitor.post("/old/page.html").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/nothing%00/",
        "/index/%00/",
        "/index/1' OR '1'='1/",
        "/items/99999999999999999999999999/v1/",
        "/items/1/v99999999999999999999999/",
        "/items/1/files/99999999999999999999999/x",
        "/sitemap-items-99999999999999999999999.xml",
        "/agencies/none/",
        "/sections/none/",
        "/" + "长" * 3000 + "/",
    ],
)
def test_an_absurd_address_is_told_to_be_none(db: None, visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_a_living_page_is_never_taken_away_by_a_former_address(room: Newsroom, visitor: Client) -> None:
    moved("/agencies/", "/elsewhere/")
    assert visitor.get("/agencies/").status_code == 200


def test_addresses_that_lead_in_a_circle_end_at_a_page(db: None, visitor: Client) -> None:
    moved("/a/", "/b/", date(2019, 1, 1))
    moved("/b/", "/c/", date(2020, 1, 1))
    moved("/c/", "/a/", date(2021, 1, 1))
    moved("/itself/", "/itself/")
    moved("/into/", "/a/")
    for start in ("/a/", "/b/", "/c/", "/itself/", "/into/"):
        address, steps = start, 0
        while (answer := visitor.get(address)).status_code == 301:
            address, steps = answer["Location"], steps + 1
            assert steps < 5
        assert answer.status_code == 404


def test_a_former_address_never_leads_to_another_site(db: None, visitor: Client) -> None:
    for at, target in enumerate(("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)")):
        moved(f"/old/{at}/", target)
        assert visitor.get(f"/old/{at}/").status_code == 404


def test_a_page_after_an_address_that_moved_on_still_arrives(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    moved("/first/", "/second/")
    moved("/second/", f"/items/{item.pk}/")
    assert visitor.get("/first/", follow=True).status_code == 200
