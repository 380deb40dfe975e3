"""What each of the 31 letters must contain, and how it is told from a text."""

import re

import pytest

from gongkai.law.letters import NO_REMEDY, all_letters, letter, missing, squeezed

VALUES = {
    "received_on": "2024年3月4日",
    "application_number": "〔2024〕1号",
    "items": "写明文号\n补交身份证明",
    "reply_by": "2024年4月8日",
    "guidance": "补正时，请写明年份。",
    "applicant": "李小满",
}
NOTICE = (
    "本机关于2024年3月4日收到你提出的政府信息公开申请（登记编号〔2024〕1号）。你申请获取：征收批复。\n"
    "根据《中华人民共和国政府信息公开条例》第三十条，你的申请需要补正：\n1．写明文号\n2．补交身份证明\n补正时，请写明年份。\n"
    "请于2024年4月8日前补正。答复期限自收到补正的申请之日起计算。逾期不补正的，视为放弃申请。"
)
REMEDY = "如不服，可以自收到之日起60日内向青川区人民政府申请行政复议，也可以自收到之日起6个月内向青川区人民法院提起行政诉讼。"


def keys(code: str, text: str, values: dict[str, str] = VALUES) -> list[str]:
    return [element.key for element in missing(code, text, values)]


def test_there_are_31_letters_and_each_says_how_every_element_is_told() -> None:
    assert len(all_letters()) == 31
    for entry in all_letters().values():
        assert len({element.key for element in entry.elements}) == len(entry.elements), entry.code
        for element in entry.elements:
            told = element.shows + element.says + element.or_says + element.hides
            assert told or element.layout, (entry.code, element.key)
            assert set(element.shows + element.hides) <= set(entry.values), (entry.code, element.key)
            assert not element.when or element.when in entry.values, (entry.code, element.key)
            for pattern in element.says + element.or_says:
                re.compile(pattern)


def test_each_word_for_a_value_stands_for_one_value() -> None:
    for entry in all_letters().values():
        assert len(set(entry.values.values())) == len(entry.values), entry.code


def test_what_the_layout_prints_is_there_by_construction() -> None:
    printed = {element.key for element in letter("supplement").elements if element.layout}
    assert printed == {"organ", "number", "title", "addressee", "dated_on", "seal"}


def test_a_complete_notice_lacks_nothing() -> None:
    assert keys("supplement", NOTICE) == []


@pytest.mark.parametrize(
    ("taken", "lacks"),
    [
        ("2024年4月8日", ["reply_by"]),
        ("2．补交身份证明\n", ["items"]),
        ("补正时，请写明年份。", ["guidance"]),
        ("逾期不补正的，视为放弃申请。", ["consequence"]),
        ("答复期限自收到补正的申请之日起计算。", ["restart"]),
        ("根据《中华人民共和国政府信息公开条例》第三十条，", ["ground"]),
        ("（登记编号〔2024〕1号）", ["application"]),
        ("你申请获取：征收批复。", ["asked"]),
    ],
)
def test_what_is_taken_out_is_named(taken: str, lacks: list[str]) -> None:
    assert taken in NOTICE
    assert keys("supplement", NOTICE.replace(taken, "")) == lacks


def test_blanks_widths_and_the_states_name_make_no_difference() -> None:
    assert keys("supplement", NOTICE.replace("，", ", ").replace("中华人民共和国", "").replace("（", "(")) == []
    assert squeezed("《中华人民共和国政府信息公开条例》 第三十条") == squeezed("《政府信息公开条例》第三十条")


def test_a_value_that_is_not_known_cannot_be_shown() -> None:
    assert keys("supplement", NOTICE, {**VALUES, "reply_by": ""}) == ["reply_by"]


def test_a_procedural_letter_that_tells_of_remedies_is_faulty() -> None:
    assert missing("supplement", NOTICE + REMEDY, VALUES) == [NO_REMEDY]


def test_the_fee_notice_may_say_that_a_fee_cannot_be_contested_alone() -> None:
    text = "不能单独申请行政复议或者提起行政诉讼；缴费期满后，对本机关依法作出的处理不服的，可以申请行政复议。"
    assert "no_remedy" not in keys("fee_notice", text)
    assert "no_appeal" not in keys("fee_notice", text)


def test_a_third_party_is_not_told_who_applied() -> None:
    assert "anonymous" in keys("third_party_consultation", "申请人李小满申请公开施工合同。")
    assert "anonymous" not in keys("third_party_consultation", "有人申请公开施工合同。")


def test_silence_is_consent_only_where_the_record_was_made_jointly() -> None:
    text = "请自收到本函之日起15个工作日内提出意见。"
    assert "silence" in keys("agency_consultation", text, {**VALUES, "joint": "共同制作"})
    assert "silence" not in keys("agency_consultation", text, VALUES)


def test_the_cases_own_number_is_not_the_number_of_an_earlier_reply() -> None:
    own = "本机关于2024年3月4日收到申请（登记编号〔2024〕1号）。不予重复处理。"
    assert "earlier" in keys("answer_repeat", own)
    assert "earlier" not in keys("answer_repeat", own + "2024年1月10日，本机关以青测公开〔2024〕5号答复。")


def test_review_first_is_wanted_only_where_the_law_puts_it_first() -> None:
    values = {"review_organ": "青川区人民政府", "court": "青川区人民法院"}
    assert "review_first" not in keys("answer_deny", REMEDY, values)
    assert "review_first" in keys("answer_deny", REMEDY, {**values, "review_first": "应当先"})
    assert {"review_organ", "court", "suit_limit"}.isdisjoint(keys("answer_deny", REMEDY, values))


def test_what_lies_under_a_bar_must_not_stand_in_the_letter() -> None:
    secret = {**VALUES, "secrets": "王大力\n990101196001011237"}
    assert "silent" in keys("answer_partial", "不公开的部分是王大力的住址。", secret)
    assert "silent" not in keys("answer_partial", "不公开的部分是附表中的住址。", secret)


def test_an_unknown_letter_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        missing("thank_you", "", {})
