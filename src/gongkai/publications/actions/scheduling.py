"""What the house does when its time has come: items to be released, items whose time is over."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gongkai.agencies.permissions import THE_HOUSE
from gongkai.audit.actors import Actor
from gongkai.law.errors import Refusal
from gongkai.pages.actions import touch
from gongkai.publications.actions.drafting import back_to_writing
from gongkai.publications.actions.record import draft_of, lock, trace
from gongkai.publications.actions.releasing import publish
from gongkai.publications.actions.showing import KIND, groups_of, show
from gongkai.publications.actions.telling import tell_failed
from gongkai.publications.actions.withdrawing import take_down
from gongkai.publications.models import Draft, Publication
from gongkai.publications.queries.public import READABLE, validities_on
from gongkai.search import actions as search_actions
from gongkai.search import queries as search

_log = logging.getLogger(__name__)


def release_due(now: datetime) -> int:
    """定时公开: release what was approved and whose time has come, each in a transaction of its own. Returns how many.

    What cannot be released any more (its column was closed) goes back to be written, with the reason in the journal.
    """
    due = Draft.objects.filter(stage=Draft.Stage.SCHEDULED, release_at__lte=now).order_by("release_at", "pk")
    return sum(_release(publication, now) for publication in Publication.objects.filter(draft__in=due))


@transaction.atomic
def _release(publication: Publication, now: datetime) -> bool:
    actor = _timer(now)
    publication = lock(publication)
    draft = Draft.objects.filter(publication=publication, stage=Draft.Stage.SCHEDULED).first()
    if draft is None or draft.release_at is None or draft.release_at > now:
        return False
    try:
        with transaction.atomic():
            publish(publication, actor=actor)
    except Refusal as refusal:
        publication = lock(publication)
        draft = draft_of(publication)
        back_to_writing(draft)
        trace(actor, "release_failed", publication, reason=refusal.message, title=draft.title)
        tell_failed(publication, draft, actor)
        _log.warning("item %s was not released: %s", publication.pk, refusal)
        return False
    return True


def expire_due(now: datetime) -> int:
    """期满: mark or take down what has stood as long as it was to stand, archived or not. Returns how many."""
    due = Publication.objects.filter(standing__in=READABLE, expired=False, expires_at__lte=now).order_by("pk")
    return sum(_expire(publication, now) for publication in due)


@transaction.atomic
def _expire(publication: Publication, now: datetime) -> bool:
    actor = _timer(now)
    publication = lock(publication)
    if publication.standing not in READABLE or publication.expired or publication.current is None:
        return False
    if publication.expires_at is None or publication.expires_at > now:
        return False
    publication.expired = True
    if publication.after_expiry == Publication.AfterExpiry.TAKE_DOWN:
        by = f"{publication.current.released_by}（公开时已定期满撤下）"
        take_down(publication, reason="公示期已满。", ground="", replaced_by=None, actor=actor, by=by)
    else:
        publication.save()
        show(publication)
    trace(actor, "expired", publication, title=publication.current.title, then=publication.after_expiry)
    return True


def keep_validities(now: datetime, *, but: Collection[int] = ()) -> int:
    """按日更新有效性: search narrows by how items stand on the day of `now`, and their pages are made anew. Returns how many stood otherwise.

    What a release says is never changed; the day on which something begins or ceases to hold comes by itself. Cheap where nothing
    changed, and so called every minute. but: items of which another register says how they stand.
    """
    told = {key: validity for key, validity in validities_on(now.date()).items() if key not in but}
    known = search.validities([f"{KIND}:{key}" for key in told])
    behind = {key: told[key] for key in told if known.get(f"{KIND}:{key}", told[key]) != told[key]}
    for keys in (list(behind)[at : at + 200] for at in range(0, len(behind), 200)):
        with transaction.atomic():
            search_actions.restate({f"{KIND}:{key}": behind[key] for key in keys})
            rows = Publication.objects.filter(pk__in=keys).select_related(
                "section__parent__parent", "duty__element__matter__field"
            )
            touch(*{group for row in rows for group in groups_of(row)})
    return len(behind)


def _timer(now: datetime) -> Actor:
    return Actor(THE_HOUSE, "定时办理", None, now, "timer")
