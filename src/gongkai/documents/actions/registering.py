"""登记编号: the act by which a document is issued; its place in the register, by a number without gaps."""

from datetime import date

from django.db import transaction

from gongkai.agencies.actions import next_number
from gongkai.agencies.models import Agency
from gongkai.applications.actions.record import require_day
from gongkai.audit.actors import Actor
from gongkai.documents.actions.holding import settle_holds
from gongkai.documents.actions.numbers import give_number
from gongkai.documents.actions.record import add_step, finish, keep_validity, lock
from gongkai.documents.facts import register_of
from gongkai.documents.models import NormativeDocument
from gongkai.documents.permissions import require_register
from gongkai.law.changes import require_days
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable
from gongkai.law.validity import DocumentFact

SERIES = "document"  # of `next_number`


@transaction.atomic
def register_document(
    document: NormativeDocument,
    *,
    number: str,
    issued_on: date,
    on: date,
    actor: Actor,
    effective_on: date | None = None,
    valid_until: date | None = None,
    seen_version: int | None = None,
) -> NormativeDocument:
    """登记编号, after everything before it: the document has its 发文字号 and the day it was signed, and gets one number of the
    register. From now on it is issued; its text may go to the gate.

    on: the day it is registered; issued_on: 成文日期; valid_until: the last day of its term, empty for none.
    """
    document = lock(document, seen_version=seen_version)
    require_register(actor, document.agency, "登记编号")
    _require_days(document, issued_on, on, effective_on, valid_until, actor)
    add_step(document, StepKind.REGISTRATION, on=on, actor=actor)
    if not number.strip():
        raise NotAcceptable(
            "document.no_number",
            "还没有写发文字号。",
            "请照印发的文件填写，例如“云政办发〔2024〕7号”。",
            field="number",
        )
    give_number(document, number)
    document.registration_number = next_registration_number(document.agency, on.year)
    document.issued_on, document.registered_on = issued_on, on
    document.effective_on, document.valid_until = effective_on, valid_until
    keep_validity(document, actor.at.date())
    finish(
        actor,
        "registered",
        document,
        on=on,
        title=document.title,
        number=document.number,
        registration_number=document.registration_number,
    )
    settle_holds(document, actor=actor)
    return document


def _require_days(
    document: NormativeDocument,
    issued_on: date,
    on: date,
    effective_on: date | None,
    valid_until: date | None,
    actor: Actor,
) -> None:
    require_day(on, actor)
    deliberated = document.steps.filter(kind=StepKind.DELIBERATION, skipped=False).order_by("done_on").last()
    require_day(
        issued_on,
        actor,
        field="issued_on",
        not_before=deliberated.done_on if deliberated else None,
        before_what="集体审议之日",
    )
    if issued_on > on:
        raise NotAcceptable(
            "document.signed_later",
            "成文日期晚于登记之日。",
            "文件签发以后才登记编号，请核对两个日期。",
            field="issued_on",
        )
    require_days(DocumentFact("", document.kind, issued_on, effective_on, valid_until))


def next_registration_number(agency: Agency, year: int) -> str:
    """〈代字〉〔年份〕〈顺序号〉号, one series a year for all under one mark, no number left out. Call inside the transaction that registers."""
    holder, mark = register_of(agency)
    while True:
        number = f"{mark}〔{year}〕{next_number(holder, SERIES, year)}号"
        taken = NormativeDocument.objects.filter(agency__path__startswith=holder.path, registration_number=number)
        if not taken.exists():  # a number that came with an import
            return number
