"""The remedy paragraph: by the day of the reply, its outcome, and who signed it."""

from datetime import date

import pytest

from gongkai.law.errors import NotLawful
from gongkai.law.outcomes import all_outcomes
from gongkai.law.remedies import (
    OrganKind,
    RemedyNames,
    ReviewFirst,
    ReviewOrgan,
    remedy_for,
    remedy_for_inaction,
)

DEPARTMENT = OrganKind.COUNTY_DEPARTMENT
OLD, BETWEEN, NEW = date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 1)
NAMES = RemedyNames(
    {
        ReviewOrgan.GOVERNMENT: "青川区人民政府",
        ReviewOrgan.UPPER_GOVERNMENT: "云岭市人民政府",
        ReviewOrgan.UPPER_DEPARTMENT: "云岭市教育局",
    },
    court="青川区人民法院",
)


@pytest.mark.parametrize(
    ("outcome", "replied_on", "first"),
    [
        ("refused.state_secret", OLD, "none"),
        ("refused.state_secret", BETWEEN, "all"),
        ("refused.deliberative", date(2025, 5, 31), "all"),
        ("refused.third_party_rights", NEW, "all"),
        ("granted_in_part", OLD, "none"),
        ("granted_in_part", BETWEEN, "withheld_part"),
        ("granted_in_part", NEW, "withheld_part"),
        ("refused.registry_lookup", BETWEEN, "none"),
        ("unavailable.not_found", NEW, "none"),
        ("granted.provided", NEW, "none"),
    ],
)
def test_review_goes_first_by_outcome_and_day(outcome, replied_on, first):
    assert remedy_for(outcome, replied_on, DEPARTMENT).review_first == first


def test_from_june_2025_only_refusals_under_articles_14_to_16_go_to_review_first():
    codes = {o.code for o in all_outcomes() if (r := remedy_for(o.code, NEW, DEPARTMENT)) and r.review_first == "all"}
    assert codes == {
        "refused.state_secret",
        "refused.prohibited_by_law",
        "refused.security_or_stability",
        "refused.third_party_rights",
        "refused.internal_affairs",
        "refused.deliberative",
        "refused.enforcement_file",
    }


def test_between_2024_and_may_2025_the_other_reading_is_offered_with_a_note():
    found = remedy_for("unavailable.not_found", BETWEEN, DEPARTMENT)
    (other,) = found.alternatives
    assert other.review_first is ReviewFirst.ALL
    assert "请由本机关确定" in found.notes[0]
    assert remedy_for("unavailable.not_found", NEW, DEPARTMENT).alternatives == ()
    assert remedy_for("unavailable.not_found", OLD, DEPARTMENT).alternatives == ()


def test_a_withdrawn_application_has_no_remedy_paragraph():
    assert remedy_for("otherwise.withdrawn", NEW, DEPARTMENT) is None


@pytest.mark.parametrize(
    ("organ", "old", "new", "court"),
    [
        ("county_department", ("government", "upper_department"), ("government",), "basic"),
        ("street_office", ("government",), ("government",), "basic"),
        ("township_government", ("government",), ("government",), "basic"),
        ("county_government", ("upper_government",), ("upper_government",), "intermediate"),
        ("disclosure_unit", ("government",), ("government",), "basic"),
        ("justice_bureau", ("government", "upper_department"), ("government", "upper_department"), "basic"),
        ("vertical", ("upper_department",), ("upper_department",), "basic"),
    ],
)
def test_who_signs_decides_the_review_organ_and_the_court(organ, old, new, court):
    kind = OrganKind(organ)
    assert kind.label
    assert remedy_for("granted.provided", OLD, kind).review_organs == old
    found = remedy_for("granted.provided", NEW, kind)
    assert (found.review_organs, found.court_level) == (new, court)


def test_what_rests_on_practice_carries_a_note():
    found = remedy_for("granted.provided", NEW, OrganKind.DISCLOSURE_UNIT)
    assert found.review_citation is None
    assert "请核对署名" in found.notes[0]
    assert "不予立案" in remedy_for("not_taken_up.petition", NEW, DEPARTMENT).notes[0]


def test_the_paragraph_of_a_choice():
    assert remedy_for("granted.provided", NEW, DEPARTMENT).paragraph(NAMES) == (
        "如对本答复不服，可以自收到本答复之日起60日内向青川区人民政府申请行政复议，"
        "也可以自收到本答复之日起6个月内向青川区人民法院提起行政诉讼。"
    )


def test_before_2024_the_applicant_chose_the_review_organ():
    assert "向青川区人民政府或者云岭市教育局申请行政复议" in remedy_for("granted.provided", OLD, DEPARTMENT).paragraph(
        NAMES
    )


def test_the_paragraph_of_review_first_says_so_and_names_the_court_after_it():
    text = remedy_for("refused.state_secret", NEW, DEPARTMENT).paragraph(NAMES)
    assert text.startswith("如对本答复不服，应当先自收到本答复之日起60日内向青川区人民政府申请行政复议；")
    assert "15日内向青川区人民法院提起行政诉讼" in text
    assert "6个月" not in text


def test_the_paragraph_of_a_partial_release_parts_the_two():
    text = remedy_for("granted_in_part", NEW, DEPARTMENT).paragraph(NAMES)
    assert text.startswith("如对不予公开的部分不服，应当先")
    assert "如对其他部分不服，可以" in text
    assert "6个月" in text


def test_review_first_cites_its_article():
    assert str(remedy_for("refused.state_secret", NEW, DEPARTMENT).citation).endswith("第二十三条第一款第（四）项")
    assert remedy_for("granted.provided", NEW, DEPARTMENT).citation is None


def test_a_reply_served_online_must_give_the_address_for_review():
    found = remedy_for("granted.provided", NEW, DEPARTMENT, served_online=True)
    with pytest.raises(NotLawful) as refusal:
        found.paragraph(NAMES)
    assert refusal.value.code == "remedy.no_review_address"
    named = RemedyNames(NAMES.review, NAMES.court, "https://fuyi.example.gov.cn")
    assert found.paragraph(named).endswith("网上提交行政复议申请的地址：https://fuyi.example.gov.cn。")
    assert not remedy_for("granted.provided", OLD, DEPARTMENT, served_online=True).needs_review_address


def test_a_missing_name_is_refused():
    with pytest.raises(NotLawful) as refusal:
        remedy_for("granted.provided", NEW, DEPARTMENT).paragraph(RemedyNames({}, "青川区人民法院"))
    assert refusal.value.code == "remedy.no_name"


def test_silence_offers_both_wordings_from_2024_on():
    found = remedy_for_inaction(NEW, DEPARTMENT)
    assert "自答复期限届满之日起6个月内" in found.paragraph(NAMES)
    assert [other.review_first for other in found.alternatives] == ["all"]
    assert remedy_for_inaction(OLD, DEPARTMENT).alternatives == ()


def test_before_the_regulations_nothing_is_said():
    with pytest.raises(NotLawful):
        remedy_for("granted.provided", date(2019, 5, 14), DEPARTMENT)
