"""A rendered page as bytes: kept small, and written out in the coding a reader takes."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b

import brotli

Headers = list[tuple[str, str]]
CODINGS = ("br", "gzip", "")  # in the order they are given where several are taken; "": as it is
SMALL = 600  # bytes; below, packing saves a reader nothing
OVERHEAD = 1500  # bytes a page costs beside its body: headers, address, names
EACH_GROUP = 120
OWN = frozenset({"content-length", "content-encoding", "etag", "vary"})  # headers written here
TEXT = ("text/", "application/json", "application/xml", "application/atom", "application/rss", "image/svg")


@dataclass(frozen=True)
class Page:
    """status: `200 OK`; headers: as Django gave them; packed: the body, deflated; until: posix seconds it is good for."""

    status: str
    headers: tuple[tuple[str, str], ...]
    packed: bytes
    groups: frozenset[str]
    until: float
    etag: str
    size: int = field(default=0)  # bytes of the body as it is

    @property
    def cost(self) -> int:
        """Bytes it takes in memory, roughly."""
        return len(self.packed) + OVERHEAD + EACH_GROUP * len(self.groups)

    @cached_property
    def codings(self) -> tuple[str, ...]:
        """The codings it is given in."""
        kind = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return CODINGS if self.size >= SMALL and kind.startswith(TEXT) else ("",)

    def coding_for(self, taken: frozenset[str]) -> str:
        """The coding for who takes those (`codings_taken`)."""
        return next(coding for coding in self.codings if coding in taken)

    @cached_property
    def always(self) -> Headers:
        """The headers whatever the coding."""
        vary = "Accept-Encoding, Cookie" if len(self.codings) > 1 else "Cookie"
        return [*self.headers, ("ETag", self.etag), ("Vary", vary)]

    def body(self, coding: str) -> bytes:
        """The body in that coding."""
        if coding == "gzip":
            return self.packed
        plain = gzip.decompress(self.packed)
        return brotli.compress(plain, quality=5) if coding == "br" else plain


@dataclass(frozen=True, slots=True)
class Answer:
    """A page written out in one coding: what is handed to the server as it is."""

    page: Page
    status: str
    headers: Headers
    body: list[bytes]

    @property
    def cost(self) -> int:
        return len(self.body[0]) + OVERHEAD


def page_of(
    status: str, headers: Iterable[tuple[str, str]], body: bytes, *, groups: Iterable[str], until: float
) -> Page:
    """The page of what Django answered. The same body has the same ETag, in whichever worker it was rendered."""
    return Page(
        status,
        tuple((name, value) for name, value in headers if name.lower() not in OWN),
        gzip.compress(body, 6, mtime=0),
        frozenset(groups),
        until,
        f'W/"{blake2b(body, digest_size=12).hexdigest()}"',
        len(body),
    )


def answer_of(page: Page, coding: str) -> Answer:
    body = page.body(coding)
    headers = [*page.always, ("Content-Length", str(len(body)))]
    if coding:
        headers.append(("Content-Encoding", coding))
    return Answer(page, page.status, headers, [body])


@lru_cache(maxsize=256)
def codings_taken(accepted: str) -> frozenset[str]:
    """Of our codings those that an Accept-Encoding takes. `br;q=0` does not."""
    found = {""}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            found.add(name.strip())
    return frozenset(found) & frozenset(CODINGS)
