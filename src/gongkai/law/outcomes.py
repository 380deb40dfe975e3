"""The 24 outcomes of an application: their articles, the row they count in, their letter, their remedies.

Regulations art. 10, 14, 15, 16, 30, 35, 36, 37, 38, 39, 42: which answer, on what ground.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WITHOUT_REPLY = frozenset({"otherwise.not_supplemented", "otherwise.withdrawn"})
_FILE = Path(__file__).parent / "data" / "outcomes.toml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """code: `refused.state_secret`; rows: format key → row of table 3; letter: a kind of reply document.

    grounds: the articles a reply cites; empty where the Regulations name none and the officer must say which.
    """

    code: str
    label: str
    legal_basis: str
    grounds: str
    row_2019: str
    row_2021: str
    letter: str
    remedy_group: str
    note: str = ""

    def row(self, format_key: str) -> str:
        """The row of table 3 this outcome counts in, in that format."""
        return self.row_2019 if format_key == "2019" else self.row_2021

    @property
    def group(self) -> str:
        """granted, granted_in_part, refused, unavailable, not_taken_up or otherwise."""
        return self.code.split(".")[0]


@cache
def all_outcomes() -> tuple[Outcome, ...]:
    """Every outcome in the order of table 3."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Outcome(**entry) for entry in data["outcomes"])


@cache
def outcomes_of_replies() -> tuple[Outcome, ...]:
    """The outcomes a reply can have: all but lapse and withdrawal, which end a case without one."""
    return tuple(entry for entry in all_outcomes() if entry.code not in _WITHOUT_REPLY)


@cache
def _by_code() -> dict[str, Outcome]:
    return {outcome.code: outcome for outcome in all_outcomes()}


def outcome(code: str) -> Outcome:
    """The outcome with that code. KeyError for any other."""
    return _by_code()[code]
