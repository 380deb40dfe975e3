"""Run-together figures of table 2, for which the form has no equations: what else in the file settles or favours a way."""

from collections.abc import Mapping, Sequence

from gongkai.law.figures import Address, Number, parts
from gongkai.reading.runs.solve import Values
from gongkai.reading.runs.told import Said

_TELLING = 3  # digits of the text that agree by chance in one report of a thousand
_MANIFOLD = (
    10  # the fees an area may charge are listed by its province: the list does not grow more than this in a year
)
_REPEATED = ("made", "newly_disclosed", "disclosed_total")  # counts of one and the same documents
_STEADY = 4  # rows that must speak for a list on which nothing changes


def narrow(
    cells: Sequence[Address], ways: Sequence[Values], pieces: Sequence[str], told: Sequence[Said]
) -> tuple[Values, str]:
    """The one way the file settles and the rule that did: `text` or `repetition`; ((), "") where nothing does."""
    if len(ways) == 1:
        return ways[0], "digits"
    said = _as_the_text_says(cells, ways, told)
    if len(said) == 1:
        return said[0], "text"
    repeated = _repeated(cells, ways, pieces)
    return (repeated, "repetition") if repeated else ((), "")


def as_told(cells: Sequence[Address], ways: Sequence[Values], told: Sequence[Said]) -> tuple[Values, ...]:
    """The ways left by the text, all of them where it says too little."""
    return _as_the_text_says(cells, ways, told) or tuple(ways)


def _as_the_text_says(cells: Sequence[Address], ways: Sequence[Values], told: Sequence[Said]) -> tuple[Values, ...]:
    """The ways with which every number agrees that the text gives for cells of this row; none where it gives too few digits
    to tell agreement from chance."""
    said = [one for one in told if one.cell in cells]
    if sum(len(str(one.number)) for one in said) < _TELLING:
        return ()
    named = [(way, dict(zip(cells, way, strict=True))) for way in ways]
    return tuple(way for way, values in named if all(one.agrees(values) for one in said))


def _repeated(cells: Sequence[Address], ways: Sequence[Values], pieces: Sequence[str]) -> Values:
    """898989 is 89, 89, 89: documents made, newly public and public. Three equal numbers of two digits come about in any
    other way once in ten thousand; 222222 may be anything."""
    if tuple(parts(cell)[2] for cell in cells) != _REPEATED:
        return ()
    text = "".join(pieces)
    one = text[: len(text) // 3]
    if len(one) < 2 or one * 3 != text or len(set(one)) == 1:
        return ()
    return next((way for way in ways if len(set(way)) == 1), ())


def is_steady(rows: Mapping[tuple[Address, ...], Sequence[Values]], fixed: Mapping[Address, Number]) -> bool:
    """Whether nothing speaks against lists on which nothing changes (本年增/减 is 0 in each row): each row that stands
    parted has 0, each that runs together can be read so, and there are enough of them. rows: the ways of each such row."""
    known = [number for cell, number in fixed.items() if parts(cell)[2] == "items_change"]
    able = [
        any(_change(cells, way) == 0 for way in ways)
        for cells, ways in rows.items()
        if _change(cells, ways[0]) is not None
    ]
    return all(able) and not any(known) and len(able) + len(known) > _STEADY


def favoured(cells: Sequence[Address], ways: Sequence[Values], steady: bool) -> tuple[Values, str]:
    """The way that is likelier than all others, and `steady` where two grounds agree on it, so that it is settled: nothing
    changes in the whole column, and the list of fees does not grow tenfold in a year. ((), "") where none is."""
    still = [way for way in ways if _change(cells, way) == 0] if steady else []
    if parts(cells[0])[1] == "charges":
        likely = [way for way in ways if _is_likely(cells, way)]
        if len(likely) == 1:
            return likely[0], "steady" if still == likely else ""
    return (still[0] if len(still) == 1 else ()), ""


def _change(cells: Sequence[Address], way: Values) -> Number | None:
    return next((value for cell, value in zip(cells, way, strict=True) if parts(cell)[2] == "items_change"), None)


def _is_likely(cells: Sequence[Address], way: Values) -> bool:
    """No list of items shrinks by more than it has (本年增/减), and that of fees does not grow tenfold in a year."""
    columns = {parts(cell)[2]: value for cell, value in zip(cells, way, strict=True)}
    stock, change = columns.get("items_last_year"), columns.get("items_change")
    return stock is None or change is None or (-stock <= change and not (stock and change > _MANIFOLD * stock))
