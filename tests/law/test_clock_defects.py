"""Every defect is told once, in plain words, with its article and its day; and the provisional calendar."""

from datetime import date

import pytest
from tests.law.clocks import (
    CALENDAR,
    asked,
    clock,
    day,
    deferred,
    extended,
    noticed,
    paid,
    received,
    replied,
    sent,
    submitted,
    supplemented,
)

from gongkai.law.clock import Replied, read_clock
from gongkai.law.clock.defects import CODES
from gongkai.law.workdays import WorkCalendar, YearCalendar

START = received("2024-03-04")
EXAMPLES = {
    "supplement_notice_late": (START, asked("2024-03-14")),
    "supplement_repeated": (START, asked("2024-03-06"), asked("2024-03-07")),
    "extension_late": (START, extended(5, "2024-04-02")),
    "extension_too_long": (START, extended(21, "2024-04-01")),
    "deferral_late": (START, deferred("2024-05-06", "2024-04-02")),
    "confirmed_late": (submitted("fax", "2024-03-04", "2024-03-06"),),
    "consultation_undated": (START, sent(None)),
    "fee_notice_late": (START, noticed("2024-04-02")),
    "payment_late": (START, noticed("2024-04-01"), paid("2024-06-03")),
    "reply_late": (START, replied("2024-04-02")),
    "correction_late": (START, Replied(day("2024-04-02"), correction=True)),
    "dates_out_of_order": (START, replied("2024-03-01")),
}


def test_every_code_has_its_example():
    assert set(EXAMPLES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_defect_is_told_alone_with_its_article_and_a_remedy(code):
    (found,) = clock(*EXAMPLES[code]).defects
    assert found.code == code
    assert (found.citation is None) == (code == "dates_out_of_order")
    assert "请" in found.message or "宜" in found.message
    assert "！" not in found.message
    assert found.message.endswith("。")


def test_a_case_in_order_has_no_defect():
    found = clock(
        START, asked("2024-03-13"), supplemented("2024-03-20"), extended(20, "2024-04-18"), replied("2024-05-06")
    )
    assert found.defects == ()


def test_defects_do_not_change_as_days_pass():
    for events in EXAMPLES.values():
        assert clock(*events, today="2024-03-05").defects == clock(*events, today="2030-01-01").defects


def test_defects_stand_in_the_order_of_their_days_and_each_code_once_in_the_answer():
    found = clock(START, extended(5, "2024-04-02"), extended(5, "2024-04-03"), replied("2024-04-10"))
    assert [problem.code for problem in found.defects] == ["extension_late", "extension_late", "reply_late"]
    assert found.defect_codes == ("extension_late", "reply_late")


def test_the_message_names_both_days():
    (found,) = clock(START, replied("2024-04-02")).defects
    assert found.message == "答复2024年4月2日送达，迟于到期日2024年4月1日。请登记逾期原因。"
    assert found.on == date(2024, 4, 2)


def test_an_extension_served_late_names_the_day_that_stands_and_the_day_that_was_lost():
    found = clock(START, extended(10, "2024-04-02"))
    assert "仍以2024年4月1日为准" in found.defects[0].message
    assert "本可延长到2024年4月16日" in found.defects[0].message
    assert clock(START, extended(10, "2024-04-01")).due_on == day("2024-04-16")


def test_a_deferral_told_after_the_due_day_sets_nothing():
    found = clock(START, deferred("2024-05-06", "2024-04-02"), today="2024-04-03")
    assert (found.due_on, found.deferred_to, found.state) == (day("2024-04-01"), None, "overdue")
    assert "所定的2024年5月6日不起作用" in found.defects[0].message


@pytest.mark.parametrize(
    "event",
    [
        asked("2024-03-01"),
        extended(5, "2024-03-01"),
        sent("2024-03-01", "2024-03-01"),
        noticed("2024-03-01"),
        deferred("2024-05-06", "2024-03-01"),
    ],
)
def test_an_act_before_receipt_is_told(event):
    assert clock(START, event).defect_codes == ("dates_out_of_order",)


@pytest.mark.parametrize(
    "event",
    [
        asked("2024-03-12"),
        extended(5, "2024-03-12"),
        noticed("2024-03-12"),
        paid("2024-03-12"),
        deferred("2024-05-06", "2024-03-12"),
    ],
)
def test_an_act_after_the_reply_is_told_and_changes_nothing(event):
    found = clock(START, replied("2024-03-11"), event)
    assert found.defect_codes == ("dates_out_of_order",)
    assert found.due_on == day("2024-04-01")


def test_a_due_day_beyond_the_last_calendar_is_provisional_and_names_the_year():
    found = clock(received("2026-12-10"))
    assert (found.provisional, found.provisional_years) == (True, (2027,))
    assert found.due_on == day("2027-01-08")  # Monday to Friday, less 1 January
    assert found.ledger[-1].why == "工作日（2027年日历未装入，暂按周一至周五推算）"
    assert next(entry for entry in found.ledger if entry.on == day("2027-01-01")).counts is False


def test_a_due_day_on_the_last_day_of_the_calendar_is_certain():
    found = clock(received("2026-12-03"))
    assert (found.due_on, found.provisional) == (day("2026-12-31"), False)


def test_loading_the_calendar_settles_the_day():
    year = YearCalendar(
        2027, frozenset({date(2027, 1, 1), date(2027, 1, 4)}), frozenset(), "国办通知", date(2026, 11, 10)
    )
    loaded = WorkCalendar({**CALENDAR.calendars, 2027: year})
    found = read_clock([received("2026-12-10")], loaded)
    assert (found.due_on, found.provisional) == (day("2027-01-11"), False)


def test_a_payment_limit_beyond_the_calendar_is_provisional():
    found = clock(received("2026-12-01"), noticed("2026-12-20"))
    assert (found.pay_due_on, found.provisional_years) == (day("2027-01-18"), (2027,))


def test_a_day_set_by_deferral_is_never_provisional():
    found = clock(received("2026-11-02"), deferred("2027-03-31", "2026-11-20"))
    assert (found.due_on, found.provisional) == (day("2027-03-31"), False)


def test_years_before_the_first_calendar_are_provisional_too():
    assert clock(received("2018-12-03")).provisional_years == (2018,)
