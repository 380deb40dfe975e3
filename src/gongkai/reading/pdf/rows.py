"""Lines of a table without rulings: the words and figures of each, and which lines make one table."""

import itertools
import re
from collections.abc import Iterator, Sequence

from gongkai.reading import folding, headings, labels
from gongkai.reading.grid import Cell
from gongkai.reading.grid.cells import Kind, kind_of, pieces
from gongkai.reading.numerals import is_dash
from gongkai.reading.pdf.labels import UNITS, WIDE, Line
from gongkai.reading.pdf.lines import Word, box_of, groups_of, words_of
from gongkai.reading.pdf.page import Sign

NARROW = 3  # figures in a row of table 2, at most
_SENTENCE = 24  # signs
_NEAR = 1.6  # sizes of the type; lines of a head nearer than that are one row
_NUMBERED = re.compile("[0-9][.．、][\u3400-\u9fff]")  # the beginning of a label, whatever ran into it
_IN_FIGURES = frozenset("0123456789０１２３４５６７８９.,，．")
_APART = 0.2  # of the type's size between a label and a figure that nearly touch
_EVENLY = 1.3  # sizes of the type, at most, between letters set apart


def line_of(signs: list[Sign]) -> Line:
    words = _drawn_together(
        [word for group in groups_of(signs) for piece in _before_figure(group) for word in words_of(piece)]
    )
    at = len(words)
    while at and (_is_figure(words[at - 1]) or (at > 1 and _is_unit(words[at - 1]) and _is_figure(words[at - 2]))):
        at -= 1
    figures = [piece for word in words[at:] for piece in _parted(word)]
    if at and not any("\u3400" <= sign <= "\u9fff" for word in words[:at] for sign in word.text):
        return Line(signs, words)
    return Line(signs, words[:at], figures)


def _before_figure(group: Sequence[Sign]) -> list[Sequence[Sign]]:
    """A word that ends in a figure set a little apart, as the two words it is: no label of the form ends so."""
    at = len(group)
    while at and group[at - 1].text in _IN_FIGURES:
        at -= 1
    if not 0 < at < len(group) or group[at].box[0] - group[at - 1].box[2] < _APART * group[at].size:
        return [group]
    return [group[:at], group[at:]]


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
    if _NUMBERED.search(word.text):
        return False
    told = any(sign.isalnum() for sign in word.text) or is_dash(word.text)
    return (told and kind_of(word.text) is Kind.FIGURE) or len(pieces(Cell(word.text, 0, 0, 1, 1))) > 1


def _is_unit(word: Word) -> bool:
    """A unit broken off from its figure."""
    return word.text in UNITS


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


def runs_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
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


def classes_of(run: list[Line]) -> Iterator[list[Line]]:
    """One table after the other where nothing is printed between them: rows of one to three figures, of seven, of fifteen.
    Lines between two tables are the head of the second, but for what is near to the last row of the first."""
    kinds = [class_of(line) for line in run]
    anchors = [at for at, line in enumerate(run) if line.figures]
    for before, at, after in zip(anchors, anchors[1:], anchors[2:], strict=False):
        if kinds[before] == kinds[after] and kinds[at] < kinds[after]:
            kinds[at] = kinds[after]  # a row of seven with blanks
    begin = 0
    for before, at in itertools.pairwise(anchors):
        if kinds[before] != kinds[at] and not is_near(run[before], run[at]):
            end = before + 1
            while end < at and is_near(run[end - 1], run[end]):
                end += 1
            yield run[begin:end]
            begin = end
    yield run[begin:]


def class_of(line: Line) -> int:
    return 2 if len(line.figures) >= WIDE else 1 if len(line.figures) > NARROW else 0


def _parts(line: Line) -> bool:
    if line.figures or len(line.left) > 1:
        return False
    if headings.section_number(line.text) is not None or headings.title(line.text) is not None:
        return True
    return len(line.text) > _SENTENCE and folding.label(line.text) not in labels.exact_labels() and "。" in line.text


def is_near(last: Line, line: Line) -> bool:
    """Whether a line is too near to the one above to be a row of its own."""
    return line.middle - last.middle < _NEAR * max(sign.size for sign in line.signs)
