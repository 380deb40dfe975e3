"""What the days do by themselves: a term that ran out, a document that took effect, an act told ahead."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.agencies.permissions import THE_HOUSE
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.actions.changes import groups_of
from gongkai.documents.actions.record import ISSUED
from gongkai.documents.facts import fact_of, with_changes
from gongkai.documents.models import NormativeDocument
from gongkai.law.validity import Validity, validity_on
from gongkai.pages.actions import touch

CHUNK = 500


def update_validity(now: datetime) -> int:
    """更新有效性 of every issued document to the day of `now`, once a day, and give up the pages of those that changed.

    Returns how many changed. What a document is on a day is the law's to say; this keeps the column lists filter by, and cheaply
    finds that a day was done already.
    """
    changed = 0
    while keys := list(_behind(now.date()).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        changed += _update(keys, now)
    return changed


def _behind(day: date) -> QuerySet[NormativeDocument]:
    return NormativeDocument.objects.filter(Q(validity_on__isnull=True) | Q(validity_on__lt=day), stage__in=ISSUED)


@transaction.atomic
def _update(keys: list[int], now: datetime) -> int:
    day, changed = now.date(), []
    rows = with_changes(NormativeDocument.objects.filter(pk__in=keys)).select_for_update(of=("self",), no_key=True)
    for document in rows.order_by("pk"):
        state = validity_on(fact_of(document), day) or ""
        if state != document.validity:
            changed.append((document, document.validity))
            NormativeDocument.objects.filter(pk=document.pk).update(validity=state)
            document.validity = state
    NormativeDocument.objects.filter(pk__in=keys).update(validity_on=day)
    for document, before in changed:
        audit.record(
            Actor(THE_HOUSE, "定时办理", None, now, "timer"),
            "document.validity_updated",
            document,
            on=day,
            title=document.title,
            before=Validity(before).label if before else "",
            after=Validity(document.validity).label if document.validity else "",
        )
    if changed:
        touch(*groups_of(*(document for document, _ in changed)))
    return len(changed)
