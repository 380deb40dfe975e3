"""What a verification found: its lines when all is well, its objections when not."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from gongkai.law.errors import NotAcceptable

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was verified: its name and how, with the figures."""

    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A marked text that can still be read on the pages named, where no bar lies. mark: its number from 1."""

    mark: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was verified of which bytes: SHA-256 of both files, pages, bars, tolerance of the pixels (of 255)."""

    original: str
    released: str
    pages: int
    bars: int
    tolerance: int
    lines: tuple[Line, ...]
    repeats: tuple[Repeat, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(slots=True)
class Objections:
    """Collected while verifying: nothing is released while there is one."""

    told: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.told.append(text)

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def require_none(self) -> None:
        """NotAcceptable with what and where."""
        if not self.told:
            return
        more = f"等{len(self.told)}项" if len(self.told) > _SHOWN else ""
        raise NotAcceptable(
            "redaction.not_proven",
            f"遮盖副本没有通过核验：{'；'.join(self.told[:_SHOWN])}{more}。",
            "副本没有保存，也不会给任何人。请调整所说的遮盖后重新生成；反复出现的，把原件打印成PDF再遮盖。",
            field="marks",
        )
