"""The arithmetic of the journal: what an entry's digest is, and what breaks in a chain."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

START = "0" * 64
_NEAR = 16  # how far an entry is looked for from where it should stand, when its number was changed


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as the chain sees it: its number, what it says (canonical bytes), the digest before it, its own digest."""

    sequence: int
    content: bytes
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold. kind: changed, removed, inserted, cut, rewritten."""

    kind: str
    sequence: int
    message: str


def content_of(values: dict[str, Any]) -> bytes:
    """The canonical bytes of an entry's fields: JSON with sorted keys, moments in UTC, days as ISO."""

    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        return value.isoformat() if isinstance(value, date) else value

    return json.dumps(
        {name: plain(value) for name, value in values.items()},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def digest_of(key: bytes, sequence: int, content: bytes, previous: str) -> str:
    """HMAC-SHA256: without the key, kept outside the database, nobody can write a chain that holds."""
    return hmac.new(key, b"%d\n%s\n" % (sequence, previous.encode()) + content, hashlib.sha256).hexdigest()


def breaks(key: bytes, links: Iterable[Link], *, head: tuple[int, str], outside: dict[int, str]) -> Iterator[Break]:
    """Every place where the journal was tampered with.

    links: entries by sequence; head: what the database says the last one is; outside: heads noted outside the
    database (sequence → digest). Linear. The digest covers the number an entry was written under, so an entry that
    still holds tells its own place, whatever number it bears now: from these places follows what lies between them.
    """
    reader = _Reader(key, outside)
    for link in links:
        yield from reader.read(link)
    yield from reader.finish(head)


class _Reader:
    """Walks the chain. `origin`: the number under which the last entry that holds was written."""

    def __init__(self, key: bytes, outside: dict[int, str]) -> None:
        self.key, self.outside = key, outside
        self.places = {digest: sequence for sequence, digest in outside.items()}
        self.sequence, self.origin, self.digest = 0, 0, START
        self.last = 0  # the number the last entry bears, whether it holds or not
        self.doubtful: list[int] = []  # entries since then whose digest does not hold
        self.gaps: list[tuple[int, int]] = []  # numbers since then that no entry bears
        self.rewritten = False

    def read(self, link: Link) -> Iterator[Break]:
        if link.sequence > self.last + 1:
            self.gaps.append((self.last + 1, link.sequence - 1))
        self.last = link.sequence
        origin = self._origin_of(link)
        if origin is None:
            self.doubtful.append(link.sequence)
            return
        if origin <= self.origin:
            self.sequence += 1  # it takes up a number, and those after it stand one further on
            yield Break("inserted", link.sequence, f"第{link.sequence}条是从别处挪来的：它原是第{origin}条。")
            return
        follows = origin == self.origin + 1 and not self.doubtful
        written = link.sequence - origin == self.sequence - self.origin or not follows
        if not written:
            yield Break("changed", link.sequence, f"第{link.sequence}条的序号被改动：它原是第{origin}条。")
        yield from self._settle(origin - self.origin - 1, "removed")
        if follows and link.previous != self.digest:
            yield Break(
                "rewritten", link.sequence, f"第{link.sequence}条之前的记录被替换：它记下的前一条散列与现存的不同。"
            )
        differs = self.outside.get(origin, link.digest) != link.digest
        if differs and not self.rewritten:
            yield Break("rewritten", link.sequence, f"第{link.sequence}条起被重写：库外留存的散列与它不同。")
        self.sequence, self.origin, self.digest, self.rewritten = link.sequence, origin, link.digest, differs

    def _origin_of(self, link: Link) -> int | None:
        """The number under which the entry was written, None where its digest holds under none that is likely."""
        here = link.sequence - self.sequence + self.origin
        if self._holds_as(link, here):
            return here
        likely = [self.origin + 1, self.places.get(link.digest, here)]
        likely += [*range(self.origin + 2, self.origin + 2 + _NEAR), *range(here + 1, here + 1 + _NEAR)]
        return next((number for number in dict.fromkeys(likely) if self._holds_as(link, number)), None)

    def _holds_as(self, link: Link, sequence: int) -> bool:
        return hmac.compare_digest(digest_of(self.key, sequence, link.content, link.previous), link.digest)

    def _settle(self, between: int, missing: str) -> Iterator[Break]:
        """between: how many entries were written between the two that hold. So many of the doubtful ones took the place
        of one of them; what is over was inserted, what lacks was removed (or, at the end, cut off)."""
        for number, sequence in enumerate(self.doubtful, 1):
            kind = "changed" if number <= between else "inserted"
            said = "被改动：内容与当时的散列不符。" if kind == "changed" else "是后来插入的：它不是当时写下的一环。"
            yield Break(kind, sequence, f"第{sequence}条{said}")
        lacking = between - len(self.doubtful)
        if lacking > 0 and sum(last - first + 1 for first, last in self.gaps) == lacking:
            yield from (_removed(first, last) for first, last in self.gaps)
        elif lacking > 0 and missing == "removed":
            first = self.origin + len(self.doubtful) + 1
            yield _removed(first, first + lacking - 1)
        elif lacking > 0:
            yield Break("cut", self.last + 1, f"末尾被截断：第{self.last}条之后还应有{lacking}条。")
        self.doubtful, self.gaps = [], []

    def finish(self, head: tuple[int, str]) -> Iterator[Break]:
        noted = max(self.outside, default=0)
        if self.doubtful:
            yield from self._settle(max(0, (noted or head[0]) - self.origin), "cut")
            return
        altered = head[1] != self.digest
        short = head[0] > self.origin and (altered or head[0] > self.last)
        end = max(noted, head[0] if short else 0)
        if end > self.origin:
            yield from self._settle(end - self.origin, "cut")
        elif altered:
            yield Break("rewritten", self.last, f"第{self.last}条与库中记下的末尾散列不同。")


def _removed(first: int, last: int) -> Break:
    gone = f"第{first}条" if first == last else f"第{first}条至第{last}条"
    return Break("removed", first, f"{gone}被删除：它前后的记录都在，它不在了。")
