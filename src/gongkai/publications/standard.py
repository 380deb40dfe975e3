"""What ships with the platform: the 26 priority fields of 国办发〔2019〕54号, the columns of a catalogue, and a sample of our own.

The sample is to be tried out and shown, and replaced by the catalogue the government itself issued (`import_catalogue`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import cite

_DATA = Path(__file__).parent / "data"
SAMPLE = "目录样例"  # marks in `extra` what came from the sample
BODY = "公开主体"  # what the catalogue prints, kept in `extra`: who owes an element here is an ElementDuty


@dataclass(frozen=True, slots=True)
class Field:
    """A priority field. certain: its name was seen in an official catalogue."""

    slug: str
    name: str
    certain: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleElement:
    """One line of a catalogue. limit: as printed; audience: 特定群众, empty for everyone."""

    name: str
    limit: str
    county: bool
    township: bool
    audience: str = ""


@dataclass(frozen=True, slots=True)
class SampleMatter:
    """A matter with its elements. article_item: `20.10`, the item of art. 20 it rests on, or `21`; body: who usually publishes it."""

    first: str
    second: str
    article_item: str
    basis: str
    body: str
    elements: tuple[SampleElement, ...]


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def document() -> str:
    """国办发〔2019〕54号."""
    return str(_read("fields.toml")["document"])


@cache
def fields() -> tuple[Field, ...]:
    """The 26 fields, in the order of the document."""
    return tuple(
        Field(entry["slug"], entry["name"], entry["certain"], tuple(entry.get("aliases", ())))
        for entry in _read("fields.toml")["fields"]
    )


def carriers() -> tuple[str, ...]:
    """公开渠道和载体, as catalogues list them."""
    return tuple(_read("fields.toml")["carriers"])


def column_names() -> Mapping[str, tuple[str, ...]]:
    """The columns of a catalogue: key → what is printed (`上/下` where the head has two rows) and the other ways it is written."""
    return {entry["key"]: (entry["label"], *entry.get("aliases", ())) for entry in _read("fields.toml")["columns"]}


def columns() -> Mapping[str, str]:
    """The columns of a catalogue in their order: key → what is printed in one line."""
    return {key: names[0] for key, names in column_names().items()}


def basis_of(article_item: str) -> str:
    """`20.10` → 《中华人民共和国政府信息公开条例》第二十条第（十）项; `21` → 第二十一条."""
    article, _, item = article_item.partition(".")
    return str(cite("条例", int(article), None, int(item) if item else None))


@cache
def sample(slug: str) -> tuple[SampleMatter, ...]:
    """The sample's matters of a field, each with its item of art. 20; none for a field it does not know."""
    data = _read("sample_catalogue.toml")
    told = data["fields"].get(slug)
    if told is None:
        return ()
    return tuple(
        SampleMatter(
            first=matter["first"],
            second=matter["second"],
            article_item=matter["basis"],
            basis=f"{basis_of(matter['basis'])}；{told['law']}",
            body=told["body"],
            elements=tuple(_element(line, data) for line in matter["elements"]),
        )
        for matter in told["matters"]
    )


def _element(line: str, data: Mapping[str, Any]) -> SampleElement:
    """`名称 | 20 | 县乡 | 被征收人`."""
    name, limit, level, *audience = (part.strip() for part in line.split("|"))
    county, township = data["levels"][level]
    return SampleElement(name, data["limits"][limit], county, township, *audience)
