"""What the redaction screen shows: the page in view with its marks, suggestions that are not yet decided, words to click."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.backoffice.forms.redaction import MILLIMETRES
from gongkai.redaction.marks import Mark, Page, Reading, spans_of, touches
from gongkai.redaction.searching import marks_at
from gongkai.redaction.suggestions import Suggestion, suggest

PARAGRAPHS = 60  # of a Word document in one view
Proposal = tuple[str, Page, Suggestion, str]


@dataclass(frozen=True, slots=True)
class View:
    """Which pages are in view: one page, or a stretch of paragraphs. number and count: of views."""

    reading: Reading
    number: int

    @property
    def is_text(self) -> bool:
        return self.reading.kind == "docx"

    @property
    def unit(self) -> float:
        """What a point is in the measure of the form: millimetres, or pixels on a picture."""
        return MILLIMETRES if self.reading.kind == "pdf" else 1.0

    @property
    def count(self) -> int:
        return -(-len(self.reading.pages) // PARAGRAPHS) if self.is_text else len(self.reading.pages)

    @property
    def pages(self) -> tuple[Page, ...]:
        if self.is_text:
            return self.reading.pages[(self.number - 1) * PARAGRAPHS : self.number * PARAGRAPHS]
        return self.reading.pages[self.number - 1 : self.number]

    def holds(self, mark: Mark) -> bool:
        """Whether a mark lies in this view."""
        return self.of_page(mark.page) == self.number

    def of_page(self, page: int) -> int:
        """The view in which a page or paragraph is seen."""
        return (page - 1) // PARAGRAPHS + 1 if self.is_text else page


def view_of(reading: Reading, wanted: int) -> View:
    """The view with that number, or the nearest there is."""
    first = View(reading, 1)
    return View(reading, min(max(wanted, 1), max(first.count, 1)))


def proposals(pages: Iterable[Page], names: Sequence[str], marks: Sequence[Mark]) -> list[Proposal]:
    """Suggestions on those pages that no mark covers yet: (claim, page, suggestion, words)."""
    found = []
    for page in pages:
        mine = [mark for mark in marks if mark.page == page.number]
        for entry in suggest(page.text, names):
            if not _covered(page, entry, mine):
                begin, end = entry.span
                claim = f"{page.number}:{begin}:{end}"
                found.append((claim, page, entry, " ".join(page.text[begin:end].split())))
    return found


def _covered(page: Page, entry: Suggestion, marks: Sequence[Mark]) -> bool:
    """Whether every place of the suggestion is touched by a mark already."""
    if page.width == 0:
        spans = spans_of(marks, page.number, page.text)
        return any(begin <= entry.span[0] and entry.span[1] <= end for begin, end in spans)
    places = marks_at(page, entry.span, Mark(page.number))
    return bool(places) and all(
        any(mark.box and place.box and touches(mark.box, place.box) for mark in marks) for place in places
    )


def adopted(claims: Sequence[str], reading: Reading, names: Sequence[str], like: Mark) -> list[Mark]:
    """Marks for the suggestions that were ticked; a claim that fits no suggestion is passed over."""
    found: list[Mark] = []
    wanted = set(claims)
    for page in reading.pages:
        if not any(claim.startswith(f"{page.number}:") for claim in wanted):
            continue
        for entry in suggest(page.text, names):
            if f"{page.number}:{entry.span[0]}:{entry.span[1]}" in wanted:
                said = Mark(page.number, kind=entry.kind, ground=entry.ground, reason=like.reason)
                found += marks_at(page, entry.span, said)
    return found


def segments(page: Page, marks: Sequence[tuple[int, Mark]]) -> list[tuple[str, int]]:
    """The text of a paragraph in pieces, each with the number of the mark over it, 0 for none."""
    found: list[tuple[str, int]] = []
    at = 0
    for number, mark in sorted(
        (entry for entry in marks if entry[1].letters), key=lambda entry: entry[1].letters or ()
    ):
        begin, end = mark.letters or (0, 0)
        begin, end = max(begin, at), max(min(end, len(page.text)), at)
        if page.text[at:begin]:
            found.append((page.text[at:begin], 0))
        if page.text[begin:end]:
            found.append((page.text[begin:end], number))
        at = end
    if page.text[at:]:
        found.append((page.text[at:], 0))
    return found


def words_to_click(page: Page) -> list[list[float]]:
    """The boxes of the words on a page, rounded: what the script needs to mark the word that is clicked."""
    return [[round(side, 1) for side in word.box] for word in page.words]


def drawn(numbered: Sequence[tuple[int, Mark]]) -> list[dict[str, Any]]:
    """The bars of the page in view, for the picture."""
    found = []
    for number, mark in numbered:
        if mark.box is not None:
            left, top, right, bottom = mark.box
            place = {
                "x": min(left, right),
                "y": min(top, bottom),
                "width": abs(right - left),
                "height": abs(bottom - top),
            }
            found.append({"number": number, "middle": (left + right) / 2, "low": (top + bottom) / 2 + 4, **place})
    return found
