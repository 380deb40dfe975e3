"""set_document_rules: what an agency requires; below it holds what nothing else was set for."""

from typing import Any

import pytest
from tests.normative import TODAY, District, a_document

from gongkai.audit.models import Entry
from gongkai.documents.actions import set_document_rules
from gongkai.documents.actions.registering import next_registration_number
from gongkai.documents.facts import register_of, rules_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale


def test_without_rules_the_law_s_own_hold(district: District) -> None:
    rules = rules_of(district.agency)
    assert (rules.review_workdays, rules.interpretation_workdays, rules.remind_days) == (15, 3, 90)
    assert rules.required == ["solicitation", "review", "deliberation", "registration", "interpretation"]


def test_rules_of_the_head_hold_below_until_an_agency_has_its_own(district: District) -> None:
    set_document_rules(
        district.head,
        actor=district.of_head("leader"),
        seen_version=0,
        remind_days=60,
        may_make_rules=True,
        register_mark="云规登",
    )
    below = rules_of(district.agency)
    assert (below.remind_days, below.may_make_rules, below.register_mark) == (60, False, "云规登")
    with pytest.raises(NotLawful) as refused:
        a_document(district, kind="rules")
    assert refused.value.code == "document.no_rules"
    a_document(district, kind="rules", agency=district.head)
    own = set_document_rules(district.agency, actor=district.actor("leader"), seen_version=0, remind_days=30)
    assert (rules_of(district.agency).remind_days, rules_of(district.head).remind_days) == (30, 60)
    assert own.review_workdays == 15
    told = Entry.objects.filter(verb="documentrules.set").latest("sequence").details["changed"]
    assert told["有效期满前多少天提醒"] == ["60", "30"]


def test_review_and_registration_are_always_required(district: District) -> None:
    rules = set_document_rules(
        district.head, actor=district.of_head("leader"), seen_version=None, required=["interpretation"]
    )
    assert rules.required == ["review", "registration", "interpretation"]


def test_agencies_under_one_mark_are_numbered_in_one_series(district: District) -> None:
    own = register_of(district.agency)
    assert own == (district.agency, f"{district.agency.short_name}规登")
    set_document_rules(district.head, actor=district.of_head("leader"), seen_version=0, register_mark="云规登")
    set_document_rules(district.agency, actor=district.actor("leader"), seen_version=0, remind_days=30)
    given = [next_registration_number(one, 2024) for one in (district.agency, district.head, district.agency)]
    assert given == [f"云规登〔2024〕{number}号" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("rules", "kind", "code"),
    [
        ({"review_workdays": 0}, NotAcceptable, "documentrules.bounds"),
        ({"remind_days": 366}, NotAcceptable, "documentrules.bounds"),
        ({"review_workdays": 5, "review_least_workdays": 6}, NotAcceptable, "documentrules.review"),
        ({"required": ["publication"]}, NotAcceptable, "documentrules.step"),
        ({"may_make_rules": True}, NotLawful, "documentrules.may_not"),
        ({"register_mark": "长" * 21}, NotAcceptable, "text.too_long"),
    ],
)
def test_rules_that_cannot_be_are_refused(district: District, rules: Any, kind: type[Any], code: str) -> None:
    with pytest.raises(kind) as refused:
        set_document_rules(district.agency, actor=district.actor("leader"), seen_version=None, **rules)
    assert refused.value.code == code


def test_leaders_and_keepers_set_them_and_nobody_passes_over_another(district: District) -> None:
    set_document_rules(district.agency, actor=district.actor("keeper", TODAY), seen_version=0, term_years=3)
    with pytest.raises(NotAllowed):
        set_document_rules(district.agency, actor=district.actor("legal_reviewer"), seen_version=1, term_years=3)
    with pytest.raises(Stale):
        set_document_rules(district.agency, actor=district.actor("leader"), seen_version=0, term_years=3)
