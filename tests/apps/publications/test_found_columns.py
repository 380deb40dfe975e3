"""found_columns: the four fixed columns and the statutory menu, once; the templates they come from."""

import pytest
from tests.apps.publications.columns import TODAY, Head, founded, refused
from tests.builders import BUILDER

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAllowed
from gongkai.publications.actions import found_columns
from gongkai.publications.models import Section, SectionPart
from gongkai.publications.queries import columns as queries
from gongkai.publications.templates import of_group, templates


@pytest.fixture
def head(db: None) -> Head:
    return Head()


def test_the_four_fixed_columns_and_the_menu_are_founded_with_their_official_names(head: Head) -> None:
    made = found_columns(actor=head.editor())
    top = Section.objects.filter(parent__isnull=True)
    assert [one.name for one in top] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]
    assert [one.fixed for one in top] == ["guide", "rules", "statutory", "reports"]
    menu = Section.objects.filter(parent__fixed="statutory")
    assert menu.count() == len(of_group("menu")) == 16
    assert not any(one.fixed for one in menu)
    assert len(made) == 20
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, len(entry.details["names"])) == ("sections.founded", 20)
    assert SectionPart.objects.get(section__fixed="statutory", position=0).kind == "sections"


def test_what_is_there_is_not_founded_again(head: Head) -> None:
    founded(head)
    Section.objects.get(slug="statistics").delete()
    assert [one.name for one in queries.missing_founded()] == ["统计信息"]
    assert [one.slug for one in found_columns(actor=head.editor())] == ["statistics"]
    entries = Entry.objects.count()
    assert found_columns(actor=head.editor()) == []
    assert Entry.objects.count() == entries


def test_the_installation_founds_and_a_department_does_not(head: Head) -> None:
    refused(NotAllowed, lambda: found_columns(actor=head.below.officer(TODAY)), "section.not_arranging")
    refused(NotAllowed, lambda: found_columns(actor=head.desk.actor("contact", TODAY)), "section.not_arranging")
    assert len(found_columns(actor=BUILDER)) == 20


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.key)
def test_a_template_fits_its_columns(template: queries.Template) -> None:
    limits = {name: Section._meta.get_field(name).max_length for name in ("name", "slug", "description", "keywords")}
    assert all(len(getattr(template, name)) <= longest for name, longest in limits.items())
    assert template.group in {"fixed", "menu", "plain", "special"}
    assert template.kind in Section.Kind.values
    assert all(part.kind in SectionPart.Kind.values for part in template.parts)
    assert template.parts or not template.is_special


def test_templates_have_keys_and_addresses_of_their_own() -> None:
    assert len({one.key for one in templates()}) == len({one.slug for one in templates()}) == len(templates())
    assert {"复工复产", "六稳六保", "疫情防控", "优化营商环境"} <= {one.name for one in of_group("special")}
    assert {"通知公告", "政策文件", "政府公报", "财政预决算公开"} <= {one.name for one in of_group("plain")}
