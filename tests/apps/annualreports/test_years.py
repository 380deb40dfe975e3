"""Reading across years: as if the year ended today, two years side by side, the course of a few."""

from datetime import date

from tests.apps.annualreports.years import YEAR, a_report, a_return, a_signed_report
from tests.builders import Desk, a_closed, an_application

from gongkai.annualreports import actions, queries
from gongkai.annualreports.sums import is_leaf, sums_over, terms_of
from gongkai.applications import actions as applications
from gongkai.law import formats


def test_as_if_the_year_ended_that_day(department: Desk) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 5, 10))
    an_application(department, received_on=date(YEAR, 6, 1))
    figures = queries.figures_now(department.agency, YEAR, until=date(YEAR, 4, 30))
    assert figures["t3/received/total"].value == 1
    assert figures["t3/closed_total/total"].value == 0
    assert figures["t3/carried_out/total"].value == 1
    assert not queries.judgement_now(department.agency, YEAR, "with_below", figures).errors


def test_two_years_stand_side_by_side(department: Desk) -> None:
    a_closed(department, received_on=date(YEAR - 1, 3, 1), closed_on=date(YEAR - 1, 3, 10))
    an_application(department, received_on=date(YEAR, 3, 1))
    an_application(department, received_on=date(YEAR, 3, 2))
    pairs = {
        pair.address: pair
        for pair in queries.side_by_side(
            a_report(department, YEAR - 1, on=date(YEAR, 1, 20)), a_report(department, YEAR)
        )
    }
    assert (pairs["t3/received/total"].earlier, pairs["t3/received/total"].later) == (1, 2)
    assert pairs["t3/received/total"].change == 1
    assert list(pairs) == list(formats.for_year(YEAR).addresses())


def test_a_row_that_the_later_format_divides_stands_against_its_parts(department: Desk) -> None:
    for year in (2020, 2021):
        application = an_application(department, received_on=date(year, 3, 1))
        day = date(year, 3, 2)
        applications.withdraw_application(application, actor=department.officer(day), on=day, reason="不需要了")
    earlier, later = (a_report(department, year, on=date(year + 1, 1, 20)) for year in (2020, 2021))
    pairs = {pair.address: pair for pair in queries.side_by_side(earlier, later)}
    assert (pairs["t3/otherwise/total"].earlier, pairs["t3/otherwise/total"].later) == (1, 1)
    assert pairs["t3/otherwise.other/total"].earlier is None
    assert pairs["t2/procurement/amount"].later is None
    assert pairs["t2/procurement/amount"].change is None


def test_the_course_holds_published_years_only(department: Desk) -> None:
    a_closed(department, received_on=date(2021, 3, 1), closed_on=date(2021, 3, 10))
    for year in (2020, 2021):
        january = date(year + 1, 1, 20)
        a_return(department, year, on=january)
        actions.publish_report(
            a_signed_report(department, year, on=january), actor=department.officer(january), on=january
        )
    report = a_report(department, YEAR)
    assert queries.course_of(report) == [(2020, 0, 0), (2021, 1, 1)]


def test_every_sum_is_made_of_its_leaves() -> None:
    form = formats.by_key("2021")
    leaves = [cell for cell in form.addresses() if is_leaf(form, cell)]
    assert len(leaves) + sum(bool(terms_of(form, cell)) for cell in form.addresses()) == len(
        form.register_addresses() + form.table3_addresses() + form.table4_addresses()
    )
    assert [total for total, _ in sums_over(form, "t3/granted/research")] == [
        "t3/granted/total",
        "t3/closed_total/research",
        "t3/closed_total/total",
    ]
    assert [total for total, _ in sums_over(form, "t3/received/research")] == ["t3/received/total"]
    assert [total for total, _ in sums_over(form, "t4/reconsideration/upheld")] == ["t4/reconsideration/total"]
