"""A site behind its front, asked as a server asks it; with real commits, since the front has a connection of its own."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from tests.builders import Desk, an_agency

from gongkai.pages.store import Store
from gongkai.pages.watch import Watch, watch_of
from gongkai.project.front import Front


@dataclass
class Told:
    """What the server would send."""

    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def how(self) -> str:
        """kept, fresh, or "" where Django answered alone."""
        return self.headers.get("x-page", "")

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Site:
    """One worker. now: the posix seconds its front believes in."""

    watch: Watch
    memory: int = 4_000_000
    now: float = 0.0
    store: Store = field(init=False)
    front: Front = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.memory)
        self.front = Front(WSGIHandler(), self.store, self.watch, clock=lambda: self.now)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Told:
        path, _, query = address.partition("?")
        told: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        answer = self.front(environ, lambda status, pairs, exc_info=None: told.append((status, pairs)))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        (status, pairs) = told[-1]
        assert len(told) == 1
        return Told(status, {name.lower(): value for name, value in pairs}, body)


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    """The district government and its education bureau, code 013."""
    cache.clear()
    government = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    return Desk(an_agency(parent=government, name="青川区教育局", short_name="区教育局", code="013"))


@pytest.fixture
def site(desk: Desk) -> Iterator[Site]:
    watch = watch_of()
    yield Site(watch)
    watch.close()


@pytest.fixture
def other(desk: Desk) -> Iterator[Site]:
    """Another worker of the same site."""
    watch = watch_of()
    yield Site(watch)
    watch.close()
