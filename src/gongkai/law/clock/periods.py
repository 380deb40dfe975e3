"""The lengths the law gives, in working days, as data (`data/periods.toml`), each with its article there."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "periods.toml"


@dataclass(frozen=True, slots=True)
class Periods:
    """Working days each: reply 20, extension 20, supplement_notice 7, opinion 15, publication 20, payment 20, confirmation 1."""

    reply: int
    extension: int
    supplement_notice: int
    opinion: int
    publication: int
    payment: int
    confirmation: int


def _load() -> Periods:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Periods(**data["workdays"])


PERIODS = _load()
