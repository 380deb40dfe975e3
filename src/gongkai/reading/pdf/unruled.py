"""Tables without rulings: rows are the lines that hold figures, columns where figures stand below each other, labels
whatever is printed before the figures or nearest above and below them."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.formats import by_key, keys
from gongkai.reading import folding, headings, labels
from gongkai.reading.grid import Cell
from gongkai.reading.grid.cells import Kind, kind_of, pieces
from gongkai.reading.numerals import is_dash
from gongkai.reading.pdf.bands import Band, bands_of, drop_serial_numbers, label_in
from gongkai.reading.pdf.labels import (
    WIDE,
    Line,
    Parts,
    Stub,
    is_beside,
    is_group,
    labels_of,
    likeness,
    part_groups,
    spacing_of,
)
from gongkai.reading.pdf.lines import PADDING, Word, box_of, words_of
from gongkai.reading.pdf.page import Box, Ruling, Sign

_SENTENCE = 24  # signs
_ASIDE = 0.35  # of the distance between two columns, by which a figure may miss the middle of its own
_LIKE = 0.82  # at least, of a label put together from several lines
_NEAR = 1.6  # sizes of the type; lines of a head nearer than that are one row
_BESIDE = 2.5  # sizes of the type between two lines of figures that may be pieces of one row
_HALF = 1.2  # sizes of the type; figures nearer than that to a row with more are part of it
_FEW = 2
_EVENLY = 1.3  # sizes of the type, at most, between letters set apart
_UNITS = frozenset({"件", "条", "项", "宗", "元", "万元"})
_RESULTS = sum(len(by_key(keys()[-1]).results) for _ in by_key(keys()[-1]).groups)  # columns of table 4
_SIGNS_OF_RESULTS = frozenset(sign for result in by_key(keys()[-1]).results for sign in folding.label(result.label))
_LONGEST = 4  # signs of such a head
_SAME_HEAD = 5.0  # points between the middles of its lines
_NARROW = 3  # figures in a row of table 2, at most


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a table found so: its text, its column from 0, its box."""

    text: str
    column: int
    box: Box


@dataclass
class Unruled:
    """A table found so: its rows, from top to bottom."""

    rows: list[list[Placed]]
    top: float
    columns: int


def unruled(lines: Sequence[Sequence[Sign]], across: Sequence[Ruling]) -> tuple[list[Unruled], list[list[Sign]]]:
    """The tables among these lines, and the lines that belong to none. `across`: horizontal rulings, if there are any."""
    read = [_line(list(line)) for line in lines]
    tables: list[Unruled] = []
    rest: list[list[Sign]] = []
    for run in itertools.chain.from_iterable(map(_classes, _runs(read))):
        rows = [line for line in run if line.figures]
        known = [line for line in rows if any(folding.label(word.text) in labels.exact_labels() for word in line.left)]
        certain = len(known) >= _FEW or any(_class(line) or len(line.figures) >= WIDE for line in (*known, *rows))
        table = _table(run, across) if rows else None
        if table is not None and (certain or _holds_rows(table)):
            tables.append(table)
        else:
            rest += [line.signs for line in run]
    return tables, rest


def _holds_rows(table: Unruled) -> bool:
    """Whether rows of the form stand in it, their labels perhaps wrapped beside the figures."""
    found = [row for row in table.rows if len(row) > 1 and folding.label(row[0].text) in labels.exact_labels()]
    return len(found) >= _FEW


def _line(signs: list[Sign]) -> Line:
    words = _drawn_together(words_of(signs))
    at = len(words)
    while at and (_is_figure(words[at - 1]) or (at > 1 and _is_unit(words[at - 1]) and _is_figure(words[at - 2]))):
        at -= 1
    figures = [piece for word in words[at:] for piece in _parted(word)]
    if at and not any("\u3400" <= sign <= "\u9fff" for word in words[:at] for sign in word.text):
        return Line(signs, words)
    return Line(signs, words[:at], figures)


def _drawn_together(words: Sequence[Word]) -> list[Word]:
    """Words of one letter each that stand evenly apart are one word."""
    done: list[Word] = []
    for word in words:
        last = done[-1] if done else None
        if last and _is_letter(word.text) and _is_letter(last.text[-1]) and _evenly(last, word):
            done[-1] = Word(last.text + word.text, box_of([last.box, word.box]), word.size)
        else:
            done.append(word)
    return done


def _is_letter(text: str) -> bool:
    return len(text) == 1 and not text.isdigit() and not is_dash(text)


def _evenly(last: Word, word: Word) -> bool:
    """Whether a letter stands as far from the word before as its letters from each other."""
    gap = word.box[0] - last.box[2]
    if len(last.text) == 1:
        return gap <= _EVENLY * word.size
    usual = (last.box[2] - last.box[0] - len(last.text) * word.size) / (len(last.text) - 1)
    return abs(gap - usual) <= 0.25 * word.size


def _is_figure(word: Word) -> bool:
    told = any(sign.isalnum() for sign in word.text) or is_dash(word.text)
    return (told and kind_of(word.text) is Kind.FIGURE) or len(pieces(Cell(word.text, 0, 0, 1, 1))) > 1


def _is_unit(word: Word) -> bool:
    """A unit broken off from its figure."""
    return word.text in _UNITS


def _parted(word: Word) -> list[Word]:
    """A word that holds several figures, as so many words, each with its share of the width."""
    texts = [cell.text for cell in pieces(Cell(word.text, 0, 0, 1, 1))]
    if len(texts) == 1:
        return [word]
    left, top, right, bottom = word.box
    step = (right - left) / len(word.text)
    found: list[Word] = []
    at = 0
    for text in texts:
        at = word.text.index(text, at)
        found.append(Word(text, (left + at * step, top, left + (at + len(text)) * step, bottom), word.size))
        at += len(text)
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines between titles of sections and sentences of text: what may be a table, and what parts them."""
    run: list[Line] = []
    for line in lines:
        if _parts(line):
            if run:
                yield run
            yield [line]
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _classes(run: list[Line]) -> Iterator[list[Line]]:
    """One table after the other where nothing is printed between them: rows of one to three figures, of seven, of fifteen.
    Lines between two tables are the head of the second, but for what is near to the last row of the first."""
    kinds = [_class(line) for line in run]
    anchors = [at for at, line in enumerate(run) if line.figures]
    for before, at, after in zip(anchors, anchors[1:], anchors[2:], strict=False):
        if kinds[before] == kinds[after] and kinds[at] < kinds[after]:
            kinds[at] = kinds[after]  # a row of seven with blanks
    begin = 0
    for before, at in itertools.pairwise(anchors):
        if kinds[before] != kinds[at] and not _is_near(run[before], run[at]):
            end = before + 1
            while end < at and _is_near(run[end - 1], run[end]):
                end += 1
            yield run[begin:end]
            begin = end
    yield run[begin:]


def _class(line: Line) -> int:
    return 2 if len(line.figures) >= WIDE else 1 if len(line.figures) > _NARROW else 0


def _parts(line: Line) -> bool:
    if line.figures or len(line.left) > 1:
        return False
    if headings.section_number(line.text) is not None or headings.title(line.text) is not None:
        return True
    return len(line.text) > _SENTENCE and folding.label(line.text) not in labels.exact_labels() and "。" in line.text


def _table(run: list[Line], across: Sequence[Ruling]) -> Unruled:
    bands = bands_of(run, across)
    if bands:
        return _by_bands(run, bands)
    _drop_serial_numbers(run)
    pieces_of = _wrapped(run)
    columns = _columns(run)
    anchors = [at for at, line in enumerate(run) if line.figures]
    stub = Stub.of(run, anchors)
    part_groups(run, stub.begin)
    labelled = labels_of(run, anchors, stub, across)
    used = {at for parts in labelled.values() for at, _ in parts}
    doubtful = _doubtful(run, anchors, labelled, len(columns))
    rows: dict[int, list[Placed]] = {}
    for at in anchors:
        figures = _figures(run[at], pieces_of.get(at, ()), columns, stub)
        if at in doubtful:
            figures = _in_one_piece(figures)
        rows[at] = _joined([*_label(run[at], at, labelled[at]), *figures])
    return _laid(run, rows, used, columns, stub)


def _by_bands(run: list[Line], bands: Sequence[Band]) -> Unruled:
    """The same where rulings part the rows."""
    drop_serial_numbers(run, bands)
    begin = Stub.of(run, [at for band in bands for at in band.figures]).begin
    pieces_of: dict[int, list[Word]] = {}
    anchors: list[int] = []
    for band in bands:
        own = max(band.figures, key=lambda at: (len(run[at].figures), -at))
        anchors.append(own)
        pieces_of[own] = [word for at in band.figures if at != own for word in run[at].figures]
    labelled = [label_in(run, band, begin) for band in bands]
    for band, own in zip(bands, anchors, strict=True):
        for at in band.figures:
            run[at].figures = run[at].figures if at == own else []
    columns = _columns(run)
    stub = Stub.of(run, anchors)
    rows: dict[int, list[Placed]] = {}
    for own, parts in zip(anchors, labelled, strict=True):
        words = [word for _, word in parts]
        label = [Placed("".join(word.text for word in words), 0, box_of([word.box for word in words]))] if words else []
        rows[own] = _joined([*label, *_figures(run[own], pieces_of[own], columns, stub)], spacing_of(columns))
    used = {at for at, line in enumerate(run) if any(band.top < line.middle < band.bottom for band in bands)}
    return _laid(run, rows, used, columns, stub)


def _laid(
    run: Sequence[Line], found: Mapping[int, list[Placed]], used: set[int], columns: Sequence[float], stub: Stub
) -> Unruled:
    """The rows found, and between them the lines that belong to none. `used`: lines that are part of a row."""
    rows: list[list[Placed]] = []
    last: Line | None = None
    for at, line in enumerate(run):
        if at in found:
            rows.append(found[at])
        elif at in used:
            continue
        else:
            own = [Placed(word.text, _nearest(word, columns, stub), word.box) for word in line.left]
            near = last is not None and not last.figures and _is_near(last, line)
            rows.append(_joined([*rows.pop(), *own]) if near and rows else _joined(own))
        last = line
    return Unruled([row for row in rows if row], run[0].box[1], len(columns) + 1)


def _wrapped(run: Sequence[Line]) -> dict[int, list[Word]]:
    """Pieces of numbers too long for their column, by the row they belong to: they stand a little above and below the
    other figures of the row. They are taken out of their own lines."""
    found: dict[int, list[Word]] = {}
    for at, line in enumerate(run):
        near = [
            other
            for other in range(max(at - 2, 0), min(at + 3, len(run)))
            if len(run[other].figures) > len(line.figures) > 0
            and abs(run[other].middle - line.middle) < _room(line) * max(word.size for word in line.figures)
        ]
        if near:
            own = min(near, key=lambda other: abs(run[other].middle - line.middle))
            found.setdefault(own, []).extend(line.figures)
    for words in found.values():
        for line in run:
            line.figures = [word for word in line.figures if not any(word is piece for piece in words)]
    return found


def _doubtful(run: Sequence[Line], anchors: Sequence[int], labelled: Mapping[int, Parts], width: int) -> set[int]:
    """Rows beside figures that have no label and are too few for a row: those may be the rest of theirs."""
    found: set[int] = set()
    for at in anchors:
        line = run[at]
        if labelled[at] or len(line.figures) >= min(width, WIDE):  # table 4 has no labels
            continue
        reach = _BESIDE * max(word.size for word in line.figures)
        found |= {other for other in anchors if abs(run[other].middle - line.middle) < reach}
    return found


def _in_one_piece(figures: Sequence[Placed]) -> list[Placed]:
    """All figures of a row in one cell and with a sign that is none: nobody can say how they belong together."""
    told = [cell for cell in figures if cell.text]
    return [Placed(" ".join([*(cell.text for cell in told), "?"]), 1, box_of([cell.box for cell in told]))]


def _drop_serial_numbers(run: Sequence[Line]) -> None:
    """Numbers left of where labels begin count the rows."""
    begin = Stub.of(run, [at for at, line in enumerate(run) if line.figures]).begin
    for line in run:
        if len(line.figures) > 1:
            line.figures = [word for word in line.figures if word.box[2] > begin]


def _columns(run: Sequence[Line]) -> list[float]:
    """The middle of each column of figures, by the rows that have the most; of table 4, where even they may lack some, by
    its heads."""
    most = max(len(line.figures) for line in run)
    full = [line.figures for line in run if len(line.figures) == most]
    if WIDE <= most < _RESULTS and len(heads := _heads_of_results(run)) == _RESULTS:
        return heads
    return [sum((figures[at].box[0] + figures[at].box[2]) / 2 for figures in full) / len(full) for at in range(most)]


def _heads_of_results(run: Sequence[Line]) -> list[float]:
    """The middles of the heads of results, each printed on one line or wrapped over several."""
    words = [word for line in run for word in line.left if set(folding.label(word.text)) <= _SIGNS_OF_RESULTS]
    middles = sorted((word.box[0] + word.box[2]) / 2 for word in words if 0 < len(folding.label(word.text)) <= _LONGEST)
    columns: list[list[float]] = []
    for middle in middles:
        if columns and middle - columns[-1][-1] <= _SAME_HEAD:
            columns[-1].append(middle)
        else:
            columns.append([middle])
    return [sum(column) / len(column) for column in columns]


def _nearest(word: Word, columns: Sequence[float], stub: Stub) -> int:
    """The column a word stands in: 0 for labels, from 1 for figures."""
    middle = (word.box[0] + word.box[2]) / 2
    if middle < stub.end:
        return 0
    return 1 + min(range(len(columns)), key=lambda at: abs(columns[at] - middle))


def _room(line: Line) -> float:
    """Sizes of the type within which figures may belong to another line: less where they have a label of their own."""
    return _HALF if line.left and not is_group(line.left[-1].text) else _NEAR


def _figures(line: Line, more: Sequence[Word], columns: Sequence[float], stub: Stub) -> list[Placed]:
    """The figures of a row in their columns, and blanks where none stands. Where some are lacking and one stands between
    two columns, nobody can say whose it is: all are kept in one piece."""
    words = [*line.figures, *more]
    if WIDE <= len(columns) < _RESULTS:  # one of table 4 is lacking, and nothing tells which
        return [Placed(" ".join(word.text for word in words), 1, box_of([word.box for word in words]))]
    if len(words) == len(columns) and not more:
        return [Placed(word.text, at, word.box) for at, word in enumerate(words, 1)]
    placed = [Placed(word.text, _nearest(word, columns, stub), word.box) for word in words]
    off = [abs(columns[cell.column - 1] - (cell.box[0] + cell.box[2]) / 2) for cell in placed]
    apart = len({cell.column for cell in placed[: len(line.figures)]}) == len(line.figures)
    if len(columns) > _NARROW and not (apart and max(off) <= _ASIDE * spacing_of(columns)):
        return [Placed(" ".join(word.text for word in words), 1, box_of([word.box for word in words]))]
    taken = {cell.column for cell in placed}
    blanks = [
        Placed("", at, (middle, line.box[1], middle, line.box[3]))
        for at, middle in enumerate(columns, 1)
        if at not in taken
    ]
    return [*sorted(placed, key=lambda cell: cell.box[1]), *blanks]


def _is_near(last: Line, line: Line) -> bool:
    """Whether a line is too near to the one above to be a row of its own."""
    return line.middle - last.middle < _NEAR * max(sign.size for sign in line.signs)


def _label(line: Line, at: int, parts: Sequence[tuple[int, Word]]) -> list[Placed]:
    words = [word for _, word in sorted(parts, key=lambda part: (part[0], part[1].box[0]))]
    if words and not is_beside(words, line):
        return []
    if len(words) > 1 and likeness("".join(folding.label(word.text) for word in words)) < _LIKE:
        own = [word for other, word in parts if other == at and folding.label(word.text) in labels.exact_labels()]
        if len(own) != 1:
            return []  # pieces of several labels: whose figures these are cannot be told
        words = own
    return [Placed("".join(word.text for word in words), 0, box_of([word.box for word in words]))] if words else []


def _joined(row: Sequence[Placed], room: float = 0.0) -> list[Placed]:
    """Cells of one column put together. `room`: the width of a column, where it is known: digits that fill it and go on
    below are one number."""
    cells: dict[int, Placed] = {}
    for cell in row:
        before = cells.get(cell.column)
        text = cell.text
        if before is not None:
            forced = before.text.isdigit() and text.isdigit() and _fills(before, room)
            text = f"{before.text}{'' if forced else chr(10)}{text}".strip("\n")
        cells[cell.column] = Placed(text, cell.column, box_of([before.box, cell.box]) if before else cell.box)
    return [cells[column] for column in sorted(cells)]


def _fills(cell: Placed, room: float) -> bool:
    """Whether no digit more would have had room beside these."""
    width = cell.box[2] - cell.box[0]
    return room > 0 and width + width / len(cell.text) > room - PADDING
