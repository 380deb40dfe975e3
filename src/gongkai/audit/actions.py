"""Writing the journal. Called inside each verb, in the verb's own transaction; there is no switch."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction

from gongkai.audit.actors import Actor
from gongkai.audit.chain import START, content_of, digest_of
from gongkai.audit.heads import note_head
from gongkai.audit.models import Entry, Head
from gongkai.law.citations import Citation


def reference(subject: models.Model | str) -> str:
    """`application:12`: how rooms below name a record without importing its model."""
    return subject if isinstance(subject, str) else f"{subject._meta.model_name}:{subject.pk}"


def record(
    actor: Actor,
    verb: str,
    subject: models.Model | str,
    *,
    on: date | None = None,
    ground: Citation | str = "",
    **details: Any,
) -> Entry:
    """Add one entry to the journal. verb: `noun.past_participle`; details: plain JSON values, no identity papers.

    Must run inside a transaction: the entry stands or falls with the act.
    """
    with transaction.atomic():
        # no_key, here and wherever a row is locked: PostgreSQL checks foreign keys at commit, and a commit that holds the
        # head must not wait for somebody who holds the row it refers to and waits for the head.
        head = Head.objects.select_for_update(no_key=True).get_or_create(pk=1, defaults={"digest": START})[0]
        entry = Entry(
            sequence=head.sequence + 1,
            at=actor.at,
            actor=actor.reference,
            actor_name=actor.name,
            post=actor.post.title if actor.post else "",
            via=actor.via,
            verb=verb,
            subject=reference(subject),
            on=on,
            ground=str(ground),
            details=details,
            previous=head.digest,
        )
        entry.digest = digest_of(settings.JOURNAL_KEY, entry.sequence, content_of(entry.content()), entry.previous)
        entry.save(force_insert=True)
        Head.objects.filter(pk=1).update(sequence=entry.sequence, digest=entry.digest)
    # robust: the act is done; a disk that is full must not tell the person it failed. The next note covers this one.
    transaction.on_commit(lambda: note_head(settings.GONGKAI_HOME, entry.sequence, entry.digest), robust=True)
    return entry
