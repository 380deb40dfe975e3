"""A text as strips: the words up to the next figures, and those figures, however they are parted or not parted."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.law.figures import Number
from gongkai.reading import folding
from gongkai.reading.numerals import number

ROW, TABLE_OF_APPEALS = 7, 15

_SEPARATORS = " \t\n|"
_NUMBER = re.compile(r"[-−–]?\d(?:\d|[.,](?=\d)|[-−–](?=\d))*")
_UNIT = re.compile(r" ?(?:(?:万元|元)|[件条项宗](?=[ \t\n|]|$))")
_BLANK = re.compile(r"(?<=[ \t\n|])[-−–—―─]{1,3}(?=[ \t\n|]|$)|(?<=[ \t\n|])/(?=[ \t\n|]|$)")
# What follows a number of a sentence, not of a table.
_SAID = re.compile(r" ?(?:[件条项次个篇名人年月日号余期家%批户份场起宗天时位只座级届多万亿])|[-/~]\d")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_FOOTNOTE = re.compile(r"[\[〔]\d{1,2}[\]〕]")
_ORDINAL = re.compile(r" ?[.、)] ?(?=[^\W\d_])")
_RULING = re.compile(r"^[ \t|:+=\-]*(?:-{3,}|={3,})[ \t|:+=\-]*$")
_PAGE = re.compile(
    r"^(?:[-—–―─]+\d{1,3}[-—–―─]+|第\d{1,3}页(?:[/,]?共\d{1,3}页)?|\d{1,3}/\d{1,3}|page\d{1,3}(?:of\d{1,3})?)$"
)
_COMMA_ROW = re.compile(r"(?<!\d)(?<!\d,)\d+(?:,\d+){6}(?![\d,])")
_FEW = 3
_LONGEST_FURNITURE = 400


@dataclass(frozen=True, slots=True)
class Atom:
    """Signs of figures that stand together: one cell, several, or ("", "—") an empty one. start and end: characters of the
    file; unit: 元 or 万元 where it is printed behind."""

    text: str
    start: int
    end: int
    line: int
    unit: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(sign.isdigit() for sign in self.text)

    @property
    def value(self) -> Number | None:
        """The number, where these signs are one; a leading zero says that they are several."""
        return None if re.match(r"[-−–]?0[\d,]", self.text) else number(self.text)


@dataclass(frozen=True, slots=True)
class Strip:
    """Words and the figures after them. label: the words, folded; near: those on the line of the first figure; start: the
    character the words begin at; said: the figures are those of a sentence (12件)."""

    label: str
    near: str
    start: int
    atoms: tuple[Atom, ...]
    said: bool = False

    @property
    def filled(self) -> tuple[Atom, ...]:
        return tuple(atom for atom in self.atoms if not atom.is_blank)

    @property
    def end(self) -> int:
        return self.atoms[-1].end

    def holds(self, width: int) -> bool:
        """Whether these can be that many cells: just as many stand there, blanks included or not, or digits enough run
        together."""
        filled = len(self.filled)
        if not filled or filled > width:
            return False
        if filled == width or len(self.atoms) == width:
            return True
        return sum(sum(sign.isdigit() for sign in atom.text) for atom in self.filled) >= width


@dataclass(frozen=True, slots=True)
class Stream:
    """A text in half width, each sign with the character of the file it came from; spaces, line ends and pipes are kept."""

    text: str
    origins: tuple[int, ...]
    first_line: int = 1

    def at(self, index: int) -> int:
        return self.origins[index] if index < len(self.origins) else (self.origins[-1] + 1 if self.origins else 0)


def stream_of(text: str, begin: int, end: int) -> Stream:
    """text[begin:end]; rulings of pipes and numbers of pages are left out."""
    signs: list[str] = []
    origins: list[int] = []
    first_line = text.count("\n", 0, begin) + 1
    for whole in re.split("(\n|\f)", text[begin:end]):
        if not _is_left_out(whole, text, begin):
            for index, sign in enumerate(whole, begin):
                for letter in _half_width(sign):
                    signs.append(letter)
                    origins.append(index)
        begin += len(whole)
    return Stream("".join(signs), tuple(origins), first_line)


def _is_left_out(line: str, text: str, begin: int) -> bool:
    bare = folding.unspaced(line).text.lower() if len(line) < _LONGEST_FURNITURE else ""
    if bare.isdigit() and len(bare) <= 3:  # alone on the first or last line of a page
        after = re.match(r"\s*", text[begin + len(line) :])
        return "\f" in (after.group() if after else "") or "\f" in text[max(0, begin - 1) : begin]
    return bool(bare) and bool(_RULING.match(line) or _PAGE.match(bare))


def is_page_number(line: str) -> bool:
    """- 3 -, 第3页, 3/8; a bare number is none."""
    return bool(_PAGE.match(folding.unspaced(line[:_LONGEST_FURNITURE]).text.lower()))


def _half_width(sign: str) -> str:
    if sign == "\n":
        return "\n"
    if sign == "\t":
        return "\t"
    if sign.isspace():
        return " "
    kind = unicodedata.category(sign)
    if kind == "No":  # ①, ² and other marks of footnotes end the number they stand behind
        return " "
    if kind in {"Cf", "Cc"}:
        return ""
    return unicodedata.normalize("NFKC", sign).replace("¦", "|").replace("│", "|").replace("┃", "|")


def strips_of(stream: Stream) -> list[Strip]:
    """Every strip of the text, in order; the words after the last figures make none."""
    found: list[Strip] = []
    group: list[Atom] = []
    words, near, begin, previous = "", "", 0, 0
    is_said = False
    for sign in _signs(stream):
        between = stream.text[previous : sign.first]
        label = folding.label(between)
        if label and group:
            group += _empty_cells(stream, previous, _end_of_separators(between, previous), group[-1].line)
            found += _strips(words, near, stream.at(begin), group, is_said)
            group, is_said = [], False
        if not group:
            words, near, begin = label, folding.label(between.rsplit("\n", 1)[-1]), previous
        after_words = sign.first - len(between) + len(between.rstrip(_SEPARATORS + ",;"))
        group += [*_empty_cells(stream, after_words, sign.first, sign.atom.line), sign.atom]
        is_said = is_said or sign.is_said
        previous = sign.last
    if group:
        rest = stream.text[previous:]
        group += _empty_cells(stream, previous, _end_of_separators(rest, previous), group[-1].line)
        found += _strips(words, near, stream.at(begin), group, is_said)
    return found


@dataclass(frozen=True, slots=True)
class _Sign:
    """An atom and where it stands in the stream; is_said: a word of a sentence follows it."""

    atom: Atom
    first: int
    last: int
    is_said: bool


def _signs(stream: Stream) -> Iterator[_Sign]:
    """The figures of the stream, the ordinals of labels (2.其他…) and years left to the words."""
    text = stream.text
    commas = len(_COMMA_ROW.findall(text)) >= _FEW
    line, counted = stream.first_line, 0
    for match in re.finditer(f"{_NUMBER.pattern}|{_BLANK.pattern}", text):
        first, last = match.span()
        line += text.count("\n", counted, first)
        counted = first
        if text[first] in "-−–" and first and text[first - 1].isalnum():
            first += 1  # a stroke between words and figures is no minus
        if _ORDINAL.match(text, last):
            last -= 1
        elif _YEAR.search(text, first, last) and text[last : last + 2].strip()[:1] == "年":
            last -= 4
        if first >= last or _FOOTNOTE.match(text, first - 1):
            continue
        unit = _UNIT.match(text, last)
        said = not unit and bool(_SAID.match(text, last))
        end = unit.end() if unit else last
        for begin, stop in _parts(text, first, last, commas):
            name = unit.group().strip() if unit and stop == last else ""
            place = stream.at(begin), stream.at(stop - 1) + 1
            atom = Atom(text[begin:stop], *place, line, name if name.endswith("元") else "")
            yield _Sign(atom, begin, end if stop == last else stop, said)


def _parts(text: str, first: int, last: int, commas: bool) -> Iterator[tuple[int, int]]:
    """The figures of one run: several where commas part the cells of this text."""
    if not commas:
        yield first, last
        return
    begin = first
    for piece in text[first:last].split(","):
        if piece:
            yield begin, begin + len(piece)
        begin += len(piece) + 1


def _end_of_separators(text: str, begin: int) -> int:
    """Where the rest of the row's line ends: before the first sign that parts no cells, or at the line's end."""
    count = 0
    while count < len(text) and text[count] in " \t|":
        count += 1
    return begin + count


def _empty_cells(stream: Stream, begin: int, end: int, line: int) -> list[Atom]:
    """Cells between pipes or tabs in which nothing stands; only those on the line of the figures."""
    stretch = stream.text[begin:end]
    stretch = stretch[stretch.rfind("\n") + 1 :] if "\n" in stretch else stretch
    signs = stretch.count("|") or stretch.count("\t")
    at = stream.at(begin)
    return [Atom("", at, at, line)] * max(signs - 1, 0)


def _strips(words: str, near: str, begin: int, group: Sequence[Atom], is_said: bool) -> Iterator[Strip]:
    """A group of figures as the rows it is: a line that is a row by itself is one, lines that are only parts of one are
    put together."""
    lines: list[list[Atom]] = []
    for atom in group:
        if lines and lines[-1][0].line == atom.line:
            lines[-1].append(atom)
        else:
            lines.append([atom])
    if len(lines) == 1 or not any(_is_row(line) for line in lines):
        rows = [list(group)]
    else:
        rows = []
        waiting: list[Atom] = []
        for line in lines:
            if _is_row(line):
                rows += [waiting, line] if waiting else [line]
                waiting = []
            else:
                waiting += line
                if len(waiting) in (ROW, TABLE_OF_APPEALS):
                    rows.append(waiting)
                    waiting = []
        rows += [waiting] if waiting else []
    for index, row in enumerate(rows):
        yield Strip(
            "" if index else words, "" if index else near, row[0].start if index else begin, tuple(row), is_said
        )


def _is_row(line: Sequence[Atom]) -> bool:
    """Whether a line is a whole row of table 3 or 4: as many figures, or digits that can only be several."""
    filled = [atom for atom in line if not atom.is_blank]
    if len(filled) in (ROW, TABLE_OF_APPEALS) or len(line) in (ROW, TABLE_OF_APPEALS):
        return bool(filled)
    return len(filled) == 1 and len(filled[0].text) >= ROW and filled[0].value is None
