"""open_section: plain or from a template, public at once, what is missing or taken is named."""

from typing import Any

import pytest
from tests.apps.publications.columns import TODAY, Head, a_section, founded, refused, told

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.pages.models import Group
from gongkai.publications.actions import close_section, open_section, remove_section
from gongkai.publications.models import PriorityField, Section
from gongkai.publications.queries import columns as queries
from gongkai.publications.templates import template_named


@pytest.fixture
def head(db: None) -> Head:
    return Head()


def test_a_special_column_opens_from_its_template_with_its_blocks(head: Head) -> None:
    work = PriorityField.objects.create(slug="employment", name="就业", aliases=["就业创业"])
    made = open_section(
        told=told("复工复产", "reopening", keywords="复工", kind="policy", fresh_days=14),
        actor=head.editor(),
        template="reopening",
    )
    assert (made.name, made.slug, made.is_special, made.template, made.opened_on) == (
        "复工复产",
        "reopening",
        True,
        "reopening",
        TODAY,
    )
    parts = queries.parts_of(made)
    assert [part.kind for part in parts] == ["text", "items", "items", "items", "items", "links"]
    assert parts[0].text.startswith("<p>这里集中公开")
    assert (parts[2].keyword, parts[4].field, parts[4].keyword) == ("稳岗", work, "")
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject, entry.details["address"]) == (
        "section.opened",
        f"section:{made.pk}",
        "/sections/reopening/",
    )
    assert {"sections", "home", "section:reopening"} <= set(Group.objects.values_list("name", flat=True))


def test_a_field_the_house_does_not_have_is_sought_as_a_word(head: Head) -> None:
    made = open_section(told=told(), actor=head.editor(), template="reopening")
    assert queries.parts_of(made)[4].keyword == "就业"


def test_an_ordinary_column_stands_below_another_behind_its_sisters(head: Head) -> None:
    above = founded(head)["statutory"]
    made = open_section(told=told("社区工作", "community"), actor=head.editor(), parent=above)
    assert (made.parent, made.is_special, made.position) == (above, False, 16)
    assert queries.parts_of(made) == []


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": " "}, "section.no_name", "name"),
        ({"description": " "}, "section.no_description", "description"),
        ({"slug": "复工"}, "section.slug", "slug"),
        ({"slug": "Re Open"}, "section.slug", "slug"),
        ({"slug": "-a"}, "section.slug", "slug"),
        ({"slug": "rules"}, "section.slug_taken", "slug"),
        ({"name": "政府信息公开制度"}, "section.name_taken", "name"),
        ({"kind": "gossip"}, "section.kind", "kind"),
        ({"fresh_days": 0}, "section.fresh_days", "fresh_days"),
        ({"name": "长" * 41}, "text.too_long", "name"),
        ({"description": "长" * 201}, "text.too_long", "description"),
    ],
)
def test_what_is_missing_or_taken_is_named(head: Head, changes: Any, code: str, field: str) -> None:
    founded(head)
    refused(
        NotAcceptable,
        lambda: open_section(told=told(**{"name": "新栏目", "slug": "new", **changes}), actor=head.editor()),
        code,
        field,
    )


def test_a_template_that_is_not_there_or_founds_the_house_is_refused(head: Head) -> None:
    for key in ("gone", "guide", "menu.plans"):
        refused(
            NotAcceptable,
            lambda key=key: open_section(told=told(), actor=head.editor(), template=key),
            "section.no_template",
            "template",
        )


def test_nothing_opens_below_a_closed_column_nor_on_a_fourth_level(head: Head) -> None:
    first = a_section(head, "一")
    third = a_section(head, "三", parent=a_section(head, "二", parent=first))
    refused(NotAcceptable, lambda: a_section(head, "四", parent=third), "section.too_deep", "parent")
    other = a_section(head, "别的")
    close_section(other, reason="工作结束", actor=head.editor(), seen_version=None)
    refused(NotAcceptable, lambda: a_section(head, "里面", parent=other), "section.parent_closed", "parent")


def test_editors_desk_officers_and_leaders_of_the_head_open_columns_and_nobody_else(head: Head) -> None:
    for actor in (head.editor(), head.desk.officer(TODAY), head.desk.leader(TODAY)):
        open_section(told=told(f"由{actor.name}"), actor=actor)
    outside = (head.below.officer(TODAY), head.below.leader(TODAY), head.desk.actor("reviewer", TODAY))
    for actor in outside:
        refused(
            NotAllowed,
            lambda actor=actor: open_section(told=told("别处"), actor=actor),
            "section.not_arranging",
        )


def test_an_address_is_suggested_that_is_free_and_never_led_elsewhere(head: Head) -> None:
    template = template_named("reopening")
    assert queries.suggested_slug(template, TODAY) == "reopening"
    above = a_section(head, "专题", slug="topics")
    made = open_section(told=told(slug="reopening"), actor=head.editor(), template="reopening", parent=above)
    assert queries.suggested_slug(template, TODAY) == "reopening-2026"
    remove_section(made, actor=head.editor())
    assert not Section.objects.filter(slug="reopening").exists()
    assert queries.suggested_slug(template, TODAY) == "reopening-2026"
    open_section(told=told(slug="reopening-2026"), actor=head.editor(), template="reopening")
    assert queries.suggested_slug(template, TODAY) == "reopening-2026-2"
    assert queries.suggested_slug(None, TODAY) == "column"
