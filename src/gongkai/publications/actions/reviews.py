"""What every step of the gate is: a row that never changes, by one person, with a conclusion and why. Steps of the verbs."""

from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.gate import Step
from gongkai.law.withholding import withholding_grounds
from gongkai.publications.actions.record import require_fits, require_person
from gongkai.publications.models import Publication, Review, Version

Conclusion = Review.Conclusion


def step_of(kind: str) -> Step:
    """The step of that name. NotAcceptable when there is none."""
    try:
        return Step(kind)
    except ValueError:
        raise NotAcceptable("review.kind", "没有这一种审查。", "请从列出的审查中选择。", field="kind") from None


def require_said(step: Step, conclusion: str, opinion: str, ground: str) -> None:
    """A conclusion among the three, why it does not pass, and on what ground it is refused (arts. 14 to 16)."""
    if conclusion not in Conclusion.values:
        raise NotAcceptable("review.conclusion", "还没有选结论。", "请从列出的结论中选择。", field="conclusion")
    if conclusion != Conclusion.PASSED and not opinion.strip():
        raise NotAcceptable(
            "review.no_opinion", "还没有写意见。", "请写明哪里要改，或者为什么不能公开。", field="opinion"
        )
    if conclusion != Conclusion.REFUSED:
        if ground:
            raise NotAcceptable("review.ground", "只有不予公开才要选依据。", "请去掉依据，或者改结论。", field="ground")
        return
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
            "review.no_ground", "不予公开要有依据。", "请从条例第十四条至第十六条列出的情形中选一项。", field="ground"
        )


def write_review(
    publication: Publication,
    step: Step,
    conclusion: str,
    *,
    round_: int,
    digest: str,
    actor: Actor,
    opinion: str = "",
    ground: str = "",
    released_as: Version | None = None,
) -> Review:
    """The row, saved. digest: of what was read."""
    review = Review(
        publication=publication,
        released_as=released_as,
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
