"""Complaints about disclosure: registered or taken over, looked into, and put right (Regulations art. 47, 51, 53)."""

from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import root
from gongkai.applications.actions.record import lock, require_day, require_fits
from gongkai.applications.models import Application
from gongkai.applications.permissions import require_handle
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.workdays import in_words
from gongkai.supervision.models import Complaint, RectificationOrder
from gongkai.supervision.permissions import may_answer, require_supervise

FOUNDED = frozenset({Complaint.Result.FOUNDED, Complaint.Result.FOUNDED_IN_PART})
ARTICLE = cite("条例", 51)
SUPERVISION = cite("条例", 47)


@transaction.atomic
def register_complaint(
    agency: Agency,
    *,
    complainant: str,
    text: str,
    received_on: date,
    actor: Actor,
    contact: str = "",
    query_number: str = "",
) -> Complaint:
    """登记投诉、举报 about an agency's disclosure work. Regulations art. 51.

    query_number: of the application it is about, where it names one.
    """
    require_supervise(actor, agency, "登记投诉")
    require_day(received_on, actor, field="received_on")
    about = None
    if query_number.strip():
        about = Application.objects.filter(query_number=query_number.strip().upper(), agency=agency).first()
        if about is None:
            raise NotAcceptable(
                "complaint.no_application",
                f"{agency.name}没有查询编号为“{query_number.strip()}”的申请。",
                "请核对编号和被投诉的机关；不针对某一件申请的，请空着。",
                field="query_number",
            )
    made = _made(agency, complainant, contact, text, received_on, about)
    audit.record(actor, "complaint.registered", made, on=received_on, ground=ARTICLE, agency=agency.short_name)
    return made


@transaction.atomic
def take_over_complaint(application: Application, *, text: str, actor: Actor, on: date) -> Complaint:
    """转为投诉办理: what came as an application is a complaint about disclosure (art. 39 para 1, 51).

    The application itself is still answered, as not taken up; the supervising office looks into the complaint.
    """
    application = lock(application, None)  # of two officers at once, the second is told
    require_handle(actor, application.agency_id, "转为投诉办理")
    require_day(on, actor, not_before=application.arrived_on, before_what="申请到达之日")
    if application.complaints.filter(taken_over=True).exists():
        raise NotAcceptable(
            "complaint.taken_over", "这件申请已经转为投诉办理。", "请答复申请人不作为公开申请处理。", field="text"
        )
    applicant = application.applicant
    made = _made(application.agency, applicant.name, applicant.phone, text or application.content, on, application)
    made.taken_over = True
    made.save()
    audit.record(
        actor, "complaint.taken_over", made, on=on, ground=cite("条例", 39, 1), number=application.query_number
    )
    return made


@transaction.atomic
def conclude_complaint(complaint: Complaint, *, result: str, finding: str, actor: Actor, on: date) -> Complaint:
    """办结投诉: what was found (art. 51). Founded, an order to put it right may follow."""
    complaint = _locked(complaint)
    require_supervise(actor, complaint.agency, "办结投诉")
    if complaint.result:
        raise NotAcceptable("complaint.concluded", "这件投诉已经办结。", "如有新情况，请另行登记。", field="result")
    if result not in Complaint.Result.values:
        raise NotAcceptable("complaint.result", "还没有选查证结果。", "请从四种结果中选一种。", field="result")
    if not finding.strip():
        raise NotAcceptable(
            "complaint.no_finding", "还没有写查证的情况。", "请写明查了什么、结论是什么。", field="finding"
        )
    require_day(on, actor, not_before=complaint.received_on, before_what="收到投诉之日")
    complaint.result, complaint.finding, complaint.concluded_on = result, finding.strip(), on
    complaint.concluded_by_id = actor.person_id
    complaint.save()
    audit.record(actor, "complaint.concluded", complaint, on=on, ground=ARTICLE, result=result)
    return complaint


@transaction.atomic
def order_rectification(complaint: Complaint, *, text: str, due_on: date, actor: Actor, on: date) -> RectificationOrder:
    """督促整改: what the agency must put right, and until when (art. 47). Only where the complaint was found true."""
    complaint = _locked(complaint)
    require_supervise(actor, complaint.agency, "发出整改通知")
    if complaint.result not in FOUNDED:
        raise NotLawful(
            "rectification.unfounded",
            SUPERVISION,
            "这件投诉还没有查证属实，不能发出整改通知。",
            "请先登记查证结果。",
        )
    if not text.strip():
        raise NotAcceptable("rectification.no_text", "还没有写整改要求。", "请逐项写明要改什么。", field="text")
    require_day(on, actor, not_before=complaint.concluded_on, before_what="办结之日")
    if due_on <= on:
        raise NotAcceptable(
            "rectification.no_time", "整改期限不晚于发出的当天。", "请给被投诉的机关合理的期限。", field="due_on"
        )
    made = RectificationOrder(complaint=complaint, text=text.strip(), ordered_on=on, due_on=due_on)
    require_fits(made)
    made.save()
    audit.record(actor, "rectification.ordered", complaint, on=on, ground=SUPERVISION, due_on=due_on.isoformat())
    return made


@transaction.atomic
def answer_rectification(order: RectificationOrder, *, answer: str, actor: Actor, on: date) -> RectificationOrder:
    """回复整改情况, by the agency that was told to (art. 47). An answer after the day set is taken, and shown as late."""
    order = RectificationOrder.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
    agency = order.complaint.agency
    if not may_answer(actor, agency):
        raise NotAllowed(
            "rectification.not_yours",
            f"整改情况由{agency.name}的负责人或者经办人回复。",
            "如果您在该机关有岗位，请先切换岗位。",
        )
    if order.answered_on is not None:
        raise NotAcceptable(
            "rectification.answered",
            f"{in_words(order.answered_on)}已经回复过。",
            "补充的情况请直接告知主管部门。",
            field="answer",
        )
    if not answer.strip():
        raise NotAcceptable("rectification.no_answer", "还没有写整改情况。", "请逐项写明已经怎样改。", field="answer")
    require_day(on, actor, not_before=order.ordered_on, before_what="整改通知发出之日")
    order.answer, order.answered_on = answer.strip(), on
    order.save()
    audit.record(actor, "rectification.answered", order.complaint, on=on, ground=SUPERVISION, late=on > order.due_on)
    return order


def _made(
    agency: Agency, complainant: str, contact: str, text: str, received_on: date, about: Application | None
) -> Complaint:
    if not complainant.strip():
        raise NotAcceptable("complaint.nobody", "还没有写投诉人。", "匿名的请写“匿名”。", field="complainant")
    if not text.strip():
        raise NotAcceptable("complaint.no_text", "还没有写投诉的内容。", "请照投诉人的原话写。", field="text")
    made = Complaint(
        agency=agency,
        handled_by=root(),
        application=about,
        complainant=complainant.strip(),
        contact=contact.strip(),
        text=text.strip(),
        received_on=received_on,
    )
    require_fits(made)
    made.save()
    return made


def _locked(complaint: Complaint) -> Complaint:
    return Complaint.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=complaint.pk)
