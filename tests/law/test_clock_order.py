"""A review decision or judgment that orders a new reply: its limit is the due day of the new handling."""

from datetime import date

import pytest
from tests.law.clocks import CALENDAR, clock, day, extended, received, replied, sent, supplemented

from gongkai.law.clock import Received, clock_of_case, require_extension
from gongkai.law.errors import NotLawful


def ordered(on: str, reply_by: str) -> Received:
    return Received(day(on), day(reply_by))


def test_the_limit_of_the_order_is_the_due_day():
    found = clock(ordered("2024-03-04", "2024-03-25"), today="2024-03-25")
    assert (found.due_on, found.ordered_to) == (day("2024-03-25"), day("2024-03-25"))
    assert found.state == "running"
    assert clock(ordered("2024-03-04", "2024-03-25"), today="2024-03-26").state == "overdue"


def test_neither_a_pause_nor_an_extension_moves_it():
    found = clock(ordered("2024-03-04", "2024-03-25"), sent("2024-03-05", "2024-03-06"), extended(10, "2024-03-08"))
    assert found.due_on == day("2024-03-25")


def test_a_reply_after_it_is_late():
    found = clock(ordered("2024-03-04", "2024-03-25"), replied("2024-03-26"))
    assert found.defect_codes == ("reply_late",)


def test_a_supplement_starts_the_count_of_the_regulations_anew():
    found = clock(ordered("2024-03-04", "2024-03-25"), supplemented("2024-03-11"))
    assert (found.due_on, found.ordered_to) == (day("2024-04-09"), None)


def test_without_a_limit_the_regulations_count_from_the_day_of_receipt():
    assert clock(received("2024-03-04")).ordered_to is None
    assert clock(received("2024-03-04")).due_on == day("2024-04-01")


def test_a_set_day_is_never_provisional():
    assert clock(ordered("2089-12-01", "2090-03-01")).provisional_years == (2089,)  # the day for a supplement notice
    assert clock(ordered("2024-03-04", "2090-03-01")).provisional_years == ()


def test_a_case_as_data_may_name_the_limit():
    case = {"events": [{"kind": "received", "on": "2024-03-04", "reply_by": "2024-03-25"}]}
    assert clock_of_case(case, CALENDAR).due_on == date(2024, 3, 25)


def test_a_limit_that_was_ordered_cannot_be_extended():
    with pytest.raises(NotLawful) as caught:
        require_extension(clock(ordered("2024-03-04", "2024-03-25")), 5, day("2024-03-08"))
    assert caught.value.code == "extension.ordered"
    assert "2024年3月25日" in caught.value.message
