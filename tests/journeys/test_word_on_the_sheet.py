"""A Word document on the redaction sheet: letters are selected and barred, the sheet is accessible."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.builders import PASSWORD, Desk, an_agency, an_application
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import sign_in
from tests.redaction.office_papers import a_docx

from gongkai.applications.actions import keep_originals

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


def test_letters_that_are_selected_are_barred(walker: Callable[[], Walker], today: Callable[[str], None]) -> None:
    today("2020-04-14")
    desk = Desk(an_agency(), password=PASSWORD)
    case = an_application(desk, received_on=date(2020, 4, 13))
    content = a_docx("欧阳青羽", ["deleted", "comment", "cell"]).written()
    day = date(2020, 4, 14)
    keep_originals(case, originals=[("合同.docx", content)], actor=desk.officer(day), on=day)
    officer = walker()
    page = sign_in(officer, desk, "desk_officer")
    page = officer.go(f"/desk/applications/{case.pk}/files/{case.attachments.get(role='original').pk}/redact/")
    officer.require_accessible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(
        """() => { const text = document.querySelector("#paragraphs li:nth-child(2) p").firstChild;
        const range = document.createRange(); range.setStart(text, 3); range.setEnd(text, 7);
        window.getSelection().removeAllRanges(); window.getSelection().addRange(range); }"""
    )
    page.get_by_role("button", name="遮选中的字").click()
    page.wait_for_load_state()
    assert page.locator("mark.barred-text").all_inner_texts() == ["欧阳青羽"]
    assert page.locator("[name=m-0-begin]").input_value() == "4"
    page.locator("[name=m-0-kind]").fill("姓名")
    page.get_by_role("button", name="生成副本并核验").click()
    assert "核验通过" in page.locator("main").inner_text()
    assert "别处还看得见" in page.locator("main").inner_text()  # the cell of the table says it too
    officer.require_accessible()
