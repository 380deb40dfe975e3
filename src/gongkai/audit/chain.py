"""The arithmetic of the journal: what an entry's digest is, and what breaks in a chain."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

START = "0" * 64


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
    database (sequence → digest). Linear. An entry whose digest fails waits in `doubtful` until the next sound one
    tells whether it took a place of its own (changed) or pushed the others on by one (inserted).
    """
    reader = _Reader(key, outside)
    for link in links:
        yield from reader.read(link)
    yield from reader.finish(head)


class _Reader:
    """Walks the chain. shift: by how many places the entries now stand behind where they were written."""

    def __init__(self, key: bytes, outside: dict[int, str]) -> None:
        self.key, self.outside = key, outside
        self.expected, self.shift = 1, 0
        self.before: str | None = START  # None: the entry before is doubtful, so its digest proves nothing
        self.doubtful: list[int] = []
        self.last = 0
        self.last_digest = START

    def _sound_at(self, link: Link, shift: int) -> bool:
        digest = digest_of(self.key, link.sequence - shift, link.content, link.previous)
        return hmac.compare_digest(digest, link.digest)

    def read(self, link: Link) -> Iterator[Break]:
        if link.sequence > self.expected:
            yield from self._settle("changed")
            yield _removed(self.expected, link.sequence - 1)
            self.before = None
        self.expected, self.last = link.sequence + 1, link.sequence
        shifts = (self.shift, self.shift + len(self.doubtful), self.shift - 1)
        shift = next((shift for shift in shifts if self._sound_at(link, shift)), None)
        if shift is None:
            self.doubtful.append(link.sequence)
            self.before = None
            return
        if shift < self.shift:
            yield _removed(link.sequence, link.sequence)
            self.before = None
        yield from self._settle("inserted" if shift > self.shift else "changed")
        self.shift = shift
        if self.before is not None and link.previous != self.before:
            yield Break(
                "rewritten", link.sequence, f"第{link.sequence}条之前的记录被替换：它记下的前一条散列与现存的不同。"
            )
        elif self.outside.get(link.sequence - shift, link.digest) != link.digest:
            yield Break("rewritten", link.sequence, f"第{link.sequence}条被重写：库外留存的散列与它不同。")
        self.before = self.last_digest = link.digest

    def _settle(self, kind: str) -> Iterator[Break]:
        said = "被改动：内容与当时的散列不符。" if kind == "changed" else "是后来插入的：它不是当时写下的一环。"
        for sequence in self.doubtful:
            yield Break(kind, sequence, f"第{sequence}条{said}")
        self.doubtful = []

    def finish(self, head: tuple[int, str]) -> Iterator[Break]:
        beyond = [sequence for sequence in self.doubtful if sequence > head[0]]
        self.doubtful = [sequence for sequence in self.doubtful if sequence <= head[0]]
        changed_last = bool(self.doubtful)
        yield from self._settle("changed")
        self.doubtful = beyond
        yield from self._settle("inserted")
        farthest = max([head[0], *self.outside], default=0)
        if farthest > self.last - self.shift:
            yield Break("cut", self.last + 1, f"末尾被截断：应有{farthest}条，现存到第{self.last}条。")
        elif self.last and not changed_last and not beyond and self.last_digest != head[1]:
            yield Break("rewritten", self.last, f"第{self.last}条与库中记下的末尾散列不同。")


def _removed(first: int, last: int) -> Break:
    gone = f"第{first}条" if first == last else f"第{first}条至第{last}条"
    return Break("removed", first, f"{gone}被删除：它前后的记录都在，它不在了。")
