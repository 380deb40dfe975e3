"""What a government publishes by itself: by when, and what the catalogue says of each piece (Regulations arts. 12, 26)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import Citation, cite
from gongkai.law.limits import statutory_workdays
from gongkai.law.workdays import WorkCalendar

_FILE = Path(__file__).parent / "data" / "publishing.toml"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def publish_by(formed_on: date, calendar: WorkCalendar) -> date:
    """The last day to publish what was formed or changed that day: the 20th working day after it (art. 26).

    Where a law or regulation sets another limit the catalogue prints it, and `law.coverage.due_day` counts that one.
    Example: formed on Monday 2024-03-04 → Monday 2024-04-01.
    """
    return calendar.nth_workday_after(formed_on, statutory_workdays())


def is_late(formed_on: date, published_on: date, calendar: WorkCalendar) -> bool:
    """Whether it was published after the last day of art. 26. On the last day is in time."""
    return published_on > publish_by(formed_on, calendar)


def catalogue_elements() -> Mapping[str, str]:
    """What the catalogue says of each piece (art. 12 para 2), code → label; the index number is given at the release."""
    return {element["code"]: element["label"] for element in _data()["catalogue"]["elements"]}


def ground_of_catalogue() -> Citation:
    """Where the law says so."""
    return cite("条例", _data()["catalogue"]["article"], _data()["catalogue"]["paragraph"])
