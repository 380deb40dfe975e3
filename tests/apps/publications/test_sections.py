"""rename_section, close_section, reopen_section, remove_section, reorder_section, move_section."""

from datetime import timedelta
from typing import Any

import pytest
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, founded, refused, told

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.pages.models import Group
from gongkai.publications.actions import (
    PartTold,
    SectionTold,
    arrange_section,
    close_section,
    move_section,
    remove_section,
    rename_section,
    reopen_section,
    reorder_section,
)
from gongkai.publications.models import FormerAddress, Section
from gongkai.publications.queries import columns as queries
from gongkai.search.queries import Filters, find


@pytest.fixture
def head(db: None) -> Head:
    return Head()


def close(head: Head, section: Section, reason: str = "工作结束") -> Section:
    return close_section(section, reason=reason, actor=head.editor(), seen_version=None)


def rename(head: Head, section: Section, **changes: Any) -> Section:
    now = {name: getattr(section, name) for name in SectionTold.__annotations__}
    return rename_section(section, told=SectionTold(**{**now, **changes}), actor=head.editor(), seen_version=None)


def test_a_former_address_leads_on_however_often_a_column_moves(head: Head) -> None:
    section = a_section(head, slug="notices")
    rename(head, section, slug="announcements", name="公告")
    section.refresh_from_db()
    assert (section.slug, section.name, section.version) == ("announcements", "公告", 2)
    rename(head, section, slug="bulletins")
    led = dict(FormerAddress.objects.values_list("path", "target"))
    assert led == {
        "/sections/notices/": "/sections/bulletins/",
        "/sections/announcements/": "/sections/bulletins/",
        "/feeds/sections/notices.xml": "/feeds/sections/bulletins.xml",
        "/feeds/sections/announcements.xml": "/feeds/sections/bulletins.xml",
    }
    rename(head, Section.objects.get(pk=section.pk), slug="notices")
    led = dict(FormerAddress.objects.filter(path__startswith="/sections/").values_list("path", "target"))
    assert led == {"/sections/announcements/": "/sections/notices/", "/sections/bulletins/": "/sections/notices/"}
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["changed"]) == ("section.renamed", {"网址": "bulletins → notices"})
    assert Group.objects.filter(name="site").exists()


def test_what_stands_in_a_column_is_found_under_its_new_address(head: Head) -> None:
    section = a_section(head, slug="notices")
    item = an_item(head, section, title="人民路绕行公告")
    rename(head, section, slug="board")
    assert [hit.reference for hit in find("绕行", Filters(section="board")).hits] == [f"publication:{item.pk}"]
    assert find("绕行", Filters(section="notices")).hits == []


def test_a_fixed_column_keeps_name_and_address_but_not_its_description(head: Head) -> None:
    section = founded(head)["rules"]
    refused(NotLawful, lambda: rename(head, section, name="制度"), "section.fixed")
    refused(NotLawful, lambda: rename(head, section, slug="systems"), "section.fixed")
    assert rename(head, section, description="法律、法规、规章。").description == "法律、法规、规章。"
    for act in (
        lambda: close(head, section),
        lambda: remove_section(section, actor=head.editor()),
        lambda: move_section(section, parent=founded(head)["guide"], actor=head.editor(), seen_version=None),
    ):
        refused(NotLawful, act, "section.fixed")


def test_renaming_without_a_change_or_after_another_editor_is_refused(head: Head) -> None:
    section = a_section(head)
    refused(NotAcceptable, lambda: rename(head, section), "section.unchanged")
    rename(head, section, name="公告")
    refused(
        Stale,
        lambda: rename_section(section, told=told(), actor=head.editor(), seen_version=1),
        "section.changed",
    )


def test_a_closed_column_leaves_the_lists_and_its_items_stay(head: Head) -> None:
    section = a_section(head, slug="flood")
    item = an_item(head, section)
    closed = close(head, section)
    assert closed.closed_on == TODAY
    assert section not in queries.open_sections()
    assert section.pk not in dict(queries.choices())
    item.refresh_from_db()
    assert (item.section, item.standing) == (section, "public")
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["reason"]) == ("section.closed", "工作结束")
    refused(NotLawful, lambda: close(head, section), "section.closed")
    assert reopen_section(section, actor=head.editor(), seen_version=None).closed_on is None
    assert Entry.objects.latest("sequence").verb == "section.reopened"
    refused(NotLawful, lambda: reopen_section(section, actor=head.editor(), seen_version=None), "section.open")


def test_closing_needs_a_reason_and_no_open_column_below(head: Head) -> None:
    section = a_section(head)
    refused(NotAcceptable, lambda: close(head, section, " "), "section.no_reason", "reason")
    below = a_section(head, "下级", parent=section)
    refused(NotLawful, lambda: close(head, section), "section.has_open")
    close(head, below)
    close(head, section)


def test_a_column_that_holds_something_is_not_removed_and_the_way_out_is_told(head: Head) -> None:
    above = a_section(head, "上级")
    section = a_section(head, "要删的", parent=above, slug="old")
    item = an_item(head, section)
    said = refused(NotLawful, lambda: remove_section(section, actor=head.editor()), "section.has_items")
    assert "1件" in said.message
    assert "移到别的栏目" in said.hint
    refused(NotLawful, lambda: remove_section(above, actor=head.editor()), "section.has_children")
    item.section = above
    item.save()
    other = a_section(head, "取用的")
    taking = PartTold("items", "取自", source=section)
    arrange_section(other, parts=[taking], actor=head.editor(), seen_version=None)
    refused(NotLawful, lambda: remove_section(section, actor=head.editor()), "section.taken_from")
    arrange_section(other, parts=[], actor=head.editor(), seen_version=None)
    assert remove_section(section, actor=head.editor()) == "要删的"
    assert FormerAddress.objects.get(path="/sections/old/").target == f"/sections/{above.slug}/"
    assert (Entry.objects.latest("sequence").verb, Section.objects.filter(slug="old").count()) == ("section.removed", 0)
    refused(NotAcceptable, lambda: remove_section(section, actor=head.editor()), "section.gone")


def test_a_removed_column_of_the_first_level_leads_nowhere(head: Head) -> None:
    section = a_section(head, slug="a")
    rename(head, section, slug="b")
    remove_section(section, actor=head.editor())
    assert not FormerAddress.objects.exists()


def test_columns_change_places_with_their_neighbours(head: Head) -> None:
    first, second, third = (a_section(head, name) for name in ("一", "二", "三"))
    reorder_section(third, up=True, actor=head.editor())
    assert [one.name for one in queries.open_sections()] == ["一", "三", "二"]
    reorder_section(first, up=False, actor=head.editor())
    assert [one.name for one in queries.open_sections()] == ["三", "一", "二"]
    assert Entry.objects.latest("sequence").verb == "section.reordered"
    refused(NotAcceptable, lambda: reorder_section(third, up=True, actor=head.editor()), "section.at_the_end")
    refused(NotAcceptable, lambda: reorder_section(second, up=False, actor=head.editor()), "section.at_the_end")


def test_a_column_moves_below_another_but_not_below_itself(head: Head) -> None:
    first, second = a_section(head, "一"), a_section(head, "二")
    below = a_section(head, "下", parent=first)

    def move(section: Section, parent: Section | None) -> Section:
        return move_section(section, parent=parent, actor=head.editor(), seen_version=None)

    assert move(below, second).parent == second
    assert Entry.objects.latest("sequence").details["to"] == "二"
    refused(NotAcceptable, lambda: move(below, second), "section.same_parent", "parent")
    refused(NotLawful, lambda: move(second, below), "section.circle", "parent")
    refused(NotLawful, lambda: move(second, second), "section.circle", "parent")
    move(second, first)
    third = a_section(head, "三")
    refused(NotAcceptable, lambda: move(first, third), "section.too_deep", "parent")
    a_section(head, "下")
    refused(NotAcceptable, lambda: move(below, None), "section.name_taken", "parent")
    closed = close(head, a_section(head, "四"))
    refused(NotAcceptable, lambda: move(below, closed), "section.parent_closed", "parent")


def test_a_department_changes_no_column(head: Head) -> None:
    section, actor = a_section(head), head.below.leader(TODAY + timedelta(days=1))
    for act in (
        lambda: rename_section(section, told=told(), actor=actor, seen_version=None),
        lambda: close_section(section, reason="完了", actor=actor, seen_version=None),
        lambda: reopen_section(section, actor=actor, seen_version=None),
        lambda: remove_section(section, actor=actor),
        lambda: reorder_section(section, up=True, actor=actor),
        lambda: move_section(section, parent=None, actor=actor, seen_version=None),
    ):
        refused(NotAllowed, act, "section.not_arranging")
