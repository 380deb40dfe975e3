"""A document from its first draft to the public: asked about, reviewed with five opinions of which one is not taken, deliberated on,
registered, released together with its interpretation; the report of the review is read back from its PDF."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page
from tests.builders import PASSWORD
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import download, sign_in, text_of_pdf
from tests.lives import ADDRESS, columns, index_code
from tests.normative import District, a_district
from tests.publishing import a_category
from tests.reviewing import AMENDED, DRAFT, POINTS

from gongkai.audit.queries import verify
from gongkai.documents.models import Interpretation, LegalityReview, NormativeDocument
from gongkai.jobs import timed
from gongkai.publications.models import Publication

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
TITLE = "青川区犬只管理办法"
EXPLAINED = "养犬办法问答"
WHY = "限养数量由听证会确定，特殊用途犬只另有国家规定"
Walkers = dict[str, Walker]


def said(one: Walker) -> str:
    return one.page.get_by_role("main").inner_text()


def press(one: Walker, name: str) -> None:
    """The button of the form, after a look at the page."""
    one.require_accessible()
    one.page.get_by_role("button", name=name, exact=True).first.click()


def follow(one: Walker, name: str) -> Page:
    one.page.get_by_role("link", name=name, exact=True).first.click()
    return one.page


def test_a_document_is_drafted_reviewed_registered_and_public_with_its_interpretation(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    today("2024-04-08")
    district = a_district(password=PASSWORD, short_name="区城管局", name="青川区城市管理局")
    index_code(district, date(2024, 4, 1))
    columns()
    a_category()
    desks = {duty: walker() for duty in ("contact", "legal_reviewer", "editor", "reviewer", "leader")}
    for duty, one in desks.items():
        sign_in(one, district, duty)  # type: ignore[arg-type]
    document = _drafted_and_solicited(desks["contact"], today)
    _reviewed(desks, document, today)
    _deliberated_and_registered(desks, document, today)
    text = _prepared(desks["contact"], document)
    today("2024-05-22")
    for item in (text, Interpretation.objects.get().publication):
        assert item is not None
        _through_the_gate(desks, item)
    timed.run_due()
    _read_by_the_public(walker(), document)
    _done(desks["contact"], district, document)
    assert verify() == []


def _drafted_and_solicited(contact: Walker, today: Callable[[str], None]) -> NormativeDocument:
    contact.go("/desk/making/")
    contact.require_accessible()
    page = follow(contact, "起草文件")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("制定依据").fill("《中华人民共和国动物防疫法》第三十条")
    press(contact, "起草文件")
    assert "接着要办：登记征求意见的情况" in said(contact)
    press(contact, "起草完毕")
    today("2024-05-06")
    follow(contact, "登记征求意见")
    page.get_by_label("开始").fill("2024-04-10")
    page.get_by_label("截止").fill("2024-05-05")
    page.get_by_label("征求意见的网址").fill(ADDRESS)
    page.get_by_label("收到意见数").fill("37")
    page.get_by_label("采纳意见数").fill("9")
    press(contact, "登记征求意见")
    assert "收到意见37条，采纳9条" in said(contact)
    contact.require_accessible()
    return NormativeDocument.objects.get()


def _reviewed(desks: Walkers, document: NormativeDocument, today: Callable[[str], None]) -> None:
    contact, legal = desks["contact"], desks["legal_reviewer"]
    page = follow(contact, "送合法性审核")
    page.get_by_label("或者粘贴文字").fill(DRAFT)
    press(contact, "送审")
    review = LegalityReview.objects.get()
    legal.go(f"/desk/legality/{review.pk}/")
    press(legal, "承办审核")
    for passage, words in POINTS:
        follow(legal, "提审核意见")
        legal.page.get_by_label("所指的文字").fill(passage)
        legal.page.get_by_label("意见", exact=True).fill(words)
        legal.page.get_by_role("button", name="提审核意见").click()
    press(legal, "发出审核意见")
    assert "五条意见没有答复" in said(legal)
    today("2024-05-10")
    for number, (answer, reason) in enumerate(
        [("采纳", ""), ("采纳", ""), ("采纳", ""), ("不采纳", WHY), ("部分采纳", "主要依据已经补上")], start=1
    ):
        contact.go(f"/desk/legality/{review.pk}/")
        page.get_by_role("link", name=f"答复：第{number}条", exact=True).click()
        page.get_by_label(answer, exact=True).check()
        page.get_by_label("理由").fill(reason)
        page.get_by_role("button", name="答复审核意见").click()
    follow(contact, "交下一稿")
    page.get_by_label("或者粘贴文字").fill(AMENDED)
    press(contact, "交下一稿")
    _concluded(legal, review)
    document.refresh_from_db()
    assert document.stage == "deliberation"


def _concluded(legal: Walker, review: LegalityReview) -> None:
    """The drafts are looked at side by side, the letter is issued, and its PDF says what was not taken and why."""
    legal.go(f"/desk/legality/{review.pk}/")
    legal.require_accessible()
    assert "公安机关依法处理" in said(legal)
    assert WHY in said(legal)
    follow(legal, "出具意见书")
    press(legal, "出具意见书")
    review.refresh_from_db()
    assert review.report_number
    printed = "".join(text_of_pdf(download(legal.page, "下载PDF")).split())
    assert TITLE in printed
    assert "不采纳" in printed
    assert WHY in printed
    for _, words in POINTS:
        assert words.rstrip("。") in printed


def _deliberated_and_registered(desks: Walkers, document: NormativeDocument, today: Callable[[str], None]) -> None:
    contact, legal = desks["contact"], desks["legal_reviewer"]
    today("2024-05-20")
    contact.go(f"/desk/making/{document.pk}/")
    page = follow(contact, "登记集体审议")
    page.get_by_label("哪次会议").fill("区政府第32次常务会议")
    press(contact, "登记集体审议")
    legal.go(f"/desk/making/{document.pk}/")
    page = follow(legal, "登记编号")
    page.get_by_label("发文字号").fill("青城管规〔2024〕3号")
    page.get_by_label("有效期至").fill("2029-05-31")
    page.get_by_label("施行日期").fill("2024-05-22")
    press(legal, "登记编号")
    document.refresh_from_db()
    assert document.registration_number in said(legal)
    assert (document.registration_number[-8:], document.stage) == ("〔2024〕1号", "publication")


def _prepared(contact: Walker, document: NormativeDocument) -> Publication:
    """The text, held until there is an interpretation; both completed and handed in."""
    contact.go(f"/desk/making/{document.pk}/")
    page = follow(contact, "准备公开的文本")
    assert "公安机关依法处理" in page.get_by_label("正文").input_value(), "the last draft comes over"
    press(contact, "准备公开的文本")
    assert "暂不能送审" in said(contact)
    item = Publication.objects.get()
    contact.go(f"/desk/items/{item.pk}/")
    page.get_by_role("button", name="送审").click()
    assert "解读还没有准备" in page.locator("body").inner_text()
    contact.go(f"/desk/making/{document.pk}/")
    follow(contact, "起草解读")
    page.get_by_label("问答").check()
    page.get_by_label("标题").fill(EXPLAINED)
    page.get_by_label("解读的内容").fill("养犬要办什么手续？到街道登记，不收费。")
    press(contact, "起草解读")
    assert "暂不能送审" not in said(contact)
    contact.require_accessible()
    for one in Publication.objects.order_by("pk"):
        contact.go(f"/desk/items/{one.pk}/edit/")
        page.get_by_label("主题分类").select_option(label="综合政务")
        page.get_by_label("内容概述").fill("养犬登记、限养和处理的规定。")
        if not page.get_by_label("成文日期").input_value():
            page.get_by_label("成文日期").fill("2024-05-20")
        page.get_by_role("button", name="保存并送审").click()
        page.get_by_text("已经送审").first.wait_for()
    return item


def _through_the_gate(desks: Walkers, item: Publication) -> None:
    """Both examinations and the final approval, each at the browser of whoever may."""
    for duty, step in (("editor", "公开审查"), ("reviewer", "保密审查"), ("leader", "终审")):
        one = desks[duty]
        one.go(f"/desk/items/{item.pk}/review/")
        if one.page.get_by_role("radio", name=step).count():
            one.page.get_by_role("radio", name=step).check()
        one.page.get_by_role("radio", name="通过").check()
        one.page.get_by_role("button", name="登记结论").click()
    item.refresh_from_db()
    assert item.standing == "public"


def _read_by_the_public(reader: Walker, document: NormativeDocument) -> None:
    """The library has it, in force; its interpretation stands on its page, and it on the page of the interpretation."""
    reader.go("/documents/")
    page = follow(reader, TITLE)
    told = said(reader)
    for words in ("有效", "青城管规〔2024〕3号", "公安机关依法处理", EXPLAINED):
        assert words in told
    reader.require_accessible()
    page.get_by_role("link", name=EXPLAINED).first.click()
    assert "到街道登记，不收费" in said(reader)
    assert TITLE in said(reader)
    reader.require_accessible()
    page.get_by_role("link", name=TITLE).first.click()
    assert "公安机关依法处理" in said(reader)


def _done(contact: Walker, district: District, document: NormativeDocument) -> None:
    """The desk tells the whole course, and the board has nothing wanting."""
    contact.go(f"/desk/making/{document.pk}/")
    told = said(contact)
    for words in ("37条", "区政府第32次常务会议", "解读", "登记评估"):
        assert words in told
    contact.require_accessible()
    contact.go("/desk/interpretations/")
    assert "2024年公开的文件都有解读或者写明了理由" in said(contact)
    contact.require_accessible()
