"""The clock in words and as a picture, drawn from the same replayed days as the ledger."""

from datetime import date
from typing import Any

import pytest

from gongkai.law.clock import Clock, events_from_dicts, read_clock
from gongkai.law.workdays import load_calendar
from gongkai.screens.clockface import Day, Face, face_of

CALENDAR = load_calendar()
RECEIVED = {"kind": "received", "on": "2025-09-22"}
CONSULTED = [
    {
        "kind": "consultation_sent",
        "ref": "a",
        "to": "third_party",
        "on": "2025-09-29",
        "received_by_them_on": "2025-09-30",
    },
    {"kind": "opinion_received", "ref": "a", "on": "2025-10-14"},
]


def shown(*events: dict[str, Any], today: date, yours: bool = True) -> Face:
    return face_of(clock(*events, today=today), CALENDAR, today=today, yours=yours)


def clock(*events: dict[str, Any], today: date) -> Clock:
    return read_clock(events_from_dicts([RECEIVED, *events]), CALENDAR, today=today)


def days(face: Face) -> dict[date, Day]:
    return {day.on: day for week in face.weeks for day in week if day}


def test_weeks_begin_on_monday_and_hold_seven_places() -> None:
    face = shown(*CONSULTED, today=date(2025, 10, 22))
    assert all(len(week) == 7 for week in face.weeks)
    assert all(day.on.weekday() == place for week in face.weeks for place, day in enumerate(week) if day)


def test_every_day_has_a_sign_as_well_as_a_shape() -> None:
    found = days(shown(*CONSULTED, today=date(2025, 10, 22)))
    told = {on: (found[on].shape, found[on].sign, found[on].mark) for on in found}
    assert told[date(2025, 9, 22)] == ("received", "收", "")
    assert told[date(2025, 9, 23)] == ("counts gone", "1", "")
    assert told[date(2025, 9, 27)] == ("rest", "休", "")
    assert told[date(2025, 9, 28)] == ("counts gone", "5", "班")
    assert told[date(2025, 9, 30)] == ("paused", "停", "")
    assert told[date(2025, 10, 1)] == ("rest", "休", "")
    assert told[date(2025, 10, 11)] == ("paused", "停", "班")
    assert told[date(2025, 10, 22)] == ("counts gone today", "12", "")
    assert told[date(2025, 10, 23)] == ("counts", "13", "")
    assert told[date(2025, 11, 3)] == ("due", "20", "止")


def test_each_day_has_a_sentence_for_those_who_hear_it() -> None:
    found = days(shown(*CONSULTED, today=date(2025, 10, 22)))
    assert found[date(2025, 9, 28)].told == "9月28日星期日，调休上班，第5个工作日，已过"
    assert found[date(2025, 10, 11)].told == "10月11日星期六，调休上班，征求第三方意见期间不计算"
    assert found[date(2025, 10, 22)].told == "10月22日星期三，第12个工作日，今天"
    assert found[date(2025, 11, 3)].told == "11月3日星期一，第20个工作日，期限届满"


def test_the_picture_holds_exactly_the_days_of_the_ledger() -> None:
    today = date(2025, 10, 22)
    assert list(days(shown(*CONSULTED, today=today))) == [entry.on for entry in clock(*CONSULTED, today=today).ledger]


def test_the_sum_says_what_is_left_out_and_what_is_left() -> None:
    told = shown(*CONSULTED, today=date(2025, 10, 22)).sum
    assert told.title == "最迟11月3日（星期一）答复您"
    assert (
        told.told
        == "您的申请9月22日收到，从第二天起算二十个工作日，其中征求意见的六个工作日依法不计。今天是第12个，还剩8个。"
    )
    assert (told.tone, told.left) == ("good", "还剩8日")


@pytest.mark.parametrize(
    ("today", "tone", "left"),
    [
        (date(2025, 10, 23), "soon", "还剩1日"),
        (date(2025, 10, 24), "soon", "今天到期"),
        (date(2025, 10, 27), "late", "逾期1日"),
        (date(2025, 9, 24), "good", "还剩18日"),
    ],
)
def test_the_standing_follows_the_day(today: date, tone: str, left: str) -> None:
    told = shown(today=today).sum
    assert (told.tone, told.left) == (tone, left)


def test_days_past_the_due_day_are_shown_late_until_today() -> None:
    face = shown(today=date(2025, 10, 28))
    found = days(face)
    assert found[date(2025, 10, 24)].mark == "止"
    assert (found[date(2025, 10, 27)].shape, found[date(2025, 10, 27)].sign) == ("over", "逾")
    assert found[date(2025, 10, 28)].shape == "over today"
    assert face.sum.title == "10月24日（星期五）到期，已过2个工作日"


def test_a_reply_in_time_is_marked_and_the_rest_stays_unused() -> None:
    face = shown({"kind": "replied", "on": "2025-10-20"}, today=date(2025, 10, 30))
    found = days(face)
    assert (found[date(2025, 10, 20)].shape, found[date(2025, 10, 20)].mark) == ("counts answered", "答")
    assert found[date(2025, 10, 21)].shape == "counts"
    assert not any("today" in day.shape for day in found.values())
    assert ("counts", "13", "", "没有用到的工作日") in face.key
    assert face.sum.told.endswith("10月24日（星期五）届满；10月20日送达答复。")


def test_a_late_reply_is_told_as_late() -> None:
    told = shown({"kind": "replied", "on": "2025-10-28"}, today=date(2025, 10, 30)).sum
    assert "晚了2个工作日" in told.told
    assert told.left == "已答复，逾期"


def test_an_extension_is_written_as_a_sum() -> None:
    told = shown({"kind": "extended", "workdays": 10, "on": "2025-10-20"}, today=date(2025, 10, 20)).sum
    assert "三十个工作日（原来二十个，延长十个）" in told.told


def test_two_days_are_written_as_people_say_it() -> None:
    two = [
        {
            "kind": "consultation_sent",
            "ref": "a",
            "to": "joint_maker",
            "on": "2025-09-22",
            "received_by_them_on": "2025-09-22",
        },
        {"kind": "opinion_received", "ref": "a", "on": "2025-09-24"},
    ]
    assert "征求意见的两个工作日依法不计" in shown(*two, today=date(2025, 9, 25)).sum.told


@pytest.mark.parametrize(
    ("events", "today", "title"),
    [
        (
            [{"kind": "supplement_requested", "on": "2025-09-24", "reply_by": "2025-10-15"}],
            date(2025, 10, 9),
            "等您补正，请在10月15日（星期三）前提交",
        ),
        (
            [{"kind": "supplement_requested", "on": "2025-09-24", "reply_by": "2025-10-15"}],
            date(2025, 10, 16),
            "逾期没有补正，视为放弃",
        ),
        ([{"kind": "fee_notice_received", "on": "2025-09-25"}], date(2025, 10, 30), "逾期没有缴费，视为放弃"),
        ([{"kind": "fee_notice_received", "on": "2025-09-25"}], date(2025, 10, 10), "等您缴费，最迟10月29日（星期三）"),
        (
            [{"kind": "consultation_sent", "ref": "a", "to": "other_agency", "on": "2025-09-29"}],
            date(2025, 10, 10),
            "正在征求意见，到期日等意见到后才能算出",
        ),
        (
            [{"kind": "deferred", "on": "2025-10-10", "due_on": "2026-01-15"}],
            date(2025, 10, 10),
            "最迟1月15日（星期四）答复您",
        ),
    ],
)
def test_each_state_has_its_title(events: list[dict[str, Any]], today: date, title: str) -> None:
    assert shown(*events, today=today).sum.title == title


def test_to_officers_it_speaks_of_the_case() -> None:
    told = shown(today=date(2025, 10, 9), yours=False).sum
    assert told.title == "最迟10月24日（星期五）答复"
    assert "您" not in told.told


def test_an_unconfirmed_application_has_no_picture() -> None:
    found = read_clock(
        events_from_dicts([{"kind": "submitted", "channel": "fax", "arrived_on": "2025-09-22", "confirmed_on": None}]),
        CALENDAR,
        today=date(2025, 9, 23),
    )
    face = face_of(found, CALENDAR, today=date(2025, 9, 23), yours=True)
    assert face.weeks == ()
    assert face.sum.title == "收到之日还没有确认"


def test_the_key_explains_only_signs_that_appear() -> None:
    meanings = [meaning for *_, meaning in shown(today=date(2025, 9, 22)).key]
    assert "征求意见或等待缴费，不计" not in meanings
    assert "已过的工作日" not in meanings
    assert "期限届满" in meanings


def test_a_year_without_calendar_is_named() -> None:
    found = read_clock(events_from_dicts([{"kind": "received", "on": "2031-03-03"}]), CALENDAR, today=date(2031, 3, 3))
    assert face_of(found, CALENDAR, today=date(2031, 3, 3)).provisional == (2031,)
