"""Nobody reviews what they had a hand in, whatever other post they hold: neither the opinions nor the letter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.apps.documents.refusals import refused
from tests.builders import BUILDER, at
from tests.lives import drafter, solicited, told
from tests.normative import TODAY, District
from tests.reviewing import AMENDED, a_review, answered, reviewer, with_opinions

from gongkai.agencies import actions as agencies
from gongkai.agencies.queries import held
from gongkai.audit.actors import Actor
from gongkai.documents import actions
from gongkai.documents.models import LegalityReview
from gongkai.law.errors import NotAllowed


def with_both_posts(district: District, on: date = TODAY) -> tuple[Actor, Actor]:
    """The legal reviewer of the district who drafts at the department too: as either."""
    person, reviewing = district.people[district.head.pk, "legal_reviewer"]
    drafting = agencies.appoint(person, agency=district.agency, duty="contact", since=date(2019, 1, 1), actor=BUILDER)
    as_drafter, as_reviewer = (
        Actor(f"person:{person.pk}", person.name, held(post), at(on), "test") for post in (drafting, reviewing)
    )
    return as_drafter, as_reviewer


def of_whoever_handed_in(district: District) -> tuple[LegalityReview, Actor, Any]:
    """A review with unsent opinions by a colleague, of a text that the reviewer handed in as somebody who drafts."""
    as_drafter, as_reviewer = with_both_posts(district)
    review, given = with_opinions(district, sent=False)
    LegalityReview.objects.filter(pk=review.pk).update(submitter=as_drafter.person_id)
    return review, as_reviewer, given[0]


@pytest.mark.parametrize(
    "act",
    [
        lambda review, one, actor: actions.withdraw_opinion(one, actor=actor),
        lambda review, one, actor: actions.change_opinion(one, text="没有意见。", actor=actor),
        lambda review, one, actor: actions.send_opinions(review, actor=actor),
        lambda review, one, actor: actions.draft_report(review, text="区政府办：\n合法。", actor=actor),
    ],
)
def test_who_handed_a_text_in_touches_neither_the_opinions_on_it_nor_the_letter(
    district: District, act: Callable[..., Any]
) -> None:
    review, actor, opinion = of_whoever_handed_in(district)
    refused(NotAllowed, lambda: act(review, opinion, actor), "review.own_text")


def test_who_handed_in_a_later_draft_does_not_conclude(district: District) -> None:
    as_drafter, as_reviewer = with_both_posts(district)
    review = a_review(district)
    actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED), actor=as_drafter)
    refused(
        NotAllowed,
        lambda: actions.conclude_review(review, conclusion="lawful", actor=as_reviewer),
        "review.own_text",
    )


def test_who_answered_an_opinion_does_not_conclude_nor_note_what_the_reviewers_think_of_it(district: District) -> None:
    as_drafter, as_reviewer = with_both_posts(district)
    colleague = district.head
    review, given = with_opinions(district, points=[("", "请补充依据。"), ("", "请写明有效期。")])
    for opinion in given:
        opinion.__class__.objects.filter(pk=opinion.pk).update(given_by=district.person("leader", of=colleague))
        opinion.refresh_from_db()
        actions.answer_opinion(opinion, answer="not_taken", reason="已有规定", actor=as_drafter)
    refused(
        NotAllowed,
        lambda: actions.record_answer(given[0], told="同意起草单位的理由", actor=as_reviewer),
        "review.own_text",
    )
    refused(
        NotAllowed,
        lambda: actions.conclude_review(review, conclusion="lawful_if_amended", actor=as_reviewer),
        "review.own_text",
    )


def test_who_drafted_the_document_does_not_review_it_though_a_colleague_handed_it_in(district: District) -> None:
    as_drafter, as_reviewer = with_both_posts(district)
    document = actions.draft_document(district.agency, told=told(), actor=as_drafter)
    solicited(district, document, TODAY)
    review = a_review(district, kind="normative", document=document)
    refused(NotAllowed, lambda: actions.take_review(review, actor=as_reviewer), "review.own_text")
    refused(NotAllowed, lambda: actions.give_opinion(review, text="没有", actor=as_reviewer), "review.own_text")


def test_a_colleague_who_had_no_hand_in_it_reviews_it(district: District) -> None:
    document = actions.draft_document(district.agency, told=told(), actor=drafter(district, TODAY))
    solicited(district, document, TODAY)
    review, given = with_opinions(district, kind="normative", document=document)
    answered(district, given)
    actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    review.refresh_from_db()
    assert review.state == LegalityReview.State.CONCLUDED
