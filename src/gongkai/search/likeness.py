"""Which public things are about the same as a text: they share its rare pairs of signs.

The pairs of the text are counted in the index, up to `OFTEN` each; the rarest `MOST` are sought. What holds more of the rare
ones is more alike. Cost is bounded: at most `LOOKED` short counts, then `MOST` short lists.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from gongkai.search.asking import Phrase
from gongkai.search.bigrams import fold, is_han
from gongkai.search.ports import Sought

LOOKED = 16  # pairs of the text that are counted
OFTEN = 400  # a pair in so many things says nothing
MOST = 8  # pairs that are sought
LEAST = 0.34  # of the weight of all that are sought, so much must be shared

Places = Callable[[Sought, int], Sequence[int]]


def alike(text: str, places: Places, size: int) -> tuple[list[Phrase], list[int]]:
    """The phrases that were sought, and the places where most of them stand, the likest and then the newest first."""
    held = {phrase: places(Sought((phrase,)), OFTEN) for phrase in _pairs(text)}
    rare = sorted((phrase for phrase in held if 0 < len(held[phrase]) < OFTEN), key=lambda phrase: len(held[phrase]))[
        :MOST
    ]
    weights: dict[int, float] = defaultdict(float)
    for phrase in rare:
        for place in held[phrase]:
            weights[place] += _weight(len(held[phrase]))
    least = LEAST * sum(_weight(len(held[phrase])) for phrase in rare)
    best = sorted((place for place in weights if weights[place] >= least), key=lambda place: (-weights[place], -place))
    return rare, best[:size]


def _weight(count: int) -> float:
    return math.log(OFTEN / count) + 0.1


def _pairs(text: str) -> list[Phrase]:
    """Pairs of neighbouring Chinese signs and whole words, evenly from the text where it has too many."""
    folded = fold(text[:400])
    runs = folded.split(" ") if folded else []
    found = [run[at : at + 2] for run in runs if is_han(run[0]) for at in range(len(run) - 1)]
    found += [run for run in runs if not is_han(run[0]) and len(run) > 3]
    different = list(dict.fromkeys(found))
    step = max(1, math.ceil(len(different) / LOOKED))
    return [Phrase(pair) for pair in different[::step]]
