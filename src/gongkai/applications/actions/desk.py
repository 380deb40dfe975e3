"""Around the case: who handles it, notes that stay inside, looks at identity papers, the applicant's look at the case."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.agencies.queries import officers_of
from gongkai.applications import codes
from gongkai.applications.actions.record import finish, lock
from gongkai.applications.models import Application, IdentityPaper, Note, QueryAttempt
from gongkai.applications.permissions import require_handle, require_see
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.files.queries import content_of
from gongkai.files.sealing import unseal
from gongkai.law.errors import NotAcceptable

TRIES = 5
WAIT = timedelta(minutes=15)


@transaction.atomic
def assign_officer(
    application: Application, officer: Person, *, actor: Actor, seen_version: int | None = None
) -> Application:
    """指定经办人: one of the agency's desk officers that day."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "指定经办人")
    if officer not in officers_of(application.agency_id, actor.at.date()):
        raise NotAcceptable(
            "officer.not_here", f"{officer.name}现在不是本机关的经办人。", "请从列出的经办人中选择。", field="officer"
        )
    application.officer = officer
    return finish(application, actor, "assigned", on=actor.at.date(), officer=officer.name)


@transaction.atomic
def add_note(application: Application, text: str, *, actor: Actor) -> Note:
    """写内部备注. The applicant never sees it. It does not change the case, so it asks for no version."""
    require_see(actor, application)
    if not text.strip():
        raise NotAcceptable("note.empty", "备注还没有写内容。", "请写好再保存。", field="text")
    note = Note.objects.create(application=application, text=text.strip(), by=actor.name, at=actor.at)
    audit.record(actor, "application.noted", application)
    return note


@transaction.atomic
def look_at_identity_paper(
    application: Application, *, reason: str, actor: Actor
) -> tuple[IdentityPaper, str, bytes | None]:
    """查看身份证明: the paper, its number in plain, its scan. Each look is logged with its reason."""
    require_handle(actor, application.agency_id, "查看身份证明")
    if not reason.strip():
        raise NotAcceptable(
            "identity.reason", "查看身份证明要写明理由。", "请写一句理由，例如“核对申请人身份”。", field="reason"
        )
    paper = application.applicant.identity_paper
    number = unseal(bytes(paper.number), f"applicant:{application.applicant_id}").decode()
    audit.record(actor, "application.identity_looked_at", application, reason=reason.strip()[:100])
    return paper, number, content_of(paper.scan) if paper.scan else None


def look_up(number: str, code: str, *, address: str, actor: Actor) -> Application:
    """查询 with number and code. NotAcceptable when they do not fit; after five wrong tries for a number or from an
    address within 15 minutes everything is refused until the wait is over. Each wrong try is logged; what is refused
    during the wait is not, or guessing could fill the journal."""
    number = codes.tidy_number(number)
    where = hashlib.sha256(settings.PAPERS_KEY + address.encode()).hexdigest()
    since = actor.at - WAIT
    _require_not_slowed(number, where, since)
    application = Application.objects.select_related("agency", "applicant").filter(query_number=number).first()
    if application is not None and codes.is_right(code, application.query_code):
        return application
    with transaction.atomic():
        audit.record(actor, "query.refused", application or "query", number=number)
        _require_not_slowed(
            number, where, since
        )  # again under the journal's lock: of guesses sent all at once, five count
        QueryAttempt.objects.filter(at__lte=since).delete()
        QueryAttempt.objects.create(number=number, address=where, at=actor.at)
    raise NotAcceptable(
        "query.wrong",
        "编号和查询码对不上。",
        "请照回执上的编号和查询码重新输入，字母不分大小写。",
        field="code",
    )


def _require_not_slowed(number: str, where: str, since: datetime) -> None:
    recent = QueryAttempt.objects.filter(at__gt=since)
    if max(recent.filter(number=number).count(), recent.filter(address=where).count()) >= TRIES:
        raise NotAcceptable(
            "query.slowed",
            f"15分钟内输错了{TRIES}次，查询暂停。",
            "请15分钟后再试；查询码印在回执上，找不到回执请打受理机关的电话。",
        )
