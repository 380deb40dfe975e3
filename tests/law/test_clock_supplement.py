"""Regulations art. 30: one notice within seven working days; the supplement restarts the clock."""

import pytest
from tests.law.clocks import asked, clock, day, extended, received, replied, sent, supplemented


def test_supplement_restarts_the_clock():
    found = clock(received("2024-05-06"), asked("2024-05-14", "2024-05-31"), supplemented("2024-05-24"))
    assert found.due_on == day("2024-06-24")
    assert found.started_on == day("2024-05-24")
    assert found.started_by == "supplement_received"
    assert found.ledger[0].why == "收到补正之日，期限重新计算，当日不计入"


def test_supplement_moves_neither_receipt_nor_the_notice_day():
    found = clock(received("2024-05-06"), asked("2024-05-14"), supplemented("2024-05-24"))
    assert found.received_on == day("2024-05-06")
    assert found.supplement_notice_due_on == day("2024-05-14")


@pytest.mark.parametrize(("on", "codes"), [("2024-05-14", ()), ("2024-05-15", ("supplement_notice_late",))])
def test_the_notice_is_due_on_the_seventh_working_day(on, codes):
    assert clock(received("2024-05-06"), asked(on)).defect_codes == codes


def test_a_late_notice_is_told_but_effective():
    found = clock(received("2024-05-06"), asked("2024-05-20"), supplemented("2024-05-24"))
    assert found.defect_codes == ("supplement_notice_late",)
    assert found.due_on == day("2024-06-24")
    assert found.old_due_on == day("2024-05-31")


def test_a_second_request_is_told_and_its_supplement_restarts_again():
    found = clock(
        received("2024-05-06"),
        asked("2024-05-08"),
        supplemented("2024-05-10"),
        asked("2024-05-13"),
        supplemented("2024-05-24"),
    )
    assert found.defect_codes == ("supplement_repeated",)
    assert found.due_on == day("2024-06-24")


def test_a_second_request_after_the_seventh_day_is_late_too():
    found = clock(received("2024-05-06"), asked("2024-05-08"), supplemented("2024-05-20"), asked("2024-05-21"))
    assert set(found.defect_codes) == {"supplement_repeated", "supplement_notice_late"}
    assert found.state == "awaiting_supplement"


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2024-05-14", "awaiting_supplement"),
        ("2024-06-14", "awaiting_supplement"),  # the old due day is past, but the applicant is waited for
        ("2024-06-15", "lapsed"),
    ],
)
def test_without_supplement_the_application_lapses_after_its_limit(today, state):
    found = clock(received("2024-05-06"), asked("2024-05-14", "2024-06-14"), today=today)
    assert found.state == state
    assert found.due_on == day("2024-05-31")


def test_a_notice_without_limit_waits():
    assert clock(received("2024-05-06"), asked("2024-05-14"), today="2025-01-01").state == "awaiting_supplement"


def test_a_supplement_after_its_limit_still_restarts():
    found = clock(
        received("2024-05-06"), asked("2024-05-14", "2024-05-20"), supplemented("2024-05-24"), today="2024-05-25"
    )
    assert (found.due_on, found.state, found.defect_codes) == (day("2024-06-24"), "running", ())


def test_a_supplement_without_request_is_told_and_restarts():
    found = clock(received("2024-05-06"), supplemented("2024-05-24"))
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.due_on == day("2024-06-24")


def test_a_supplement_dated_before_its_request_answers_it_all_the_same():
    found = clock(received("2024-05-06"), supplemented("2024-05-08"), asked("2024-05-10"), today="2024-05-13")
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.state == "running"


def test_a_limit_before_its_notice_is_told():
    assert clock(received("2024-05-06"), asked("2024-05-14", "2024-05-10")).defect_codes == ("dates_out_of_order",)


def test_asked_and_supplemented_on_one_day_is_a_restart():
    found = clock(received("2024-05-06"), asked("2024-05-14"), supplemented("2024-05-14"), today="2024-05-14")
    assert (found.state, found.started_on, found.defect_codes) == ("running", day("2024-05-14"), ())


def test_earlier_pauses_no_longer_matter():
    found = clock(
        received("2024-05-06"), asked("2024-05-08"), sent("2024-05-09", "2024-05-09"), supplemented("2024-06-03")
    )
    assert found.due_on == clock(received("2024-06-03")).due_on


def test_a_pause_that_straddles_the_restart_goes_on():
    found = clock(
        received("2024-03-04"), asked("2024-03-06"), sent("2024-03-08", "2024-03-11"), supplemented("2024-03-25")
    )
    # silent until 1 April: day 1 is 2 April, not 26 March
    assert next(entry for entry in found.ledger if entry.number == 1).on == day("2024-04-02")
    assert found.due_on == day("2024-04-29")


def test_an_extension_before_the_restart_is_void_but_used():
    found = clock(received("2024-05-06"), asked("2024-05-08"), extended(15, "2024-05-20"), supplemented("2024-05-24"))
    assert (found.allowed_workdays, found.extended_workdays, found.extension_workdays_left) == (20, 15, 5)
    assert found.due_on == day("2024-06-24")
    assert found.old_due_on == day("2024-06-24")


def test_after_the_restart_only_the_rest_may_be_granted():
    found = clock(
        received("2024-05-06"),
        asked("2024-05-08"),
        extended(15, "2024-05-20"),
        supplemented("2024-05-24"),
        extended(10, "2024-06-20"),
    )
    assert found.allowed_workdays == 25
    assert found.defect_codes == ("extension_too_long",)


def test_an_extension_on_the_day_of_the_supplement_belongs_to_the_new_run():
    found = clock(received("2024-05-06"), asked("2024-05-08"), extended(5, "2024-05-24"), supplemented("2024-05-24"))
    assert found.allowed_workdays == 25


def test_a_supplement_before_receipt_restarts_nothing():
    found = clock(received("2024-05-06"), asked("2024-04-30"), supplemented("2024-05-02"))
    assert found.started_on == day("2024-05-06")
    assert found.defect_codes == ("dates_out_of_order",)


def test_a_supplement_after_the_reply_changes_nothing_and_is_told():
    found = clock(received("2024-05-06"), asked("2024-05-08"), replied("2024-05-20"), supplemented("2024-05-24"))
    assert found.due_on == day("2024-05-31")
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.state == "replied"
