"""Text with one cell of a table a line: what remains of a web page copied as plain text."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.figures import Address, Figure, State, address
from gongkai.law.formats import Block, Format, by_key, keys
from gongkai.reading import columns, folding, headings, labels
from gongkai.reading.errors import Unreadable
from gongkai.reading.model import ReadCell, Reading
from gongkai.reading.narrative import sections_of
from gongkai.reading.rows import Line, Run, lines_of, runs_of, settle, stride_of
from gongkai.reading.source import Source

NAME = "纯文本，一格一行"
_FEW = 3
_MOST_LINES = 50_000  # some fifty reports; a longer text is something else
_WIDTHS = {1, 2, 3, 7}  # cells in a row of tables 2 and 3
_WHOLE_ROW = re.compile(r"(?:^|[|\s\u3000])-?[\d,.]+(?:\s*[|\t\u3000]\s*|\s+)-?[\d,.]+(?:\s*[|\t\u3000]|\s+|$)")
_LONGEST_LABEL = 60  # folded signs; longer lines are sentences


def fits(source: Source) -> bool:
    """Whether the tables stand one cell a line: rows followed by as many cells as the format has, and no line that holds
    a whole row. A form that is blank throughout is known by nearly all its labels."""
    if source.text.count("\n") > _MOST_LINES:
        return False
    lines = lines_of(source.text)
    if sum(bool(_WHOLE_ROW.search(line.text)) for line in lines) >= _FEW:
        return False
    exact = labels.exact_labels()
    runs = [run for run in runs_of(lines, exact) if run.label in exact]
    full = sum(len(run.cells) in _WIDTHS for run in runs)
    if full:
        return full >= _FEW and full >= len(runs) // 2
    return len({run.label for run in runs}) >= 0.8 * min(len(labels.wanted_rows(by_key(key))) for key in keys())


def read(source: Source) -> list[Reading]:
    """Every report in the text. Unreadable where several stand in it that no title parts."""
    lines = lines_of(source.text)
    first_row = folding.label(by_key(keys()[-1]).rows[0].label)
    rows = [run.first for run in runs_of(lines, labels.exact_labels()) if run.label == first_row and run.cells]
    if len(rows) <= 1:
        return [_report(source.text, lines)]
    starts = headings.starts_of_reports([line.text for line in lines])
    bounds = [*starts, len(lines)]
    pieces = [lines[begin:end] for begin, end in itertools.pairwise(bounds)]
    pieces = [piece for piece in pieces if any(piece[0].index <= row <= piece[-1].index for row in rows)]
    if len(pieces) != len(rows):
        words = f"文件里有{len(rows)}份表三，分不清各属哪份报告。"
        raise Unreadable("layout.several", words, "请把每份报告存成一个文件，各自以报告标题开头。")
    return [_report(source.text, piece) for piece in pieces]


def _report(text: str, lines: Sequence[Line]) -> Reading:
    short = [folding.label(line.text) for line in lines if line.is_label and len(line.text) <= 2 * _LONGEST_LABEL]
    key = labels.format_of(short)
    if key is None:
        raise Unreadable(
            "format.unknown",
            "表二的标题和栏目对不上2019年格式，也对不上2021年格式，分不清是哪一种。",
            "请核对文件里有没有完整的表二（第二十条各项）。",
        )
    form = by_key(key)
    table = _Tables(form, lines)
    cells = table.cells()
    body, year = _who_and_when(lines)
    kind = headings.body_kind(body)
    sections, claims = sections_of(lines, table.used)
    return Reading(body, year, key, kind, NAME, cells, sections, claims, table.units)


def _who_and_when(lines: Sequence[Line]) -> tuple[str, int | None]:
    body, year = "", None
    for line in lines[:200]:
        found = headings.title(line.text)
        if found:
            body, year = found.body or body, found.year
            break
    if not body:
        body = next((name for line in lines[:200] if (name := headings.publisher(line.text))), "")
    return body, year


@dataclass
class _Tables:
    """The three tables of one report, as they are put together."""

    form: Format
    lines: Sequence[Line]

    def __post_init__(self) -> None:
        self.used: set[int] = set()  # indexes of lines that belong to a table
        self.units: dict[Address, str] = {}
        self.stride = stride_of(self.lines)
        self.runs = runs_of(self.lines, labels.exact_labels())

    def cells(self) -> dict[Address, ReadCell]:
        """Every address of the format, missing where no row was found, and what else is printed."""
        found = self._rows()
        if self._columns_of_table3() != [column.key for column in self.form.columns]:
            found.update(columns.doubtful_order(self.form, found, (folding.label(line.text) for line in self.lines)))
        found.update(self._table4())
        missing = ReadCell(Figure(None, State.MISSING))
        cells = {cell: found.pop(cell, missing) for cell in self.form.addresses()}
        cells.update(found)
        return cells

    def _rows(self) -> dict[Address, ReadCell]:
        wanted = labels.wanted_rows(self.form)
        widths = {entry.key: len(self._block(entry.key).columns) for entry in wanted if entry.table == "t2"}
        printed = [run.label for run in self.runs]
        weights = [1.0 if len(run.cells) in _WIDTHS else 0.4 for run in self.runs]
        by_label = labels.align(printed, weights, wanted)
        full = [len(run.cells) in _WIDTHS for run in self.runs]
        by_position = labels.fill_by_position(by_label, printed, full, wanted)
        self._drop_head_of_group(by_label, wanted)
        cells: dict[Address, ReadCell] = {}
        for index, at in sorted({**by_label, **by_position}.items()):
            entry, run = wanted[index], self.runs[at]
            how = "label" if index in by_label else "position"
            if entry.table == "t2":
                names = self._columns_of_table2(entry.key, run, self.runs, at)
            else:
                names = self._columns_of_table3()
            width = widths.get(entry.key, 7)
            cells.update(self._row(entry.table, entry.key, names, run, width, how))
        return cells

    def _drop_head_of_group(self, found: dict[int, int], wanted: Sequence[labels.Wanted]) -> None:
        """（六）其他处理 without figures above its three rows is their head, not a blank row. With figures above only some of
        them, it may be the head of a row whose label is lost: whose figures they are cannot be told."""
        head = next(index for index, entry in enumerate(wanted) if entry.key == "otherwise")
        rows = [index for index in found if wanted[index].key.startswith("otherwise.")]
        if head in found and rows and (len(rows) < 3 or not self.runs[found[head]].cells):
            del found[head]

    def _row(
        self, table: str, row: str, names: Sequence[str], run: Run, width: int, how: str
    ) -> dict[Address, ReadCell]:
        self.used.update(range(run.first, run.last + 1))
        count = len(names) if 0 < len(names) == len(run.cells) else width
        settled = settle(run, count, self.stride, how)
        if count != len(names):
            names = [column.key for column in self._block(row).columns] if table == "t2" else names
        return {address(table, row, column): cell for column, cell in zip(names, settled, strict=False)}

    def _block(self, row: str) -> Block:
        return columns.block_of(self.form, row)

    def _columns_of_table2(self, row: str, run: Run, runs: Sequence[Run], at: int) -> list[str]:
        """The columns of the row's block in the order its head prints them; the official order where it prints none."""
        block = self._block(row)
        for earlier in range(at, max(at - len(block.rows), -1), -1):
            head = columns.head_of(block, runs[earlier].head)
            if head:
                unit = columns.unit_of(block, head)
                if unit:
                    self.units[address("t2", row, "amount")] = unit
                return columns.of_block(block, head, len(run.cells))
        return columns.of_block(block, "", len(run.cells))

    def _columns_of_table3(self) -> list[str]:
        first = folding.label(self.form.columns[1].label)
        return columns.of_table3(self.form, next((run.head for run in self.runs if first in run.head), ""))

    def _table4(self) -> dict[Address, ReadCell]:
        """One row of fifteen cells under a head that names the results three times."""
        first = folding.label(self.form.results[0].label)
        run = next((run for run in reversed(self.runs) if (run.head + run.label).count(first) >= 3), None)
        if run is None:
            return {}
        addresses = columns.of_table4(self.form, run.head + run.label)
        self.used.update(range(run.first, run.last + 1))
        return dict(zip(addresses, settle(run, len(addresses), self.stride, "label"), strict=True))
