"""Regulations art. 32-34: the time of consultation does not count."""

import pytest
from tests.law.clocks import clock, day, extended, opinion, received, replied, sent

START = received("2024-03-04")


def test_the_day_the_letter_goes_counts_and_the_day_of_the_opinion_does_not():
    found = clock(START, sent("2024-03-08", "2024-03-11"), opinion("2024-03-22"))
    counted = {entry.on for entry in found.ledger if entry.counts}
    assert day("2024-03-08") in counted
    assert day("2024-03-11") not in counted
    assert day("2024-03-22") not in counted
    assert day("2024-03-25") in counted


@pytest.mark.parametrize("to", ["third_party", "joint_maker"])
def test_silence_ends_after_fifteen_working_days(to):
    found = clock(START, sent("2024-03-08", "2024-03-11", to=to))
    assert found.due_on == day("2024-04-24")
    assert found.pauses[0].until == day("2024-04-01")


def test_an_opinion_after_the_fifteenth_day_changes_nothing():
    found = clock(START, sent("2024-03-08", "2024-03-11"), opinion("2024-04-10"))
    assert found.due_on == day("2024-04-24")
    assert found.defect_codes == ()


def test_an_opinion_on_the_fifteenth_day_is_an_opinion():
    found = clock(START, sent("2024-03-08", "2024-03-11"), opinion("2024-04-01"))
    assert found.due_on == day("2024-04-24")
    assert not found.pauses[0].deemed


def test_another_agency_has_no_deemed_end():
    found = clock(START, sent("2024-03-08", "2024-03-11", to="other_agency"), today="2024-05-20")
    assert found.due_on is None
    assert found.state == "paused"
    later = clock(START, sent("2024-03-08", "2024-03-11", to="other_agency"), opinion("2024-05-20"))
    assert later.due_on == day("2024-06-12")


def test_without_their_day_of_receipt_no_end_can_be_computed():
    found = clock(START, sent("2024-03-08"), today="2024-03-12")
    assert found.due_on is None
    assert found.ledger[-1].on == day("2024-03-12")
    assert found.ledger[-1].why == "征求第三方意见期间不计算"


def test_the_ledger_of_an_endless_wait_has_an_end():
    assert len(clock(START, sent("2024-03-08"), today="2030-03-12").ledger) == 401


def test_overlapping_consultations_are_united():
    found = clock(
        START,
        sent("2024-03-08", ref="甲"),
        sent("2024-03-13", ref="乙"),
        opinion("2024-03-22", ref="甲"),
        opinion("2024-03-27", ref="乙"),
    )
    assert found.due_on == day("2024-04-19")


def test_a_consultation_inside_another_adds_nothing():
    outer = (sent("2024-03-08", ref="甲"), opinion("2024-03-27", ref="甲"))
    inner = (sent("2024-03-13", ref="乙"), opinion("2024-03-20", ref="乙"))
    assert clock(START, *outer, *inner).due_on == clock(START, *outer).due_on


def test_consultations_that_touch_leave_no_day_between():
    found = clock(
        START, sent("2024-03-08"), opinion("2024-03-15"), sent("2024-03-15", ref="乙"), opinion("2024-03-22", ref="乙")
    )
    assert found.due_on == clock(START, sent("2024-03-08"), opinion("2024-03-22")).due_on


def test_two_separate_consultations_both_count():
    found = clock(
        START, sent("2024-03-08"), opinion("2024-03-11"), sent("2024-03-13", ref="乙"), opinion("2024-03-15", ref="乙")
    )
    assert found.due_on == day("2024-04-07")  # three working days more: the third is a make-up Sunday


def test_the_same_day_answer_makes_no_pause():
    assert clock(START, sent("2024-03-08"), opinion("2024-03-08")).due_on == day("2024-04-01")


def test_an_opinion_before_its_letter_is_told_and_makes_no_pause():
    found = clock(START, sent("2024-03-08"), opinion("2024-03-07"))
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.due_on == day("2024-04-01")


def test_an_opinion_before_they_had_the_letter_is_told():
    found = clock(START, sent("2024-03-08", "2024-03-11"), opinion("2024-03-10"))
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.due_on == day("2024-04-01")  # (8 March, 10 March] holds no working day


def test_a_letter_received_before_it_was_sent_is_told():
    assert clock(START, sent("2024-03-08", "2024-03-07")).defect_codes == ("dates_out_of_order",)


def test_an_opinion_without_letter_is_told():
    found = clock(START, opinion("2024-03-10"))
    assert (found.defect_codes, found.due_on) == (("dates_out_of_order",), day("2024-04-01"))


def test_an_undated_letter_excludes_nothing():
    found = clock(START, sent(None, "2024-03-11"), opinion("2024-03-22"))
    assert (found.defect_codes, found.due_on) == (("consultation_undated",), day("2024-04-01"))


def test_a_letter_sent_after_the_due_day_moves_nothing():
    found = clock(START, sent("2024-04-02"), today="2024-04-03")
    assert (found.due_on, found.state) == (day("2024-04-01"), "overdue")


def test_a_letter_sent_on_the_due_day_moves_nothing():
    assert clock(START, sent("2024-04-01")).due_on == day("2024-04-01")


def test_a_letter_sent_before_receipt_pauses_from_receipt_and_is_told():
    found = clock(START, sent("2024-03-01"), opinion("2024-03-06"))
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.due_on == day("2024-04-03")


def test_a_letter_sent_after_the_reply_changes_nothing_and_is_told():
    found = clock(START, replied("2024-03-20"), sent("2024-03-21"))
    assert (found.due_on, found.defect_codes) == (day("2024-04-01"), ("dates_out_of_order",))


def test_an_opinion_may_come_after_the_reply():
    found = clock(START, sent("2024-03-08", "2024-03-11"), replied("2024-04-10"), opinion("2024-04-12"))
    assert found.defect_codes == ()


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2024-03-08", "running"),  # the day the letter goes still counts
        ("2024-03-11", "paused"),
        ("2024-03-22", "paused"),  # the day of the opinion does not count
        ("2024-03-23", "running"),
        ("2024-04-16", "running"),
        ("2024-04-17", "overdue"),
    ],
)
def test_the_state_follows_the_half_open_span(today, state):
    assert clock(START, sent("2024-03-08", "2024-03-11"), opinion("2024-03-22"), today=today).state == state


def test_an_extension_in_a_pause_and_one_after_it_give_the_same_day():
    pause = (sent("2024-03-08", "2024-03-11"), opinion("2024-03-22"))
    inside, after = clock(START, *pause, extended(20, "2024-03-12")), clock(START, *pause, extended(20, "2024-04-16"))
    assert inside.due_on == after.due_on == day("2024-05-15")


def test_a_pause_in_the_extended_days_counts_too():
    found = clock(START, extended(20, "2024-04-01"), sent("2024-04-08", "2024-04-08"), opinion("2024-04-12"))
    assert found.due_on == day("2024-05-08")


def test_open_letters_are_named():
    found = clock(START, sent("2024-03-08", ref="甲"), sent("2024-03-08", ref="乙"), opinion("2024-03-22", ref="甲"))
    assert found.open_refs == ("乙",)
