"""The catalogue: founded with 26 fields and a sample, extended by fields and elements, each change on record."""

from datetime import date
from typing import Any

import pytest
from tests.apps.catalogue.owing import SINCE, TODAY, TWENTY, a_duty, a_field, an_element, last, now, refused
from tests.apps.publications.newsroom import changed_at
from tests.builders import BUILDER
from tests.publishing import Newsroom, a_public_item

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.law.limits import LimitKind, read_limit
from gongkai.publications import actions, standard
from gongkai.publications.models import Element, Matter, PriorityField
from gongkai.publications.queries import catalogue

pytestmark = pytest.mark.django_db


def test_the_catalogue_is_founded_with_the_26_fields_of_the_document() -> None:
    made = actions.found_catalogue(actor=BUILDER)
    assert made.fields == PriorityField.objects.count() == 26
    assert PriorityField.objects.filter(certain=True).count() == 17
    assert PriorityField.objects.get(name="医疗卫生").aliases == ["卫生健康"]
    assert last().verb == "catalogue.founded"
    assert last().ground.endswith("第十二条第二款")


def test_the_sample_fills_every_field_and_says_that_it_is_one() -> None:
    actions.found_catalogue(actor=BUILDER)
    for field in PriorityField.objects.all():
        matters = catalogue.matters_of(field)
        assert 4 <= len(matters) <= 8, field
        assert all(1 <= len(matter.elements.all()) <= 6 for matter in matters)
    assert Element.objects.count() > 300
    assert catalogue.is_sample()
    assert not Element.objects.exclude(extra__has_key=standard.SAMPLE).exists()
    assert not Element.objects.filter(county=False, township=False).exists()
    assert {matter.basis[:3] for matter in Matter.objects.all()} == {"《中华"}


def test_every_limit_of_the_sample_is_understood_but_those_that_lead_to_another_law() -> None:
    actions.found_catalogue(actor=BUILDER)
    texts = set(Element.objects.values_list("limit_text", flat=True))
    other = {text for text in texts if read_limit(text).kind is LimitKind.OTHER}
    assert other == {"按照法律、法规规定的时限公开"}
    assert len(texts) > 8


def test_founding_again_adds_nothing_and_says_nothing() -> None:
    actions.found_catalogue(actor=BUILDER)
    entries = Entry.objects.count()
    assert actions.found_catalogue(actor=BUILDER) == actions.Founded(0, 0, 0)
    assert Entry.objects.count() == entries


def test_the_fields_can_be_founded_without_the_sample() -> None:
    assert actions.found_catalogue(actor=BUILDER, sample=False) == actions.Founded(26, 0, 0)
    assert not catalogue.is_sample()


def test_only_the_office_at_the_head_keeps_the_catalogue(room: Newsroom) -> None:
    contact = room.actor("contact")
    refused(NotAllowed, lambda: actions.found_catalogue(actor=contact), "catalogue.not_keeping")
    refused(
        NotAllowed, lambda: actions.add_field(name="统计", slug="statistics", actor=contact), "catalogue.not_keeping"
    )
    assert actions.add_field(name="统计", slug="statistics", actor=room.of_head("editor")).position == 1


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": " "}, "catalogue.no_field_name", "name"),
        ({"slug": "统计"}, "catalogue.slug", "slug"),
        ({"slug": "Two Words"}, "catalogue.slug", "slug"),
        ({"slug": "affordable-housing"}, "catalogue.slug_taken", "slug"),
        ({"name": "保障性住房"}, "catalogue.field_taken", "name"),
        ({"name": "住房保障"}, "catalogue.field_taken", "name"),
        ({"name": "长" * 41}, "text.too_long", "name"),
    ],
)
def test_a_field_needs_a_name_and_an_address_of_its_own(changes: dict[str, Any], code: str, field: str) -> None:
    actions.add_field(name="保障性住房", slug="affordable-housing", aliases=["住房保障"], actor=BUILDER)
    told = {"name": "统计", "slug": "statistics", **changes}
    refused(NotAcceptable, lambda: actions.add_field(actor=BUILDER, **told), code, field)


def test_an_element_brings_its_matter_and_its_limit_in_parts() -> None:
    one = an_element("配租结果", "每季度结束后15个工作日内", township=True)
    assert (one.matter.first, one.matter.second, one.matter.field.slug) == (
        "配给管理",
        "申请和分配",
        "affordable-housing",
    )
    assert (one.limit_kind, one.limit_workdays, one.cadence) == ("workdays", 15, "quarterly")
    assert (one.county, one.township) == (True, True)
    assert an_element("房源信息").matter == one.matter
    assert last().verb == "element.added"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"first": " "}, "catalogue.no_matter", "first"),
        ({"name": " "}, "catalogue.no_element", "name"),
        ({"limit": " "}, "catalogue.no_limit", "limit"),
        ({"county": False}, "catalogue.no_level", "county"),
        ({"proactive": False}, "catalogue.no_way", "proactive"),
        ({"name": "配租结果"}, "catalogue.element_taken", "name"),
        ({"name": "长" * 201}, "text.too_long", "name"),
        ({"first": "长" * 81}, "text.too_long", "first"),
    ],
)
def test_what_an_element_lacks_is_named(changes: dict[str, Any], code: str, field: str) -> None:
    an_element("配租结果")
    told = {"name": "房源信息", **changes}
    refused(NotAcceptable, lambda: an_element(**told), code, field)


def test_a_new_limit_moves_the_last_day_of_what_is_owed(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 3, 4), actor=room.actor("contact", TODAY), seen_version=None)
    assert now(duty).due_on == date(2024, 4, 1)
    details = actions.ElementDetails(first="配给管理", second="申请和分配", name="配租结果", limit="7个工作日内")
    actions.revise_element(duty.element, details=details, reason="目录2024年修订", actor=room.of_head("editor", TODAY))
    assert now(duty).due_on == date(2024, 3, 13)
    assert last().details["before"] == {"公开时限": TWENTY}
    assert last().details["reason"] == "目录2024年修订"


def test_an_element_is_added_by_the_office_at_the_head_only(room: Newsroom) -> None:
    details = actions.ElementDetails(first="配给管理", name="配租结果", limit=TWENTY)
    field = a_field()
    refused(
        NotAllowed,
        lambda: actions.add_element(field, details=details, actor=room.actor("contact")),
        "catalogue.not_keeping",
    )


def test_a_revision_needs_a_reason_and_a_change(room: Newsroom) -> None:
    one = an_element()
    same = actions.ElementDetails(first="配给管理", second="申请和分配", name="配租结果", limit=TWENTY)
    actor = room.of_head("editor")
    refused(
        NotAcceptable,
        lambda: actions.revise_element(one, details=same, reason=" ", actor=actor),
        "catalogue.no_reason",
        "reason",
    )
    refused(
        NotAcceptable,
        lambda: actions.revise_element(one, details=same, reason="核对", actor=actor),
        "catalogue.unchanged",
    )


def test_the_pages_of_the_items_that_name_it_are_made_anew(room: Newsroom) -> None:
    duty = a_duty(room)
    item = a_public_item(room, duty=duty)
    before = changed_at(f"item:{item.pk}")
    details = actions.ElementDetails(first="配给管理", second="申请和分配", name="配租公示", limit=TWENTY)
    actions.revise_element(duty.element, details=details, reason="照新目录", actor=room.of_head("editor", TODAY))
    assert changed_at(f"item:{item.pk}") > before


def test_a_matter_that_lost_its_last_element_goes(room: Newsroom) -> None:
    one = an_element()
    details = actions.ElementDetails(first="建设管理", name="配租结果", limit=TWENTY)
    actions.revise_element(one, details=details, reason="归错了事项", actor=room.of_head("editor"))
    assert [str(matter) for matter in a_field().matters.all()] == ["建设管理"]


def test_a_whole_field_is_given_to_an_agency_by_level(room: Newsroom) -> None:
    actions.found_catalogue(actor=BUILDER)
    field, actor = PriorityField.objects.get(slug="construction"), room.of_head("editor", TODAY)
    made = actions.assign_field(field, agency=room.agency, level="county", since=SINCE, actor=actor)
    assert len(made) == Element.objects.filter(matter__field=field, county=True).count()
    assert {duty.contact for duty in made} == {room.person("contact")}  # its only one
    quarterly = next(duty for duty in made if duty.element.cadence == "quarterly")
    assert now(quarterly).due_on == date(2024, 4, 22)  # the first quarter ended on 31 March
    again = lambda: actions.assign_field(field, agency=room.agency, level="county", since=SINCE, actor=actor)  # noqa: E731
    refused(NotAcceptable, again, "duty.nothing_to_assign", "agency")
    other = lambda: actions.assign_field(field, agency=room.agency, level="村级", since=SINCE, actor=actor)  # noqa: E731
    refused(NotAcceptable, other, "duty.level", "level")


def test_the_whole_catalogue_is_one_table_with_the_columns_of_the_document(room: Newsroom) -> None:
    a_duty(room)
    head, line = catalogue.table()
    assert head[:4] == ["重点领域", "序号", "公开事项：一级事项", "公开事项：二级事项"]
    assert len(head) == len(line) == 17
    assert line[0] == "保障性住房"
    assert "云岭区住房和城乡建设局" in line
