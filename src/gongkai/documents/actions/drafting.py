"""The beginning of a document: begun, revised while it is drafted, urgent, ready for its steps, given up."""

from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.documents.actions.record import (
    ISSUED,
    Stage,
    finish,
    lock,
    require_alive,
    stage_after,
)
from gongkai.documents.actions.told import DocumentTold, set_links, write_on
from gongkai.documents.facts import taken_steps
from gongkai.documents.models import LegalityReview, NormativeDocument
from gongkai.documents.permissions import may_draft, refuse, require_draft
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.publications.actions.holding import hold_item
from gongkai.publications.actions.record import require_fits, require_reason

OPEN_REVIEW = (LegalityReview.State.RECEIVED, LegalityReview.State.ANSWERING, LegalityReview.State.ANSWERED)
DROPPED_HOLD = "所属的规范性文件已经终止制定"


@transaction.atomic
def draft_document(
    agency: Agency, *, told: DocumentTold, actor: Actor, drafted_by: Agency | None = None
) -> NormativeDocument:
    """起草规范性文件 of an agency. drafted_by: the department that drafts it for the agency above it; who drafts interprets."""
    drafter = drafted_by or agency
    if not may_draft(actor, drafter):
        refuse(actor, "document.not_drafting", f"起草须由{drafter.short_name}的经办人、联络员或者编辑办理。")
    if not drafter.path.startswith(agency.path):
        raise NotAcceptable(
            "document.drafter",
            f"{drafter.short_name}不是{agency.short_name}，也不是它所属的部门，不能为它起草。",
            "制定机关请选本机关或者上级机关；几家联合制定的，请由牵头的机关起草。",
            field="agency",
        )
    document = NormativeDocument(agency=agency, drafted_by=drafter)
    write_on(document, told)
    document.save()
    set_links(document, told)
    finish(actor, "drafted", document, title=document.title, agency=agency.short_name, kind=document.kind)
    return document


@transaction.atomic
def revise_document(
    document: NormativeDocument, *, told: DocumentTold, actor: Actor, seen_version: int | None = None
) -> NormativeDocument:
    """修改文件信息, until it is registered: what is told of it. Its text is handed in with the legality review."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "修改文件信息")
    require_unissued(document, "修改")
    before = document.title
    write_on(document, told)
    set_links(document, told)
    finish(actor, "revised", document, title=document.title, before=before)
    return document


@transaction.atomic
def finish_drafting(document: NormativeDocument, *, actor: Actor, seen_version: int | None = None) -> NormativeDocument:
    """起草完毕: the draft is ready for the step that comes next."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "办理起草完毕")
    if document.stage != Stage.DRAFTING:
        raise NotLawful(
            "document.not_drafted",
            None,
            f"这份文件现在的环节是“{document.get_stage_display()}”，起草早已完毕。",
            "请打开这份文件的页面，按现在的环节办理。",
        )
    document.stage = stage_after(taken_steps(document))
    finish(actor, "draft_finished", document, title=document.title, stage=document.stage)
    return document


@transaction.atomic
def mark_urgent(
    document: NormativeDocument, *, reason: str, actor: Actor, seen_version: int | None = None
) -> NormativeDocument:
    """按紧急程序办理: shorter limits, and the reason that stays visible. No step falls away by itself."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "按紧急程序办理")
    require_unissued(document, "改为紧急程序")
    document.urgent = require_reason(reason, example="汛情紧急，须在主汛期前施行")
    finish(actor, "marked_urgent", document, title=document.title, reason=document.urgent)
    return document


@transaction.atomic
def drop_document(
    document: NormativeDocument, *, reason: str, actor: Actor, seen_version: int | None = None
) -> NormativeDocument:
    """终止制定, before it is registered, with the reason. What was done stays on record; its text and interpretations stay held."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "终止制定")
    require_unissued(document, "终止")
    if document.reviews.filter(state__in=OPEN_REVIEW).exists():
        raise NotLawful(
            "document.in_review", None, "这份文件正在合法性审核，不能终止。", "请先在审核的页面撤回送审，再终止制定。"
        )
    document.dropped_because = require_reason(reason, example="上级已经就同一事项作出规定")
    document.stage = Stage.DROPPED
    items = [row.publication for row in document.interpretations.select_related("publication")]
    for item in (document.publication, *items):
        if item is not None:
            hold_item(item, because=DROPPED_HOLD, actor=actor)
    finish(actor, "dropped", document, title=document.title, reason=document.dropped_because)
    return document


def send_back(document: NormativeDocument, *, reason: str, on: date, actor: Actor) -> NormativeDocument:
    """退回起草: the step of a verb that found it cannot go on as it is (a legality review: unlawful)."""
    document = lock(document)
    require_unissued(document, "退回")
    document.stage = Stage.DRAFTING
    require_fits(document)
    finish(actor, "sent_back", document, on=on, title=document.title, reason=reason)
    return document


def require_unissued(document: NormativeDocument, verb: str) -> None:
    """NotLawful for a document that is registered or was given up."""
    require_alive(document, verb)
    if document.stage in ISSUED:
        raise NotLawful(
            "document.issued",
            None,
            f"“{document.title}”已经登记编号，不能再{verb}。",
            "登记有误的，请在登记簿里更正；内容要改的，请另行制定修改或者废止它的文件。",
        )
