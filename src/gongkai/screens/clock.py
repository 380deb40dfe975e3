"""The doors' clock: the one place that looks at the wall. GONGKAI_TODAY sets the day in tests and demonstrations."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, aware, in the zone of the house. With GONGKAI_TODAY set: that day at the machine's time of day."""
    moment = timezone.localtime()
    if settings.GONGKAI_TODAY:
        day = date.fromisoformat(settings.GONGKAI_TODAY)
        moment = moment.replace(year=day.year, month=day.month, day=day.day)
    return moment


def today() -> date:
    """The day in the zone of the house."""
    return now().date()
