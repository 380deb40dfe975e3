"""发文字号: one number, however it is written."""

import pytest

from gongkai.law.numbers import number_key


@pytest.mark.parametrize(
    "written",
    [
        "云政办〔2020〕7号",
        "云政办[2020]7号",
        "云政办（2020）07号",
        "云政办【２０２０】第七号",
        "云政办﹝2020﹞ 7 号",
        "云政办 {2020} 007号",
        "云政办2020年第7号",
        "云政办〔2020〕7",
    ],
)
def test_any_bracket_width_and_numeral_is_one_number(written: str) -> None:
    assert number_key(written) == "云政办〔2020〕7号"


def test_orders_without_a_year_have_their_numeral_too() -> None:
    assert number_key("云岭区人民政府令第十二号") == number_key("云岭区人民政府令 第12号") == "云岭区人民政府令12号"


def test_what_differs_stays_different() -> None:
    keys = [
        number_key(one) for one in ("云政办〔2020〕7号", "云政办〔2020〕17号", "云政〔2020〕7号", "云政办〔2021〕7号")
    ]
    assert len(set(keys)) == len(keys)
    assert number_key("") == number_key("  ") == ""


def test_what_is_no_number_keeps_its_words() -> None:
    assert number_key("会议纪要 第三次") == "会议纪要第三次"
