"""Taking an item down, which leaves what was there, why it went and who decided; laying it by in the archive."""

from collections.abc import Collection

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.publications.actions.drafting import back_to_writing
from gongkai.publications.actions.record import lock, require_fits, require_reason, trace
from gongkai.publications.actions.showing import hide, show
from gongkai.publications.models import Draft, Publication, Withdrawal
from gongkai.publications.permissions import require_take_down
from gongkai.publications.queries.public import READABLE

Standing = Publication.Standing


@transaction.atomic
def withdraw_item(
    publication: Publication,
    *,
    reason: str,
    ground: str = "",
    replaced_by: Publication | None = None,
    actor: Actor,
) -> Withdrawal:
    """撤下: nobody can read or find it from now on; address and index number stay, with what was there, why it went, who decided.

    What was archived can be read too, so it is taken down the same way. replaced_by: the public item that stands in its place. A revision under way goes back to be written: it may still be released.
    """
    publication = lock(publication)
    require_take_down(actor, publication.issued_by, "撤下")
    _require_public(publication, "撤下", among=READABLE)
    reason = require_reason(reason, example="数据有误，更正后另行公开")
    if replaced_by is not None and (replaced_by.pk == publication.pk or replaced_by.standing != Standing.PUBLIC):
        raise NotAcceptable(
            "item.replacement",
            "代替它的一件没有公开。",
            "请填已经公开的另一件的索引号，没有的空着。",
            field="replaced_by",
        )
    withdrawal = take_down(publication, reason=reason, ground=ground.strip(), replaced_by=replaced_by, actor=actor)
    trace(
        actor, "withdrawn", publication, ground=ground.strip()[:120], reason=reason, title=withdrawal.released_as.title
    )
    return withdrawal


def take_down(
    publication: Publication, *, reason: str, ground: str, replaced_by: Publication | None, actor: Actor, by: str = ""
) -> Withdrawal:
    """The step itself, for the verb and for what is taken down when its time is over. by: who decided, if not the actor."""
    if publication.current is None:
        raise ValueError("only what was released can be taken down")
    title = f"{actor.post.title}{actor.name}" if actor.post else actor.name
    withdrawal = Withdrawal(
        publication=publication,
        released_as=publication.current,
        reason=reason,
        ground=ground,
        decided_by=(by or title)[:80],
        at=actor.at,
        replaced_by=replaced_by,
    )
    require_fits(withdrawal)
    withdrawal.save()
    publication.standing, publication.confirm_by = Standing.WITHDRAWN, None
    draft = Draft.objects.filter(publication=publication).first()
    if draft is not None and draft.stage != Draft.Stage.WRITING:
        back_to_writing(draft)
    hide(publication)
    return withdrawal


@transaction.atomic
def archive_item(publication: Publication, *, reason: str, actor: Actor) -> Publication:
    """归档: out of the lists of what is current; its page stays to be read and found, marked as laid by."""
    publication = lock(publication)
    require_take_down(actor, publication.issued_by, "归档")
    _require_public(publication, "归档", among=(Standing.PUBLIC,))
    reason = require_reason(reason, example="活动已经结束，留存备查")
    publication.standing = Standing.ARCHIVED
    show(publication)
    trace(actor, "archived", publication, reason=reason)
    return publication


def _require_public(publication: Publication, verb: str, *, among: Collection[str]) -> None:
    if publication.standing in among:
        return
    waits = Draft.objects.filter(publication=publication).exclude(stage=Draft.Stage.WRITING).exists()
    raise NotLawful(
        "item.not_public",
        None,
        f"这一件现在是“{publication.get_standing_display()}”，不能{verb}。",
        "还没有到公开时间的，请收回稿件。" if waits else "请打开这一件的页面，看最新的情况。",
    )
