"""Tables 2, 3 and 4 of a report as the page draws them: every cell with its address, origin and link."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from gongkai.law.figures import Address, Figure, Origin, State
from gongkai.law.formats import Format
from gongkai.screens.templatetags.writing import number
from gongkai.typesetting.grids import Cell, Grid, Role, grids

_LOOKS = {"t2": "table-two", "t3": "table-three", "t4": "table-four"}
_NAMES = {"t2": "表二", "t3": "表三", "t4": "表四"}
_BREAKS = re.compile(r"(^（.）|^.、|本年度)")  # 三、｜本年度｜办理结果, （三）｜不予公开
_SIGNS = {State.BLANK: "空", State.MISSING: "缺", State.UNREADABLE: "不清", State.AMBIGUOUS: "不清"}


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the page. tag: th or td; text: its words, or its figure; parts: where a narrow head may break;
    look: its classes; mark: 报 where a return declared it; href: what it opens."""

    tag: str
    text: str
    columns: int
    rows: int
    parts: tuple[str, ...] = ()
    scope: str = ""
    look: str = ""
    mark: str = ""
    href: str = ""
    address: Address = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one head."""

    head: tuple[tuple[Place, ...], ...]
    rows: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table: key t2, t3 or t4; name 表三; title as the form prints it; look: its class."""

    key: str
    name: str
    title: str
    look: str
    sections: tuple[Section, ...]


def tables_of(
    form: Format,
    figures: Mapping[Address, Figure],
    *,
    link: Callable[[Address], str] | None = None,
    broken: Collection[Address] = (),
    opened: Address = "",
) -> tuple[Table, Table, Table]:
    """The three tables. link: address → where the cell leads (empty: nowhere); broken: cells of equations that do not hold."""

    def place(cell: Cell, below: bool) -> Place:
        if cell.role is not Role.FIGURE:
            return _heading(cell, below)
        address = cell.address or ""
        figure = figures.get(address)
        text, looks, mark = _figure(figure)
        if address in broken:
            looks.append("broken")
        if address == opened:
            looks.append("opened")
        return Place(
            "td",
            text,
            cell.columns,
            cell.rows,
            look=" ".join(looks),
            mark=mark,
            href=link(address) if link and figure else "",
            address=address,
            label=form.label(address),
        )

    two, three, four = (_table(grid, place) for grid in grids(form))
    return two, three, four


def _table(grid: Grid, place: Callable[[Cell, bool], Place]) -> Table:
    sections = tuple(
        Section(
            tuple(tuple(place(cell, True) for cell in line) for line in part.head if line),
            tuple(tuple(place(cell, False) for cell in line) for line in part.rows),
        )
        for part in grid.parts
    )
    return Table(grid.key, _NAMES[grid.key], grid.name, _LOOKS[grid.key], sections)


def _heading(cell: Cell, in_head: bool) -> Place:
    wide = cell.columns > 1 if in_head else cell.role is Role.GROUP
    scope = ("col" if in_head else "row") + ("group" if wide else "")
    look = "stem" if cell.role is Role.GROUP else "note-cell" if cell.role is Role.NOTE else ""
    parts = tuple(filter(None, _BREAKS.split(cell.text))) if cell.role is Role.GROUP else ()
    return Place("th", cell.text, cell.columns, cell.rows, parts, scope=scope, look=look)


def _figure(figure: Figure | None) -> tuple[str, list[str], str]:
    if figure is None or figure.state is State.MISSING:
        return "缺", ["missing"], ""
    if figure.value is None:
        return _SIGNS[figure.state], [figure.state.value], ""
    looks = []
    if figure.origin is Origin.DERIVED:
        looks.append("derived")
    elif figure.value == 0:
        looks.append("zero")
    return number(figure.value), looks, "报" if figure.origin is Origin.DECLARED else ""
