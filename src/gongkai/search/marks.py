"""What an entry is filtered by, as tokens that stand beside its words in the index."""

import hashlib
from collections.abc import Iterable

from gongkai.search.ports import Filter

EVERY = "every"  # borne by all


def mark(name: str, value: object) -> str:
    """A token of letters and digits for one value. Example: mark("agency", 12) → `agency` and twelve hexadecimal digits."""
    return name + hashlib.blake2b(str(value).encode(), digest_size=6).hexdigest()


def marks_of(filters: Iterable[Filter]) -> tuple[str, ...]:
    """The tokens of all values that are there."""
    return tuple(mark(name.removesuffix("_id"), value) for name, value in filters if value not in (None, ""))
