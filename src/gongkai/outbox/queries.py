"""How much work waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from gongkai.outbox.models import Job


@dataclass(frozen=True, slots=True)
class Standing:
    """waiting: not done yet; late: due for more than ten minutes; given_up: failed for good."""

    waiting: int
    late: int
    given_up: int


def standing(late_since: datetime) -> Standing:
    """late_since: jobs due before it and still open are late. One query."""
    open_jobs = Q(done_at__isnull=True, given_up_at__isnull=True)
    found = Job.objects.aggregate(
        waiting=Count("pk", filter=open_jobs),
        late=Count("pk", filter=open_jobs & Q(due_at__lt=late_since)),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
    )
    return Standing(**found)
