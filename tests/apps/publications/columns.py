"""What tests of columns and shelves share: the head of a house with those who arrange it, public items, refusals."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from tests.builders import BUILDER, Desk, a_person, an_agency, at

from gongkai.agencies.models import Person, Post
from gongkai.agencies.queries import held
from gongkai.audit.actors import Actor
from gongkai.audit.models import Entry
from gongkai.law.errors import Refusal
from gongkai.publications.actions import SectionTold, found_columns, open_section
from gongkai.publications.models import Publication, Section, Version
from gongkai.search.actions import Findable, put

TODAY = date(2026, 3, 10)
_number = count(1)


class Head:
    """The district government of the tests, its desk and its editor; a department below it."""

    def __init__(self, *, password: str | None = None) -> None:
        self.desk = Desk(
            an_agency(kind="government", name="云岭区人民政府", short_name="区政府", code="001"), password=password
        )
        self.agency = self.desk.agency
        self.editing: tuple[Person, Post] = a_person(self.agency, "editor", name="许青", password=password)
        self.below = Desk(an_agency(parent=self.agency, name="云岭区教育局", short_name="区教育局", code="013"))

    def editor(self, on: date = TODAY) -> Actor:
        person, post = self.editing
        return Actor(f"person:{person.pk}", person.name, held(post), at(on), "test")


def founded(head: Head) -> dict[str, Section]:
    """The fixed columns and the menu, by address."""
    found_columns(actor=BUILDER)
    return {one.slug: one for one in Section.objects.all()}


def told(name: str = "复工复产", slug: str = "", **changes: Any) -> SectionTold:
    return SectionTold(
        **{"name": name, "slug": slug or f"s{next(_number)}", "description": f"{name}的信息。", **changes}
    )


def a_section(head: Head, name: str = "通知公告", *, parent: Section | None = None, **changes: Any) -> Section:
    return open_section(told=told(name, **changes), actor=head.editor(date(2026, 1, 5)), parent=parent)


def an_item(head: Head, section: Section | None, *, title: str = "", on: date = TODAY, **changes: Any) -> Publication:
    """A public item as the release leaves it: its version, its row in the index of search."""
    number = next(_number)
    row = Publication.objects.create(issued_by=head.agency, section=section, **changes)
    version = Version.objects.create(
        publication=row,
        number=1,
        title=title or f"第{number}件",
        summary="概述",
        body="<p>正文</p>",
        released_at=at(on),
        released_by="测试",
        digest="0" * 64,
    )
    row.standing, row.current, row.published_at = Publication.Standing.PUBLIC, version, at(on)
    row.index_number = f"005275134/{on.year}-{number:05d}"
    row.save()
    put(
        Findable(
            f"publication:{row.pk}",
            "item",
            version.title,
            f"/items/{row.pk}/",
            section=section.slug if section else "",
            published_on=on,
        )
    )
    return row


def refused(kind: type[Refusal], act: Callable[[], Any], code: str, field: str = "") -> Refusal:
    """Refused by name, in words that help; no entry is written."""
    before = Entry.objects.count(), list(Section.objects.order_by("pk").values())
    with pytest.raises(kind) as found:
        act()
    assert (found.value.code, found.value.field) == (code, field)
    assert found.value.message.endswith("。")
    assert found.value.hint.endswith("。")
    assert (Entry.objects.count(), list(Section.objects.order_by("pk").values())) == before
    return found.value
