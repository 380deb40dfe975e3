"""Run-together figures of table 2, for which the form has no equations: what the text says, and what nobody would print."""

from collections.abc import Sequence

from gongkai.law.checks.measures import measures
from gongkai.law.facts import Claim, Scope
from gongkai.law.figures import Address, Number, parts
from gongkai.law.formats import Format
from gongkai.reading.runs.solve import Values

_TELLING = 10  # a smaller number of the text agrees with digits by chance too easily
_MANIFOLD = (
    10  # the fees an area may charge are listed by its province: the list does not grow more than this in a year
)
_REPEATED = 3


def narrow(
    form: Format, cells: Sequence[Address], ways: Sequence[Values], pieces: Sequence[str], claims: Sequence[Claim]
) -> tuple[tuple[Values, ...], str]:
    """The ways that remain, and the rule that left them: `text`, `repetition`, `magnitude`, or "" where none did."""
    left = tuple(ways)
    said = _as_the_text_says(form, cells, left, claims)
    if said:
        return said, "text"
    repeated = _repeated(left, pieces)
    if repeated:
        return repeated, "repetition"
    likely = tuple(way for way in left if _is_likely(cells, way))
    if likely and len(likely) < len(left):
        return likely, "magnitude"
    return left, ""


def _as_the_text_says(
    form: Format, cells: Sequence[Address], ways: Sequence[Values], claims: Sequence[Claim]
) -> tuple[Values, ...]:
    """The ways with which most numbers of the text agree: with the plainest measure of one, or with several."""
    scores: dict[Values, tuple[int, int]] = {}
    for way in ways:
        values = dict(zip(cells, way, strict=True))
        plain = other = 0
        for claim in claims:
            if claim.scope is Scope.OFFICE or claim.value < _TELLING:
                continue
            agreed = [_value(measure.plus, measure.minus, values) == claim.value for measure in measures(claim, form)]
            plain += bool(agreed and agreed[0])
            other += bool(any(agreed) and not agreed[0])
        scores[way] = (plain + other, plain)
    best = max(scores.values(), default=(0, 0))
    if not best[1]:
        return ()
    return tuple(way for way, score in scores.items() if score == best)


def _value(plus: Sequence[Address], minus: Sequence[Address], values: dict[Address, Number]) -> Number | None:
    if not values.keys() >= {*plus, *minus}:
        return None
    return sum(values[cell] for cell in plus) - sum(values[cell] for cell in minus)


def _repeated(ways: Sequence[Values], pieces: Sequence[str]) -> tuple[Values, ...]:
    """898989 is 89, 89, 89: one number of several digits printed three times over is no chance."""
    text = "".join(pieces)
    width = len(ways[0]) if ways else 0
    if width < _REPEATED or len(text) % width or len(text) == width or text[: len(text) // width] * width != text:
        return ()
    return tuple(way for way in ways if len(set(way)) == 1)


def _is_likely(cells: Sequence[Address], way: Values) -> bool:
    """No list of items shrinks by more than it has (本年增/减), and that of fees does not grow tenfold in a year."""
    columns = {parts(cell)[2]: value for cell, value in zip(cells, way, strict=True)}
    stock, change = columns.get("items_last_year"), columns.get("items_change")
    if stock is None or change is None:
        return True
    fees = parts(cells[0])[1] == "charges"
    return -stock <= change and not (fees and stock and change > _MANIFOLD * stock)
