"""By which day an annual report must be published. Regulations art. 49."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import Citation, cite
from gongkai.law.facts import BodyKind

_FILE = Path(__file__).parent / "data" / "deadlines.toml"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def published_by(kind: BodyKind, year: int) -> date:
    """The last day for the report of that year: published_by(GOVERNMENT, 2024) → 2025-03-31."""
    day = _data()["published_by"][kind.value]
    return date(year + 1, day["month"], day["day"])


def ground_of(kind: BodyKind) -> Citation:
    """Where the law says so."""
    day = _data()["published_by"][kind.value]
    return cite("条例", day["article"], day["paragraph"])
