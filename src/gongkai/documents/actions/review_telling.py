"""Who is told by message that a legality review waits for them: that it does, and its name; never what it says."""

from collections.abc import Iterable

from gongkai.agencies.models import Duty, Person
from gongkai.agencies.queries import people_with
from gongkai.audit.actors import Actor
from gongkai.documents.models import LegalityReview
from gongkai.notices import actions as notices


def tell_submitted(review: LegalityReview, actor: Actor) -> None:
    """The reviewers of the agency that a text came in."""
    due = review.due_on
    told = f"送来合法性审核，{due.year}年{due.month}月{due.day}日到期"
    _tell(review, told, people_with((Duty.LEGAL_REVIEWER,), review.agency_id, actor.at.date()), actor)


def tell_handed_in(review: LegalityReview, number: int, actor: Actor) -> None:
    _tell(review, f"交来第{number}稿", _reviewer(review), actor)


def tell_opinions(review: LegalityReview, actor: Actor) -> None:
    """Who handed it in: opinions wait for an answer."""
    _tell(review, "有审核意见等您答复", _submitter(review), actor)


def tell_answered(review: LegalityReview, actor: Actor) -> None:
    _tell(review, "意见已经全部答复，可以出具意见书", _reviewer(review), actor)


def tell_concluded(review: LegalityReview, actor: Actor) -> None:
    _tell(review, "已经出具审核意见书", _submitter(review), actor)


def _reviewer(review: LegalityReview) -> list[Person]:
    return [review.reviewer] if review.reviewer else []


def _submitter(review: LegalityReview) -> list[Person]:
    return [review.submitter] if review.submitter else []


def _tell(review: LegalityReview, told: str, people: Iterable[Person], actor: Actor) -> None:
    agency = review.agency
    for person in people:
        if person.email and person.pk != actor.person_id:
            notices.queue(
                channel="email",
                address=person.email,
                subject=f"{review.title[:40]}：{told}"[:100],
                body=f"{person.name}：\n《{review.title}》{told}。\n请登录工作台“合法性审核”办理。",
                about=f"legalityreview:{review.pk}",
                agency=agency.code,
                key=f"review.{review.pk}.{review.version}.person.{person.pk}",
                at=actor.at,
                quiet=notices.Quiet(agency.quiet_from, agency.quiet_until),
            )
