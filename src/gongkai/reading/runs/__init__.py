"""Text in which the cells of a table are not one a line: run together, partly parted, a line per row, or out of order."""

import itertools
from collections.abc import Sequence

from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, headings, labels
from gongkai.reading.errors import Unreadable
from gongkai.reading.model import Reading
from gongkai.reading.narrative import sections_of
from gongkai.reading.rows import Line
from gongkai.reading.runs import lines as runs_lines
from gongkai.reading.runs.strips import ROW, Strip, is_page_number, stream_of, strips_of
from gongkai.reading.runs.tables import Tables
from gongkai.reading.runs.told import told
from gongkai.reading.source import Source

NAME = "纯文本"
_FEW = 3
_LONGEST_TEXT = 1_000_000
_MOST_STRIPS = 6_000  # figures of some thirty reports
_HEAD = 60  # lines in which a report names itself


def fits(source: Source) -> bool:
    """Whether rows of table 3 or their labels stand in the text, in whatever order."""
    if source.kind != "text" or len(source.text) > _LONGEST_TEXT:
        return False
    text = folding.label(source.text)
    wanted = [entry for entry in labels.wanted_rows(by_key(keys()[-1])) if entry.table == "t3"]
    found = sum(entry.label in text for entry in wanted)
    first = wanted[0].label
    return found >= _FEW or first in text


def read(source: Source) -> list[Reading]:
    """Every report in the text. Unreadable where several stand in it that no title parts."""
    text = source.text
    first_row = folding.label(by_key(keys()[-1]).rows[0].label)
    rows = folding.label(text).count(first_row)
    if rows <= 1:
        return [_report(text, 0, len(text))]
    lines = text.split("\n")
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    starts = [begins[at] for at in headings.starts_of_reports(lines)]
    bounds = [*starts, len(text)]
    pieces = [(b, e) for b, e in itertools.pairwise(bounds) if first_row in folding.label(text[b:e])]
    if len(pieces) != rows:
        strips = [s for s in strips_of(stream_of(text, 0, len(text))) if s.holds(ROW) and s.label.endswith(first_row)]
        if len(strips) <= 1:
            return [_report(text, 0, len(text))]
        words = f"文件里有{len(strips)}份表三，分不清各属哪份报告。"
        raise Unreadable("layout.several", words, "请把每份报告存成一个文件，各自以报告标题开头。")
    return [_report(text, begin, end) for begin, end in pieces]


def _report(text: str, begin: int, end: int) -> Reading:
    lines = runs_lines.lines_of(text, begin, end)
    strips = strips_of(stream_of(text, begin, end))
    if len(strips) > _MOST_STRIPS:
        raise Unreadable("file.large", f"文件里有{len(strips)}处数字，不像一份年度报告。", "请只交报告本身。")
    folded = folding.label(text[begin:end])
    key = labels.format_of([folded])
    if key is None:
        raise Unreadable(
            "format.unknown",
            "表二的标题和栏目对不上2019年格式，也对不上2021年格式，分不清是哪一种。",
            "请核对文件里有没有完整的表二（第二十条各项）。",
        )
    form = by_key(key)
    plain = [strip for strip in strips if not strip.said]
    sections, claims = sections_of(lines, ())
    tables = Tables(
        form, folded, plain, told(form, (section.text for section in sections), claims), [line.text for line in lines]
    )
    cells = tables.cells()
    sections, claims = sections_of(lines, _lines_of_tables(lines, tables.used))
    body, year = _who_and_when(lines)
    return Reading(
        body,
        year,
        key,
        headings.body_kind(body),
        f"{NAME}，{_manner(tables)}",
        cells,
        sections,
        claims,
        units=tables.units,
        options=tables.options,
    )


def _lines_of_tables(lines: Sequence[Line], used: Sequence[Strip]) -> set[int]:
    """The lines on which the figures of the tables stand, unless they also hold sentences."""
    found: set[int] = set()
    for strip in used:
        for line in lines:
            inside = line.start <= strip.atoms[0].start and strip.atoms[0].start < line.start + len(line.text)
            also = strip.atoms[0].start <= line.start < strip.end
            if (inside or also) and "。" not in line.text:
                found.add(line.index)
    return found


def _manner(tables: Tables) -> str:
    """How the cells are parted, in Chinese."""
    if tables.apart:
        return "数字与行名分开"
    if tables.together * 2 > len(tables.used):
        return "格与格之间没有分隔"
    return "格与格之间部分有分隔" if tables.together else "一行一条"


def _who_and_when(lines: Sequence[Line]) -> tuple[str, int | None]:
    """The body and year of the title, which may be broken over lines; the publisher where the title names no body."""
    head = [line.text for line in lines if not line.is_empty and not is_page_number(line.text)][:_HEAD]
    body, year = "", None
    for at in range(len(head)):
        found = next((t for n in (1, 2, 3) if (t := headings.title("".join(head[at : at + n])))), None)
        if found:
            body, year = found.body, found.year
            break
    if not body:
        body = next((name for text in head if (name := headings.publisher(text))), "")
    return body, year
