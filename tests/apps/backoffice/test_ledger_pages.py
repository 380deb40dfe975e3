"""The applicants' ledger on the desk, and what is known already about a case."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.applications.ledgers import filed
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, a_closed, a_search, an_agency

from gongkai.applications.models import Namesake
from gongkai.applications.queries import ledger_of
from gongkai.backoffice import registered

DAY = date(2024, 3, 13)
PAPER = "990101196001011237"
OTHER = "990101196001011245"


def known(client: Client, case: Any, **query: str) -> Any:
    return client.get(act_at(case, "known"), query)


def test_the_list_shows_who_applied_how_often_and_no_identity_number(desk: Desk, officer: Client) -> None:
    for _ in range(3):
        filed(desk, on=DAY)
    filed(desk, on=DAY, name="王大力", paper=OTHER, phone="1")
    page = officer.get("/desk/applicants/")
    said = text_of(page)
    assert said.index("李小满") < said.index("王大力")
    assert [(one.name, counts.total) for one, counts in page.context["rows"]] == [("李小满", 3), ("王大力", 1)]
    assert PAPER not in page.content.decode()
    assert [one.name for one, _ in officer.get("/desk/applicants/?text=大力").context["rows"]] == ["王大力"]
    assert "没有这个姓名的申请人" in text_of(officer.get("/desk/applicants/?text=某某"))


def test_an_applicant_is_shown_with_all_applications_by_month(desk: Desk, officer: Client) -> None:
    cases = [filed(desk, on=DAY) for _ in range(12)]
    filed(desk, on=date(2024, 1, 5), name="李小曼")
    page = officer.get(f"/desk/applicants/{cases[0].applicant_id}/")
    said = text_of(page)
    assert "当月12件，当年13件" in said
    assert "第11件至第12件：2件×100元＝200元；合计200元" in said
    assert "以“李小曼”的名义" in said
    assert PAPER not in page.content.decode()


def test_the_ledger_is_for_desk_officers_of_the_agency(desk: Desk, leader: Client, officer: Client) -> None:
    elsewhere = filed(Desk(an_agency()), on=DAY)
    mine = filed(desk, on=DAY)
    assert leader.get("/desk/applicants/").status_code == 403
    assert leader.get(f"/desk/applicants/{mine.applicant_id}/").status_code == 403
    assert officer.get(f"/desk/applicants/{elsewhere.applicant_id}/").status_code == 404
    assert known(officer, elsewhere).status_code == 403


def test_what_is_known_stands_on_the_case_and_on_a_page_of_its_own(desk: Desk, officer: Client) -> None:
    earlier = a_closed(desk, received_on=date(2024, 1, 8), closed_on=date(2024, 1, 15))
    case = a_search(desk, filed(desk, on=DAY), on=DAY)
    assert f'hx-get="{act_at(case, "known")}"' in officer.get(f"/desk/applications/{case.pk}/").content.decode()
    page = known(officer, case)
    said = text_of(page)
    assert "王敏，办公室" in said
    assert "相似100%" in said
    assert earlier.documents.get(reply__isnull=False).number in said
    assert "当月1件，当年2件" in said
    piece = officer.get(act_at(case, "known"), headers={"HX-Request": "true"})
    assert "<html" not in piece.content.decode()
    assert "相似100%" in text_of(piece)


def test_the_fee_is_proposed_with_its_sums(desk: Desk, officer: Client) -> None:
    case = [filed(desk, on=DAY) for _ in range(11)][-1]
    page = known(officer, case)
    assert "本件是当月第11件。第11件：1件×100元＝100元；合计100元" in text_of(page)
    by_volume = known(officer, case, pages="68")
    assert "第31页至第68页：38页×10元＝380元；合计380元" in text_of(by_volume)
    for wrong in ("0", "-3", "六十八", "999999", "²"):
        assert "请填页数" in text_of(known(officer, case, pages=wrong))


def test_the_counts_stand_in_the_notices_that_need_them(desk: Desk, officer: Client) -> None:
    cases = [filed(desk, on=DAY) for _ in range(11)]
    fee = officer.get(act_at(cases[-1], "send-fee-notice")).context["form"]
    assert fee["already"].value() == 10
    reasons = officer.get(act_at(cases[-1], "request-reasons")).context["form"]
    assert reasons["counts"].value() == "2024年3月13日至3月21日共提出申请11件"


def test_who_registers_sees_earlier_requests_like_it(desk: Desk, officer: Client) -> None:
    earlier = filed(desk, on=DAY)
    case = filed(desk, on=DAY, name="王大力", paper=OTHER, phone="1")
    session = officer.session
    registered.remember(
        SimpleNamespace(session=session), case.query_number, registered.sealed(case.query_number, "ABCD2345")
    )
    session.save()
    page = text_of(officer.get(act_at(case, "registered")))
    assert "此前类似的申请" in page
    assert earlier.number in page


def test_a_namesake_is_confirmed_or_denied_with_one_button(desk: Desk, officer: Client) -> None:
    one, two, three = (
        filed(desk, on=DAY),
        filed(desk, on=DAY, paper=OTHER),
        filed(desk, on=DAY, paper="990101196001011253"),
    )
    assert "可能是同一人" in text_of(known(officer, one))
    sent = {"seen_version": one.version, "other": two.pk}
    assert officer.post(act_at(one, "confirm-same-applicant"), sent).status_code == 302
    assert len(ledger_of(one).filings) == 2
    one.refresh_from_db()
    sent = {"seen_version": one.version, "other": three.pk}
    assert officer.post(act_at(one, "deny-same-applicant"), sent).status_code == 302
    assert Namesake.objects.count() == 1
    assert "可能是同一人" not in text_of(known(officer, one))


@pytest.mark.parametrize("slug", ["confirm-same-applicant", "deny-same-applicant"])
def test_nobody_is_chosen_who_was_not_proposed(desk: Desk, officer: Client, slug: str) -> None:
    one, other = filed(desk, on=DAY), filed(desk, on=DAY, name="王大力", phone="1", paper=OTHER)
    page = officer.post(act_at(one, slug), {"seen_version": one.version, "other": other.pk})
    assert page.status_code == 422
    assert "请从列出的申请中选择" in "".join(page.context["form"].errors["other"])


def test_a_search_is_recorded_on_its_page(desk: Desk, officer: Client) -> None:
    case = filed(desk, on=DAY)
    sent = {
        "seen_version": case.version,
        "searched_by": "王敏",
        "office": "区档案馆",
        "sources": "2018年卷宗",
        "keywords": "人民路",
        "found": "yes",
        "result": "青测〔2018〕3号",
        "origin": "agency",
        "origin_agency": "",
        "on": DAY.isoformat(),
    }
    refused = officer.post(act_at(case, "record-search"), sent)
    assert "还没有写是哪个机关" in "".join(refused.context["form"].errors["origin_agency"])
    done = officer.post(act_at(case, "record-search"), {**sent, "origin_agency": "青川区自然资源局"})
    assert done.status_code == 302
    assert "从其他行政机关获取：青川区自然资源局" in text_of(known(officer, case))


def test_what_is_known_costs_a_bounded_number_of_queries(desk: Desk, officer: Client) -> None:
    case = filed(desk, on=DAY)

    def cost(address: str) -> int:
        officer.get(address)
        with CaptureQueriesContext(connection) as found:
            assert officer.get(address).status_code == 200
        return len(found)

    pages = [act_at(case, "known"), f"/desk/applicants/{case.applicant_id}/", "/desk/applicants/"]
    a_closed(desk, received_on=DAY, closed_on=DAY)
    before = [cost(page) for page in pages]
    for _ in range(6):
        a_closed(desk, received_on=DAY, closed_on=DAY)
    assert [cost(page) for page in pages] == before
    assert max(before) <= 20
