"""The applicants' ledger: who is the same, how often, and what it costs (art. 35, 42)."""

from datetime import date

import pytest
from tests.apps.applications.ledgers import DAY, filed, keys, known
from tests.builders import Desk, an_agency

from gongkai.applications.models import Application
from gongkai.applications.queries import ledger_of, ledgers
from gongkai.law.errors import NotLawful


def test_the_same_paper_is_the_same_applicant_whatever_the_name(desk):
    one, two = filed(desk), filed(desk, name="李小曼", phone="1")
    assert known(one) == known(two) == ([one.pk, two.pk], [])


def test_a_name_with_the_same_telephone_or_address_is_proposed_and_not_merged(desk):
    one = filed(desk, address="青川区解放路2号")
    phone = filed(desk, paper="990101196001011245", phone="130-0000-0001")
    place = filed(desk, paper="990101196001011253", phone="1", address="青川区解放路2号")
    namesake = filed(desk, paper="990101196001011261", phone="2")
    assert known(one) == ([one.pk], [phone.pk, place.pk])
    assert known(namesake) == ([namesake.pk], [])


def test_two_without_address_are_not_alike_for_that(desk):
    one, _ = filed(desk), filed(desk, paper="990101196001011245", phone="2")
    assert known(one) == ([one.pk], [])


def test_another_agency_keeps_its_own_ledger(desk):
    one, _ = filed(desk), filed(Desk(an_agency()))
    assert known(one) == ([one.pk], [])


def test_corrections_are_no_applications(desk):
    one, correction = filed(desk), filed(desk)
    Application.objects.filter(pk=correction.pk).update(case_kind="correction")
    correction.refresh_from_db()
    assert ledger_of(correction).filings == ()
    assert known(one) == ([one.pk], [])


def test_counts_are_by_calendar_month_and_year(desk):
    days = [date(2023, 12, 31), date(2024, 3, 1), date(2024, 3, 20), date(2024, 3, 31), date(2024, 4, 1)]
    cases = [filed(desk, on=day) for day in days]
    found = ledger_of(cases[2])
    assert keys(found.in_month(DAY)) == [case.pk for case in cases[1:4]]
    assert len(found.in_year(2024)) == 4
    assert keys(found.since(date(2024, 3, 20))) == [case.pk for case in cases[2:]]
    assert found.months() == [(date(2024, 4, 1), 1), (date(2024, 3, 1), 3), (date(2023, 12, 1), 1)]
    assert [found.before_in_month(case.pk) for case in cases] == [0, 0, 1, 2, 0]


@pytest.mark.parametrize(("count", "own", "month"), [(10, 0, 0), (11, 100, 100), (12, 100, 200)])
def test_the_eleventh_of_the_month_is_the_first_to_cost(desk, count, own, month):
    cases = [filed(desk) for _ in range(count)]
    found = ledger_of(cases[-1])
    assert found.fee_of(cases[-1].pk, DAY).yuan == own
    assert found.fee_of_month(DAY, DAY).yuan == month
    assert found.fee_of(cases[0].pk, DAY).yuan == 0


def test_there_was_no_fee_before_2021(desk):
    one = filed(desk, on=date(2020, 4, 13))
    with pytest.raises(NotLawful, match="2021年1月1日"):
        ledger_of(one).fee_of(one.pk, date(2020, 4, 13))


def test_the_list_has_the_most_frequent_first_and_finds_a_name(desk):
    for _ in range(3):
        filed(desk)
    other = filed(desk, name="王大力", paper="990101196001011245")
    filed(desk, name="王大力", paper="990101196001011245", on=date(2023, 1, 5))
    found = ledgers(desk.agency.pk, since=date(2024, 1, 1))
    assert [(one.name, len(one.filings)) for one in found] == [("李小满", 3), ("王大力", 1)]
    assert [one.key for one in ledgers(desk.agency.pk, since=date(2024, 1, 1), text="大力")] == [other.applicant_id]
    assert len(ledgers(desk.agency.pk, since=date(2024, 1, 1), least=2)) == 1


def test_the_list_is_one_query_and_a_ledger_three(desk, django_assert_max_num_queries):
    cases = [filed(desk) for _ in range(4)]
    with django_assert_max_num_queries(1):
        assert len(ledgers(desk.agency.pk, since=date(2024, 1, 1))) == 1
    with django_assert_max_num_queries(3):
        assert len(ledger_of(cases[0]).filings) == 4
