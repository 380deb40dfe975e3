"""Two cases that test the clock: an objection that public interest overrides, and a fee that is not paid."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.builders import PASSWORD, Desk, an_agency, an_application
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import press, sign_in

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import counting_basis
from gongkai.applications.facts import of_year
from gongkai.law.formats import for_year
from gongkai.law.tally import tally

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def desk() -> Desk:
    """A department that says how its fee is paid."""
    head = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    agency = an_agency(parent=head, name="青川区住建局", short_name="区住建局", code="011")
    Agency.objects.filter(pk=agency.pk).update(fee_account="向区财政专户缴纳，账号见缴款通知书")
    agency.refresh_from_db()
    return Desk(agency, password=PASSWORD)


def counted(desk: Desk, year: int) -> dict[str, int]:
    """The rows of table 3 that are not nothing, in the column of natural persons."""
    basis = counting_basis(desk.agency)
    figures = tally(
        for_year(year), year, applications=of_year([desk.agency], year), appeals=(), returns=(), basis=basis
    )
    rows = ([*address.split("/"), figure.value] for address, figure in figures.items() if address.startswith("t3/"))
    return {row: value for _, row, column, value in rows if column == "natural_person" and value}


def open_act(one: Walker, case: Any, label: str) -> None:
    """From the case page to the form of an act."""
    one.go(f"/desk/applications/{case.pk}/")
    one.page.get_by_role("link", name=label, exact=True).first.click()


def serve(one: Walker, case: Any, title: str, way: str, number: str = "") -> None:
    """Record how the letter with that title was served."""
    one.go(f"/desk/applications/{case.pk}/serve-letter/")
    one.page.get_by_label(title).check()
    one.page.get_by_label(way).check()
    if number:
        one.page.get_by_label("邮件号").fill(number)
    press(one, "登记送达")


def test_a_third_party_objects_and_public_interest_overrides(
    desk: Desk, walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    officer, leader = walker(), walker()
    case = an_application(desk, received_on=date(2024, 7, 1), content="青川大桥的检测报告")
    today("2024-07-03")
    sign_in(officer, desk, "desk_officer")
    open_act(officer, case, "征求第三方意见")
    officer.page.get_by_label("第三方").fill("兴远公司\n安达检测公司")
    officer.require_accessible()
    press(officer, "征求第三方意见")
    for party in ("致兴远公司", "致安达检测公司"):
        serve(officer, case, party, "直接送达")

    today("2024-07-10")
    open_act(officer, case, "登记意见")
    officer.page.get_by_label("兴远公司").check()
    officer.page.get_by_label("不同意公开", exact=True).check()
    officer.page.get_by_label("意见内容").fill("涉及商业秘密")
    officer.page.get_by_role("main").get_by_role("button", name="登记意见").click()
    officer.page.get_by_label("理由合理，不得公开").check()
    officer.require_accessible()
    press(officer, "登记意见")

    today("2024-07-26")  # the other party has been silent for fifteen working days
    open_act(officer, case, "因公共利益决定公开")
    officer.page.get_by_label("公开的理由").fill("大桥安全关系公众生命财产")
    officer.require_accessible()
    press(officer, "因公共利益决定公开")
    officer.require_accessible()
    assert "由本机关决定" in officer.page.get_by_role("main").inner_text()
    serve(officer, case, "政府信息公开决定告知书", "邮政企业邮寄", "XA12345678901")

    officer.go(f"/desk/applications/{case.pk}/draft-reply/")
    officer.page.locator("[name=outcome_code][value='granted.provided']").check()
    officer.page.locator("[name=reason]").fill("该报告由本机关保存，可以公开。")
    officer.page.get_by_role("button", name="送审").click()
    sign_in(leader, desk, "leader")
    leader.go(f"/desk/applications/{case.pk}/decide/")
    leader.page.get_by_label("批准", exact=True).check()
    leader.page.get_by_role("button", name="送出").click()
    leader.page.wait_for_load_state()
    open_act(officer, case, "送达答复")
    officer.page.get_by_label("直接送达").check()
    officer.require_accessible()
    press(officer, "送达答复")
    officer.require_accessible()
    assert counted(desk, 2024)["granted"] == 1


def test_the_eleventh_application_of_a_month_is_charged_not_paid_for_and_closed(
    desk: Desk, walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    officer = walker()
    cases = [
        an_application(desk, received_on=date(2025, 7, 1 + n), content=f"第{n + 1}份施工许可材料") for n in range(11)
    ]
    case = cases[-1]
    today("2025-07-14")
    sign_in(officer, desk, "desk_officer")
    open_act(officer, case, "发出收费通知")
    officer.page.get_by_label("按件计收").check()
    officer.page.get_by_label("当月此前件数").fill("10")
    officer.require_accessible()
    press(officer, "发出收费通知")
    serve(officer, case, "信息处理费收费通知书", "直接送达")
    officer.require_accessible()
    assert "等申请人缴费" in officer.page.get_by_role("main").inner_text()

    officer.go(f"/desk/applications/{case.pk}/close-unpaid/")
    assert "还没有过" in officer.page.get_by_role("main").inner_text()
    assert officer.page.get_by_role("main").get_by_role("textbox").count() == 0
    officer.require_accessible()

    today("2025-08-12")  # the twentieth working day after 14 July was 11 August
    open_act(officer, case, "逾期未缴费，终止办理")
    officer.require_accessible()
    press(officer, "逾期未缴费，终止办理")
    officer.require_accessible()
    assert "没有缴费，终止办理" in officer.page.get_by_role("main").inner_text()
    rows = counted(desk, 2025)
    assert (rows["received"], rows["otherwise.fee_unpaid"]) == (11, 1)
