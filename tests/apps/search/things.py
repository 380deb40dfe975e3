"""Things to be found, and what is found of them."""

from gongkai.search.actions import Findable
from gongkai.search.queries import find


def a_thing(reference: str = "publication:1", title: str = "养犬管理办法", **told: object) -> Findable:
    given = {"reference": reference, "kind": "publication", "title": title, "url": "/p/1"}
    return Findable(**{**given, **told})  # type: ignore[arg-type]


def found(words: str, **told: object) -> list[str]:
    """The references found, in order."""
    return [hit.reference for hit in find(words, **told).hits]  # type: ignore[arg-type]
