"""Rows as the law sees them: the steps taken in a round, who wrote, the digest of a text, the rules in force at an agency."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.law.gate import Step, Taken
from gongkai.publications.models import Attachment, Content, Draft, Publication, PublishingRules, Review

PLAIN = tuple(field.attname for field in Content._meta.fields)  # every column of a content; its files stand apart
WRITING = tuple(  # acts in the journal by which somebody wrote on a text
    f"publication.{act}"
    for act in ("drafted", "saved", "file_attached", "file_described", "file_removed", "files_ordered")
)
RELEASED = "publication.published"
DEFAULTS = PublishingRules()


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds at an agency. index_code: its own, empty until set; the rest may come from an agency above."""

    reviews: int
    index_code: str
    index_by: str
    confirm_workdays: int


@dataclass(frozen=True, slots=True)
class AtTheGate:
    """A draft as the law of the gate sees it: how often it is read, the steps passed in this round, who wrote on it."""

    reviews: int
    taken: tuple[Taken, ...]
    writers: frozenset[int]


def rules_of(agency: Agency) -> Rules:
    """The agency's own rules, else those of the nearest agency above it that has some, else three reviews, numbered by year."""
    return _rules_of([agency])[agency.pk]


def _rules_of(agencies: Iterable[Agency]) -> dict[int, Rules]:
    above = {agency.pk: [int(part) for part in agency.path.split("/") if part] for agency in agencies}
    keys = {key for path in above.values() for key in path}
    rows = {row.agency_id: row for row in PublishingRules.objects.filter(agency_id__in=keys)}
    found = {}
    for key, path in above.items():
        nearest = next((rows[one] for one in reversed(path) if one in rows), DEFAULTS)
        own = rows.get(key)
        code = own.index_code if own else ""
        found[key] = Rules(nearest.reviews, code, nearest.index_by, nearest.confirm_workdays)
    return found


def at_the_gate(drafts: Sequence[Draft]) -> dict[int, AtTheGate]:
    """What the law asks about each draft, by the draft's key; three queries for all of them."""
    rules = _rules_of({draft.publication.issued_by_id: draft.publication.issued_by for draft in drafts}.values())
    keys = [draft.publication_id for draft in drafts]
    taken: dict[tuple[int, int], list[Taken]] = defaultdict(list)
    for row in Review.objects.filter(
        publication__in=keys, released_as__isnull=True, conclusion=Review.Conclusion.PASSED
    ).order_by("at", "pk"):
        taken[row.publication_id, row.round].append(Taken(Step(row.kind), row.person_id, row.digest))
    wrote: dict[str, set[int]] = defaultdict(set)
    subjects = [f"publication:{key}" for key in keys]
    acts = Entry.objects.filter(subject__in=subjects, verb__in=(*WRITING, RELEASED)).order_by("sequence")
    for subject, verb, actor in acts.values_list("subject", "verb", "actor"):
        if verb == RELEASED:
            wrote[subject].clear()  # who wrote what is public already does not count for what comes after
        else:
            wrote[subject] |= _people([actor])
    return {
        draft.pk: AtTheGate(
            reviews=rules[draft.publication.issued_by_id].reviews,
            taken=tuple(taken[draft.publication_id, draft.round]),
            writers=frozenset(wrote[f"publication:{draft.publication_id}"])
            | {key for key in (draft.written_by_id, draft.edited_by_id) if key is not None},
        )
        for draft in drafts
    }


def taken_in_round(draft: Draft) -> list[Taken]:
    """The steps passed in this round of the draft."""
    return list(at_the_gate([draft])[draft.pk].taken)


def writers_of(draft: Draft) -> frozenset[int]:
    """Everybody who wrote on the text since the last release, by key: from the draft and from the journal."""
    return at_the_gate([draft])[draft.pk].writers


def writers_of_current(publication: Publication) -> frozenset[int]:
    """Everybody who wrote on the version that is public now, by key: between the release before it and its own."""
    entries = _acts(publication.pk)
    last, before, *_ = [
        *entries.filter(verb=RELEASED).order_by("-sequence").values_list("sequence", flat=True)[:2],
        0,
        0,
    ]
    written = entries.filter(verb__in=(*WRITING, "publication.revision_begun"))
    return _people(written.filter(sequence__gt=before, sequence__lt=last).values_list("actor", flat=True))


def _acts(key: int) -> QuerySet[Entry]:
    return entries_of(f"publication:{key}")


def who_released_urgently(publication: Publication) -> frozenset[int]:
    """Who released the current version before the readings, by key."""
    last = _acts(publication.pk).filter(verb="publication.released_urgently").last()
    return _people([last.actor] if last else [])


def _people(actors: Iterable[str]) -> frozenset[int]:
    """person:3 → 3; the public and the house are nobody."""
    named = (actor.partition(":") for actor in actors)
    return frozenset(int(key) for kind, _, key in named if kind == "person")


def digest_of(content: Any, attachments: Iterable[Attachment]) -> str:
    """SHA-256 over everything that will be public: each field, and each file by its own hash, name and description."""
    told: dict[str, Any] = {name: _plain(getattr(content, name)) for name in PLAIN}
    told["attachments"] = sorted(
        [row.pk, row.file.digest, row.name, row.description, row.in_text, row.position] for row in attachments
    )
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digest_of_draft(draft: Draft) -> str:
    return digest_of(draft, draft.attachments.select_related("file"))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
