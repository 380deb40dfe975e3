"""发布规则: who sets them, what they may be, and that the next release obeys."""

import pytest
from tests.publishing import Newsroom, a_draft, a_newsroom, submit

from gongkai.law.errors import NotAcceptable, NotAllowed, Stale
from gongkai.publications.actions import set_publishing_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def test_set_publishing_rules_changes_where_a_text_goes_first(room):
    set_publishing_rules(room.agency, actor=room.actor("leader"), seen_version=1, reviews=1)
    assert submit(room, a_draft(room)).draft.stage == "final_approval"


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"reviews": 0}, "reviews"),
        ({"reviews": 4}, "reviews"),
        ({"index_by": "day"}, "index_by"),
        ({"index_code": "区教育局"}, "index_code"),
        ({"confirm_workdays": 0}, "confirm_workdays"),
    ],
)
def test_rules_that_cannot_be_are_named(room, rules, field):
    with pytest.raises(NotAcceptable) as refused:
        set_publishing_rules(room.agency, actor=room.actor("leader"), seen_version=None, **rules)
    assert refused.value.field == field


def test_a_contact_sets_no_rules(room):
    with pytest.raises(NotAllowed):
        set_publishing_rules(room.agency, actor=room.actor("contact"), seen_version=None, reviews=1)


def test_the_second_of_two_is_told(room):
    with pytest.raises(Stale):
        set_publishing_rules(room.agency, actor=room.actor("leader"), seen_version=0, reviews=2)
