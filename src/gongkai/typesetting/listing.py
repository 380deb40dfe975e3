"""A list of many rows as PDF: what is handed to the archive or the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.typesetting.pdf import compose

MOST = 20_000


@dataclass(frozen=True, slots=True)
class PrintedList:
    """title over the table; lines above it; head and rows of one length; widths: shares of the page; foot: below, to be signed."""

    title: str
    agency: str
    lines: Sequence[str]
    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str]


def list_pdf(printed: PrintedList, *, dated_on: date, font_folder: Path | None = None) -> bytes:
    """The list as PDF/A-2b and PDF/UA-1, its head on every page. ValueError for more than `MOST` rows."""
    if len(printed.rows) > MOST:
        raise ValueError(f"at most {MOST} rows, not {len(printed.rows)}")
    data = {
        "title": printed.title,
        "agency": printed.agency,
        "lines": list(printed.lines),
        "head": list(printed.head),
        "widths": list(printed.widths),
        "rows": [list(row) for row in printed.rows],
        "foot": list(printed.foot),
        "draft": False,
    }
    return compose("listing", data, dated_on=dated_on, font_folder=font_folder)
