"""The course of a case as its applicant is told it: fees, reasons, a later day, another agency."""

from datetime import date
from typing import Any

import pytest
from tests.builders import Desk, an_application, details

from gongkai.agencies.models import Agency
from gongkai.applications import actions
from gongkai.applications.queries import clock_of
from gongkai.portal.course import course_of

RECEIVED = date(2025, 4, 1)
LATER = date(2025, 4, 7)


@pytest.fixture
def desk(db: None, settings: Any, tmp_path: Any) -> Desk:
    settings.GONGKAI_HOME = tmp_path
    return Desk()


def steps(case: Any, today: date = LATER) -> dict[str, tuple[str, str]]:
    told = course_of(case.stage, list(case.events.all()), clock_of(case, today=today))
    return {name: (standing, said) for standing, name, said in told}


def test_a_fee_is_told_with_its_limit_then_as_paid(desk: Desk) -> None:
    Agency.objects.filter(pk=desk.agency.pk).update(fee_account="区财政专户")
    case, officer = an_application(desk, received_on=RECEIVED), desk.officer(LATER)
    case = actions.send_fee_notice(case, scale="by_volume", quantity=68, actor=officer, on=LATER)
    assert steps(case)["缴费"] == ("now", "4月7日通知")
    case = actions.record_fee_notice_received(case, actor=officer, on=LATER)
    assert steps(case)["缴费"] == ("now", "4月7日通知，请在5月7日前缴费")
    case = actions.record_payment(case, receipt_number="1", actor=officer, on=LATER)
    assert steps(case)["缴费"] == ("past", "4月7日通知，4月7日已缴，期限重新计算")


def test_a_case_that_was_not_paid_for_ends_with_its_reason(desk: Desk) -> None:
    Agency.objects.filter(pk=desk.agency.pk).update(fee_account="区财政专户")
    case, after = an_application(desk, received_on=RECEIVED), date(2025, 5, 9)
    actions.send_fee_notice(case, scale="by_volume", quantity=68, actor=desk.officer(LATER), on=LATER)
    case = actions.record_fee_notice_received(case, actor=desk.officer(LATER), on=LATER)
    case = actions.close_unpaid(case, actor=desk.officer(after), on=after)
    assert steps(case, after)["终止"] == ("past", "5月9日，逾期没有缴费")


def test_reasons_are_asked_for_and_a_later_day_is_told(desk: Desk) -> None:
    case, officer = an_application(desk, received_on=RECEIVED), desk.officer(LATER)
    case = actions.request_reasons(case, counts="86件", reply_by=date(2025, 4, 15), actor=officer, on=LATER)
    assert steps(case)["说明理由"] == ("now", "4月7日通知，请在4月15日前说明")
    case = actions.record_reasons(case, text="研究", reasonable=True, actor=officer, on=LATER)
    case = actions.defer_reply(case, due_on=date(2025, 6, 30), reason="件数多", actor=officer, on=LATER)
    assert steps(case)["说明理由"][0] == "past"
    assert steps(case)["办理"] == ("now", "正在检索、审查，确定延迟到6月30日答复")
    assert steps(case)["答复并送达"] == ("", "最迟6月30日")


def test_an_application_sent_on_and_a_correction_say_where_they_ended(desk: Desk) -> None:
    sister, officer = Desk(), desk.officer(LATER)
    case = actions.register_application(
        desk.agency, details(), channel="fax", arrived_on=RECEIVED, actor=officer
    ).application
    actions.transfer_application(case, to=sister.agency, reason="该局制作", actor=officer, on=LATER)
    case.refresh_from_db()
    assert steps(case)["转办"] == ("past", "4月7日转给负责的机关，新的编号见文书，查询码不变")
    wrong = actions.register_correction(
        desk.agency, details(), channel="in_person", arrived_on=RECEIVED, evidence="户口簿", actor=officer
    ).application
    told = {"result": "corrected", "text": "改为李小满", "checked": "核对档案"}
    wrong = actions.answer_correction(wrong, actor=officer, on=LATER, **told)
    assert steps(wrong)["答复"] == ("past", "4月7日答复更正申请")
