"""The steps of the gate: readings, the two examinations of art. 17, the later confirmation of an urgent release."""

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.appeals import months_after
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.gate import Step
from gongkai.law.withholding import withholding_grounds
from gongkai.publications.actions.drafting import back_to_writing, require_complete
from gongkai.publications.actions.record import draft_of, lock, require_fits, require_person, trace
from gongkai.publications.actions.releasing import publish
from gongkai.publications.facts import digest_of_draft, rules_of, taken_in_round, writers_of
from gongkai.publications.models import Draft, Publication, Review
from gongkai.publications.permissions import require_take

Conclusion, Stage, Standing = Review.Conclusion, Draft.Stage, Publication.Standing


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
    """
    publication = lock(publication)
    step = _step(kind)
    if step is Step.CONFIRMATION:
        raise NotAcceptable("review.kind", "这一步在公开之后办理。", "请打开已经公开的一件，在那里补审。", field="kind")
    require_take(actor, step, publication.issued_by)
    draft = draft_of(publication, seen_version=seen_version)
    taken = taken_in_round(draft)
    _require_turn(draft, step, {one.step for one in taken})
    gate.require_other(step, require_person(actor), writers=writers_of(draft), taken=taken)
    _require_said(step, conclusion, opinion, ground)
    reviews = rules_of(publication.issued_by).reviews
    digest = digest_of_draft(draft)
    if step is Step.FINAL and conclusion == Conclusion.PASSED:
        require_complete(draft)
        gate.require_ready(taken, digest=digest, reviews=reviews)
    review = _write(publication, draft.round, step, conclusion, opinion, ground, digest, actor)
    _follow(publication, draft, step, conclusion, reviews, actor)
    trace(
        actor,
        "reviewed",
        publication,
        ground=gate.ARTICLE,
        title=draft.title,
        step=step.value,
        conclusion=conclusion,
        opinion=opinion.strip(),
    )
    if step is Step.FINAL and conclusion == Conclusion.PASSED and draft.stage != Stage.SCHEDULED:
        publish(publication, actor=actor)
        review.refresh_from_db()
    return review


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
    elif step in gate.EXAMINATIONS:
        pass
    else:
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


def _require_turn(draft: Draft, step: Step, passed: set[Step]) -> None:
    """A reading in its turn, an examination at any time between handing in and the final approval, once."""
    if step in gate.EXAMINATIONS:
        if draft.stage in {Stage.WRITING, Stage.SCHEDULED}:
            raise NotLawful(
                "review.not_now",
                gate.ARTICLE,
                f"这件稿件现在是“{draft.get_stage_display()}”，不能做{step.label}。",
                "请等稿件送审后再审查。",
            )
        if step in passed:
            raise NotAcceptable(
                "review.done", f"本轮的{step.label}已经通过。", "不用再做；请看审查记录。", field="kind"
            )
    elif draft.stage != step.value:
        raise NotLawful(
            "review.not_its_turn",
            gate.ARTICLE,
            f"这件稿件现在是“{draft.get_stage_display()}”，不到{step.label}。",
            "请看审查记录，按现在的环节办理。",
        )


def _require_said(step: Step, conclusion: str, opinion: str, ground: str) -> None:
    if conclusion not in Conclusion.values:
        raise NotAcceptable("review.conclusion", "还没有选结论。", "请从列出的结论中选择。", field="conclusion")
    if conclusion != Conclusion.PASSED and not opinion.strip():
        raise NotAcceptable(
            "review.no_opinion", "还没有写意见。", "请写明哪里要改，或者为什么不能公开。", field="opinion"
        )
    if conclusion == Conclusion.REFUSED:
        if not gate.may_refuse(step):
            raise NotLawful(
                "review.reading_refuses",
                gate.ARTICLE,
                f"{step.label}只看稿件写得对不对，不作“不予公开”的结论。",
                "认为不能公开的，请退回并写明；由公开审查、保密审查或者终审决定。",
                field="conclusion",
            )
        if ground not in withholding_grounds():
            raise NotAcceptable(
                "review.no_ground",
                "不予公开要有依据。",
                "请从条例第十四条至第十六条列出的情形中选一项。",
                field="ground",
            )
    elif ground:
        raise NotAcceptable("review.ground", "只有不予公开才要选依据。", "请去掉依据，或者改结论。", field="ground")


def _write(
    publication: Publication,
    round_: int,
    step: Step,
    conclusion: str,
    opinion: str,
    ground: str,
    digest: str,
    actor: Actor,
) -> Review:
    review = Review(
        publication=publication,
        round=round_,
        kind=step.value,
        conclusion=conclusion,
        opinion=opinion.strip(),
        ground=ground,
        digest=digest,
        person_id=require_person(actor),
        person_name=actor.name,
        post=actor.post.title if actor.post else "",
        at=actor.at,
    )
    require_fits(review)
    review.save()
    return review


def _step(kind: str) -> Step:
    try:
        return Step(kind)
    except ValueError:
        raise NotAcceptable("review.kind", "没有这一种审查。", "请从列出的审查中选择。", field="kind") from None
