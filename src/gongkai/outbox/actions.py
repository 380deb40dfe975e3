"""Putting work down and taking it up. A job is done at least once: what does it must bear being done again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from gongkai.outbox.models import Job

LEASE = timedelta(minutes=5)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))  # then it is given up
_listeners: list[Callable[[int], None]] = []


def listen(wake: Callable[[int], None]) -> None:
    """Have `wake` called with a job's key once the act that put it down is committed. Losing the call loses no job."""
    if wake not in _listeners:
        _listeners.append(wake)


def put(name: str, payload: dict[str, Any], *, at: datetime, due_at: datetime | None = None) -> Job:
    """Put a job down, in the transaction of the act it follows: rolled back with it. payload: references, no personal data."""
    job = Job.objects.create(name=name, payload=payload, created_at=at, due_at=due_at or at)
    if job.due_at <= at:
        for wake in _listeners:
            transaction.on_commit(partial(wake, job.pk), robust=True)
    return job


@transaction.atomic
def put_once(name: str, payload: dict[str, Any], *, at: datetime, due_at: datetime) -> Job:
    """Put a job down unless one of that name and payload was put down before."""
    found = Job.objects.select_for_update(no_key=True).filter(name=name, payload=payload).first()
    return found or put(name, payload, at=at, due_at=due_at)


def take(key: int, *, now: datetime) -> Job | None:
    """Claim a job that is due and that nobody holds. None when there is nothing to do: done, given up, held, not yet due."""
    taken = Job.objects.filter(_free(now), pk=key).update(leased_until=now + LEASE, tries=F("tries") + 1)
    return Job.objects.get(pk=key) if taken else None


def due(*, now: datetime, size: int = 100) -> list[int]:
    """The keys of jobs to take up now, the oldest first: new ones, failed ones, and those whose worker died."""
    return list(Job.objects.filter(_free(now)).order_by("due_at", "pk").values_list("pk", flat=True)[:size])


def done(job: Job, *, now: datetime) -> None:
    """The work is done."""
    Job.objects.filter(pk=job.pk).update(done_at=now, leased_until=None, error="")


def failed(job: Job, error: str, *, now: datetime) -> None:
    """It went wrong: try again later, ever more seldom, and give up after the last wait."""
    waits_left = job.tries <= len(WAITS)
    Job.objects.filter(pk=job.pk).update(
        leased_until=None,
        error=error[:300],
        due_at=now + WAITS[job.tries - 1] if waits_left else now,
        given_up_at=None if waits_left else now,
    )


def _free(now: datetime) -> Q:
    held = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    return Q(done_at__isnull=True, given_up_at__isnull=True, due_at__lte=now) & held
