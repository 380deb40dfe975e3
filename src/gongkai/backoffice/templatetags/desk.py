"""What only the officers' pages say."""

from datetime import datetime, timedelta

from django import template

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


@register.simple_tag
def moment_after(length: timedelta) -> datetime:
    """The moment that long from now."""
    return clock.now() + length
