"""Columns: fixed and opened, their blocks, their lists a page at a time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.publishing import DAY, Newsroom, a_newsroom, a_public_item, a_section

from gongkai.publications import actions
from gongkai.publications.models import (
    Element,
    ElementDuty,
    Matter,
    PriorityField,
    Publication,
    Section,
    SectionPart,
)


@pytest.fixture
def room(db: None) -> Newsroom:
    return a_newsroom(name="青川区交通局", short_name="区交通局", code="021")


@pytest.fixture(autouse=True)
def _the_day_of_the_items(settings: Any) -> None:
    settings.GONGKAI_TODAY = (DAY + timedelta(days=5)).isoformat()


def page(visitor: Client, address: str, status: int = 200) -> str:
    answer = visitor.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def many(room: Newsroom, count: int, **changes: Any) -> list[Publication]:
    """Public items a day apart, the newest last: one through the gate, the others told alike."""
    first = a_public_item(room, title="公告1号", **changes)
    found = [first]
    for at in range(2, count + 1):
        copy = Publication.objects.get(pk=first.pk)
        version = copy.current
        copy.pk, copy.current, copy.standing = None, None, "unreleased"
        copy.index_number, copy.published_at = f"99000000X/2024-{at:05d}", first.published_at + timedelta(days=at)
        copy.save()
        version.pk, version.publication, version.title = None, copy, f"公告{at}号"
        version.save()
        copy.current, copy.standing = version, "public"
        copy.save()
        found.append(copy)
    return found


@pytest.mark.parametrize("slug", ["guide", "rules", "statutory"])
def test_the_fixed_columns_stand_in_the_masthead_and_have_a_page_from_the_first_day(
    room: Newsroom, visitor: Client, slug: str
) -> None:
    text = page(visitor, f"/sections/{slug}/")
    assert f'<a href="/sections/{slug}/" aria-current="true">' in text
    assert 'href="/reports/"' in text
    assert 'href="/apply/"' in text
    assert '<meta name="ColumnName"' in text


def test_the_column_of_reports_is_the_page_of_reports(db: None, visitor: Client) -> None:
    assert visitor.get("/sections/reports/")["Location"] == "/reports/"


def test_the_guide_names_the_agencies_and_the_statutory_column_every_field_with_its_count(
    room: Newsroom, visitor: Client
) -> None:
    field = PriorityField.objects.create(slug="health", name="医疗卫生")
    matter = Matter.objects.create(field=field, first="公共卫生")
    element = Element.objects.create(matter=matter, name="疫情信息", limit_workdays=20)
    ElementDuty.objects.create(element=element, agency=room.agency, since=date(2020, 1, 1), entries=7)
    assert "青川区交通局" in page(visitor, "/sections/guide/")
    text = page(visitor, "/sections/statutory/")
    assert f'<a href="/fields/{field.slug}/">{field.name}</a><span>7</span>' in text


def test_a_column_lists_what_is_public_in_it_newest_first_a_page_at_a_time(room: Newsroom, visitor: Client) -> None:
    many(room, 45)
    address = f"/sections/{room.section.slug}/"
    seen: list[str] = []
    for _ in range(3):
        answer = visitor.get(address)
        seen += [row.current.title for row in answer.context["page"].rows]
        older = answer.context["page"].older
        address = f"/sections/{room.section.slug}/{older}"
    assert seen == [f"公告{at}号" for at in range(45, 0, -1)]
    assert older == ""


def test_items_of_the_same_moment_are_neither_lost_nor_shown_twice(room: Newsroom, visitor: Client) -> None:
    items = many(room, 25)
    Publication.objects.update(published_at=items[0].published_at)
    first = visitor.get(f"/sections/{room.section.slug}/").context["page"]
    second = visitor.get(f"/sections/{room.section.slug}/{first.older}").context["page"]
    assert len({row.pk for row in [*first.rows, *second.rows]}) == 25


def test_a_list_is_narrowed_by_year_and_agency(room: Newsroom, visitor: Client) -> None:
    items = many(room, 3)
    Publication.objects.filter(pk=items[0].pk).update(published_at=items[0].published_at - timedelta(days=365))
    address = f"/sections/{room.section.slug}/"
    text = page(visitor, f"{address}?year=2023")
    assert "公告1号" in text
    assert "公告2号" not in text
    assert '<option value="2023" selected>' in text
    assert "公告2号" in page(visitor, f"{address}?agency=021")
    assert "这个范围里没有公开的信息" in page(visitor, f"{address}?agency=999&year=2024")


@pytest.mark.parametrize(
    "query",
    [
        "before=abc",
        "before=1-",
        "before=-1",
        "before=99999999999999999999-1",
        "before=999999999999999999-1",
        "before=%00-1",
        "year=0000",
        "year=99999999999",
        "year=２０２４",
        "agency=%00",
        "agency=' OR 1=1 --",
        "archived=maybe",
        "before=1&before=2",
    ],
)
def test_an_address_that_cannot_be_understood_is_still_a_page(room: Newsroom, visitor: Client, query: str) -> None:
    a_public_item(room)
    page(visitor, f"/sections/{room.section.slug}/?{query}")
    page(visitor, f"/agencies/{room.agency.code}/?{query}")


def test_what_is_not_public_stands_in_no_list(room: Newsroom, visitor: Client) -> None:
    items = many(room, 5)
    for item, standing in zip(items, ("unreleased", "withdrawn", "archived", "refused"), strict=False):
        Publication.objects.filter(pk=item.pk).update(standing=standing)
    for address in (
        "/",
        f"/sections/{room.section.slug}/",
        "/agencies/021/",
        "/sections/statutory/",
        "/feeds/newest.xml",
    ):
        text = page(visitor, address)
        assert [at for at in range(1, 6) if f"公告{at}号" in text] in ([5], []), address


def test_the_blocks_of_a_column_show_words_links_and_items_of_elsewhere(room: Newsroom, visitor: Client) -> None:
    elsewhere = a_section(name="政策文件", slug="policy")
    a_public_item(room, title="关于复工的通知", section=elsewhere)
    a_public_item(room, title="无关的公告", section=elsewhere)
    special = a_section(name="复工专题", slug="reopen", is_special=True, closed_on=date(2024, 6, 30))
    told = [
        {"kind": "text", "title": "怎样办", "text": "<p>先报备。</p><script>alert(1)</script>"},
        {"kind": "links", "title": "办事", "links": [{"title": "查找", "url": "/search/"}]},
        {"kind": "items", "title": "文件", "source": elsewhere, "keyword": "复工"},
        {"kind": "items", "title": "全部文件", "source": elsewhere},
    ]
    for position, one in enumerate(told):
        SectionPart.objects.create(section=special, position=position, **one)
    text = page(visitor, "/sections/reopen/")
    assert "<p>先报备。</p>" in text
    assert "alert(1)" not in text
    assert '<a href="/search/">查找</a>' in text
    files, everything = text.split('id="block-3"')[1].split('id="block-4"')
    assert "关于复工的通知" in files
    assert "无关的公告" not in files
    assert "无关的公告" in everything
    assert "本专题到2024年6月30日止" in text
    assert '<a href="/sections/reopen/">复工专题</a>' in page(visitor, "/")


def test_a_column_that_closed_keeps_its_page_and_leaves_the_lists(room: Newsroom, visitor: Client) -> None:
    a_public_item(room, title="关闭前的公告")
    Section.objects.filter(pk=room.section.pk).update(closed_on=DAY + timedelta(days=1))
    text = page(visitor, f"/sections/{room.section.slug}/")
    assert "已经关闭" in text
    assert "关闭前的公告" in text
    assert room.section.name not in page(visitor, "/sections/")


def test_a_column_that_opens_later_is_not_there_yet(room: Newsroom, visitor: Client) -> None:
    a_section(slug="later", opened_on=DAY + timedelta(days=30))
    page(visitor, "/sections/later/", 404)


def test_a_gazette_stands_by_year_and_issue(room: Newsroom, visitor: Client) -> None:
    Section.objects.filter(pk=room.section.pk).update(kind="gazette")
    items = many(room, 3)
    Publication.objects.filter(pk=items[0].pk).update(published_at=items[0].published_at - timedelta(days=365))
    text = page(visitor, f"/sections/{room.section.slug}/")
    assert text.index("<h3") < text.index("公告3号") < text.index("2023年</h3>") < text.index("公告1号")


def test_the_page_of_an_agency_gives_fax_and_internet_contact_and_what_it_made_public(
    room: Newsroom, visitor: Client
) -> None:
    type(room.agency).objects.filter(pk=room.agency.pk).update(
        fax="0000-7654321", web_contact="jtj@qingchuan.example", functions="管理道路。"
    )
    a_public_item(room, title="本局的公告")
    text = page(visitor, "/agencies/021/")
    for told in ("0000-7654321", "jtj@qingchuan.example", "管理道路。", "本局的公告", "怎样编排、怎样获取"):
        assert told in text


def test_lists_and_home_take_five_queries_however_much_there_is(
    room: Newsroom, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    actions.found_columns(actor=room.of_head("editor"))
    above = a_section(name="上级栏目", slug="above")
    for at in range(6):
        child = a_section(name=f"下级{at}", slug=f"child-{at}", parent=above)
        SectionPart.objects.create(section=above, kind="items", title=f"板块{at}", source=child, position=at)
        a_section(name=f"专题{at}", slug=f"special-{at}", is_special=True)
    Section.objects.filter(pk=room.section.pk).update(parent=above)
    many(room, 30)
    for address in (
        "/",
        "/sections/",
        "/sections/above/",
        "/sections/statutory/",
        "/sections/statutory/?year=2024",
        "/sections/guide/",
        f"/sections/{room.section.slug}/",
        f"/sections/{room.section.slug}/?year=2024&agency=021",
        "/agencies/021/",
    ):
        with django_assert_max_num_queries(5):
            assert visitor.get(address).status_code == 200, address
