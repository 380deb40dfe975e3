"""The texts letters are made from: the agency's own where it has one, else the built-in one; and how a text is filled.

A text is paragraphs, one a line. `{补正期限}` stands for a value of the letter, `{指导和释明|…}` for a value or, where there
is none, what follows the bar.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.applications.models import LetterTemplate
from gongkai.law.letters import TABLE, letter, values_of_every_letter

_FOLDER = Path(__file__).parent.parent / "data"
_PLACE = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")

Given = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class LetterText:
    """The text in use. template: the key of the agency's version it is, None for the built-in text."""

    title: str
    body: str
    template: int | None = None
    version: int = 0


def text_in_use(agency_id: int, code: str) -> LetterText:
    """What letters of that kind are made from at that agency: its highest version, or the built-in text."""
    own = LetterTemplate.objects.filter(agency=agency_id, letter=code).first()
    return LetterText(own.title, own.body, own.pk, own.version) if own else built_in(code)


@cache
def built_in(code: str) -> LetterText:
    """The text that comes with the platform. KeyError for an unknown letter."""
    letter(code)
    title, body = (_FOLDER / "letters" / f"{code}.txt").read_text(encoding="utf-8").split("\n", 1)
    return LetterText(title, body.strip())


@cache
def decisions() -> Mapping[str, str]:
    """The decision in a sentence, by outcome or by group of outcomes."""
    return tomllib.loads((_FOLDER / "decisions.toml").read_text(encoding="utf-8"))


def places_in(body: str) -> list[str]:
    """The words in braces of a text, in order, each once."""
    return list(dict.fromkeys(match.group(1).strip() for match in _PLACE.finditer(body)))


def without_places(body: str) -> str:
    """The text with every word in braces taken out."""
    return _PLACE.sub("", body)


def fill(code: str, body: str, told: Given) -> list[str]:
    """The paragraphs of the letter. One whose own values are all empty is left out; a value of several lines makes several
    paragraphs, and one given as a list is numbered.

    told: by names of values. Values every letter has do not keep a paragraph alive by themselves.
    """
    wanted = letter(code)
    names = {word: name for name, word in wanted.values.items()}
    own = set(wanted.values) - set(values_of_every_letter())
    paragraphs: list[str] = []
    for line in body.splitlines():
        mine = [match for match in _PLACE.finditer(line) if names.get(match.group(1).strip()) in own]
        if mine and not any(told.get(names[match.group(1).strip()]) or match.group(2) for match in mine):
            continue
        filled = _PLACE.sub(
            lambda match: _shown(wanted.table, names.get(match.group(1).strip(), ""), match, told), line
        )
        paragraphs += [part.strip() for part in filled.splitlines() if part.strip()]
    return [re.sub(r"。{2,}", "。", text) for text in paragraphs]


def _shown(table: str, name: str, place: re.Match[str], told: Given) -> str:
    value = told.get(name) or ""
    if name == table and value:
        return TABLE
    text = value if isinstance(value, str) else "\n".join(f"{count}．{line}" for count, line in enumerate(value, 1))
    return text or place.group(2) or ""
