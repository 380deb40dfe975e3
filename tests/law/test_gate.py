"""公开前的审查（第十七条）: which steps an item takes, who may take which, what must be there before it is public."""

import pytest

from gongkai.law.errors import NotAllowed, NotLawful
from gongkai.law.gate import (
    READINGS,
    Step,
    Taken,
    after,
    bars,
    first_reading,
    may_refuse,
    missing,
    readings,
    require_other,
    require_ready,
)

WRITER, ONE, TWO, THREE = 1, 11, 12, 13
TEXT = "the text that was read"


def taken(*steps: tuple[Step, int], digest: str = TEXT) -> list[Taken]:
    return [Taken(step, person, digest) for step, person in steps]


@pytest.mark.parametrize(
    ("reviews", "order"),
    [
        (1, ["final_approval"]),
        (2, ["first_review", "final_approval"]),
        (3, ["first_review", "second_review", "final_approval"]),
    ],
)
def test_a_text_is_read_as_often_as_the_agency_set(reviews, order):
    assert [step.value for step in readings(reviews)] == order
    step, gone = first_reading(reviews), []
    while step is not None:
        gone.append(step.value)
        step = after(step, reviews)
    assert gone == order


def test_a_reading_the_agency_gave_up_leads_to_the_final_approval():
    assert after(Step.SECOND, 2) is Step.FINAL
    assert after(Step.FIRST, 1) is Step.FINAL


@pytest.mark.parametrize("step", list(Step))
def test_nobody_judges_what_they_wrote(step):
    assert "不能由您自己审查" in bars(step, WRITER, writers={WRITER}, taken=[])
    with pytest.raises(NotAllowed):
        require_other(step, WRITER, writers={WRITER}, taken=[])


@pytest.mark.parametrize("done", [Step.FIRST, Step.SECOND])
@pytest.mark.parametrize("wanted", [Step.FIRST, Step.SECOND, Step.FINAL])
def test_each_reading_is_by_somebody_else(done, wanted):
    assert bars(wanted, ONE, writers={WRITER}, taken=taken((done, ONE)))
    assert not bars(wanted, TWO, writers={WRITER}, taken=taken((done, ONE)))


def test_the_two_examinations_are_by_two_people():
    assert bars(Step.SECRECY, ONE, writers={WRITER}, taken=taken((Step.DISCLOSURE, ONE)))
    assert bars(Step.DISCLOSURE, ONE, writers={WRITER}, taken=taken((Step.SECRECY, ONE)))


@pytest.mark.parametrize("examination", [Step.DISCLOSURE, Step.SECRECY])
def test_who_approves_in_the_end_has_made_no_examination(examination):
    assert bars(Step.FINAL, ONE, writers={WRITER}, taken=taken((examination, ONE)))


@pytest.mark.parametrize("reading", [Step.FIRST, Step.SECOND])
def test_a_reader_may_also_make_one_examination(reading):
    """So that an agency with a writer, two readers and a leader can publish by 三审."""
    assert not bars(Step.DISCLOSURE, ONE, writers={WRITER}, taken=taken((reading, ONE)))


def test_four_people_are_enough_for_three_readings():
    done: list[Taken] = []
    for step, person in [
        (Step.FIRST, ONE),
        (Step.DISCLOSURE, ONE),
        (Step.SECOND, TWO),
        (Step.SECRECY, TWO),
    ]:
        require_other(step, person, writers={WRITER}, taken=done)
        done += taken((step, person))
    require_ready(done, digest=TEXT, reviews=3)
    require_other(Step.FINAL, THREE, writers={WRITER}, taken=done)


@pytest.mark.parametrize("reviews", list(READINGS))
def test_nothing_is_approved_without_both_examinations(reviews):
    read = taken(*((step, 20 + number) for number, step in enumerate(readings(reviews)[:-1])))
    assert missing(read, digest=TEXT, reviews=reviews) == (Step.DISCLOSURE, Step.SECRECY)
    with pytest.raises(NotLawful, match="公开审查、保密审查") as refused:
        require_ready(read, digest=TEXT, reviews=reviews)
    assert refused.value.citation.article == 17


def test_what_was_passed_on_another_text_does_not_count():
    old = taken((Step.FIRST, ONE), (Step.DISCLOSURE, ONE), (Step.SECRECY, TWO), digest="an earlier text")
    assert missing(old, digest=TEXT, reviews=2) == (Step.FIRST, Step.DISCLOSURE, Step.SECRECY)


def test_a_refusal_is_decided_by_an_examination_or_by_the_approval():
    assert {step for step in Step if may_refuse(step)} == {
        Step.DISCLOSURE,
        Step.SECRECY,
        Step.FINAL,
        Step.CONFIRMATION,
    }
