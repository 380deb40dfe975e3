"""转给负责的机关: before receipt is confirmed, an application that came to the wrong desk is registered at the right one.

Once received it must be answered: 不属于本机关公开, telling who is responsible (Regulations art. 36 item 5).
"""

from datetime import date

from django.db import transaction

from gongkai.agencies.actions import next_number
from gongkai.agencies.models import Agency
from gongkai.applications import wording
from gongkai.applications.actions.applicants import copy_of_applicant
from gongkai.applications.actions.record import add_event, finish, lock, number_document, require_day, require_verb
from gongkai.applications.models import Application, Attachment
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb
from gongkai.law.workdays import in_words

ARTICLE = cite("条例", 36, None, 5)
CLOSED_AS = "otherwise.other"
TAKEN_ALONG = frozenset({Attachment.Role.APPLICATION, Attachment.Role.ENVELOPE})


@transaction.atomic
def transfer_application(
    application: Application,
    *,
    to: Agency,
    reason: str,
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """转给负责的机关, a sister desk on the platform. Returns the application as registered there.

    Here it is closed without having been received, and so counts nowhere; there it waits for confirmation, with a number of
    its own and the same query code. The applicant is told.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "转办")
    require_verb(application, Verb.TRANSFER)
    require_day(on, actor, not_before=application.arrived_on, before_what="到达之日")
    if to.pk == application.agency_id or not to.takes_applications:
        raise NotAcceptable(
            "transfer.nowhere", f"{to.name}不能接收这件申请。", "请选择在本平台受理申请的另一个机关。", field="to"
        )
    if not reason.strip():
        raise NotAcceptable("transfer.no_reason", "还没有写转办的理由。", "请写明为什么由该机关负责。", field="reason")
    made = _registered_there(application, to, actor, on)
    told = (
        f"{reason.strip().rstrip('。')}。该申请已于{in_words(on)}转由{to.name}（地址：{to.address}，电话：{to.phone}）登记，"
        f"查询编号{made.query_number}，原查询码继续有效；答复期限自该机关收到之日起计算。"
    )
    values = wording.reply_values(application, CLOSED_AS, grounds=str(ARTICLE), reason=told, on=on)
    content = wording.compose("close_other", application, {**values, "ended_on": on})
    document = number_document(application, "close_other", content, on)
    add_event(application, "transferred", on, actor, to=to.name, number=made.query_number, document=document.pk)
    application.outcome, application.stage, application.closed_on = CLOSED_AS, Stage.CLOSED, on
    finish(application, actor, "transferred", on=on, ground=ARTICLE, agency=to.name, number=made.query_number)
    return made


def _registered_there(application: Application, to: Agency, actor: Actor, on: date) -> Application:
    serial = next_number(to, "applications", on.year)
    made = Application.objects.create(
        agency=to,
        case_kind=application.case_kind,
        year=on.year,
        serial=serial,
        query_number=f"{to.code}-{on.year}-{serial:04d}",
        query_code=application.query_code,
        applicant=copy_of_applicant(application.applicant),
        applicant_kind=application.applicant_kind,
        channel=application.channel,
        content=application.content,
        form=application.form,
        delivery=application.delivery,
        needs_help=application.needs_help,
        filled_in_by=application.filled_in_by,
        signed_by=application.signed_by,
        arrived_on=on,
        registered_on=on,
        version=0,
    )
    for entry in application.attachments.filter(role__in=TAKEN_ALONG):
        Attachment.objects.create(application=made, file=entry.file, role=entry.role)
    came_from = {"from": application.agency.name, "number": application.query_number}
    add_event(made, "submitted", on, actor, channel=made.channel, arrived_on=on.isoformat(), **came_from)
    made.stage = Stage.SUBMITTED
    return finish(made, actor, "transferred_in", on=on, ground=ARTICLE, **came_from)
