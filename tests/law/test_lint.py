"""Pasted text that is no longer the law: each rule flags its example and lets the right words pass."""

from datetime import date

import pytest

from gongkai.law.lint import Remedies, Rule, lint, rules

ON = date(2024, 6, 3)
RIGHT = (
    "根据《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项，本机关答复如下：\n"
    "你申请的政府信息，本机关决定不予公开。\n"
    "如对本答复不服，应当先自收到本答复之日起60日内向青川区人民政府申请行政复议；对行政复议决定仍不服，"
    "或者行政复议机关不予受理、逾期不作答复的，可以自收到决定书之日或者行政复议期限届满之日起15日内向青川区人民法院提起行政诉讼。"
)


def codes(text: str, on: date = ON, remedies: Remedies = Remedies.UNKNOWN) -> list[str]:
    return [hint.code for hint in lint(text, on=on, remedies=remedies)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_each_rule_flags_its_examples_and_lets_the_right_words_pass(rule: Rule) -> None:
    assert rule.flagged
    assert rule.passes
    remedies = Remedies(rule.when)
    for text in rule.flagged:
        assert rule.code in codes(text, remedies=remedies), text
    for text in rule.passes:
        assert rule.code not in codes(text, remedies=remedies), text


def test_the_right_words_raise_no_hint_at_all() -> None:
    assert codes(RIGHT, remedies=Remedies.REVIEW_FIRST) == []
    for rule in rules():
        for text in rule.passes:
            assert codes(text) == [], text


def test_two_review_organs_were_right_until_2023() -> None:
    text = "可以自收到之日起60日内向青川区人民政府或者青州市住房和城乡建设局申请行政复议。"
    assert codes(text, date(2023, 12, 31)) == []
    assert codes(text, date(2024, 1, 1)) == ["two_review_organs"]


def test_a_missing_first_is_told_only_where_review_goes_first() -> None:
    text = "可以自收到之日起60日内向青川区人民政府申请行政复议。"
    assert codes(text, remedies=Remedies.REVIEW_FIRST) == ["missing_first"]
    assert codes(text, remedies=Remedies.CHOICE) == []
    assert codes(text, date(2023, 12, 29), Remedies.REVIEW_FIRST) == []


def test_an_article_of_another_law_is_left_alone() -> None:
    assert codes("《中华人民共和国政府信息公开条例》第三十六条和《中华人民共和国档案法》第八条") == []
    assert codes("依照《不动产登记暂行条例》第八条，请到登记机构查询。") == []
    assert codes("依照《条例》第八条，不予公开。") == ["article_8_of_2007"]


def test_a_hint_gives_the_sentence_the_reason_and_the_right_words() -> None:
    told = lint("前一句没有问题。本机关将在15个工作日内答复。", on=ON)
    assert [(hint.code, hint.sentence) for hint in told] == [("fifteen_workdays", "本机关将在15个工作日内答复。")]
    assert "2007" in told[0].why
    assert "20个工作日" in told[0].instead


def test_an_old_letter_is_told_of_everything_at_once() -> None:
    text = (
        "根据《政府信息公开条例》第二十一条第(三)项、第十四条第四款，该信息与你自身生产、生活、科研等特殊需要无关。"
        "如不服，可在三个月内向人民法院起诉。"
    )
    found = set(codes(text))
    assert {"article_21_of_2007", "article_14_paragraph", "three_needs", "three_months", "vague_organ"} <= found
