"""Seventy more cases, readable by a lawyer: every pair of pauses, restarts, extension, deferral and holiday, and the hard ones."""

import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from tests.law.by_hand import due_day
from tests.law.clocks import CALENDAR

from gongkai.law.clock import clock_of_case

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "clock_more_cases.toml").read_text(encoding="utf-8")
)["cases"]
STANDARD = tomllib.loads((Path(__file__).parent / "data" / "clock_cases.toml").read_text(encoding="utf-8"))["cases"]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


@each
def test_the_clock_finds_the_day_the_law_gives(case: dict[str, Any]) -> None:
    found = clock_of_case(case, CALENDAR)
    assert found.due_on == case.get("due_on")
    assert list(found.defect_codes) == case.get("defects", [])
    for name in ("old_due_on", "pay_due_on"):
        if name in case:
            assert getattr(found, name) == case[name]


@each
def test_counting_by_hand_finds_the_same_day(case: dict[str, Any]) -> None:
    assert due_day(case["events"]) == case.get("due_on")


@each
def test_a_lawyer_can_read_it(case: dict[str, Any]) -> None:
    assert "条例第" in case["articles"]
    assert case["story"]
    due = case.get("due_on")
    if due is not None:
        assert f"{due.year}年{due.month}月{due.day}日" in case["why"], "the reason names the day"


def test_counting_by_hand_finds_the_days_of_the_standard_cases_too() -> None:
    counted = 0
    for case in STANDARD:
        plain = [event for event in case["events"] if event["kind"] != "submitted"]
        if len(plain) == len(case["events"]) and isinstance(case["expect"].get("due_on"), date):
            assert due_day(plain) == case["expect"]["due_on"], case["id"]
            counted += 1
    assert counted >= 10


def test_every_pair_has_its_cases() -> None:
    pairs = {"+".join(pair) for pair in combinations("STJOEFDH", 2)}
    met = [case["id"].rsplit("-", 1)[0] for case in CASES]
    assert {pair: met.count(pair) for pair in pairs if met.count(pair) < 2} == {}
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
