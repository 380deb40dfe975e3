"""publish_urgently and its confirmation: a leader releases before the readings and answers for the examinations of art. 17."""

from datetime import date

import pytest
from tests.apps.publications.newsroom import acts_of, found, refused
from tests.publishing import Newsroom, a_draft, a_newsroom, release, review, submit, written

from gongkai.law.errors import Stale
from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


@pytest.fixture
def urgent(room) -> Publication:
    """Released by the leader before anybody read it."""
    item = a_draft(room)
    actions.publish_urgently(item, reason="山洪预警。", actor=room.actor("leader"))
    item.refresh_from_db()
    return item


def test_a_leader_publishes_at_once_and_a_confirmation_is_due(room, urgent):
    assert (urgent.standing, urgent.confirm_by) == ("public", date(2024, 3, 26))
    assert set(urgent.current.reviews.values_list("kind", flat=True)) == {"disclosure", "secrecy"}
    assert acts_of(urgent) == ["drafted", "released_urgently", "published"]
    assert found("拓宽工程") != []


def test_an_examination_somebody_made_of_this_text_is_not_made_again(room):
    item = submit(room, a_draft(room))
    review(room, item, "secrecy", "legal_reviewer")
    version = actions.publish_urgently(item, reason="山洪预警。", actor=room.actor("leader"))
    made = version.reviews.get(kind="secrecy")
    assert made.person == room.person("legal_reviewer")
    assert version.reviews.get(kind="disclosure").person == room.person("leader")


@pytest.mark.parametrize("duty", ["contact", "desk_officer", "reviewer", "editor"])
def test_only_a_leader_publishes_urgently(room, duty):
    item = a_draft(room)
    refused(lambda: actions.publish_urgently(item, reason="急。", actor=room.actor(duty)), "item.not_urgent")


def test_it_needs_a_reason_and_the_metadata(room):
    item = a_draft(room)
    refused(lambda: actions.publish_urgently(item, reason=" ", actor=room.actor("leader")), "item.no_reason", "reason")
    item = a_draft(room, summary="")
    refused(
        lambda: actions.publish_urgently(item, reason="急。", actor=room.actor("leader")), "item.incomplete", "summary"
    )


def test_a_second_leader_confirms(room, urgent):
    refused(lambda: review(room, urgent, "confirmation", "leader"), "gate.same_person")
    refused(lambda: review(room, urgent, "confirmation", "reviewer"), "item.not_reviewing")
    made = review(room, urgent, "confirmation", "head:leader")
    urgent.refresh_from_db()
    assert urgent.confirm_by is None
    assert made.released_as == urgent.current
    refused(lambda: review(room, urgent, "confirmation", "head:leader"), "review.nothing_to_confirm")


def test_sent_back_it_stays_public_while_a_revision_goes_the_whole_way(room, urgent):
    review(room, urgent, "confirmation", "head:leader", conclusion="returned", opinion="补上咨询电话。")
    urgent.refresh_from_db()
    assert (urgent.standing, urgent.confirm_by) == ("public", date(2024, 3, 26))
    draft = Draft.objects.get(publication=urgent)
    actions.save_draft(
        urgent,
        written=written(room, change_note="补上了电话。"),
        actor=room.actor("contact"),
        seen_version=draft.version,
    )
    release(room, urgent)
    assert (urgent.current.number, urgent.confirm_by) == (2, None)


def test_refused_it_is_taken_down(room, urgent):
    review(
        room, urgent, "confirmation", "head:leader", conclusion="refused", opinion="附图涉密。", ground="state_secret"
    )
    urgent.refresh_from_db()
    assert (urgent.standing, urgent.confirm_by) == ("withdrawn", None)
    assert "第十四条" in urgent.withdrawals.get().ground
    assert found("拓宽工程") == []


def test_whoever_confirms_an_older_state_is_told(room, urgent):
    with pytest.raises(Stale):
        actions.record_review(
            urgent,
            kind="confirmation",
            conclusion="passed",
            actor=room.of_head("leader"),
            seen_version=urgent.version - 1,
        )


def test_what_was_refused_is_not_published_urgently(room):
    item = submit(room, a_draft(room))
    review(room, item, "secrecy", "reviewer", conclusion="refused", opinion="涉密。", ground="state_secret")
    refused(lambda: actions.publish_urgently(item, reason="急。", actor=room.actor("leader")), "item.refused")
    assert Review.objects.count() == 1
