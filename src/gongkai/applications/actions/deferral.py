"""数量、频次明显超过合理范围 (Regulations art. 35): reasons are asked for first; then a later day may be set, or the
application not be taken up."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.record import add_event, finish, lock, number_document, require_day, require_verb
from gongkai.applications.models import Application, Event
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.clock import require_deferral
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Verb

ARTICLE = cite("条例", 35)


@transaction.atomic
def request_reasons(
    application: Application,
    *,
    counts: str,
    reply_by: date,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """要求说明理由. Regulations art. 35: once, with the number and frequency met. The time limit runs on.

    counts: period and number, as the letter says them.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "要求说明理由")
    require_verb(application, Verb.REQUEST_REASONS)
    require_day(on, actor, not_before=application.received_on)
    if reasons_requested(application) is not None:
        raise NotLawful(
            "reasons.repeated",
            ARTICLE,
            "已经要求过申请人说明理由。",
            "请登记申请人说明的理由，或者等期限过后再作处理。",
        )
    if not counts.strip():
        raise NotAcceptable(
            "reasons.no_counts",
            "还没有写数量和频次。",
            "请写明期间和件数，例如“2026年1月至3月共提出申请86件”。",
            field="counts",
        )
    if reply_by <= on:
        raise NotAcceptable(
            "reasons.no_time", "说明理由的期限不晚于告知的当天。", "请给申请人一个合理的期限。", field="reply_by"
        )
    values = {"counts": counts.strip().rstrip("。"), "reply_by": reply_by}
    content = wording.compose("reason_request", application, values, edited=edited)
    document = number_document(application, "reason_request", content, on)
    add_event(
        application,
        "reasons_requested",
        on,
        actor,
        reply_by=reply_by.isoformat(),
        counts=counts.strip(),
        document=document.pk,
    )
    return finish(application, actor, "reasons_requested", on=on, ground=ARTICLE, document=document.number)


@transaction.atomic
def record_reasons(
    application: Application,
    *,
    text: str,
    reasonable: bool,
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """登记申请人说明的理由, and whether the agency finds it reasonable (art. 35). Unreasonable: it need not be taken up."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记申请人说明的理由")
    require_verb(application, Verb.RECORD_REASONS)
    requested = reasons_requested(application)
    if requested is None:
        raise NotLawful(
            "reasons.not_requested", ARTICLE, "还没有要求申请人说明理由。", "请先发出说明理由告知书，再登记理由。"
        )
    require_day(on, actor, not_before=requested.on, before_what="要求说明理由之日")
    if not text.strip():
        raise NotAcceptable("reasons.empty", "还没有写申请人说明的理由。", "请照申请人的原话写。", field="text")
    add_event(application, "reasons_received", on, actor, text=text.strip(), reasonable=reasonable)
    return finish(application, actor, "reasons_received", on=on, ground=ARTICLE, reasonable=reasonable)


@transaction.atomic
def defer_reply(
    application: Application,
    *,
    due_on: date,
    reason: str,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """确定延迟答复的合理期限. Regulations art. 35: the reasons are reasonable, but twenty working days do not suffice. The law
    gives no longest day; the notice must be served while the time limit runs."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "确定延迟答复")
    require_verb(application, Verb.DEFER)
    require_day(on, actor, not_before=application.received_on)
    require_reasonable(application)
    require_deferral(clock_of(application), due_on, on)
    if not reason.strip():
        raise NotAcceptable("deferral.no_reason", "还没有写延迟的理由。", "请写明为什么不能按期答复。", field="reason")
    before = application.due_on
    values = {"reason": reason.strip().rstrip("。"), "due_on": due_on}
    document = number_document(
        application, "deferral", wording.compose("deferral", application, values, edited=edited), on
    )
    add_event(
        application,
        "deferred",
        on,
        actor,
        due_on=due_on.isoformat(),
        reason=reason.strip(),
        document=document.pk,
    )
    return finish(
        application,
        actor,
        "reply_deferred",
        on=on,
        ground=ARTICLE,
        document=document.number,
        due_before=before.isoformat() if before else None,
        due_after=due_on.isoformat(),
    )


def reasons_requested(application: Application) -> Event | None:
    """The request for reasons, if there was one."""
    return application.events.filter(kind="reasons_requested").first()


def require_reasonable(application: Application) -> None:
    """A deferral rests on reasons that were given and found reasonable."""
    given = application.events.filter(kind="reasons_received").last()
    if given is None:
        raise NotLawful(
            "deferral.no_reasons",
            ARTICLE,
            "申请人还没有说明理由，不能确定延迟答复。",
            "请先要求申请人说明理由，并登记说明的内容。",
        )
    if not given.data["reasonable"]:
        raise NotLawful(
            "deferral.unreasonable",
            ARTICLE,
            "申请人的理由认定为不合理，不能以此延迟答复。",
            "请以“数量频次明显超过合理范围且理由不合理”答复；重新认定的，请先登记。",
        )
