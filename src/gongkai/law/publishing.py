"""What a government must publish by itself, by when, and what the catalogue says of each piece (Regulations arts. 12, 26)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import Citation, cite
from gongkai.law.workdays import WorkCalendar

_FILE = Path(__file__).parent / "data" / "publishing.toml"
ARTICLE_26 = cite("条例", 26)
ARTICLE_12 = cite("条例", 12, 2)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def proactive_workdays() -> int:
    """Within how many working days what was formed or changed is published: 20 (art. 26)."""
    return int(_data()["proactive"]["workdays"])


def publish_by(formed_on: date, calendar: WorkCalendar) -> date:
    """The last day to publish by, art. 26: the day of forming or changing does not count.

    Example: formed on Monday 2019-06-03 → 2019-07-02, the Dragon Boat holiday not counted.
    """
    return calendar.nth_workday_after(formed_on, proactive_workdays())


def is_late(formed_on: date, published_on: date, calendar: WorkCalendar) -> bool:
    """Whether it was published after the last day of art. 26. On the last day is in time."""
    return published_on > publish_by(formed_on, calendar)


def catalogue_elements() -> Mapping[str, str]:
    """What the catalogue says of each piece (art. 12 para 2), code → label; the index number is given at the release."""
    return {element["code"]: element["label"] for element in _data()["catalogue"]["elements"]}


def ground_of_catalogue() -> Citation:
    return cite("条例", _data()["catalogue"]["article"], _data()["catalogue"]["paragraph"])
