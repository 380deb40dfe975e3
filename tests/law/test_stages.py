"""The closed table: which verb is lawful at which stage of an application. What is not in it is not lawful."""

import pytest

from gongkai.law import stages
from gongkai.law.errors import NotLawful
from gongkai.law.stages import GROUNDS, LAWFUL, OF_CORRECTION, STAGE_LABELS, VERB_LABELS, Stage, Verb

OF_APPLICATION = [verb for verb in Verb if verb is not Verb.ANSWER_CORRECTION]
EVERY_PAIR = [(stage, verb) for stage in Stage for verb in OF_APPLICATION]
LAWFUL_PAIRS = [pair for pair in EVERY_PAIR if pair[1] in LAWFUL[pair[0]]]
UNLAWFUL_PAIRS = [pair for pair in EVERY_PAIR if pair[1] not in LAWFUL[pair[0]]]


def test_the_table_speaks_of_every_stage_and_of_nothing_else():
    assert set(LAWFUL) == set(Stage)
    assert all(verbs <= set(Verb) for verbs in LAWFUL.values())


def test_every_verb_is_lawful_at_some_stage():
    assert frozenset().union(*LAWFUL.values()) == set(Verb)


def test_every_stage_and_every_verb_has_a_chinese_label():
    assert set(STAGE_LABELS) == set(Stage)
    assert set(VERB_LABELS) == set(Verb)
    assert all("\u4e00" <= label[0] <= "\u9fff" for label in (*STAGE_LABELS.values(), *VERB_LABELS.values()))


def test_every_stage_but_the_last_can_be_left():
    assert all(LAWFUL[stage] for stage in Stage)
    assert not LAWFUL[Stage.CLOSED] & {Verb.SERVE_REPLY, Verb.DRAFT_REPLY, Verb.WITHDRAW}


@pytest.mark.parametrize(("stage", "verb"), LAWFUL_PAIRS)
def test_what_the_table_allows_is_not_refused(stage: Stage, verb: Verb):
    stages.require(stage, verb)
    assert stages.is_lawful(stage, verb)
    assert stages.why_not(stage, verb) == ""


@pytest.mark.parametrize(("stage", "verb"), UNLAWFUL_PAIRS)
def test_what_the_table_does_not_allow_is_refused_with_reason_and_remedy(stage: Stage, verb: Verb):
    assert not stages.is_lawful(stage, verb)
    with pytest.raises(NotLawful) as refused:
        stages.require(stage, verb)
    assert refused.value.code == f"stage.{verb}"
    assert VERB_LABELS[verb] in refused.value.message
    assert stages.why_not(stage, verb) in refused.value.message
    assert refused.value.hint.startswith(("请", "要", "如"))
    assert refused.value.citation == GROUNDS.get(verb)


def test_a_reply_is_not_served_before_it_is_approved():
    assert [stage for stage in Stage if stages.is_lawful(stage, Verb.SERVE_REPLY)] == [Stage.REPLY_APPROVED]


def test_a_supplement_is_only_asked_while_the_case_is_being_handled():
    assert [stage for stage in Stage if stages.is_lawful(stage, Verb.REQUEST_SUPPLEMENT)] == [Stage.HANDLING]


def test_an_applicant_may_withdraw_until_the_reply_is_served():
    assert {stage for stage in Stage if not stages.is_lawful(stage, Verb.WITHDRAW)} == {Stage.CLOSED}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("verb", Verb)
def test_a_correction_knows_its_own_verbs_only(stage: Stage, verb: Verb):
    lawful = verb in OF_CORRECTION and verb in LAWFUL[stage]
    assert stages.is_lawful(stage, verb, correction=True) == lawful
    if not lawful:
        with pytest.raises(NotLawful) as refused:
            stages.require(stage, verb, correction=True)
        assert refused.value.code == f"stage.{verb}"
        assert stages.why_not(stage, verb, correction=True) in refused.value.message


def test_an_application_is_not_answered_as_a_correction():
    assert not any(stages.is_lawful(stage, Verb.ANSWER_CORRECTION) for stage in Stage)
    assert stages.why_not(Stage.HANDLING, Verb.ANSWER_CORRECTION) == "这不是更正申请"
    assert stages.is_lawful(Stage.HANDLING, Verb.ANSWER_CORRECTION, correction=True)
