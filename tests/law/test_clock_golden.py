"""The fifteen standard cases, in `data/clock_cases.toml`: what happened, and the day the law makes of it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from gongkai.law.clock import answer, clock_of_case, publication_due_on
from gongkai.law.workdays import load_calendar

CALENDAR = load_calendar()
DATA = tomllib.loads((Path(__file__).parent / "data" / "clock_cases.toml").read_text(encoding="utf-8"))


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["id"])
def test_each_standard_case_comes_out_as_the_law_says(case):
    found = answer(case, CALENDAR)
    assert {key: found[key] for key in case["expect"]} == {key: _plain(value) for key, value in case["expect"].items()}


@pytest.mark.parametrize("item", DATA["publications"], ids=lambda item: item["id"])
def test_what_is_formed_is_made_public_within_twenty_working_days(item):
    assert publication_due_on(item["formed_on"], CALENDAR) == item["due_on"]


def test_all_fifteen_cases_are_here():
    numbers = {case["id"].split("-")[0] for case in DATA["cases"] + DATA["publications"]}
    assert numbers == {f"C{number:02}" for number in range(1, 16)}


def test_the_old_due_day_stays_visible_after_a_restart():
    by_id = {case["id"]: case for case in DATA["cases"]}
    assert clock_of_case(by_id["C12"], CALENDAR).old_due_on == date(2024, 5, 31)
    assert clock_of_case(by_id["C13"], CALENDAR).old_due_on == date(2025, 4, 29)


def test_the_silent_third_partys_wait_ends_on_the_fifteenth_working_day():
    case = next(case for case in DATA["cases"] if case["id"] == "C09")
    (pause,) = clock_of_case(case, CALENDAR).pauses
    assert pause.deemed
    assert pause.until == date(2024, 4, 1)
