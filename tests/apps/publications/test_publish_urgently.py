"""The urgent path: a leader releases before the readings and answers for the examinations of art. 17."""

from datetime import date

import pytest
from tests.publishing import Newsroom, a_draft, a_newsroom

from gongkai.law.errors import NotAllowed
from gongkai.publications import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def test_a_leader_publishes_at_once_and_a_confirmation_is_due(room):
    item = a_draft(room)
    version = actions.publish_urgently(item, reason="山洪预警。", actor=room.actor("leader"))
    item.refresh_from_db()
    assert (item.standing, item.confirm_by) == ("public", date(2024, 3, 26))
    assert set(version.reviews.values_list("kind", flat=True)) == {"disclosure", "secrecy"}


def test_only_a_leader_publishes_urgently(room):
    with pytest.raises(NotAllowed):
        actions.publish_urgently(a_draft(room), reason="急。", actor=room.actor("desk_officer"))
