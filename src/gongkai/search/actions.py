"""Putting a public thing into the index, taking it out, making the index anew. Called within the verb that publishes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import transaction

from gongkai.search.bigrams import fold, plain, tidy
from gongkai.search.databases import port
from gongkai.search.marks import marks_of
from gongkai.search.models import Entry
from gongkai.search.ports import Text

LONGEST = 100_000  # signs of a body, and of all attachments of one thing, that are kept and found
_BATCH = 500
_WRITTEN = [field.attname for field in Entry._meta.concrete_fields if field.attname not in ("id", "reference")]
T = TypeVar("T")


@dataclass(frozen=True)
class Findable:
    """A public thing to be found. reference: `publication:12`; texts are plain, without markup; url: as the reader follows it.

    number: its document number as written; attachments: the text of all of them, a blank line between two.
    """

    reference: str
    kind: str
    title: str
    url: str
    body: str = ""
    number: str = ""
    attachments: str = ""
    agency_id: int | None = None
    field: str = ""
    section: str = ""
    validity: str = ""
    published_on: date | None = None


@transaction.atomic
def put(findable: Findable) -> None:
    """Make it found as it stands now, instead of what stood there before under the same reference."""
    put_many([findable])


@transaction.atomic
def put_many(findables: Iterable[Findable]) -> int:
    """Many at once, as `put` does one by one; of one reference the last counts. Returns how many."""
    return sum(_put(batch) for batch in _batches(findables))


@transaction.atomic
def drop(reference: str) -> bool:
    """Let it be found no more. Returns whether it was found until now."""
    entry = Entry.objects.select_for_update(no_key=True).filter(reference=reference).first()
    if entry is None:
        return False
    port().remove([text_of(entry)])
    entry.delete()
    return True


@transaction.atomic
def restate(validities: Mapping[str, str]) -> int:
    """Have what is found under these references narrowed by these validities from now on; its words stay. Returns how many stood otherwise."""
    changed = 0
    for batch in _batches(validities):
        rows = Entry.objects.filter(reference__in=batch).values_list("reference", "validity")
        behind = [reference for reference, validity in rows if validity != validities[reference]]
        entries = list(Entry.objects.select_for_update(no_key=True).filter(reference__in=behind))
        port().remove([text_of(entry) for entry in entries])
        for entry in entries:
            entry.validity = validities[entry.reference]
        Entry.objects.bulk_update(entries, ["validity"])
        port().add(text_of(entry) for entry in entries)
        changed += len(entries)
    return changed


@transaction.atomic
def load(findables: Iterable[Findable]) -> int:
    """Many at once, faster than `put_many` where they are most of what there is: the index is made anew. Returns how many."""
    port().begin_load()
    count = sum(len(_write(batch)) for batch in _batches(findables))
    port().end_load(_texts())
    return count


@transaction.atomic
def rebuild() -> int:
    """Make the index anew from the entries. Returns how many there are."""
    port().begin_load()
    port().end_load(_texts())
    return Entry.objects.count()


def _texts() -> Iterator[Text]:
    return (text_of(entry) for entry in Entry.objects.order_by("place").iterator(chunk_size=_BATCH))


def text_of(entry: Entry) -> Text:
    """The entry as the index takes it; the same for the same row, since a row is taken out by telling it again."""
    assert entry.place is not None
    filters = ("agency_id", "field", "section", "kind", "validity")
    return Text(
        place=entry.place,
        title=fold(entry.title),
        body=fold(entry.body),
        number=fold(entry.number),
        attachments=fold(entry.attachments),
        marks=marks_of((column, getattr(entry, column)) for column in filters),
    )


def _put(batch: Sequence[Findable]) -> int:
    rows = Entry.objects.select_for_update(no_key=True).filter(reference__in=[one.reference for one in batch])
    port().remove([text_of(entry) for entry in rows])
    entries = _write(batch)
    port().add(text_of(entry) for entry in entries)
    return len(entries)


def _write(batch: Sequence[Findable]) -> list[Entry]:
    """The rows of the batch, written with their places in one statement; the index is not touched."""
    told = {findable.reference: findable for findable in batch}
    rows = Entry.objects.filter(reference__in=told).values_list("reference", "place", "published_on")
    before = {reference: (place, on) for reference, place, on in rows}
    entries = [_entry(findable) for findable in told.values()]
    moved = []
    for entry in entries:
        place, on = before.get(entry.reference, (None, None))
        entry.place = place if on == entry.published_on else None
        if entry.place is None:
            moved.append(entry)
    days = [entry.published_on.toordinal() if entry.published_on else 0 for entry in moved]
    for entry, place in zip(moved, port().free_places(days), strict=True):
        entry.place = place
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["reference"], update_fields=_WRITTEN)
    return entries


def _entry(findable: Findable) -> Entry:
    """Its row, without what no database takes, and no longer than is found."""
    entry = Entry()
    for name, value in vars(findable).items():
        setattr(entry, name, plain(value) if isinstance(value, str) else value)
    entry.title, entry.number = tidy(entry.title), tidy(entry.number)[:200]
    entry.body, entry.attachments = (tidy(text[:LONGEST])[:LONGEST] for text in (entry.body, entry.attachments))
    return entry


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(things)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
