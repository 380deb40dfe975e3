"""What the marks of a PDF hide, found by pdfium's own search in a box, and where the same words may still be read."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.redaction.marks import Box, Mark, Page, Word, touches, upright
from gongkai.redaction.pdf_opening import a_page
from gongkai.redaction.pdf_reading import page_of
from gongkai.redaction.proof.findings import Repeat
from gongkai.redaction.proof.traces import folded

_SHORTEST = 2  # letters: one alone is found everywhere


@dataclass(slots=True)
class Covered:
    """texts: what each mark hides, by its number from 1; words: the boxes of words it touches; open: the text of each
    page that no mark touches, a bar told as a line end."""

    texts: dict[int, set[str]] = field(default_factory=dict)
    words: dict[int, list[Box]] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)

    def secrets(self) -> set[str]:
        return {text for texts in self.texts.values() for text in texts}


def covered_in(document: pypdfium2.PdfDocument, marks: Sequence[Mark]) -> Covered:
    """What the marks cover, page by page; and what is open to anybody: only what shows counts as such."""
    covered = Covered({number: set() for number in range(1, len(marks) + 1)}, {n: [] for n in range(1, len(marks) + 1)})
    here: dict[int, list[tuple[int, Box]]] = {}
    for number, mark in enumerate(marks, start=1):
        here.setdefault(mark.page, []).append((number, upright(mark.box or (0, 0, 0, 0))))
    for number in range(1, len(document) + 1):
        with a_page(document, number) as page:
            read = page_of(page, number, look=False)
            _cover(covered, page, read, here.get(number, []))
    _only_what_shows(document, covered, here)
    return covered


def _cover(covered: Covered, page: pypdfium2.PdfPage, read: Page, here: list[tuple[int, Box]]) -> None:
    touched: set[int] = set()
    textpage = page.get_textpage() if here else None
    for mark, box in here:
        mine = [at for at, word in enumerate(read.words) if touches(box, _grown(word.box))]
        touched.update(mine)
        covered.words[mark] += [read.words[at].box for at in mine]
        found = {folded(line) for line in _lines_under(page, textpage, read, box)} | _runs(read.words, mine)
        covered.texts[mark] |= {text for text in found if len(text) >= _SHORTEST}
    if textpage is not None:
        textpage.close()
    covered.open[read.number] = _open_text(read.words, touched)


def _grown(box: Box) -> Box:
    return box[0] - 0.2, box[1] - 0.2, box[2] + 0.2, box[3] + 0.2


def _runs(words: Sequence[Word], touched: Sequence[int]) -> set[str]:
    """The touched words, those that follow one another as one text."""
    found: list[str] = []
    for at in touched:
        follows = found and at - 1 in touched and words[at].begin - words[at - 1].begin - len(words[at - 1].text) <= 1
        if follows:
            found[-1] += words[at].text
        else:
            found.append(words[at].text)
    return {folded(text) for text in found}


def _open_text(words: Sequence[Word], touched: set[int]) -> str:
    text = ""
    for at, word in enumerate(words):
        if at in touched or not word.shows:
            text += "" if text.endswith("\n") else "\n"
        else:
            text += word.text
    return "\n".join(folded(line) for line in text.split("\n"))


def _lines_under(page: pypdfium2.PdfPage, textpage: Any, read: Page, box: Box) -> list[str]:
    """The lines of text that pdfium itself finds in the box."""
    corners = [_on_the_sheet(page, read, x, y) for x, y in ((box[0], box[1]), (box[2], box[3]))]
    (left, top), (right, bottom) = corners
    text = textpage.get_text_bounded(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    return str(text).splitlines()


def _on_the_sheet(page: pypdfium2.PdfPage, read: Page, x: float, y: float) -> tuple[float, float]:
    """A point as shown, on the PDF's own axes."""
    across, up, fine = ctypes.c_double(), ctypes.c_double(), 100
    pdfium.FPDF_DeviceToPage(
        page,
        0,
        0,
        int(read.width * fine),
        int(read.height * fine),
        0,
        int(x * fine),
        int(y * fine),
        ctypes.byref(across),
        ctypes.byref(up),
    )
    return across.value, up.value


def _only_what_shows(document: pypdfium2.PdfDocument, covered: Covered, here: dict[int, list[tuple[int, Box]]]) -> None:
    """Look again at the pages on which a secret is open: it may be there in white on white, and then it is not open."""
    for number, text in covered.open.items():
        if not any(secret in text for secret in covered.secrets()):
            continue
        with a_page(document, number) as page:
            read = page_of(page, number, look=True)
        boxes = [box for _, box in here.get(number, [])]
        touched = {at for at, word in enumerate(read.words) if any(touches(box, _grown(word.box)) for box in boxes)}
        covered.open[number] = _open_text(read.words, touched)


def repeats_of(covered: Covered) -> tuple[Repeat, ...]:
    """The marks whose words can still be read elsewhere, with the pages."""
    found = []
    for mark, texts in covered.texts.items():
        pages = tuple(number for number, text in covered.open.items() if any(secret in text for secret in texts))
        if pages:
            found.append(Repeat(mark, pages))
    return tuple(found)
