"""Rows that can be read in several ways, settled by the equations of the form. Pure: knows numbers, not reports.

No reading is preferred: a cell has a number only where every reading that breaks the fewest equations agrees on it.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.figures import Address, Number

MOST_SOLUTIONS = 200
MOST_NODES = 20_000
_MOST_SUMS = 4000
_MOST_DEVIATIONS = 20_000
_MARGIN = 1  # readings that break one equation more than the best are still believed possible

Values = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of `left` is the sum of `right`. code: the rule that says so."""

    code: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]

    @property
    def cells(self) -> tuple[Address, ...]:
        return self.left + self.right

    def gap(self, values: Mapping[Address, Number]) -> Number:
        total: Number = 0
        for cell in self.left:
            total += values[cell]
        for cell in self.right:
            total -= values[cell]
        return total


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
    """Each cell of the choices. Equations with a cell that is neither fixed nor chosen are left out."""
    known = {cell for choice in choices for cell in choice.cells} | set(fixed)
    usable = [equation for equation in equations if known.issuperset(equation.cells)]
    exact = _exactly(choices, fixed, usable)
    return exact if exact is not None else _loosely(choices, fixed, usable)


def _exactly(
    choices: Sequence[Choice], fixed: Mapping[Address, Number], equations: Sequence[Equation]
) -> dict[Address, Settled] | None:
    """Readings in which every equation holds; None where there is none."""
    domains = [choice.strict for choice in choices]
    if not all(domains):
        return None
    terms = [_Terms.of(equation, choices, fixed) for equation in equations]
    rules = [""] * len(choices)
    if not _propagate(domains, terms, rules):
        return None
    solutions = list(itertools.islice(_search(domains, terms, [MOST_NODES]), MOST_SOLUTIONS + 1))
    if not solutions:
        return None
    if len(solutions) > MOST_SOLUTIONS or None in solutions:
        left = domains  # too many to list: what pruning left is all that is known
    else:
        left = [tuple(dict.fromkeys(s[index] for s in solutions if s)) for index in range(len(choices))]
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
    """No reading satisfies everything: those that break the fewest equations, and those that break hardly more."""
    terms = [_Terms.of(equation, choices, fixed) for equation in equations]
    ways = [_ways(choice) for choice in choices]
    lost = [n for n, options in enumerate(ways) if options is None]
    if lost:  # a row nobody can list: the equations it stands in say nothing
        gone = {cell for n in lost for cell in choices[n].cells}
        rest = [choice for n, choice in enumerate(choices) if n not in lost]
        settled = solve(rest, fixed, [e for e in equations if not gone & set(e.cells)])
        return settled | {cell: Settled(None, (), "") for cell in gone}
    listed = [options or [] for options in ways]
    base = _best(listed, terms)
    if base is None:
        return {cell: Settled(None, (), "") for choice in choices for cell in choice.cells}
    kept, cost = base
    left = [dict.fromkeys(assignment[n] for assignment in kept) for n in range(len(choices))]
    own = [dict(options) for options in listed]
    if sum(map(len, own)) * len(kept) > _MOST_DEVIATIONS:
        return {cell: Settled(None, (), "") for choice in choices for cell in choice.cells}
    for n, options in enumerate(listed):
        for values, _ in options:
            if values not in left[n] and _least_with(kept, own, terms, n, values) <= cost + _MARGIN:
                left[n][values] = None
    settled = {}
    for choice, readings in zip(choices, left, strict=True):
        rule = choice.rule if len(choice.strict) == 1 else "fewest"
        settled.update(_project(choice, list(readings), rule))
    return settled


def _ways(choice: Choice) -> list[tuple[Values, int]] | None:
    """All readings of a choice with what each breaks by itself, those that break nothing first."""
    loose = choice.loose()
    if loose is None:
        return [(values, 0) for values in choice.strict] if len(choice.strict) == 1 else None
    found = dict(loose)
    found.update(dict.fromkeys(choice.strict, 0))
    return sorted(found.items(), key=lambda item: item[1])


def _best(
    ways: Sequence[Sequence[tuple[Values, int]]], terms: Sequence[_Terms]
) -> tuple[list[tuple[Values, ...]], int] | None:
    """The assignments that break the fewest equations, or hardly more, and how many those break. Rows that have just one
    reading without a breach keep it here. None where there are too many to try."""
    firsts = []
    for options in ways:
        sound = [way for way in options if way[1] == 0]
        firsts.append(sound or list(options))
    count = 1
    for options in firsts:
        count *= len(options)
        if not options or count > MOST_NODES:
            return None
    costs = [
        (tuple(values for values, _ in ways_), sum(b for _, b in ways_) + _broken(tuple(v for v, _ in ways_), terms))
        for ways_ in itertools.product(*firsts)
    ]
    least = min(cost for _, cost in costs)
    return [assignment for assignment, cost in costs if cost <= least + _MARGIN], least


def _least_with(
    kept: Sequence[tuple[Values, ...]],
    own: Sequence[Mapping[Values, int]],
    terms: Sequence[_Terms],
    number: int,
    values: Values,
) -> int:
    """What the best assignment costs once this choice is read so."""
    trials = ((*assignment[:number], values, *assignment[number + 1 :]) for assignment in kept)
    return min(sum(own[n][v] for n, v in enumerate(trial)) + _broken(trial, terms) for trial in trials)


def _broken(assignment: Sequence[Values], terms: Sequence[_Terms]) -> int:
    return sum(
        bool(term.constant + sum((term.adds(number, assignment[number]) for number in term.parts), 0)) for term in terms
    )
