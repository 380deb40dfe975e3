"""Rows that can be read in several ways, settled by the equations of the form. Pure: knows numbers, not reports.

No reading is preferred: a cell has a number only where all readings agree on it that explain the figures with the fewest
misprints.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.figures import Address, Number

MOST_SOLUTIONS = 200
MOST_NODES = 20_000
_MOST_SUMS = 4000
_NODES_OF_A_TRIAL = 300
_MOST_BLAMED = 2
_MOST_ROWS_BLAMED = 1
_MOST_ODD, _ONE_IN = 2, 10

Values = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of `left` is the sum of `right`. code: the rule that says so; group: equations that one wrong figure breaks
    together (those of a column) have the same."""

    code: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]
    group: str = ""

    @property
    def cells(self) -> tuple[Address, ...]:
        return self.left + self.right


def _no_loose() -> Sequence[tuple[Values, int]] | None:
    return None


@dataclass(frozen=True, slots=True)
class Choice:
    """Cells that are read together. strict: the readings in which their own sums hold; loose: gives those in which they
    need not, with how many do not; None where they are too many to list. rule: what told the strict ones apart."""

    cells: tuple[Address, ...]
    strict: tuple[Values, ...]
    rule: str = ""
    loose: Callable[[], Sequence[tuple[Values, int]] | None] = _no_loose


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a cell: its value and the rule that settled it, or None and the readings left."""

    value: Number | None
    readings: tuple[Number, ...]
    rule: str


def solve(
    choices: Sequence[Choice], fixed: Mapping[Address, Number], equations: Sequence[Equation]
) -> dict[Address, Settled]:
    """Each cell of the choices. Equations with a cell that is neither fixed nor chosen are left out; choices that no
    equation joins are settled apart."""
    known = {cell for choice in choices for cell in choice.cells} | set(fixed)
    usable = [
        equation
        for equation in equations
        if known.issuperset(equation.cells)
        and not any(set(equation.cells).issubset(choice.cells) for choice in choices)  # told by strict and loose
    ]
    settled: dict[Address, Settled] = {}
    for together in _components(choices, usable):
        cells = {cell for choice in together for cell in choice.cells}
        own = [equation for equation in usable if cells.intersection(equation.cells)]
        exact = _exactly(together, fixed, own)
        settled.update(_loosely(together, fixed, own) if exact is None else exact)
    return settled


def _components(choices: Sequence[Choice], equations: Sequence[Equation]) -> list[list[Choice]]:
    """The choices in groups that some equation joins."""
    groups = [({*choice.cells}, [choice]) for choice in choices]
    for equation in equations:
        cells = set(equation.cells)
        joined = [group for group in groups if cells & group[0]]
        if len(joined) > 1:
            groups = [group for group in groups if not cells & group[0]]
            groups.append((set().union(*(own for own, _ in joined)), [one for _, some in joined for one in some]))
    return [some for _, some in groups]


def _exactly(
    choices: Sequence[Choice], fixed: Mapping[Address, Number], equations: Sequence[Equation]
) -> dict[Address, Settled] | None:
    """Readings in which every equation holds; None where there is none."""
    domains = [choice.strict for choice in choices]
    terms = [_Terms.of(equation, choices, fixed) for equation in equations]
    rules = [""] * len(choices)
    if not all(domains) or not _propagate(domains, terms, rules):
        return None
    left = _solutions(choices, fixed, equations)
    if left is None:
        return None
    settled: dict[Address, Settled] = {}
    for choice, options, rule in zip(choices, left, rules, strict=True):
        named = choice.rule if len(choice.strict) == 1 else rule or _rule_of(terms, choice)
        settled.update(_project(choice, options, named))
    return settled


def _rule_of(terms: Sequence["_Terms"], choice: Choice) -> str:
    return next((t.code for t in terms if set(choice.cells) & set(t.cells)), choice.rule)


def _project(choice: Choice, options: Sequence[Values], rule: str) -> Iterator[tuple[Address, Settled]]:
    for index, cell in enumerate(choice.cells):
        readings = tuple(dict.fromkeys(option[index] for option in options))
        if len(readings) == 1:
            yield cell, Settled(readings[0], readings, rule)
        else:
            yield cell, Settled(None, tuple(sorted(readings)), "")


@dataclass(frozen=True, slots=True)
class _Terms:
    """An equation over choices: what each adds for each of its readings, and the constant of the fixed cells."""

    code: str
    cells: tuple[Address, ...]
    constant: Number
    parts: Mapping[int, tuple[tuple[int, int], ...]]  # choice → (position of the cell, sign)

    @classmethod
    def of(cls, equation: Equation, choices: Sequence[Choice], fixed: Mapping[Address, Number]) -> "_Terms":
        where = {cell: (n, at) for n, choice in enumerate(choices) for at, cell in enumerate(choice.cells)}
        constant: Number = 0
        parts: dict[int, list[tuple[int, int]]] = {}
        for sign, cells in ((1, equation.left), (-1, equation.right)):
            for cell in cells:
                if cell in where:
                    number, at = where[cell]
                    parts.setdefault(number, []).append((at, sign))
                else:
                    constant += sign * fixed[cell]
        frozen = {number: tuple(signs) for number, signs in parts.items()}
        return cls(equation.code, equation.cells, constant, frozen)

    def adds(self, number: int, values: Values) -> Number:
        total: Number = 0
        for at, sign in self.parts[number]:
            total += sign * values[at]
        return total


def _propagate(domains: list[tuple[Values, ...]], terms: Sequence[_Terms], rules: list[str]) -> bool:
    """Takes away readings no equation can complete; False where a choice has none left. Changes domains and rules."""
    changed = True
    while changed:
        changed = False
        for equation in terms:
            for number, options in _pruned(domains, equation):
                if not options:
                    return False
                domains[number] = options
                rules[number] = equation.code
                changed = True
            if not equation.parts and equation.constant:
                return False
    return True


def _pruned(domains: Sequence[tuple[Values, ...]], equation: _Terms) -> Iterator[tuple[int, tuple[Values, ...]]]:
    """The choices of which this equation takes readings away, with those left."""
    numbers = list(equation.parts)
    sums = [{equation.adds(number, values) for values in domains[number]} for number in numbers]
    before: list[set[Number]] = [{equation.constant}]
    for some in sums:
        before.append({a + b for a in before[-1] for b in some})
        if len(before[-1]) > _MOST_SUMS:
            return
    after: list[set[Number]] = [{0}]
    for some in reversed(sums):
        after.append({a + b for a in after[-1] for b in some})
        if len(after[-1]) > _MOST_SUMS:
            return
    after.reverse()
    for index, number in enumerate(numbers):
        rest = {-(a + b) for a in before[index] for b in after[index + 1]} if len(sums) > 1 else {-equation.constant}
        kept = tuple(values for values in domains[number] if equation.adds(number, values) in rest)
        if len(kept) < len(domains[number]):
            yield number, kept
            return  # the sums of the others have changed: the next round goes on from there


def _search(
    domains: list[tuple[Values, ...]], terms: Sequence[_Terms], nodes: list[int]
) -> Iterator[tuple[Values, ...] | None]:
    """Every assignment in which all equations hold; None once, at the end, where the work was broken off."""
    open_ = [number for number, options in enumerate(domains) if len(options) > 1]
    if not open_:
        yield tuple(options[0] for options in domains)
        return
    nearest = min(open_, key=lambda number: len(domains[number]))
    for values in domains[nearest]:
        nodes[0] -= 1
        if nodes[0] < 0:
            yield None
            return
        trial = list(domains)
        trial[nearest] = (values,)
        if _propagate(trial, terms, [""] * len(trial)):
            yield from _search(trial, terms, nodes)


def _loosely(
    choices: Sequence[Choice], fixed: Mapping[Address, Number], equations: Sequence[Equation]
) -> dict[Address, Settled]:
    """No reading satisfies everything: a figure is printed wrong. Each way to say where (a row whose own sums are off, a
    group of equations that does not hold) is tried, those that blame least first; what all of those agree on is settled."""
    listed = [choice.loose() for choice in choices]
    lost = [n for n, choice in enumerate(choices) if not choice.strict and not listed[n]]
    if lost:  # a row nobody can list: the equations it stands in say nothing
        gone = {cell for n in lost for cell in choices[n].cells}
        rest = [choice for n, choice in enumerate(choices) if n not in lost]
        kept = [equation for equation in equations if not gone.intersection(equation.cells)]
        return solve(rest, fixed, kept) | {cell: Settled(None, (), "") for cell in gone}
    wide = [tuple(values for values, _ in ways) if ways is not None else None for ways in listed]
    odd = {n for n, choice in enumerate(choices) if not choice.strict}
    many = len(odd) > max(_MOST_ODD, len(choices) // _ONE_IN)  # then the figures are not what they are taken for
    for blamed in range(0 if many else _MOST_BLAMED + 1):
        found, doubtful = _blaming(blamed, choices, fixed, equations, wide, odd)
        if found:
            return dict(_agreed(choices, found, doubtful, odd))
    return {cell: Settled(None, (), "") for choice in choices for cell in choice.cells}


def _blaming(
    count: int,
    choices: Sequence[Choice],
    fixed: Mapping[Address, Number],
    equations: Sequence[Equation],
    wide: Sequence[tuple[Values, ...] | None],
    odd: set[int],
) -> tuple[list[list[tuple[Values, ...]]], set[Address]]:
    """Readings left for each choice, for every way to blame so many groups of equations or rows beside the odd ones; and
    the cells that a row too long to list may hold otherwise."""
    groups = list(dict.fromkeys(equation.group for equation in equations))
    rows = [n for n, choice in enumerate(choices) if n not in odd and wide[n] is not None and len(choice.strict) > 0]
    rows = [n for n in rows if len(wide[n] or ()) > len(choices[n].strict)]
    found: list[list[tuple[Values, ...]]] = []
    doubtful: set[Address] = set()
    for off in range(min(count, _MOST_ROWS_BLAMED) + 1):
        for dropped in itertools.combinations(groups, count - off):
            kept = [equation for equation in equations if equation.group not in dropped]
            for extra in itertools.combinations(rows, off):
                loosened = odd.union(extra)
                trial = [
                    Choice(c.cells, (wide[n] or ()) if n in loosened else c.strict, c.rule)
                    for n, c in enumerate(choices)
                ]
                left = _solutions(trial, fixed, kept)
                if left is not None:
                    found.append(left)
                    if len(dropped) > 1:
                        doubtful |= _unlisted(choices, wide, equations, dropped)
    return found, doubtful


def _unlisted(
    choices: Sequence[Choice],
    wide: Sequence[tuple[Values, ...] | None],
    equations: Sequence[Equation],
    dropped: Sequence[str],
) -> set[Address]:
    """Cells of rows too long to list, in the groups that are blamed: a false reading would differ just there."""
    inside = {cell for equation in equations if equation.group in dropped for cell in equation.cells}
    return {cell for n, choice in enumerate(choices) if wide[n] is None for cell in choice.cells if cell in inside}


def _solutions(
    choices: Sequence[Choice], fixed: Mapping[Address, Number], equations: Sequence[Equation]
) -> list[tuple[Values, ...]] | None:
    """The readings of each choice that occur in some solution; None where there is no solution."""
    domains = [choice.strict for choice in choices]
    terms = [_Terms.of(equation, choices, fixed) for equation in equations]
    if not all(domains) or not _propagate(domains, terms, [""] * len(choices)):
        return None
    solutions = list(itertools.islice(_search(domains, terms, [_NODES_OF_A_TRIAL]), MOST_SOLUTIONS + 1))
    if len(solutions) > MOST_SOLUTIONS or None in solutions:
        return domains
    if not solutions:
        return None
    return [tuple(dict.fromkeys(s[n] for s in solutions if s)) for n in range(len(choices))]


def _agreed(
    choices: Sequence[Choice], found: Sequence[Sequence[tuple[Values, ...]]], doubtful: set[Address], odd: set[int]
) -> Iterator[tuple[Address, Settled]]:
    for n, choice in enumerate(choices):
        readings = tuple(dict.fromkeys(values for left in found for values in left[n]))
        rule = choice.rule if len(choice.strict) == 1 and n not in odd else "fewest"
        for cell, settled in _project(choice, readings, rule):
            yield cell, Settled(None, settled.readings, "") if cell in doubtful else settled
