"""补审: an item released urgently is read by a second person afterwards, within the days the agency set. A step of `record_review`."""

from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.errors import NotLawful, Stale
from gongkai.law.gate import Step
from gongkai.law.withholding import withholding_grounds
from gongkai.publications.actions.record import require_person, trace
from gongkai.publications.actions.reviews import Conclusion, require_said, write_review
from gongkai.publications.actions.withdrawing import take_down
from gongkai.publications.actions.written import begin_revision
from gongkai.publications.facts import who_released_urgently, writers_of_current
from gongkai.publications.models import Draft, Publication, Review
from gongkai.publications.permissions import require_take


def confirm(
    publication: Publication, *, conclusion: str, opinion: str, ground: str, actor: Actor, seen_version: int | None
) -> Review:
    """Passed: it stands. Returned: a revision is begun, and the confirmation stays due until it is released. Refused: taken down."""
    step, current = Step.CONFIRMATION, publication.current
    require_take(actor, step, publication.issued_by)
    if seen_version is not None and publication.version != seen_version:
        raise Stale(
            "item.changed",
            "您打开这一页之后，有同事办过这一件。",
            "您填的内容都还在。请看过最新的情况，再决定是否提交。",
        )
    if publication.confirm_by is None or current is None:
        raise NotLawful(
            "review.nothing_to_confirm", gate.ARTICLE, "这一件没有等着补审的紧急发布。", "请看审查记录，可能已经补审。"
        )
    barred = writers_of_current(publication) | who_released_urgently(publication)
    gate.require_other(step, require_person(actor), writers=barred, taken=())
    require_said(step, conclusion, opinion, ground)
    review = write_review(
        publication,
        step,
        conclusion,
        round_=1,
        digest=current.digest,
        actor=actor,
        opinion=opinion,
        ground=ground,
        released_as=current,
    )
    if conclusion == Conclusion.PASSED:
        publication.confirm_by = None
    elif conclusion == Conclusion.REFUSED:
        told = withholding_grounds()[ground].told()
        take_down(publication, reason=review.opinion[:300], ground=told, replaced_by=None, actor=actor)
    elif not Draft.objects.filter(publication=publication).exists():
        begin_revision(publication, at=actor.at, writer=None)
    trace(
        actor,
        "confirmed",
        publication,
        ground=gate.ARTICLE,
        title=current.title,
        step=step.value,
        conclusion=conclusion,
        opinion=review.opinion,
    )
    return review
