"""Two rows of things → which stretches they share, in order. Every row is looked at a bounded number of times, whatever the edit.

`difflib.SequenceMatcher` asks, for every sign, for every place the same sign has on the other side: thirty thousand signs of Chinese
with their two thousand frequent ones take it minutes. Here pieces of several things that both sides have equally often are paired in
order (the longest row of pairs that do not cross: patience), grown on both ends as far as they agree, and only the gaps
between are looked at again, with shorter pieces: sixteen, five, two, one, twice over. A gap that is small then is matched exactly;
one that is large and has nothing of the kind is given as wholly replaced, which is what a reader would call it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

LENGTHS = (16, 5, 2, 1) * 2  # of the pieces that are paired, one pass each
OFTEN = 3  # a piece that both sides have up to so often is paired in order
SMALL = 1_600  # things of one side times things of the other: matched exactly
_FIRST_SIGN = 0x100


@dataclass(frozen=True, slots=True)
class Shared:
    """A stretch that both sides have: where it begins on either, how long it is."""

    earlier: int
    later: int
    size: int


@dataclass(slots=True)
class Work:
    """How many things were looked at: what a test counts instead of seconds."""

    looked_at: int = 0
    exact: int = 0


@dataclass(slots=True)
class _Aligning:
    """The two rows as texts, a sign for each different thing, so that a piece is a slice."""

    a: str
    b: str
    work: Work
    found: list[Shared] = field(default_factory=list)


def aligned(earlier: Sequence[Hashable], later: Sequence[Hashable], work: Work | None = None) -> list[Shared]:
    """The stretches that both rows share, in order, none overlapping. work: counts what was done.

    Example: 甲乙丙丁, 甲丙丁戊 → [(0, 0, 1), (2, 1, 2)].
    """
    signs: dict[Hashable, str] = {}
    texts = ["".join(signs.setdefault(one, chr(_FIRST_SIGN + len(signs))) for one in row) for row in (earlier, later)]
    at_work = _Aligning(texts[0], texts[1], work or Work())
    gaps = [(0, len(earlier), 0, len(later))]
    for length in LENGTHS:
        gaps = [smaller for gap in gaps for smaller in _divided(at_work, gap, length)]
    for gap in gaps:
        _exactly(at_work, gap)
    return _merged(sorted(at_work.found, key=lambda one: (one.earlier, one.later)))


Gap = tuple[int, int, int, int]  # from, to on the earlier side; from, to on the later


def _divided(at_work: _Aligning, gap: Gap, length: int) -> list[Gap]:
    """Find what the gap shares, by pieces of that length; what lies between is left, as smaller gaps."""
    gap = _stripped(at_work, gap)
    i, j, k, m = gap
    if i == j or k == m:
        return []
    if (j - i) * (m - k) <= SMALL or min(j - i, m - k) < length:
        return [gap]
    left: list[Gap] = []
    for p, q in _in_order(_pairs(at_work, gap, length)):
        if p < i or q < k:
            continue  # the stretch before has grown over it
        start, other = p, q
        while start > i and other > k and at_work.a[start - 1] == at_work.b[other - 1]:
            start, other = start - 1, other - 1
        size = p - start + length
        while start + size < j and other + size < m and at_work.a[start + size] == at_work.b[other + size]:
            size += 1
        at_work.work.looked_at += size
        at_work.found.append(Shared(start, other, size))
        if start > i or other > k:
            left.append((i, start, k, other))
        i, k = start + size, other + size
    if i < j or k < m:
        left.append((i, j, k, m))
    return left


def _stripped(at_work: _Aligning, gap: Gap) -> Gap:
    """The gap without what it shares at its ends."""
    i, j, k, m = gap
    a, b = at_work.a, at_work.b
    size = 0
    while i + size < j and k + size < m and a[i + size] == b[k + size]:
        size += 1
    if size:
        at_work.found.append(Shared(i, k, size))
    i, k = i + size, k + size
    back = 0
    while j - back > i and m - back > k and a[j - back - 1] == b[m - back - 1]:
        back += 1
    if back:
        at_work.found.append(Shared(j - back, m - back, back))
    at_work.work.looked_at += size + back
    return i, j - back, k, m - back


def _pairs(at_work: _Aligning, gap: Gap, length: int) -> list[tuple[int, int]]:
    """The places of pieces that both sides have equally often, and not often, paired in order; by place of the earlier side."""
    i, j, k, m = gap
    at_work.work.looked_at += (j - i) + (m - k)
    here = [at_work.a[at : at + length] for at in range(i, j - length + 1)]
    there = [at_work.b[at : at + length] for at in range(k, m - length + 1)]
    counted = Counter(there)
    both = {piece for piece, often in Counter(here).items() if often <= OFTEN and counted.get(piece) == often}
    if not both:
        return []
    places, others = _places(here, i, both), _places(there, k, both)
    return sorted(pair for piece in both for pair in zip(places[piece], others[piece], strict=True))


def _places(pieces: Sequence[str], begin: int, wanted: set[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces, start=begin):
        if piece in wanted:
            places[piece].append(at)
    return places


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that do not cross (patience)."""
    tops: list[int] = []  # the least place of the later side on which a row of each length ends
    ends: list[int] = []  # the pair it ends with
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(tops, place)
        if at == len(tops):
            tops.append(place)
            ends.append(number)
        else:
            tops[at], ends[at] = place, number
        before.append(ends[at - 1] if at else -1)
    row = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _exactly(at_work: _Aligning, gap: Gap) -> None:
    """A gap small enough for the exact matcher; a large one shares nothing that could be told."""
    i, j, k, m = gap
    if i == j or k == m or (j - i) * (m - k) > SMALL:
        return
    at_work.work.exact += (j - i) * (m - k)
    matcher = SequenceMatcher(None, at_work.a[i:j], at_work.b[k:m], autojunk=False)
    at_work.found += [Shared(i + p, k + q, size) for p, q, size in matcher.get_matching_blocks() if size]


def _merged(found: list[Shared]) -> list[Shared]:
    """Stretches that touch on both sides are one."""
    told: list[Shared] = []
    for one in found:
        last = told[-1] if told else None
        if last and (last.earlier + last.size, last.later + last.size) == (one.earlier, one.later):
            told[-1] = Shared(last.earlier, last.later, last.size + one.size)
        else:
            told.append(one)
    return told
