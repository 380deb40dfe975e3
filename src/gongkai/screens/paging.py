"""Lists page by key, never by counting: a page costs the same however long the list has grown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """rows: what is shown; older, newest: query strings of the neighbouring pages, empty where there is none."""

    rows: Sequence[Row]
    older: str
    newest: str


def keyset(
    request: HttpRequest, read: Callable[[int | None, int], Sequence[Row]], *, size: int = 50, key: str = "pk"
) -> Page[Row]:
    """One page of a list, newest first. read(before, size): the rows older than that key; key: the attribute to page by.

    `?before=1234` in the address; anything else in it is kept, anything that is no number is passed over.
    """
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    rows = list(read(before, size + 1))
    more, rows = len(rows) > size, rows[:size]
    return Page(
        rows,
        older=_address(request, before=_key_of(rows[-1], key)) if more else "",
        newest=_address(request) if before is not None else "",
    )


def _key_of(row: Any, key: str) -> int:
    return int(row[key] if isinstance(row, dict) else getattr(row, key))


def _address(request: HttpRequest, **wanted: int) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    for name, value in wanted.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
