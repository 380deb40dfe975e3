"""The ledger in runs: they cover every day once, and their sum is the limit."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from gongkai.backoffice.segments import segments_of
from gongkai.law.clock import (
    ConsultationSent,
    Consulted,
    Event,
    Extended,
    OpinionReceived,
    Received,
    Replied,
    SupplementReceived,
    SupplementRequested,
    read_clock,
)
from gongkai.law.workdays import load_calendar

CALENDAR = load_calendar()
START = date(2024, 1, 22)  # the count runs over the Spring Festival and its make-up days
LETTER = ConsultationSent("1", Consulted.THIRD_PARTY, date(2024, 1, 25), date(2024, 1, 26))
HISTORIES: dict[str, tuple[Event, ...]] = {
    "plain": (Received(START),),
    "consulted": (Received(START), LETTER, OpinionReceived("1", date(2024, 2, 4))),
    "silent": (Received(START), LETTER),
    "extended": (Received(START), Extended(10, date(2024, 2, 1))),
    "supplemented": (
        Received(START),
        SupplementRequested(date(2024, 1, 24)),
        SupplementReceived(date(2024, 1, 29)),
    ),
    "replied": (Received(START), Replied(date(2024, 2, 6))),
}


@pytest.mark.parametrize("name", HISTORIES)
@pytest.mark.parametrize("today", [START, date(2024, 2, 3), date(2024, 2, 12), date(2024, 6, 1)])
def test_the_runs_follow_each_other_without_a_gap_and_add_up_to_the_limit(name: str, today: date) -> None:
    clock = read_clock(HISTORIES[name], CALENDAR, today=today)
    runs = segments_of(clock, CALENDAR, today)
    assert (runs[0].first, runs[-1].last) == (clock.started_on, clock.due_on)
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(runs))
    assert sum(run.counted for run in runs) == runs[-1].so_far == clock.allowed_workdays


def test_a_run_says_what_it_is_and_names_its_makeup_days() -> None:
    clock = read_clock(HISTORIES["consulted"], CALENDAR, today=date(2024, 2, 19))
    told = [run.why for run in segments_of(clock, CALENDAR, date(2024, 2, 19))]
    assert told == [
        "收到申请之日，不计入",
        "工作日",
        "征求第三方意见，7个工作日不计",
        "工作日，含2月18日调休上班",
        "还剩的工作日",
    ]


def test_days_after_the_reply_are_neither_gone_nor_left() -> None:
    clock = read_clock(HISTORIES["replied"], CALENDAR, today=date(2024, 2, 6))
    assert segments_of(clock, CALENDAR, date(2024, 2, 6))[-1].why == "没有用到的工作日，含2月18日调休上班"


def test_without_a_day_of_receipt_there_are_no_runs() -> None:
    assert segments_of(read_clock((), CALENDAR, today=START), CALENDAR, START) == []
