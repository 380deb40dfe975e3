"""Where a figure stands, in words: 第4页，自上90毫米；自左104、116毫米。原字：104、2。"""

from collections.abc import Iterable, Sequence

from gongkai.law.figures import Address, State, plain
from gongkai.typesetting.checkpage.material import Checked, Spot

_MILLIMETRES = 25.4 / 72


def row_told(checked: Checked, cells: Sequence[Address]) -> str:
    """The places of a row's cells and the signs that stand there."""
    spots = [checked.spots.get(cell) or Spot() for cell in cells]
    placed = [spot for spot in spots if spot.is_placed]
    states = [checked.state(cell) for cell in cells]
    if all(state is State.MISSING for state in states):
        return "原文没有这一行。" if len(cells) > 1 else "原文没有这一格。"
    where = f"{places_told(placed)}。" if placed else ""
    signs = "、".join(_signs(spot, state) for spot, state in zip(spots, states, strict=True))
    return f"{where}原字：{signs}。{_settled(spots)}{readings_told(checked, cells)}"


def readings_told(checked: Checked, cells: Sequence[Address]) -> str:
    """What ambiguous cells may hold: 本年制发件数可能是6、69或693，多半是69."""
    told = []
    for cell in cells:
        spot = checked.spots.get(cell)
        if spot and spot.readings:
            *others, last = [plain(reading) for reading in spot.readings]
            ways = f"{'、'.join(others)}或{last}" if others else last
            likely = f"，多半是{plain(spot.likely)}" if others and spot.likely is not None else ""
            told.append(f"{checked.form.label(cell).split('」')[1]}可能是{ways}{likely}")
    return "；".join(told) + "。" if told else ""


def place_told(spot: Spot) -> str:
    """One cell's place: 第4页，自上90毫米，自左104毫米; 第210行; 第3张表第5行第4列."""
    return places_told([spot]) if spot.is_placed else "原文"


def _signs(spot: Spot, state: State) -> str:
    if state is State.MISSING:
        return "没有这一格"
    bare = " ".join(spot.raw.split())
    return bare if bare else "没有字"


def places_told(spots: Sequence[Spot]) -> str:
    """Several spots by the page, the table or the lines they stand in."""
    pages = dict.fromkeys(spot.page for spot in spots if spot.page is not None)
    if pages:
        return "；".join(_on_page(page, [spot for spot in spots if spot.page == page]) for page in pages)
    rows = dict.fromkeys((spot.table, spot.row) for spot in spots if spot.row is not None)
    if rows:
        return "；".join(
            _in_grid(table, row, [spot for spot in spots if (spot.table, spot.row) == (table, row)])
            for table, row in rows
        )
    return f"第{_range(sorted({spot.line for spot in spots if spot.line is not None}))}行"


def _on_page(page: int, spots: Sequence[Spot]) -> str:
    boxes = [spot.box for spot in spots if spot.box]
    if not boxes:
        return f"第{page}页"
    scale, unit = (1.0, "像素") if spots[0].in_pixels else (_MILLIMETRES, "毫米")
    rows: dict[int, list[int]] = {}
    for box in boxes:
        rows.setdefault(round(box[1] * scale), []).append(round(box[0] * scale))
    told = []
    for top, lefts in rows.items():
        count = f"{len(lefts)}格" if len(lefts) > 1 else ""
        told.append(f"自上{top}{unit}，{count}自左{_listed(dict.fromkeys(lefts))}{unit}")
    return f"第{page}页{'；'.join(told)}"


def _in_grid(table: int | None, row: int | None, spots: Sequence[Spot]) -> str:
    columns = sorted({spot.column for spot in spots if spot.column is not None})
    which = f"第{table}张表" if table is not None else "表内"
    return f"{which}第{row}行" + (f"第{_range(columns)}列" if columns else "")


def _listed(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers))


def _range(numbers: Sequence[int]) -> str:
    """188至200, or 3 where there is but one."""
    return f"{numbers[0]}至{numbers[-1]}" if numbers[0] != numbers[-1] else str(numbers[0])


_RULES = {
    "sums": "各项相加",
    "digits": "连写的数字只有一种分法",
    "fewest": "不平之处最少的分法",
    "text": "正文里的数",
    "t3.total": "六类申请人相加等于总计",
    "t3.results": "各项办理结果相加等于（七）总计",
    "t3.balance": "第一项加第二项等于第三项加第四项",
    "t4.total": "四种结果相加等于总计",
}


def _settled(spots: Sequence[Spot]) -> str:
    """By which rule a figure was settled where the signs alone did not."""
    rules = dict.fromkeys(_RULES.get(spot.settled_by, spot.settled_by) for spot in spots if not spot.is_plain)
    return f"由“{'”“'.join(rules)}”定出，请对照原件。" if rules else ""
