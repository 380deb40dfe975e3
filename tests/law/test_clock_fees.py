"""The processing fee and the clock: a notice in time holds it, payment starts it anew."""

import pytest
from tests.law.clocks import asked, clock, day, extended, noticed, paid, received, replied, sent, supplemented

from gongkai.law.clock import require_deferral, require_extension, require_fee_notice, require_payment, require_unpaid
from gongkai.law.errors import NotLawful

START = received("2025-04-01")  # due 2025-04-29


def test_payment_restarts_the_clock():
    found = clock(START, noticed("2025-04-22"), paid("2025-04-30"))
    assert (found.due_on, found.old_due_on, found.pay_due_on) == (
        day("2025-06-03"),
        day("2025-04-29"),
        day("2025-05-22"),
    )
    assert found.started_by == "fee_paid"
    assert found.ledger[0].why == "缴费之日，期限重新计算，当日不计入"


@pytest.mark.parametrize(
    ("today", "state"),
    [("2025-04-22", "awaiting_payment"), ("2025-05-22", "awaiting_payment"), ("2025-05-23", "lapsed")],
)
def test_unpaid_the_case_waits_and_then_lapses(today, state):
    found = clock(START, noticed("2025-04-22"), today=today)
    assert (found.state, found.due_on, found.pay_due_on) == (state, None, day("2025-05-22"))


def test_the_wait_for_payment_shows_in_the_ledger():
    found = clock(START, noticed("2025-04-22"))
    by_day = {entry.on: entry for entry in found.ledger}
    assert by_day[day("2025-04-22")].counts
    assert by_day[day("2025-04-23")].why == "等待缴费期间不计算"
    assert found.ledger[-1].on == day("2025-05-22")


@pytest.mark.parametrize(("on", "codes"), [("2025-04-29", ()), ("2025-04-30", ("fee_notice_late",))])
def test_a_notice_is_in_time_until_the_due_day(on, codes):
    assert clock(START, noticed(on)).defect_codes == codes


def test_a_late_notice_does_not_hold_the_clock():
    found = clock(START, noticed("2025-04-30"), today="2025-05-06")
    assert (found.due_on, found.state) == (day("2025-04-29"), "overdue")
    assert found.pay_due_on == day("2025-06-03")


def test_payment_after_a_late_notice_restarts_and_the_defect_stays():
    found = clock(START, noticed("2025-04-30"), paid("2025-05-06"), today="2025-05-07")
    assert found.defect_codes == ("fee_notice_late",)
    assert (found.due_on, found.state) == (day("2025-06-04"), "running")


@pytest.mark.parametrize(("on", "codes"), [("2025-05-22", ()), ("2025-05-23", ("payment_late",))])
def test_payment_is_due_on_the_twentieth_working_day(on, codes):
    found = clock(START, noticed("2025-04-22"), paid(on))
    assert found.defect_codes == codes
    assert found.started_on == day(on)


def test_payment_without_notice_is_told():
    found = clock(START, paid("2025-04-10"))
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.started_on == day("2025-04-10")


def test_payment_before_its_notice_answers_it_all_the_same():
    found = clock(START, paid("2025-04-10"), noticed("2025-04-14"), today="2025-04-15")
    assert found.defect_codes == ("dates_out_of_order",)
    assert (found.state, found.due_on) == ("running", day("2025-05-12"))


def test_noticed_and_paid_on_one_day_is_a_restart():
    found = clock(START, noticed("2025-04-22"), paid("2025-04-22"), today="2025-04-22")
    assert (found.started_on, found.state, found.defect_codes) == (day("2025-04-22"), "running", ())


def test_a_notice_during_a_pause_holds_the_clock_and_the_pause_goes_on_after_payment():
    pause = sent("2025-04-10", "2025-04-11")  # silent until 2025-05-06
    found = clock(START, pause, noticed("2025-04-22"))
    assert (found.due_on, found.state) == (None, "awaiting_payment")
    after = clock(START, pause, noticed("2025-04-22"), paid("2025-04-24"))
    assert after.pauses[0].until == day("2025-05-06")
    assert next(entry for entry in after.ledger if entry.number == 1).on == day("2025-05-07")


def test_a_notice_after_the_base_due_day_is_in_time_where_a_pause_moved_it():
    found = clock(START, sent("2025-04-10", "2025-04-11"), noticed("2025-05-08"))
    assert found.defect_codes == ()
    assert found.state == "awaiting_payment"


def test_an_extension_before_payment_is_void_but_used():
    found = clock(
        START, extended(10, "2025-04-20"), noticed("2025-04-22"), paid("2025-04-30"), extended(15, "2025-05-20")
    )
    assert (found.allowed_workdays, found.extended_workdays) == (30, 20)
    assert found.defect_codes == ("extension_too_long",)


def test_a_supplement_does_not_end_the_wait_for_payment():
    found = clock(START, asked("2025-04-07"), noticed("2025-04-22"), supplemented("2025-04-24"), today="2025-04-25")
    assert (found.due_on, found.state) == (None, "awaiting_payment")


def test_a_reply_while_payment_is_awaited_is_not_late():
    found = clock(START, noticed("2025-04-22"), replied("2025-05-26"))
    assert (found.state, found.defect_codes, found.due_on) == ("replied", (), None)


def test_the_verb_refuses_a_fee_before_the_measures():
    with pytest.raises(NotLawful) as refusal:
        require_fee_notice(clock(received("2020-12-25")), day("2020-12-30"))
    assert refusal.value.code == "fee.before_measures"


def test_the_verb_refuses_a_notice_after_the_due_day():
    with pytest.raises(NotLawful) as refusal:
        require_fee_notice(clock(START), day("2025-04-30"))
    assert refusal.value.code == "fee.after_due"


@pytest.mark.parametrize(
    ("events", "on", "code"),
    [
        ((START,), "2025-04-24", "payment.no_notice"),
        ((START, noticed("2025-04-22")), "2025-04-21", "payment.before_notice"),
    ],
)
def test_the_verb_takes_no_payment_before_the_notice(events, on, code):
    with pytest.raises(NotLawful) as refusal:
        require_payment(clock(*events), day(on))
    assert refusal.value.code == code


def test_a_payment_after_the_limit_passes_and_is_told_as_the_defect_it_is():
    require_payment(clock(START, noticed("2025-04-22")), day("2025-05-23"))
    found = clock(START, noticed("2025-04-22"), paid("2025-05-23"))
    assert found.defect_codes == ("payment_late",)
    assert found.started_on == day("2025-05-23")


@pytest.mark.parametrize(
    ("events", "on", "told"),
    [
        ((START,), "2025-06-30", "没有等待缴费的收费通知"),
        ((START, noticed("2025-04-22")), "2025-05-22", "缴费期限到2025年5月22日，还没有过"),
        ((START, noticed("2025-04-22"), paid("2025-04-30")), "2025-06-30", "没有等待缴费的收费通知"),
    ],
)
def test_a_case_is_closed_as_unpaid_only_after_the_limit(events, on, told):
    with pytest.raises(NotLawful) as refusal:
        require_unpaid(clock(*events), day(on))
    assert told in refusal.value.message


def test_a_case_unpaid_the_day_after_the_limit_may_be_closed():
    require_unpaid(clock(START, noticed("2025-04-22")), day("2025-05-23"))


def test_nothing_is_granted_while_a_fee_is_awaited_for_payment_would_undo_it():
    held = clock(START, noticed("2025-04-22"))
    with pytest.raises(NotLawful) as refused:
        require_extension(held, 5, day("2025-04-23"))
    assert refused.value.code == "extension.fee_awaited"
    assert "等缴费" in refused.value.hint
    with pytest.raises(NotLawful, match="缴费后重新计算") as refused:
        require_deferral(held, day("2025-09-01"), day("2025-04-23"))
    assert refused.value.code == "deferral.fee_awaited"
    require_extension(clock(START, noticed("2025-04-22"), paid("2025-04-30")), 5, day("2025-05-06"))
