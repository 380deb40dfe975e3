"""A flow of text and tables → the reports in it: body, year, format, figures, sections, claims."""

import itertools
from collections.abc import Sequence

from gongkai.law.figures import Address, Figure, State
from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, headings, labels
from gongkai.reading.errors import Unreadable
from gongkai.reading.grid import Block, Grid, Text
from gongkai.reading.grid.appeals import read_table4
from gongkai.reading.grid.rows import Row, rows_of
from gongkai.reading.grid.settle import settle
from gongkai.reading.grid.tables import Found, read_table2, read_table3
from gongkai.reading.model import ReadCell, Reading
from gongkai.reading.narrative import sections_of
from gongkai.reading.rows import lines_of

_FEW = 3  # rows of the form that must be found before figures are believed
_WIDTHS = {1, 2, 3, 7}
_SEVEN = 7
_TRADITIONAL = "原文用繁体字，已按简体字的栏目对照读出。"
_TITLE_LINES = 3
_LONGEST_TITLE = 80
_SHORT = 60  # signs of a line that may be a row of a table


def fits(blocks: Sequence[Block]) -> bool:
    """Whether rows of the statutory tables stand in the grids."""
    exact = labels.exact_labels()
    rows = rows_of([block for block in blocks if isinstance(block, Grid)])
    known = [row for row in rows if row.label in exact and row.values]
    return len({row.label for row in known}) >= _FEW and any(row.filled in _WIDTHS or not row.filled for row in known)


def read(blocks: Sequence[Block], name: str, layout: str) -> list[Reading]:
    """Every report in the flow. Unreadable where it holds none, or several that no title parts."""
    if not fits(blocks):
        raise Unreadable(
            "report.foreign",
            f"{name} 里没有找到政府信息公开工作年度报告的表格。",
            "请核对文件是否拿错；能核对的是2019年及以后按全国统一格式编制的年度报告，表格须是文字，不是图片。",
        )
    return [_report(piece, layout) for piece in _pieces(blocks)]


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """A page may carry a table twice, for wide and for narrow screens: one whose rows of figures all stood there before
    is left out."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            own = {
                (row.labels, *(folding.unspaced(cell.text).text for cell in row.values))
                for row in rows_of([block])
                if row.label and len(row.values) >= _SEVEN
            }
            if len(own) >= _FEW and own <= seen:
                continue
            seen |= own
        kept.append(block)
    return kept


def _pieces(blocks: Sequence[Block]) -> list[list[Block]]:
    """The flow, cut before the title of each report where it holds several."""
    if _reports_in(blocks) <= 1:
        return [_without_repeats(blocks)]
    pieces = [_without_repeats(piece) for piece in _split_at_titles(blocks)]
    counts = [_reports_in(piece) for piece in pieces]
    if any(count > 1 for count in counts):
        words = f"文件里有{sum(counts)}份表三，分不清各属哪份报告。"
        raise Unreadable("layout.several", words, "请把每份报告存成一个文件，各自以报告标题开头。")
    return [piece for piece, count in zip(pieces, counts, strict=True) if count]


def _reports_in(blocks: Sequence[Block]) -> int:
    """How many tables 3 begin here, by their first row."""
    first = folding.label(by_key(keys()[-1]).rows[0].label)
    rows = rows_of([block for block in blocks if isinstance(block, Grid)])
    return sum(row.label == first and bool(row.values) for row in rows)


def _split_at_titles(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut before each title that names another body or year than the one before, though it is broken over lines."""
    starts: list[int] = []
    last: headings.Title | None = None
    for at in range(len(blocks)):
        title = _title_at(blocks, at)
        if title is None or title == last:
            continue
        if last and not title.body and title.year == last.year and starts[-1] >= at - _TITLE_LINES:
            continue  # the rest of a title that began a line before
        last = title
        starts.append(at)
    bounds = sorted({0, *starts, len(blocks)}) if len(starts) > 1 else [0, len(blocks)]
    return [list(blocks[begin:end]) for begin, end in itertools.pairwise(bounds)]


def _title_at(blocks: Sequence[Block], at: int) -> headings.Title | None:
    """The title that begins with this block. A longer one that names the body is better than a shorter that does not."""
    found: headings.Title | None = None
    text = ""
    for block in blocks[at : at + _TITLE_LINES]:
        text += _line(block)
        if len(text) > _LONGEST_TITLE:
            break
        found = found or headings.title(text)
    return found


def _line(block: Block) -> str:
    """What may be a title: a paragraph, or the first cell of a table."""
    if isinstance(block, Text):
        return block.text
    return next((text for text in block.texts() if text.strip()), "") if block.rows else ""


def _report(blocks: Sequence[Block], layout: str) -> Reading:
    grids = [block for block in blocks if isinstance(block, Grid)]
    rows = rows_of(grids)
    key = _format_of(rows, blocks)
    form = by_key(key)
    found = Found()
    read_table2(found, rows, form)
    read_table3(found, rows, form)
    read_table4(found, rows, form)
    printed = settle(found, form)
    missing = ReadCell(Figure(None, State.MISSING))
    cells: dict[Address, ReadCell] = {cell: printed.pop(cell, missing) for cell in form.addresses()}
    cells.update(printed)
    lines = _lines(blocks, grids, rows, found)
    body, year = who_and_when(lines)
    sections, claims = sections_of(lines_of("\n".join(lines)), ())
    remarks = (_TRADITIONAL,) if any(folding.is_traditional(row.raw) for row in rows) else ()
    kind = headings.body_kind(body)
    return Reading(body, year, key, kind, layout, cells, sections, claims, found.units, remarks)


def _format_of(rows: Sequence[Row], blocks: Sequence[Block]) -> str:
    """By the labels of the tables; where they do not decide, by short lines beside them, which may be what is left of table
    2; at last by how （六）其他处理 is printed."""
    texts = [folding.label(cell.text) for row in rows for cell in row.cells if len(cell.text) < 120]
    lines = [folding.label(block.text) for block in blocks if isinstance(block, Text) and len(block.text) <= _SHORT]
    key = labels.format_of(texts) or labels.format_of([*texts, *lines])
    if key:
        return key
    single = folding.label(next(row.label for row in by_key(keys()[0]).rows if row.key == "otherwise"))
    if any(row.label == single and row.filled for row in rows):
        return keys()[0]
    raise Unreadable(
        "format.unknown",
        "表二的标题和栏目对不上2019年格式，也对不上2021年格式，分不清是哪一种。",
        "请核对文件里有没有完整的表二（第二十条各项）。",
    )


def _lines(blocks: Sequence[Block], grids: Sequence[Grid], rows: Sequence[Row], found: Found) -> list[str]:
    """The text without the tables: paragraphs, and rows of a table that hold nothing but one cell of text."""
    numbers = {id(grid): number for number, grid in enumerate(grids)}
    by_grid: dict[int, list[Row]] = {}
    for row in rows:
        by_grid.setdefault(row.table, []).append(row)
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Text):
            lines += block.text.split("\n")
            continue
        for row in by_grid.get(numbers[id(block)], ()):
            filled = [cell.text for cell in row.cells if cell.text.strip()]
            if len(filled) == 1 and (row.table, row.index) not in found.used and not filled[0].strip().isdigit():
                lines += filled[0].split("\n")
    return lines


def who_and_when(lines: Sequence[str]) -> tuple[str, int | None]:
    """The body and the year by the title, though it is broken over lines; the body by the page's record where the title
    names none."""
    shown = [line for line in lines[:400] if line.strip()][:200]
    titles = [title for line in shown if (title := headings.title(line))]
    found = next((title for title in titles if title.body), None) or _broken_title(shown) or next(iter(titles), None)
    body, year = (found.body, found.year) if found else ("", None)
    if not body:
        body = next((name for line in shown if (name := headings.publisher(line))), "")
    return body, year


def _broken_title(lines: Sequence[str]) -> headings.Title | None:
    for count in range(2, _TITLE_LINES + 1):
        for at in range(len(lines) - count + 1):
            text = "".join(lines[at : at + count])
            found = headings.title(text) if len(text) <= _LONGEST_TITLE else None
            if found and found.body:
                return found
    return None
