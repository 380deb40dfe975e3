"""Letters of the desk that move no clock: the receipt of an application, and the request to search for what was asked."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.record import finish, lock, number_document, require_day, require_verb
from gongkai.applications.models import Application, Attachment, Channel
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Verb

RECEIVED_HOW = {
    Channel.IN_PERSON: "当面提交，以提交之日为收到之日",
    Channel.ORAL: "口头提出，由本机关代为填写，以提出之日为收到之日",
    Channel.SIGNED_MAIL: "邮寄，须签收，以本机关签收之日为收到之日",
    Channel.ORDINARY_MAIL: "以平常信函邮寄，以双方确认之日为收到之日",
    Channel.ONLINE: "通过互联网提交，以双方确认之日为收到之日",
    Channel.FAX: "以传真提交，以双方确认之日为收到之日",
}


@transaction.atomic
def issue_receipt(
    application: Application,
    *,
    actor: Actor,
    on: date,
    materials: str = "",
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """出具登记回执. Regulations art. 31, 45: the day of receipt and how it was fixed, the papers handed in, the due day, where
    to enquire. Once. materials: left empty, the form and the files handed in with it."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "出具登记回执")
    require_verb(application, Verb.ISSUE_RECEIPT)
    require_day(on, actor, not_before=application.received_on)
    if application.documents.filter(kind="receipt").exists():
        raise NotAcceptable("receipt.made", "登记回执已经出具过。", "请从案件页的文书里打开，重新打印或者送达。")
    due_on = clock_of(application).due_on
    if due_on is None:
        raise NotLawful(
            "receipt.no_due",
            cite("条例", 31),
            "期限现在停着，还算不出答复期限届满日。",
            "请等期限接着计算以后再出具回执。",
        )
    told = {
        "received_how": RECEIVED_HOW[Channel(application.channel)],
        "materials": materials.strip().rstrip("。") or _handed_in(application),
        "due_on": due_on,
        "enquiry": f"凭查询编号{application.query_number}和查询码，可以在本机关网站查询办理情况",
    }
    content = wording.compose("receipt", application, told, edited=edited)
    document = number_document(application, "receipt", content, on)
    return finish(application, actor, "receipt_issued", on=on, ground=cite("条例", 31), document=document.number)


@transaction.atomic
def ask_for_search(
    application: Application,
    *,
    to: str,
    subject: str,
    reply_by: date,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """发出协办函. Regulations art. 45: an office or another agency is asked to search and to write down what it found, on the
    sheet that goes with the letter. The clock goes on; what comes back is recorded as a search."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "发出协办函")
    require_verb(application, Verb.ASK_FOR_SEARCH)
    require_day(on, actor, not_before=application.received_on)
    if not to.strip():
        raise NotAcceptable("assist.nobody", "还没有写发给谁。", "请写协助检索的机构或者机关的名称。", field="to")
    if not subject.strip():
        raise NotAcceptable("assist.no_subject", "还没有写检索什么。", "请写明检索的要求。", field="subject")
    if reply_by <= on:
        raise NotAcceptable(
            "assist.no_time", "反馈期限不晚于发出的当天。", "请给对方留出检索的时间。", field="reply_by"
        )
    told = {"subject": subject.strip().rstrip("。"), "reply_by": reply_by}
    content = wording.compose("assist", application, told, addressee=to.strip(), edited=edited)
    document = number_document(application, "assist", content, on, for_applicant=False)
    return finish(
        application, actor, "search_asked", on=on, ground=cite("条例", 45), document=document.number, to=to.strip()
    )


def _handed_in(application: Application) -> str:
    names = [entry.file.name for entry in application.attachments.filter(role=Attachment.Role.APPLICATION)]
    return "、".join(["政府信息公开申请表", "身份证明", *names])
