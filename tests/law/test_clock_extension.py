"""Regulations art. 33 para 2 and art. 35: extension and deferral; the reply in time or late."""

import pytest
from tests.law.clocks import CALENDAR, asked, clock, day, deferred, extended, received, replied, sent, supplemented

from gongkai.law.clock import require_deferral, require_extension
from gongkai.law.errors import NotLawful

START = received("2024-03-04")  # due 2024-04-01


@pytest.mark.parametrize("on", ["2024-03-04", "2024-03-20", "2024-04-01"])
def test_an_extension_on_or_before_the_due_day_adds_its_days(on):
    found = clock(START, extended(10, on))
    assert (found.allowed_workdays, found.due_on, found.defect_codes) == (30, day("2024-04-16"), ())


def test_an_extension_after_the_due_day_does_not_revive_the_clock():
    found = clock(START, extended(20, "2024-04-02"), today="2024-04-03")
    assert (found.allowed_workdays, found.due_on) == (20, day("2024-04-01"))
    assert found.defect_codes == ("extension_late",)
    assert found.state == "overdue"


def test_a_late_extension_uses_no_days():
    found = clock(
        START, asked("2024-03-06"), extended(20, "2024-04-02"), supplemented("2024-04-10"), extended(20, "2024-04-12")
    )
    assert found.defect_codes == ("extension_late",)
    assert found.allowed_workdays == 40


def test_more_than_twenty_days_do_not_count():
    found = clock(START, extended(25, "2024-04-01"))
    assert (found.allowed_workdays, found.defect_codes) == (40, ("extension_too_long",))
    assert found.due_on == clock(START, extended(20, "2024-04-01")).due_on


def test_two_extensions_share_the_twenty_days():
    found = clock(START, extended(15, "2024-03-20"), extended(10, "2024-04-10"))
    assert (found.allowed_workdays, found.extended_workdays) == (40, 20)
    assert found.defect_codes == ("extension_too_long",)


def test_a_second_extension_is_measured_against_the_extended_due_day():
    found = clock(START, extended(5, "2024-04-01"), extended(5, "2024-04-09"))
    assert (found.allowed_workdays, found.defect_codes) == (30, ())


def test_an_extension_while_a_consultation_has_no_end_is_in_time():
    found = clock(START, sent("2024-03-08"), extended(20, "2024-06-03"))
    assert (found.due_on, found.allowed_workdays, found.defect_codes) == (None, 40, ())


def test_an_extension_before_receipt_is_told():
    assert clock(START, extended(5, "2024-03-01")).defect_codes == ("dates_out_of_order",)


def test_deferral_sets_the_due_day_itself():
    found = clock(START, deferred("2024-08-31", "2024-03-20"), today="2024-05-01")
    assert found.due_on == day("2024-08-31")  # a Saturday: it is the day set
    assert (found.state, found.allowed_workdays) == ("deferred", 20)
    assert found.ledger[-1].on == day("2024-08-31")


def test_after_the_deferred_day_the_case_is_overdue():
    assert clock(START, deferred("2024-08-30", "2024-03-20"), today="2024-08-31").state == "overdue"


def test_the_last_deferral_counts():
    assert clock(START, deferred("2024-06-28", "2024-03-20"), deferred("2024-07-31", "2024-06-20")).due_on == day(
        "2024-07-31"
    )


def test_neither_pause_nor_extension_moves_a_deferred_day():
    found = clock(START, deferred("2024-08-30", "2024-03-20"), sent("2024-03-25"), extended(20, "2024-05-06"))
    assert found.due_on == day("2024-08-30")
    assert found.allowed_workdays == 40


def test_a_restart_ends_the_deferral():
    found = clock(START, asked("2024-03-06"), deferred("2024-08-30", "2024-03-20"), supplemented("2024-05-24"))
    assert found.due_on == day("2024-06-24")
    assert found.old_due_on == day("2024-08-30")


def test_a_deferral_to_a_day_before_its_notice_is_told():
    assert clock(START, deferred("2024-03-15", "2024-03-20")).defect_codes == ("dates_out_of_order",)


@pytest.mark.parametrize(("on", "codes"), [("2024-04-01", ()), ("2024-04-02", ("reply_late",))])
def test_a_reply_is_in_time_when_served_by_the_due_day(on, codes):
    found = clock(START, replied(on), today="2025-01-01")
    assert (found.state, found.defect_codes, found.replied_on) == ("replied", codes, day(on))


def test_a_reply_after_a_late_extension_is_late():
    found = clock(START, extended(20, "2024-04-02"), replied("2024-04-10"))
    assert found.defect_codes == ("extension_late", "reply_late")


def test_a_reply_before_the_deferred_day_is_in_time():
    assert clock(START, deferred("2024-08-30", "2024-03-20"), replied("2024-08-30")).defect_codes == ()


def test_only_the_first_reply_stops_the_clock():
    found = clock(START, replied("2024-03-20"), replied("2024-05-06"))
    assert (found.replied_on, found.defect_codes) == (day("2024-03-20"), ())


def test_a_reply_before_receipt_is_told_and_does_not_stop_the_clock():
    found = clock(START, replied("2024-03-01"), extended(20, "2024-03-20"))
    assert (found.state, found.defect_codes) == ("replied", ("dates_out_of_order",))
    assert found.allowed_workdays == 40


def test_an_extension_after_the_reply_is_told():
    found = clock(START, replied("2024-03-20"), extended(20, "2024-03-21"))
    assert (found.allowed_workdays, found.defect_codes) == (20, ("dates_out_of_order",))


@pytest.mark.parametrize(
    ("today", "left"), [("2024-03-29", 1), ("2024-04-01", 0), ("2024-04-02", -1), ("2024-04-07", -3)]
)
def test_days_left_are_working_days(today, left):
    assert clock(START).days_left(day(today), CALENDAR) == left


def test_the_verb_refuses_an_extension_after_the_due_day():
    with pytest.raises(NotLawful) as refusal:
        require_extension(clock(START), 20, day("2024-04-02"))
    assert refusal.value.code == "extension.after_due"
    assert refusal.value.message == "现在不能延长：答复期限2024年4月1日已过，延长不能使已过的期限恢复。"
    assert refusal.value.hint == "请先送达答复，并登记逾期原因。"
    assert str(refusal.value.citation) == "《中华人民共和国政府信息公开条例》第三十三条第二款"


@pytest.mark.parametrize(
    ("events", "workdays", "code"),
    [
        ((START,), 21, "extension.too_long"),
        ((START,), 0, "extension.no_days"),
        ((START, extended(15, "2024-03-20")), 6, "extension.too_long"),
        ((START, replied("2024-03-20")), 5, "clock.already_replied"),
        ((), 5, "clock.unconfirmed"),
        ((received("2024-03-26"),), 5, "clock.before_receipt"),
        ((START, deferred("2024-08-30", "2024-03-20")), 5, "extension.after_deferral"),
    ],
)
def test_the_verb_refuses_what_the_law_does_not_give(events, workdays, code):
    with pytest.raises(NotLawful) as refusal:
        require_extension(clock(*events), workdays, day("2024-03-25"))
    assert refusal.value.code == code


def test_the_verb_grants_what_is_left():
    require_extension(clock(START, extended(15, "2024-03-20")), 5, day("2024-03-25"))


def test_the_verb_defers_only_to_a_later_day_and_in_time():
    require_deferral(clock(START), day("2024-08-30"), day("2024-04-01"))
    for due_on, on, code in (
        ("2024-04-01", "2024-03-25", "deferral.not_later"),
        ("2024-08-30", "2024-04-02", "deferral.after_due"),
    ):
        with pytest.raises(NotLawful) as refusal:
            require_deferral(clock(START), day(due_on), day(on))
        assert refusal.value.code == code
