"""Writes reports as flattened text, one cell a line, from figures. Knows the form, shares no code with the readers."""

from collections.abc import Mapping

from gongkai.law.figures import Address
from gongkai.law.formats import Format, by_key

BLANK = ""


def flat_report(
    cells: Mapping[Address, object],
    *,
    key: str = "2021",
    body: str = "示例区人民政府",
    year: int = 2024,
    texts: Mapping[int, str] | None = None,
    labels: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
    between: str = "\n\n    ",
) -> str:
    """The whole text. cells: address → what stands in the cell (BLANK for an empty one; absent cells hold 0); labels: official
    label → what is printed instead; without: keys of rows left out; between: what parts two lines."""
    form = by_key(key)
    texts = texts or {}
    lines = [f"{body}{year}年政府信息公开工作年度报告"]
    for number, title in enumerate(form.section_titles, 1):
        lines.append(title)
        if number in texts:
            lines += texts[number].splitlines()
        lines += {2: _table2, 3: _table3, 4: _table4}.get(number, _nothing)(form, cells, without)
    return between.join((labels or {}).get(line, line) for line in lines) + "\n"


def _nothing(form: Format, cells: Mapping[Address, object], without: tuple[str, ...]) -> list[str]:
    return []


def _table2(form: Format, cells: Mapping[Address, object], without: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for block in form.blocks:
        lines += [block.caption, *block.head]
        for row in block.rows:
            if row.key not in without:
                lines += [row.label, *(_cell(cells, f"t2/{row.key}/{column.key}") for column in block.columns)]
    return lines


def _table3(form: Format, cells: Mapping[Address, object], without: tuple[str, ...]) -> list[str]:
    columns = [column.label for column in form.columns]
    lines = [form.corner_note, form.column_group_label, columns[0], "法人或其他组织", columns[-1], *columns[1:-1]]
    for row in form.rows:
        if row.key in without:
            continue
        lines.append(row.label)
        if row.kind != "head":
            lines += [_cell(cells, f"t3/{row.key}/{column.key}") for column in form.columns]
    return lines


def _table4(form: Format, cells: Mapping[Address, object], without: tuple[str, ...]) -> list[str]:
    results = [result.label for result in form.results]
    lines = ["行政复议", "行政诉讼", *results, "未经复议直接起诉", "复议后起诉", *results, *results]
    for group in form.groups:
        lines += [_cell(cells, f"t4/{group.key}/{result.key}") for result in form.results]
    return lines


def _cell(cells: Mapping[Address, object], cell: Address) -> str:
    return str(cells.get(cell, 0))
