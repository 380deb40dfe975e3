"""Findings, each beside the piece of the original it comes from."""

from collections.abc import Sequence
from itertools import pairwise

from gongkai.law.checks import CHECKS
from gongkai.law.checks.findings import Fault, Finding, Level
from gongkai.law.figures import Address, Number, State
from gongkai.typesetting.checkpage import originals
from gongkai.typesetting.checkpage.material import Checked
from gongkai.typesetting.checkpage.pictures import Pages
from gongkai.typesetting.checkpage.tables import written
from gongkai.typesetting.markup import Markup, joined, tag

LOOKS = {
    Level.ERROR: ("finding wide", "late"),
    Level.WARNING: ("finding warn wide", "soon"),
    Level.NOTE: ("finding say wide", ""),
}
IDS = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.NOTE: "notes"}
_FEW = 4  # cells shown of a finding that adds nothing up
_MOST_ROWS = 5


def sections(checked: Checked, pages: Pages, prefix: str) -> Markup:
    """Errors, warnings, notes: a section each, none where there is nothing to say."""
    made: list[Markup] = []
    for level in Level:
        findings = [finding for finding in checked.judgement.findings if finding.level is level]
        if not findings:
            continue
        name = f"{prefix}{IDS[level]}"
        panels = (_panel(checked, finding, pages) for finding in findings)
        heading = tag("h2", _heading(level, findings), id=name)
        made.append(tag("section", heading, *panels, class_="part" if made else "block", aria_labelledby=name))
    return joined(*made)


def _heading(level: Level, findings: Sequence[Finding]) -> str:
    broken = sum(max(1, len(finding.sides)) for finding in findings)
    drawn = f"，牵出{broken}项不符" if level is Level.ERROR and broken > len(findings) else ""
    return f"{level.label}{len(findings)}处{drawn}"


def broken_cells(findings: Sequence[Finding]) -> frozenset[Address]:
    """The cells of sums that do not hold: the one cause where it is known, else every cell of the equation."""
    found: set[Address] = set()
    for finding in findings:
        if finding.level is Level.ERROR or finding.fault is Fault.UNSURE:
            found.update(finding.cells[:1] if has_cause(finding) else finding.cells)
    return frozenset(found)


def has_cause(finding: Finding) -> bool:
    """Whether one cell alone explains all that is broken: it comes first, and its name is the place."""
    return len({sides.place for sides in finding.sides}) > 1


def _panel(checked: Checked, finding: Finding, pages: Pages) -> Markup:
    look, tone = LOOKS[finding.level]
    state = tag("span", finding.level.label, class_=f"state {tone}".strip())
    told = [
        tag("h3", state, finding.place),
        tag("p", finding.message, class_="prose"),
        _sides(finding),
        _beside(finding),
        tag("p", f"怎样改：{finding.remedy}", class_="prose"),
        tag("p", f"{'，'.join(finding.codes)} 依据：{CHECKS[finding.code].source}", class_="cite"),
    ]
    return tag("div", tag("div", *told), _figure(checked, finding, pages), class_=look)


def _sides(finding: Finding) -> Markup:
    if not finding.sides:
        return Markup()
    if len(finding.sides) == 1:
        sides = finding.sides[0]
        return tag(
            "dl",
            *(tag("dt", str(sides.left)), tag("dd", written(sides.left.total))),
            *(tag("dt", str(sides.right)), tag("dd", written(sides.right.total))),
            *(tag("dt", "差", class_="differs"), tag("dd", written(sides.difference), class_="differs")),
            class_="sides",
        )
    rows = (
        tag(
            "tr",
            tag("th", f"{_of(sides.place, finding.place)}{sides.left}，与{sides.right}", scope="row"),
            _number(sides.left.total),
            _number(sides.right.total),
            _number(sides.difference, "n differs"),
        )
        for sides in finding.sides
    )
    heads = (
        tag("th", "核对", scope="col"),
        *(tag("th", word, class_="n", scope="col") for word in ("一边", "另一边", "差")),
    )
    caption = tag("caption", f"{len(finding.sides)}项核对，两边各是多少", class_="unseen")
    return tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="both-sides")


def _beside(finding: Finding) -> Markup:
    """Words of the report, each beside those of another report that they equal."""
    rows = [(own, other) for own, other in pairwise(finding.passages) if other.report and not own.report]
    if not rows:
        return Markup()
    name = rows[0][1].report
    heads = (tag("th", word, scope="col") for word in ("本报告", name))
    made = (
        tag("tr", tag("td", own.quote, data_label="本报告"), tag("td", other.quote, data_label=name))
        for own, other in rows
    )
    caption = tag("caption", f"与{name}相同的语句", class_="unseen")
    return tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *made), class_="stacks collation alike")


def _of(place: str, whole: str) -> str:
    return "" if place == whole else f"{place}："


def _number(number: Number, look: str = "n") -> Markup:
    return tag("td", written(number), class_=look)


def shown_cells(checked: Checked, finding: Finding) -> tuple[Address, ...]:
    """The cells of a finding that the original is shown for: its cause first, then the sums, then what is added up and not
    zero, as long as they stand in few rows."""
    if not finding.sides:
        return finding.cells[:_FEW]
    every = [side for sides in finding.sides for side in (sides.left, sides.right)]
    terms = [(term, len(side.terms) == 1) for side in every for term in side.terms]
    here = [(term.cell, alone) for term, alone in terms if term.cell and term.year in (None, checked.fact.year)]
    sums = [cell for cell, alone in here if alone]
    heavy = [cell for cell, _ in here if checked.fact.value(cell)]
    first = finding.cells[:1] if has_cause(finding) else ()
    rows: set[str] = set()
    chosen: list[Address] = []
    for cell in dict.fromkeys((*first, *sums, *heavy)):
        row = cell.rsplit("/", 1)[0]
        if row in rows or len(rows) < _MOST_ROWS:
            rows.add(row)
            chosen.append(cell)
    return tuple(chosen)


def _figure(checked: Checked, finding: Finding, pages: Pages) -> Markup:
    if finding.passages:
        own = [passage for passage in finding.passages if not passage.report]
        if len(own) < len(finding.passages) and checked.kind != "pdf":
            return Markup()  # the words stand beside those they equal
        picture = originals.of_passages(checked, own, pages)
        where = originals.where_told(checked, (), own, pages)
        return _captioned(picture, "原文如此。", where, "") if picture else Markup()
    order = {cell: at for at, cell in enumerate(checked.spots)}
    cells = sorted(shown_cells(checked, finding), key=lambda cell: order.get(cell, len(order)))
    ringed = finding.cells[:1] if has_cause(finding) else cells
    if cells and checked.state(cells[0]) is State.MISSING:
        picture = originals.beside_missing(checked, cells, pages)
        told = "原文只印了这一行。" if len(originals.neighbours(checked, cells[0])) == 1 else "两行之间没有这一行。"
        return _captioned(picture, "原文如此。", "", told) if picture else Markup()
    picture = originals.of_cells(checked, cells, pages, ringed=ringed)
    if not picture:
        return Markup()
    where = originals.where_told(checked, ringed, (), pages)
    return _captioned(picture, *_fault(checked, finding, ringed, where))


def _fault(checked: Checked, finding: Finding, cells: Sequence[Address], where: str) -> tuple[str, str, str]:
    """Whose fault: the signs stand so in the original (原文如此), a rule of ours settled them (读作), or nobody can tell
    without it."""
    if finding.fault is Fault.UNSURE:
        told = "这是另一程序读出的数，" if checked.fact.second_hand else ""
        return "印错，还是读错？", where, f"{told}要对照原件才知道。"
    if finding.fault is Fault.READ:
        return "没有读准。", where, ""
    unsure = [cell for cell in cells if (spot := checked.spots.get(cell)) and not spot.is_plain]
    if finding.level is Level.ERROR and unsure:
        return f"读作{_values(checked, unsure)}。", where, "这里不是照字面读的，请先对照原件，再看要不要更正。"
    if finding.code == "numbers.form":
        return f"读作{_values(checked, cells)}。", where, ""
    signs = [" ".join(checked.spots[cell].raw.split()) for cell in cells if cell in checked.spots]
    is_short = finding.level is Level.ERROR and 0 < len(signs) <= _FEW
    told = f"原件上的字就是“{'”“'.join(signs)}”。" if is_short else ""
    return "原文如此。", where, told


def _values(checked: Checked, cells: Sequence[Address]) -> str:
    """The numbers the first of these cells were read as."""
    return "、".join(written(value) for cell in cells[:3] if (value := checked.fact.value(cell)) is not None)


def _captioned(picture: Markup, lead: str, where: str, more: str) -> Markup:
    caption = tag("figcaption", tag("strong", lead), f"{where}。" if where else "", more)
    return tag("figure", picture, caption, class_="original")
