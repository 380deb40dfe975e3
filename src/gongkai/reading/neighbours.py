"""Figures that run together, settled by the report of the year before or after, where it is handed along."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Figure, Number, address, parts
from gongkai.law.formats import by_key
from gongkai.reading.model import ReadCell, Reading
from gongkai.reading.runs.solve import Values

_STOCK = ("in_force", "issued", "repealed")


def settled_by_years(
    reading: Reading, *, last_year: ReportFact | None = None, next_year: ReportFact | None = None
) -> Reading:
    """The reading with those cells settled that only one way to cut their run fits the other years; a way that fits none
    is no reason to take another. Reports of other years than these, or of another format, say nothing."""
    before = last_year if _follows(last_year, reading, -1) else None
    after = next_year if _follows(next_year, reading, 1) else None
    if not reading.options or (before is None and after is None):
        return reading
    cells = dict(reading.cells)
    options = dict(reading.options)
    for own, ways in reading.options.items():
        fitting, rule = _fitting(reading.format_key, own, ways, before, after)
        if 0 < len(fitting) < len(ways):
            options[own] = fitting
            for index, cell in enumerate(own):
                readings = {way[index] for way in fitting}
                cells[cell] = _narrowed(cells[cell], readings, rule)
    left = {own: ways for own, ways in options.items() if len(ways) > 1}
    return replace(reading, cells=cells, options=left)


def _follows(other: ReportFact | None, reading: Reading, years: int) -> bool:
    return other is not None and reading.year is not None and other.year == reading.year + years


def _narrowed(cell: ReadCell, readings: set[Number], rule: str) -> ReadCell:
    if len(readings) == 1:
        return ReadCell(Figure(readings.pop()), cell.raw, cell.place, rule)
    likely = cell.likely if cell.likely in readings else None
    return replace(cell, readings=tuple(sorted(readings)), likely=likely)


def _fitting(
    key: str, own: Sequence[Address], ways: Sequence[Values], before: ReportFact | None, after: ReportFact | None
) -> tuple[tuple[Values, ...], str]:
    """The ways that fit each year that any way fits, and the first rule that told them apart; all of them where two years
    ask for different ways, for then one of the reports counts otherwise."""
    left, named = tuple(ways), ""
    named_ways = [(way, dict(zip(own, way, strict=True))) for way in ways]
    for rule, fits in (("t2.stock", _stock), ("t2.items", _items), ("carry_over.last_year", _carried)):
        for years in ((before, None), (None, after)):
            kept = {way for way, values in named_ways if fits(key, values, *years)}
            if kept and len(kept) < len(ways):
                left, named = tuple(way for way in left if way in kept), named or rule
    return (left, named) if left else (tuple(ways), "")


def _stock(key: str, values: Mapping[Address, Number], before: ReportFact | None, after: ReportFact | None) -> bool:
    """现行有效 = 上年现行有效 + 制发 - 废止, of this year or the next."""
    row = next((parts(cell)[1] for cell in values if parts(cell)[2] == "in_force"), None)
    if row is None or key == "2019":
        return False
    cells = [address("t2", row, column) for column in _STOCK]
    in_force, issued, repealed = (values.get(cell) for cell in cells)
    if in_force is None or issued is None or repealed is None:
        return False
    if after is not None and after.format_key == key:
        later = [after.value(cell) for cell in cells]
        if all(number is not None for number in later):
            return in_force + (later[1] or 0) - (later[2] or 0) == later[0]
    earlier = before.value(cells[0]) if before is not None and before.format_key == key else None
    return earlier is not None and earlier + issued - repealed == in_force


def _items(key: str, values: Mapping[Address, Number], before: ReportFact | None, after: ReportFact | None) -> bool:
    """2019 format: 上一年项目数量 = last year's own + 本年增/减."""
    row = next((parts(cell)[1] for cell in values if parts(cell)[2] == "items_last_year"), None)
    if row is None or key != "2019":
        return False
    stock, change = address("t2", row, "items_last_year"), address("t2", row, "items_change")
    now, moved = values.get(stock), values.get(change)
    later = after.value(stock) if after is not None and after.format_key == key else None
    if later is not None and now is not None and moved is not None:
        return now + moved == later
    if before is None or before.format_key != key:
        return False
    was, then = before.value(stock), before.value(change)
    return was is not None and then is not None and now == was + then


def _carried(key: str, values: Mapping[Address, Number], before: ReportFact | None, after: ReportFact | None) -> bool:
    """上年结转 = last year's 结转下年度, column by column; 结转下年度 = next year's 上年结转."""
    row = parts(next(iter(values)))[1]
    report, there = (before, "carried_out") if row == "carried_in" else (after, "carried_in")
    if report is None or row not in {"carried_in", "carried_out"}:
        return False
    columns = [column.key for column in by_key(key).columns]
    same = [report.value(address("t3", there, column)) == values.get(address("t3", row, column)) for column in columns]
    return all(same)
