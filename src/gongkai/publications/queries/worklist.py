"""What waits at the gate: for the one who looks, of their agency, at its time, to be confirmed, to be looked at again."""

from collections import Counter
from datetime import date

from django.db.models import F, Q, QuerySet

from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.gate import EXAMINATIONS, Step
from gongkai.publications import permissions
from gongkai.publications.facts import AtTheGate, at_the_gate
from gongkai.publications.models import Draft, Publication
from gongkai.publications.queries.public import READABLE

Stage, Standing = Draft.Stage, Publication.Standing
IN_REVIEW = (Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.FINAL_APPROVAL)
LOOKED_AT = 200  # drafts under review that are looked at for one person; no gate holds so many


def _scope(actor: Actor, prefix: str = "") -> Q:
    """The agencies whose items the actor may see: one's own, and those below for who sees them all."""
    post = actor.post
    if post is None:
        return Q(pk__in=[])
    if post.agency_path.count("/") == 1 and post.duty in permissions.SEEING_ALL:
        return Q(**{f"{prefix}issued_by__path__startswith": post.agency_path})
    if post.duty in permissions.SEEING:
        return Q(**{f"{prefix}issued_by": post.agency_id})
    return Q(pk__in=[])


def may_see_any(actor: Actor) -> bool:
    """Whether the actor's duty has anything to do with items."""
    return actor.post is not None and actor.post.duty in {*permissions.SEEING, *permissions.SEEING_ALL}


def _drafts(actor: Actor) -> QuerySet[Draft]:
    return (
        Draft.objects.filter(_scope(actor, "publication__"))
        .exclude(publication__standing=Standing.REFUSED)
        .select_related("publication__issued_by", "publication__duty", "section", "written_by", "edited_by")
        .defer("body")
    )


def in_work(actor: Actor, *, stage: str = "", before: int | None = None, size: int = 50) -> list[Draft]:
    """Drafts, the newest first; stage narrows."""
    found = _drafts(actor)
    if stage:
        found = found.filter(stage=stage)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


def by_stage(actor: Actor) -> dict[str, int]:
    """Stage → how many drafts are there."""
    return dict(Counter(_drafts(actor).values_list("stage", flat=True)))


def mine(actor: Actor, *, size: int = 50) -> list[Draft]:
    """What I write on and is not public yet, what came back to me first."""
    found = _drafts(actor).filter(Q(written_by=actor.person_id) | Q(edited_by=actor.person_id))
    return sorted(found.order_by("-pk")[:size], key=lambda draft: (draft.stage != Stage.WRITING, draft.round == 1))


def waiting_for(actor: Actor) -> list[tuple[Draft, list[Step]]]:
    """Drafts with the steps this very person may take now, the oldest first."""
    drafts = list(_drafts(actor).filter(stage__in=IN_REVIEW).order_by("saved_at", "pk")[:LOOKED_AT])
    facts = at_the_gate(drafts)
    found = [(draft, _steps_for(draft, facts[draft.pk], actor)) for draft in drafts]
    return [(draft, steps) for draft, steps in found if steps]


def steps_for(draft: Draft, actor: Actor) -> list[Step]:
    """The steps of a draft under review that the actor may take now."""
    return _steps_for(draft, at_the_gate([draft])[draft.pk], actor)


def _steps_for(draft: Draft, facts: AtTheGate, actor: Actor) -> list[Step]:
    agency, passed = draft.publication.issued_by, {one.step for one in facts.taken}
    order = gate.readings(facts.reviews)
    due = {Step(draft.stage), *EXAMINATIONS}
    if draft.stage == Stage.FINAL_APPROVAL:
        due |= set(order)
        if not passed >= {*EXAMINATIONS, *order[:-1]}:
            due.discard(Step.FINAL)
    return [
        step
        for step in (Step.FIRST, Step.SECOND, *EXAMINATIONS, Step.FINAL)
        if step in due - passed
        and permissions.may_take(actor, step, agency)
        and not gate.bars(step, actor.person_id or 0, writers=facts.writers, taken=facts.taken)
    ]


def returned_to(actor: Actor) -> int:
    """How many of my drafts came back to be mended."""
    mine_ = Q(written_by=actor.person_id) | Q(edited_by=actor.person_id)
    came_back = Q(stage=Stage.WRITING, publication__reviews__round=F("round") - 1)
    return _drafts(actor).filter(mine_, came_back, publication__reviews__conclusion="returned").distinct().count()


def scheduled(actor: Actor, *, size: int = 50) -> list[Draft]:
    """Approved, to be released at a time; the next first."""
    return list(_drafts(actor).filter(stage=Stage.SCHEDULED).order_by("release_at", "pk")[:size])


def to_confirm(actor: Actor, *, size: int = 50) -> list[Publication]:
    """Released urgently and not confirmed yet, the earliest last day first."""
    return list(
        _items(actor).filter(confirm_by__isnull=False, standing__in=READABLE).order_by("confirm_by", "pk")[:size]
    )


def to_reassess(actor: Actor, *, until: date | None = None, size: int = 50) -> list[Draft]:
    """Not disclosed (art. 18), the earliest day first. until: only those whose day has come by then."""
    found = Draft.objects.filter(_scope(actor, "publication__"), publication__standing=Standing.REFUSED)
    if until is not None:
        found = found.filter(publication__reassess_on__lte=until)
    rows = found.select_related("publication__issued_by", "written_by").defer("body")
    return list(rows.order_by("publication__reassess_on", "pk")[:size])


def released_items(actor: Actor, *, text: str = "", before: int | None = None, size: int = 50) -> list[Publication]:
    """Public, withdrawn and archived items, the newest first; text: in the title or the index number."""
    found = _items(actor).exclude(current=None)
    if text:
        found = found.filter(Q(current__title__contains=text) | Q(index_number__contains=text))
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


def _items(actor: Actor) -> QuerySet[Publication]:
    return (
        Publication.objects.filter(_scope(actor))
        .select_related("issued_by", "section", "current")
        .defer("current__body", "current__text")
    )
