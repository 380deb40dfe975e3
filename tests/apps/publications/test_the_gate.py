"""An item from the first word to the public (submit_draft, record_review, publish), and every way the gate holds it."""

import pytest
from tests.publishing import (
    Newsroom,
    a_draft,
    a_newsroom,
    a_public_item,
    pass_to_final,
    release,
    review,
    revised,
    submit,
    written,
)

from gongkai.law.errors import NotAllowed, NotLawful
from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def test_an_item_goes_through_three_readings_and_two_examinations_to_the_public(room):
    item = submit(room, a_draft(room))
    assert item.draft.stage == "first_review"
    pass_to_final(room, item)
    assert Draft.objects.get(publication=item).stage == "final_approval"
    review(room, item, "final_approval", "leader")
    item.refresh_from_db()
    assert item.standing == "public"
    assert item.index_number.endswith("/2024-00001")
    assert item.current.number == 1
    assert not Draft.objects.filter(publication=item).exists()
    assert set(item.current.reviews.values_list("kind", flat=True)) == {
        "first_review",
        "second_review",
        "final_approval",
        "disclosure",
        "secrecy",
    }


def test_a_revision_is_a_second_version_under_the_same_number(room):
    item = a_public_item(room)
    number = item.index_number
    version = revised(room, item, title="公告（更正）")
    assert (version.number, version.title, item.index_number) == (2, "公告（更正）", number)
    assert item.versions.get(number=1).title != version.title


def test_publish_alone_opens_no_gate(room):
    item = submit(room, a_draft(room))
    with pytest.raises(NotLawful) as refused:
        actions.publish(item, actor=room.actor("leader"))
    assert refused.value.code == "gate.not_ready"
    assert not Publication.objects.filter(standing="public").exists()


def test_the_final_approval_waits_for_both_examinations(room):
    item = submit(room, a_draft(room))
    review(room, item, "first_review", "desk_officer")
    review(room, item, "second_review", "reviewer")
    with pytest.raises(NotLawful, match="公开审查、保密审查"):
        review(room, item, "final_approval", "leader")
    assert not Review.objects.filter(kind="final_approval").exists()


def test_nobody_reviews_what_they_wrote(room):
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor("desk_officer"))
    submit(room, item)
    with pytest.raises(NotAllowed) as refused:
        review(room, item, "first_review", "desk_officer")
    assert refused.value.code == "gate.same_person"


def test_a_withdrawn_item_keeps_its_number_and_says_why(room):
    item = a_public_item(room)
    withdrawal = actions.withdraw_item(item, reason="数据有误。", actor=room.actor("leader"))
    item.refresh_from_db()
    assert item.standing == "withdrawn"
    assert item.index_number
    assert withdrawal.released_as == item.current
    release_again = actions.revise_item(item, actor=room.actor("contact"))
    actions.save_draft(
        item,
        written=written(room, change_note="改正后重新公开。"),
        actor=room.actor("contact"),
        seen_version=release_again.version,
    )
    assert release(room, item).standing == "public"
