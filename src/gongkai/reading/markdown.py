"""Text whose tables are drawn with signs: pipes (Markdown), tabs, or commas; and Markdown that holds tables in HTML."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reading import folding, html, labels
from gongkai.reading.grid import MOST_COLUMNS, Block, Grid, Printed, Text, expand
from gongkai.reading.grid import report as grid_report
from gongkai.reading.grid.rows import rows_of
from gongkai.reading.model import Place, Reading
from gongkai.reading.source import Source

NAME = "文本表格（竖线、制表符或逗号分格）"
_FEW = 3
_MOST_LINES = 50_000
_RULE = re.compile(r"^[\s|+:=\-—─┼├┤┬┴┌┐└┘╪═]+$")
_PIPES = str.maketrans("｜│┃║¦", "|||||")
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r"<(?:html|body|p|div|span)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s+)|\*\*|__")


def fits(source: Source) -> bool:
    """Whether rows of the form are drawn so: their label in one cell, figures in others."""
    if source.kind == "html":
        return not _PAGE.search(source.text) and bool(_HTML_TABLE.search(source.text))
    if source.kind != "text" or source.text.count("\n") > _MOST_LINES:
        return False
    exact = labels.exact_labels()
    rows = rows_of([block for block in blocks_of(source) if isinstance(block, Grid)])
    return len({row.label for row in rows if row.label in exact and row.values}) >= _FEW


def read(source: Source) -> list[Reading]:
    """Every report in the text."""
    return grid_report.read(blocks_of(source), source.name, NAME)


def blocks_of(source: Source) -> list[Block]:
    """Lines that follow each other and are parted by the same sign are one table."""
    if source.kind == "html":
        return list(_mixed(source))
    separator = _separator(source.text)
    return _lines(source.text, separator, 0, 0) if separator else []


def _mixed(source: Source) -> Iterator[Block]:
    """Text with tables in HTML."""
    end = tables = 0
    for match in _HTML_TABLE.finditer(source.text):
        yield from _lines(source.text[end : match.start()], "|", tables, source.text.count("\n", 0, end))
        blocks = html.blocks_of(match.group(), source.name)
        for block in blocks:
            tables += isinstance(block, Grid)
            yield block
        end = match.end()
    yield from _lines(source.text[end:], "|", tables, source.text.count("\n", 0, end))


def _separator(text: str) -> str:
    """The sign that parts most lines into cells with figures; none where few lines are so parted."""
    lines = text.translate(_PIPES).split("\n")
    counts = {sign: sum(_is_parted(line, sign) for line in lines) for sign in ("|", "\t", ",")}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] >= _FEW else ""


def _is_parted(line: str, sign: str) -> bool:
    cells = line.strip(" \r|").split(sign)
    return len(cells) >= 2 and any(folding.label(cell) in labels.exact_labels() for cell in cells)


@dataclass
class _Table:
    """A table as its lines come in."""

    number: int
    rows: list[list[Printed]]


def _lines(text: str, sign: str, tables: int, before: int) -> list[Block]:
    blocks: list[Block] = []
    open_table: _Table | None = None
    for number, line in enumerate(text.split("\n"), before + 1):
        drawn = line.translate(_PIPES)
        if sign == "|" and _RULE.match(drawn) and drawn.strip():
            continue
        cells = _cells(drawn, sign)
        if len(cells) >= 2:
            if open_table is None:
                tables += 1
                open_table = _Table(tables, [])
            open_table.rows.append(_printed(cells, open_table, number))
            continue
        if open_table is not None:
            blocks.append(expand(open_table.rows))
            open_table = None
        words = _MARKS.sub("", "".join(cells) if sign == "," and cells else line.strip())
        if words.strip():
            blocks.append(Text(words, Place(line=number)))
    if open_table is not None:
        blocks.append(expand(open_table.rows))
    return blocks


def _cells(line: str, sign: str) -> Sequence[str]:
    if sign not in line:
        return [line]
    if sign == ",":
        return next(csv.reader([line]), []) if line.count(",") >= 2 and "。" not in line else [line]
    if sign == "|":
        bare = line.strip()
        bare = bare.removeprefix("|")
        bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
        return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]
    return line.strip("\r\n").split(sign)


def _printed(cells: Sequence[str], table: _Table, line: int) -> list[Printed]:
    row = len(table.rows) + 1
    return [
        Printed(
            _BREAK.sub("\n", _MARKS.sub("", cell)).strip(),
            place=Place(line=line, table=table.number, row=row, column=column),
        )
        for column, cell in enumerate(cells[:MOST_COLUMNS], 1)
    ]
