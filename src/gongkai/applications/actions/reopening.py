"""重新办理: a review decision or judgment orders a new reply. The old case and the reports it stands in stay as they are."""

from datetime import date

from django.db import transaction

from gongkai.agencies.actions import next_number
from gongkai.applications import codes
from gongkai.applications.actions.applicants import copy_of_applicant
from gongkai.applications.actions.intake import Submission
from gongkai.applications.actions.record import add_event, finish, lock, require_day
from gongkai.applications.models import Application
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries.appeals import Appeal, is_answered, is_reopened, reference_of, superseded
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage


@transaction.atomic
def reopen_application(
    appeal: Appeal, *, actor: Actor, effective_on: date | None = None, seen_version: int | None = None
) -> Submission:
    """重新办理 as the decision orders: a new case with its own number and clock, of the same applicant, for the same content.

    effective_on: the day from which it runs; empty: the day the decision was received. Its due day is the limit the
    decision set, else twenty working days. It is not counted again in table 3 unless the agency counts it [M].
    """
    application = lock(appeal.application, seen_version)
    appeal.refresh_from_db()
    require_handle(actor, application.agency_id, "重新办理")
    received_on = _require_ordered(appeal, application)
    on = effective_on or received_on
    require_day(on, actor, field="effective_on", not_before=received_on, before_what="收到决定之日")
    made, code = _copy(application, on, actor.at.date())
    limit = {"reply_by": appeal.reply_by.isoformat()} if appeal.reply_by else {}
    add_event(made, "received", on, actor, appeal=reference_of(appeal), **limit)
    made.stage, made.officer_id = Stage.HANDLING, application.officer_id
    finish(
        made,
        actor,
        "reopened",
        on=on,
        ground=cite("条例", 51),
        original=application.number,
        appeal=reference_of(appeal),
    )
    return Submission(made, code)


def _require_ordered(appeal: Appeal, application: Application) -> date:
    """The day the decision was received, where it orders a reply that has not been begun."""
    if not appeal.order:
        raise NotLawful(
            "reopening.not_ordered",
            cite("条例", 51),
            "决定书、裁判文书没有责令重新答复。",
            "请核对登记的结果；申请人有新的要求，请按新的申请登记。",
        )
    if superseded(appeal):
        raise NotLawful(
            "reopening.appealed",
            cite("诉讼法", 85),
            "这一审已经上诉，判决还没有生效。",
            "请等二审审结，再按终审的结果办理。",
        )
    if application.stage != Stage.CLOSED:
        raise NotLawful("reopening.open", cite("条例", 33), "原申请还没有办结。", "请直接在原申请上按责令的期限答复。")
    if is_answered(appeal):
        raise NotLawful(
            "reopening.answered",
            cite("条例", 51),
            "原申请在决定作出以后已经答复，责令的事项已经办了。",
            "要再答复，请写内部备注说明理由。",
        )
    if is_reopened(appeal):
        raise NotAcceptable(
            "reopening.repeated", "已经按这份决定重新办理。", "请在重新办理的那一件上继续。", field="effective_on"
        )
    if appeal.decision_received_on is None:
        raise NotAcceptable(
            "reopening.not_received",
            "还没有登记收到决定书、裁判文书之日，期限算不出来。",
            "请先登记收到之日。",
            field="effective_on",
        )
    return appeal.decision_received_on


def _copy(application: Application, on: date, registered_on: date) -> tuple[Application, str]:
    """The same application of the same applicant, as a new case."""
    agency = application.agency
    serial, code = next_number(agency, "applications", registered_on.year), codes.new_code()
    made = Application(
        agency=agency,
        case_kind=application.case_kind,
        reopens=application,
        year=registered_on.year,
        serial=serial,
        query_number=f"{agency.code}-{registered_on.year}-{serial:04d}",
        query_code=codes.fingerprint(code),
        applicant=copy_of_applicant(application.applicant),
        applicant_kind=application.applicant_kind,
        channel=application.channel,
        content=application.content,
        form=application.form,
        delivery=application.delivery,
        needs_help=application.needs_help,
        arrived_on=on,
        registered_on=registered_on,
        version=0,
    )
    made.save()
    return made, code
