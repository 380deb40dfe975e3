"""What was not read and what was not judged: it is counted and told, never filled in."""

from collections.abc import Sequence

from gongkai.law.checks.findings import Unjudged
from gongkai.law.figures import Address, State, parts
from gongkai.typesetting.checkpage import originals
from gongkai.typesetting.checkpage.material import Checked, Spot
from gongkai.typesetting.checkpage.pictures import Pages
from gongkai.typesetting.checkpage.places import place_told, readings_told
from gongkai.typesetting.checkpage.tables import word_of
from gongkai.typesetting.markup import Markup, joined, tag

_MOST = 8
_TOLD = {
    State.BLANK: "有格，没有字",
    State.MISSING: "原文没有",
    State.UNREADABLE: "有字，认不出",
    State.AMBIGUOUS: "有几种读法",
}


def section(checked: Checked, pages: Pages, prefix: str) -> Markup:
    """Cells without a number, row by row, and the rules left out because of them. Nothing where there is neither."""
    unread, unjudged = checked.unread(), checked.judgement.unjudged
    if not unread and not unjudged:
        return Markup()
    name = f"{prefix}doubts"
    heading = heading_of(checked)
    parts_made = [tag("h2", heading, id=name)]
    if unread:
        because = f"与它们有关的{len(unjudged)}项没有判断，请对照原件。" if unjudged else "请对照原件。"
        parts_made.append(tag("p", f"没有数的格不当作0，也不替原文填数。{because}", class_="prose"))
        rows = _rows(checked, unread)
        parts_made.append(tag("div", *(_figure(checked, row, pages) for row in rows[:_MOST]), class_="doubts part"))
        if len(rows) > _MOST:
            parts_made.append(tag("p", f"另有{len(rows) - _MOST}行，见下面的表。", class_="small muted part-small"))
    parts_made.append(_unjudged(unjudged, bool(unread)))
    return tag("section", tag("div", *parts_made, class_="ruled"), class_="block", aria_labelledby=name)


def heading_of(checked: Checked) -> str:
    """没有读准的3格 where signs stand that could not be read; 没有数的3格 where none stand."""
    unread = checked.unread()
    if not unread:
        return f"没有判断的{len(checked.judgement.unjudged)}项"
    is_unsure = any(checked.state(cell) in (State.UNREADABLE, State.AMBIGUOUS) for cell in unread)
    return f"没有{'读准' if is_unsure else '数'}的{len(unread)}格"


def _rows(checked: Checked, unread: Sequence[Address]) -> list[tuple[Address, ...]]:
    """Cells of one row in one state together: those with signs first, then blanks, then what is missing. Missing rows that
    should stand in one place are together too."""
    order = [State.AMBIGUOUS, State.UNREADABLE, State.BLANK, State.MISSING]
    rows: dict[tuple[int, Sequence[str]], list[Address]] = {}
    for cell in unread:
        state = checked.state(cell)
        beside = originals.neighbours(checked, cell) if state is State.MISSING else ()
        key = ("t3",) if len(beside) == 1 else beside or parts(cell)[:2]
        rows.setdefault((order.index(state), key), []).append(cell)
    return [tuple(cells) for _, cells in sorted(rows.items(), key=lambda item: item[0][0])]


def _figure(checked: Checked, cells: tuple[Address, ...], pages: Pages) -> Markup:
    state = checked.state(cells[0])
    spot = checked.spots.get(cells[0]) or Spot()
    sample = tag("span", word_of(checked.fact.figures.get(cells[0]), spot.readings), class_=f"sample {state.value}")
    rows = list(dict.fromkeys(checked.form.label(cell).split("」")[0] for cell in cells))
    many = f"等{len(rows)}行" if len(rows) > 1 else ""
    where = f"{rows[0]}」{many}，{len(cells)}格" if len(cells) > 1 else checked.form.label(cells[0])
    place = f"。{place_told(spot)}" if spot.is_placed else ""
    caption = tag(
        "figcaption",
        tag(
            "span",
            sample,
            " ",
            tag("strong", _TOLD[state] + (("这些行" if many else "这一行") if state is State.MISSING else "")),
        ),
        tag("span", f"{where}{place}。{readings_told(checked, cells)}"),
    )
    if state is State.MISSING:
        picture = originals.beside_missing(checked, cells, pages)
    else:
        picture = originals.of_cells(checked, cells, pages, doubt=True)
    return tag("figure", picture, caption, class_="original")


def _unjudged(unjudged: Sequence[Unjudged], folded: bool) -> Markup:
    if not unjudged:
        return Markup()
    lines = (tag("li", entry.place, tag("span", entry.reason)) for entry in unjudged)
    listed = tag("ul", *lines, class_="papers inside small")
    if not folded:
        return tag("div", listed, class_="part-small")
    summary = tag(
        "summary", tag("span", f"因此没有判断的{len(unjudged)}项"), tag("span", "附各自缺什么", class_="muted small")
    )
    return tag("details", summary, listed, class_="phase part")


def remarks(checked: Checked) -> Markup:
    """What a reader of the figures should know about the file."""
    if not checked.remarks:
        return Markup()
    return tag("div", joined(*(tag("p", remark) for remark in checked.remarks)), class_="message quiet part prose")
