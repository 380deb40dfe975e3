"""Holding an item back from the gate, until what a room above has to do with it first is done; that room says what, in words."""

from datetime import date

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.law.errors import NotLawful
from gongkai.publications.actions.record import lock, require_fits, trace
from gongkai.publications.models import Draft, Publication


@transaction.atomic
def hold_item(publication: Publication, *, because: str, actor: Actor) -> Publication:
    """暂缓报审: neither handed in nor released until it is lifted. Called by the verbs of rooms above, which know why.

    because: what is wanting, as a clause (`规范性文件还没有登记编号`).
    """
    publication = lock(publication)
    if publication.held_because == because:
        return publication
    publication.held_because = because
    require_fits(publication)
    trace(actor, "held", publication, reason=because)
    return publication


@transaction.atomic
def lift_hold(
    publication: Publication,
    *,
    actor: Actor,
    document_number: str = "",
    dated_on: date | None = None,
    effective_on: date | None = None,
) -> Publication:
    """解除暂缓: what was wanting is done. The number and days it settled come onto the working copy, where there is one."""
    publication = lock(publication)
    draft = Draft.objects.filter(publication=publication, stage=Draft.Stage.WRITING).first()
    if draft is not None and document_number:
        draft.document_number, draft.dated_on, draft.effective_on = document_number, dated_on, effective_on
        draft.version += 1
        require_fits(draft)
        draft.save()
    if publication.held_because:
        publication.held_because = ""
        trace(actor, "hold_lifted", publication, number=document_number)
    return publication


def require_not_held(publication: Publication, verb: str) -> None:
    """NotLawful while a room above holds the item. verb: what was wanted, in Chinese."""
    if publication.held_because:
        raise NotLawful(
            "item.held",
            None,
            f"{publication.held_because}，这一件暂时不能{verb}。",
            "请先在“规范性文件”里办完这一步；办完以后，这里会自动放开。",
        )
