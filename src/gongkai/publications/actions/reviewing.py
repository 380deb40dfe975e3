"""The steps of the gate: readings, the two examinations of art. 17, the later confirmation of an urgent release."""

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.appeals import months_after
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.gate import Step
from gongkai.publications.actions.confirming import confirm
from gongkai.publications.actions.drafting import back_to_writing, require_complete
from gongkai.publications.actions.record import draft_of, lock, require_person, trace
from gongkai.publications.actions.releasing import publish
from gongkai.publications.actions.reviews import Conclusion, require_said, step_of, write_review
from gongkai.publications.actions.telling import tell
from gongkai.publications.facts import digest_of_draft, rules_of, taken_in_round, writers_of
from gongkai.publications.models import Draft, Publication, Review
from gongkai.publications.permissions import require_take

Stage, Standing = Draft.Stage, Publication.Standing


@transaction.atomic
def record_review(
    publication: Publication,
    *,
    kind: str,
    conclusion: str,
    opinion: str = "",
    ground: str = "",
    actor: Actor,
    seen_version: int | None,
) -> Review:
    """审查: one step by one person, on the text as it stands. The final approval releases at once, or at the time set.

    kind, conclusion: of `Review`; opinion: why, needed where it does not pass; ground: of `law.withholding`, where refused.
    seen_version: of the draft; for the confirmation of an urgent release, of the item.
    """
    publication = lock(publication)
    step = step_of(kind)
    if step is Step.CONFIRMATION:
        return confirm(
            publication, conclusion=conclusion, opinion=opinion, ground=ground, actor=actor, seen_version=seen_version
        )
    require_take(actor, step, publication.issued_by)
    draft = draft_of(publication, seen_version=seen_version)
    taken, reviews = taken_in_round(draft), rules_of(publication.issued_by).reviews
    _require_turn(draft, step, passed={one.step for one in taken}, reviews=reviews)
    gate.require_other(step, require_person(actor), writers=writers_of(draft), taken=taken)
    require_said(step, conclusion, opinion, ground)
    digest = digest_of_draft(draft)
    approves = step is Step.FINAL and conclusion == Conclusion.PASSED
    if approves:
        require_complete(draft, actor.at)
        gate.require_ready(taken, digest=digest, reviews=reviews)
    review = write_review(
        publication, step, conclusion, round_=draft.round, digest=digest, actor=actor, opinion=opinion, ground=ground
    )
    _follow(publication, draft, step, conclusion, reviews, actor)
    trace(
        actor,
        "reviewed",
        publication,
        ground=gate.ARTICLE,
        title=draft.title,
        step=step.value,
        conclusion=conclusion,
        opinion=review.opinion,
    )
    if approves and draft.stage != Stage.SCHEDULED:
        publish(publication, actor=actor)
        review.refresh_from_db()
    else:
        tell(publication, draft, actor)
    return review


def _require_turn(draft: Draft, step: Step, *, passed: set[Step], reviews: int) -> None:
    """A reading in its turn, an examination at any time between handing in and the final approval, each once.

    A reading the agency has meanwhile added to its rules may be made up for before the final approval.
    """
    if step in passed:
        raise NotAcceptable("review.done", f"本轮的{step.label}已经通过。", "不用再做；请看审查记录。", field="kind")
    if draft.stage in {Stage.WRITING, Stage.SCHEDULED}:
        raise NotLawful(
            "review.not_now",
            gate.ARTICLE,
            f"这件稿件现在是“{draft.get_stage_display()}”，不能做{step.label}。",
            "请看审查记录：拟稿的等送审后再审；已经批准、等时间公开的，可以收回。",
        )
    added = draft.stage == Stage.FINAL_APPROVAL and step in gate.readings(reviews)
    if step not in gate.EXAMINATIONS and draft.stage != step.value and not added:
        raise NotLawful(
            "review.not_its_turn",
            gate.ARTICLE,
            f"这件稿件现在是“{draft.get_stage_display()}”，轮不到{step.label}。",
            "请看审查记录，按现在的环节办理。",
        )


def _follow(publication: Publication, draft: Draft, step: Step, conclusion: str, reviews: int, actor: Actor) -> None:
    """Where the text goes next."""
    if conclusion == Conclusion.RETURNED:
        back_to_writing(draft)
        return
    if conclusion == Conclusion.REFUSED:
        _refuse(publication, draft, actor)
        return
    if step is Step.FINAL:
        if draft.release_at is not None and draft.release_at > actor.at:
            draft.stage = Stage.SCHEDULED
    elif draft.stage == step.value:
        draft.stage = gate.after(step, reviews) or Step.FINAL
    draft.version += 1
    draft.save()


def _refuse(publication: Publication, draft: Draft, actor: Actor) -> None:
    """不予公开: laid by until the day it is looked at again (art. 18), after the months the agency set."""
    if publication.current_id is not None:
        raise NotLawful(
            "item.public_already",
            gate.ARTICLE,
            "这一件已经公开过，不能对修订稿作“不予公开”的结论。",
            "稿件有问题的，请退回修改；已经公开的内容不应公开的，请撤下。",
            field="conclusion",
        )
    publication.standing = Standing.REFUSED
    publication.reassess_on = months_after(actor.at.date(), int(publication.issued_by.reassessment))
    back_to_writing(draft)
