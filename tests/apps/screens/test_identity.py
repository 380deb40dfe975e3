"""Identity numbers: a missing or wrong sign is told before the case is opened."""

import pytest

from gongkai.screens.identity import tidy, wrong_with


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "11010519491231002x", "440524188001010014", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_a_right_card_number_passes_however_it_is_typed(number: str) -> None:
    assert wrong_with("identity_card", number) == ""


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("1101051949123100", "现在是16位"),
        ("110105194912310021", "对不上"),
        ("11010519491231OO2X", "应为数字"),
        ("", "现在是0位"),
    ],
)
def test_what_is_wrong_with_a_card_number_is_told(number: str, told: str) -> None:
    assert told in wrong_with("identity_card", number)


@pytest.mark.parametrize("number", ["91350100M000100Y43", "91110000600037341L"])
def test_a_right_credit_code_passes(number: str) -> None:
    assert wrong_with("credit_code", number) == ""


@pytest.mark.parametrize(
    ("number", "told"), [("91350100M000100Y44", "对不上"), ("91350100M000100I43", "没有 I"), ("9135", "现在是4位")]
)
def test_what_is_wrong_with_a_credit_code_is_told(number: str, told: str) -> None:
    assert told in wrong_with("credit_code", number)


def test_passports_are_not_judged_beyond_their_length() -> None:
    assert wrong_with("passport", "E12345678") == ""
    assert wrong_with("passport", "E1")


def test_numbers_are_kept_as_they_are_printed() -> None:
    assert tidy(" 110105 19491231 002x ") == "11010519491231002X"
