"""The queue that wakes workers: huey in a file of its own. It may lose a call; the sweep finds what it lost in the outbox."""

import logging
from typing import Any

from django.conf import settings
from huey import SqliteHuey, crontab

from gongkai.jobs import timed, work

_log = logging.getLogger(__name__)
queue = SqliteHuey("gongkai", filename=str(settings.GONGKAI_HOME / "queue.sqlite3"), immediate=False, results=False)


@queue.task()
def do_job(key: int) -> None:
    work.do(key)


@queue.periodic_task(crontab(minute="*"))
def every_minute() -> None:
    work.sweep()
    timed.run_due()


def enqueue(key: int) -> None:
    """Wake a worker for that job. The act is committed: a queue that cannot be written must not undo it."""
    try:
        do_job(key)
    except Exception:
        _log.exception("job %s is left to the sweep", key)


def consumer() -> Any:
    """The worker process: one thread, and the crontab."""
    return queue.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=2.0)
