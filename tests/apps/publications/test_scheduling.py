"""release_due, expire_due: what the house does when its time has come, each once and no earlier."""

from datetime import date, timedelta

import pytest
from tests.apps.publications.newsroom import acts_of, found, refused
from tests.builders import at
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, a_section, release, written

from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication, Section, Withdrawal

pytestmark = pytest.mark.django_db
LATER = at(date(2024, 4, 1), 8)


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


@pytest.fixture
def scheduled(room) -> Publication:
    """Approved on 21 March to be released on 1 April at eight."""
    return release(room, a_draft(room, release_at=LATER))


def test_what_was_approved_waits_for_its_time(room, scheduled):
    assert (scheduled.standing, scheduled.draft.stage) == ("unreleased", "scheduled")
    assert scheduled.index_number is None
    assert actions.release_due(LATER - timedelta(minutes=1)) == 0
    assert found("拓宽工程") == []


def test_it_is_released_once_in_the_name_of_who_approved_it(room, scheduled):
    assert actions.release_due(LATER) == 1
    assert actions.release_due(LATER) == 0
    scheduled.refresh_from_db()
    assert (scheduled.standing, scheduled.published_at) == ("public", LATER)
    assert scheduled.current.released_by == room.person("leader").name
    assert found("拓宽工程") != []


def test_recalled_before_its_time_it_is_not_released(room, scheduled):
    actions.recall_draft(scheduled, reason="暂缓公开。", actor=room.actor("leader"))
    assert actions.release_due(LATER) == 0
    assert Draft.objects.get().stage == "writing"


def test_what_is_not_public_yet_is_recalled_not_withdrawn(room, scheduled):
    refusal = refused(
        lambda: actions.withdraw_item(scheduled, reason="暂缓。", actor=room.actor("leader")), "item.not_public"
    )
    assert "收回稿件" in refusal.hint


def test_when_its_column_was_closed_meanwhile_it_goes_back_with_the_reason(room, scheduled):
    other = release(room, a_draft(room, title="另一件", release_at=LATER))
    Section.objects.filter(pk=room.section.pk).update(closed_on=DAY)
    assert actions.release_due(LATER) == 0
    for item in (scheduled, other):
        assert acts_of(item)[-1] == "release_failed"
        assert Draft.objects.get(publication=item).stage == "writing"
        item.refresh_from_db()
        assert item.standing == "unreleased"
    assert actions.release_due(LATER) == 0


def test_one_that_cannot_be_released_does_not_hold_up_the_others(room):
    closed = a_section()
    stuck = release(room, a_draft(room, title="不能公开的", section=closed, release_at=LATER))
    free = release(room, a_draft(room, title="可以公开的", release_at=LATER))
    Section.objects.filter(pk=closed.pk).update(closed_on=DAY)
    assert actions.release_due(LATER) == 1
    stuck.refresh_from_db()
    free.refresh_from_db()
    assert (stuck.standing, free.standing) == ("unreleased", "public")


def test_a_revision_scheduled_and_then_withdrawn_does_not_come_back_by_itself(room):
    item = a_public_item(room)
    draft = actions.revise_item(item, actor=room.actor("contact"))
    actions.save_draft(
        item,
        written=written(room, change_note="更正。", release_at=LATER),
        actor=room.actor("contact"),
        seen_version=draft.version,
    )
    release(room, item)
    assert Draft.objects.get().stage == "scheduled"
    actions.withdraw_item(item, reason="数据有误。", actor=room.actor("leader"))
    assert actions.release_due(LATER) == 0
    item.refresh_from_db()
    assert item.standing == "withdrawn"


def test_a_moment_that_has_passed_is_no_schedule(room):
    item = release(room, a_draft(room, release_at=at(DAY, 8)))
    assert item.standing == "public"


class TestExpiry:
    def test_what_is_kept_stays_public_and_says_its_time_is_over(self, room):
        item = a_public_item(room, expires_at=LATER)
        assert actions.expire_due(LATER - timedelta(seconds=1)) == 0
        assert actions.expire_due(LATER) == 1
        assert actions.expire_due(LATER) == 0
        item.refresh_from_db()
        assert (item.standing, item.expired) == ("public", True)
        assert acts_of(item)[-1] == "expired"

    def test_what_was_archived_meanwhile_is_taken_down_all_the_same(self, room):
        item = a_public_item(room, expires_at=LATER, after_expiry="take_down")
        actions.archive_item(item, reason="活动已经结束。", actor=room.actor("editor"))
        assert actions.expire_due(LATER) == 1
        item.refresh_from_db()
        assert item.standing == "withdrawn"
        assert found("拓宽工程") == []

    def test_what_is_taken_down_leaves_a_tombstone(self, room):
        item = a_public_item(room, expires_at=LATER, after_expiry="take_down")
        assert actions.expire_due(LATER) == 1
        item.refresh_from_db()
        assert item.standing == "withdrawn"
        assert room.person("leader").name in Withdrawal.objects.get().decided_by
        assert found("拓宽工程") == []
