"""The Regulations article by article, in short: what each says, for whoever must choose one on a screen."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "statute.toml"


@dataclass(frozen=True, slots=True)
class Article:
    """number: 36; gist: condensed, not the full text; items: those it lists; asks: whether software must do something."""

    number: int
    gist: str
    items: tuple[str, ...] = ()
    asks: bool = False


@cache
def articles() -> Mapping[int, Article]:
    """Every article that asks for conduct, by its number."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = (Article(**{**entry, "items": tuple(entry.get("items", ()))}) for entry in data["articles"])
    return {article.number: article for article in found}
