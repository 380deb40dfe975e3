"""The three tables as read: each cell's state by word and shape, each row opening to the places of its cells."""

from collections.abc import Collection

from gongkai.law.figures import Address, Figure, Number, State, plain
from gongkai.law.formats import by_key
from gongkai.typesetting.checkpage.material import Checked
from gongkai.typesetting.checkpage.places import row_told
from gongkai.typesetting.grids import Cell, Grid, Line, Role, grids
from gongkai.typesetting.markup import Markup, joined, tag

NAMES = {"t2": "表二", "t3": "表三", "t4": "表四"}
WORDS = {State.BLANK: "空", State.MISSING: "缺", State.UNREADABLE: "不清", State.AMBIGUOUS: "不定"}
_LOOKS = {"t2": "table-two", "t3": "table-three", "t4": "table-four"}
_STEM_BREAKS = ("（三）", "（四）", "（五）", "（六）", "三、")


def written(number: Number) -> str:
    """12,345 and 1,862.4, as the tables show a figure."""
    whole, point, fraction = plain(number).partition(".")
    return f"{int(whole):,}{point}{fraction}" if not whole.startswith("-0") else plain(number)


def word_of(figure: Figure | None, readings: tuple[Number, ...] = ()) -> str:
    """The figure, or the word for what stands instead: 空, 缺, 不清, 1或7."""
    state = figure.state if figure else State.MISSING
    if figure and figure.value is not None:
        return written(figure.value)
    if state is State.AMBIGUOUS and 1 < len(readings) <= 3:
        return "或".join(written(number) for number in readings)
    return WORDS[state]


def legend() -> Markup:
    """The words and shapes of a cell."""
    samples = (
        ("zero", "0", "原文印0"),
        ("blank", "空", "有格没有字"),
        ("missing", "缺", "原文没有"),
        ("unreadable", "不清", "认不出"),
        ("ambiguous", "1或7", "有几种读法"),
    )
    entries = (tag("li", tag("span", word, class_=f"sample {look}"), told) for look, word, told in samples)
    return tag("ul", *entries, class_="origins small part", aria_label="图例")


def tables(checked: Checked, broken: Collection[Address], prefix: str) -> Markup:
    """Tables 2, 3 and 4 one after another. broken: cells that are framed."""
    return joined(*(_table(checked, grid, broken, prefix) for grid in grids(by_key(checked.fact.format_key))))


def _table(checked: Checked, grid: Grid, broken: Collection[Address], prefix: str) -> Markup:
    name = NAMES[grid.key]
    parts: list[Markup] = []
    if grid.key == "t3":
        columns = (tag("col", class_="stem"), tag("col", class_="stem"), tag("col", class_="label"))
        parts.append(tag("colgroup", *columns, tag("col", class_="figure", span=len(checked.form.columns))))
    for order, part in enumerate(grid.parts):
        head = (_line(checked, line, broken, heading=True) for line in part.head if line)
        rows = (_line(checked, line, broken, heading=False) for line in part.rows)
        parts += [tag("tbody" if order else "thead", *head, class_="head" if order else None), tag("tbody", *rows)]
    table = tag("table", tag("caption", grid.name, class_="unseen"), *parts, class_=f"form {_LOOKS[grid.key]}")
    made = [
        tag("h3", f"{name} {grid.name}", class_="part", id=f"{prefix}{grid.key}"),
        tag("div", table, class_="scroll", role="region", aria_label=f"读出的{name}，可以左右滑动", tabindex=0),
    ]
    if grid.key == "t4":
        made.append(_places_of_table4(checked))
    return joined(*made)


def _places_of_table4(checked: Checked) -> Markup:
    rows = (tag("p", f"{group.label}：{row_told(checked, _row(checked, group.key))}") for group in checked.form.groups)
    return tag("details", tag("summary", "表四每一格的出处"), *rows, class_="place small")


def _row(checked: Checked, group: str) -> tuple[Address, ...]:
    return tuple(f"t4/{group}/{result.key}" for result in checked.form.results)


def _line(checked: Checked, line: Line, broken: Collection[Address], *, heading: bool) -> Markup:
    addresses = tuple(cell.address for cell in line if cell.address)
    return tag("tr", *(_cell(checked, cell, addresses, broken, heading) for cell in line))


def _cell(
    checked: Checked, cell: Cell, addresses: tuple[Address, ...], broken: Collection[Address], heading: bool
) -> Markup:
    spans = {"colspan": cell.columns if cell.columns > 1 else None, "rowspan": cell.rows if cell.rows > 1 else None}
    if cell.address:
        return _figure(checked, cell.address, spans, cell.address in broken)
    wide = cell.columns > 1 if heading else cell.role is Role.GROUP
    scope = ("col" if heading else "row") + ("group" if wide else "")
    if cell.role is Role.GROUP:
        return tag("th", *_stem(cell.text), scope=scope, class_="stem", **spans)
    if cell.role is Role.LABEL and addresses:
        told = tag("p", row_told(checked, addresses))
        return tag("th", tag("details", tag("summary", cell.text), told, class_="place"), scope=scope, **spans)
    return tag("th", cell.text, scope=scope, class_="note-cell" if cell.role is Role.NOTE else None, **spans)


def _stem(text: str) -> tuple[Markup, ...]:
    """（三）不予公开 in two pieces, so that a narrow head breaks by sense."""
    for head in _STEM_BREAKS:
        if text.startswith(head):
            rest = text.removeprefix(head)
            pieces = (head, *rest.partition("本年度")[1:]) if rest.startswith("本年度") else (head, rest)
            return tuple(tag("span", piece) for piece in pieces if piece)
    return (tag("span", text),)


def _figure(checked: Checked, cell: Address, spans: dict[str, int | None], is_broken: bool) -> Markup:
    figure = checked.fact.figures.get(cell)
    spot = checked.spots.get(cell)
    looks = ["broken"] if is_broken else []
    state = checked.state(cell)
    if state is not State.READ:
        looks.append(state.value)
    elif cell.endswith("/total") and cell[:2] in ("t3", "t4"):
        looks.append("derived")
    elif figure and figure.value == 0:
        looks.append("zero")
    return tag("td", word_of(figure, spot.readings if spot else ()), class_=" ".join(looks) or None, **spans)
