"""The mark of a public page that is rendered once and then served as bytes, until something it shows changes.

The view says what its page shows; `gongkai.project.front` keeps the page; `gongkai.pages.actions.touch` gives it up:

    @require_safe
    @rendered("home", params=("year",))          # the only words of the address's query this page heeds
    def items(request, slug):
        section = ...
        depends_on(request, f"section:{slug}", *(f"item:{item.pk}" for item in section.items))

A page must be the same for everyone: what reads the session, a form's mark against forgery (`csrf_token`) or the nonce of
the CSP is found out by the front and rendered anew for each reader. Every page is given up at the end of the day, since
validity and "today" go by days; what changes at a moment within the day says so with `fresh_until`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from gongkai.pages.actions import SITE
from gongkai.screens import clock

RENDERING = "gongkai.rendering"  # in the request's META, which is the environ the front handed to Django
SEQUENCE = "gongkai.sequence"  # likewise: where the count of changes stood before the page was rendered
KEPT = frozenset({200, 410})  # a tombstone is a page too
SAFE = frozenset({"GET", "HEAD"})
View = Callable[..., HttpResponse]


@dataclass(slots=True)
class Rendering:
    """What a page turned out to depend on. params: the words of the query it heeds; until: posix seconds."""

    params: tuple[str, ...]
    until: float
    groups: set[str] = field(default_factory=lambda: {SITE})


def rendered(*groups: str, params: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A view whose answers (200, or 410) are kept for every reader. groups: what it always depends on, besides `site`.

    Words of the query that are not in `params`, and those left empty, are taken away before the view sees them: what a
    crawler or a messenger hangs onto an address makes no other page, and cannot fill the memory.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in SAFE:
                return view(request, *args, **kwargs)
            _heed_only(request, params)
            rendering = Rendering(params, _end_of_day())
            rendering.groups.update(groups)
            request.META[RENDERING] = rendering
            response = view(request, *args, **kwargs)
            if response.status_code in KEPT:
                response.headers.setdefault("Cache-Control", "no-cache")
            return response

        return shown

    return decorate


def depends_on(request: HttpRequest, *groups: str) -> None:
    """The page being rendered shows these: `item:12`, `section:rules`. Without effect where the view is not `rendered`."""
    rendering = request.META.get(RENDERING)
    if rendering is not None:
        rendering.groups.update(groups)


def fresh_until(request: HttpRequest, moment: datetime) -> None:
    """The page being rendered will be another at that moment (aware), though nobody does anything: an item expires."""
    rendering = request.META.get(RENDERING)
    if rendering is not None:
        rendering.until = min(rendering.until, time.time() + (moment - clock.now()).total_seconds())


def _heed_only(request: HttpRequest, params: tuple[str, ...]) -> None:
    query = reduced(request.META.get("QUERY_STRING", ""), params)
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)


def reduced(query: str, params: tuple[str, ...]) -> str:
    """The query with only those words, in their order, and without empty ones: one way to write each page's address."""
    if not query or not params:
        return ""
    # As WSGI hands it over: some clients send signs as they are.
    asked = QueryDict(query.encode("iso-8859-1", "replace"))
    return urlencode([(name, value) for name in params for value in asked.getlist(name) if value])


def _end_of_day() -> float:
    """Posix seconds at which the door's day ends, by the machine's clock."""
    now = clock.now()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return time.time() + (midnight - now).total_seconds()
