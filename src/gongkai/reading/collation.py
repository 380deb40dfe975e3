"""Two texts side by side: paragraph by paragraph, word by word, with paragraphs that only moved told as such.

Joining the pieces of one side, line after line, gives that side back. What both sides share is found over the whole text first; a
paragraph belongs to the one on the other side that it shares most with, so that one that was split, joined or rewritten in the
middle stands beside what became of it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gongkai.reading.aligned import Shared, Work, aligned

Piece = tuple[str, str]  # same, gone or new; the text
WORD = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)  # a number or a Latin word is one; a Chinese sign is one
_ALIKE = 0.4  # paragraphs less alike than that are told as gone and new, not as changed
_MOVED_ALIKE = 0.6
_MOVED_LEAST = 8  # words: shorter paragraphs are alike by chance
_SHINGLE = 4
_COMMON = 20  # a run of words that stands in so many paragraphs tells none of them
_STOPS = frozenset("。；！？，、：\n")
_FARTHEST = 40  # words a run is moved to end with one


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of either side, or one of both. before, after: its number there, from 1; of a moved one, both.

    earlier, later: its pieces on that side; none where it does not stand there.
    """

    kind: Kind
    before: int | None
    after: int | None
    earlier: tuple[Piece, ...] = ()
    later: tuple[Piece, ...] = ()

    @property
    def has_words(self) -> bool:
        """False for an empty line, which a reader need not be shown."""
        return any(text.strip() for _, text in (*self.earlier, *self.later))

    @property
    def label(self) -> str:
        """第3段; of the later side where it stands there."""
        return f"第{self.after if self.later else self.before}段"

    @property
    def moved(self) -> str:
        """移至第7段, 自第3段移来, or nothing."""
        if self.kind == Kind.MOVED_AWAY:
            return f"移至第{self.after}段"
        return f"自第{self.before}段移来" if self.kind == Kind.MOVED_HERE else ""


def collated(earlier: str, later: str, work: Work | None = None) -> list[Line]:
    """Every paragraph of both texts, in order; two texts that are the same give only lines of the kind `same`."""
    old, new = earlier.split("\n"), later.split("\n")
    lines: list[Line] = []
    i = k = 0
    for stretch in [*aligned(old, new, work), Shared(len(old), len(new), 0)]:
        lines += _block(old[i : stretch.earlier], new[k : stretch.later], i, k, work)
        for at in range(stretch.size):
            text = old[stretch.earlier + at]
            numbers = stretch.earlier + at + 1, stretch.later + at + 1
            lines.append(Line(Kind.SAME, *numbers, (("same", text),), (("same", text),)))
        i, k = stretch.earlier + stretch.size, stretch.later + stretch.size
    return _with_moves(lines, work)


def word_pieces(before: str, after: str, work: Work | None = None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides in pieces; wholly gone and wholly new where they are less alike than two fifths."""
    old, new = WORD.findall(before), WORD.findall(after)
    shared = aligned(old, new, work) if before and after else []
    if 2 * sum(one.size for one in shared) < _ALIKE * (len(old) + len(new)) or not shared:
        return (("gone", before),) if before else (), (("new", after),) if after else ()
    return _in_pieces(old, new, _readable(_slid(old, new, shared), len(old), len(new)))


def _block(old: list[str], new: list[str], i: int, k: int, work: Work | None) -> list[Line]:
    """Paragraphs that stand between two that did not change."""
    pairs = _partners(old, new, work) if old and new else []
    lines: list[Line] = []
    p = q = 0
    for this, that in [*pairs, (len(old), len(new))]:
        lines += [Line(Kind.GONE, i + at + 1, None, (("gone", old[at]),)) for at in range(p, this)]
        lines += [Line(Kind.NEW, None, k + at + 1, (), (("new", new[at]),)) for at in range(q, that)]
        if this < len(old):
            pieces = word_pieces(old[this], new[that], work)
            lines.append(Line(Kind.CHANGED, i + this + 1, k + that + 1, *pieces))
        p, q = this + 1, that + 1
    return lines


def _partners(old: list[str], new: list[str], work: Work | None) -> list[tuple[int, int]]:
    """Which paragraph became which, in order: those that share most of their words, of all that do not cross."""
    if len(old) == len(new) == 1:
        return [(0, 0)]
    here, there = _words(old), _words(new)
    shares: Counter[tuple[int, int]] = Counter()
    for stretch in aligned([word for word, _ in here], [word for word, _ in there], work):
        for at in range(stretch.size):
            word, paragraph = here[stretch.earlier + at]
            if word != "\n":
                shares[paragraph, there[stretch.later + at][1]] += 1
    sizes = [Counter(paragraph for _, paragraph in side) for side in (here, there)]
    alike = {
        pair: count for pair, count in shares.items() if 2 * count >= _ALIKE * (sizes[0][pair[0]] + sizes[1][pair[1]])
    }
    chosen: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for this, that in sorted(alike, key=lambda pair: (-alike[pair], pair)):  # shared words never cross, so pairs do not
        if this not in taken[0] and that not in taken[1]:
            chosen.append((this, that))
            taken[0].add(this)
            taken[1].add(that)
    return sorted(chosen)


def _words(paragraphs: Sequence[str]) -> list[tuple[str, int]]:
    """Every word with the number of its paragraph; a line end after each."""
    told = []
    for number, text in enumerate(paragraphs):
        told += [(word, number) for word in WORD.findall(text)]
        told.append(("\n", number))
    return told


def _slid(old: Sequence[str], new: Sequence[str], shared: Sequence[Shared]) -> list[Shared]:
    """Each put-in or taken-out run moved back, where it may be, so that it ends with a stop: a whole clause, not two halves."""
    told: list[Shared] = []
    for one in shared:
        back = _steps_back(old, new, told[-1], one) if told else 0
        if back:
            last = told[-1]
            told[-1] = Shared(last.earlier, last.later, last.size - back)
            one = Shared(one.earlier - back, one.later - back, one.size + back)
        told.append(one)
    return told


def _steps_back(old: Sequence[str], new: Sequence[str], last: Shared, one: Shared) -> int:
    """By how many words the run between two stretches moves back. A step back gives its last word to the stretch after it,
    and takes the same word from the stretch before."""
    gone, put = one.earlier - last.earlier - last.size, one.later - last.later - last.size
    if bool(gone) == bool(put):
        return 0
    side, run, end = (new, put, one.later) if put else (old, gone, one.earlier)
    for back in range(min(last.size - 1, _FARTHEST)):
        if side[end - back - 1] in _STOPS:
            return back
        if side[end - back - 1] != side[end - run - back - 1]:
            return 0
    return 0


def _readable(shared: Sequence[Shared], old: int, new: int) -> list[Shared]:
    """Without the single shared words that stand between longer changes: 征求意见 in the place of 集体审议 shares no word.

    A stretch is dropped where what changed before it and what changed after it are each longer than it.
    """
    told: list[Shared] = []
    ends = [*shared[1:], Shared(old, new, 0)]
    i = k = 0
    for one, following in zip(shared, ends, strict=True):
        changed = max(one.earlier - i, one.later - k)
        after = max(following.earlier - one.earlier - one.size, following.later - one.later - one.size)
        if one.size < 3 and changed > one.size and after > one.size:
            continue
        told.append(one)
        i, k = one.earlier + one.size, one.later + one.size
    return told


def _in_pieces(
    old: Sequence[str], new: Sequence[str], shared: Sequence[Shared]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    earlier: list[Piece] = []
    later: list[Piece] = []
    i = k = 0
    for one in [*shared, Shared(len(old), len(new), 0)]:
        if i < one.earlier:
            earlier.append(("gone", "".join(old[i : one.earlier])))
        if k < one.later:
            later.append(("new", "".join(new[k : one.later])))
        i, k = one.earlier + one.size, one.later + one.size
        if one.size:
            same = "".join(old[one.earlier : i])
            earlier.append(("same", same))
            later.append(("same", same))
    return tuple(earlier), tuple(later)


def _with_moves(lines: list[Line], work: Work | None) -> list[Line]:
    """The gone and new paragraphs that are one and the same, elsewhere: alike by the runs of four words they share."""
    new = {at: line.later[0][1] for at, line in enumerate(lines) if line.kind == Kind.NEW}
    index: dict[str, list[int]] = defaultdict(list)
    for at, text in new.items():
        for shingle in _shingles(text):
            index[shingle].append(at)
    told = list(lines)
    free = set(new)
    for at, line in enumerate(lines):
        if line.kind != Kind.GONE:
            continue
        text = line.earlier[0][1]
        partner = _moved_to(text, new, index, free)
        if partner is None:
            continue
        there = lines[partner]
        earlier, later = word_pieces(text, new[partner], work)
        free.discard(partner)
        told[at] = replace(line, kind=Kind.MOVED_AWAY, after=there.after, earlier=earlier)
        told[partner] = replace(there, kind=Kind.MOVED_HERE, before=line.before, later=later)
    return told


def _shingles(text: str) -> set[str]:
    return {text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1)}


def _moved_to(text: str, new: dict[int, str], index: dict[str, list[int]], free: set[int]) -> int | None:
    """The line of the new paragraph that this one is, or None."""
    if len(text) < _MOVED_LEAST:
        return None
    mine = _shingles(text)
    votes: Counter[int] = Counter()
    for shingle in mine:
        places = index.get(shingle, ())
        if len(places) <= _COMMON:
            votes.update(places)
    for at, count in votes.most_common(5):
        if at in free and 2 * count >= _MOVED_ALIKE * (len(mine) + max(len(new[at]) - _SHINGLE + 1, 1)):
            return at
    return None
