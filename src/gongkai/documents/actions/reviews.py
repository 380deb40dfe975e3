"""送审、受理审核、交下一稿、撤回送审: the text that a legality review is about, and who reviews it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.queries import calendar, people_with
from gongkai.applications.actions.record import require_day
from gongkai.audit.actors import Actor
from gongkai.documents.actions.handed import Handed
from gongkai.documents.actions.record import lock as lock_document
from gongkai.documents.actions.record import require_alive
from gongkai.documents.actions.review_record import (
    State,
    add_draft,
    finish_review,
    lock_review,
    require_open,
)
from gongkai.documents.actions.review_telling import tell_handed_in, tell_submitted
from gongkai.documents.facts import rules_of, taken_steps
from gongkai.documents.models import LegalityReview, NormativeDocument, ReviewDraft
from gongkai.documents.permissions import may_draft, refuse, require_answer_review, require_draft, require_review
from gongkai.documents.queries.reviews import had_a_hand, limits_of
from gongkai.law.documents import StepKind, require_turn
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.reviews import OPEN, due_day
from gongkai.publications.actions.record import require_fits, require_reason

Kind = LegalityReview.Kind
FOR_THE_HEAD = frozenset({Kind.MEETING_TOPIC, Kind.MINUTES})  # of the government itself: its own legal office reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTold:
    """What is handed in. document: the normative document it is the draft of; title: of any other paper; urgent: the reason why."""

    kind: str = Kind.NORMATIVE
    title: str = ""
    document: NormativeDocument | None = None
    urgent: str = ""


@transaction.atomic
def submit_for_review(
    submitted_by: Agency,
    *,
    told: ReviewTold,
    draft: Handed,
    actor: Actor,
    reviewed_by: Agency | None = None,
    received_on: date | None = None,
) -> LegalityReview:
    """送合法性审核: its first draft, its kind, and until when it is due. 国办发〔2018〕115号 [M].

    reviewed_by: the agency whose legal office reviews; by itself the nearest one, from the agency upward, that has one.
    """
    on = received_on or actor.at.date()
    document = _document(told, actor)
    if document is None and not may_draft(actor, submitted_by):
        refuse(actor, "review.not_submitting", f"送审须由{submitted_by.short_name}的经办人、联络员或者编辑办理。")
    require_day(on, actor, field="received_on")
    review = LegalityReview(
        kind=told.kind,
        document=document,
        title=document.title if document else told.title.strip(),
        agency=_reviewing(submitted_by, document, told.kind, reviewed_by, on),
        submitted_by=submitted_by,
        submitter_id=actor.person_id,
        received_on=on,
        urgent=told.urgent.strip() or (document.urgent if document else ""),
    )
    _require_kind(review)
    review.due_on = due_day(on, calendar(), limits_of(review), urgent=bool(review.urgent))
    require_fits(review)
    review.save()
    first = add_draft(review, draft, actor, on)
    finish_review(
        actor, "submitted", review, on=on, kind=review.kind, agency=review.agency.short_name, signs=len(first.text)
    )
    tell_submitted(review, actor)
    return review


def _document(told: ReviewTold, actor: Actor) -> NormativeDocument | None:
    """The normative document, locked, whose turn it is. NotLawful while it is reviewed already, or not yet drafted."""
    if told.document is None:
        return None
    document = lock_document(told.document)
    require_draft(actor, document, "送审")
    require_alive(document, "送审")
    if document.stage == NormativeDocument.Stage.DRAFTING:
        raise NotLawful(
            "review.drafting", None, "这份文件还在起草，不能送审。", "请先在这份文件的页面点“起草完毕”，再送审。"
        )
    require_turn(StepKind.REVIEW, taken_steps(document))
    if LegalityReview.objects.filter(document=document, state__in=OPEN).exists():
        raise NotLawful(
            "review.already",
            None,
            f"“{document.title}”正在审核，不能再送一次。",
            "改过的文本，请在正在办理的审核里交下一稿；要重新送审的，请先撤回。",
        )
    return document


def _require_kind(review: LegalityReview) -> None:
    """NotAcceptable for a kind that is not reviewed here, and for a paper without a name."""
    if review.kind not in Kind.values:
        raise NotAcceptable("review.kind", "没有这一类审核。", "请从列出的类别里选。", field="kind")
    if (review.kind == Kind.NORMATIVE) != (review.document is not None):
        raise NotAcceptable(
            "review.document",
            "规范性文件要从登记簿里选，别的材料不能选登记簿里的文件。",
            "规范性文件请先起草；会议议题、纪要和其他文件，请写名称。",
            field="kind",
        )
    if review.kind == Kind.CONTRACT and not rules_of(review.agency).reviews_contracts:
        raise NotAcceptable(
            "review.contracts",
            f"{review.agency.short_name}没有设定审核行政合同。",
            "需要审核合同的，请由负责人在规范性文件规则里打开；否则请选别的类别。",
            field="kind",
        )
    if not review.title:
        raise NotAcceptable("review.no_title", "还没有写材料的名称。", "请照送审材料的标题写。", field="title")


def _reviewing(
    submitted_by: Agency, document: NormativeDocument | None, kind: str, told: Agency | None, on: date
) -> Agency:
    """Whose legal office reviews. NotLawful where neither the agency nor any above it has one."""
    own = document.agency if document else submitted_by
    keys = [int(part) for part in own.path.split("/") if part]
    above = {agency.pk: agency for agency in Agency.objects.filter(pk__in=keys)}
    nearest_first = [above[key] for key in reversed(keys)]
    if told is not None:
        nearest_first = [agency for agency in nearest_first if agency.pk == told.pk]
    elif kind in FOR_THE_HEAD:
        nearest_first = nearest_first[-1:]
    found = next((one for one in nearest_first if people_with((Duty.LEGAL_REVIEWER,), one, on)), None)
    if found is None:
        raise NotLawful(
            "review.nobody",
            None,
            f"{(told or nearest_first[-1]).short_name}没有合法性审核人，现在没有人可以审核。",
            "请系统管理员先安排合法性审核人的岗位，再送审。",
        )
    return found


@transaction.atomic
def take_review(review: LegalityReview, *, actor: Actor, seen_version: int | None = None) -> LegalityReview:
    """承办审核: the reviewer who deals with it. A colleague may take it over; who handed a text in does not review it."""
    review = lock_review(review, seen_version=seen_version)
    require_review(actor, review, "承办审核")
    require_open(review, "承办")
    require_not_submitter(review, actor)
    before = review.reviewer.name if review.reviewer else ""
    review.reviewer_id = actor.person_id
    return finish_review(actor, "taken", review, before=before)


def require_not_submitter(review: LegalityReview, actor: Actor) -> None:
    """NotAllowed for whoever handed the text in, or had a hand in it under another post: nobody reviews their own."""
    if actor.person_id is None or had_a_hand(review, actor):
        raise NotAllowed(
            "review.own_text",
            "这份材料是您起草、送审的，或者由您答复过意见，不能由您审核。",
            "请由另一位合法性审核人承办。",
        )


@transaction.atomic
def hand_in_draft(
    review: LegalityReview, *, draft: Handed, actor: Actor, seen_version: int | None = None
) -> ReviewDraft:
    """交下一稿: the text as amended. The versions before it stay, and are compared with it word by word."""
    review = lock_review(review, seen_version=seen_version)
    require_answer_review(actor, review, "交下一稿")
    require_open(review, "交稿")
    made = add_draft(review, draft, actor, actor.at.date())
    finish_review(actor, "draft_handed_in", review, number=made.number, note=made.note, signs=len(made.text))
    tell_handed_in(review, made.number, actor)
    return made


@transaction.atomic
def take_back_review(
    review: LegalityReview, *, reason: str, actor: Actor, seen_version: int | None = None
) -> LegalityReview:
    """撤回送审, while it is not concluded, with the reason. Drafts, opinions and answers stay on record."""
    review = lock_review(review, seen_version=seen_version)
    require_answer_review(actor, review, "撤回送审")
    require_open(review, "撤回")
    review.taken_back_because = require_reason(reason, example="起草单位要作大的改动，改后重新送审")
    review.state = State.TAKEN_BACK
    return finish_review(actor, "taken_back", review, reason=review.taken_back_because)
