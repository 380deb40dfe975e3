"""What tests of the gate share: what readers find and which pages were given up, the acts in the journal, a refusal's words."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.audit.models import Entry
from gongkai.law.errors import Refusal
from gongkai.pages.models import Group
from gongkai.publications.models import Draft, Publication, Review, Version, Withdrawal
from gongkai.search.queries import Filters, find

TABLES = (Publication, Draft, Version, Review, Withdrawal)


def found(text: str) -> list[str]:
    """The titles that a search for the text brings."""
    return [hit.title for hit in find(text, Filters()).hits]


def changed_at(group: str) -> int:
    """Where the count of public changes stood when the pages of that group were last given up; 0 for never."""
    return next(iter(Group.objects.filter(name=group).values_list("changed", flat=True)), 0)


def acts_of(item: Publication) -> list[str]:
    """The verbs of the journal on one item, oldest first."""
    entries = Entry.objects.filter(subject=f"publication:{item.pk}").order_by("sequence")
    return [entry.verb.removeprefix("publication.") for entry in entries]


def refused(act: Callable[[], Any], code: str, field: str = "") -> Refusal:
    """Refused by name, in words that help; no row and no entry is written."""
    before = [list(table.objects.order_by("pk").values()) for table in TABLES], Entry.objects.count()
    with pytest.raises(Refusal) as raised:
        act()
    refusal = raised.value
    assert (refusal.code, refusal.field) == (code, field)
    assert refusal.message.endswith("。")
    assert refusal.hint.endswith("。")
    assert ([list(table.objects.order_by("pk").values()) for table in TABLES], Entry.objects.count()) == before
    return refusal
