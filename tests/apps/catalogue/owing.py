"""Builders of the catalogue: a field with elements, duties, what was refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.builders import BUILDER
from tests.publishing import Newsroom

from gongkai.audit.models import Entry
from gongkai.law.errors import Refusal
from gongkai.publications import actions
from gongkai.publications.models import Element, ElementDuty, PriorityField, Publication

TODAY = date(2024, 4, 1)  # a Monday
SINCE = date(2024, 1, 2)
TWENTY = "信息形成或者变更之日起20个工作日内"
QUARTERLY = "每季度结束后15个工作日内"


def a_field(name: str = "保障性住房", slug: str = "affordable-housing") -> PriorityField:
    found = PriorityField.objects.filter(slug=slug).first()
    return found or actions.add_field(name=name, slug=slug, actor=BUILDER)


def an_element(name: str = "配租结果", limit: str = TWENTY, **changes: Any) -> Element:
    field = changes.pop("field", None) or a_field()
    told = {"first": "配给管理", "second": "申请和分配", "name": name, "limit": limit, **changes}
    return actions.add_element(field, details=actions.ElementDetails(**told), actor=BUILDER)


def a_duty(room: Newsroom, name: str = "配租结果", limit: str = TWENTY, **changes: Any) -> ElementDuty:
    """The agency of the room owes that element since 2 January 2024; its contact fills it."""
    since = changes.pop("since", SINCE)
    element = changes.pop("element", None) or an_element(name, limit, **changes)
    return actions.assign_element(
        element, agency=room.agency, since=since, contact=room.person("contact"), actor=room.of_head("editor", TODAY)
    )


def now(duty: ElementDuty) -> ElementDuty:
    """The row as it stands."""
    return ElementDuty.objects.select_related("element__matter__field", "agency", "contact").get(pk=duty.pk)


def last() -> Entry:
    return Entry.objects.latest("sequence")


def refused(kind: type[Refusal], act: Callable[[], Any], code: str, field: str = "") -> None:
    """Refused by name, in words that help, and nothing is written."""

    def rows() -> tuple[int, ...]:
        tables = Element, ElementDuty, PriorityField, Publication, Entry
        return tuple(table.objects.count() for table in tables)  # type: ignore[attr-defined]

    before = rows()
    with pytest.raises(kind) as found:
        act()
    assert found.value.code == code
    assert not field or found.value.field == field
    assert found.value.message.endswith("。")
    assert found.value.hint.endswith("。")
    assert rows() == before
