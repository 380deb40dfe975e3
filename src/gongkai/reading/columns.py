"""The columns of each table in the order a head prints them; the official order where it prints none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from gongkai.law.figures import Address, Figure, State, address, parts
from gongkai.law.formats import Block, Format
from gongkai.reading import folding, labels
from gongkai.reading.model import ReadCell

_UNIT = re.compile("(?:单位|金额)(?:人民币|为)?(万?元)")


def block_of(form: Format, row: str) -> Block:
    """The block of table 2 a row stands in."""
    return next(block for block in form.blocks if any(entry.key == row for entry in block.rows))


def head_of(block: Block, text: str) -> str:
    """The last head of that block in a folded text; "" where there is none."""
    corner = folding.label(block.head[0])
    return text[text.rfind(corner) :] if corner in text else ""


def of_block(block: Block, head: str, width: int) -> list[str]:
    """The column keys of table 2 as `head` orders them, for a row of so many cells."""
    official = [column.key for column in block.columns]
    order = labels.order_of(head, [folding.label(label) for label in block.head[1:]]) if head else None
    return [official[index] for index in order] if order and len(order) == width else official


def unit_of(block: Block, head: str) -> str:
    """万元 or 元 where the head of an amount names it, else ""."""
    if not any(column.key == "amount" for column in block.columns):
        return ""
    named = _UNIT.search(head)
    return named[1] if named else ""


def of_table3(form: Format, head: str) -> list[str]:
    """natural person, the five kinds of organisation as the head orders them, total."""
    official = [column.key for column in form.columns]
    inner = [column for column in form.columns if column.group and column.key != "other_organisation"]
    order = labels.order_of(head, [folding.label(column.label) for column in inner])
    if order is None or len(order) != len(inner) or order == sorted(order):
        return official
    return [official[0], *(inner[index].key for index in order), *official[len(inner) + 1 :]]


def doubtful_order(form: Format, cells: Mapping[Address, ReadCell], lines: Iterable[str]) -> dict[Address, ReadCell]:
    """The cells of organisations in table 3, ambiguous, where the words of a text name their columns in another order than
    the form's, but on several lines: heads that lie or are broken come out of a page in any order. A row whose five cells
    are alike is the same in every order. lines: those of the text from the head of table 3 on, folded."""
    inner = [column.key for column in form.columns if column.group]
    doubtful: dict[Address, ReadCell] = {}
    if any(_names_all(form, line) for line in lines):
        return doubtful
    rows = {parts(cell)[1] for cell in cells if cell.startswith("t3/")}
    for row in rows:
        own = {cell: cells[cell] for key in inner if (cell := address("t3", row, key)) in cells}
        figures = {(one.figure.state, one.figure.value) for one in own.values()}
        if len(figures) > 1 and any(one.figure.state is State.READ for one in own.values()):
            numbers = tuple(sorted({one.figure.value for one in own.values() if one.figure.value is not None}))
            for cell, one in own.items():
                if one.figure.state is State.READ:
                    doubtful[cell] = replace(one, figure=Figure(None, State.AMBIGUOUS), settled_by="", readings=numbers)
    return doubtful


def _names_all(form: Format, line: str) -> bool:
    """Whether one line names the columns of organisations."""
    return all(folding.label(c.label) in line for c in form.columns if c.group and c.key != "other_organisation")


def of_table4(form: Format, head: str) -> list[Address]:
    """The groups and results in the order the head names them; the official order where it names them otherwise."""
    by_label = {folding.label(result.label): result.key for result in form.results}
    width = len(by_label)
    named = [by_label[word] for word in re.findall("|".join(by_label), head)][-3 * width :]
    orders = [named[start : start + width] for start in range(0, 3 * width, width)]
    if any(len(set(order)) != width for order in orders):
        orders = [list(by_label.values())] * 3
    words = [folding.label(group.label.split("/")[-1]) for group in form.groups]
    order = labels.order_of(head[head.rfind(words[0]) :] if words[0] in head else head, words)
    groups = form.groups if order is None or len(order) != 3 else [form.groups[index] for index in order]
    return [address("t4", group.key, result) for group, keys in zip(groups, orders, strict=True) for result in keys]
