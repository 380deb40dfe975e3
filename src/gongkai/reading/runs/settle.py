"""The figures of the rows found: read as they stand, or cut apart where the equations of the form leave one way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.law.figures import Address, Figure, Number, State, parts
from gongkai.law.formats import Format, Instance
from gongkai.reading.model import Place, ReadCell
from gongkai.reading.runs.guess import as_told, favoured, is_steady, narrow
from gongkai.reading.runs.solve import Choice, Equation, Settled, Values, solve
from gongkai.reading.runs.splits import Split, splits
from gongkai.reading.runs.strips import Atom, Strip
from gongkai.reading.runs.told import Said

_MOST_WAYS = 2000  # ways to cut a row that are worth listing
_LONG = 22  # signs of table 4 in which a false cut may add up by chance where a total is printed wrong
_MOST_ODD = 2  # rows an office adds up wrong
_MOST_TOLD = 12  # readings of a cell that are worth telling
_SIGNED = {"items_change"}
_FRACTIONAL = {"amount"}

Options = dict[tuple[Address, ...], tuple[Values, ...]]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of a table: its cells in the order they are printed, its strip, how it was found, and its groups (a group of
    more than one cell ends with its total)."""

    cells: tuple[Address, ...]
    strip: Strip
    how: str
    groups: tuple[int, ...]

    def ways(self, broken: int, most: int = _MOST_WAYS, *, slips: bool = False) -> list[Split] | None:
        columns = [parts(cell)[2] for cell in self.cells]
        return splits(
            [atom.text for atom in self.strip.filled],
            self.groups,
            signed={at for at, column in enumerate(columns) if column in _SIGNED},
            fractional={at for at, column in enumerate(columns) if column in _FRACTIONAL},
            broken=broken,
            slips=slips,
            most=most,
        )


@dataclass
class _Work:
    """What is known so far."""

    cells: dict[Address, ReadCell] = field(default_factory=dict)
    fixed: dict[Address, Number] = field(default_factory=dict)
    choices: list[tuple[FoundRow, Choice, Mapping[Values, Split]]] = field(default_factory=list)
    options: Options = field(default_factory=dict)
    only_way: dict[tuple[Address, ...], Split] = field(default_factory=dict)

    def forget(self, row: FoundRow) -> None:
        """Nobody can tell the cells of this row apart."""
        self.choices = [entry for entry in self.choices if entry[0] is not row]
        for cell in row.cells:
            self.fixed.pop(cell, None)
        self.cells.update(_unread(row, State.AMBIGUOUS))


def settle(form: Format, rows: Sequence[FoundRow], told: Sequence[Said]) -> tuple[dict[Address, ReadCell], Options]:
    """Every cell of these rows; and the ways left to read those that run together. told: what the text says of table 2."""
    work = _Work()
    rest = [row for row in rows if not _as_it_stands(row, work)]
    parted = 2 * len(rest) < len(rows)  # in a text that parts its cells a row with too few has lost one
    for row in rest:
        if not parted or any(atom.value is None for atom in row.strip.filled):
            _cut(row, work)
    for row in _not_believed(rest, work):
        work.forget(row)
    equations = [_equation(instance, work) for instance in form.instances()]
    summed = [entry for entry in work.choices if max(entry[0].groups) > 1]
    settled = solve([choice for _, choice, _ in summed], work.fixed, equations)
    for row, choice, ways in summed:
        _keep(row, _left(choice, settled, list(ways)), settled, ways, work)
    _without_sums([entry for entry in work.choices if max(entry[0].groups) == 1], work, told)
    return work.cells, work.options


def _without_sums(
    entries: Sequence[tuple[FoundRow, Choice, Mapping[Values, Split]]], work: _Work, told: Sequence[Said]
) -> None:
    """Rows of table 2 that run together: settled by the text or by what the run itself shows; else the likeliest is named."""
    steady = is_steady({row.cells: choice.strict for row, choice, _ in entries if choice.strict}, work.fixed)
    for row, choice, ways in entries:
        way, rule = narrow(row.cells, choice.strict, [atom.text for atom in row.strip.filled], told)
        likely: Values = ()
        left = as_told(row.cells, choice.strict, told)
        if not rule and choice.strict:
            likely, rule = favoured(row.cells, left, steady)
            way = likely if rule else ()
        left = (way,) if way else left
        _keep(row, left, _project(row.cells, left, rule or "text"), ways, work)
        if likely and not rule:
            for cell, value in zip(row.cells, likely, strict=True):
                if work.cells[cell].figure.state is State.AMBIGUOUS:
                    work.cells[cell] = replace(work.cells[cell], likely=value)


def _as_it_stands(row: FoundRow, work: _Work) -> bool:
    """Whether each figure stands by itself: as many as there are cells, blanks counted if need be."""
    filled, atoms, width = row.strip.filled, row.strip.atoms, len(row.cells)
    if len(filled) == width:
        atoms = filled
    if len(atoms) != width or any(atom.value is None for atom in filled):
        return False
    for cell, atom in zip(row.cells, atoms, strict=True):
        value = atom.value
        if value is None:
            work.cells[cell] = ReadCell(Figure(None, State.BLANK), atom.text, _place(atom), row.how)
        else:
            work.cells[cell] = ReadCell(Figure(value), atom.text, _place(atom), row.how)
            work.fixed[cell] = value
    return True


def _not_believed(rest: Sequence[FoundRow], work: _Work) -> list[FoundRow]:
    """Rows that were not cut; and, where more rows do not add up than an office gets wrong, something else stands among the
    figures (numbers of rows, blanks that left no trace): then only those are believed that have a digit for each cell."""
    ways = {id(row): ways for row, _, ways in work.choices}
    strict = {id(row): choice.strict for row, choice, _ in work.choices}
    only = {id(row): work.only_way.get(row.cells) for row in rest}
    lost = [row for row in rest if not only[id(row)] and not ways.get(id(row)) and not _loose(row, work)]
    summed = [row for row in rest if max(row.groups) > 1 and row not in lost]
    odd = [row for row in summed if not strict.get(id(row)) and not _adds_up(only[id(row)])]
    gone = sum(max(row.groups) > 1 for row in lost)
    if gone + len(odd) > _MOST_ODD:
        digits = {id(row): sum(len(atom.text) for atom in row.strip.filled) for row in summed}
        return lost + [r for r in summed if not (_adds_up(only[id(r)]) and digits[id(r)] == len(r.cells))]
    return lost + odd if gone else lost


def _loose(row: FoundRow, work: _Work) -> bool:
    """Whether the row can be cut at all, its sums set aside."""
    choice = next((choice for other, choice, _ in work.choices if other is row), None)
    return choice is not None and bool(choice.loose())


def _adds_up(way: Split | None) -> bool:
    return way is not None and not way.broken


def _cut(row: FoundRow, work: _Work) -> None:
    """Enters the ways to cut a row; a row that can be cut in one way only is read so, whatever its sums are."""
    if len(row.strip.filled) >= len(row.cells) or len(row.strip.atoms) > len(row.strip.filled):
        return
    several = len(row.groups)  # so many sums may be off: those of all groups
    few = row.ways(several, 1)
    if few is not None and len(few) == 1:
        for index, cell in enumerate(row.cells):
            work.cells[cell] = _piece(row, few[0], index, "digits" if row.how == "label" else row.how)
            work.fixed[cell] = few[0].values[index]
        work.only_way[row.cells] = few[0]
        return
    strict = row.ways(0) or []
    if several > 1 and strict and sum(len(atom.text) for atom in row.strip.filled) > _LONG:
        strict = row.ways(1, slips=True) or strict
    ways = {way.values: way for way in strict}

    def loose() -> tuple[tuple[Values, int], ...] | None:
        every = row.ways(several)
        ways.update({way.values: way for way in every or ()})
        return None if every is None else tuple((way.values, way.broken) for way in every)

    rule = "t4.total" if row.cells[0].startswith("t4/") else "t3.total"
    work.choices.append((row, Choice(row.cells, tuple(ways), rule, loose), ways))


def _equation(instance: Instance, work: _Work) -> Equation:
    """With （六）其他处理 as it is printed: in one row or in three."""
    known = work.cells.keys() | {cell for row, _, _ in work.choices for cell in row.cells}
    right = instance.right
    three = [cell for cell in right if cell.startswith("t3/otherwise.")]
    if three and not known.intersection(three):
        head = f"t3/otherwise/{parts(three[0])[2]}"
        if head in known:
            right = (*(cell for cell in right if cell not in three), head)
    return Equation(instance.equation.code, instance.left, right, instance.place)


def _left(choice: Choice, settled: Mapping[Address, Settled], ways: Sequence[Values]) -> tuple[Values, ...]:
    """The ways that agree with what was settled."""
    return tuple(
        way
        for way in ways
        if all(value in settled[cell].readings for cell, value in zip(choice.cells, way, strict=True))
    )


def _project(cells: Sequence[Address], left: Sequence[Values], rule: str) -> dict[Address, Settled]:
    found: dict[Address, Settled] = {}
    for index, cell in enumerate(cells):
        readings = tuple(dict.fromkeys(values[index] for values in left))
        value = readings[0] if len(readings) == 1 else None
        found[cell] = Settled(value, readings, rule if value is not None else "")
    return found


def _keep(
    row: FoundRow,
    left: Sequence[Values],
    settled: Mapping[Address, Settled],
    ways: Mapping[Values, Split],
    work: _Work,
) -> None:
    whole = _unread(row, State.AMBIGUOUS)
    for index, cell in enumerate(row.cells):
        known = settled[cell]
        if known.value is not None and left:
            work.cells[cell] = _piece(row, ways[left[0]], index, known.rule)
        else:
            readings = known.readings if len(known.readings) <= _MOST_TOLD else ()
            base = whole[cell]
            work.cells[cell] = ReadCell(base.figure, base.raw, base.place, "", tuple(sorted(readings)))
    if len(left) > 1:
        work.options[row.cells] = tuple(left)


def _unread(row: FoundRow, state: State) -> dict[Address, ReadCell]:
    """Cells of a row nobody can tell apart: each with all the signs of the row; blank where it has none."""
    filled = row.strip.filled
    if not filled:
        return {cell: ReadCell(Figure(None, State.BLANK), settled_by=row.how) for cell in row.cells}
    raw = " ".join(atom.text for atom in filled)
    place = Place(filled[0].line, filled[0].start, filled[-1].end)
    return {cell: ReadCell(Figure(None, state), raw, place, "") for cell in row.cells}


def _piece(row: FoundRow, way: Split, index: int, rule: str) -> ReadCell:
    """A cell cut out of its run, with the characters it spans."""
    end = way.ends[index]
    begin = way.ends[index - 1] if index else 0
    before = 0
    for atom in row.strip.filled:
        if begin < before + len(atom.text):
            offset = begin - before
            place = Place(atom.line, atom.start + offset, atom.start + offset + end - begin)
            return ReadCell(Figure(way.values[index]), atom.text[offset : offset + end - begin], place, rule)
        before += len(atom.text)
    raise ValueError(f"cell {index} begins after the end of its run")


def _place(atom: Atom) -> Place:
    return Place(atom.line, atom.start, atom.end)


def strays(form: Format, cells: Mapping[Address, ReadCell], alone: Iterable[Strip]) -> dict[Address, ReadCell]:
    """Figures that lost their row: one stands alone in the table, one cell of the table is empty, and two equations ask for
    just that number there."""
    empty = [
        cell
        for cell, one in cells.items()
        if cell.startswith("t3/") and one.figure.state is State.BLANK and not one.raw
    ]
    if len(empty) != 1:
        return {}
    (cell,) = empty
    values = {address: one.figure.value for address, one in cells.items() if one.figure.value is not None}
    asked: dict[str, Number] = {}
    for instance in form.instances():
        others = [a for a in (*instance.left, *instance.right) if a != cell]
        if cell in (*instance.left, *instance.right) and all(a in values for a in others):
            left = sum(values[a] for a in instance.left if a != cell)
            right = sum(values[a] for a in instance.right if a != cell)
            asked[instance.equation.code] = right - left if cell in instance.left else left - right
    if len(asked) < 2 or len(set(asked.values())) != 1:
        return {}
    for strip in alone:
        if len(strip.filled) == 1 and strip.filled[0].value == next(iter(asked.values())):
            atom = strip.filled[0]
            number = strip.filled[0].value
            if number is not None:
                return {cell: ReadCell(Figure(number), atom.text, _place(atom), min(asked))}
    return {}
