"""Cases with a fee: the measures are in force since 2021, so they live a year after the others."""

from datetime import date
from typing import Any

from tests.builders import Desk, an_application

from gongkai.agencies.models import Agency
from gongkai.applications.actions import record_fee_notice_received, send_fee_notice
from gongkai.applications.models import Application

RECEIVED = date(2025, 4, 1)  # due 2025-04-29
SENT = date(2025, 4, 21)
NOTICED = date(2025, 4, 22)
PAY_BY = date(2025, 5, 22)


def an_asked(desk: Desk) -> Application:
    """Received; the agency says how to pay."""
    Agency.objects.filter(pk=desk.agency.pk).update(fee_account="向区财政专户缴纳，账号见缴款通知书")
    return an_application(desk, received_on=RECEIVED)


def noticed(desk: Desk, **changes: Any) -> Application:
    """The notice has been sent, and received the day after."""
    told = {"scale": "by_case", "quantity": 1, "already": 10, **changes}
    application = send_fee_notice(an_asked(desk), actor=desk.officer(SENT), on=SENT, **told)
    return record_fee_notice_received(application, actor=desk.officer(NOTICED), on=NOTICED)
