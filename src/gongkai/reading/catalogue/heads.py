"""The head of a catalogue: one row of names or two (公开对象 over 全社会 and 特定群众), found below whatever title stands above."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 3  # columns known by name, or it is no head
NEEDED = {"first": "公开事项", "name": "公开内容（要素）"}
_NOISE = re.compile(r"[\s、，,。.;；:：/／\\\-－—()（）\[\]【】“”\"*＊·]+")


@dataclass(frozen=True, slots=True)
class Head:
    """depth: rows of the head; keys: column from 0 → which column of a catalogue; others: columns of another name."""

    depth: int
    keys: Mapping[int, str]
    others: Mapping[int, str]

    @property
    def missing(self) -> list[str]:
        """What a catalogue cannot do without, in the words of its head."""
        return [label for key, label in NEEDED.items() if key not in self.keys.values()]


class Names:
    """By which names each column goes."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        """names: key → its names, `上/下` where the head has two rows."""
        self._keys: dict[str, str] = {}
        for key, several in names.items():
            for name in several:
                self._keys.setdefault(folded(name), key)

    def key_of(self, upper: str, lower: str) -> str:
        """Which column stands under these two, or "" for one of another name. The two are the same where a cell is merged."""
        whole = folded(upper) if folded(upper) == folded(lower) or not lower else folded(upper + lower)
        return self._keys.get(whole) or self._keys.get(folded(lower or upper)) or ""


def folded(name: str) -> str:
    """公开内容（要素） and 公开内容 / 要素 are the same name."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def head_of(upper: Sequence[str], lower: Sequence[str], names: Names) -> Head | None:
    """The head in two neighbouring rows, of one row or of two, whichever says more; None where neither is one."""
    single = _judge(list(upper), [""] * len(upper), names, depth=1)
    double = _judge(_spread(upper, lower), _padded(lower, len(upper)), names, depth=2)
    found = double if _says_more(double, single) else single
    return found if len(found.keys) >= LEAST and set(found.keys.values()) & {"first", "name"} else None


def _judge(upper: Sequence[str], lower: Sequence[str], names: Names, *, depth: int) -> Head:
    keys: dict[int, str] = {}
    others: dict[int, str] = {}
    for column, (over, under) in enumerate(zip(upper, lower, strict=True)):
        if not over and not under:
            continue
        key = names.key_of(over, under)
        if key and key not in keys.values():
            keys[column] = key
        else:
            others[column] = over if not under or under == over else f"{over}/{under}".strip("/")
    return Head(depth, keys, others)


def _says_more(double: Head, single: Head) -> bool:
    """Two rows are a head where the second names columns that the first alone does not."""
    return len(double.keys) > len(single.keys)


def _spread(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The upper row with each name over all the columns it stands over: an empty cell above a name belongs to its left."""
    spread: list[str] = []
    for column in range(max(len(upper), len(lower))):
        own = upper[column] if column < len(upper) else ""
        under = lower[column] if column < len(lower) else ""
        spread.append(own or (spread[-1] if under and spread else ""))
    return spread


def _padded(row: Sequence[str], length: int) -> list[str]:
    return [*row, *([""] * max(0, length - len(row)))]
