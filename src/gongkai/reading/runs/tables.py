"""The three tables of a report found among the strips of a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.law.figures import Address, Figure, State, address, parts
from gongkai.law.formats import Format
from gongkai.reading import columns, folding, labels
from gongkai.reading.labels import Wanted
from gongkai.reading.model import ReadCell
from gongkai.reading.runs import rows as runs_rows
from gongkai.reading.runs import scrambled
from gongkai.reading.runs.rows import Found
from gongkai.reading.runs.settle import FoundRow, Options, settle, strays
from gongkai.reading.runs.strips import ROW, TABLE_OF_APPEALS, Strip
from gongkai.reading.runs.told import Said

_ABOUT_APPEALS = re.compile("复议|诉讼|审结|起诉")
_HEADS = ("勾稽关系", "法人或其他组织", "收到和处理政府信息公开申请情况", "申请人情况")  # of table 3
_MOST_ROWS = 300
_GROUP = 5  # cells of a group of table 4


@dataclass
class Tables:
    """The tables of one report. text: its words and figures, folded; strips: those of it that are no sentences;
    told: what the text says of table 2;
    lines: the lines of the text."""

    form: Format
    text: str
    strips: Sequence[Strip]
    told: Sequence[Said] = ()
    lines: Sequence[str] = ()
    units: dict[Address, str] = field(default_factory=dict)
    used: list[Strip] = field(default_factory=list)
    options: Options = field(default_factory=dict)
    apart: bool = False  # labels and figures do not stand together
    together: int = 0  # rows whose figures run together

    def cells(self) -> dict[Address, ReadCell]:
        """Every address of the format, missing where no row was found, and what else is printed."""
        three, unsure = self._table3()
        four = self._table4(three)
        two, unsure_two = self._table2(three)
        rows = [*two, *three, *four]
        self.used = [row.strip for row in rows]
        self.apart = bool(rows) and sum(row.how == "position" for row in rows) * 4 > len(rows)
        self.together = sum(len(row.strip.filled) < len(row.cells) for row in rows)
        cells, self.options = settle(self.form, rows, self.told)
        for row in rows:
            self._note_unit(row)
        last = self.used[-1].end if self.used else 0
        first = three[0].strip.start if three else 0
        alone = [strip for strip in self.strips if strip not in self.used and first <= strip.start <= last]
        cells.update(strays(self.form, cells, alone))
        for cell in [*unsure, *unsure_two]:
            cells.setdefault(cell, ReadCell(Figure(None, State.AMBIGUOUS), settled_by=""))
        if three and not self._is_official_order(three[0]):
            cells.update(columns.doubtful_order(self.form, cells, map(folding.label, self.lines)))
        self._blank_rows(cells)
        missing = ReadCell(Figure(None, State.MISSING))
        ordered = {cell: cells.pop(cell, missing) for cell in self.form.addresses()}
        ordered.update(cells)
        return ordered

    def _wanted(self, table: str) -> tuple[Wanted, ...]:
        return tuple(entry for entry in labels.wanted_rows(self.form) if entry.table == table)

    # table 3

    def _table3(self) -> tuple[list[FoundRow], list[Address]]:
        wanted = self._wanted("t3")
        strips = self._strips_of_table3(wanted)
        optional = runs_rows.three_or_one("".join(strip.label for strip in self.strips), wanted)
        names = self._columns_of_table3(strips)
        printed = labels.align(*self._printed_labels(), wanted)
        every = [index for index in range(len(wanted)) if index not in optional]
        rows = [[wanted[index] for index in every], [wanted[index] for index in every if index in printed]]
        found = Found({})
        block = self._in_columns([rows[0], [entry for entry in rows[0] if entry.label in self.text]])
        if not block:
            found = runs_rows.assign(strips, wanted, lambda _: ROW, optional)
        if not found.rows:
            blocks = (scrambled.block_of_table3(self.form, self.strips, some) for some in rows)
            block = block or next((some for some in blocks if some), [])
            return [self._row3(entry, names, strip, "position") for entry, strip in block], []
        placed = _without_head_of_group(found, wanted, strips)
        read = [self._row3(wanted[index], names, strips[at], how) for index, (at, how) in sorted(placed.items())]
        unsure = [address("t3", wanted[index].key, name) for index in found.unsure for name in names]
        return read, unsure

    def _in_columns(self, rows: Sequence[Sequence[Wanted]]) -> list[tuple[Wanted, Strip]]:
        """The rows of table 3 from blocks that are columns, from its head on. rows: all, or those whose labels stand there."""
        head = next((at for at, s in enumerate(self.strips) if any(word in s.label for word in _HEADS)), None)
        blocks = (scrambled.blocks_of_columns(self.form, self.strips[head:], some) for some in rows if head is not None)
        return next((some for some in blocks if some), [])

    def _row3(self, entry: Wanted, names: Sequence[str], strip: Strip, how: str) -> FoundRow:
        return FoundRow(tuple(address("t3", entry.key, name) for name in names), strip, how, (ROW,))

    def _strips_of_table3(self, wanted: Sequence[Wanted]) -> list[Strip]:
        """Rows of seven, and rows of less that have their label beside them; between the head of the table and the next."""
        exact = {entry.label for entry in wanted}

        def named(strip: Strip) -> bool:
            label, near = runs_rows.printed_label(strip, wanted)
            return near and label in exact

        rows = [strip for strip in self.strips if not strip.said and (strip.holds(ROW) or named(strip))]
        if len(rows) > _MOST_ROWS:  # numbers of something else all around: only rows with their labels count
            rows = [strip for strip in rows if named(strip)][:_MOST_ROWS]
        anchors = [strip for strip in rows if runs_rows.printed_label(strip, wanted)[0] in exact]
        if not anchors:
            return []
        begin = anchors[0].start
        for strip in self.strips:
            if strip.start <= anchors[0].start and any(head in strip.label for head in _HEADS):
                begin = strip.start
        return [strip for strip in rows if begin <= strip.start and not self._is_table4(strip)]

    def _columns_of_table3(self, strips: Sequence[Strip]) -> list[str]:
        first = folding.label(self.form.columns[1].label)
        return columns.of_table3(self.form, next((s.label for s in strips if first in s.label), ""))

    def _is_official_order(self, row: FoundRow) -> bool:
        return [parts(cell)[2] for cell in row.cells] == [column.key for column in self.form.columns]

    # table 4

    def _is_table4(self, strip: Strip) -> bool:
        return len(strip.filled) != ROW and strip.holds(TABLE_OF_APPEALS) and _is_appeals(strip)

    def _table4(self, three: Sequence[FoundRow]) -> list[FoundRow]:
        """One row of fifteen under a head that names the results, or the three groups each with its five."""
        after = three[-1].strip.end if three else 0
        groups = self._groups_in_rows(after)
        if groups:
            return groups
        candidates = [s for s in self.strips if not s.said and s.holds(TABLE_OF_APPEALS) and _is_appeals(s)]
        later = [strip for strip in candidates if strip.start >= after]
        partial = [s for s in self.strips if s.start >= after and not s.said and s.label.count("审结总计") >= 2]
        strip = next(iter(later or candidates or partial), None)
        if strip is None:
            return []
        cells = tuple(columns.of_table4(self.form, strip.label))
        return [FoundRow(cells, strip, "label", (_GROUP,) * 3)]

    def _groups_in_rows(self, after: int) -> list[FoundRow]:
        found: list[FoundRow] = []
        words = {group.key: folding.label(group.label.split("/")[-1]) for group in self.form.groups}
        for strip in self.strips:
            key = next((key for key, word in words.items() if strip.label.endswith(word)), None)
            if key and strip.start >= after and len(strip.filled) == _GROUP and not strip.said:
                cells = tuple(address("t4", key, result.key) for result in self.form.results)
                found.append(FoundRow(cells, strip, "label", (_GROUP,)))
                del words[key]
        return found if not words else []

    # table 2

    def _table2(self, three: Sequence[FoundRow]) -> tuple[list[FoundRow], list[Address]]:
        wanted = self._wanted("t2")
        widths = {entry.key: len(columns.block_of(self.form, entry.key).columns) for entry in wanted}
        begin = min((row.strip.start for row in three), default=None)
        taken = {id(row.strip) for row in three}
        heads = {folding.label(text) for block in self.form.blocks for text in block.head[1:]}
        strips = [s for s in self.strips if not s.said and id(s) not in taken and s.label]
        first = next((at for at, s in enumerate(strips) if any(head in s.label for head in heads)), 0)
        strips = [s for s in strips[first:] if begin is None or s.start < begin]
        strips = [s for s in strips if any(s.holds(width) for width in set(widths.values()))]
        found = runs_rows.assign(strips, wanted, lambda entry: widths[entry.key])
        rows = dict(found.rows)
        matched = {at for at, _ in rows.values()}
        for index, entry in enumerate(wanted):  # blocks may stand in another order than the form's
            for at, strip in enumerate(strips):
                label, _ = runs_rows.printed_label(strip, wanted)
                alike = label == entry.label or folding.likeness(label, entry.label) >= labels.ALIKE
                if index not in rows and at not in matched and strip.holds(widths[entry.key]) and alike:
                    rows[index] = (at, "label")
                    matched.add(at)
        read = [self._row2(wanted[index], strips, at, how) for index, (at, how) in sorted(rows.items())]
        unsure = [
            address("t2", wanted[index].key, column.key)
            for index in found.unsure - set(rows)
            for column in columns.block_of(self.form, wanted[index].key).columns
        ]
        return read, unsure

    def _row2(self, entry: Wanted, strips: Sequence[Strip], at: int, how: str) -> FoundRow:
        block = columns.block_of(self.form, entry.key)
        heads = [columns.head_of(block, strips[e].label) for e in range(at, max(at - len(block.rows), -1), -1)]
        head = next((head for head in heads if head), "")
        names = columns.of_block(block, head, len(block.columns))
        unit = columns.unit_of(block, head)
        if unit:
            self.units[address("t2", entry.key, "amount")] = unit
        return FoundRow(tuple(address("t2", entry.key, name) for name in names), strips[at], how, (1,) * len(names))

    def _note_unit(self, row: FoundRow) -> None:
        for cell in row.cells:
            if cell.endswith("/amount") and row.strip.filled and row.strip.filled[-1].unit:
                self.units[cell] = row.strip.filled[-1].unit

    def _blank_rows(self, cells: dict[Address, ReadCell]) -> None:
        """Rows whose label is printed, but no figure after it: blank; of which nobody can tell, while figures are left that
        found no row."""
        keys = {cell.rsplit("/", 1)[0] for cell in cells}
        wanted = labels.wanted_rows(self.form)
        unused = [strip for strip in self.strips if strip not in self.used and not strip.said]
        left = any(len(strip.filled) >= ROW for strip in unused)
        state = ReadCell(Figure(None, State.AMBIGUOUS), settled_by="") if left else ReadCell(Figure(None, State.BLANK))
        for index in labels.align(*self._printed_labels(), wanted):
            entry = wanted[index]
            if f"{entry.table}/{entry.key}" in keys or entry.key == "otherwise":
                continue
            names = self.form.columns if entry.table == "t3" else columns.block_of(self.form, entry.key).columns
            for column in names:
                cells[address(entry.table, entry.key, column.key)] = state
        if any(cell.startswith("t4/") for cell in cells):
            return
        last = max((strip.end for strip in self.used), default=0)
        if self._has_blank_table4():
            cells.update(dict.fromkeys(self.form.table4_addresses(), state))
        elif _ABOUT_APPEALS.search(self.text) and any(strip.start >= last and strip.filled for strip in unused):
            unread = ReadCell(Figure(None, State.AMBIGUOUS), settled_by="")  # its figures may be these
            cells.update(dict.fromkeys(self.form.table4_addresses(), unread))

    def _printed_labels(self) -> tuple[list[str], list[float]]:
        """The row labels that stand in the text, in order, each the longest that fits."""
        exact = sorted({entry.label for entry in labels.wanted_rows(self.form)}, key=len, reverse=True)
        found = re.findall("|".join(map(re.escape, exact)), self.text)
        return found, [1.0] * len(found)

    def _has_blank_table4(self) -> bool:
        first, last = folding.label(self.form.results[0].label), folding.label(self.form.results[-1].label)
        tail = self.text[self.text.rfind(first) :] if self.text.count(first) >= len(self.form.groups) else ""
        return bool(re.match(rf"{first}[^\d]{{0,16}}{last}(?!\d)", tail))


def _is_appeals(strip: Strip) -> bool:
    return bool(_ABOUT_APPEALS.search(strip.label[-80:]))


def _without_head_of_group(
    found: Found, wanted: Sequence[Wanted], strips: Sequence[Strip]
) -> Mapping[int, tuple[int, str]]:
    """（六）其他处理 above only some of its three rows may be the head of one whose label is lost: nobody can tell."""
    rows = dict(found.rows)
    head = next(index for index, entry in enumerate(wanted) if entry.key == "otherwise")
    three = [index for index in rows if wanted[index].key.startswith("otherwise.")]
    if head in rows and three and (len(three) < 3 or not strips[rows[head][0]].filled):
        del rows[head]
    return rows
