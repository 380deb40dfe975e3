"""出具合法性审核意见书: the conclusion, the letter with its number, and what follows for the document."""

from datetime import date

from django.db import transaction

from gongkai.agencies.actions import next_number
from gongkai.agencies.queries import calendar
from gongkai.applications.actions.record import require_day
from gongkai.audit.actors import Actor
from gongkai.documents.actions.drafting import send_back
from gongkai.documents.actions.handed import told_lines
from gongkai.documents.actions.record import add_step
from gongkai.documents.actions.record import finish as finish_document
from gongkai.documents.actions.record import lock as lock_document
from gongkai.documents.actions.review_record import (
    State,
    finish_review,
    lock_review,
    require_open,
    unanswered,
)
from gongkai.documents.actions.review_telling import tell_concluded
from gongkai.documents.actions.reviews import require_not_submitter
from gongkai.documents.models import LegalityReview
from gongkai.documents.permissions import require_review
from gongkai.documents.queries.reviews import limits_of
from gongkai.documents.wording import compose_report, conclusion_said, digest_of
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable
from gongkai.law.reviews import lets_go_on, require_all_answered, require_conclusion, too_quick

Conclusion = LegalityReview.Conclusion
SERIES = "legality_report"  # of `next_number`
LONGEST = 20_000  # signs of a letter


@transaction.atomic
def draft_report(review: LegalityReview, *, text: str, actor: Actor, seen_version: int | None = None) -> LegalityReview:
    """拟审核意见书: the letter as it is to read, kept until it is issued."""
    review = lock_review(review, seen_version=seen_version)
    require_review(actor, review, "拟意见书")
    require_open(review, "改意见书")
    require_not_submitter(review, actor)
    review.report_text = _letter_text(text)
    return finish_review(actor, "report_drafted", review, signs=len(review.report_text))


@transaction.atomic
def conclude_review(
    review: LegalityReview,
    *,
    conclusion: str,
    actor: Actor,
    text: str = "",
    signed_by: str = "",
    on: date | None = None,
    seen_version: int | None = None,
) -> LegalityReview:
    """出具合法性审核意见书: numbered without gaps and frozen. Nothing goes on while an opinion is unanswered.

    text: the letter from its addressee on; empty, the one drafted, else as it is composed. A document judged lawful has taken its
    step of review; one judged unlawful goes back to whoever drafts.
    """
    review = lock_review(review, seen_version=seen_version)
    require_review(actor, review, "出具意见书")
    require_open(review, "出具意见书")
    require_not_submitter(review, actor)
    day = on or actor.at.date()
    require_day(day, actor, not_before=review.received_on, before_what="收到之日")
    require_all_answered(unanswered(review))
    _require_known(conclusion)
    require_conclusion(conclusion, opinions=review.opinions.count())
    review.conclusion, review.concluded_on, review.state = conclusion, day, State.CONCLUDED
    review.reviewer_id = review.reviewer_id or actor.person_id
    review.signed_by = signed_by.strip() or actor.name
    review.report_text = _letter_text(text or review.report_text or compose_report(review))
    _require_agreement(review)
    review.report_number = _next_number(review, day.year)
    review.report_digest = digest_of(review)
    remark = too_quick(review.received_on, day, calendar(), limits_of(review), urgent=bool(review.urgent))
    _move_document(review, day, actor)
    finish_review(
        actor,
        "concluded",
        review,
        on=day,
        conclusion=review.get_conclusion_display(),
        number=review.report_number,
        **({"remark": remark} if remark else {}),
    )
    tell_concluded(review, actor)
    return review


def _require_known(conclusion: str) -> None:
    if conclusion not in Conclusion.values:
        raise NotAcceptable(
            "review.no_conclusion", "还没有选审核结论。", "请从列出的结论里选一个。", field="conclusion"
        )


def _letter_text(text: str) -> str:
    told = told_lines(text)
    if not told:
        raise NotAcceptable("report.empty", "意见书没有正文。", "请写明审核的结论和意见。", field="text")
    if len(told) > LONGEST:
        raise NotAcceptable(
            "report.too_long", f"意见书有{len(told)}个字，最多{LONGEST}个字。", "请写得简要一些。", field="text"
        )
    return told


def _require_agreement(review: LegalityReview) -> None:
    """NotAcceptable for a letter that says another conclusion than the one chosen: it would be issued so, and could not be changed."""
    said = conclusion_said(review.report_text)
    if said and said != review.get_conclusion_display():
        raise NotAcceptable(
            "report.other_conclusion",
            f"选的结论是“{review.get_conclusion_display()}”，正文写的是“{said}”。",
            "请改正其中一个，使两处一致。",
            field="text",
        )


def _next_number(review: LegalityReview, year: int) -> str:
    return f"{review.agency.short_name}法审〔{year}〕{next_number(review.agency, SERIES, year)}号"


def _move_document(review: LegalityReview, on: date, actor: Actor) -> None:
    """What the conclusion means for a normative document. One out of scope has no step: whoever drafts decides what it is."""
    if review.document is None:
        return
    if lets_go_on(review.conclusion):
        document = lock_document(review.document)
        note = f"{review.get_conclusion_display()}，{review.report_number}"
        add_step(document, StepKind.REVIEW, on=on, actor=actor, note=note)
        finish_document(actor, "reviewed", document, on=on, title=document.title, number=review.report_number)
    else:
        reason = f"合法性审核：{review.get_conclusion_display()}，{review.report_number}"
        send_back(review.document, reason=reason, on=on, actor=actor)
