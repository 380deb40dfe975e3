"""审核意见: numbered points, each about a passage of the draft; sent together; each answered by who drafts, never by its author."""

from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import require_day
from gongkai.audit.actors import Actor
from gongkai.documents.actions.review_record import (
    State,
    finish_review,
    last_draft,
    lock_opinion,
    lock_review,
    next_opinion_number,
    require_open,
    settle_state,
    trace_opinion,
    unanswered,
)
from gongkai.documents.actions.review_telling import tell_answered, tell_opinions
from gongkai.documents.actions.reviews import require_not_submitter
from gongkai.documents.models import LegalityReview, Opinion
from gongkai.documents.permissions import require_answer_review, require_review
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.reviews import require_answer
from gongkai.publications.actions.record import require_fits, require_person

NOT_WHOLE = (Opinion.Answer.PARTLY, Opinion.Answer.NOT_TAKEN)


@transaction.atomic
def give_opinion(
    review: LegalityReview,
    *,
    text: str,
    actor: Actor,
    passage: str = "",
    ground: str = "",
    on: date | None = None,
    seen_version: int | None = None,
) -> Opinion:
    """提审核意见: the next number, about a passage of the latest draft (or the whole of it), with its ground.

    It is the reviewer's own until the opinions are sent; given while answers are awaited, it goes to the drafter at once.
    """
    review = lock_review(review, seen_version=seen_version)
    require_review(actor, review, "提审核意见")
    require_open(review, "提意见")
    require_not_submitter(review, actor)
    day = on or actor.at.date()
    require_day(day, actor, not_before=review.received_on, before_what="收到之日")
    opinion = Opinion(
        review=review,
        draft=last_draft(review),
        number=next_opinion_number(review),
        given_by_id=require_person(actor),
        given_on=day,
    )
    _write(opinion, text, passage, ground)
    opinion.save()
    if review.reviewer_id is None:
        review.reviewer_id = actor.person_id
    trace_opinion(actor, "given", opinion, review, on=day, text=opinion.text, passage=opinion.passage)
    if review.state == State.ANSWERING:
        tell_opinions(review, actor)
    return opinion


@transaction.atomic
def change_opinion(
    opinion: Opinion, *, text: str, actor: Actor, passage: str = "", ground: str = "", seen_version: int | None = None
) -> Opinion:
    """修改审核意见, while it is unanswered; the journal keeps what it said before."""
    review, opinion = lock_opinion(opinion, seen_version=seen_version)
    require_review(actor, review, "修改审核意见")
    require_open(review, "修改意见")
    require_not_submitter(review, actor)
    _require_unanswered(opinion, "修改")
    before = opinion.text
    _write(opinion, text, passage, ground)
    opinion.save()
    trace_opinion(actor, "changed", opinion, review, before=before, text=opinion.text)
    return opinion


@transaction.atomic
def withdraw_opinion(opinion: Opinion, *, actor: Actor, seen_version: int | None = None) -> LegalityReview:
    """撤回审核意见, while it is unanswered. Not yet sent, those after it move up; sent, the others keep their numbers."""
    review, opinion = lock_opinion(opinion, seen_version=seen_version)
    require_review(actor, review, "撤回审核意见")
    require_open(review, "撤回意见")
    require_not_submitter(review, actor)
    _require_unanswered(opinion, "撤回")
    number, text = opinion.number, opinion.text
    trace_opinion(actor, "withdrawn", opinion, review, text=text)
    opinion.delete()
    if review.state == State.RECEIVED:
        for later in review.opinions.filter(number__gt=number).order_by("number"):
            later.number -= 1
            later.save(update_fields=["number"])
    elif review.state == State.ANSWERING:
        settle_state(review)
        review.save()
    return review


@transaction.atomic
def send_opinions(review: LegalityReview, *, actor: Actor, seen_version: int | None = None) -> LegalityReview:
    """发出审核意见: to whoever drafts, to be answered one by one."""
    review = lock_review(review, seen_version=seen_version)
    require_review(actor, review, "发出审核意见")
    require_open(review, "发出意见")
    require_not_submitter(review, actor)
    waiting = unanswered(review)
    if review.state == State.ANSWERING or not waiting:
        told = "意见已经发出，正在等起草单位答复。" if waiting else "没有要发出的意见。"
        hint = "要补充的直接提，起草单位马上看得到。" if waiting else "请先逐条提出意见；没有意见的，请直接出具意见书。"
        raise NotLawful("review.nothing_to_send", None, told, hint)
    review.state = State.ANSWERING
    finish_review(actor, "opinions_sent", review, opinions=len(waiting))
    tell_opinions(review, actor)
    return review


@transaction.atomic
def answer_opinion(
    opinion: Opinion,
    *,
    answer: str,
    actor: Actor,
    reason: str = "",
    on: date | None = None,
    seen_version: int | None = None,
) -> Opinion:
    """答复审核意见: taken, taken in part, or not, because of what; by who drafts, never by its author. May be changed until the end."""
    review, opinion = lock_opinion(opinion, seen_version=seen_version)
    require_answer_review(actor, review, "答复审核意见")
    require_open(review, "答复")
    if opinion.given_by_id == require_person(actor):
        raise NotAllowed(
            "opinion.own", f"第{opinion.number}条意见是您自己提的，不能由您答复。", "请由起草单位的另一位同事答复。"
        )
    if review.state == State.RECEIVED or (review.state == State.ANSWERED and not opinion.answer):
        raise NotLawful("opinion.not_sent", None, "这一条意见审核人还没有发出。", "请等审核人发出后再答复。")
    require_answer(answer, reason)
    day = on or actor.at.date()
    require_day(day, actor, not_before=opinion.given_on, before_what="提出意见之日")
    before = opinion.get_answer_display() if opinion.answer else ""
    opinion.answer, opinion.answer_reason, opinion.recorded = answer, reason.strip(), ""
    opinion.answered_by_id, opinion.answered_on = actor.person_id, day
    require_fits(opinion)
    opinion.save()
    settle_state(review)
    trace_opinion(
        actor, "answered", opinion, review, on=day, answer=answer, reason=opinion.answer_reason, before=before
    )
    if review.state == State.ANSWERED:
        tell_answered(review, actor)
    return opinion


@transaction.atomic
def record_answer(opinion: Opinion, *, told: str, actor: Actor, seen_version: int | None = None) -> Opinion:
    """记录对答复的意见: of an opinion not taken or taken in part, whether the reviewer lets it be or insists. The report says so."""
    review, opinion = lock_opinion(opinion, seen_version=seen_version)
    require_review(actor, review, "记录对答复的意见")
    require_open(review, "记录")
    require_not_submitter(review, actor)
    if opinion.answer not in NOT_WHOLE:
        raise NotLawful(
            "opinion.taken", None, "只对没有采纳或者部分采纳的意见记录。", "已经采纳的，请在下一稿里核对是否改到。"
        )
    if not told.strip():
        raise NotAcceptable(
            "opinion.nothing_recorded",
            "还没有写您的意见。",
            "请写明同意起草单位的理由，还是坚持原来的意见。",
            field="told",
        )
    opinion.recorded = told.strip()
    require_fits(opinion)
    opinion.save()
    trace_opinion(actor, "recorded", opinion, review, told=opinion.recorded)
    return opinion


def _write(opinion: Opinion, text: str, passage: str, ground: str) -> None:
    """What it says, on the row, unsaved. NotAcceptable for no words, and for a passage that does not stand in its draft."""
    opinion.text, opinion.ground = text.strip(), ground.strip()
    opinion.passage = " ".join(passage.split())
    if not opinion.text:
        raise NotAcceptable("opinion.no_text", "还没有写意见。", "请写明哪里有问题、怎样改。", field="text")
    require_fits(opinion)
    if opinion.passage and "".join(opinion.passage.split()) not in "".join(opinion.draft.text.split()):
        raise NotAcceptable(
            "opinion.no_such_passage",
            f"第{opinion.draft.number}稿里没有“{opinion.passage[:40]}”这段文字。",
            "请从文本里复制所指的一段；针对全文的，请空着。",
            field="passage",
        )


def _require_unanswered(opinion: Opinion, verb: str) -> None:
    if opinion.answer:
        raise NotLawful(
            "opinion.answered",
            None,
            f"第{opinion.number}条意见起草单位已经答复，不能{verb}。",
            "看法有变化的，请另提一条，或者在对答复的记录里写明。",
        )
