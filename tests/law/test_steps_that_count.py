"""Which steps of a document's life still count, when reviews followed one another."""

import pytest

from gongkai.law.documents import StepKind, counting

S, R, D = StepKind.SOLICITATION, StepKind.REVIEW, StepKind.DELIBERATION


@pytest.mark.parametrize(
    ("steps", "let_go_on", "left"),
    [
        ([S, R, D], [], {S, R, D}),
        ([S, R, D], [True], {S, R, D}),
        ([S], [False], {S}),
        ([S, R], [False, True], {S, R}),
        ([S, R, D], [True, False], {S}),
        ([S, R, D, S], [True, False], {S}),
        ([S, R, D, R], [True, False, True], {S, R}),
        ([S, R, D, R, D], [True, False, True], {S, R, D}),
        ([S, R, D, R, R], [True, False, True, True], {S, R}),
        ([S, R, R, D], [True, True], {S, R, D}),
        ([S, R, R, D], [True, True, False, False], {S}),
        ([S], [False, True], {S}),
    ],
)
def test_what_came_before_a_review_that_stopped_it_counts_no_more(steps, let_go_on, left):
    assert counting(steps, let_go_on) == left
