"""The closed table: which verb is lawful at which stage of an application. What is not in it is not lawful."""

import pytest

from gongkai.law import stages
from gongkai.law.errors import NotLawful
from gongkai.law.stages import GROUNDS, LAWFUL, STAGE_LABELS, VERB_LABELS, Stage, Verb

EVERY_PAIR = [(stage, verb) for stage in Stage for verb in Verb]
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
