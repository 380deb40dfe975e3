"""The official formats of the annual report, as data: tables, rows, columns, labels, equations.

2019 format: 国办公开办函〔2019〕60号, for the reports of 2019 and 2020. 2021 format: 国办公开办函〔2021〕30号, from 2021 on.
Table 2 counts by Regulations art. 20: items 1, 5, 6 and 8, until 2020 also item 9. Item 1 is counted from the register of
documents; the others are declared.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.figures import Address, address, parts

_TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}
_FOLDER = Path(__file__).parent / "data" / "formats"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. kind of table 2: input (declared), register (counted from the register of documents);
    of table 3: input, head (no figures), leaf, sum."""

    key: str
    label: str
    kind: str = "input"
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of table 2: an item of article 20 with its rows and columns."""

    caption: str
    head: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """left sum = right sum, in every place of `scope` (t3.column, t3.row, t4.group)."""

    code: str
    scope: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Instance:
    """An equation in one place: the addresses of both sides; `place` names the column, row or group in Chinese."""

    equation: Equation
    place: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """One official format. `key` is its year of birth: "2019" or "2021"."""

    key: str
    title: str
    number: str
    first_year: int
    last_year: int | None
    section_titles: tuple[str, ...]
    blocks: tuple[Block, ...]
    corner_note: str
    column_group_label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    groups: tuple[Row, ...]
    results: tuple[Column, ...]
    equations: tuple[Equation, ...]

    def leaves(self) -> tuple[Row, ...]:
        """The rows of table 3 that one outcome or another counts in."""
        return tuple(row for row in self.rows if row.kind == "leaf")

    def counted_rows(self) -> tuple[Row, ...]:
        """The rows of table 3 that hold figures (all but the heads)."""
        return tuple(row for row in self.rows if row.kind != "head")

    def addresses(self) -> tuple[Address, ...]:
        """Every cell of the three tables in reading order: 198 in the 2019 format."""
        return self.table2_addresses() + self.table3_addresses() + self.table4_addresses()

    def table2_addresses(self) -> tuple[Address, ...]:
        return tuple(
            address("t2", row.key, column.key)
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )

    def register_rows(self) -> tuple[Row, ...]:
        """The rows of table 2 that are counted from the register of documents: 规章, 规范性文件."""
        return tuple(row for block in self.blocks for row in block.rows if row.kind == "register")

    def register_addresses(self) -> tuple[Address, ...]:
        """The cells of table 2 that are counted from the register of documents."""
        rows = {row.key for row in self.register_rows()}
        return tuple(cell for cell in self.table2_addresses() if parts(cell)[1] in rows)

    def declared_addresses(self) -> tuple[Address, ...]:
        """The cells of table 2 that agencies declare in their returns: all but those counted."""
        counted = set(self.register_addresses())
        return tuple(cell for cell in self.table2_addresses() if cell not in counted)

    def table3_addresses(self) -> tuple[Address, ...]:
        return tuple(address("t3", row.key, column.key) for row in self.counted_rows() for column in self.columns)

    def table4_addresses(self) -> tuple[Address, ...]:
        return tuple(address("t4", group.key, result.key) for group in self.groups for result in self.results)

    def label(self, cell: Address) -> str:
        """The cell in the words of the form: 表三「（一）予以公开」自然人. A cell that only another format has is told in the
        words of that one: reports print rows of either. KeyError for a cell no format has."""
        forms = (self, *(by_key(key) for key in reversed(keys()) if key != self.key))
        label = next((label for form in forms if (label := form._own_label(cell))), "")
        if not label:
            raise KeyError(cell)
        return label

    def _own_label(self, cell: Address) -> str:
        table, row, column = cell.split("/")
        if table == "t2":
            block = next((b for b in self.blocks if any(r.key == row for r in b.rows)), None)
            rows, columns = (block.rows, block.columns) if block else ((), ())
        else:
            rows, columns = (self.rows, self.columns) if table == "t3" else (self.groups, self.results)
        named = _label(rows, row), _label(columns, column)
        return f"{_TABLES[table]}「{named[0]}」{named[1]}" if all(named) else ""

    def instances(self) -> tuple[Instance, ...]:
        """Every equation in every place it holds."""
        found: list[Instance] = []
        for equation in self.equations:
            if equation.scope == "t3.column":
                leaves = tuple(row.key for row in self.leaves())
                right = leaves if equation.right == ("leaves",) else equation.right
                for column in self.columns:
                    found.append(
                        Instance(
                            equation,
                            f"表三「{column.label}」列",
                            tuple(address("t3", key, column.key) for key in equation.left),
                            tuple(address("t3", key, column.key) for key in right),
                        )
                    )
            else:
                table = "t3" if equation.scope == "t3.row" else "t4"
                name = _TABLES[table]
                for row in self.counted_rows() if table == "t3" else self.groups:
                    found.append(
                        Instance(
                            equation,
                            f"{name}「{row.label}」",
                            tuple(address(table, row.key, key) for key in equation.left),
                            tuple(address(table, row.key, key) for key in equation.right),
                        )
                    )
        return tuple(found)


def _label(entries: tuple[Row, ...] | tuple[Column, ...], key: str) -> str:
    return next((entry.label for entry in entries if entry.key == key), "")


def _block(data: dict[str, Any]) -> Block:
    head = tuple(data["head"])
    columns = tuple(Column(key, label) for key, label in zip(data["columns"], head[1:], strict=True))
    return Block(data["caption"], head, columns, tuple(Row(**row) for row in data["rows"]))


@cache
def by_key(key: str) -> Format:
    """The format "2019" or "2021". KeyError for any other."""
    path = _FOLDER / f"{key}.toml"
    if key not in keys():
        raise KeyError(key)
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    three, four = data["table3"], data["table4"]
    return Format(
        key=data["key"],
        title=data["title"],
        number=data["number"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        section_titles=tuple(data["section_titles"]),
        blocks=tuple(_block(block) for block in data["table2"]),
        corner_note=three["corner_note"],
        column_group_label=three["column_group_label"],
        columns=tuple(Column(**column) for column in three["columns"]),
        rows=tuple(Row(**row) for row in three["rows"]),
        groups=tuple(Row(**group) for group in four["groups"]),
        results=tuple(Column(**column) for column in four["columns"]),
        equations=tuple(
            Equation(e["code"], e["scope"], tuple(e["left"]), tuple(e["right"]), e["source"]) for e in data["equations"]
        ),
    )


@cache
def keys() -> tuple[str, ...]:
    """The formats there are, oldest first."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def for_year(year: int) -> Format:
    """The format a report of that year follows. ValueError before 2019: no uniform format existed."""
    for key in reversed(keys()):
        found = by_key(key)
        if found.first_year <= year:
            return found
    raise ValueError(f"{year}年没有全国统一格式；统一格式自2019年度报告起施行。请选2019年及以后的年度。")
