"""The columns a house is founded with and the templates a column is opened from, as `data/templates.toml` tells them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "templates.toml"


@dataclass(frozen=True)
class PartPlan:
    """One block: kind as SectionPart.Kind; field: name of a priority field; text: a paragraph a line; links: (words, path)."""

    kind: str
    title: str
    keyword: str = ""
    field: str = ""
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    size: int = 6


@dataclass(frozen=True)
class Template:
    """group: fixed, menu, plain or special; certain: False where the name was not seen in an official text."""

    key: str
    group: str
    name: str
    slug: str
    description: str
    keywords: str = ""
    kind: str = "other"
    certain: bool = True
    fresh_days: int | None = None
    parts: tuple[PartPlan, ...] = ()

    @property
    def is_special(self) -> bool:
        return self.group == "special"


@cache
def templates() -> tuple[Template, ...]:
    """All, in the order of the file."""
    told = tomllib.loads(DATA.read_text(encoding="utf-8"))["template"]
    return tuple(_template(entry) for entry in told)


def of_group(*groups: str) -> tuple[Template, ...]:
    return tuple(template for template in templates() if template.group in groups)


def template_named(key: str) -> Template | None:
    return next((template for template in templates() if template.key == key), None)


def _template(entry: dict[str, Any]) -> Template:
    parts = tuple(
        PartPlan(**{**part, "links": tuple((words, path) for words, path in part.get("links", ()))})
        for part in entry.get("parts", ())
    )
    return Template(**{**entry, "parts": parts})
