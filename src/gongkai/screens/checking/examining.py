"""A file read, judged and made ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gongkai import reading
from gongkai.law import checks
from gongkai.law.checks.findings import Judgement
from gongkai.law.facts import ReportFact
from gongkai.reading import Reading, Source
from gongkai.reading.model import ReadCell
from gongkai.reading.neighbours import settled_by_years
from gongkai.screens.checking.library import Library

SHEETS = ("tokens.css", "components.css", "check.css")


@dataclass(frozen=True, slots=True)
class Examined:
    """One report of a file. compared: titles of the reports it was held against."""

    reading: Reading
    fact: ReportFact
    judgement: Judgement
    compared: tuple[str, ...] = ()


def examine(source: Source, library: Library | None = None) -> list[Examined]:
    """Every report in the file, judged. library: the reports of other years and bodies that are at hand.

    Unreadable where the file is no report.
    """
    found: list[Examined] = []
    library = library or Library()
    for read in reading.read_source(source):
        fact = read.to_fact()
        earlier, later = library.year_before(fact), library.year_after(fact)
        if read.options and (earlier or later):
            read = settled_by_years(read, last_year=earlier, next_year=later)
            fact = read.to_fact()
        sisters = library.sisters.alike(fact)
        judgement = checks.judge(fact, last_year=earlier, children=library.children, sisters=sisters)
        found.append(Examined(read, fact, judgement, _compared(earlier, later, library)))
    return found


def facts(source: Source) -> list[ReportFact]:
    """The reports of a file that others are held against. Unreadable where there is none."""
    return [read.to_fact() for read in reading.read_source(source)]


def _compared(earlier: ReportFact | None, later: ReportFact | None, library: Library) -> tuple[str, ...]:
    years = (one for one in (earlier, later) if one)
    told = [f"{one.body or '机关名称不明'}{one.year or '年份不明'}年度报告" for one in years]
    if library.children:
        told.append(f"{len(library.children)}个下级单位的报告")
    if len(library.sisters):
        told.append("其他单位的正文")
    return tuple(told)


def page_of(source: Source, examined: Sequence[Examined]) -> str:
    """The self-contained page of a file's reports."""
    from gongkai.typesetting import checkpage

    return checkpage.page(materials(source, examined), styles())


def body_of(source: Source, examined: Sequence[Examined], at: str = "") -> str:
    """The same for a frame that has its own head. at: the moment, in words."""
    from gongkai.typesetting import checkpage

    return checkpage.body(materials(source, examined, at))


def title_of(source: Source, examined: Sequence[Examined]) -> str:
    """What the page is called."""
    from gongkai.typesetting import checkpage

    return checkpage.title_of(materials(source, examined))


@cache
def styles() -> tuple[str, ...]:
    """The sheets the portal links and a self-contained page holds."""
    folder = resources.files("gongkai.screens") / "static" / "screens"
    return tuple((folder / name).read_text(encoding="utf-8") for name in SHEETS)


def materials(source: Source, examined: Sequence[Examined], at: str = "") -> list[Any]:
    """What the page is made from: a `checkpage.Checked` for each report."""
    from gongkai.typesetting.checkpage import Checked, Paragraph

    return [
        Checked(
            file=source.name,
            kind=source.kind,
            data=source.data,
            fact=one.fact,
            judgement=one.judgement,
            spots={cell: _spot(read, source.kind) for cell, read in one.reading.cells.items()},
            text=source.text,
            layout=one.reading.layout,
            remarks=one.reading.remarks,
            paragraphs=tuple(
                Paragraph(paragraph.text, paragraph.start, paragraph.section)
                for section in one.reading.sections
                for paragraph in section.paragraphs
            ),
            compared=one.compared,
            at=at,
        )
        for one in examined
    ]


def _spot(read: ReadCell, kind: str) -> Any:
    from gongkai.typesetting.checkpage import Spot

    place = read.place
    if place is None:
        return Spot(read.raw, read.settled_by, readings=read.readings, likely=read.likely)
    return Spot(
        raw=read.raw,
        settled_by=read.settled_by,
        line=place.line,
        start=place.start,
        end=place.end,
        page=place.page,
        box=place.box,
        table=place.table,
        row=place.row,
        column=place.column,
        readings=read.readings,
        likely=read.likely,
        in_pixels=kind == "image",
    )
