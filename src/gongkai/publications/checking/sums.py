"""Tables whose last row says it is the sum: whether it is."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.publications.checking.facts import DraftFacts
from gongkai.publications.checking.findings import SHOULD, Finding

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,15}(?:\.\d{1,8})?")
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计)\s*")
_PART = re.compile(r"小\s*计|其中")


def sum_findings(facts: DraftFacts) -> Iterator[Finding]:
    """table.sum: a column of figures that does not add up to the row 合计. Tables with 小计 or 其中 are left alone."""
    for first, rows in _tables(facts.lines):
        total = rows[-1]
        if not _TOTAL.fullmatch(total[0]) or any(_PART.search(cell) for row in rows for cell in row[:2]):
            continue
        body = [row for row in rows[1:-1] if len(row) == len(total)]
        if len(body) != len(rows) - 2 or len(body) < 2:
            continue
        for column in range(1, len(total)):
            cells, said = [_number(row[column]) for row in body], _number(total[column])
            if said is None or any(cell is None for cell in cells):
                continue
            real = sum((cell for cell in cells if cell is not None), Decimal(0))
            if real != said:
                yield _finding(rows[0], column, first + len(rows) - 1, total[column].strip(), real)


def _finding(head: list[str], column: int, line: int, said: str, real: Decimal) -> Finding:
    name = head[column].strip() if column < len(head) and head[column].strip() else f"第{column + 1}列"
    return Finding(
        "table.sum",
        SHOULD,
        "表里的合计与各行之和不符",
        "body",
        f"正文第{line}行，“{name}”列",
        f"{name}合计{said}",
        f"各行相加是{real:,}，合计写的是{said}。请核对；口径不同的，写明理由保留。",
    )


def _tables(lines: list[str]) -> Iterator[tuple[int, list[list[str]]]]:
    """(number of the first line, its rows) of each run of lines with cells."""
    rows: list[list[str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        if "\t" in line:
            rows.append(line.split("\t"))
        else:
            if len(rows) > 3:
                yield number - len(rows), rows
            rows = []


def _number(cell: str) -> Decimal | None:
    told = cell.strip()
    return Decimal(told.replace(",", "")) if _NUMBER.fullmatch(told) else None
