"""Regulations art. 31: the day of receipt by channel."""

import pytest
from tests.law.clocks import clock, day, received, replied, submitted


@pytest.mark.parametrize("channel", ["in_person", "signed_mail", "oral"])
def test_these_channels_count_from_arrival(channel):
    found = clock(submitted(channel, "2024-03-04", "2024-03-06"))
    assert found.received_on == day("2024-03-04")
    assert found.defect_codes == ()


@pytest.mark.parametrize("channel", ["ordinary_mail", "online", "fax"])
def test_these_channels_count_from_confirmation(channel):
    found = clock(submitted(channel, "2024-03-04", "2024-03-05"))
    assert found.received_on == day("2024-03-05")
    assert found.due_on == day("2024-04-02")


@pytest.mark.parametrize("channel", ["ordinary_mail", "online", "fax"])
def test_before_confirmation_no_clock_runs(channel):
    found = clock(submitted(channel, "2024-03-04"), today="2024-06-01")
    assert found.state == "unconfirmed"
    assert (found.received_on, found.due_on, found.supplement_notice_due_on) == (None, None, None)
    assert found.ledger == ()
    assert found.allowed_workdays == 20
    assert found.defect_codes == ()


def test_nothing_at_all_is_unconfirmed():
    assert clock(today="2024-03-04").state == "unconfirmed"


@pytest.mark.parametrize(
    ("arrived", "confirmed", "codes"),
    [
        ("2024-03-04", "2024-03-04", ()),  # the same Monday
        ("2024-03-04", "2024-03-05", ()),  # the next working day
        ("2024-03-04", "2024-03-06", ("confirmed_late",)),
        ("2024-03-08", "2024-03-11", ()),  # Friday → Monday
        ("2024-03-09", "2024-03-11", ()),  # Saturday → Monday
        ("2024-03-09", "2024-03-12", ("confirmed_late",)),
        ("2024-09-13", "2024-09-18", ("confirmed_late",)),  # the Saturday between is a make-up day
        ("2024-03-05", "2024-03-04", ("dates_out_of_order",)),
    ],
)
def test_confirmation_is_due_on_the_next_working_day(arrived, confirmed, codes):
    found = clock(submitted("online", arrived, confirmed))
    assert found.defect_codes == codes
    assert found.received_on == day(confirmed)


def test_a_settled_day_goes_before_the_channels():
    found = clock(submitted("online", "2024-03-04"), received("2024-03-05"))
    assert found.received_on == day("2024-03-05")
    assert found.defect_codes == ()


def test_receipt_before_arrival_is_told():
    found = clock(submitted("online", "2024-03-06"), received("2024-03-05"))
    assert found.defect_codes == ("dates_out_of_order",)


def test_of_two_days_of_receipt_the_earlier_counts_and_it_is_told():
    found = clock(received("2024-03-06"), received("2024-03-05"))
    assert found.received_on == day("2024-03-05")
    assert found.defect_codes == ("dates_out_of_order",)


def test_receipt_on_a_rest_day_is_valid_and_day_one_is_the_next_working_day():
    found = clock(received("2024-10-19"))  # a Saturday
    first, *rest = found.ledger
    assert (first.on, first.counts) == (day("2024-10-19"), False)
    assert next(entry.on for entry in rest if entry.counts) == day("2024-10-21")


def test_receipt_on_a_make_up_day_does_not_count_that_day():
    found = clock(received("2024-09-14"))  # a Saturday on which people work
    assert found.ledger[0].counts is False
    assert next(entry for entry in found.ledger if entry.number == 1).on == day("2024-09-18")


def test_a_reply_without_receipt_is_a_reply():
    assert clock(replied("2024-03-04")).state == "replied"
