"""The road, walked as people walk it: from a citizen's application to the published annual report and its PDF."""

import io
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page
from tests.builders import PASSWORD, Desk, an_agency
from tests.journeys.conftest import Walker

from gongkai.agencies.models import Agency
from gongkai.audit.queries import verify

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


def sign_in(walker: Walker, desk: Desk, duty: str) -> Page:
    page = walker.go("/desk/sign-in/")
    page.get_by_label("登录名").fill(desk.person(duty).username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
    return page


def text_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return "".join(page.get_textpage().get_text_range() for page in document)


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    return waiting.value.path().read_bytes()


@pytest.fixture
def desk() -> Desk:
    """A district whose officers confirm receipt themselves."""
    agency = an_agency(
        kind="government", name="青川区人民政府", short_name="区政府", code="001", review_organ="青州市人民政府",
        court="青州市中级人民法院",
    )  # fmt: skip
    Agency.objects.filter(pk=agency.pk).update(confirmation=Agency.Confirmation.BY_OFFICER)
    agency.refresh_from_db()
    return Desk(agency, password=PASSWORD)


def test_a_citizen_applies_and_in_january_the_report_counts_the_case(
    desk: Desk, walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    citizen, officer, leader = walker(), walker(), walker()

    today("2020-04-13")
    number, code = apply(citizen)

    sign_in(officer, desk, "desk_officer")
    officer.require_accessible()
    officer.page.get_by_role("link", name="人民路拓宽工程").click()
    case_address = officer.page.url
    act(officer, "确认收到")

    today("2020-04-15")
    officer.page.goto(case_address)
    officer.page.get_by_role("link", name="告知补正").click()
    officer.page.get_by_label("需要补正的事项").fill("请写明拓宽工程的起止路段")
    officer.page.get_by_label("补正期限").fill("2020-04-29")
    officer.require_accessible()
    press(officer, "告知补正")

    today("2020-04-20")
    officer.page.goto(case_address)
    officer.page.get_by_role("link", name="收到补正").click()
    officer.page.get_by_label("补正的内容").fill("起止路段是文昌路到环城路")
    press(officer, "收到补正")
    assert "5月19日" in officer.page.locator("main").inner_text()  # 20 working days after 20 April 2020

    today("2020-05-12")
    officer.page.goto(case_address)
    officer.page.get_by_role("link", name="延长答复期限").click()
    officer.page.get_by_label("延长多少个工作日").fill("10")
    officer.page.get_by_label("理由").fill("需要到档案馆调阅卷宗")
    officer.page.get_by_label("谁同意的").select_option(label=desk.person("leader").name)
    press(officer, "延长答复期限")

    today("2020-05-18")
    officer.page.goto(case_address)
    officer.page.get_by_role("link", name="拟写答复").click()
    officer.page.locator("[name=outcome_code][value='granted.provided']").check()
    officer.page.locator("[name=reason]").fill("您申请的征收批复由本机关制作，可以公开，见附件。")
    officer.require_accessible()
    officer.page.get_by_role("button", name="送审").click()
    officer.require_accessible()

    sign_in(leader, desk, "leader")
    leader.require_accessible()
    leader.page.goto(case_address + "decide/")
    leader.require_accessible()
    leader.page.get_by_label("批准", exact=True).check()
    leader.page.get_by_role("button", name="送出").click()
    leader.page.wait_for_load_state()

    officer.page.goto(case_address)
    officer.page.get_by_role("link", name="送达答复").click()
    officer.page.get_by_label("电子方式").check()
    press(officer, "送达答复")
    officer.require_accessible()

    read_the_reply(citizen, number, code)

    today("2021-01-15")
    the_report_counts_the_case(officer, leader, walker(), desk)
    assert verify() == []


def act(one: Walker, label: str) -> None:
    """Open an act from the case page and do it as it stands."""
    one.require_accessible()
    one.page.get_by_role("link", name=label, exact=True).click()
    press(one, label)


def press(one: Walker, label: str) -> None:
    """Send the form, and see that it went through."""
    one.page.locator("main form").get_by_role("button", name=label, exact=True).click()
    one.page.wait_for_load_state()
    assert one.page.locator(".message.done").count(), one.page.locator("main").inner_text()


def apply(citizen: Walker) -> tuple[str, str]:
    """Fill in the public form; returns the query number and code from the receipt, which is also read as a PDF."""
    page = citizen.go("/")
    citizen.require_accessible()
    page.get_by_role("link", name="申请公开", exact=True).first.click()
    if page.url.endswith("/apply/"):
        citizen.require_accessible()
        page.get_by_role("link", name="青川区人民政府", exact=True).click()
    page.locator("[name=content]").fill("人民路拓宽工程的征收批复")
    page.get_by_role("button", name="提交申请").click()
    assert page.locator("[name=content]").input_value() == "人民路拓宽工程的征收批复", "what was typed is lost"
    citizen.require_accessible()
    page.locator("[name=form][value=electronic]").check()
    page.locator("[name=delivery][value=online]").check()
    page.get_by_label("自然人").check()
    page.locator("[name=name]").fill("李小满")
    page.locator("[name=identity_number]").fill("990101196001011237")
    page.locator("[name=phone]").fill("13000000001")
    page.get_by_role("button", name="提交申请").click()
    assert "/receipts/" in page.url, page.locator("main").inner_text()
    citizen.require_accessible()
    told = page.locator("main").inner_text()
    number = re.search(r"\b001-2020-\d{4}\b", told)
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", told.replace(number.group() if number else "", ""))
    assert number, told
    assert code, told
    receipt = text_of_pdf(download(page, "回执"))
    assert number.group() in receipt
    assert code.group() in receipt
    return number.group(), code.group()


def read_the_reply(citizen: Walker, number: str, code: str) -> None:
    page = citizen.go("/status/")
    citizen.require_accessible()
    page.locator("[name=number]").fill(number)
    page.locator("[name=code]").fill(code.lower())
    page.get_by_role("button", name="查进度").click()
    page.wait_for_url(f"**/status/{number}/")
    citizen.require_accessible()
    page.get_by_role("link", name="看答复书").click()
    citizen.require_accessible()
    letter = page.locator("main").inner_text()
    assert "第三十六条第（二）项" in letter
    assert "青州市人民政府" in letter
    assert "青州市中级人民法院" in letter
    assert "征收批复" in text_of_pdf(download(page, "PDF"))


def the_report_counts_the_case(officer: Walker, leader: Walker, reader: Walker, desk: Desk) -> None:
    page = officer.go("/desk/reports/")
    officer.require_accessible()
    page.get_by_label("年度").select_option("2020")
    page.get_by_role("button", name="汇编", exact=True).click()
    page.wait_for_url(re.compile(r"/desk/reports/\d+/$"))
    report_address = page.url
    officer.require_accessible()

    page.get_by_role("link", name="写正文").click()
    page.locator("#overview").fill(
        "全年收到政府信息公开申请1件，办结1件。\n（五）监督保障。本年开展了工作考核和社会评议，没有责任追究的情形。"
    )
    page.locator("#problems").fill("培训不够，已安排在二季度。上年的问题已经整改。")
    page.locator("#other_matters").fill("无。")
    officer.require_accessible()
    page.get_by_role("button", name="保存正文").click()
    page.wait_for_load_state()

    page.goto(report_address + "t3/granted/natural_person/")
    officer.require_accessible()
    assert "人民路拓宽工程" in page.locator("main").inner_text()

    leader.page.goto(report_address + "sign/")
    leader.require_accessible()
    leader.page.locator("main").get_by_role("button", name="签发").click()
    leader.page.wait_for_load_state()

    page.goto(report_address + "publish/")
    officer.require_accessible()
    page.locator("main").get_by_role("button", name="公布").click()
    page.wait_for_load_state()

    reader.go("/reports/001/2020/")
    reader.require_accessible()
    public = reader.page.locator("main").inner_text()
    assert "青川区人民政府2020年政府信息公开工作年度报告" in public.replace("\n", "")
    pdf = text_of_pdf(download(reader.page, "PDF"))
    assert "本年新收政府信息公开申请数量" in pdf.replace("\r\n", "").replace("\n", "")


def test_the_walker_notices_a_page_that_is_not_accessible(walker: Callable[[], Walker], live_server: Any) -> None:
    one = walker()
    one.go("/")
    one.page.set_content("<html><head><title>x</title></head><body><img src='data:,'><input></body></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        one.require_accessible()
