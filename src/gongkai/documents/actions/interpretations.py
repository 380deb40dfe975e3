"""解读: drafted with the document by who drafts it, noted where it stands elsewhere, given up; exemption with a reason."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.html import escape

from gongkai.applications.actions.record import require_day
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.actions.holding import UNREGISTERED, settle_holds
from gongkai.documents.actions.publishing import note_interpreted, paragraphs
from gongkai.documents.actions.record import ISSUED, add_step, finish, lock, require_alive
from gongkai.documents.models import Interpretation, NormativeDocument
from gongkai.documents.permissions import require_draft
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.interpretation import require_words
from gongkai.pages.actions import touch
from gongkai.publications import actions as publications
from gongkai.publications.actions.record import require_fits, require_reason
from gongkai.publications.actions.written import Written
from gongkai.publications.models import Draft, Publication, Section
from gongkai.publications.permissions import may_write
from gongkai.publications.queries.public import READABLE

SECTION = "interpretations"
DROPPED_HOLD = "这件解读已经取消"
Kind = Interpretation.Kind
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, kw_only=True)
class InterpretationTold:
    """What an interpretation is. text: its words, paragraph by line; by_whom: the expert, the paper, the spokesperson;
    equivalent: the words of a picture; transcript: of a video, unless it is subtitled."""

    kind: str
    title: str
    text: str = ""
    by_whom: str = ""
    equivalent: str = ""
    transcript: str = ""
    subtitled: bool = False


@transaction.atomic
def draft_interpretation(document: NormativeDocument, *, told: InterpretationTold, actor: Actor) -> Interpretation:
    """起草解读, with the document or after it: an item of whoever drafts the document, at the gate like any other.

    Until the document is registered it is held. Pictures and videos are attached to the item; their words stand in its text.
    """
    document = _open(document, told, actor, "起草解读")
    if not may_write(actor, document.drafted_by):
        raise NotAllowed(
            "interpretation.not_drafter",
            f"谁起草、谁解读：这份文件的解读由{document.drafted_by.short_name}的经办人、部门联络员或者编辑起草。",
            "请转交起草单位；专家、媒体的解读已经发表的，可以登记它的网址。",
        )
    if not told.text.strip() and not told.equivalent.strip() and not told.transcript.strip():
        raise NotAcceptable(
            "interpretation.no_text",
            "还没有写解读的内容。",
            "请写清背景、主要内容、办事的人要知道什么；视频请写一段介绍。",
            field="text",
        )
    item = publications.draft_item(
        document.drafted_by,
        written=Written(
            title=told.title,
            body=_body(told),
            source=told.by_whom,
            keywords="政策解读",
            section=Section.objects.filter(slug=SECTION, closed_on__isnull=True).first(),
        ),
        actor=actor,
    )
    if document.stage not in ISSUED:
        item = publications.hold_item(item, because=UNREGISTERED, actor=actor)
    row = _write(document, told, actor, publication=item)
    settle_holds(document, actor=actor)
    audit.record(
        actor,
        "interpretation.drafted",
        row,
        on=actor.at.date(),
        title=row.title,
        kind=row.kind,
        document=document.title,
        item=item.pk,
    )
    return row


@transaction.atomic
def note_interpretation_elsewhere(
    document: NormativeDocument, *, told: InterpretationTold, address: str, published_on: date, actor: Actor
) -> Interpretation:
    """登记在别处发表的解读: a newspaper's, a broadcaster's, an expert's, a press conference's, with its address and its day."""
    document = _open(document, told, actor, "登记解读")
    require_draft(actor, document, "登记解读")
    if document.stage not in ISSUED:
        raise NotLawful(
            "interpretation.too_early",
            None,
            "这份文件还没有登记编号，不会有已经发表的解读。",
            "请先办到登记编号；本机关自己的解读可以现在就起草。",
        )
    if not _ADDRESS.fullmatch(address.strip()):
        raise NotAcceptable(
            "interpretation.address",
            "解读的网址不完整。",
            "请从浏览器的地址栏复制，以 http:// 或者 https:// 开头。",
            field="address",
        )
    if not told.by_whom.strip():
        raise NotAcceptable(
            "interpretation.by_whom", "还没有写是谁解读的。", "请写专家、媒体或者发布会的名称。", field="by_whom"
        )
    require_day(published_on, actor, field="published_on", not_before=document.issued_on, before_what="文件的成文日期")
    row = _write(document, told, actor, address=address.strip(), published_on=published_on)
    settle_holds(document, actor=actor)
    audit.record(
        actor,
        "interpretation.noted",
        row,
        on=published_on,
        title=row.title,
        kind=row.kind,
        document=document.title,
        address=row.address,
    )
    note_interpreted(row, actor=actor)
    touch(*_pages(document))
    return row


@transaction.atomic
def exempt_interpretation(
    document: NormativeDocument, *, reason: str, actor: Actor, seen_version: int | None = None
) -> NormativeDocument:
    """不解读, with a reason that stays visible in the document's course and on the board."""
    document = lock(document, seen_version=seen_version)
    require_draft(actor, document, "决定不解读")
    require_alive(document, "决定不解读")
    if document.interpretations.filter(dropped_on__isnull=True).exists():
        raise NotLawful(
            "interpretation.there_is", None, "这份文件已经有解读。", "确实不再解读的，请先取消那件解读，再写明理由。"
        )
    document.no_interpretation = require_reason(reason, example="只涉及机关内部的工作安排，群众不需要据此办事")
    add_step(
        document,
        StepKind.INTERPRETATION,
        on=actor.at.date(),
        actor=actor,
        skipped=True,
        reason=document.no_interpretation,
    )
    finish(actor, "interpretation_exempted", document, title=document.title, reason=document.no_interpretation)
    settle_holds(document, actor=actor)
    return document


@transaction.atomic
def drop_interpretation(row: Interpretation, *, reason: str, actor: Actor) -> Interpretation:
    """取消解读 that is not public here: its draft goes, the document is without it again. The reason stays."""
    row = (
        Interpretation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document", "publication")
        .get(pk=row.pk)
    )
    document = lock(row.document)
    require_draft(actor, document, "取消解读")
    if row.dropped_on is not None:
        raise NotAcceptable("interpretation.dropped", "这件解读已经取消。", "请看这份文件的页面。")
    item = row.publication
    if item is not None and item.standing in READABLE:  # what is laid by is still read
        raise NotLawful(
            "interpretation.public", None, "这件解读已经公开。", "要取消的，请先在“公开”里把它撤下，写明理由。"
        )
    row.dropped_because = require_reason(reason, example="改为以问答的形式解读")
    row.dropped_on = actor.at.date()
    row.version += 1
    require_fits(row)
    row.save()
    if item is not None:
        if Draft.objects.filter(publication=item).exists():
            publications.drop_draft(item, reason=row.dropped_because, actor=actor)
        publications.hold_item(item, because=DROPPED_HOLD, actor=actor)
    audit.record(
        actor,
        "interpretation.dropped",
        row,
        on=row.dropped_on,
        title=row.title,
        document=document.title,
        reason=row.dropped_because,
    )
    settle_holds(document, actor=actor)
    touch(*_pages(document))
    return row


def _open(document: NormativeDocument, told: InterpretationTold, actor: Actor, verb: str) -> NormativeDocument:
    """The document, locked, if it may have one more interpretation of that kind."""
    document = lock(document)
    require_alive(document, verb)
    item = document.publication
    if item is not None and item.standing == Publication.Standing.WITHDRAWN:
        raise NotLawful(
            "interpretation.withdrawn",
            None,
            f"“{document.title}”的文本已经撤下，不能再{verb}。",
            "文本更正后会重新公开的，请等公开以后再解读；不再公开的，不用解读。",
        )
    if told.kind not in Kind.values:
        raise NotAcceptable("interpretation.kind", "还没有选解读的形式。", "请从七种形式里选一种。", field="kind")
    if not told.title.strip():
        raise NotAcceptable("interpretation.no_title", "还没有写解读的标题。", "请先写标题。", field="title")
    require_words(told.kind, equivalent=told.equivalent, transcript=told.transcript, subtitled=told.subtitled)
    return document


def _write(document: NormativeDocument, told: InterpretationTold, actor: Actor, **where: object) -> Interpretation:
    row = Interpretation(
        document=document,
        drafted_by=document.drafted_by,
        kind=told.kind,
        title=told.title.strip(),
        by_whom=told.by_whom.strip(),
        equivalent=told.equivalent.strip(),
        transcript=told.transcript.strip(),
        subtitled=told.subtitled,
        **where,
    )
    require_fits(row)
    row.save()
    if document.no_interpretation:  # it is interpreted after all
        document.no_interpretation = ""
        finish(actor, "exemption_ended", document, title=document.title)
    return row


def _body(told: InterpretationTold) -> str:
    """The words of the item: the text, then what stands in for a picture or a video."""
    parts = [paragraphs(told.text)]
    for heading, words in (("图片的文字说明", told.equivalent), ("视频的文字稿", told.transcript)):
        if words.strip():
            parts.append(f"<h2>{escape(heading)}</h2>{paragraphs(words)}")
    return "".join(parts)


def _pages(document: NormativeDocument) -> list[str]:
    """The groups of public pages a document's interpretations stand in."""
    return [f"document:{document.pk}", *([f"item:{document.publication_id}"] if document.publication_id else [])]
