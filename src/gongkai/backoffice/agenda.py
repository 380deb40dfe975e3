"""An officer's due days as an iCalendar feed (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from gongkai.applications.queries import AgendaDay


def as_calendar(days: Iterable[AgendaDay], *, name: str, at: datetime, host: str) -> bytes:
    """The bytes of the feed. Each day lasts the whole day and warns the working morning before; the same input, the same bytes."""
    from icalendar import Alarm, Calendar, Event  # a large library that most pages never need

    feed = Calendar()
    feed.add("prodid", "-//gongkai//agenda//ZH")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{host}")
        event.add("dtstamp", at.replace(hour=0, minute=0, second=0, microsecond=0))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.told)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", day.told)
        alarm.add("trigger", timedelta(hours=-15))  # nine in the morning of the day before
        event.add_component(alarm)
        feed.add_component(event)
    return bytes(feed.to_ical())
