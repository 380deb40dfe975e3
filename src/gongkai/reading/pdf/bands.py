"""Tables ruled only across: each stretch between two rulings is a row, and where the lower or the upper one begins, the
names of groups end."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading import folding, labels
from gongkai.reading.pdf.labels import UNITS, WIDE, Line, Parts, part_groups
from gongkai.reading.pdf.lines import words_of
from gongkai.reading.pdf.page import Ruling, Sign
from gongkai.reading.pdf.rulings import joined

_BESIDE = 2.5  # sizes of the type between two lines of one row, at most
_SLACK = 2.0  # points
_FEW = 2
_TALLEST = 14.0  # sizes of the type; what is taller is no row


@dataclass(frozen=True, slots=True)
class Band:
    """A row between two rulings: how high it stands, from where on its label may begin, which lines hold its figures."""

    top: float
    bottom: float
    begin: float
    figures: tuple[int, ...]


def bands_of(run: Sequence[Line], across: Sequence[Ruling]) -> list[Band]:
    """The rows of a table whose rows are all parted by rulings, those with figures. None where some are not: there rulings
    part groups, or the head from the rest."""
    anchors = [at for at, line in enumerate(run) if line.figures]
    if len(anchors) < 1:
        return []
    left = min(run[at].figures[-1].box[0] for at in anchors)
    right = min(run[at].figures[-1].box[2] for at in anchors)
    heights = sorted(
        (line for line in joined(across) if line.start <= left and line.end >= right), key=lambda line: line.at
    )
    places = [line.at for line in heights]
    rows: dict[int, list[int]] = {}
    for at in anchors:
        rows.setdefault(bisect_left(places, run[at].middle), []).append(at)
    if 0 in rows or len(places) in rows or not all(_is_row(run, lines) for lines in rows.values()):
        return []
    if len(rows) < _FEW and (len(anchors) > 1 or len(run[anchors[0]].figures) >= WIDE):
        return []
    bands = [
        Band(places[at - 1], places[at], max(heights[at - 1].start, heights[at].start), tuple(lines))
        for at, lines in sorted(rows.items())
    ]
    size = max(word.size for at in anchors for word in run[at].figures)
    return bands if all(band.bottom - band.top <= _TALLEST * size for band in bands) else []


def _is_row(run: Sequence[Line], lines: Sequence[int]) -> bool:
    """Whether these lines of figures may be one row, numbers that go on below each other."""
    named = [at for at in lines if any(folding.label(word.text) in labels.exact_labels() for word in run[at].left)]
    size = max(word.size for at in lines for word in run[at].figures)
    return len(named) < _FEW and run[lines[-1]].middle - run[lines[0]].middle < _BESIDE * size


def label_in(run: Sequence[Line], band: Band, begin: float) -> Parts:
    """The label of a row, line by line: what stands between its rulings before its figures. `begin`: where the labels of
    the innermost rows begin; what ends left of it names a group, where something stands right of it."""
    end = min(word.box[0] for at in band.figures for word in run[at].figures)
    parts: Parts = []
    for at, line in enumerate(run):
        if line.box[1] < band.bottom and line.box[3] > band.top:
            own = Line([sign for sign in line.signs if _is_inside(sign, band, end)])
            own.left = words_of(own.signs)
            part_groups([own], begin)
            parts += [(at, word) for word in own.left if not word.text.isdigit()]
    inner = [(at, word) for at, word in parts if word.box[2] > begin]
    return inner or parts


def _is_inside(sign: Sign, band: Band, end: float) -> bool:
    x, y = sign.middle
    return band.top < y < band.bottom and band.begin - _SLACK <= x < end


def drop_serial_numbers(run: Sequence[Line], bands: Sequence[Band]) -> None:
    """Figures left of a label count the rows."""
    for band in bands:
        for at in band.figures:
            figures = run[at].figures
            labelled = [
                word.box[2]
                for line in run
                if band.top < line.middle < band.bottom
                for word in line.left
                if not word.text.isdigit()
                and word.text not in UNITS
                and band.begin <= word.box[0]
                and word.box[2] < figures[-1].box[0]
            ]
            edge = max(labelled, default=0.0)
            kept = [word for word in figures if (word.box[0] + word.box[2]) / 2 > edge]
            run[at].figures = kept or figures
