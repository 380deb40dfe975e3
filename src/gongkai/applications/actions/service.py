"""送达: when and how each letter reached whom it is for. The legal day follows the way of service (国办公开办函〔2016〕235号).

Hand and entrusted service: the day of signature. Mail: the day it was handed to the postal enterprise. Electronic: the day
it reached the address the applicant named. A letter's legal day is its last service that did not come back; the clock takes
it for extensions, supplement notices, deferrals, consultations and replies (`facts.clock_events`).
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.agencies.queries import calendar
from gongkai.applications import wording
from gongkai.applications.actions.record import Upload, add_event, attach, finish, lock, require_day, require_fits
from gongkai.applications.actions.tasks import close_tasks, open_task
from gongkai.applications.facts import arrival_days
from gongkai.applications.models import Application, Attachment, Document, FeeNotice, Reply, Service, Task
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.clock import PERIODS
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.letters import letter
from gongkai.law.service import is_private_courier, require_postal
from gongkai.law.stages import Stage
from gongkai.law.workdays import in_words

ARRIVES_AT_ONCE = frozenset(
    {Service.Way.HAND, Service.Way.ENTRUSTED, Service.Way.ELECTRONIC, Service.Way.ON_THE_SPOT}
)  # served is received; mail is received later


@transaction.atomic
def record_service(
    document: Document,
    *,
    way: str,
    on: date,
    actor: Actor,
    place: str = "",
    served_by: str = "",
    taken_by: str = "",
    entrusted_to: str = "",
    mail_number: str = "",
    proof: Sequence[Upload] = (),
    seen_version: int | None = None,
) -> Service:
    """登记送达 of any letter of a case. Regulations art. 33, 40; 国办公开办函〔2016〕235号.

    A reply is first served by `serve_reply`; here only again, after it came back.
    """
    application = lock(document.application, seen_version)
    require_handle(actor, application.agency_id, "登记送达")
    document = Document.objects.select_related("agency", "application").get(pk=document.pk)
    reply = Reply.objects.filter(document=document).first()
    if reply is not None and reply.state != Reply.State.SERVED:
        raise NotLawful(
            "service.reply",
            cite("条例", 33, 2),
            "答复书还没有送达，送达即办结。",
            "请在“送达答复”中登记，不在这里登记。",
        )
    if document.services.filter(returned_on__isnull=True).exists():
        raise NotAcceptable(
            "service.served",
            f"{document.number}已经送达，没有退回的登记。",
            "确实要再送一次的，请先登记前一次退回；补寄的情况可以写内部备注。",
            field="way",
        )
    served = write_service(
        application,
        document,
        Service(
            way=way,
            on=on,
            place=place.strip(),
            served_by=served_by.strip(),
            taken_by=taken_by.strip(),
            entrusted_to=entrusted_to.strip(),
            mail_number=mail_number.strip(),
        ),
        actor,
        proof,
    )
    add_event(application, "served", on, actor, document=document.pk, way=way, mail_number=served.mail_number)
    if way in ARRIVES_AT_ONCE:
        _arrived(application, document, on, actor)
    close_tasks(application, f"document:{document.pk}", f"{in_words(on)}重新送达", actor, on)
    finish(application, actor, "letter_served", on=on, ground=cite("条例", 40), document=document.number, service=way)
    return served


@transaction.atomic
def record_return(service: Service, *, on: date, why: str, actor: Actor, seen_version: int | None = None) -> Service:
    """登记退回: the letter came back. That service no longer counts, and somebody must find another way: a task is opened."""
    application = lock(service.document.application, seen_version)
    require_handle(actor, application.agency_id, "登记退回")
    service = Service.objects.select_related("document__agency").get(pk=service.pk)
    if service.returned_on is not None:
        raise NotAcceptable("service.returned", "这一次送达已经登记退回。", "请重新送达后登记。", field="on")
    require_day(on, actor, not_before=service.on, before_what="送达之日")
    if not why.strip():
        raise NotAcceptable("service.no_why", "还没有写退回的原因。", "请照退件上的批注填写。", field="why")
    service.returned_on, service.returned_why = on, why.strip()
    require_fits(service)
    service.save()
    document = service.document
    if application.stage != Stage.CLOSED:  # whoever did not get the notice has no limit to pay
        FeeNotice.objects.filter(document=document, paid_on__isnull=True).update(received_on=None, pay_by=None)
    add_event(application, "returned", on, actor, document=document.pk, why=why.strip())
    open_task(
        application,
        Task.Kind.MAIL_RETURNED,
        f"{document.content['title']}（{document.number}）被退回：{why.strip()}。请核实地址，另行送达。"[:300],
        about=f"document:{document.pk}",
        on=on,
        due_on=calendar().nth_workday_after(on, 1),
    )
    finish(application, actor, "letter_returned", on=on, ground=cite("条例", 40), document=document.number, reason=why)
    return service


def write_service(
    application: Application,
    document: Document,
    service: Service,
    actor: Actor,
    proof: Sequence[Upload],
    *,
    field: str = "way",
) -> Service:
    """Write the service of a letter after judging its way and day. A step of the verbs; field: the form's name of the way."""
    require_day(service.on, actor, not_before=document.dated_on, before_what="成文之日")
    require_way(application, document, service, field)
    service.document = document
    require_fits(service)
    kept = attach(application, proof, Attachment.Role.PROOF, actor)
    service.proof = kept[0].file if kept else None
    service.save()
    return service


def require_way(application: Application, document: Document, service: Service, field: str) -> None:
    """What each way of service needs. Tidies the number of a postal item on the row."""
    way, to = service.way, letter(document.kind).to
    if way not in Service.Way.values:
        raise NotAcceptable("service.unknown", "还没有选送达方式。", "请选择送达方式。", field=field)
    if is_private_courier(service.entrusted_to) or is_private_courier(service.served_by):
        raise NotLawful(
            "service.private_courier",
            None,
            "私营快递不能用来送达公文。",
            "请通过邮政企业寄送，或者直接送达、委托其他行政机关送达。",
            field="served_by",
        )
    if way == Service.Way.MAIL:
        service.mail_number = require_postal(service.mail_number)
    if way == Service.Way.ENTRUSTED and not service.entrusted_to:
        raise NotAcceptable(
            "service.entrusted_to", "还没有写委托哪个机关送达。", "请填受委托的行政机关名称。", field="entrusted_to"
        )
    if way == Service.Way.ELECTRONIC and not _takes_electronic(application, to):
        raise NotLawful(
            "service.not_chosen",
            cite("条例", 40),
            "申请人没有选择以电子方式获取。" if to == "applicant" else "对方没有选择以电子方式收取文书。",
            "请按申请人选择的途径送达；改用电子方式须先征得申请人同意并写入备注。"
            if to == "applicant"
            else "请直接送达，或者通过邮政企业邮寄。",
            field=field,
        )


def _takes_electronic(application: Application, to: str) -> bool:
    """An applicant who chose it; another agency, which is written to over the official network."""
    return wording.chose_electronic(application) if to == "applicant" else to == "agency"


def _arrived(application: Application, document: Document, on: date, actor: Actor) -> None:
    """What was handed over has been received: a consultation letter's fifteen days begin, a fee notice's twenty."""
    if document.kind in {"third_party_consultation", "agency_consultation"}:
        sent = application.events.filter(kind="consultation_sent", data__document=document.pk).first()
        if sent is not None and sent.data["ref"] not in arrival_days(application.events.all()):
            add_event(application, "delivered", on, actor, ref=sent.data["ref"])
    if document.kind == "fee_notice" and application.fee_notice.received_on is None:
        note_fee_notice_received(application.fee_notice, on)
        add_event(application, "fee_notice_received", on, actor)


def note_fee_notice_received(notice: FeeNotice, on: date) -> None:
    """The limit to pay runs from the day after (信息处理费管理办法 art. 6)."""
    notice.received_on, notice.pay_by = on, calendar().nth_workday_after(on, PERIODS.payment)
    notice.save()
