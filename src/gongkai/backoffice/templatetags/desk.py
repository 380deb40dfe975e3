"""What only the officers' pages say."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from gongkai.applications.choices import SERVICES
from gongkai.publications.cleaning import clean
from gongkai.screens import clock

register = template.Library()


@register.filter
def brief(label: str) -> str:
    """邮寄（平常信函） → 邮寄: a label without what it says in parentheses."""
    return label.split("（")[0]


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in text.splitlines() if line.strip()]


@register.filter
def how_served(case: Any, document: int | None) -> str:
    """邮政企业邮寄，XA00000000001: how a letter was served last, from the events of its case."""
    for event in reversed(case.events.all()):
        if event.kind in {"replied", "served"} and event.data.get("document") == document and "way" in event.data:
            return "，".join(filter(None, (dict(SERVICES)[event.data["way"]], event.data.get("mail_number", ""))))
    return ""


@register.filter
def cleaned(html: str) -> SafeString:
    """The text of a column's block, sieved once more before it is printed."""
    return mark_safe(clean(html))


@register.simple_tag
def moment_after(length: timedelta) -> datetime:
    """The moment that long from now."""
    return clock.now() + length
