"""Work that comes by the calendar: once a day in the morning. Put down in the outbox, so that no restart does it twice."""

from datetime import datetime, time

from gongkai.outbox import actions as outbox
from gongkai.screens import clock

DAILY = "daily"
MORNING = time(8, 0)


def run_due() -> None:
    """Put today's work down, unless it is there already."""
    now = clock.now()
    morning = datetime.combine(now.date(), MORNING, tzinfo=now.tzinfo)
    outbox.put_once(DAILY, {"day": now.date().isoformat()}, at=now, due_at=morning)
