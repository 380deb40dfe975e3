"""The 24 outcomes of an application and the row of table 3 each counts in, in both formats."""

import pytest

from gongkai.law import formats
from gongkai.law.outcomes import all_outcomes, outcome

CODES = [entry.code for entry in all_outcomes()]


def test_there_are_twenty_four_outcomes_each_with_its_own_code():
    assert len(CODES) == 24
    assert len(set(CODES)) == 24


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", ["2019", "2021"])
def test_every_outcome_counts_in_a_leaf_of_table_three(code: str, key: str):
    assert outcome(code).row(key) in {row.key for row in formats.by_key(key).leaves()}


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_every_leaf_of_table_three_has_an_outcome_that_counts_in_it(key: str):
    assert {row.key for row in formats.by_key(key).leaves()} == {entry.row(key) for entry in all_outcomes()}


@pytest.mark.parametrize(
    ("code", "in_2019", "in_2021"),
    [
        ("granted.already_public", "granted", "granted"),
        ("granted.provided", "granted", "granted"),
        ("granted_in_part", "granted_in_part", "granted_in_part"),
        ("refused.registry_lookup", "refused.registry_lookup", "refused.registry_lookup"),
        ("unavailable.not_found", "unavailable.not_held", "unavailable.not_held"),
        ("unavailable.not_ours", "unavailable.not_held", "unavailable.not_held"),
        ("otherwise.not_supplemented", "otherwise", "otherwise.not_supplemented"),
        ("otherwise.fee_unpaid", "otherwise", "otherwise.fee_unpaid"),
        ("otherwise.withdrawn", "otherwise", "otherwise.other"),
        ("otherwise.other", "otherwise", "otherwise.other"),
    ],
)
def test_the_rows_of_the_outcomes_that_two_share_or_the_formats_split(code: str, in_2019: str, in_2021: str):
    assert outcome(code).row("2019") == in_2019
    assert outcome(code).row("2021") == in_2021


def test_the_two_formats_differ_only_in_the_sixth_result():
    differing = [entry.code for entry in all_outcomes() if entry.row_2019 != entry.row_2021]
    assert {code.split(".")[0] for code in differing} == {"otherwise"}
    assert len(differing) == 4


def test_outcomes_stand_in_the_order_of_the_table():
    order = [row.key for row in formats.by_key("2021").leaves()]
    places = [order.index(entry.row_2021) for entry in all_outcomes() if entry.code != "otherwise.withdrawn"]
    assert places == sorted(places)


def test_every_outcome_has_label_basis_letter_and_remedy():
    for entry in all_outcomes():
        assert entry.label
        assert entry.legal_basis
        assert entry.letter.startswith(("answer_", "close_"))
        assert entry.remedy_group


def test_the_group_is_the_first_word_of_the_code():
    assert outcome("refused.state_secret").group == "refused"
    assert outcome("granted_in_part").group == "granted_in_part"
    assert {entry.group for entry in all_outcomes()} == {
        "granted",
        "granted_in_part",
        "refused",
        "unavailable",
        "not_taken_up",
        "otherwise",
    }


def test_an_outcome_nobody_knows_is_a_bug():
    with pytest.raises(KeyError):
        outcome("granted.perhaps")
