"""What only the officers' pages say."""

from datetime import datetime, timedelta

from django import template

from gongkai.screens import clock

register = template.Library()


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in text.splitlines() if line.strip()]


@register.simple_tag
def moment_after(length: timedelta) -> datetime:
    """The moment that long from now."""
    return clock.now() + length
