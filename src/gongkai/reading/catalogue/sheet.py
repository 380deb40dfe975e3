"""The lines of a catalogue, one for each element; every cell that cannot be understood is told with its row and a remedy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date, datetime
from itertools import chain, islice, pairwise
from pathlib import Path

from gongkai.reading.catalogue.cells import carriers_in, is_ticked
from gongkai.reading.catalogue.heads import Head, Names, head_of
from gongkai.reading.listed.sheets import Line, lines_of

MOST_ELEMENTS = 20_000
WITHIN = 30  # lines from the top among which a head is looked for
FIELD = ("重点领域", "试点领域", "领域", "所属领域")
_TICKS = {
    "everyone": "公开对象“全社会”",
    "proactive": "公开方式“主动”",
    "on_application": "公开方式“依申请公开”",
    "county": "公开层级“县级”",
    "township": "公开层级“乡级”",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """place: `“义务教育”第12行`; blocks: nothing is taken over while it stands; else it is only told."""

    place: str
    message: str
    remedy: str
    blocks: bool = True

    def __str__(self) -> str:
        return f"{self.place}：{self.message}{self.remedy}"


@dataclass(frozen=True, slots=True)
class ListedElement:
    """One element as the catalogue has it. field: what sheet, title or column say of the field; limit, body: as printed."""

    place: str
    field: str
    number: str
    first: str
    second: str
    name: str
    basis: str
    limit: str
    body: str
    carriers: tuple[str, ...]
    everyone: bool
    audience: str
    proactive: bool
    on_application: bool
    county: bool
    township: bool
    extra: Mapping[str, str] = made(default_factory=dict)


@dataclass(slots=True)
class CatalogueSheet:
    """What was read of a file. heads: per sheet the columns of other names, which are kept with each element."""

    elements: list[ListedElement] = made(default_factory=list)
    problems: list[Problem] = made(default_factory=list)
    others: dict[str, list[str]] = made(default_factory=dict)

    @property
    def blocked(self) -> bool:
        return any(problem.blocks for problem in self.problems)


def read_catalogue(path: Path, names: Mapping[str, Sequence[str]]) -> CatalogueSheet:
    """The catalogue in a .xlsx or .csv. names: which columns there are and how they are called (level names may be added).

    Unreadable for a file that is neither. Merged cells hold what their first cell holds; rows with nothing in them are passed
    over, however many there are; what cannot be understood becomes a problem, and the next row is read.
    """
    found = CatalogueSheet()
    called = Names({**names, "field": FIELD})
    for lines in lines_of(path):
        _read_sheet(lines, called, found)
    if not found.elements and not found.problems:
        found.problems.append(
            Problem(
                path.name, "没有读到目录的内容。", "请核对文件：要有“公开事项”“公开内容（要素）”等表头，下面每行一条。"
            )
        )
    return found


def _read_sheet(lines: Iterator[Line], names: Names, found: CatalogueSheet) -> None:
    top = list(islice(lines, WITHIN))
    at, head = _find_head(top, names)
    if head is None:
        _tell_headless(top, found)
        return
    place = top[0].sheet or "表格"
    if head.missing:
        told = "、".join(f"“{label}”" for label in head.missing)
        found.problems.append(Problem(place, f"表头缺少{told}一栏。", "请补上这一栏，或者把栏名改成这个写法。"))
        return
    if head.others:
        found.others[place] = list(head.others.values())
    above = " ".join(text for line in top[:at] for text in line.texts if text)
    _Rows(head, f"{top[0].sheet} {above}".strip(), found).read(chain(top[at + head.depth :], lines))


def _find_head(top: Sequence[Line], names: Names) -> tuple[int, Head | None]:
    """Where the head begins among the first lines, and what it says: of all neighbouring pairs the one with most names."""
    pairs = [head_of(upper.texts, lower.texts, names) for upper, lower in pairwise(top)]
    best = max(range(len(pairs)), key=lambda at: _known(pairs[at]), default=0)
    return best, pairs[best] if pairs else None


def _known(head: Head | None) -> int:
    return len(head.keys) if head else 0


def _tell_headless(top: Sequence[Line], found: CatalogueSheet) -> None:
    if top:  # a sheet with nothing on it needs no word
        found.problems.append(
            Problem(
                f"“{top[0].sheet}”" if top[0].sheet else "表格",
                f"前{WITHIN}行里没有找到目录的表头。",
                "请核对是不是目录；不是目录的工作表请删去，表头的栏名请照标准目录写。",
                blocks=not top[0].sheet,
            )
        )


class _Rows:
    """The lines below one head. What a line leaves empty of its matter, it has from the line above."""

    def __init__(self, head: Head, title: str, found: CatalogueSheet) -> None:
        self.head, self.title, self.found = head, title, found
        self.first = self.second = self.basis = self.field = ""

    def read(self, lines: Iterator[Line]) -> None:
        for line in lines:
            if len(self.found.elements) >= MOST_ELEMENTS:
                self._tell(line, f"一次最多导入{MOST_ELEMENTS}条。", "请按领域拆成几个文件。")
                return
            cells = {key: _text(line.cells[at]) for at, key in self.head.keys.items() if at < len(line.cells)}
            if any(cells.values()) and not self._repeats_head(cells):
                self._read(line, cells)

    def _repeats_head(self, cells: Mapping[str, str]) -> bool:
        """A head printed again on the next page of the original, or a note under the table that fills one cell only."""
        if cells.get("name", "").startswith(("公开内容", "公开要素")) or cells.get("first") in {"一级事项", "公开事项"}:
            return True
        return sum(bool(text) for text in cells.values()) == 1 and not cells.get("name")

    def _read(self, line: Line, cells: dict[str, str]) -> None:
        first, second = cells.get("first", ""), cells.get("second", "")
        if first and first != self.first:
            self.first, self.second, self.basis = first, second, ""
        elif second:
            self.second = second
        self.basis = cells.get("basis", "") or self.basis
        self.field = cells.get("field", "") or self.field
        if not cells.get("name"):
            self._tell(line, "没有写公开内容（要素）。", "请补上这一行公开什么；不用的行请删去。")
            return
        if not self.first:
            self._tell(line, "没有写公开事项。", "请补上一级事项；合并的单元格请从第一行起合并。")
            return
        ticks = self._ticks(line, cells)
        if ticks is None:
            return
        audience = cells.get("audience", "")
        marked = is_ticked(audience)
        self.found.elements.append(
            ListedElement(
                place=line.place,
                field=self.field or self.title,
                number=cells.get("number", ""),
                first=self.first,
                second=self.second,
                name=cells["name"],
                basis=self.basis,
                limit=cells.get("limit", ""),
                body=cells.get("body", ""),
                carriers=carriers_in(cells.get("carriers", "")),
                everyone=ticks["everyone"],
                audience="" if marked is False else "特定群众" if marked else audience,
                proactive=ticks["proactive"],
                on_application=ticks["on_application"],
                county=ticks["county"],
                township=ticks["township"],
                extra=self._extra(line),
            )
        )

    def _ticks(self, line: Line, cells: Mapping[str, str]) -> dict[str, bool] | None:
        """What is ticked; a column the catalogue does not have is taken as usual. None where a cell is neither yes nor no."""
        has = set(self.head.keys.values())
        ticks = {
            "everyone": "everyone" not in has,
            "proactive": "proactive" not in has,
            "on_application": False,
            "county": not has & {"county", "township"},
            "township": False,
        }
        for key in has & set(_TICKS):
            ticked = is_ticked(cells.get(key, ""))
            if ticked is None:
                told = cells[key][:20]
                self._tell(line, f"{_TICKS[key]}一栏写的是“{told}”，看不懂。", "请打“√”，或者空着。")
                return None
            ticks[key] = ticked
        if not ticks["county"] and not ticks["township"]:
            self._tell(line, "没有勾选公开层级。", "请在县级、乡级里至少勾选一栏；别的叫法请用 --level 写明。")
            return None
        if not ticks["everyone"] and not cells.get("audience"):
            ticks["everyone"] = True  # nobody ticked: what is not limited is for everyone
        return ticks

    def _extra(self, line: Line) -> dict[str, str]:
        found = {name: _text(line.cells[at]) for at, name in self.head.others.items() if at < len(line.cells)}
        return {name[:40]: text[:500] for name, text in found.items() if text}

    def _tell(self, line: Line, message: str, remedy: str) -> None:
        self.found.problems.append(Problem(line.place, message, remedy))


def _text(cell: str | datetime | date) -> str:
    """What a cell says, on one line; a day as people write it."""
    if isinstance(cell, datetime | date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    return " ".join(cell.split())
