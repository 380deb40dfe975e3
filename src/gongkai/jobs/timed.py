"""Work that comes by the calendar: once a day in the morning, and what is to be public or to end at a moment.

The morning's work is put down in the outbox, so that no restart does it twice; a release or an end is its own mark that it was done.
"""

from datetime import datetime, time

from gongkai.documents.actions.cleanup_results import note_results
from gongkai.documents.actions.finding import keep_found
from gongkai.documents.actions.publishing import note_releases
from gongkai.documents.actions.validity import update_validity
from gongkai.documents.queries.library import public_validities
from gongkai.outbox import actions as outbox
from gongkai.publications import actions as publications
from gongkai.screens import clock

DAILY = "daily"
MORNING = time(8, 0)


def run_due() -> None:
    """Put today's work down, unless it is there already; release and end the items whose time has come; keep how documents stand."""
    now = clock.now()
    morning = datetime.combine(now.date(), MORNING, tzinfo=now.tzinfo)
    outbox.put_once(DAILY, {"day": now.date().isoformat()}, at=now, due_at=morning)
    publications.release_due(now)
    publications.expire_due(now)
    publications.keep_validities(now, but=public_validities(now.date()))  # the register says how its texts stand
    note_releases(now)  # after the releases: what has just become public is published, for the register, too
    update_validity(now)
    keep_found(now)
    note_results(now)
