"""信息处理费: the tiers, and the sums that are shown."""

from datetime import date

import pytest

from gongkai.law.errors import NotLawful
from gongkai.law.fees import fee_by_case, fee_by_volume, require_fee_possible

ON = date(2025, 4, 22)


@pytest.mark.parametrize(
    ("count", "yuan"),
    [
        (0, 0),
        (1, 0),
        (10, 0),
        (11, 100),
        (30, 2000),
        (31, 2200),
        (40, 4000),
        (41, 4300),
        (50, 7000),
        (51, 7400),
        (60, 11000),
        (61, 11500),
    ],
)
def test_applications_are_charged_by_their_number_in_the_month(count, yuan):
    assert fee_by_case(count, on=ON).yuan == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (30, 0), (31, 10), (68, 380), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)],
)
def test_pages_are_charged_by_the_tier_they_lie_in(pages, yuan):
    assert fee_by_volume(pages, on=ON).yuan == yuan


def test_the_sums_are_shown_tier_by_tier():
    assert str(fee_by_case(31, on=ON)) == (
        "第1件至第10件：不收费\n第11件至第30件：20件×100元＝2000元\n第31件：1件×200元＝200元\n合计：2200元"
    )
    assert str(fee_by_volume(68, on=ON)).splitlines()[1] == "第31页至第68页：38页×10元＝380元"


def test_applications_of_a_month_count_together():
    """Charged one by one, the applications of a month cost what they cost together."""
    one_by_one = sum(fee_by_case(1, on=ON, already=before).yuan for before in range(60))
    assert one_by_one == fee_by_case(60, on=ON).yuan
    assert fee_by_case(2, on=ON, already=29).yuan == 100 + 200


def test_nothing_costs_nothing_and_has_no_lines():
    assert fee_by_case(0, on=ON, already=12).lines == ()


def test_each_further_block_of_ten_costs_a_hundred_more():
    assert [fee_by_case(1, on=ON, already=before).yuan for before in (50, 60, 70, 99, 100)] == [400, 500, 600, 800, 900]


def test_a_negative_number_is_a_mistake():
    with pytest.raises(ValueError, match="nobody applies"):
        fee_by_volume(-1, on=ON)


@pytest.mark.parametrize(
    "charge", [lambda on: fee_by_case(11, on=on), lambda on: fee_by_volume(31, on=on), require_fee_possible]
)
def test_before_2021_nothing_could_be_charged(charge):
    charge(date(2021, 1, 1))
    with pytest.raises(NotLawful) as refusal:
        charge(date(2020, 12, 31))
    assert refusal.value.code == "fee.before_measures"
    assert "2021年1月1日" in refusal.value.message


def test_the_fee_names_its_document():
    assert fee_by_case(11, on=ON).document == "国办函〔2020〕109号"
