"""found_categories: a new house gets its subjects once; later ones of its own stay."""

from datetime import date

import pytest
from tests.publishing import a_newsroom

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAllowed
from gongkai.publications.actions import found_categories
from gongkai.publications.models import Category

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_subjects_are_made_once_and_those_there_are_left() -> None:
    room = a_newsroom()
    Category.objects.create(code="general", name="综合")
    made = found_categories(actor=room.of_head("editor", DAY))
    assert len(made) > 10
    assert "general" not in {category.code for category in made}
    assert Category.objects.get(code="general").name == "综合"
    assert found_categories(actor=room.of_head("editor", DAY)) == []
    assert Entry.objects.filter(verb="categories.founded").count() == 1


def test_only_the_head_of_the_house_makes_them() -> None:
    room = a_newsroom()
    with pytest.raises(NotAllowed):
        found_categories(actor=room.actor("editor", DAY))
    assert not Category.objects.exists()
