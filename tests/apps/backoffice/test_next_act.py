"""The one filled button of a case: what the clock waits for comes before what the stage would lead to."""

from datetime import date
from typing import Any

from django.test import Client
from tests.apps.applications.appealing import a_reconsideration
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, an_application

from gongkai.applications import actions


def first_of(client: Client, case: Any) -> list[str]:
    return [offer.label for offer in client.get(f"/desk/applications/{case.pk}/").context["acts"].can if offer.first]


def test_a_case_nobody_supplemented_leads_to_its_end(desk: Desk, officer: Client, settings: Any) -> None:
    case = an_application(desk, received_on=date(2024, 3, 13))
    told = {"items": ["年份"], "reply_by": date(2024, 4, 3), "actor": desk.officer(TODAY), "on": TODAY}
    actions.request_supplement(case, **told)
    assert first_of(officer, case) == ["收到补正"]
    settings.GONGKAI_TODAY = "2024-04-08"
    assert first_of(officer, case) == ["逾期不补正，终止办理"]
    assert "逾期没有补正，视为放弃" in text_of(officer.get(f"/desk/applications/{case.pk}/"))


def test_a_case_that_waits_for_an_opinion_leads_to_it(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=date(2024, 3, 13))
    sent: dict[str, Any] = {"actor": desk.officer(date(2024, 3, 18)), "on": date(2024, 3, 18)}
    actions.consult_third_party(case, name="甲公司", subject="合同", **sent)
    page = officer.get(f"/desk/applications/{case.pk}/")
    assert first_of(officer, case) == ["登记意见"]
    assert len(page.context["undelivered"]) == 1
    actions.record_opinion(
        case, ref="1", consents=True, text="同意", actor=desk.officer(date(2024, 3, 20)), on=date(2024, 3, 20)
    )
    page = officer.get(f"/desk/applications/{case.pk}/")
    assert first_of(officer, case) == ["拟写答复"]
    assert page.context["undelivered"] == [], "who has answered has received it"


def test_an_answer_due_in_a_reconsideration_stands_among_what_can_be_done(desk: Desk, officer: Client) -> None:
    appeal = a_reconsideration(desk)
    said = text_of(officer.get(f"/desk/applications/{appeal.application_id}/"))
    offers = said[said.index("现在可以办") : said.index("现在不能办的")]
    assert "登记书面答复" in offers
    assert "3月18日" in offers


def test_an_act_that_is_refused_leads_back_to_its_case(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=date(2024, 3, 13))
    refused = officer.get(f"/desk/applications/{case.pk}/receive-supplement/")
    assert refused.status_code == 409
    assert f'href="/desk/applications/{case.pk}/">回到案件' in refused.content.decode()
