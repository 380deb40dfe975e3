"""What is proposed for hiding, and what is left alone."""

import pytest

from gongkai.redaction.suggestions import is_identity_number, passes_luhn, suggest


def found(text: str, names: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(entry.kind, text[entry.span[0] : entry.span[1]]) for entry in suggest(text, names)]


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),  # another check digit
        ("110105194913310027", False),  # month 13
        ("110105491231002", True),  # the old number of 15
        ("110105491331002", False),
        ("00010519491231002X", False),  # no such region
        ("1101051949123100", False),
    ],
)
def test_an_identity_number_is_known_by_region_birthday_and_check(number, holds):
    assert is_identity_number(number) is holds


def test_a_card_number_is_known_by_its_check_digit():
    assert passes_luhn("6222021234567890128") is (found("卡号6222021234567890128。") != [])
    assert found("开户账号 6228 4800 1234 5678 907") == []
    assert passes_luhn("4111111111111111")


def test_a_card_number_with_spaces_is_found():
    assert found("账号 4532 0151 1283 0366，开户行") == [("银行卡号", "4532 0151 1283 0366")]


def test_identity_numbers_are_found_across_lines_spaces_and_widths():
    assert found("身份证号：110105 19491231\n002X，") == [("身份证号", "110105 19491231\n002X")]
    assert found("号码１１０１０５１９４９１２３１００２Ｘ") == [("身份证号", "１１０１０５１９４９１２３１００２Ｘ")]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("联系电话13812345678。", "手机号码", "13812345678"),
        ("电话 138-1234-5678", "手机号码", "138-1234-5678"),
        ("（+86 138 1234 5678）", "手机号码", "+86 138 1234 5678"),
        ("电话（0371）67181234", "固定电话", "（0371）67181234"),
        ("电话010-12345678-801", "固定电话", "010-12345678-801"),
        ("邮箱 Li.Xiaoman@example.com，", "电子邮箱", "Li.Xiaoman@example.com"),
        ("家住青川区人民路12号3号楼2单元501室，", "地址", "青川区人民路12号3号楼2单元501室"),
        ("住址：青州市青川区幸福小区5栋302室", "地址", "青州市青川区幸福小区5栋302室"),
    ],
)
def test_what_belongs_to_a_person_is_proposed(text, kind, part):
    assert (kind, part) in found(text)


def test_names_of_the_case_are_proposed_wherever_they_stand():
    assert found("承包人李 小\n满签字", ("李小满",)) == [("姓名", "李 小\n满")]


@pytest.mark.parametrize(
    "text",
    [
        "第三条　合同工期为二百四十日，自开工令载明之日起算。",
        "签约合同价3,862.40万元，其中暂列金额120.00万元。",
        "2024年3月18日，编号202403180001。",
        "云政公开〔2020〕12号",
        "1234567890123456",
    ],
)
def test_what_belongs_to_nobody_is_left_alone(text):
    assert found(text) == []


def test_two_numbers_side_by_side_are_two_suggestions():
    assert [kind for kind, _ in found("13812345678 13912345678")] == ["手机号码", "手机号码"]
