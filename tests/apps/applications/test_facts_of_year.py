"""Rows → facts: what the tally of a year is told of applications and appeals."""

from datetime import date

import pytest
from tests.apps.applications.watching import RECEIVED, at_stage
from tests.builders import a_closed, a_draft, an_agency, an_application

from gongkai.applications.actions import (
    approve_reply,
    record_lawsuit,
    record_reconsideration,
    serve_reply,
    withdraw_application,
)
from gongkai.applications.facts import appeals_of_year, of_year
from gongkai.law import formats
from gongkai.law.facts import AppealKind, ApplicantKind, CountingBasis
from gongkai.law.stages import Stage
from gongkai.law.tally import tally

DECEMBER, JANUARY = date(2020, 12, 28), date(2021, 1, 6)


def rows_of(desk, year: int, basis: CountingBasis | None = None) -> set[str]:
    """The rows of table 3 that hold something in the report of that year."""
    figures = tally(
        formats.for_year(year),
        year,
        applications=of_year([desk.agency], year),
        appeals=appeals_of_year([desk.agency], year),
        returns=[],
        basis=basis or CountingBasis(),
    )
    return {cell.split("/")[1] for cell, figure in figures.items() if figure.value} - {"closed_total"}


def test_a_fact_tells_kind_days_and_outcome_and_no_person(desk):
    application = a_closed(
        desk, received_on=RECEIVED, closed_on=date(2020, 4, 20), name="李小满", applicant_kind="enterprise"
    )
    (fact,) = of_year([desk.agency], 2020)
    assert fact.reference == f"application:{application.pk}"
    assert (fact.applicant_kind, fact.received_on, fact.outcome) == (
        ApplicantKind.ENTERPRISE,
        RECEIVED,
        "granted.provided",
    )
    assert (fact.replied_on, fact.closed_on) == (date(2020, 4, 20), date(2020, 4, 20))
    assert "李小满" not in str(fact)


def test_only_what_can_concern_the_year_is_told(desk):
    a_closed(desk, received_on=date(2019, 6, 3), closed_on=date(2019, 6, 20))
    carried = a_closed(desk, received_on=date(2019, 12, 30), closed_on=date(2020, 1, 10))
    still_open = an_application(desk, received_on=date(2019, 6, 3))
    an_application(desk, received_on=date(2021, 1, 4))
    at_stage(desk, Stage.SUBMITTED)
    assert {fact.reference for fact in of_year([desk.agency], 2020)} == {
        f"application:{carried.pk}",
        f"application:{still_open.pk}",
    }


def test_only_the_agencies_named_are_told(desk):
    an_application(desk, received_on=RECEIVED)
    assert list(of_year([an_agency()], 2020)) == []


def test_a_reply_made_in_december_and_served_in_january_counts_by_the_basis(desk):
    application = an_application(desk, received_on=DECEMBER)
    a_draft(desk, application, on=DECEMBER)
    approve_reply(application, actor=desk.leader(DECEMBER), on=DECEMBER)
    made = CountingBasis(closed="made")
    before_it_was_served = [rows_of(desk, 2020), rows_of(desk, 2020, made)]
    serve_reply(application, service="hand", actor=desk.officer(JANUARY), on=JANUARY)
    assert before_it_was_served == [{"received", "carried_out"}, {"received", "granted"}]
    assert [rows_of(desk, 2020), rows_of(desk, 2020, made)] == before_it_was_served
    assert [rows_of(desk, 2021), rows_of(desk, 2021, made)] == [{"carried_in", "granted"}, set()]


def test_a_reply_that_was_only_drafted_is_not_made(desk):
    application = an_application(desk, received_on=DECEMBER)
    a_draft(desk, application, on=DECEMBER)
    assert rows_of(desk, 2020, CountingBasis(closed="made")) == {"received", "carried_out"}


def test_a_withdrawn_application_counts_as_otherwise_closed(desk):
    application = an_application(desk, received_on=RECEIVED)
    withdraw_application(application, reason="", actor=desk.officer(RECEIVED), on=RECEIVED)
    assert rows_of(desk, 2020) == {"received", "otherwise"}


@pytest.mark.parametrize(
    ("route", "kind"),
    [("direct", AppealKind.LAWSUIT_DIRECT), ("after_reconsideration", AppealKind.LAWSUIT_AFTER_RECONSIDERATION)],
)
def test_a_lawsuit_counts_by_its_route(desk, route, kind):
    application = a_closed(desk, received_on=RECEIVED, closed_on=RECEIVED)
    officer = desk.officer(JANUARY)
    made = record_lawsuit(application, route=route, court="某法院", filed_on=DECEMBER, actor=officer)
    (fact,) = appeals_of_year([desk.agency], 2020)
    assert (fact.reference, fact.kind, fact.result) == (f"lawsuit:{made.pk}", kind, None)


def test_a_reconsideration_is_told_from_the_year_it_was_filed(desk):
    application = a_closed(desk, received_on=RECEIVED, closed_on=RECEIVED)
    record_reconsideration(application, organ="某政府", filed_on=DECEMBER, actor=desk.officer(JANUARY))
    assert [len(list(appeals_of_year([desk.agency], year))) for year in (2019, 2020, 2021)] == [0, 1, 1]


@pytest.mark.parametrize("many", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_records(desk, many, django_assert_num_queries):
    for _ in range(many):
        a_closed(desk, received_on=RECEIVED, closed_on=RECEIVED)
    with django_assert_num_queries(3):
        assert len(list(of_year([desk.agency], 2020))) == many
