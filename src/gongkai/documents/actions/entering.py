"""An existing document taken into the register, and its entry put right."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.applications.actions.record import require_day
from gongkai.audit.actors import Actor
from gongkai.documents.actions.numbers import give_number, require_registration_free
from gongkai.documents.actions.record import finish, keep_validity, told_day
from gongkai.documents.actions.told import DocumentTold, set_links, write_on
from gongkai.documents.models import NormativeDocument
from gongkai.documents.permissions import require_register
from gongkai.law.changes import require_days
from gongkai.law.validity import DocumentFact
from gongkai.pages.actions import touch
from gongkai.publications.actions.record import require_fits

Stage = NormativeDocument.Stage


@dataclass(frozen=True, kw_only=True)
class EntryTold(DocumentTold):
    """What is told of a document that was issued already. disclosed_on: the first day it was public, where that was before the gate."""

    issued_on: date
    number: str = ""
    registration_number: str = ""
    registered_on: date | None = None
    disclosed_on: date | None = None


@transaction.atomic
def enter_document(
    agency: Agency, *, told: EntryTold, actor: Actor, drafted_by: Agency | None = None, imported_from: str = ""
) -> NormativeDocument:
    """登记入册: take a document that was issued already into the register, in use from its own days. It counts once, with `agency`.

    drafted_by: the department that drafted it, whose it is to interpret. imported_from: the list it came with.
    """
    require_register(actor, agency, "登记入册")
    document = NormativeDocument(agency=agency, drafted_by=drafted_by or agency, stage=Stage.IN_USE)
    document.imported_from = imported_from.strip()
    write_entry(document, told, actor)
    document.save()
    keep_validity(document, actor.at.date())
    set_links(document, told)
    finish(actor, "entered", document, title=document.title, number=document.number, issued_on=told_day(told.issued_on))
    touch("documents", f"document:{document.pk}")
    return document


def write_entry(document: NormativeDocument, told: EntryTold, actor: Actor) -> None:
    """Put an entry on the row, unsaved. NotAcceptable and NotLawful name what cannot be."""
    write_on(document, told)
    require_day(told.issued_on, actor, field="issued_on")
    for name in ("registered_on", "disclosed_on"):
        day = getattr(told, name)
        if day is not None:
            require_day(day, actor, field=name, not_before=told.issued_on, before_what="成文日期")
    require_days(
        DocumentFact("", document.kind, told.issued_on, told.effective_on, told.valid_until, told.disclosed_on)
    )
    give_number(document, told.number)
    document.registration_number = told.registration_number.strip()
    require_registration_free(document)
    document.issued_on, document.registered_on = told.issued_on, told.registered_on
    document.disclosed_on = told.disclosed_on
    require_fits(document)
