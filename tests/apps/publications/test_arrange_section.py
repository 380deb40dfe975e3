"""arrange_section: the blocks of a column's page, cleaned and in order; and what the page then shows, in few queries."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, refused

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, Stale
from gongkai.pages.models import Group
from gongkai.publications.actions import PartTold, arrange_section, told_of
from gongkai.publications.models import Element, ElementDuty, Matter, PriorityField, Publication, Section
from gongkai.publications.queries import columns as queries

LIST = PartTold("items", "最近公开")


@pytest.fixture
def head(db: None) -> Head:
    return Head()


@pytest.fixture
def section(head: Head) -> Section:
    return a_section(head, slug="notices")


def arranged(head: Head, section: Section, *parts: PartTold) -> Section:
    return arrange_section(section, parts=parts, actor=head.editor(), seen_version=None)


def shown(section: Section) -> list[list[int]]:
    return [[item.pk for item in block.items] for block in queries.blocks_of(section)]


def test_blocks_are_written_in_their_order_and_traced(head: Head, section: Section) -> None:
    arranged(head, section, LIST, PartTold("text", "先看", text="<p>请看</p>"), PartTold("sections", "下级"))
    assert [(part.title, part.position) for part in queries.parts_of(section)] == [
        ("最近公开", 0),
        ("先看", 1),
        ("下级", 2),
    ]
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["parts"]) == ("section.arranged", ["最近公开", "先看", "下级"])
    section.refresh_from_db()
    assert section.version == 2
    assert Group.objects.filter(name="section:notices").exists()


def test_what_is_kept_can_be_told_again_in_another_order(head: Head, section: Section) -> None:
    told = [
        LIST,
        PartTold("links", "相关", links=(("年报", "/reports/"),)),
        PartTold("items", "解读", keyword="解读", size=3),
    ]
    arranged(head, section, *told)
    again = [told_of(part) for part in queries.parts_of(section)]
    assert again == told
    arranged(head, section, *reversed(again))
    assert [part.title for part in queries.parts_of(section)] == ["解读", "相关", "最近公开"]


def test_words_are_cleaned_before_they_are_kept(head: Head, section: Section) -> None:
    dirty = '<p onclick="x()">请看<script>alert(1)</script><a href="javascript:x()">这里</a></p>'
    arranged(head, section, PartTold("text", "先看", text=dirty))
    kept = queries.parts_of(section)[0].text
    assert "请看" in kept
    assert "这里" in kept
    assert "onclick" not in kept
    assert "script" not in kept


@pytest.mark.parametrize(
    ("part", "code", "field"),
    [
        (PartTold("news", "新闻"), "section.part_kind", "kind"),
        (PartTold("items", " "), "section.part_no_title", "title"),
        (PartTold("items", "条目", size=0), "section.part_size", "size"),
        (PartTold("items", "条目", size=51), "section.part_size", "size"),
        (PartTold("items", "长" * 41), "text.too_long", "title"),
        (PartTold("items", "条目", keyword="长" * 41), "text.too_long", "keyword"),
        (PartTold("text", "文字", text="<p> </p><script>x</script>"), "section.part_no_text", "text"),
        (PartTold("text", "文字", text="长" * 20_001), "section.part_too_long", "text"),
        (PartTold("links", "链接"), "section.part_no_links", "links"),
        (PartTold("links", "链接", links=(("", "/a/"),)), "section.link_words", "links"),
        (PartTold("links", "链接", links=(("一", ""),)), "section.link_address", "links"),
        (PartTold("links", "链接", links=(("一", "javascript:alert(1)"),)), "section.link_address", "links"),
        (PartTold("links", "链接", links=(("一", "//elsewhere.example"),)), "section.link_address", "links"),
        (PartTold("links", "链接", links=(("一", "/a/"),) * 31), "section.part_many_links", "links"),
    ],
)
def test_a_block_that_cannot_be_shown_is_refused_by_name(
    head: Head, section: Section, part: PartTold, code: str, field: str
) -> None:
    arranged(head, section, LIST)
    refused(NotAcceptable, lambda: arranged(head, section, part), code, field)
    assert [one.title for one in queries.parts_of(section)] == ["最近公开"]


def test_a_column_has_twelve_blocks_at_most(head: Head, section: Section) -> None:
    refused(NotAcceptable, lambda: arranged(head, section, *[LIST] * 13), "section.too_many_parts")


def test_the_second_of_two_editors_is_told(head: Head, section: Section) -> None:
    arranged(head, section, LIST)
    refused(
        Stale,
        lambda: arrange_section(section, parts=[], actor=head.editor(), seen_version=1),
        "section.changed",
    )


def test_a_department_arranges_nothing(head: Head, section: Section) -> None:
    refused(
        NotAllowed,
        lambda: arrange_section(section, parts=[LIST], actor=head.below.leader(TODAY), seen_version=None),
        "section.not_arranging",
    )


def test_a_block_shows_the_newest_public_items_of_its_source(head: Head, section: Section) -> None:
    other = a_section(head, "政策文件")
    items = [an_item(head, other, on=TODAY - timedelta(days=day)) for day in range(5)]
    own = an_item(head, section)
    an_item(head, other, on=TODAY + timedelta(days=1))
    gone = Publication.objects.latest("pk")
    Publication.objects.filter(pk=gone.pk).update(standing="withdrawn")
    arranged(head, section, LIST, PartTold("items", "政策", source=other, size=3))
    assert shown(section) == [[own.pk], [item.pk for item in items[:3]]]


def test_a_block_by_keyword_finds_what_is_public_and_nothing_else(head: Head, section: Section) -> None:
    found = an_item(head, None, title="关于稳岗返还的通知")
    hidden = an_item(head, None, title="稳岗补贴名单")
    Publication.objects.filter(pk=hidden.pk).update(standing="withdrawn")
    arranged(head, section, PartTold("items", "稳岗", keyword="稳岗"))
    assert shown(section) == [[found.pk]]


def test_a_block_by_field_shows_what_fills_its_elements(head: Head, section: Section) -> None:
    field = PriorityField.objects.create(slug="employment", name="就业")
    matter = Matter.objects.create(field=field, first="就业服务")
    element = Element.objects.create(matter=matter, name="招聘信息", limit_workdays=20)
    duty = ElementDuty.objects.create(element=element, agency=head.agency, since=date(2020, 1, 1))
    item = an_item(head, None, duty=duty)
    an_item(head, section)
    arranged(head, section, PartTold("items", "就业", field=field))
    assert shown(section) == [[item.pk]]


def test_a_column_without_blocks_lists_its_own_items(head: Head, section: Section) -> None:
    item = an_item(head, section)
    blocks = queries.blocks_of(section)
    assert [[one.pk for one in block.items] for block in blocks] == [[item.pk]]
    assert not blocks[0].is_empty


def test_columns_below_are_shown_while_they_are_open(head: Head, section: Section) -> None:
    below = a_section(head, "下级", parent=section)
    closed = a_section(head, "关闭的", parent=section)
    Section.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    arranged(head, section, PartTold("sections", "下级栏目"))
    assert queries.blocks_of(section)[0].sections == [below]


def test_a_page_of_ten_blocks_takes_three_queries(
    head: Head, section: Section, django_assert_max_num_queries: Any
) -> None:
    sources = [a_section(head, f"来源{number}") for number in range(9)]
    for source in sources:
        for _ in range(3):
            an_item(head, source)
    parts = [PartTold("items", f"块{number}", source=source) for number, source in enumerate(sources)]
    arranged(head, section, *parts, PartTold("sections", "下级"))
    with django_assert_max_num_queries(3) as counted:
        blocks = queries.blocks_of(section)
        lines = [(item.current.title, item.issued_by.short_name) for block in blocks for item in block.items]  # type: ignore[union-attr]
    assert isinstance(counted, CaptureQueriesContext)
    assert len(lines) == 27
    assert [len(block.items) for block in blocks[:9]] == [3] * 9


def test_a_preview_shows_blocks_that_are_not_kept(head: Head, section: Section) -> None:
    item = an_item(head, section)
    part = replace(LIST, title="试一试")
    kept = queries.parts_of(arranged(head, section, part))
    arranged(head, section)
    assert [block.items for block in queries.blocks_of(section, kept)] == [[item]]
