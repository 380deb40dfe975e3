"""Finding words on pages across line ends, spaces and widths of letters, and the boxes of what was found."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.redaction.marks import Box, Mark, Page, Word, around, gaps, on_the_page

_NOT_READ = {"Cc", "Cf", "Cn", "Co"}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as one compares it, and for each of its letters the place it came from."""

    text: str
    places: tuple[int, ...]

    def span(self, begin: int, end: int) -> Span:
        """The letters of the original that these letters stand for."""
        return self.places[begin], self.places[end - 1] + 1


def fold(text: str, *, spaces: bool) -> Folded:
    """One width, small letters. spaces: keep every gap as one space; else none at all."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace() or (unicodedata.category(sign) in _NOT_READ):
            if spaces and sign.isspace() and signs and signs[-1] != " ":
                signs.append(" ")
                places.append(place)
            continue
        for plain in unicodedata.normalize("NFKC", sign).casefold():
            if not plain.isspace():
                signs.append(plain)
                places.append(place)
    return Folded("".join(signs), tuple(places))


def spans_of(text: str, term: str) -> list[Span]:
    """Where the term stands in the text, each place once, from the left."""
    wanted = fold(term, spaces=False).text
    if not wanted:
        return []
    folded = fold(text, spaces=False)
    found = []
    at = folded.text.find(wanted)
    while at >= 0:
        found.append(folded.span(at, at + len(wanted)))
        at = folded.text.find(wanted, at + len(wanted))
    return found


def marks_at(page: Page, span: Span, like: Mark) -> list[Mark]:
    """Marks over those letters, with what `like` says: one for each line they stand on; on a DOCX one."""
    if page.width == 0:
        return [replace(like, page=page.number, box=None, letters=span)]
    begin, end = span
    words = [word for word in page.words if word.begin < end and begin < word.begin + len(word.text)]
    boxes = (on_the_page(box, page) for box in _lines(words))
    return [replace(like, page=page.number, box=box, letters=None) for box in boxes if box is not None]


def _lines(words: list[Word]) -> Iterator[Box]:
    """The box of each line that the words stand on."""
    line: list[Word] = []
    for word in words:
        if line and not _on_one_line(line[-1].box, word.box):
            yield around(entry.box for entry in line)
            line = []
        line.append(word)
    if line:
        yield around(entry.box for entry in line)


def _on_one_line(before: Box, after: Box) -> bool:
    """Whether the second word goes on where the first ends, across or down."""
    across, down = gaps(before, after)
    tall = max(before[3] - before[1], after[3] - after[1], 2.0)
    narrow = min(before[2] - before[0], after[2] - after[0])
    plumb = abs((before[0] + before[2]) - (after[0] + after[2])) < 0.5 * narrow
    return (down < 0 and across < 4 * tall) or (plumb and down < 0.5 * narrow)


def search(pages: tuple[Page, ...], term: str, like: Mark) -> list[Mark]:
    """A mark over every place of the term in the file, in the order of the pages."""
    return [mark for page in pages for span in spans_of(page.text, term) for mark in marks_at(page, span, like)]
