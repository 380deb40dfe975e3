"""Lists of items a page at a time, narrowed by year and agency, paged by where the page before ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest

from gongkai.publications.queries.public import Narrowed, Place, items
from gongkai.screens.paging import Page

if TYPE_CHECKING:
    from gongkai.publications.models import Publication

SIZE = 20
PARAMS = ("year", "agency", "archived", "before")  # the words of the query a list heeds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST = 10**17  # microseconds: no moment a calendar has lies beyond


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a list asks for. agency: a code, or ""; before: None on the first page."""

    year: int | None = None
    agency: str = ""
    archived: bool = False
    before: Place | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is the first page of everything."""
        return self == Asked()

    @property
    def is_narrowed(self) -> bool:
        return self.year is not None or bool(self.agency)


def asked_of(request: HttpRequest) -> Asked:
    """What is asked for; what cannot be understood is passed over."""
    year = request.GET.get("year", "")
    return Asked(
        year=int(year) if year.isascii() and year.isdigit() and 1949 <= int(year[:5]) <= 2999 else None,
        agency=request.GET.get("agency", "").replace("\x00", "")[:20],
        archived=request.GET.get("archived") == "1",
        before=_place(request.GET.get("before", "")),
    )


def page_of(request: HttpRequest, narrowed: Narrowed, asked: Asked, *, size: int = SIZE) -> Page["Publication"]:
    """One page of the list."""
    return as_page(request, items(narrowed, before=asked.before, size=size + 1), asked, size=size)


def as_page(
    request: HttpRequest, rows: Sequence["Publication"], asked: Asked, *, size: int = SIZE
) -> Page["Publication"]:
    """One page of the list whose first size + 1 rows were read."""
    more, rows = len(rows) > size, rows[:size]
    return Page(
        rows,
        older=_address(request, before=token_of(rows[-1])) if more else "",
        newest=_address(request) if asked.before is not None else "",
    )


def token_of(row: "Publication") -> str:
    """Where a page ends that ends with this item, as its address says it: microseconds and key."""
    assert row.published_at is not None
    return f"{(row.published_at - _EPOCH) // _MICROSECOND}-{row.pk}"


def _place(token: str) -> Place | None:
    at, dash, pk = token.partition("-")
    if not dash or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (at, pk)):
        return None
    return Place(_EPOCH + int(at) * _MICROSECOND, int(pk)) if int(at) < _MOST else None


def _address(request: HttpRequest, **wanted: str) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    for name, value in wanted.items():
        query[name] = value
    return f"?{query.urlencode()}"
