"""信息处理费: the notice with its sums, the day it was received, the payment, or the end of a case that was not paid for.

Regulations art. 42, 国办函〔2020〕109号. Charging is optional for the agency.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.record import (
    add_event,
    finish,
    lock,
    number_document,
    require_day,
    require_fits,
    require_verb,
)
from gongkai.applications.actions.service import note_fee_notice_received
from gongkai.applications.models import Application, FeeNotice
from gongkai.applications.permissions import require_handle
from gongkai.applications.queries import clock_of
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.clock import require_fee_notice, require_payment, require_unpaid
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.fees import Fee, fee_by_case, fee_by_volume
from gongkai.law.outcomes import outcome
from gongkai.law.stages import Stage, Verb

ARTICLE = cite("条例", 42)
MEASURES = cite("信息处理费管理办法", 6)
UNPAID = "otherwise.fee_unpaid"


def fee_of(scale: str, quantity: int, already: int, on: date) -> Fee:
    """What one application costs by that scale, with its sums. NotAcceptable where nothing falls above the free part.

    By case `quantity` applications are charged after `already` of the same month; by volume `quantity` pages.
    """
    if scale not in FeeNotice.Scale.values:
        raise NotAcceptable("fee.scale", "还没有选收费标准。", "请选择按件或者按量，两种不能同时用。", field="scale")
    if quantity < 1 or already < 0:
        raise NotAcceptable("fee.quantity", "件数或者页数应当在1以上。", "请填写件数或者页数。", field="quantity")
    fee = fee_by_case(quantity, on=on, already=already) if scale == "by_case" else fee_by_volume(quantity, on=on)
    if not fee.yuan:
        raise NotAcceptable(
            "fee.free",
            f"{'；'.join(map(str, fee.lines))}，没有超出免费的部分。",
            "请不收费办理；数目填错的，请改正。",
            field="quantity",
        )
    return fee


@transaction.atomic
def send_fee_notice(
    application: Application,
    *,
    scale: str,
    quantity: int,
    actor: Actor,
    on: date,
    already: int = 0,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """发出收费通知. Regulations art. 42: within the time limit, one scale, the sums shown. Optional for the agency.

    The clock is held from the day the applicant receives it, not from the day it is sent.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "发出收费通知")
    require_verb(application, Verb.SEND_FEE_NOTICE)
    require_day(on, actor, not_before=application.received_on)
    require_fee_notice(clock_of(application), on)
    if FeeNotice.objects.filter(application=application).exists():
        raise NotLawful("fee.sent", ARTICLE, "本件已经发出收费通知，一件申请只收一次。", "请登记申请人收到之日和缴费。")
    fee, way = fee_of(scale, quantity, already, on), application.agency.fee_account.strip()
    if not way:
        raise NotAcceptable(
            "fee.no_account", "本机关还没有设置缴费方式。", "请系统管理员在“设置”中填写信息处理费的缴纳方式。"
        )
    values = {
        "scale": FeeNotice.Scale(scale).label,
        "lines": [str(line) for line in fee.lines],
        "yuan": str(fee.yuan),
        "how_to_pay": way.rstrip("。"),
    }
    content = wording.compose("fee_notice", application, values, edited=edited)
    document = number_document(application, "fee_notice", content, on)
    FeeNotice.objects.create(
        application=application,
        document=document,
        scale=scale,
        quantity=quantity,
        already=already,
        yuan=fee.yuan,
        lines=values["lines"],
        sent_on=on,
    )
    add_event(application, "fee_notice_sent", on, actor, document=document.pk, yuan=fee.yuan)
    return finish(application, actor, "fee_notice_sent", on=on, ground=ARTICLE, document=document.number, yuan=fee.yuan)


@transaction.atomic
def record_fee_notice_received(
    application: Application, *, actor: Actor, on: date, seen_version: int | None = None
) -> Application:
    """登记申请人收到收费通知之日: twenty working days to pay begin, and the clock stands still (art. 42)."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记收到收费通知之日")
    require_verb(application, Verb.RECORD_FEE_NOTICE)
    notice = _notice(application)
    if notice.received_on is not None:
        raise NotAcceptable("fee.received", "收到收费通知之日已经登记过。", "如有错误，请写内部备注说明。", field="on")
    require_day(on, actor, not_before=notice.sent_on, before_what="收费通知发出之日")
    note_fee_notice_received(notice, on)
    add_event(application, "fee_notice_received", on, actor)
    return finish(application, actor, "fee_notice_received", on=on, ground=ARTICLE, pay_by=f"{notice.pay_by}")


@transaction.atomic
def record_payment(
    application: Application,
    *,
    receipt_number: str,
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """登记缴费: the time limit is counted anew from this day [M]. A payment after the limit is taken, and told as a defect."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记缴费")
    require_verb(application, Verb.RECORD_PAYMENT)
    require_day(on, actor, not_before=application.received_on)
    require_payment(clock_of(application), on)
    notice = _notice(application)
    if not receipt_number.strip():
        raise NotAcceptable(
            "fee.no_receipt", "还没有填财政票据号。", "收费须开具财政票据，请填票据号。", field="receipt_number"
        )
    notice.paid_on, notice.receipt_number = on, receipt_number.strip()
    require_fits(notice)
    notice.save()
    add_event(application, "fee_paid", on, actor, yuan=notice.yuan)
    return finish(application, actor, "fee_paid", on=on, ground=ARTICLE, yuan=notice.yuan)


@transaction.atomic
def close_unpaid(
    application: Application,
    *,
    actor: Actor,
    on: date,
    edited: Sequence[str] | None = None,
    seen_version: int | None = None,
) -> Application:
    """逾期未缴费终止办理 (信息处理费管理办法 art. 6): given up when twenty working days after the notice have passed unpaid."""
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "终止办理")
    require_verb(application, Verb.CLOSE_UNPAID)
    require_day(on, actor, not_before=application.received_on)
    clock = clock_of(application)
    require_unpaid(clock, on)
    assert clock.pay_due_on is not None  # an unpaid notice has its limit
    values = wording.reply_values(application, UNPAID, grounds=outcome(UNPAID).grounds, reason="", on=on)
    content = wording.compose("close_unpaid", application, {**values, "pay_by": clock.pay_due_on}, edited=edited)
    document = number_document(application, "close_unpaid", content, on)
    add_event(application, "closed_unpaid", on, actor, document=document.pk, pay_by=clock.pay_due_on.isoformat())
    application.outcome, application.stage = UNPAID, Stage.CLOSED
    application.replied_on = application.closed_on = on
    return finish(application, actor, "closed_unpaid", on=on, ground=MEASURES, document=document.number)


def _notice(application: Application) -> FeeNotice:
    notice = FeeNotice.objects.select_related("document").filter(application=application).first()
    if notice is None:
        raise NotLawful(
            "payment.no_notice", MEASURES, "现在不能登记：没有发出收费通知。", "请先发出收费通知并登记收到之日。"
        )
    return notice
