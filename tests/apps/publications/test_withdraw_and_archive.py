"""Taking down, laying by, and what is done with a draft that is not wanted."""

import pytest
from tests.publishing import Newsroom, a_draft, a_newsroom, a_public_item, submit

from gongkai.law.errors import NotAllowed, NotLawful
from gongkai.publications import actions
from gongkai.publications.models import Draft, Withdrawal

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def test_archive_item_lays_a_public_item_by(room):
    item = actions.archive_item(a_public_item(room), reason="活动已经结束。", actor=room.actor("editor"))
    assert item.standing == "archived"


def test_a_contact_takes_nothing_down(room):
    item = a_public_item(room)
    with pytest.raises(NotAllowed):
        actions.withdraw_item(item, reason="有误。", actor=room.actor("contact"))
    assert not Withdrawal.objects.exists()


def test_what_was_never_public_is_not_withdrawn(room):
    with pytest.raises(NotLawful):
        actions.withdraw_item(submit(room, a_draft(room)), reason="有误。", actor=room.actor("leader"))


def test_recall_draft_begins_a_new_round(room):
    item = submit(room, a_draft(room))
    draft = actions.recall_draft(item, reason="数字有误。", actor=room.actor("contact"))
    assert (draft.stage, draft.round) == ("writing", 2)


def test_drop_draft_leaves_the_public_version(room):
    item = a_public_item(room)
    actions.revise_item(item, actor=room.actor("contact"))
    actions.drop_draft(item, reason="不用改了。", actor=room.actor("contact"))
    item.refresh_from_db()
    assert item.standing == "public"
    assert not Draft.objects.exists()
