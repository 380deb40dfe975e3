"""move_items: to another column, all or some, with the working copies meant for it; addresses and pages."""

from datetime import date

import pytest
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, refused

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.pages.models import Group
from gongkai.publications.actions import Written, close_section, draft_item, move_items, remove_section
from gongkai.publications.models import Draft, FormerAddress, Section
from gongkai.search.queries import Filters, find


@pytest.fixture
def head(db: None) -> Head:
    return Head()


@pytest.fixture
def section(head: Head) -> Section:
    return a_section(head, slug="old")


@pytest.fixture
def to(head: Head) -> Section:
    return a_section(head, "政策文件", slug="new")


def test_everything_moves_with_the_working_copies_and_the_column_can_go(
    head: Head, section: Section, to: Section
) -> None:
    public, withdrawn = an_item(head, section), an_item(head, section)
    withdrawn.standing = "withdrawn"
    withdrawn.save()
    draft_item(head.agency, written=Written(title="在办的", section=section), actor=head.editor())
    Group.objects.all().delete()
    moved = move_items(section, to=to, actor=head.editor())
    assert (moved.items, moved.drafts) == (2, 1)
    public.refresh_from_db()
    withdrawn.refresh_from_db()
    assert (public.section, withdrawn.section, Draft.objects.get().section) == (to, to, to)
    assert {"section:old", "section:new", f"item:{public.pk}", "home"} <= set(
        Group.objects.values_list("name", flat=True)
    )
    assert [hit.reference for hit in find("", Filters(section="new")).hits] == [f"publication:{public.pk}"]
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["to"], entry.details["count"]) == ("items.moved", "政策文件", 2)
    assert not FormerAddress.objects.exists()
    remove_section(section, actor=head.editor())


def test_some_move_and_the_rest_stays(head: Head, section: Section, to: Section) -> None:
    first, second = an_item(head, section), an_item(head, section)
    move_items(section, to=to, actor=head.editor(), keys={first.pk})
    assert list(to.publications.all()) == [first]
    assert list(section.publications.all()) == [second]


def test_what_cannot_be_moved_is_told(head: Head, section: Section, to: Section) -> None:
    item = an_item(head, section)
    elsewhere = an_item(head, to)
    refused(NotAcceptable, lambda: move_items(section, to=section, actor=head.editor()), "items.same_section", "to")
    refused(
        NotAcceptable,
        lambda: move_items(section, to=to, actor=head.editor(), keys={elsewhere.pk}),
        "items.none",
        "keys",
    )
    refused(NotAllowed, lambda: move_items(section, to=to, actor=head.below.leader(TODAY)), "section.not_arranging")
    close_section(to, reason="工作结束", actor=head.editor(date(2026, 3, 11)), seen_version=None)
    refused(NotAcceptable, lambda: move_items(section, to=to, actor=head.editor()), "items.closed_section", "to")
    item.refresh_from_db()
    assert item.section == section
