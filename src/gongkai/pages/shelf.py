"""A bounded memory: what was asked for longest ago goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Costly(Protocol):
    @property
    def cost(self) -> int:
        """Bytes."""


Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing", bound=Costly)


class Shelf(Generic[Key, Thing]):
    """Things by key, together never above `most` bytes. What alone is above is not taken."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.cost = 0
        self._things: OrderedDict[Key, Thing] = OrderedDict()

    def get(self, key: Key) -> Thing | None:
        found = self._things.get(key)
        if found is not None:
            self._things.move_to_end(key)
        return found

    def put(self, key: Key, thing: Thing) -> list[tuple[Key, Thing]]:
        """Take it in, in the place of what stood under the key; gives what had to go."""
        gone = [(key, old)] if (old := self.pop(key)) is not None else []
        if thing.cost > self.most:
            return gone
        self._things[key] = thing
        self.cost += thing.cost
        while self.cost > self.most:
            oldest, old = self._things.popitem(last=False)
            self.cost -= old.cost
            gone.append((oldest, old))
        return gone

    def pop(self, key: Key) -> Thing | None:
        found = self._things.pop(key, None)
        if found is not None:
            self.cost -= found.cost
        return found

    def clear(self) -> None:
        self._things.clear()
        self.cost = 0

    def __len__(self) -> int:
        return len(self._things)
