"""Journey (d): a contract is released in part. Names are barred on screen, the applicant downloads the copy, table 3 counts."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page
from tests.builders import PASSWORD, Desk, an_agency, an_application
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import download, press, sign_in, text_of_pdf
from tests.redaction.hunting import places_of
from tests.redaction.papers import a_pdf, earlier_version

from gongkai.applications.codes import fingerprint
from gongkai.applications.facts import of_year
from gongkai.applications.models import Application
from gongkai.law.facts import CountingBasis
from gongkai.law.formats import for_year
from gongkai.law.tally import tally

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
NUMBER = "11010519491231002X"
NAME = "Zhao-Qingyu"
CODE = "ABCD2345"


@pytest.fixture
def desk() -> Desk:
    agency = an_agency(
        kind="government", name="青川区人民政府", short_name="区政府", code="001", review_organ="青州市人民政府",
        court="青州市中级人民法院",
    )  # fmt: skip
    return Desk(agency, password=PASSWORD)


def contract() -> bytes:
    """Two secrets in words, one of them again in the metadata, in white and in an earlier version."""
    paper = a_pdf(NUMBER, ["information", "white", "picture"])
    paper.says(f"Signed by {NAME}, manager.", 40, 130)
    earlier_version(paper)
    return paper.written()


def test_a_contract_is_released_without_its_names(
    desk: Desk, walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    officer, leader, citizen = walker(), walker(), walker()
    today("2020-04-14")
    case = an_application(desk, received_on=date(2020, 4, 13), form="electronic", delivery="online")
    Application.objects.filter(pk=case.pk).update(query_code=fingerprint(CODE))

    page = sign_in(officer, desk, "desk_officer")
    page = officer.go(f"/desk/applications/{case.pk}/")
    page.get_by_role("link", name="存入要遮盖的原件").click()
    page.set_input_files("#originals", {"name": "施工合同.pdf", "mimeType": "application/pdf", "buffer": contract()})
    officer.require_accessible()
    press(officer, "存入要遮盖的原件")
    page.get_by_role("link", name="遮盖 ，施工合同.pdf").click()
    redact(officer, page)
    officer.require_accessible()

    page.get_by_role("link", name="拟写答复").click()
    page.locator("[name=outcome_code][value='granted_in_part']").check()
    page.locator("[name=grounds]").fill("《中华人民共和国政府信息公开条例》第三十七条、第十五条")
    page.locator("[name=reason]").fill("合同由本机关保存，可以公开；其中涉及个人隐私的部分，公开会损害其合法权益。")
    page.get_by_role("button", name="送审").click()
    page.wait_for_load_state()

    sign_in(leader, desk, "leader")
    leader.page.goto(f"{leader.address}/desk/applications/{case.pk}/decide/")
    letter = leader.page.locator("main").inner_text()
    assert "身份证号" in letter
    assert "第十五条" in letter
    assert NUMBER not in letter
    leader.require_accessible()
    leader.page.get_by_label("批准", exact=True).check()
    leader.page.get_by_role("button", name="送出").click()
    leader.page.wait_for_load_state()

    officer.go(f"/desk/applications/{case.pk}/").get_by_role("link", name="送达答复").click()
    page.get_by_label("电子方式").check()
    press(officer, "送达答复")

    released = fetch(citizen, Application.objects.get(pk=case.pk).query_number)
    assert places_of(NUMBER, released) == []
    assert places_of(NAME, released) == []
    assert "Contract of the second section" in text_of_pdf(released)
    cases = list(of_year([desk.agency], 2020))
    figures = tally(for_year(2020), 2020, applications=cases, appeals=(), returns=(), basis=CountingBasis())
    assert figures["t3/granted_in_part/natural_person"].value == 1


def redact(officer: Walker, page: Page) -> None:
    """Suggestions, a search, a box drawn with the mouse; looked at, proven, laid by."""
    officer.require_accessible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert "像身份证号" in page.locator("main").inner_text()
    page.get_by_role("button", name="勾着的都遮").click()
    page.get_by_label("查找全文").fill(NAME)
    page.get_by_label("遮的是什么").first.fill("姓名")
    page.get_by_role("button", name="查找并标上").click()
    assert "找到1处" in page.locator("main").inner_text()
    before = page.locator("#marks > li").count()

    page.get_by_label("遮的是什么").first.fill("照片里的证件号")
    leaf = page.locator("#leaf")
    leaf.scroll_into_view_if_needed()
    box = leaf.bounding_box()
    assert box
    x, y = box["width"] / 360, box["height"] / 260  # pixels a point
    page.mouse.move(box["x"] + 62 * x, box["y"] + 74 * y)
    page.mouse.down()
    page.mouse.move(box["x"] + 298 * x, box["y"] + 102 * y, steps=6)
    page.mouse.up()
    assert page.locator("#marks > li").count() == before + 1
    assert page.locator("#leaf rect.blackout").count() == before + 1
    officer.require_accessible()

    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="看遮后的样子").click()
    assert page.locator("img.after").get_attribute("src").startswith("data:image/png")
    page.get_by_role("button", name="生成副本并核验").click()
    assert "核验通过" in page.locator("main").inner_text()
    officer.require_accessible()
    page.get_by_role("button", name="放进答复").click()
    page.wait_for_load_state()
    assert "通过了核验" in page.locator("main").inner_text()


def fetch(citizen: Walker, number: str) -> bytes:
    """The file as the applicant downloads it, with number and code."""
    page = citizen.go("/status/")
    page.locator("[name=number]").fill(number)
    page.locator("[name=code]").fill(CODE)
    page.get_by_role("button", name="查进度").click()
    page.wait_for_url(f"**/status/{number}/")
    citizen.require_accessible()
    return download(page, "施工合同（遮盖后）.pdf")
