"""The heads of the three tables in a grid: which columns each label covers, whatever order they are printed in."""

import itertools
from collections.abc import Sequence
from functools import cache

from gongkai.law.formats import Block, Format
from gongkai.reading import folding, labels
from gongkai.reading.grid import Cell
from gongkai.reading.grid.cells import Kind, kind_of
from gongkai.reading.grid.columns import Heads
from gongkai.reading.grid.rows import Row

TOTALS = frozenset({"总计", "合计", "总数", "小计", "共计"})
_GROUP = "organisations"
_ORGANISATIONS = frozenset({"法人或其他组织", "法人及其他组织", "法人和其他组织", "法人或者其他组织", "法人或其它组织"})
_FIRST = frozenset({"信息内容", "内容", "项目", "信息类别"})


def heads_of_block(rows: Sequence[Row], block: Block) -> tuple[Heads, list[str], str]:
    """Columns of a block of table 2 by the head among these rows: what each covers, the columns in the order they are
    printed (all of them, or none), and the head's text."""
    wanted = {column.key: folding.label(text) for column, text in zip(block.columns, block.head[1:], strict=True)}
    for row in reversed(rows):
        found: dict[str, tuple[int, int]] = {}
        for cell in row.cells:
            text = folding.label(cell.text)
            key = _closest(text, wanted)
            if key and key not in found:
                found[key] = (cell.left, cell.right)
            elif text and text not in _FIRST and found:
                found[f"?{cell.left}"] = (cell.left, cell.right)
        own = [key for key in found if not key.startswith("?")]
        if own:
            order = sorted(own, key=lambda key: found[key])
            return found, order if len(order) == len(wanted) else [], "".join(row.labels for row in rows)
    return {}, [], "".join(row.labels for row in rows)


def _closest(text: str, wanted: dict[str, str]) -> str | None:
    if len(text) < 3:
        return None
    for key, label in wanted.items():
        if text == label:
            return key
    likeness = {key: folding.likeness(text[: len(label) + 4], label) for key, label in wanted.items()}
    best = max(likeness, key=lambda key: likeness[key])
    rivals = [value for key, value in likeness.items() if key != best]
    return best if likeness[best] >= labels.ALIKE and likeness[best] > max(rivals, default=0) + 0.1 else None


@cache
def _columns3(form: Format) -> dict[str, str]:
    return {folding.label(column.label): column.key for column in form.columns if column.key != "total"}


def heads_of_table3(rows: Sequence[Row], form: Format) -> tuple[Heads, list[str]]:
    """Columns of table 3 by the head among these rows: what each covers (nothing where the spans contradict the order), and
    the columns in the order they are printed: official where the head does not name them all."""
    official = [column.key for column in form.columns]
    known = _columns3(form)
    found: dict[str, tuple[int, int]] = {}
    lines: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for cell in row.cells:
            text = folding.label(cell.text)
            key = "total" if text in TOTALS else _GROUP if text in _ORGANISATIONS else known.get(text)
            if key and key not in found:
                found[key] = (cell.left, cell.right)
                line.append(key)
        lines.append(line)
    order = _unfolded(lines)
    if _GROUP not in found and sum(map(bool, lines)) > 1:
        return {}, official  # heads over one another, and nothing says how they hang together
    if sorted(order) != sorted(official):
        return {}, official
    covered = {key: found[key] for key in order}
    apart = all(covered[one][1] <= covered[two][0] for one, two in itertools.pairwise(order))
    return (covered if apart else {}), order


def _unfolded(lines: Sequence[Sequence[str]]) -> list[str]:
    """The columns from left to right: in the place of the organisations' common head those that stand below it."""
    order: list[str] = []
    for line in lines:
        if _GROUP in order:
            at = order.index(_GROUP)
            order[at : at + 1] = line or [_GROUP]
        else:
            order += line
    return [key for key in order if key != _GROUP]


def results_in(row: Row, form: Format) -> list[tuple[Cell, str]]:
    """The heads of results in a row of table 4, from left to right."""
    known = {folding.label(result.label): result.key for result in form.results}
    found: list[tuple[Cell, str]] = []
    for cell in row.cells:
        text = folding.label(cell.text)
        key = "total" if text in TOTALS else known.get(text)
        if key is None and "诉" in text:  # the group's name stands in one cell with the result
            key = next((known[label] for label in known if text.endswith(label)), None)
        if key is None and 3 <= len(text) <= 6:
            key = next(
                (known[label] for label in known if len(label) == 4 and folding.likeness(text, label) >= 0.74), None
            )
        if key:
            found.append((cell, key))
    return found


def group_of(text: str, form: Format) -> str | None:
    """The group of table 4 a label names: 复议后起诉 → lawsuit_after_reconsideration. None for 行政诉讼 alone."""
    folded = folding.label(text)
    if "复议后" in folded:
        return form.groups[2].key
    if "未经复议" in folded or "直接起诉" in folded:
        return form.groups[1].key
    return form.groups[0].key if "复议" in folded and len(folded) <= 16 and "诉讼" not in folded else None


def is_blank(cell: Cell) -> bool:
    return kind_of(cell.text) is Kind.BLANK
