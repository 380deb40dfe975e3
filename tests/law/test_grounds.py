"""The ground assistant: every way ends, every outcome can be reached, and what must be on file is judged in one place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.errors import NotAcceptable, NotLawful, Refusal
from gongkai.law.grounds import (
    BLANK,
    OnFile,
    Option,
    basis_of,
    demands_on,
    is_held,
    lacking,
    questions,
    require_on_file,
    title_of,
    walk,
)
from gongkai.law.outcomes import all_outcomes, outcomes_of_replies
from gongkai.law.stages import Stage, Verb, is_lawful

ON = date(2024, 3, 20)
SAID = OnFile(ON, reason="该信息由本机关制作。", grounds="《中华人民共和国政府信息公开条例》第三十六条")
CODES = [entry.code for entry in all_outcomes()]


def ways() -> Iterator[tuple[tuple[int, ...], Option]]:
    """Every way through the questions, with the answer it ends in."""
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        way = waiting.pop()
        chosen, question = walk(way)
        if question is None:
            yield way, chosen[-1][1]
        else:
            assert len(way) < len(questions()), "a question is asked twice on one way"
            waiting += [(*way, number) for number in range(len(question.options))]


ENDS = list(ways())


def test_every_outcome_can_be_reached() -> None:
    assert {end.outcome for _, end in ENDS if end.outcome} == set(CODES)


def test_every_answer_leads_to_exactly_one_thing() -> None:
    for question in questions().values():
        for option in question.options:
            assert sum(map(bool, (option.to, option.outcome, option.first))) == 1, option.say


def test_every_question_is_asked_on_some_way_and_every_way_is_short() -> None:
    asked = {question.key for way, _ in ENDS for question, _ in walk(way)[0]}
    assert asked == set(questions())
    assert max(len(way) for way, _ in ENDS) <= 11


def test_what_has_to_come_first_can_be_done_while_the_case_is_handled() -> None:
    first = {end.first for _, end in ENDS if end.first}
    assert first == {
        Verb.REQUEST_SUPPLEMENT,
        Verb.REQUEST_REASONS,
        Verb.DEFER,
        Verb.CONSULT_THIRD_PARTY,
        Verb.CONSULT_AGENCY,
        Verb.OVERRIDE,
    }
    assert all(is_lawful(Stage.HANDLING, verb) for verb in first)


@pytest.mark.parametrize("way", [(9,), (-1,), (1, 0), (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)])
def test_an_answer_nobody_offered_is_none(way: tuple[int, ...]) -> None:
    with pytest.raises(IndexError):
        walk(way)


@pytest.mark.parametrize("code", CODES)
def test_every_outcome_says_what_it_rests_on(code: str) -> None:
    basis = basis_of(code)
    assert basis.caution.endswith("。")
    assert all(article.gist for article in basis.articles)
    assert title_of(code)
    if code in {entry.code for entry in outcomes_of_replies()}:
        assert basis.skeleton.endswith("。")
    else:
        assert basis.verb
        assert Verb(basis.verb)


@pytest.mark.parametrize(
    ("code", "gist"),
    [
        ("unavailable.not_found", "第三十六条第（四）项：经检索没有"),
        ("unavailable.not_ours", "第十条：谁制作谁公开"),
        ("granted_in_part", "第三十七条：能区分处理的"),
        ("not_taken_up.excessive", "第三十五条：数量、频次"),
    ],
)
def test_the_article_is_told_with_what_it_says(code: str, gist: str) -> None:
    assert any(told.startswith(gist) for told in basis_of(code).gists), basis_of(code).gists


@pytest.mark.parametrize("code", CODES)
def test_every_demand_can_be_judged_and_says_what_to_do(code: str) -> None:
    for demand in demands_on(code):
        assert is_held(demand, code, SAID) in {True, False}
        said = demand.refusal(replace(SAID, objectors=("某公司",), reasons_by=ON))
        assert "{" not in said.message
        assert said.message.endswith("。")
        assert said.hint.endswith("。")
        assert said.field


HELD = {
    "unavailable.not_found": {"searched": True},
    "unavailable.still_unclear": {"supplemented": True},
    "refused.third_party_rights": {"consulted": True},
    "not_taken_up.excessive": {"reasons_asked": True, "reasons_by": date(2024, 3, 1), "reasons_reasonable": False},
    "otherwise.fee_unpaid": {"fee_lapsed": True},
}


@pytest.mark.parametrize("code", HELD)
def test_what_the_case_holds_satisfies_the_outcome_and_nothing_else_does(code: str) -> None:
    assert lacking(code, replace(SAID, **HELD[code])) == []
    with pytest.raises(NotLawful) as refused:
        require_on_file(code, SAID)
    assert refused.value.citation is not None


SAYING = [
    ("not_taken_up.repeat", "本机关已于2024年1月10日以青测公开〔2024〕5号就同一信息答复你。", "此前已经答复。", "reply.no_earlier"),
    ("unavailable.not_ours", "请向青川区自然资源局申请，电话0000-7654321。", "归别的单位。", "reply.no_responsible"),
    ("refused.prohibited_by_law", "《中华人民共和国档案法》第三十条。", "《青川省档案条例》第三条。", "reply.no_prohibiting_law"),
    ("refused.prohibited_by_law", "《城市房地产管理法》第五条。", "《青州市档案条例》第三条。", "reply.no_prohibiting_law"),
    ("refused.prohibited_by_law", "《反间谍法》第五条。", "《某部管理办法》第三条。", "reply.no_prohibiting_law"),
    ("refused.registry_lookup", "《不动产登记暂行条例》第二十七条；到青川区登记中心窗口查询。", "到窗口查询。", "reply.no_special_law"),
    ("granted_in_part", "附表依据第十五条不公开。", "附表不公开。", "reply.no_withheld_article"),
    ("granted.already_public", "在青川区政府网站“征收信息”栏目查阅。", "已经公开了。", "reply.no_where"),
    ("not_taken_up.published_work", "《青川年鉴（2020）》可以到图书馆借阅。", "可以到图书馆借阅。", "reply.no_publication"),
    ("not_taken_up.reissue", "本机关已于2024年1月10日向你提供该信息。", "此前给过。", "reply.no_earlier_given"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "enough", "too_little", "refusal"), SAYING)
def test_what_the_reply_must_say_is_found_in_it(code: str, enough: str, too_little: str, refusal: str) -> None:
    assert lacking(code, replace(SAID, reason=enough)) == []
    with pytest.raises(Refusal) as refused:
        require_on_file(code, replace(SAID, reason=too_little))
    assert refused.value.code == refusal


@pytest.mark.parametrize("entry", outcomes_of_replies(), ids=lambda entry: entry.code)
def test_a_skeleton_with_blanks_is_no_reason(entry) -> None:
    skeleton = basis_of(entry.code).skeleton
    file = replace(SAID, reason=skeleton, searched=True, supplemented=True, consulted=True, reasons_asked=True)
    assert (BLANK in skeleton) == ("no_blanks" in {demand.key for demand in lacking(entry.code, file)})


def test_no_reply_goes_without_a_reason() -> None:
    for entry in outcomes_of_replies():
        with pytest.raises(NotAcceptable) as refused:
            require_on_file(entry.code, replace(SAID, reason=" \n"))
        assert (refused.value.code, refused.value.field) == ("reply.no_reason", "reason")


def test_a_release_over_a_good_objection_needs_the_decision() -> None:
    with pytest.raises(NotLawful, match="青川建设有限公司不同意公开") as refused:
        require_on_file("granted.provided", replace(SAID, objectors=("青川建设有限公司",)))
    assert refused.value.code == "reply.objection"
    assert "no_objection" not in {demand.key for demand in lacking("granted_in_part", SAID)}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "reply.no_reason_request"),
        ({"reasons_asked": True, "reasons_by": ON}, "reply.reasons_awaited"),
        ({"reasons_asked": True, "reasons_by": ON, "reasons_reasonable": True}, "reply.reasonable"),
    ],
)
def test_excessive_applications_are_heard_before_they_are_not_taken_up(changes: dict[str, object], code: str) -> None:
    with pytest.raises(NotLawful) as refused:
        require_on_file("not_taken_up.excessive", replace(SAID, **changes))
    assert refused.value.code == code
