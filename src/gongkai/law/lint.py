"""What pasted text says that is no longer the law: articles of 2007, old limits, two review organs, private couriers.

A pure function over sentences. The rules are data (`data/lint.toml`), each with an example it must flag and one it must not.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.letters import squeezed

_FILE = Path(__file__).parent / "data" / "lint.toml"
_SENTENCES = re.compile(r"[^。;；!?\n]+[。;；!?]?")


class Remedies(StrEnum):
    """What the letter must say of remedies, as far as that is known: it decides which rules apply."""

    UNKNOWN = ""
    REVIEW_FIRST = "only_review_first"
    CHOICE = "only_choice"
    PROCEDURAL = "only_procedural"


@dataclass(frozen=True, slots=True)
class Rule:
    """code: `fifteen_workdays`. since, until: days of letters it applies to. when: the remedies it applies to, or "" for all.
    why, instead: what to tell the officer. flagged, passes: its examples.
    """

    code: str
    find: tuple[str, ...]
    unless: tuple[str, ...]
    why: str
    instead: str
    since: date
    until: date
    when: str
    flagged: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """code: of its rule; sentence: as it was written; why: what is wrong; instead: the right words."""

    code: str
    sentence: str
    why: str
    instead: str


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    return tuple(_rule(entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["rules"])


def lint(text: str, *, on: date, remedies: Remedies = Remedies.UNKNOWN) -> list[Hint]:
    """The hints about a text of a letter of that day, in the order of the text; each rule once a sentence.

    Example: 本机关将自收到申请之日起15个工作日内答复。 → `fifteen_workdays`: since 2019 it is 20.
    """
    return [
        Hint(rule.code, sentence.strip(), rule.why, rule.instead)
        for sentence in _SENTENCES.findall(text)
        for rule in rules()
        if rule.since <= on <= rule.until and rule.when in ("", remedies) and _breaks(rule, squeezed(sentence))
    ]


def _breaks(rule: Rule, plain: str) -> bool:
    return any(re.search(part, plain) for part in rule.find) and not any(re.search(part, plain) for part in rule.unless)


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        code=entry["code"],
        find=tuple(entry["find"]),
        unless=tuple(entry.get("unless", ())),
        why=entry["why"],
        instead=entry["instead"],
        since=entry.get("since", date.min),
        until=entry.get("until", date.max),
        when=entry.get("when", ""),
        flagged=tuple(entry["flagged"]),
        passes=tuple(entry["passes"]),
    )
