"""One worker's rendered pages, each good only while nothing it shows has changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.pages.page import Answer, Page, answer_of
from gongkai.pages.shelf import Shelf

MOST_ADDRESSES = 50_000


@dataclass(frozen=True, slots=True)
class Place:
    """What a page's address comes to. look: the reader's wishes, from cookies; query: with the words the page heeds."""

    origin: str
    path: str
    look: tuple[str, ...] = ()


Key = tuple[Place, str]


class Store:
    """Pages by place and query, and which stand or fall with each group. `known`: the count of changes told so far.

    A page is put with the count that stood *before* it was rendered, and refused where changes have been told since: it
    may show what was. Not for several threads at once; its keeper sees to that.
    """

    def __init__(self, most: int) -> None:
        """most: bytes. Three parts in four for the pages, packed; one for the answers written out that are asked for most."""
        self.known = -1
        self._pages: Shelf[Key, Page] = Shelf(most * 3 // 4)
        self._answers: Shelf[tuple[Key, str], Answer] = Shelf(most // 4)
        self._members: dict[str, set[Key]] = {}
        self._params: dict[str, tuple[str, ...]] = {}

    def params_of(self, path: str) -> tuple[str, ...] | None:
        """The words of the query the page at this path heeds; None where none was ever kept."""
        return self._params.get(path)

    def get(self, key: Key, *, now: float) -> Page | None:
        """The page, while it is good."""
        page = self._pages.get(key)
        if page is not None and now >= page.until:
            self._drop(key)
            return None
        return page

    def answer(self, key: Key, page: Page, taken: frozenset[str]) -> Answer:
        """The page, which must be one that is kept here, as it is handed out to who takes those codings."""
        coding = page.coding_for(taken)
        found = self._answers.get((key, coding))
        if found is None or found.page is not page:
            found = answer_of(page, coding)
            self._answers.put((key, coding), found)
        return found

    def put(self, key: Key, page: Page, *, params: tuple[str, ...], seen: int) -> bool:
        """Keep the page that was rendered after `seen` was the count. False where that is no longer so."""
        if seen != self.known:
            return False
        self._drop(key)
        for group in page.groups:
            self._members.setdefault(group, set()).add(key)
        for gone, old in self._pages.put(key, page):
            self._forget(gone, old)
        if self._pages.get(key) is None:  # larger than everything together may be
            self._forget(key, page)
            return False
        if len(self._params) >= MOST_ADDRESSES:
            self._params.clear()
        self._params[key[0].path] = params
        return True

    def tell(self, last: int, changed: Iterable[str]) -> None:
        """The count is `last` now, and these groups have changed since `known`: give up the pages they stand in."""
        for group in changed:
            for key in tuple(self._members.get(group, ())):
                self._drop(key)
        self.known = last

    def clear(self, last: int) -> None:
        """Give up everything: the count went back (another database), or it is the first time we hear it."""
        self._pages.clear()
        self._answers.clear()
        self._members.clear()
        self.known = last

    @property
    def cost(self) -> int:
        """Bytes held, roughly."""
        return self._pages.cost + self._answers.cost

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key)
        if page is not None:
            self._forget(key, page)

    def _forget(self, key: Key, page: Page) -> None:
        for coding in page.codings:
            self._answers.pop((key, coding))
        for group in page.groups:
            members = self._members.get(group)
            if members is not None:
                members.discard(key)
                if not members:
                    del self._members[group]
