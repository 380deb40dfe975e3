"""Two reports side by side: two years of one body, or two bodies. What differs, cell by cell and sentence by sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Figure, Number, State, parts, plain
from gongkai.law.formats import Format, Row, by_key

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_CLAUSE = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]?")
_ALIKE = 0.45  # sentences less alike than this are one gone and one new
_MOST_SENTENCES = 2_000  # of a section; longer texts are not compared
_MOST_PAIRS = 40_000  # sentences of one stretch held against each other; of longer ones all is gone, and all is new
Piece = tuple[str, str]  # same, gone or new; the words


@dataclass(frozen=True, slots=True)
class Line:
    """One cell. A side is None where its format has no such cell."""

    address: Address
    label: str
    left: Figure | None
    right: Figure | None

    @property
    def change(self) -> Number | None:
        """right − left, where both are numbers."""
        if self.left is None or self.right is None or self.left.value is None or self.right.value is None:
            return None
        return self.right.value - self.left.value

    @property
    def differs(self) -> bool:
        return _told(self.left) != _told(self.right)

    @property
    def is_told(self) -> bool:
        """Whether it is worth a line: what one format alone has is, where a number other than zero stands there."""
        if self.left is not None and self.right is not None:
            return self.differs
        return bool((self.left and self.left.value) or (self.right and self.right.value))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as people read it: of table 3 a row by its total, and what its columns did: 自然人+11，商业企业−1."""

    label: str
    line: Line
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Two sentences that changed into one another; one side is empty where there was none."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextPair:
    """A section of both: how many sentences each has, how many of them are the same, and what changed."""

    number: int
    title: str
    left: int
    right: int
    same: int
    changes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """lines: every cell of both formats, in the order of the form; texts: of the six sections those that either
    has."""

    left: ReportFact
    right: ReportFact
    lines: tuple[Line, ...]
    texts: tuple[TextPair, ...]

    @property
    def changed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.differs)

    def entries(self, table: str, *, every: bool = False) -> tuple[Entry, ...]:
        """What to tell of a table, t2, t3 or t4. every: what did not change too."""
        lines = [line for line in self.lines if line.address.startswith(f"{table}/")]
        if table != "t3":
            return tuple(Entry(line.label, line) for line in lines if every or line.is_told)
        rows: dict[str, list[Line]] = {}
        for line in lines:
            rows.setdefault(parts(line.address)[1], []).append(line)
        return tuple(_row(row) for row in rows.values() if every or any(line.is_told for line in row))

    @property
    def formats_differ(self) -> bool:
        return self.left.format_key != self.right.format_key


def compared(left: ReportFact, right: ReportFact) -> Comparison:
    """The comparison. Cells that only one format has stand with None on the other side."""
    forms = by_key(left.format_key), by_key(right.format_key)
    own = tuple(set(form.addresses()) for form in forms)
    order = dict.fromkeys((*forms[1].addresses(), *forms[0].addresses()))
    lines = []
    for cell in sorted(order, key=lambda cell: cell[:2]):
        form = forms[1] if cell in own[1] else forms[0]
        sides = [_side(report, cell, cells) for report, cells in zip((left, right), own, strict=True)]
        lines.append(Line(cell, _label(form, cell), *sides))
    return Comparison(left, right, tuple(lines), _texts(left, right, forms[1]))


def _row(lines: list[Line]) -> Entry:
    total = next(line for line in lines if line.address.endswith("/total"))
    moved = []
    for line in lines:
        column = line.label.rsplit("，", 1)[1]
        if line is total or not line.is_told:
            continue
        moved.append(f"{column}{signed(line.change)}" if line.change is not None else f"{column}不能比")
    return Entry(total.label.rsplit("，", 1)[0], total, "，".join(moved))


def signed(number: Number | None) -> str:
    """+3, −12, 0; nothing where it cannot be told."""
    if number is None:
        return ""
    whole, point, fraction = plain(number if number >= 0 else -number).partition(".")
    told = f"{int(whole):,}{point}{fraction}"
    return f"+{told}" if number > 0 else f"−{told}" if number < 0 else "0"


def _side(report: ReportFact, cell: Address, own: set[Address]) -> Figure | None:
    if cell in report.figures:
        return report.figures[cell]
    return Figure(None, State.MISSING) if cell in own else None


def _told(figure: Figure | None) -> tuple[State, Number | None] | None:
    return (figure.state, figure.value) if figure else None


def _label(form: Format, cell: Address) -> str:
    """（三）不予公开 1.属于国家秘密，自然人: a row with the head it stands under."""
    table, key, _ = parts(cell)
    row, column = form.label(cell)[2:].replace("「", "").split("」")
    if table == "t3":
        by_row: Mapping[str, Row] = {entry.key: entry for entry in form.rows}
        head = by_row.get(by_row[key].parent or "")
        row = f"{head.label} {row}" if head and head.parent else row
    return f"{row}，{column}"


def _texts(left: ReportFact, right: ReportFact, form: Format) -> tuple[TextPair, ...]:
    numbers = sorted({section.number for report in (left, right) for section in report.sections if section.number})
    found = []
    for number in numbers:
        texts = [section.text if (section := report.section(number)) else "" for report in (left, right)]
        if any(text.strip() for text in texts):
            found.append(_pair(number, form.section_titles[number - 1], *texts))
    return tuple(found)


def _pair(number: int, title: str, left: str, right: str) -> TextPair:
    old, new = _sentences(left), _sentences(right)
    if max(len(old), len(new)) > _MOST_SENTENCES:
        return TextPair(number, title, len(old), len(new), len(set(old) & set(new)), ())
    same, changes = 0, []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same += j - i
        else:
            changes += _changes(old[i:j], new[k:m])
    return TextPair(number, title, len(old), len(new), same, tuple(changes))


def _changes(old: list[str], new: list[str]) -> list[Passage]:
    """Sentences of one stretch in pairs: the one that is most like it, if any is; the rest is gone or new."""
    left = list(new)
    made = []
    if len(old) * len(new) > _MOST_PAIRS:
        return [Passage((("gone", one),), ()) for one in old] + [Passage((), (("new", one),)) for one in new]
    for sentence in old:
        like = max(left, key=lambda other: _likeness(sentence, other), default="")
        if like and _likeness(sentence, like) >= _ALIKE:
            left.remove(like)
            made.append(_clauses(sentence, like))
        else:
            made.append(Passage((("gone", sentence),), ()))
    return made + [Passage((), (("new", sentence),)) for sentence in left]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio()


def _clauses(old: str, new: str) -> Passage:
    """Whole clauses, with the punctuation that ends them."""
    before, after = ([clause for clause in _CLAUSE.findall(text) if clause] for text in (old, new))
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i < j:
            left.append(("same" if kind == "equal" else "gone", "".join(before[i:j])))
        if k < m:
            right.append(("same" if kind == "equal" else "new", "".join(after[k:m])))
    return Passage(tuple(left), tuple(right))


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
