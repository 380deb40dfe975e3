"""The smallest report that provokes each check, from `failing/<code>.toml`. Shown in docs/checks.md, held by a test.

format and year default to 2021 and 2024; cells: numbers, or the name of a state; zeros: patterns of cells that hold 0;
printed: signs as they stand; sections: text by number, from which headings and claims are read: where a report has any,
those not given are without fault, and `without` lists those it lacks; last_year: the same for the year before; children: the same
for subordinate bodies.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from gongkai.law.facts import BodyKind, Claim, ReportFact, SectionFact, Statement
from gongkai.law.figures import Address, Figure, State
from gongkai.law.formats import by_key
from gongkai.reading.headings import heading
from gongkai.reading.model import Paragraph
from gongkai.reading.narrative.claims import claims_of
from gongkai.reading.narrative.statements import statements_of

FOLDER = Path(__file__).parent / "failing"
_FAULTLESS = {
    1: "",
    2: "",
    3: "",
    4: "",
    5: "工作考核、社会评议和责任追究结果已经公布。",
    6: "本年度未收取信息处理费。",
}


@dataclass(frozen=True)
class Example:
    code: str
    why: str
    report: ReportFact
    last_year: ReportFact | None
    text: str  # the file as it stands


def codes() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def example(code: str) -> Example:
    text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    report = _report(data, year=data.get("year", 2024))
    before = data.get("last_year")
    last_year = _report({"format": report.format_key, **before}, year=data.get("year", 2024) - 1) if before else None
    return Example(data["code"], data["why"], report, last_year, text)


def _report(data: Mapping[str, Any], *, year: int) -> ReportFact:
    key = data.get("format", "2021")
    texts = _texts(data)
    return ReportFact(
        year=year,
        format_key=key,
        figures=_figures(data, key),
        body_kind=BodyKind(data.get("body_kind", "government")),
        sections=tuple(_section(number, text, key) for number, text in texts.items()),
        claims=tuple(claim for number, text in texts.items() for claim in _claims(number, text)),
        printed=data.get("printed", {}),
        published_on=data.get("published_on"),
        units=data.get("units", {}),
        children=tuple(_report({"format": key, **child}, year=year) for child in data.get("children", [])),
        body=data.get("body", ""),
        statements=tuple(said for number, text in texts.items() for said in _statements(number, text)),
    )


def _figures(data: Mapping[str, Any], key: str) -> dict[Address, Figure]:
    figures = {
        cell: Figure(0)
        for cell in by_key(key).addresses()
        if any(fnmatchcase(cell, pattern) for pattern in data.get("zeros", []))
    }
    for cell, value in data.get("cells", {}).items():
        figures[cell] = Figure(None, State(value)) if isinstance(value, str) else Figure(value)
    return figures


def _texts(data: Mapping[str, Any]) -> dict[int, str]:
    if "sections" not in data:
        return {}
    given = {int(number): text.strip() for number, text in data["sections"].items()}
    whole = {**_FAULTLESS, **given}
    return {number: whole[number] for number in sorted(whole) if number not in data.get("without", [])}


def _section(number: int, text: str, key: str) -> SectionFact:
    found = (heading(line) for line in text.splitlines())
    return SectionFact(number, by_key(key).section_titles[number - 1], text, tuple(words for words in found if words))


def _claims(number: int, text: str) -> list[Claim]:
    return list(claims_of([Paragraph(line, 0, number) for line in text.splitlines()]))


def _statements(number: int, text: str) -> list[Statement]:
    return list(statements_of([Paragraph(line, 0, number) for line in text.splitlines()]))
