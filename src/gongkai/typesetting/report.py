"""The annual report in print: PDF for the archive, DOCX for the desk. Both hold the three statutory tables whole.

Format and labels: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号 (`gongkai.law.formats`); page: GB/T 9704-2012.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.law.figures import Address
from gongkai.law.formats import Format, by_key
from gongkai.typesetting.grids import Cell, Grid, Line, grids, type_sizes
from gongkai.typesetting.pdf import compose
from gongkai.typesetting.texts import broken_title, clean, date_in_words, paragraphs, running

_EMPTY = "无"


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """An annual report as it is printed.

    title: 管城回族区人民政府2020年政府信息公开工作年度报告; body: the agency; format_key: "2019" or "2021";
    figures: address → the figure as text ("14358", "-2"); a cell without one is printed empty;
    overview, problems, other_matters: the texts of sections 一、五、六, paragraphs divided by line ends;
    scope: whose figures these are; draft: prints 草稿 on every page.
    ValueError where `figures` has an address that the format does not know.
    """

    title: str
    body: str
    year: int
    format_key: str
    figures: Mapping[Address, str]
    overview: str = ""
    problems: str = ""
    other_matters: str = ""
    index_number: str = ""
    published_on: date | None = None
    scope: str = ""
    draft: bool = False
    form: Format = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        form = by_key(self.format_key)
        unknown = sorted(set(self.figures) - set(form.addresses()))
        if not clean(self.title).strip():
            raise ValueError("年度报告没有标题。请写明机关名称和年度。")
        if unknown:
            raise ValueError(f"{self.format_key}年格式没有这些单元格：{'、'.join(unknown)}。请核对报告年度与格式。")
        object.__setattr__(self, "form", form)

    def record(self) -> tuple[tuple[str, str], ...]:
        """The lines under the title: name and value."""
        published = self.published_on
        day = date_in_words(published.year, published.month, published.day) if published else ""
        lines = (("索引号", self.index_number), ("发布机构", self.body), ("发布日期", day))
        return tuple((name, value) for name, value in lines if value)

    def sections(self) -> tuple["Section", ...]:
        """The six sections of the form in order, each with its text or its table."""
        texts = (self.overview, "", "", "", self.problems, self.other_matters)
        tables = (None, *grids(self.form), None, None)
        return tuple(
            Section(title, tuple(paragraphs(text)) or (() if table else (_EMPTY,)), table)
            for title, text, table in zip(self.form.section_titles, texts, tables, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six parts of the report: its title, its paragraphs, its table."""

    title: str
    paragraphs: tuple[str, ...]
    grid: Grid | None


def report_pdf(report: PrintedReport, *, font_folder: Path | None = None) -> bytes:
    """The report as PDF/A-2b and PDF/UA-1. `font_folder`: the office's own 小标宋、仿宋、楷体."""
    data = {
        "title": report.title,
        "title_lines": broken_title(report.title, after=report.body),
        "body": report.body,
        "record": [{"name": name, "value": value} for name, value in report.record()],
        "scope": report.scope,
        "draft": report.draft,
        "sections": [_section(section, report.figures) for section in report.sections()],
    }
    return compose("report", data, dated_on=report.published_on, font_folder=font_folder)


def report_docx(report: PrintedReport) -> bytes:
    """The report as a Word document: the tables merged as on the official blank form, heads marked as heads."""
    from gongkai.typesetting.report_word import composed  # the Word library is heavy, and most workers never need it

    return composed(report)


def _section(section: Section, figures: Mapping[Address, str]) -> dict[str, Any]:
    return {
        "title": section.title,
        "paragraphs": running(section.paragraphs, depth=3),
        "grid": _grid(section.grid, figures) if section.grid else None,
    }


def _grid(grid: Grid, figures: Mapping[Address, str]) -> dict[str, Any]:
    size, figure_size, pad_x, pad_y = type_sizes(grid, figures)

    def line(cells: Line) -> list[dict[str, Any]]:
        return [_cell(cell, figures, figure_size) for cell in cells]

    return {
        "widths": grid.widths,
        "size": size,
        "pad_x": pad_x,
        "pad_y": pad_y,
        "parts": [{"head": [line(x) for x in p.head], "rows": [line(x) for x in p.rows]} for p in grid.parts],
    }


def _cell(cell: Cell, figures: Mapping[Address, str], size: float) -> dict[str, Any]:
    return {
        "role": cell.role.value,
        "text": figures.get(cell.address, "") if cell.address else cell.text,
        "columns": cell.columns,
        "rows": cell.rows,
        "size": size,
        "centred": cell.centred,
    }
