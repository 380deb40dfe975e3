"""The steps of a document's life that are recorded here: solicitation, deliberation, evaluation; one passed over with a reason."""

import re
from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import require_day
from gongkai.audit.actors import Actor
from gongkai.documents.actions.record import Stage, add_step, finish, lock, require_alive, told_day
from gongkai.documents.facts import rules_of
from gongkai.documents.models import NormativeDocument, Step
from gongkai.documents.permissions import require_draft
from gongkai.law.documents import StepKind, require_reason_to_skip
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.workdays import in_words

NOT_ASKED = "本机关规则不要求这一环节"
MOST = 10_000_000  # opinions; a larger number is a slip of the keys
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


@transaction.atomic
def record_solicitation(
    document: NormativeDocument,
    *,
    since: date,
    until: date,
    opinions: int,
    actor: Actor,
    address: str = "",
    taken: int | None = None,
    note: str = "",
    seen_version: int | None = None,
) -> Step:
    """登记征求意见: from when until when, where it was asked, how many opinions came and how many were taken.

    address: of the page that asked; empty where it was asked otherwise, which the note then says. Two solicitations are two rows.
    """
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "登记征求意见")
    _require_days(since, until, actor)
    _require_where(address.strip(), note)
    _require_counts(opinions, taken)
    step = add_step(
        document,
        StepKind.SOLICITATION,
        on=until,
        actor=actor,
        since=since,
        until=until,
        address=address,
        opinions=opinions,
        taken=taken,
        note=note,
    )
    finish(
        actor,
        "solicited",
        document,
        on=until,
        title=document.title,
        since=told_day(since),
        until=told_day(until),
        opinions=opinions,
    )
    return step


def _require_days(since: date, until: date, actor: Actor) -> None:
    require_day(until, actor, field="until")
    if until < since:
        raise NotAcceptable(
            "solicitation.ends_first",
            f"截止之日{in_words(until)}早于开始之日{in_words(since)}。",
            "请核对两个日期，改正填错的一个。",
            field="until",
        )


def _require_where(address: str, note: str) -> None:
    if address and not _ADDRESS.fullmatch(address):
        raise NotAcceptable(
            "solicitation.address",
            "征求意见的网址不完整。",
            "请从浏览器的地址栏复制，以 http:// 或者 https:// 开头；不在网上征求的，请空着，在“情况”里写明方式。",
            field="address",
        )
    if not address and not note.strip():
        raise NotAcceptable(
            "solicitation.where",
            "还没有写在哪里征求的意见。",
            "请填网址；书面征求、开座谈会的，请在“情况”里写明。",
            field="address",
        )


def _require_counts(opinions: int, taken: int | None) -> None:
    if not 0 <= opinions <= MOST:
        raise NotAcceptable(
            "solicitation.opinions", f"收到意见数是{opinions}。", "没有收到意见的填0；请核对数目。", field="opinions"
        )
    if taken is not None and not 0 <= taken <= opinions:
        raise NotAcceptable(
            "solicitation.taken",
            f"采纳{taken}条，收到{opinions}条。",
            "采纳的不能多于收到的；还没有统计采纳情况的，请空着。",
            field="taken",
        )


@transaction.atomic
def record_deliberation(
    document: NormativeDocument,
    *,
    place: str,
    on: date,
    actor: Actor,
    note: str = "",
    seen_version: int | None = None,
) -> Step:
    """登记集体审议: the meeting that deliberated on it, and when. Only after the legality review (国办发〔2018〕37号 [M])."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "登记集体审议")
    if not place.strip():
        raise NotAcceptable(
            "deliberation.no_place",
            "还没有写是哪次会议审议的。",
            "请写会议的名称和届次，例如“区政府第32次常务会议”。",
            field="place",
        )
    step = add_step(document, StepKind.DELIBERATION, on=on, actor=actor, place=place, note=note)
    finish(actor, "deliberated", document, on=on, title=document.title, place=step.place)
    return step


@transaction.atomic
def record_evaluation(
    document: NormativeDocument,
    *,
    on: date,
    note: str,
    actor: Actor,
    seen_version: int | None = None,
) -> Step:
    """登记评估: how a document in use works, and what is to become of it. It may be evaluated again."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "登记评估")
    require_alive(document, "评估")
    if document.stage != Stage.IN_USE:
        raise NotLawful(
            "evaluation.not_in_use",
            None,
            f"这份文件现在的环节是“{document.get_stage_display()}”，还没有公布，谈不上评估。",
            "请在它公布施行以后登记评估。",
        )
    if not note.strip():
        raise NotAcceptable(
            "evaluation.no_note", "还没有写评估的情况。", "请写明评估了什么、结论是什么、打算怎么办。", field="note"
        )
    require_day(on, actor, not_before=document.issued_on, before_what="成文日期")
    step = add_step(document, StepKind.EVALUATION, on=on, actor=actor, note=note)
    finish(actor, "evaluated", document, on=on, title=document.title)
    return step


@transaction.atomic
def skip_step(
    document: NormativeDocument,
    *,
    kind: str,
    on: date,
    actor: Actor,
    reason: str = "",
    seen_version: int | None = None,
) -> Step:
    """不经这一环节: solicitation or deliberation passed over. The reason stays visible in the document's course for ever.

    Where the agency does not require the step, no reason is asked; the course then says just that.
    """
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "省略环节")
    step = StepKind(kind) if kind in set(StepKind) else None
    if step is None or step in {StepKind.INTERPRETATION, StepKind.EVALUATION}:
        raise NotAcceptable(
            "step.kind",
            "还没有选要省略的环节。",
            "请选征求意见或者集体审议；不解读的，请在解读那里写明理由。",
            field="kind",
        )
    required = rules_of(document.agency).required
    require_reason_to_skip(step, required=required, urgent=bool(document.urgent), reason=reason)
    why = reason.strip() or NOT_ASKED
    skipped = add_step(document, step, on=on, actor=actor, skipped=True, reason=why)
    finish(actor, "step_skipped", document, on=on, title=document.title, step=step.value, reason=why)
    return skipped
