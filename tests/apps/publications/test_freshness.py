"""How fresh the columns are: late, soon, empty, and the limits of the site check, told early."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, founded

from gongkai.publications.actions import PartTold, arrange_section, close_section
from gongkai.publications.models import Section
from gongkai.publications.queries.freshness import Branch, freshness, tree


@pytest.fixture
def head(db: None) -> Head:
    return Head()


def branch(section: Section, today: date = TODAY) -> Branch:
    return next(one for one in tree(today=today) if one.section.pk == section.pk)


@pytest.mark.parametrize(
    ("kind", "fresh_days", "days", "standing", "left"),
    [
        ("news", None, 9, "good", 5),
        ("news", None, 10, "soon", 4),  # day 10 of 14
        ("news", None, 14, "soon", 0),
        ("news", None, 15, "late", -1),
        ("notices", None, 128, "good", 55),
        ("notices", None, 129, "soon", 54),
        ("policy", None, 184, "late", -1),
        ("other", 92, 64, "good", 28),
        ("other", 92, 65, "soon", 27),  # the third month has begun
        ("notices", 7, 8, "late", -1),  # what the column says itself goes before its kind
        ("other", None, 900, "", None),
    ],
)
def test_a_column_is_told_before_it_is_late(
    head: Head, kind: str, fresh_days: int | None, days: int, standing: str, left: int | None
) -> None:
    section = a_section(head, kind=kind, fresh_days=fresh_days)
    an_item(head, section, on=TODAY - timedelta(days=days))
    found = branch(section)
    assert (found.days, found.standing, found.left) == (days, standing, left)


def test_what_stands_below_a_column_keeps_it_fresh(head: Head) -> None:
    above = a_section(head, "上级", kind="news")
    below = a_section(head, "下级", parent=above)
    an_item(head, above, on=TODAY - timedelta(days=40))
    an_item(head, below, on=TODAY - timedelta(days=3))
    found = branch(above)
    assert (found.items, found.own_items, found.days, found.standing) == (2, 1, 3, "good")
    assert branch(below).depth == 1


def test_empty_columns_are_told_but_not_those_other_rooms_fill_nor_those_that_borrow(head: Head) -> None:
    columns = founded(head)
    assert branch(columns["guide"]).standing == ""
    assert branch(columns["reports"]).standing == ""
    assert branch(columns["rules"]).standing == "empty"
    borrowing = a_section(head, "取用")
    assert branch(borrowing).standing == "empty"
    arrange_section(
        borrowing, parts=[PartTold("items", "稳岗", keyword="稳岗")], actor=head.editor(), seen_version=None
    )
    assert branch(borrowing).standing == ""


def test_a_closed_column_owes_nothing(head: Head) -> None:
    section = a_section(head, kind="news")
    an_item(head, section, on=TODAY - timedelta(days=99))
    close_section(section, reason="工作结束", actor=head.editor(), seen_version=None)
    assert branch(section).standing == ""


def test_the_limits_of_the_site_check_are_named_when_they_are_reached(head: Head) -> None:
    for number in range(5):
        late = a_section(head, f"动态{number}", kind="news")
        an_item(head, late, on=TODAY - timedelta(days=15))
        below = a_section(head, f"通知{number}", parent=late, kind="news")
        an_item(head, below, on=TODAY - timedelta(days=20))
        a_section(head, f"空{number}")
    told = freshness(tree(today=TODAY), today=TODAY)
    assert (told.late_first, told.late, told.soon, told.empty) == (5, 10, 0, 5)
    assert [said[:4] for said in told.vetoes] == ["两周以上", "一级栏目", "应当更新", "空白栏目"]
    an_item(head, Section.objects.get(name="动态0"), on=TODAY)
    assert [said[:4] for said in freshness(tree(today=TODAY), today=TODAY).vetoes] == ["空白栏目"]


def test_a_house_without_items_is_told_that_its_home_stands_still(head: Head) -> None:
    assert freshness([], today=TODAY).vetoes == ("两周以上没有公开任何信息，首页会被判为不更新。",)


def test_the_tree_takes_three_queries(head: Head, django_assert_num_queries: Any) -> None:
    founded(head)
    an_item(head, a_section(head))
    with django_assert_num_queries(3):
        told = [(one.section.name, one.depth, one.first, one.last) for one in tree(today=TODAY)]
    assert told[0] == ("政府信息公开指南", 0, True, False)
    assert told[-1][0] == "通知公告"
