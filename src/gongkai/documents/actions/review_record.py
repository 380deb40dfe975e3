"""What every verb of a legality review does: lock it, ask its state, add a draft, trace the act."""

from datetime import date
from typing import Any

from django.db.models import Max

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.audit.queries import entries_of
from gongkai.documents.actions.handed import Handed, words_of
from gongkai.documents.models import LegalityReview, Opinion, ReviewDraft
from gongkai.files.actions import store_file
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.law.reviews import OPEN
from gongkai.publications.actions.record import require_fits

State = LegalityReview.State


def lock_review(review: LegalityReview, *, seen_version: int | None = None) -> LegalityReview:
    """The row as it stands now, locked. Stale when somebody changed it since the actor read it."""
    fresh = (
        LegalityReview.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "submitted_by", "submitter", "reviewer", "document__agency", "document__drafted_by")
        .get(pk=review.pk)
    )
    if seen_version is not None and fresh.version != seen_version:
        raise Stale(
            "review.changed",
            f"您打开这一页之后，有同事办理了“{fresh.title}”的审核，现在是“{fresh.get_state_display()}”。",
            "您填的内容都还在。请看过最新的情况，再决定是否提交。",
        )
    return fresh


def lock_opinion(opinion: Opinion, *, seen_version: int | None = None) -> tuple[LegalityReview, Opinion]:
    """The review, locked, and the opinion as it stands now. NotLawful where a colleague withdrew it meanwhile."""
    review = lock_review(opinion.review, seen_version=seen_version)
    fresh = Opinion.objects.select_related("given_by", "answered_by", "draft").filter(pk=opinion.pk).first()
    if fresh is None:
        raise NotLawful(
            "opinion.withdrawn", None, "这一条意见已经由审核人撤回。", "请打开这次审核的页面，看现有的意见。"
        )
    fresh.review = review
    return review, fresh


def require_open(review: LegalityReview, verb: str) -> None:
    """NotLawful for a review that was concluded or taken back. verb: what was wanted, in Chinese."""
    if review.state not in OPEN:
        raise NotLawful(
            "review.closed",
            None,
            f"这次审核现在是“{review.get_state_display()}”，不能再{verb}。",
            "文本还要审核的，请重新送审；原来的经过和意见书都在原来那一页。",
        )


def add_draft(review: LegalityReview, handed: Handed, actor: Actor, on: date) -> ReviewDraft:
    """The next version of the text under review. NotAcceptable when it has no words, or the very ones of the last."""
    words = words_of(handed)
    last = review.drafts.order_by("number").last()
    if last is not None and last.text == words:
        raise NotAcceptable(
            "draft.unchanged",
            f"这一稿和第{last.number}稿的文字完全一样。",
            "请核对是不是选错了文件；没有改动的，不用再交。",
            field="upload" if handed.upload else "text",
        )
    draft = ReviewDraft(
        review=review,
        number=last.number + 1 if last else 1,
        text=words,
        note=handed.note.strip(),
        handed_in_on=on,
        handed_in_by=actor.name,
    )
    require_fits(draft)
    draft.file = store_file(*handed.upload, at=actor.at) if handed.upload else None
    draft.save()
    return draft


def last_draft(review: LegalityReview) -> ReviewDraft:
    """The version under review now: every review has one from its first day."""
    return review.drafts.order_by("number").reverse()[0]


def next_opinion_number(review: LegalityReview) -> int:
    """One more than the highest there was: since opinions went out, one that was withdrawn keeps its number, which the journal holds."""
    acts = entries_of(f"legalityreview:{review.pk}")
    sent = acts.filter(verb="review.opinions_sent").first()
    gone = acts.filter(verb="opinion.withdrawn", sequence__gt=sent.sequence) if sent else ()
    last = review.opinions.aggregate(last=Max("number"))["last"] or 0
    return max([last, *(entry.details["number"] for entry in gone)]) + 1


def unanswered(review: LegalityReview) -> list[int]:
    """The numbers of the opinions without an answer."""
    return list(review.opinions.filter(answer="").values_list("number", flat=True))


def settle_state(review: LegalityReview) -> None:
    """Of a review that waits for answers, unsaved: answered as soon as all are.

    Never back: what is without an answer in an answered review is the reviewer's own, and goes out by `send_opinions` only.
    """
    if review.state == State.ANSWERING and not unanswered(review):
        review.state = State.ANSWERED


def finish_review(
    actor: Actor, verb: str, review: LegalityReview, *, on: date | None = None, **details: Any
) -> LegalityReview:
    """Save the review under its next version and tell the journal. The last step of every verb. verb: `submitted`."""
    require_fits(review)
    review.version += 1
    review.save()
    audit.record(actor, f"review.{verb}", review, on=on or actor.at.date(), title=review.title, **details)
    return review


def trace_opinion(
    actor: Actor, verb: str, opinion: Opinion, review: LegalityReview, *, on: date | None = None, **details: Any
) -> None:
    """As `finish_review`, of what was done to one opinion: `given`, `answered`."""
    review.version += 1
    review.save()
    told = {"title": review.title, "number": opinion.number, **details}
    audit.record(actor, f"opinion.{verb}", review, on=on or actor.at.date(), **told)
