"""Doing one job: claimed, done, or put back with what went wrong. No queue and no process here."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from gongkai.jobs import timed
from gongkai.jobs.morning import every_morning
from gongkai.notices import actions as notices
from gongkai.notices.ports import TryLater
from gongkai.outbox import actions as outbox
from gongkai.publications.actions.attachments import RECOGNISE, recognise_attachment
from gongkai.screens import clock

_log = logging.getLogger(__name__)


def deliver(payload: Mapping[str, Any]) -> None:
    """Hand a message over."""
    notices.deliver(payload["message"], now=clock.now())


def lose(payload: Mapping[str, Any]) -> None:
    """A message that could not be handed over in any of its tries."""
    notices.give_up(payload["message"])


def recognise(payload: Mapping[str, Any]) -> None:
    """Read a scanned attachment, so that its words can be found."""
    recognise_attachment(payload["attachment"])


WORK: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
    notices.DELIVER: deliver,
    timed.DAILY: every_morning,
    RECOGNISE: recognise,
}
WHEN_GIVEN_UP: Mapping[str, Callable[[Mapping[str, Any]], None]] = {notices.DELIVER: lose}


def do(key: int) -> bool:
    """Claim the job and do it. False when it was not to be had, or failed. What goes wrong is kept with the job."""
    job = outbox.take(key, now=clock.now())
    if job is None:
        return False
    try:
        WORK[job.name](job.payload)
    except Exception as error:
        if not isinstance(error, TryLater):
            _log.exception("job %s %s", job.pk, job.name)
        outbox.failed(job, f"{type(error).__name__}: {error}", now=clock.now())
        job.refresh_from_db()
        if job.given_up_at is not None and job.name in WHEN_GIVEN_UP:
            WHEN_GIVEN_UP[job.name](job.payload)
        return False
    outbox.done(job, now=clock.now())
    return True


def sweep() -> int:
    """Do whatever is due, whoever put it down and however its first worker ended. Returns how many were done."""
    return sum(do(key) for key in outbox.due(now=clock.now()))
