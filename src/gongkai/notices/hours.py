"""Quiet hours: nobody's telephone rings at night because a deadline moved."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def after_quiet(at: datetime, quiet_from: time, quiet_until: time) -> datetime:
    """The first moment at or after `at` that lies outside the quiet hours of that day. Equal times: there are none.

    Example: 23:10 with 21:00-08:00 → 08:00 of the next day.
    """
    local = timezone.localtime(at)
    now = local.time()
    over_midnight = quiet_from > quiet_until
    quiet = (now >= quiet_from or now < quiet_until) if over_midnight else quiet_from <= now < quiet_until
    if not quiet:
        return at
    day = local.date() + timedelta(days=1 if over_midnight and now >= quiet_from else 0)
    return datetime.combine(day, quiet_until, tzinfo=local.tzinfo)
