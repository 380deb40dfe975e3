"""公布: the text of a document as an item at the gate, an item that is public already, and the noting of what was released."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.html import escape
from django.utils.timezone import localtime

from gongkai.agencies.permissions import THE_HOUSE
from gongkai.audit.actors import Actor
from gongkai.documents.actions.holding import holding
from gongkai.documents.actions.record import ISSUED, Stage, add_step, finish, keep_validity, lock, require_alive
from gongkai.documents.actions.told import cited_pages
from gongkai.documents.models import Interpretation, NormativeDocument, ReviewDraft, Step
from gongkai.documents.permissions import require_register
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.workdays import in_words
from gongkai.pages.actions import touch
from gongkai.publications import actions as publications
from gongkai.publications.actions.record import lock as lock_item
from gongkai.publications.actions.written import Written
from gongkai.publications.models import Publication, Section
from gongkai.publications.queries.public import READABLE

SECTION = "policies"
GENRE = "规范性文件"


@transaction.atomic
def prepare_text(
    document: NormativeDocument, *, actor: Actor, text: str = "", seen_version: int | None = None
) -> Publication:
    """准备公开文本: an item of the issuing agency with the words of the last draft, by one of its writers. It is held until the
    document is registered and interpreted. text: other words than those of the draft, paragraph by line."""
    document = lock(document, seen_version=seen_version)
    require_alive(document, "准备公开的文本")
    standing = document.publication
    if standing is not None and (standing.published_at or getattr(standing, "draft", None) is not None):
        raise NotLawful(
            "document.has_text",
            None,
            "这份文件已经有公开的文本，或者文本正在报审。",
            "请打开那一件：正在拟稿的直接修改，已经公开的可以修订。",
        )
    item = publications.draft_item(
        document.agency,
        written=Written(
            title=document.title,
            body=paragraphs(text or _last_draft(document)),
            document_number=document.number,
            dated_on=document.issued_on,
            effective_on=document.effective_on,
            genre=GENRE,
            section=Section.objects.filter(slug=SECTION, closed_on__isnull=True).first(),
        ),
        actor=actor,
    )
    because = holding(document)
    if because:
        item = publications.hold_item(item, because=because, actor=actor)
    document.publication = item
    finish(actor, "text_prepared", document, title=document.title, item=item.pk)
    return item


def paragraphs(text: str) -> str:
    """Words, paragraph by line, as HTML."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _last_draft(document: NormativeDocument) -> str:
    last = ReviewDraft.objects.filter(review__document=document).order_by("review__pk", "number").last()
    return last.text if last else ""


@transaction.atomic
def link_text(
    document: NormativeDocument, *, publication: Publication, actor: Actor, seen_version: int | None = None
) -> NormativeDocument:
    """关联公开的条目: an item that is public already is the text of this document.

    The item is locked before it is looked at: of two who link it at once the second is told so.
    """
    document = lock(document, seen_version=seen_version)
    publication = lock_item(publication)
    require_register(actor, document.agency, "关联公开的条目")
    require_alive(document, "关联条目")
    if document.stage not in ISSUED:
        raise NotLawful(
            "document.not_registered",
            None,
            "这份文件还没有登记编号，不能关联已经公开的条目。",
            "请先办到登记编号；文本还没有公开的，请用“准备公开的文本”。",
        )
    if publication.standing not in READABLE:
        raise NotAcceptable(
            "document.item_not_public",
            f"那一件现在是“{publication.get_standing_display()}”，公众读不到。",
            "请填已经公开的条目；还没有公开的，请用“准备公开的文本”。",
            field="item",
        )
    _require_unlinked(document, publication)
    released = publication.published_at
    on = localtime(released).date() if released else actor.at.date()
    _require_issued_by(document, on)
    document.publication = publication
    if document.stage == Stage.PUBLICATION:
        _published(document, on, actor)
    touch("documents", f"document:{document.pk}", f"item:{publication.pk}", *cited_pages(document))
    finish(actor, "text_linked", document, title=document.title, item=publication.pk)
    return document


def _require_issued_by(document: NormativeDocument, on: date) -> None:
    """NotAcceptable for an item that was public before the document was signed: no correction would agree with it later."""
    if document.issued_on is not None and on < document.issued_on:
        raise NotAcceptable(
            "document.item_earlier",
            f"那一件{in_words(on)}就公开了，早于这份文件的成文日期{in_words(document.issued_on)}。",
            "请核对索引号；成文日期登记错了的，请先更正登记，再关联。",
            field="item",
        )


def _require_unlinked(document: NormativeDocument, publication: Publication) -> None:
    if document.publication_id is not None and document.publication_id != publication.pk:
        raise NotLawful(
            "document.has_text",
            None,
            "这份文件已经有公开的文本，或者文本正在报审。",
            "请打开那一件；文本错了的，请修订它，不用另换一件。",
        )
    other = NormativeDocument.objects.filter(publication=publication).exclude(pk=document.pk).first()
    if other is not None or Interpretation.objects.filter(publication=publication).exists():
        what = f"“{other.title}”的文本" if other else "一件解读"
        raise NotAcceptable("document.item_taken", f"那一件已经是{what}。", "请核对索引号，另填一件。", field="item")
    agencies = {document.agency_id, *document.joint.values_list("pk", flat=True)}
    if publication.issued_by_id not in agencies:
        raise NotAcceptable(
            "document.item_of_others",
            f"那一件由{publication.issued_by.short_name}发布，不是这份文件的制定机关。",
            "请核对索引号；联合制定的，请先把对方登记为联合制定机关。",
            field="item",
        )


def note_releases(now: datetime) -> int:
    """记下公布: documents whose text the gate has released since, and those whose first interpretation has. Returns how many."""
    actor = Actor(THE_HOUSE, "定时办理", None, now, "timer")
    waiting = NormativeDocument.objects.filter(stage=Stage.PUBLICATION, publication__published_at__isnull=False)
    noted = sum(_note_text(document, actor) for document in waiting.order_by("pk"))
    noted_before = Step.objects.filter(document=OuterRef("document"), kind=StepKind.INTERPRETATION, skipped=False)
    interpreted = (
        Interpretation.objects.filter(
            ~Exists(noted_before), dropped_on__isnull=True, publication__standing__in=READABLE
        )
        .select_related("document", "publication")
        .order_by("publication__published_at", "pk")
    )
    return noted + sum(note_interpreted(row, actor=actor) for row in interpreted)


@transaction.atomic
def _note_text(document: NormativeDocument, actor: Actor) -> bool:
    document = lock(document)
    item = document.publication
    if document.stage != Stage.PUBLICATION or item is None or item.published_at is None:
        return False
    on = localtime(item.published_at).date()
    _published(document, on, actor)
    touch("documents", f"document:{document.pk}", f"item:{item.pk}", *cited_pages(document))
    finish(actor, "published", document, on=on, title=document.title, item=item.pk)
    return True


def _published(document: NormativeDocument, on: date, actor: Actor) -> None:
    """The step itself. What was public before it was registered (a linked item) is published, here, on the day it was registered."""
    registered = document.registered_on or on
    add_step(document, StepKind.PUBLICATION, on=max(on, registered), actor=actor)
    document.stage = Stage.IN_USE
    keep_validity(document, actor.at.date())


@transaction.atomic
def note_interpreted(row: Interpretation, *, actor: Actor) -> bool:
    """记下解读: the first interpretation of a document that is public."""
    document = lock(row.document)
    item = row.publication
    released = item.published_at if item is not None else None
    on = localtime(released).date() if released else row.published_on
    if on is None or document.steps.filter(kind=StepKind.INTERPRETATION, skipped=False).exists():
        return False
    add_step(document, StepKind.INTERPRETATION, on=on, actor=actor, note=f"{row.get_kind_display()}：{row.title}")
    touch(f"document:{document.pk}", *([f"item:{document.publication_id}"] if document.publication_id else []))
    finish(actor, "interpreted", document, on=on, title=document.title, interpretation=row.title)
    return True
