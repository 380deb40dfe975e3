"""Counting a time limit as one does with a wall calendar and a pencil: day after day, striking out what does not count.

It shares no code with `law.clock`: days off are read from the calendar files, and every limit is walked to on foot.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[2] / "src" / "gongkai" / "law" / "data" / "calendars"
_WALL = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]
OFF = {day for year in _WALL for day in year["days_off"]}
PRINTED = {year["year"] for year in _WALL}
MADE_UP = {day for year in _WALL for day in year["makeup_days"]}
TURN = ["received", "supplement_requested", "supplement_received", "fee_notice_received", "fee_paid", "consultation_sent", "opinion_received", "extended", "deferred", "replied"]  # fmt: skip


def works(day: date) -> bool:
    """Whether offices are open. Of a year that hangs on no wall yet only New Year's Day is known."""
    if day.year not in PRINTED and (day.month, day.day) == (1, 1):
        return False
    return day in MADE_UP or (day.isoweekday() <= 5 and day not in OFF)


def walk(start: date, steps: int, struck: set[date]) -> date:
    """The day on which so many open days, none of them struck out, have gone by after `start`."""
    day = start
    while steps:
        day += timedelta(days=1)
        if works(day) and day not in struck:
            steps -= 1
    return day


def struck_out(events: list[dict[str, Any]]) -> set[date]:
    """Every day that lies in a consultation: from the day after the letter to the answer, or to the fifteenth open day
    after they had it, whichever comes first. A day struck twice is struck once."""
    struck: set[date] = set()
    for sent in (event for event in events if event["kind"] == "consultation_sent"):
        answers = [e["on"] for e in events if e["kind"] == "opinion_received" and e["ref"] == sent["ref"]]
        ends = [min(answers)] if answers else []
        if sent["to"] != "other_agency" and sent.get("received_by_them_on"):
            ends.append(walk(sent["received_by_them_on"], 15, set()))
        last = min(ends) if ends else sent["on"] + timedelta(days=900)
        day = sent["on"]
        while day < last:
            day += timedelta(days=1)
            struck.add(day)
    return struck


def due_day(events: list[dict[str, Any]]) -> date | None:
    """The day by which the reply must be served; None while a fee is awaited or an answer that has no limit is."""
    struck = struck_out(events)
    start, allowed, used, waits, chosen = date.min, 20, 0, False, None
    for event in sorted(events, key=lambda event: (event["on"], TURN.index(event["kind"]))):
        kind, on = event["kind"], event["on"]
        if kind == "received":
            start = on
            continue
        due = chosen or walk(start, allowed, struck)
        if kind in {"supplement_received", "fee_paid"}:
            start, allowed, chosen = on, 20, None
            waits = waits and kind != "fee_paid"
        elif kind == "fee_notice_received" and on <= due:
            waits = True
        elif kind == "extended" and (
            waits or on <= due
        ):  # granted while a fee is awaited, its days are used all the same
            allowed += min(event["workdays"], 20 - used)
            used += min(event["workdays"], 20 - used)
        elif kind == "deferred" and (waits or on <= due):
            chosen = event["due_on"]
    if waits:
        return None
    found = chosen or walk(start, allowed, struck)
    return None if found > start + timedelta(days=700) else found
