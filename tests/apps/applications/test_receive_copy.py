"""登记收到副本: the day from which the answer is due."""

from datetime import date

import pytest
from tests.apps.applications.appealing import COPY, FILED, a_lawsuit, a_reconsideration, overturned
from tests.apps.applications.watching import refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import receive_copy
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful


@pytest.mark.parametrize("make", [a_reconsideration, a_lawsuit])
def test_the_copy_brings_its_day_number_and_procedure(desk, make):
    appeal = receive_copy(
        make(desk, notified_on=None, procedure="ordinary"),
        notified_on=COPY,
        procedure="simple",
        case_number="（2024）青1行审3号",
        admitted_on=FILED,
        actor=desk.officer(COPY),
    )
    appeal.refresh_from_db()
    assert (appeal.notified_on, appeal.admitted_on, appeal.procedure) == (COPY, FILED, "simple")
    assert appeal.case_number == "（2024）青1行审3号"
    assert trace_of(appeal.application).verb == "application.copy_received"


def test_what_was_known_stays_where_nothing_new_is_told(desk):
    appeal = a_reconsideration(desk, notified_on=None, case_number="青政复3号", admitted_on=FILED)
    receive_copy(appeal, notified_on=COPY, actor=desk.officer(COPY))
    assert (appeal.procedure, appeal.case_number, appeal.admitted_on) == ("simple", "青政复3号", FILED)


def test_it_is_received_once(desk):
    appeal = a_reconsideration(desk)
    refusal(
        NotAcceptable, lambda: receive_copy(appeal, notified_on=COPY, actor=desk.officer(COPY)), "copy.received",
        "notified_on",
    )  # fmt: skip


def test_it_comes_after_the_filing_and_before_the_end(desk):
    appeal = a_reconsideration(desk, notified_on=None)
    refusal(
        NotAcceptable,
        lambda: receive_copy(appeal, notified_on=date(2024, 3, 3), actor=desk.officer(COPY)),
        "date.too_early",
        "notified_on",
    )
    ended = overturned(desk, appeal)
    on = date(2024, 4, 3)
    refusal(NotLawful, lambda: receive_copy(ended, notified_on=on, actor=desk.officer(on)), "copy.concluded")


def test_only_a_desk_officer_of_the_agency_records_it(desk):
    appeal = a_reconsideration(desk, notified_on=None)
    for actor in (desk.leader(COPY), Desk(an_agency()).officer(COPY)):
        refusal(NotAllowed, lambda: receive_copy(appeal, notified_on=COPY, actor=actor))  # noqa: B023
