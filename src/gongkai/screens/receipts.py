"""The receipt an applicant prints, from the case."""

from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.law.clock import Clock
from gongkai.law.workdays import WorkCalendar
from gongkai.screens.sums import sum_of
from gongkai.typesetting.receipt import Receipt

CONFIRMED = "双方确认之日。您在网上提交，系统随即出具本回执，视为双方确认（条例第三十一条第（三）项）。"
NOT_YET = "这是到达之日。工作人员与您确认之后，以确认之日为收到申请之日（条例第三十一条第（三）项）。"
NOTES = (
    "请保管好查询码：凭编号和查询码可以随时查看办理情况、领取答复。查询码只在本回执上出现一次。",
    "需要补正、征求意见或者延长期限的，会书面告诉您，到期日相应变化，以查询页上的为准。",
)


def basis_of(application: Any) -> str:
    """Why the day of receipt is that day."""
    return CONFIRMED if application.received_on else NOT_YET


def receipt_of(
    application: Any, code: str, clock: Clock, calendar: WorkCalendar, *, address: str, today: date
) -> Receipt:
    """What is printed. code: as XXXX-XXXX; address: of the status page."""
    agency = application.agency
    first = application.events.all()[0]
    submitted = timezone.localtime(first.recorded_at)
    told = sum_of(clock, calendar, today=today, yours=True)
    years = "、".join(f"{year}年" for year in clock.provisional_years)
    return Receipt(
        agency=agency.name,
        number=application.query_number,
        code=code,
        received_on=application.received_on or application.arrived_on,
        received_basis=basis_of(application),
        asked=application.content,
        form=f"{application.get_form_display()}，{application.get_delivery_display()}",
        address=address,
        contact=f"{agency.name}　{agency.address}　电话{agency.phone}（{agency.hours}）",
        applicant=application.applicant.name,
        submitted=f"{submitted.year}年{submitted.month}月{submitted.day}日{submitted.hour}时{submitted.minute}分",
        due_on=clock.due_on,
        due_sum=told.told,
        provisional=f"{years}的放假安排还没有公布，到期日是暂定的。" if years else "",
        notes=NOTES,
    )
