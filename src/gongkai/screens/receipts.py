"""The receipt an applicant prints, from the case."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.law.clock import Clock
from gongkai.law.workdays import WorkCalendar, in_words
from gongkai.screens.sums import sum_of
from gongkai.typesetting.receipt import Receipt

CONFIRMED = "双方确认之日。您在网上提交，系统随即出具本回执，视为双方确认（条例第三十一条第（三）项）。"
NOT_YET = "这是到达之日。工作人员与您确认之后，以确认之日为收到申请之日（条例第三十一条）。"
BY_CHANNEL = {
    "in_person": "当面提交的，以提交之日为收到申请之日（条例第三十一条第（一）项）。",
    "oral": "口头提出、由工作人员代填的，以提出之日为收到申请之日（条例第二十九条、第三十一条第（一）项）。",
    "signed_mail": "邮寄的，以本机关签收之日为收到申请之日（条例第三十一条第（二）项）。",
    "ordinary_mail": "平常信函，以双方确认之日为收到申请之日（条例第三十一条第（二）项）。",
    "fax": "传真，以双方确认之日为收到申请之日（条例第三十一条第（三）项）。",
    "online": CONFIRMED,
}
NOTES = (
    "请保管好查询码：凭编号和查询码可以随时查看办理情况、领取答复。查询码只在本回执上出现一次。",
    "需要补正、征求意见或者延长期限的，会书面告诉您，到期日相应变化，以查询页上的为准。",
)


def basis_of(application: Any) -> str:
    """Why the day of receipt is that day."""
    return BY_CHANNEL[application.channel] if application.received_on else NOT_YET


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
        submitted=_came(application, submitted),
        due_on=clock.due_on,
        due_sum=told.told,
        provisional=f"{years}的放假安排还没有公布，到期日是暂定的。" if years else "",
        notes=NOTES,
    )


def _came(application: Any, registered: datetime) -> str:
    """When it came: online to the minute, by the receipt itself; else the day of arrival and that of the entry."""
    day = f"{registered.year}年{registered.month}月{registered.day}日"
    if application.channel == "online":
        return f"{day}{registered.hour}时{registered.minute}分"
    return f"{in_words(application.arrived_on)}到达（{application.get_channel_display()}），{day}登记"
