"""同步起草、同步审签、同步发布: what still keeps the text of a document, and its interpretations, from the gate."""

from gongkai.audit.actors import Actor
from gongkai.documents.actions.record import ISSUED
from gongkai.documents.facts import rules_of
from gongkai.documents.models import NormativeDocument
from gongkai.law.documents import StepKind
from gongkai.publications import actions as publications
from gongkai.publications.models import Publication

UNREGISTERED = "规范性文件还没有登记编号"
NOT_INTERPRETED = "解读还没有准备，也没有写明不解读的理由"


def holding(document: NormativeDocument) -> str:
    """Why its text may not go to the gate yet; empty when it may."""
    if document.stage not in ISSUED:
        return UNREGISTERED
    if document.kind == NormativeDocument.Kind.OTHER or document.no_interpretation:
        return ""
    if StepKind.INTERPRETATION not in rules_of(document.agency).required:
        return ""
    return "" if document.interpretations.filter(dropped_on__isnull=True).exists() else NOT_INTERPRETED


def settle_holds(document: NormativeDocument, *, actor: Actor) -> None:
    """Hold its text and its interpretations, or let them go, as the document now stands. The last step of verbs that change that."""
    item = document.publication
    if item is not None and item.published_at is None:
        _settle(item, holding(document), document, actor)
    because = "" if document.stage in ISSUED else UNREGISTERED
    for row in document.interpretations.filter(dropped_on__isnull=True).select_related("publication"):
        if row.publication is not None and row.publication.published_at is None:
            _settle(row.publication, because, None, actor)


def _settle(item: Publication, because: str, document: NormativeDocument | None, actor: Actor) -> None:
    """document: whose number and days come onto the item that is let go; None for an interpretation, which has its own."""
    if because:
        publications.hold_item(item, because=because, actor=actor)
    elif document is None:
        publications.lift_hold(item, actor=actor)
    else:
        publications.lift_hold(
            item,
            actor=actor,
            document_number=document.number,
            dated_on=document.issued_on,
            effective_on=document.effective_on,
        )
