"""record_review: each step by its own person, on the text as it stands, in its turn; what follows from each conclusion."""

from datetime import date

import pytest
from tests.apps.publications.newsroom import acts_of, refused
from tests.publishing import (
    Newsroom,
    a_draft,
    a_newsroom,
    a_public_item,
    pass_to_final,
    release,
    review,
    submit,
    written,
)

from gongkai.law.errors import NotAllowed, Stale
from gongkai.notices.models import Message
from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def stage(item: Publication) -> str:
    return Draft.objects.get(publication=item).stage


def test_a_step_records_person_day_conclusion_and_what_was_read(room):
    item = submit(room, a_draft(room))
    made = review(room, item, "first_review", "desk_officer", opinion="同意。")
    assert (made.person, made.person_name, made.conclusion) == (
        room.person("desk_officer"),
        room.person("desk_officer").name,
        "passed",
    )
    assert len(made.digest) == 64
    assert made.post.endswith("经办人")
    assert stage(item) == "second_review"
    assert acts_of(item) == ["drafted", "submitted", "reviewed"]


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        ("first_review", "contact"),
        ("second_review", "desk_officer"),
        ("second_review", "editor"),
        ("final_approval", "reviewer"),
        ("final_approval", "head:reviewer"),
        ("secrecy", "desk_officer"),
        ("secrecy", "head:editor"),
        ("disclosure", "contact"),
    ],
)
def test_a_step_needs_its_duty(room, kind, by):
    item = submit(room, a_draft(room))
    refusal = refused(lambda: review(room, item, kind, by), "item.not_reviewing")
    assert isinstance(refusal, NotAllowed)


@pytest.mark.parametrize("by", ["reviewer", "leader", "head:reviewer", "head:editor"])
def test_the_second_reading_may_be_done_by_the_head(room, by):
    item = submit(room, a_draft(room))
    review(room, item, "first_review", "desk_officer")
    review(room, item, "second_review", by)
    assert stage(item) == "final_approval"


def test_steps_are_taken_in_their_turn(room):
    item = a_draft(room)
    refused(lambda: review(room, item, "disclosure", "reviewer"), "review.not_now")
    submit(room, item)
    refused(lambda: review(room, item, "second_review", "reviewer"), "review.not_its_turn")
    refused(lambda: review(room, item, "final_approval", "leader"), "review.not_its_turn")
    review(room, item, "disclosure", "reviewer")
    refused(lambda: review(room, item, "disclosure", "leader"), "review.done", "kind")


def test_nobody_who_wrote_on_the_text_reviews_it_even_if_another_wrote_last(room):
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor("desk_officer"))
    for writer in ("editor", "contact"):
        actions.save_draft(item, written=written(room), actor=room.actor(writer), seen_version=None)
    submit(room, item)
    for writer in ("desk_officer", "editor"):
        refused(lambda writer=writer: review(room, item, "first_review", writer), "gate.same_person")


def test_who_made_an_examination_does_not_approve(room):
    item = submit(room, a_draft(room))
    review(room, item, "first_review", "desk_officer")
    review(room, item, "second_review", "reviewer")
    review(room, item, "disclosure", "reviewer")
    review(room, item, "secrecy", "leader")
    refusal = refused(lambda: review(room, item, "final_approval", "leader"), "gate.same_person")
    assert "发布规则" in refusal.hint
    review(room, item, "final_approval", "head:leader")
    item.refresh_from_db()
    assert item.standing == "public"


def test_what_goes_back_needs_a_word_and_counts_no_more(room):
    item = submit(room, a_draft(room))
    review(room, item, "first_review", "desk_officer")
    refused(
        lambda: review(room, item, "second_review", "reviewer", conclusion="returned"), "review.no_opinion", "opinion"
    )
    review(room, item, "second_review", "reviewer", conclusion="returned", opinion="第二段日期不对。")
    draft = Draft.objects.get(publication=item)
    assert (draft.stage, draft.round) == ("writing", 2)
    submit(room, item)
    assert stage(item) == "first_review"
    refused(lambda: review(room, item, "final_approval", "leader"), "review.not_its_turn")


def test_a_reading_does_not_refuse(room):
    item = submit(room, a_draft(room))
    refused(
        lambda: review(room, item, "first_review", "desk_officer", conclusion="refused", opinion="涉密。"),
        "review.reading_refuses",
        "conclusion",
    )


def test_a_refusal_rests_on_articles_14_to_16_and_is_looked_at_again(room):
    item = submit(room, a_draft(room))
    refused(
        lambda: review(room, item, "secrecy", "reviewer", conclusion="refused", opinion="涉密。"),
        "review.no_ground",
        "ground",
    )
    review(room, item, "secrecy", "reviewer", conclusion="refused", opinion="附图涉密。", ground="state_secret")
    item.refresh_from_db()
    assert (item.standing, item.reassess_on) == ("refused", date(2025, 3, 21))
    assert item.index_number is None
    refused(lambda: submit(room, item), "item.refused")
    refused(lambda: actions.drop_draft(item, reason="不要了。", actor=room.actor("contact")), "item.refused")


def test_a_ground_without_a_refusal_is_a_mistake(room):
    item = submit(room, a_draft(room))
    refused(lambda: review(room, item, "first_review", "desk_officer", ground="process"), "review.ground", "ground")


def test_a_revision_of_what_is_public_is_not_refused_but_sent_back(room):
    item = a_public_item(room)
    draft = actions.revise_item(item, actor=room.actor("contact"))
    actions.save_draft(
        item,
        written=written(room, change_note="更正。"),
        actor=room.actor("contact"),
        seen_version=draft.version,
    )
    submit(room, item)
    refused(
        lambda: review(
            room, item, "secrecy", "reviewer", conclusion="refused", opinion="涉密。", ground="state_secret"
        ),
        "item.public_already",
        "conclusion",
    )


def test_a_reviewer_who_read_an_older_text_is_told(room):
    item = submit(room, a_draft(room))
    seen = item.draft.version
    review(room, item, "disclosure", "reviewer")
    refusal = refused(
        lambda: actions.record_review(
            item,
            kind="first_review",
            conclusion="passed",
            actor=room.actor("desk_officer"),
            seen_version=seen,
        ),
        "item.changed",
    )
    assert isinstance(refusal, Stale)


@pytest.mark.parametrize(
    ("kind", "conclusion", "code"), [("fourth", "passed", "review.kind"), ("first_review", "yes", "review.conclusion")]
)
def test_what_is_no_step_and_no_conclusion_is_named(room, kind, conclusion, code):
    item = submit(room, a_draft(room))
    refused(lambda: review(room, item, kind, "desk_officer", conclusion=conclusion), code, code.split(".")[1])


@pytest.mark.parametrize(("reviews", "kinds"), [(1, {"final_approval"}), (2, {"first_review", "final_approval"})])
def test_an_agency_reads_as_often_as_its_rules_say(reviews, kinds):
    room = a_newsroom(reviews=reviews)
    item = a_public_item(room)
    assert set(item.current.reviews.values_list("kind", flat=True)) == {*kinds, "disclosure", "secrecy"}


def test_a_reading_added_meanwhile_is_made_up_for_before_the_approval():
    room = a_newsroom(reviews=1)
    item = submit(room, a_draft(room))
    pass_to_final(room, item)
    actions.set_publishing_rules(room.agency, actor=room.actor("leader"), seen_version=None, reviews=2)
    refused(lambda: review(room, item, "final_approval", "leader"), "gate.not_ready")
    review(room, item, "first_review", "desk_officer")
    review(room, item, "final_approval", "leader")
    assert Review.objects.filter(publication=item, released_as__number=1).count() == 4


def test_what_was_passed_before_a_withdrawal_does_not_carry_over(room):
    item = a_public_item(room)
    actions.withdraw_item(item, reason="有误。", actor=room.actor("leader"))
    draft = actions.revise_item(item, actor=room.actor("contact"))
    actions.save_draft(
        item, written=written(room, change_note="改正。"), actor=room.actor("contact"), seen_version=draft.version
    )
    submit(room, item)
    review(room, item, "first_review", "desk_officer")
    review(room, item, "second_review", "reviewer")
    refused(lambda: review(room, item, "final_approval", "leader"), "gate.not_ready")


def test_whoever_may_take_the_next_step_is_told_and_the_writer_when_it_is_public(room):
    for duty in ("contact", "desk_officer", "leader", "reviewer", "legal_reviewer"):
        person = room.person(duty)
        person.email = f"{duty}@example.gov.cn"
        person.save()
    item = submit(room, a_draft(room))
    told = set(Message.objects.values_list("address", flat=True))
    assert {"desk_officer@example.gov.cn", "leader@example.gov.cn"} <= told
    assert "contact@example.gov.cn" not in told
    pass_to_final(room, item)
    review(room, item, "final_approval", "leader")
    (public,) = Message.objects.filter(address="contact@example.gov.cn")
    assert "已经公开" in public.subject
    assert "绕行青年路" not in public.body


def test_the_whole_way_is_in_the_journal(room):
    item = release(room, a_draft(room))
    assert acts_of(item) == ["drafted", "submitted", *["reviewed"] * 5, "published"]
