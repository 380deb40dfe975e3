"""The piece of the original a finding comes from: a cut-out of the page, the lines of the text, or the row of the table."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from gongkai.law.facts import Passage
from gongkai.law.figures import Address, State, address, parts
from gongkai.typesetting.checkpage import excerpts
from gongkai.typesetting.checkpage.material import Box, Checked, Paragraph, Spot
from gongkai.typesetting.checkpage.pictures import Pages, Strip, drawing
from gongkai.typesetting.checkpage.places import places_told
from gongkai.typesetting.markup import Markup, joined, tag

_MOST_ROWS = 6
_MOST_TOLD = 4  # cells whose places a caption names
_LOWEST = 16.0  # points: lower rows are shown with the paper around them
_NEAR = 12.0  # points: pieces that lie closer are not parted
_BESIDE = 5.0  # points left of the first figure at which its label ends, so that the ruling between is left out
_HEADS = 112.0  # points above the figures of table 4 in which its heads stand


def of_cells(
    checked: Checked,
    cells: Sequence[Address],
    pages: Pages,
    *,
    ringed: Collection[Address] | None = None,
    doubt: bool = False,
) -> Markup:
    """The rows these cells stand in; of figures another program read, its signs. Nothing where the original has no place
    for them. ringed: those of them that are marked; all where it is not said."""
    is_told = checked.fact.second_hand
    spots = [(cell, spot) for cell in cells if (spot := checked.spots.get(cell)) and (is_told or spot.is_placed)]
    marked = frozenset(cells if ringed is None else ringed)
    if not spots:
        return Markup()
    if is_told:
        return _grid(checked, spots, marked)
    if any(spot.page is not None and spot.box for _, spot in spots):
        return _picture(checked, spots, marked, pages, doubt) or _grid(checked, spots, marked)
    if any(spot.start is not None for _, spot in spots) and checked.text:
        return _lines(checked, spots, marked)
    return _grid(checked, spots, marked)


def beside_missing(checked: Checked, cells: Sequence[Address], pages: Pages) -> Markup:
    """The rows between which a missing row should stand, as the original has them; or the one row printed in place of
    several."""
    found = neighbours(checked, cells[0])
    return of_cells(checked, found, pages, ringed=()) if found else Markup()


def neighbours(checked: Checked, missing: Address) -> tuple[Address, ...]:
    """The first cells of those rows; none where the original has no place for both."""
    table, key, column = parts(missing)
    instead = address(table, key.split(".")[0], column)
    if instead != missing and (spot := checked.spots.get(instead)) and spot.is_placed:
        return (instead,)
    order = list(dict.fromkeys(_row_of(cell) for cell in checked.form.addresses()))
    if (table, key) not in order:
        return ()
    at = order.index((table, key))
    before = next((first for row in reversed(order[:at]) if (first := _placed(checked, row, table))), "")
    after = next((first for row in order[at + 1 :] if (first := _placed(checked, row, table))), "")
    return (before, after) if before and after else ()


def _placed(checked: Checked, row: tuple[str, str], table: str) -> Address:
    """The first cell of a row that the original has a place for; empty for rows of other tables."""
    if row[0] != table:
        return ""
    cells = (cell for cell in checked.form.addresses() if _row_of(cell) == row)
    return next((cell for cell in cells if (spot := checked.spots.get(cell)) and spot.is_placed), "")


def of_passages(checked: Checked, passages: Iterable[Passage], pages: Pages) -> Markup:
    """The sentences that hold the passages, the words marked. In a PDF the lines are cut from their page."""
    passages = list(passages)
    drawn = _drawn(passages, pages)
    if drawn:
        return drawn
    made: list[Markup] = []
    for paragraph, spans in located(checked, passages):
        excerpt = excerpts.sentence(paragraph.text, spans)
        made.append(tag("p", excerpts.written(paragraph.text, excerpt)))
    return tag("blockquote", *made[:_MOST_ROWS], class_="lines") if made else Markup()


def located(checked: Checked, passages: Iterable[Passage]) -> list[tuple[Paragraph, list[excerpts.Span]]]:
    """The paragraphs that hold passages, in the order of the text, each with the spans of its own characters."""
    found: dict[int, list[excerpts.Span]] = {}
    for passage in passages:
        for order, paragraph in enumerate(checked.paragraphs):
            span = _span(paragraph, passage)
            if span:
                found.setdefault(order, []).append(span)
                break
    return [(checked.paragraphs[order], spans) for order, spans in sorted(found.items())]


def _span(paragraph: Paragraph, passage: Passage) -> excerpts.Span | None:
    start, end = passage.start - paragraph.start, passage.end - paragraph.start
    if passage.end and 0 <= start < end <= len(paragraph.text) and paragraph.text[start:end] == passage.quote:
        return start, end
    if passage.section not in (0, paragraph.section):
        return None
    at = paragraph.text.find(passage.quote)
    return (at, at + len(passage.quote)) if at >= 0 and not passage.end else None


Spots = Sequence[tuple[Address, Spot]]


def _lines(checked: Checked, spots: Spots, marked: Collection[Address]) -> Markup:
    spans = {(spot.start, spot.end): cell for cell, spot in spots if spot.start is not None and spot.end is not None}
    made = []
    for excerpt in excerpts.around(checked.text, [(start or 0, end or 0) for start, end in spans]):
        excerpt.marks = [span for span in excerpt.marks if spans[span] in marked]
        number = tag("span", excerpts.lines_of(checked.text, excerpt), class_="line-no")
        made.append(tag("p", number, " ", excerpts.written(checked.text, excerpt)))
    return tag("blockquote", *made, class_="lines")


def _grid(checked: Checked, spots: Spots, marked: Collection[Address]) -> Markup:
    """The rows as the file has them, cell by cell."""
    rows = dict.fromkeys(_row_of(cell) for cell, _ in spots)
    made = []
    for table, key in list(rows)[:_MOST_ROWS]:
        cells = [cell for cell in checked.spots if _row_of(cell) == (table, key)]
        label = checked.label(cells[0]).split("「")[1].split("」")[0]
        shown = (tag("td", _signs(checked, cell, cell in marked)) for cell in cells)
        made.append(tag("tr", tag("th", label, scope="row"), *shown))
    table_made = tag("table", tag("tbody", *made), class_="torn")
    return tag("div", table_made, class_="lines", tabindex=0, role="group", aria_label="原文的片段，可以左右滑动")


def _row_of(cell: Address) -> tuple[str, str]:
    return parts(cell)[0], parts(cell)[1]


def _signs(checked: Checked, cell: Address, marked: bool) -> Markup:
    spot = checked.spots.get(cell)
    raw = " ".join(spot.raw.split()) if spot else ""
    if not raw:
        raw = "没有这一格" if checked.state(cell) is State.MISSING else "空"
    return tag("mark", raw, class_="ringed") if marked else joined(raw)


def _picture(checked: Checked, spots: Spots, marked: Collection[Address], pages: Pages, doubt: bool) -> Markup:
    strips: list[Strip] = []
    told: list[str] = []
    for page, row in _rows(spots):
        boxes = {cell: pages.points(page, spot.box) for cell, spot in row if spot.box}
        every = _boxes_of_row(checked, row[0][0], page, pages)
        if row[0][0].startswith("t4/"):
            strip = _column(page, every, pages)
        else:
            strip = _strip(page, list(boxes.values()), every, pages)
        if strip is None:
            continue
        strips.append(replace(strip, rings=tuple(box for cell, box in boxes.items() if cell in marked)))
        told += [f"{checked.label(cell)} {' '.join(spot.raw.split()) or '空'}" for cell, spot in row]
    return drawing(strips, f"原件片段：{'，'.join(told)}", doubt=doubt) if strips else Markup()


def _rows(spots: Spots) -> list[tuple[int, list[tuple[Address, Spot]]]]:
    """Cells of one row of the form that stand on one page together, from the top."""
    rows: dict[tuple[int, float, tuple[str, str]], list[tuple[Address, Spot]]] = {}
    for cell, spot in spots:
        if spot.page is None or not spot.box:
            continue
        same = [key for key in rows if key[0] == spot.page and key[2] == _row_of(cell)]
        rows.setdefault(same[0] if same else (spot.page, spot.box[1], _row_of(cell)), []).append((cell, spot))
    return [(key[0], rows[key]) for key in sorted(rows)][:_MOST_ROWS]


def _boxes_of_row(checked: Checked, cell: Address, page: int, pages: Pages) -> list[Box]:
    """The boxes of all cells of a row, or of a group of table 4."""
    spots = (checked.spots.get(other) for other in checked.form.addresses() if _row_of(other) == _row_of(cell))
    return [pages.points(page, spot.box) for spot in spots if spot and spot.page == page and spot.box]


def _strip(page: int, boxes: Sequence[Box], row: Sequence[Box], pages: Pages) -> Strip | None:
    """The row's label, then the cells; what stands between is left out. Each piece at its own height: a row of a scan may
    climb. A cell that stands alone has its neighbours beside it."""
    first = min((*row, *boxes))
    label = pages.cut(page, _padded((4.0, first[1], max(5.0, first[0] - _BESIDE), first[3])))
    figures = [pages.cut(page, _padded(window)) for window in _windows(boxes, row)]
    if not any(figures):
        return None
    return Strip(tuple(piece for piece in (label and label.innermost(), *figures) if piece))


def _windows(boxes: Sequence[Box], row: Sequence[Box]) -> list[Box]:
    """The cells from the left, those that touch as one."""
    chosen = sorted(boxes)
    if len(chosen) == 1:
        own = chosen[0]
        left = max((box for box in row if box[2] <= own[0] + _NEAR), default=own)
        right = min((box for box in row if box[0] >= own[2] - _NEAR), default=own)
        chosen = [box for box in dict.fromkeys((left, own, right)) if abs(box[1] - own[1]) < _NEAR]
    windows: list[Box] = []
    for box in chosen:
        last = windows[-1] if windows else None
        if last and box[0] - last[2] < _NEAR:
            windows[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            windows.append(box)
    return windows


def _padded(box: Box) -> Box:
    """Low rows with the paper above and below."""
    slack = max(0.0, (_LOWEST - (box[3] - box[1])) / 2)
    return (box[0], box[1] - slack, box[2], box[3] + slack)


def _column(page: int, group: Sequence[Box], pages: Pages) -> Strip | None:
    """A group of table 4 with the heads above it."""
    left, right = min(box[0] for box in group), max(box[2] for box in group)
    top, bottom = min(box[1] for box in group), max(box[3] for box in group)
    piece = pages.cut(page, (left + 2, top - _HEADS, right - 2, bottom + 2))
    return Strip((piece,), torn=True) if piece is not None else None


def _drawn(passages: Sequence[Passage], pages: Pages) -> Markup:
    """The lines of the page in which the words stand."""
    strips: list[Strip] = []
    for passage in dict.fromkeys(passages):
        found = pages.find(passage.quote)
        if not found or len(strips) >= _MOST_ROWS:
            continue
        page, boxes = found
        for box in boxes:
            piece = pages.cut(page, (max(box[0] - 170, 4), box[1], box[2] + 60, box[3]))
            if piece is not None:
                strips.append(Strip((piece.trimmed(),), (box,)))
    label = "原件片段：" + "，".join(dict.fromkeys(passage.quote for passage in passages))
    return drawing(strips[:_MOST_ROWS], label) if strips else Markup()


def where_told(checked: Checked, cells: Sequence[Address], passages: Sequence[Passage], pages: Pages) -> str:
    """第4页自上157毫米，2格自左27、38毫米: the places shown, for the caption."""
    spots = [spot for cell in cells[:_MOST_TOLD] if (spot := checked.spots.get(cell)) and spot.is_placed]
    if spots:
        return places_told(spots) + ("等" if len(cells) > _MOST_TOLD else "")
    places = []
    for passage in passages:
        found = pages.find(passage.quote)
        places.append(f"第{found[0]}页" if found else checked.section_name(passage.section))
    return "；".join(dict.fromkeys(places))
