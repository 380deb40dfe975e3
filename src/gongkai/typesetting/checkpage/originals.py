"""The piece of the original a finding comes from: a cut-out of the page, the lines of the text, or the row of the table."""

from collections.abc import Iterable, Sequence

from gongkai.law.facts import Passage
from gongkai.law.figures import Address, State, parts
from gongkai.typesetting.checkpage import excerpts
from gongkai.typesetting.checkpage.material import Box, Checked, Paragraph, Spot
from gongkai.typesetting.checkpage.pictures import Pages, Strip, drawing
from gongkai.typesetting.checkpage.places import place_told
from gongkai.typesetting.markup import Markup, joined, tag

_MOST_ROWS = 6


def of_cells(checked: Checked, cells: Sequence[Address], pages: Pages, *, doubt: bool = False) -> Markup:
    """The rows these cells stand in, the cells ringed. Nothing where the original has no place for them."""
    spots = [(cell, spot) for cell in cells if (spot := checked.spots.get(cell)) and spot.is_placed]
    if not spots:
        return Markup()
    if any(spot.page is not None and spot.box for _, spot in spots):
        return _picture(checked, spots, pages, doubt) or _grid(checked, spots)
    if any(spot.start is not None for _, spot in spots) and checked.text:
        return _lines(checked, [spot for _, spot in spots])
    return _grid(checked, spots)


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


def _lines(checked: Checked, spots: Sequence[Spot]) -> Markup:
    spans = [(spot.start, spot.end) for spot in spots if spot.start is not None and spot.end is not None]
    made = []
    for excerpt in excerpts.around(checked.text, spans):
        number = tag("span", excerpts.lines_of(checked.text, excerpt), class_="line-no")
        made.append(tag("p", number, " ", excerpts.written(checked.text, excerpt)))
    return tag("blockquote", *made, class_="lines")


def _grid(checked: Checked, spots: Sequence[tuple[Address, Spot]]) -> Markup:
    """The rows as the file has them, cell by cell."""
    wanted = {cell for cell, _ in spots}
    rows = dict.fromkeys(_row_of(cell) for cell, _ in spots)
    made = []
    for table, key in list(rows)[:_MOST_ROWS]:
        cells = [cell for cell in checked.form.addresses() if _row_of(cell) == (table, key)]
        label = checked.form.label(cells[0]).split("「")[1].split("」")[0] if cells else key
        shown = (tag("td", _signs(checked, cell, cell in wanted)) for cell in cells)
        made.append(tag("tr", tag("th", label, scope="row"), *shown))
    table_made = tag("table", tag("tbody", *made), class_="torn")
    return tag("div", table_made, class_="lines", tabindex=0, role="region", aria_label="原文的片段，可以左右滑动")


def _row_of(cell: Address) -> tuple[str, str]:
    return parts(cell)[0], parts(cell)[1]


def _signs(checked: Checked, cell: Address, marked: bool) -> Markup:
    spot = checked.spots.get(cell)
    raw = " ".join(spot.raw.split()) if spot else ""
    if not raw:
        raw = "没有这一格" if checked.state(cell) is State.MISSING else "空"
    return tag("mark", raw, class_="ringed") if marked else joined(raw)


def _picture(checked: Checked, spots: Sequence[tuple[Address, Spot]], pages: Pages, doubt: bool) -> Markup:
    strips: list[Strip] = []
    told: list[str] = []
    for page, row in _rows(spots):
        strip = _strip(page, [spot.box for _, spot in row if spot.box], pages)
        if strip is None:
            continue
        strips.append(strip)
        told += [f"{checked.form.label(cell)} {' '.join(spot.raw.split()) or '空'}" for cell, spot in row]
    return drawing(strips, f"原件片段：{'，'.join(told)}", doubt=doubt) if strips else Markup()


def _rows(spots: Sequence[tuple[Address, Spot]]) -> list[tuple[int, list[tuple[Address, Spot]]]]:
    """Cells that stand at one height of a page together, from the top."""
    rows: list[tuple[int, list[tuple[Address, Spot]]]] = []
    placed = [(cell, spot) for cell, spot in spots if spot.page is not None and spot.box]
    for cell, spot in sorted(placed, key=lambda pair: (pair[1].page or 0, pair[1].box or (0.0,) * 4)):
        middle = (spot.box[1] + spot.box[3]) / 2 if spot.box else 0
        for page, row in rows:
            box = row[0][1].box
            if page == spot.page and box and box[1] <= middle <= box[3]:
                row.append((cell, spot))
                break
        else:
            rows.append((spot.page or 0, [(cell, spot)]))
    rows.sort(key=lambda pair: (pair[0], pair[1][0][1].box[1] if pair[1][0][1].box else 0))
    return rows[:_MOST_ROWS]


def _strip(page: int, boxes: Sequence[Box], pages: Pages) -> Strip | None:
    """The row's label, then its cells: what stands between is left out."""
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    slack = max(0.0, (16 - (bottom - top)) / 2)
    top, bottom = top - slack, bottom + slack
    figures = pages.cut(page, (left - 12, top, right + 12, bottom))
    if figures is None:
        return None
    label = pages.cut(page, (4, top, max(5.0, left - 16), bottom))
    pieces = (label.trimmed(), figures) if label is not None else (figures,)
    return Strip(pieces, tuple(boxes))


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
    """第210行，第4页: the places shown, for the caption."""
    places = [place_told(spot) for cell in cells if (spot := checked.spots.get(cell)) and spot.is_placed]
    for passage in passages:
        found = pages.find(passage.quote)
        where = f"第{found[0]}页" if found else checked.section_name(passage.section)
        places.append(where)
    distinct = list(dict.fromkeys(places))
    return "；".join(distinct[:3]) + (f"等{len(distinct)}处" if len(distinct) > 3 else "")
