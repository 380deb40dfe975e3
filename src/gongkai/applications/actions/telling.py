"""Who is told of an act by message: that something happened, never what. The letters themselves go their lawful way."""

import re
from collections.abc import Iterable

from django.conf import settings

from gongkai.agencies.models import Person
from gongkai.agencies.queries import people_with
from gongkai.applications.models import Application, CaseKind
from gongkai.applications.permissions import DECIDING
from gongkai.audit.actors import Actor
from gongkai.notices import actions as notices

MOBILE = re.compile(r"1[3-9]\d{9}")
APPLICANT_TOLD = {
    "receipt_confirmed": "本机关已经收到，开始计算答复期限",
    "supplement_requested": "本机关请你补正，须在告知书写明的期限内补正",
    "supplement_received": "本机关已经收到你的补正",
    "consultation_sent": "本机关正在征求有关方面的意见",
    "reasons_requested": "本机关请你说明理由，须在告知书写明的期限内说明",
    "deadline_extended": "答复期限已经延长",
    "reply_deferred": "本机关确定了延迟答复的期限",
    "fee_notice_sent": "本机关发出了收费通知，须在收到次日起20个工作日内缴纳",
    "reply_served": "本机关已经答复",
    "correction_answered": "本机关已经答复",
    "lapsed": "本机关已经终止办理",
    "closed_unpaid": "本机关已经终止办理",
    "transferred": "已经转由负责的机关登记，查询码继续有效",
    "withdrawn": "你的撤回已经登记",
}
OFFICER_TOLD = {"reply_returned": "答复稿被退回，请修改", "reply_approved": "答复已经批准，请送达"}
DECIDERS_TOLD = {"reply_drafted": "有一件答复等待审批"}


def tell_of(application: Application, verb: str, actor: Actor) -> None:
    """Queue the messages that follow the act, in its transaction. Nobody is told of what they did themselves."""
    if verb in APPLICANT_TOLD:
        _tell_applicant(application, verb, actor)
    if verb in OFFICER_TOLD and application.officer is not None:
        _tell_people(application, verb, OFFICER_TOLD[verb], [application.officer], actor)
    if verb in DECIDERS_TOLD:
        deciders = people_with(DECIDING, application.agency_id, actor.at.date())
        _tell_people(application, verb, DECIDERS_TOLD[verb], deciders, actor)


def _tell_applicant(application: Application, verb: str, actor: Actor) -> None:
    """By e-mail where one was given; else by SMS to a mobile telephone, where the installation has a gateway."""
    applicant, agency = application.applicant, application.agency
    asked = "政府信息更正申请" if application.case_kind == CaseKind.CORRECTION else "政府信息公开申请"
    if not applicant.email:
        if settings.GONGKAI_SMS and MOBILE.fullmatch(applicant.phone):
            short = f"【{agency.short_name}】你的{asked}（{application.query_number}）：{APPLICANT_TOLD[verb]}。"
            told = f"{short}请凭查询编号和查询码上网查询，或致电{agency.phone}。"
            _queue(application, verb, actor, who="applicant", channel="sms", address=applicant.phone, body=told)
        return
    _queue(
        application,
        verb,
        actor,
        who="applicant",
        address=applicant.email,
        subject=f"你的{asked}有了进展（{application.query_number}）",
        body=(
            f"你向{agency.name}提出的{asked}（查询编号{application.query_number}）："
            f"{APPLICANT_TOLD[verb]}。\n\n请凭查询编号和回执上的查询码，在本机关网站“查询进度”查看文书。"
            f"如有疑问请拨打{agency.phone}（{agency.hours}）。\n本邮件由系统发出，请不要直接回复。\n\n{agency.name}"
        ),
    )


def _tell_people(application: Application, verb: str, told: str, people: Iterable[Person], actor: Actor) -> None:
    for person in people:
        if person.email and person.pk != actor.person_id:
            due = f"，到期日{application.due_on:%Y-%m-%d}" if application.due_on else ""
            _queue(
                application,
                verb,
                actor,
                who=f"person.{person.pk}",
                address=person.email,
                subject=f"{application.number}：{told}",
                body=f"{person.name}：\n申请{application.number}{due}：{told}。\n请登录工作台办理。",
            )


def _queue(
    application: Application,
    verb: str,
    actor: Actor,
    *,
    who: str,
    address: str,
    body: str,
    subject: str = "",
    channel: str = "email",
) -> None:
    agency = application.agency
    notices.queue(
        channel=channel,
        address=address,
        subject=subject,
        body=body,
        about=f"application:{application.pk}",
        agency=agency.code,
        key=f"application.{application.pk}.{application.version}.{verb}.{who}",
        at=actor.at,
        quiet=notices.Quiet(agency.quiet_from, agency.quiet_until),
    )
