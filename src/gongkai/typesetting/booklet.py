"""办事一本通 as a booklet of A5 pages: title, contents with page numbers, a table for each matter, where to ask."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.typesetting.pdf import compose
from gongkai.typesetting.texts import date_in_words


@dataclass(frozen=True, slots=True)
class BookletChapter:
    """One matter. rows: what is published, until when, by whom."""

    title: str
    basis: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """contacts: name, address, hours, telephone of each agency."""

    title: str
    agency: str
    dated_on: date
    chapters: tuple[BookletChapter, ...]
    contacts: tuple[tuple[str, str, str, str], ...] = ()


def booklet_pdf(booklet: Booklet, *, font_folder: Path | None = None) -> bytes:
    """The booklet as PDF/A-2b and PDF/UA-1."""
    day = booklet.dated_on
    data = {
        "title": booklet.title,
        "agency": booklet.agency,
        "date": date_in_words(day.year, day.month, day.day),
        "chapters": [
            {"title": one.title, "basis": one.basis, "rows": [list(row) for row in one.rows]}
            for one in booklet.chapters
        ],
        "contacts": [list(row) for row in booklet.contacts],
        "draft": False,
    }
    return compose("booklet", data, dated_on=day, font_folder=font_folder)
