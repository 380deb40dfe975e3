"""Reading the journal, and proving that nobody touched it."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from gongkai.audit.chain import START, Break, Link, breaks, content_of
from gongkai.audit.heads import noted_heads
from gongkai.audit.models import Entry, Head


def verify() -> list[Break]:
    """Every row changed, removed or inserted, the cut-off tail included; empty when the journal holds."""
    head = Head.objects.filter(pk=1).values_list("sequence", "digest").first() or (0, START)
    return list(breaks(settings.JOURNAL_KEY, _links(), head=head, outside=noted_heads(settings.GONGKAI_HOME)))


def _links() -> Iterator[Link]:
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        yield Link(entry.sequence, content_of(entry.content()), entry.previous, entry.digest)


def length() -> int:
    """How many entries the journal says it has."""
    return Head.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0


def entries_of(subject: str) -> QuerySet[Entry]:
    """The acts on one record, oldest first. subject: `application:12`."""
    return Entry.objects.filter(subject=subject).order_by("sequence")


def latest(
    before: int | None = None, *, subject: str = "", verb: str = "", actor: str = "", size: int = 50
) -> list[Entry]:
    """A page of the journal, newest first; `before` is the sequence the page before ended with.

    subject: one record (`application:12`) or all of a kind (`application`); verb: one verb, or all of a noun (`report.`);
    actor: one who acted (`person:3`).
    """
    entries = Entry.objects.order_by("-sequence")
    if subject:
        entries = (
            entries.filter(subject=subject) if ":" in subject else entries.filter(subject__startswith=f"{subject}:")
        )
    if verb:
        entries = entries.filter(verb__startswith=verb) if verb.endswith(".") else entries.filter(verb=verb)
    if actor:
        entries = entries.filter(actor=actor)
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    return list(entries[:size])
