"""登记听证、开庭: days on which the agency must be there."""

from datetime import date, time

import pytest
from tests.apps.applications.appealing import COPY, DECIDED, a_lawsuit, a_reconsideration, overturned
from tests.apps.applications.watching import refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import set_hearing
from gongkai.applications.queries.appeals import appeal_days
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful

DAY = date(2024, 4, 9)


@pytest.mark.parametrize(("make", "name"), [(a_reconsideration, "听证"), (a_lawsuit, "开庭")])
def test_a_hearing_lies_ahead_and_stands_on_the_worklist(desk, make, name):
    appeal = make(desk)
    made = set_hearing(appeal, on=DAY, at=time(9, 30), place=" 第三法庭 ", actor=desk.officer(COPY))
    assert (made.on, made.at, made.place) == (DAY, time(9, 30), "第三法庭")
    (told,) = [day for day in appeal_days(desk.agency.pk, COPY) if day.kind == "hearing"]
    assert (told.on, told.told) == (DAY, f"{name}09:30，第三法庭")
    assert trace_of(appeal.application).verb == "application.hearing_set"


def test_a_hearing_that_was_held_leaves_the_worklist(desk):
    set_hearing(a_lawsuit(desk), on=DAY, actor=desk.officer(COPY))
    assert [day.kind for day in appeal_days(desk.agency.pk, DAY)] == ["answer", "hearing"]
    assert [day.kind for day in appeal_days(desk.agency.pk, date(2024, 4, 10))] == ["answer"]


def test_it_is_not_before_the_filing_and_not_after_the_end(desk):
    appeal = a_lawsuit(desk)
    refusal(
        NotAcceptable,
        lambda: set_hearing(appeal, on=date(2024, 3, 3), actor=desk.officer(COPY)),
        "hearing.too_early",
        "on",
    )
    ended = overturned(desk, appeal)
    refusal(NotLawful, lambda: set_hearing(ended, on=DAY, actor=desk.officer(DECIDED)), "hearing.concluded")


def test_a_place_is_no_longer_than_its_column(desk):
    appeal = a_lawsuit(desk)
    refusal(
        NotAcceptable,
        lambda: set_hearing(appeal, on=DAY, place="长" * 121, actor=desk.officer(COPY)),
        "text.too_long",
        "place",
    )


def test_only_a_desk_officer_of_the_agency_sets_it(desk):
    appeal = a_lawsuit(desk)
    for actor in (desk.leader(COPY), Desk(an_agency()).officer(COPY)):
        refusal(NotAllowed, lambda: set_hearing(appeal, on=DAY, actor=actor))  # noqa: B023
