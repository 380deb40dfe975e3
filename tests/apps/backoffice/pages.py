"""What tests read from a page."""

import html
import re
from typing import Any


def text_of(page: Any) -> str:
    """The words of the page as people read them, without marks."""
    plain = re.sub(r"<[^>]+>", "", page.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain))


def act_at(case: Any, slug: str) -> str:
    """The address of an act on a case."""
    return f"/desk/applications/{case.pk}/{slug}/"


def entries_of(verb: str) -> list[Any]:
    """What the journal holds of that verb."""
    from gongkai.audit.models import Entry

    return list(Entry.objects.filter(verb=verb).order_by("sequence"))
