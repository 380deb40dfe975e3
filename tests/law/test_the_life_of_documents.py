"""The steps of a document's life in their order, and what interpretation must come with, by when."""

from datetime import date

import pytest

from gongkai.law.documents import BEFORE_PUBLICATION, StepKind, next_step, require_reason_to_skip, require_turn
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.interpretation import Standing, due_on, require_words, standing
from gongkai.law.workdays import load_calendar

ORDER = (*BEFORE_PUBLICATION, StepKind.PUBLICATION)


@pytest.mark.parametrize("step", ORDER)
def test_a_step_is_lawful_exactly_when_all_before_it_were_taken(step: StepKind) -> None:
    before = ORDER[: ORDER.index(step)]
    require_turn(step, before)
    for missing in before:
        with pytest.raises(NotLawful) as found:
            require_turn(step, [one for one in before if one is not missing])
        assert missing.label in found.value.message


@pytest.mark.parametrize("step", BEFORE_PUBLICATION)
def test_nothing_before_it_is_taken_again_once_a_document_is_registered(step: StepKind) -> None:
    with pytest.raises(NotLawful) as found:
        require_turn(step, BEFORE_PUBLICATION)
    assert found.value.code == "step.registered"


def test_a_second_solicitation_is_lawful_until_then() -> None:
    require_turn(StepKind.SOLICITATION, [StepKind.SOLICITATION, StepKind.REVIEW])


def test_interpretation_and_evaluation_wait_for_no_step() -> None:
    require_turn(StepKind.INTERPRETATION, [])
    require_turn(StepKind.EVALUATION, [])


def test_the_next_step_is_the_first_that_is_wanting() -> None:
    assert next_step([]) is StepKind.SOLICITATION
    assert next_step([StepKind.SOLICITATION, StepKind.DELIBERATION]) is StepKind.REVIEW
    assert next_step(BEFORE_PUBLICATION) is None


def test_a_required_step_needs_a_reason_and_three_are_never_passed_over() -> None:
    require_reason_to_skip(StepKind.DELIBERATION, required=[], urgent=False, reason="")
    require_reason_to_skip(StepKind.DELIBERATION, required=["deliberation"], urgent=False, reason="只改错字")
    with pytest.raises(NotLawful) as found:
        require_reason_to_skip(StepKind.DELIBERATION, required=["deliberation"], urgent=True, reason=" ")
    assert (found.value.code, found.value.field) == ("step.no_reason", "reason")
    for step in (StepKind.REVIEW, StepKind.REGISTRATION, StepKind.PUBLICATION):
        with pytest.raises(NotLawful) as found:
            require_reason_to_skip(step, required=[], urgent=True, reason="来不及")
        assert found.value.code == "step.never_skipped"


def test_three_working_days_go_over_a_weekend_and_a_holiday() -> None:
    calendar = load_calendar()
    assert due_on(date(2024, 5, 6), 3, calendar) == date(2024, 5, 9)  # Monday → Thursday
    assert due_on(date(2024, 5, 9), 3, calendar) == date(2024, 5, 13)  # the Saturday was a working day
    assert due_on(date(2024, 4, 30), 3, calendar) == date(2024, 5, 8)  # 1–5 May were days off


@pytest.mark.parametrize(
    ("disclosed", "first", "exempt", "today", "expected"),
    [
        (None, None, False, 9, Standing.NOT_YET),
        (6, None, False, 9, Standing.DUE),
        (6, None, False, 10, Standing.LATE),
        (6, 9, False, 20, Standing.IN_TIME),
        (6, 10, False, 20, Standing.AFTER_TIME),
        (6, None, True, 20, Standing.EXEMPT),
        (6, 9, True, 20, Standing.IN_TIME),
        (None, 5, False, 5, Standing.IN_TIME),
    ],
)
def test_how_the_interpretation_of_a_document_stands(
    disclosed: int | None, first: int | None, exempt: bool, today: int, expected: Standing
) -> None:
    def day(number: int | None) -> date | None:
        return date(2024, 5, number) if number else None

    told = standing(
        disclosed_on=day(disclosed),
        first_on=day(first),
        exempt=exempt,
        last_day=date(2024, 5, 9) if disclosed else None,
        today=date(2024, 5, today),
    )
    assert told is expected
    assert told.label


def test_a_picture_comes_with_words_and_a_video_with_subtitles_or_a_transcript() -> None:
    none = {"equivalent": "", "transcript": " ", "subtitled": False}
    require_words("text", **none)
    require_words("picture", **{**none, "equivalent": "图里写着三个步骤"})
    require_words("video", **{**none, "subtitled": True})
    require_words("video", **{**none, "transcript": "旁白全文"})
    for kind, field in (("picture", "equivalent"), ("video", "transcript")):
        with pytest.raises(NotAcceptable) as found:
            require_words(kind, **none)
        assert found.value.field == field
