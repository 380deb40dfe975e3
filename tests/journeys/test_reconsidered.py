"""Journeys (b) and (e): a not-held reply is overturned in reconsideration, answered anew, and the court gets the dossier."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pypdfium2
import pytest
from playwright.sync_api import Page
from tests.apps.applications.appealing import a_lawsuit, a_refused
from tests.builders import PASSWORD, Desk, an_agency, an_application
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import download, press, sign_in

from gongkai.agencies.queries import counting_basis
from gongkai.applications.facts import appeals_of_year, of_year
from gongkai.applications.models import Application
from gongkai.audit.queries import verify
from gongkai.law.formats import for_year
from gongkai.law.tally import tally

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def desk() -> Desk:
    head = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    return Desk(an_agency(parent=head, name="青川区住建局", short_name="区住建局", code="011"), password=PASSWORD)


def counted(desk: Desk, year: int) -> dict[str, int]:
    """The cells of tables 3 and 4 that are not nothing: rows of natural persons, and results."""
    figures = tally(
        for_year(year),
        year,
        applications=of_year([desk.agency], year),
        appeals=appeals_of_year([desk.agency], year),
        returns=(),
        basis=counting_basis(desk.agency),
    )
    return {
        cell.removeprefix("t3/").removesuffix("/natural_person"): figure.value
        for cell, figure in figures.items()
        if figure.value and not cell.endswith("/total") and "closed_total" not in cell
    }


def answer(officer: Walker, leader: Walker, key: int, outcome: str, reason: str) -> None:
    """Draft, approve and hand over a reply."""
    page = officer.go(f"/desk/applications/{key}/draft-reply/")
    page.locator(f"[name=outcome_code][value='{outcome}']").check()
    page.locator("[name=reason]").fill(reason)
    page.get_by_role("button", name="送审").click()
    page.wait_for_load_state()
    leader.go(f"/desk/applications/{key}/decide/")
    leader.page.get_by_label("批准", exact=True).check()
    leader.page.get_by_role("button", name="送出").click()
    leader.page.wait_for_load_state()
    page = officer.go(f"/desk/applications/{key}/serve-reply/")
    page.get_by_label("直接送达").check()
    press(officer, "送达答复")


def open_appeal(officer: Walker, key: int, label: str) -> Page:
    """From the case page to an act on its appeal."""
    page = officer.go(f"/desk/applications/{key}/")
    page.locator("section.appeal").get_by_role("link", name=label).first.click()
    return page


def test_a_reply_that_nothing_is_held_is_overturned_and_given_anew(
    desk: Desk, walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    officer, leader = walker(), walker()
    case = an_application(desk, received_on=date(2024, 2, 19))
    today("2024-03-01")
    sign_in(officer, desk, "desk_officer")
    sign_in(leader, desk, "leader")
    page = officer.go(f"/desk/applications/{case.pk}/record-search/")
    page.get_by_label("检索的机构").fill("办公室档案室")
    page.get_by_label("档案、系统").fill("文书档案、电子公文系统")
    page.get_by_label("关键词").fill("人民路 征收")
    page.get_by_label("没有检索到").check()
    page.get_by_label("检索结果").fill("没有相应文件。")
    press(officer, "登记检索记录")
    answer(officer, leader, case.pk, "unavailable.not_found", "经检索，本机关没有该信息。")
    assert counted(desk, 2024) == {"received": 1, "unavailable.not_held": 1}

    today("2024-03-11")
    page = officer.go(f"/desk/applications/{case.pk}/")
    page.get_by_role("link", name="登记行政复议", exact=True).click()
    page.get_by_label("申请复议之日").fill("2024-03-06")
    page.get_by_label("简易程序").check()
    page.get_by_label("收到副本之日").fill("2024-03-11")
    officer.require_accessible()
    press(officer, "登记行政复议")
    officer.require_accessible()
    page = officer.go("/desk/")
    officer.require_accessible()
    due = page.locator("section[aria-labelledby=appeals]").inner_text()
    assert "3月18日" in due  # five working days
    assert "提交书面答复和证据、依据" in due

    today("2024-03-15")
    page = open_appeal(officer, case.pk, "登记书面答复")
    paper = {"name": "答复书.txt", "mimeType": "text/plain", "buffer": "事实和依据".encode()}
    page.set_input_files("[name=files]", paper)
    officer.require_accessible()
    press(officer, "登记书面答复")

    today("2024-04-03")
    page = open_appeal(officer, case.pk, "登记结果")
    page.get_by_label("撤销", exact=True).check()
    page.get_by_label("审结之日").fill("2024-04-02")
    page.get_by_label("收到决定书、裁判文书之日").fill("2024-04-03")
    page.get_by_label("责令重新答复").check()
    page.get_by_label("责令答复的期限").fill("2024-04-24")
    officer.require_accessible()
    press(officer, "登记结果")
    page = open_appeal(officer, case.pk, "重新办理")
    officer.require_accessible()
    page.locator("main form").get_by_role("button", name="重新办理").click()
    page.wait_for_url("**/registered/")
    officer.require_accessible()

    anew = Application.objects.get(reopens=case)
    page = officer.go(f"/desk/applications/{anew.pk}/")
    officer.require_accessible()
    told = page.get_by_role("main").inner_text()
    assert "4月24日（星期三）" in told
    assert "复议决定" in told
    today("2024-04-22")
    answer(officer, leader, anew.pk, "granted.provided", "经重新检索，找到该批复，予以提供。")
    officer.require_accessible()

    page = officer.go(f"/desk/applications/{case.pk}/")
    officer.require_accessible()
    assert anew.query_number in page.locator("section.appeal").inner_text()
    page = officer.go("/desk/appeals/")
    officer.require_accessible()
    assert "100%" in page.get_by_role("main").inner_text()
    assert counted(desk, 2024) == {"received": 1, "unavailable.not_held": 1, "t4/reconsideration/overturned": 1}
    assert verify() == []


def test_the_court_gets_the_dossier_as_one_pdf_and_as_a_folder_that_proves_itself(
    desk: Desk, walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    officer = walker()
    case = a_refused(desk)
    suit = a_lawsuit(desk, case, case_number="（2024）青1行初3号", files=[("起诉状.txt", "请求撤销答复".encode())])
    today("2024-03-20")
    sign_in(officer, desk, "desk_officer")
    page = open_appeal(officer, case.pk, "登记听证、开庭")
    page.get_by_label("哪一天").fill("2024-04-18")
    page.get_by_label("在哪里").fill("第三法庭")
    officer.require_accessible()
    press(officer, "登记听证、开庭")

    page = officer.go(f"/desk/applications/{case.pk}/")
    officer.require_accessible()
    bound = pypdfium2.PdfDocument(download(page, "案卷（一册PDF）"))
    titles = [mark.get_title() for mark in bound.get_toc()]
    assert titles[0] == "封面和卷内目录"
    assert [title for title in titles if "、" in title[:2]] == [
        "一、申请", "三、检索", "四、审批和答复", "五、送达", "六、复议和诉讼", "七、期限计算", "八、留痕和说明",
    ]  # fmt: skip
    whole = "".join(one.get_textpage().get_text_range() for one in bound).replace("\r\n", "")
    for words in (case.query_number, suit.case_number, "第三法庭", "起诉", "征收批复"):
        assert words in whole.replace(" ", ""), words

    page = officer.go(f"/desk/applications/{case.pk}/")
    folder = zipfile.ZipFile(io.BytesIO(download(page, "案卷（文件夹）")))
    sums = dict(reversed(line.split("  ", 1)) for line in folder.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(folder.namelist()) - {"SHA256SUMS"}
    assert all(sha256(folder.read(name)).hexdigest() == kept for name, kept in sums.items())
    assert json.loads(folder.read("清单.json"))["case"] == case.query_number

    page = officer.go("/desk/archive/")
    officer.require_accessible()
    assert case.query_number not in page.get_by_role("main").inner_text()  # not while the suit is pending
    today("2024-06-20")
    page = open_appeal(officer, case.pk, "登记结果")
    page.get_by_label("驳回诉讼请求", exact=True).check()
    page.get_by_label("审结之日").fill("2024-06-19")
    press(officer, "登记结果")
    page = officer.go("/desk/archive/")
    page.get_by_role("button", name="归档").click()
    page.wait_for_load_state()
    officer.require_accessible()
    package = zipfile.ZipFile(io.BytesIO(download(page, "下载")))
    assert "案卷.pdf" in package.namelist()
    assert counted(desk, 2024)["t4/lawsuit_direct/upheld"] == 1
