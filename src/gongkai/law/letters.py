"""The 31 letters of the procedure: when each is sent, to whom, what it must contain."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "letters.toml"


@dataclass(frozen=True, slots=True)
class Letter:
    """code: `third_party_consultation`; to: applicant, third_party, agency or recipient; elements: its own required
    elements; remedy: whether it must say where one may appeal (a procedural letter must not); basis: articles.
    """

    code: str
    title: str
    trigger: str
    due: str
    to: str
    elements: tuple[str, ...]
    remedy: bool
    basis: str


@cache
def all_letters() -> Mapping[str, Letter]:
    """Every letter by its code, in the order of the procedure."""
    entries = _data()["letters"]
    return {entry["code"]: Letter(**{**entry, "elements": tuple(entry["elements"])}) for entry in entries}


def letter(code: str) -> Letter:
    """The letter with that code. KeyError for any other."""
    return all_letters()[code]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
