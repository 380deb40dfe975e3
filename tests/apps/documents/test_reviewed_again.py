"""A document that is reviewed more than once: what was judged unlawful goes nowhere by an older review, nor while one is open."""

from datetime import date

import pytest
from tests.apps.documents.refusals import refused
from tests.lives import deliberated, drafter, registered, walked
from tests.normative import District
from tests.reviewing import answered, reviewer, with_opinions

from gongkai.documents import actions
from gongkai.documents.models import NormativeDocument
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotLawful

Stage = NormativeDocument.Stage
DAY = date(2024, 5, 13)


def judged(district: District, document: NormativeDocument, conclusion: str) -> None:
    """Handed in once more, with opinions that are answered, and concluded."""
    review, given = with_opinions(district, on=DAY, kind="normative", document=document)
    answered(district, given, on=DAY)
    actions.conclude_review(review, conclusion=conclusion, actor=reviewer(district, DAY))
    document.refresh_from_db()


@pytest.mark.parametrize("conclusion", ["unlawful", "out_of_scope"])
def test_a_document_judged_unlawful_at_its_second_review_is_not_deliberated_by_the_first(
    district: District, conclusion: str
) -> None:
    document = walked(district, until=StepKind.REVIEW)
    judged(district, document, conclusion)
    assert document.stage == Stage.DRAFTING
    refused(NotLawful, lambda: deliberated(district, document, DAY), "step.not_its_turn")
    actions.finish_drafting(document, actor=drafter(district, DAY))
    document.refresh_from_db()
    assert document.stage == Stage.REVIEW
    refused(NotLawful, lambda: deliberated(district, document, DAY), "step.not_its_turn")


def test_reviewed_anew_and_found_lawful_it_is_deliberated_anew_too(district: District) -> None:
    document = walked(district, until=StepKind.DELIBERATION)
    judged(district, document, "unlawful")
    actions.finish_drafting(document, actor=drafter(district, DAY))
    judged(district, document, "lawful_if_amended")
    assert document.stage == Stage.DELIBERATION
    refused(NotLawful, lambda: registered(district, document, DAY), "step.not_its_turn")
    deliberated(district, document, DAY)
    registered(district, document, DAY)
    document.refresh_from_db()
    assert document.stage == Stage.PUBLICATION


@pytest.mark.parametrize(("until", "goes_on"), [(StepKind.REVIEW, deliberated), (StepKind.DELIBERATION, registered)])
def test_nothing_goes_on_while_a_review_is_open(district: District, until: StepKind, goes_on) -> None:
    document = walked(district, until=until)
    review, given = with_opinions(district, on=DAY, kind="normative", document=document)
    refused(NotLawful, lambda: goes_on(district, document, DAY), "step.in_review")
    answered(district, given, on=DAY)
    actions.take_back_review(review, reason="不再改动", actor=drafter(district, DAY))
    goes_on(district, document, DAY)
