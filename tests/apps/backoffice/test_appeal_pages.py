"""Reconsiderations and lawsuits on the desk: what each says, what may be done next, what is refused in words."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.applications.appealing import a_lawsuit, a_reconsideration, overturned
from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, a_closed

from gongkai.applications import actions
from gongkai.applications.models import Application

TODAY = date(2024, 3, 21)
CLOSED = date(2024, 3, 1)


@pytest.fixture
def case(desk: Desk) -> Application:
    return a_closed(desk, received_on=date(2024, 2, 19), closed_on=CLOSED, outcome="unavailable.not_found")


def page_of(client: Client, case: Application) -> str:
    return text_of(client.get(f"/desk/applications/{case.pk}/"))


def press(client: Client, case: Application, appeal: Any, slug: str, **typed: Any) -> Any:
    case.refresh_from_db()
    kind = f"{appeal._meta.model_name}s"
    address = f"/desk/applications/{case.pk}/{kind}/{appeal.pk}/{slug}/"
    return client.post(address, {"seen_version": case.version, **typed})


def test_a_late_answer_is_a_defect_with_both_days_and_what_it_brings(desk: Desk, officer: Client, case: Any) -> None:
    appeal = a_reconsideration(desk, case)
    told = page_of(officer, case)
    assert "书面答复还没有提交，最迟应在2024年3月18日" in told
    assert "视为该行政行为没有证据" in told
    assert press(officer, case, appeal, "file-answer", on="2024-03-21").status_code == 302
    assert "书面答复晚了：2024年3月21日提交，最迟应在2024年3月18日" in page_of(officer, case)


def test_the_acts_follow_the_procedure(desk: Desk, officer: Client, case: Any) -> None:
    appeal = a_lawsuit(desk, case, notified_on=None)
    assert "登记收到副本" in page_of(officer, case)
    assert press(officer, case, appeal, "receive-copy", notified_on="2024-03-11", procedure="simple").status_code == 302
    told = page_of(officer, case)
    assert "登记收到副本" not in told
    assert "2024年3月26日" in told  # fifteen days
    assert press(officer, case, appeal, "set-hearing", on="2024-04-09", at="09:30", place="第三法庭").status_code == 302
    assert "开庭09:30，第三法庭" in page_of(officer, case)
    hearing = appeal.hearings.get()
    typed = {"hearing": hearing.pk, "reason": "改期"}
    assert press(officer, case, appeal, "cancel-hearing", **typed).status_code == 302
    assert "第三法庭" not in page_of(officer, case)
    concluded = press(officer, case, appeal, "conclude", decided_as="claim_dismissed", concluded_on="2024-03-20")
    assert concluded.status_code == 302
    told = page_of(officer, case)
    assert "驳回诉讼请求（结果维持）" in told
    assert press(officer, case, appeal, "receive-decision", on="2024-03-21").status_code == 302
    filed = press(officer, case, appeal, "record-appeal", court="青州市中级人民法院", filed_on="2024-03-21")
    assert filed.status_code == 302
    assert "行政诉讼二审 青州市中级人民法院" in page_of(officer, case)


def test_what_is_refused_stands_at_its_field_and_nothing_is_lost(desk: Desk, officer: Client, case: Any) -> None:
    appeal = a_reconsideration(desk, case)
    refused = press(officer, case, appeal, "conclude", decided_as="mediated", concluded_on="2024-03-20", order="reply")
    assert refused.status_code == 422
    assert "不会责令答复" in "".join(refused.context["form"].errors["order"])
    assert refused.context["form"]["decided_as"].value() == "mediated"
    early = press(officer, case, appeal, "conclude", decided_as="upheld", concluded_on="2024-03-03")
    assert "早于提起之日" in "".join(early.context["form"].errors["concluded_on"])


def test_a_judgment_that_is_not_there_cannot_be_appealed(desk: Desk, officer: Client, case: Any) -> None:
    suit = a_lawsuit(desk, case)
    page = officer.get(f"/desk/applications/{case.pk}/lawsuits/{suit.pk}/record-appeal/")
    assert "还没有登记结果" in text_of(page)
    refused = press(officer, case, suit, "record-appeal", court="青州市中级人民法院", filed_on="2024-03-21")
    assert refused.status_code == 409
    assert "不能登记上诉" in text_of(refused)


def test_reopening_leads_to_the_number_and_code_of_the_new_case(
    desk: Desk, officer: Client, case: Any, settings: Any
) -> None:
    settings.GONGKAI_TODAY = "2024-04-08"
    appeal = overturned(desk, a_reconsideration(desk, case))
    answered = press(officer, case, appeal, "reopen")
    made = Application.objects.get(reopens=case)
    assert answered.url == f"/desk/applications/{made.pk}/registered/"
    assert made.query_number in text_of(officer.get(answered.url))
    assert f"原件是{case.query_number}" in page_of(officer, made)
    assert f"已经重新办理：{made.query_number}" in page_of(officer, case)


@pytest.mark.parametrize("path", ["complaints/1/conclude", "lawsuits/999/conclude", "lawsuits/{}/win"])
def test_what_is_not_there_is_not_found(desk: Desk, officer: Client, case: Any, path: str) -> None:
    suit = a_lawsuit(desk, case)
    assert officer.get(f"/desk/applications/{case.pk}/{path.format(suit.pk)}/").status_code == 404


def test_the_register_tells_what_is_due_and_how_often_the_agency_was_corrected(
    desk: Desk, officer: Client, case: Any, settings: Any
) -> None:
    settings.GONGKAI_TODAY = "2024-04-08"
    overturned(desk, a_reconsideration(desk, case))
    other = a_closed(desk, received_on=date(2024, 2, 19), closed_on=CLOSED)
    held = a_reconsideration(desk, other)
    actions.conclude_reconsideration(
        held, decided_as="upheld", concluded_on=date(2024, 4, 2), actor=desk.officer(date(2024, 4, 2))
    )
    told = text_of(officer.get("/desk/appeals/"))
    assert "责令重新答复：重新办理并答复" in told
    assert "100%" in told
    assert "0%" in told
    assert "没有提起的复议、诉讼" not in text_of(officer.get("/desk/appeals/?year=2024"))
    settings.GONGKAI_TODAY = "2025-03-03"
    assert "没有提起的复议、诉讼" in text_of(officer.get("/desk/appeals/?year=2025"))


def test_the_page_of_the_day_holds_what_is_due_in_its_bands(desk: Desk, officer: Client, case: Any) -> None:
    a_reconsideration(desk, case)
    told = text_of(officer.get("/desk/"))
    assert "复议、诉讼要办的" in told
    assert "已经逾期 1" in told
    assert "提交书面答复和证据、依据" in told


def test_a_contact_does_not_see_them(desk: Desk, sits: Any) -> None:
    assert sits(desk, "contact").get("/desk/appeals/").status_code == 403
