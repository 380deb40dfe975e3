"""效力变动: the act that amended, repealed, extended a document or declared it lapsed; cancelled where it was recorded by mistake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.documents.actions.record import ISSUED, finish, keep_validity, lock, told_day
from gongkai.documents.facts import fact_of, with_changes
from gongkai.documents.models import Change, NormativeDocument
from gongkai.documents.permissions import require_register
from gongkai.law.changes import require_change, require_no_circle
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.validity import ChangeFact, DocumentFact
from gongkai.pages.actions import touch
from gongkai.publications.actions.record import require_fits

Kind = Change.Kind


@dataclass(frozen=True)
class ChangeTold:
    """An act on a document, as `record_change` takes it: see `documents.models.Change`."""

    kind: str
    effective_on: date
    acting: NormativeDocument | None = None
    acting_title: str = ""
    acting_number: str = ""
    replaced: bool = False
    until: date | None = None
    reason: str = ""


@transaction.atomic
def record_change(
    document: NormativeDocument,
    *,
    kind: str,
    effective_on: date,
    actor: Actor,
    acting: NormativeDocument | None = None,
    acting_title: str = "",
    acting_number: str = "",
    replaced: bool = False,
    until: date | None = None,
    reason: str = "",
    seen_version: int | None = None,
) -> Change:
    """登记效力变动 of an issued document, from a day on. acting: the document of the register that did it; else its title as printed.

    replaced: the acting document takes its place. until: the new last day of the term, of an extension. Refused with words: before
    it was issued, after it ended, by a document not in force that day, in a circle.
    """
    told = ChangeTold(kind, effective_on, acting, acting_title, acting_number, replaced, until, reason)
    if acting is not None:  # both rows in one order, so that two who record the circle at once do not pass each other
        rows = NormativeDocument.objects.select_for_update(no_key=True).order_by("pk")
        list(rows.filter(pk__in=[document.pk, acting.pk]).values_list("pk"))
    document = lock(document, seen_version=seen_version)
    require_register(actor, document.agency, "登记效力变动")
    change = write_change(document, told, actor)
    finish(
        actor,
        "change_recorded",
        document,
        on=effective_on,
        title=document.title,
        change=change.kind,
        acting=change.acting_title,
        number=change.acting_number,
        until=told_day(until),
        reason=change.reason,
    )
    return change


def write_change(document: NormativeDocument, told: ChangeTold, actor: Actor) -> Change:
    """The row of a change of a locked document, and its cache, unsaved: the verb ends with `finish`."""
    change = Change(
        document=document,
        kind=_kind(told),
        effective_on=told.effective_on,
        acting=told.acting,
        acting_title=told.acting_title.strip() or (told.acting.title if told.acting else ""),
        acting_number=told.acting_number.strip() or (told.acting.number if told.acting else ""),
        replaced=told.replaced,
        until=told.until if told.kind == Kind.EXTENDED else None,
        reason=told.reason.strip(),
        recorded_by=actor.name,
        recorded_at=actor.at,
    )
    _require_act(document, change)
    acting = _acting_fact(document, told.acting)
    fact = fact_of(with_changes(NormativeDocument.objects.filter(pk=document.pk)).get())
    reference = acting.reference if acting else ""
    acted = days_acted([document.pk]).get(document.pk, [])
    told_fact = ChangeFact(change.kind, change.effective_on, change.until, reference)
    require_change(fact, told_fact, acting=acting, acted=acted)
    require_fits(change)
    change.save()
    keep_validity(document, actor.at.date())
    touch(*groups_of(document, told.acting))
    return change


def groups_of(*documents: NormativeDocument | None) -> list[str]:
    """The pages that show how these documents stand: the library's lists, their own pages, and those of their texts."""
    found = ["documents"]
    for document in documents:
        if document is not None:
            found.append(f"document:{document.pk}")
            found += [f"item:{document.publication_id}"] if document.publication_id else []
    return found


def days_acted(documents: Iterable[int]) -> dict[int, list[date]]:
    """Key → the days from which these documents changed others; those that changed none are left out. One query."""
    found: dict[int, list[date]] = {}
    rows = Change.objects.filter(acting__in=list(documents), cancelled_at__isnull=True)
    for acting, day in rows.values_list("acting_id", "effective_on"):
        found.setdefault(acting or 0, []).append(day)
    return found


def acts_by_document() -> dict[str, list[str]]:
    """Reference → the documents it acted on, in the whole register: one query, and few rows hold an act."""
    found: dict[str, list[str]] = {}
    rows = Change.objects.filter(acting__isnull=False, cancelled_at__isnull=True)
    for acting, document in rows.values_list("acting_id", "document_id"):
        found.setdefault(f"normativedocument:{acting}", []).append(f"normativedocument:{document}")
    return found


def _kind(told: ChangeTold) -> str:
    if told.kind not in Kind.values:
        raise NotAcceptable("change.kind", "还没有选哪一种变动。", "请从列出的几种里选一种。", field="kind")
    return told.kind


def _require_act(document: NormativeDocument, change: Change) -> None:
    if document.stage not in ISSUED:
        raise NotLawful(
            "change.not_issued",
            None,
            f"“{document.title}”还没有印发，没有效力可以变动。",
            "不再制定的，请办理“终止制定”；已经印发的，请先登记编号。",
        )
    if not change.acting_title:
        raise NotAcceptable(
            "change.no_acting",
            "还没有写依据哪一份文件。",
            "请从登记簿里选依据的文件；登记簿里没有的，写明它的标题。",
            field="acting_title",
        )
    if change.replaced and change.kind != Kind.REPEALED:
        raise NotAcceptable(
            "change.replaced",
            "由新文件代替的，是废止。",
            "请把变动选为“废止”，或者取消“由依据的文件代替”。",
            field="replaced",
        )


def _acting_fact(document: NormativeDocument, acting: NormativeDocument | None) -> DocumentFact | None:
    """The acting document as the law sees it. NotLawful for one that is not issued, is this one itself, or closes a circle."""
    if acting is None:
        return None
    if acting.pk == document.pk:
        raise NotLawful(
            "change.itself", None, "依据的文件不能是这份文件自己。", "请选变动它的那一份文件。", field="acting"
        )
    row = with_changes(NormativeDocument.objects.filter(pk=acting.pk)).get()
    if row.stage not in ISSUED:
        raise NotLawful(
            "change.acting_not_issued",
            None,
            f"依据的《{row.title}》还没有印发，不能变动别的文件。",
            "请先办完它的登记编号，再登记效力变动。",
            field="acting",
        )
    fact = fact_of(row)
    require_no_circle(f"normativedocument:{document.pk}", fact.reference, acts_by_document())
    return fact
