"""Thirty documents are cleaned up: proposed one and many at a time, decided by the leader, and the result is public."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.builders import PASSWORD
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import sign_in
from tests.listing import THE_HOUSE
from tests.normative import District, a_district
from tests.publishing import a_category, a_section

from gongkai.documents.actions import import_documents
from gongkai.documents.importing import ReadyDocument
from gongkai.documents.models import CleanUp, NormativeDocument
from gongkai.jobs.timed import run_due
from gongkai.publications.actions import set_publishing_rules

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
DAY = date(2024, 11, 4)
RESULT = "关于公布2024年规范性文件清理结果的决定"


class HeadDesk:
    """The people of the district's head, as `sign_in` asks for them."""

    def __init__(self, district: District) -> None:
        self._district = district

    def person(self, duty: str) -> Any:
        return self._district.person(duty, of=self._district.head)


def thirty_documents(district: District) -> None:
    ready = [
        ReadyDocument(
            place=f"第{nth}行",
            agency_id=(district.agency if nth % 3 else district.head).pk,
            title=f"第{nth}件事项管理办法",
            number=f"云政规〔{2009 + nth // 3}〕{nth}号",
            issued_on=date(2009 + nth // 3, 3, 1),
            valid_until=date(2025, 2, 28) if nth == 30 else None,
            disclosed_on=date(2019, 5, 15) if nth < 27 else date(2020, 1, 2),
        )
        for nth in range(1, 31)
    ]
    import_documents(ready, actor=THE_HOUSE)


def a_house() -> District:
    district = a_district(password=PASSWORD)
    a_section(name="政策文件", slug="policies")
    a_category()
    set_publishing_rules(
        district.head, actor=district.of_head("leader", DAY), seen_version=None, reviews=1, index_code="10000001X"
    )
    thirty_documents(district)
    return district


def propose(one: Walker, decision: str, reason: str, scope: str) -> str:
    """Send the form below the list; gives what the page says then."""
    one.page.get_by_label("处理", exact=True).select_option(label=decision)
    one.page.get_by_label("理由（选填）").fill(reason)
    one.page.get_by_role("radio", name=scope).check()
    one.page.get_by_role("button", name="提出处理").click()
    return one.page.get_by_role("main").inner_text()


def opened(one: Walker) -> None:
    """Begin the clean-up from the desk's menu."""
    one.page.get_by_role("navigation").get_by_role("link", name="文件", exact=True).first.click()
    one.page.get_by_role("link", name="清理", exact=True).click()
    one.require_accessible()
    one.page.get_by_role("link", name="开始清理").click()
    one.page.get_by_label("名称").fill("2024年规范性文件清理")
    one.require_accessible()
    one.page.get_by_role("main").get_by_role("button", name="开始清理").click()


def judge(one: Walker, step: str) -> None:
    """Take one step of the gate, from the list that shows what waits."""
    one.go("/desk/items/")
    one.page.get_by_role("link", name=RESULT).click()
    if one.page.get_by_role("radio", name=step).count():
        one.page.get_by_role("radio", name=step).check()
    one.page.get_by_role("radio", name="通过").check()
    one.page.get_by_role("button", name="登记结论").click()


def test_thirty_documents_are_cleaned_up_to_a_result_that_is_public(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    today(DAY.isoformat())
    district = a_house()
    desk = HeadDesk(district)
    office, leader, editor, reviewer = (walker() for _ in range(4))
    for one, duty in ((office, "legal_reviewer"), (leader, "leader"), (editor, "editor"), (reviewer, "reviewer")):
        sign_in(one, desk, duty)  # type: ignore[arg-type]

    opened(office)
    told = office.page.get_by_role("main").inner_text()
    assert "还有30件没有提出处理" in office.page.locator("body").inner_text()
    assert "施行15年，没有有效期" in told
    assert "有效期至2025年2月28日" in told
    office.require_accessible()

    # Ticked lines without a reason come back ticked; with it they are proposed.
    for nth in (1, 2, 4):
        office.page.get_by_role("checkbox", name=f"选：第{nth}件事项管理办法", exact=True).check()
    assert "处理为“废止”，还没有写理由。" in propose(office, "废止", "", "勾选的")
    office.require_accessible()
    assert office.page.get_by_role("checkbox", name="选：第2件事项管理办法", exact=True).is_checked()
    assert "3件已经提出处理。" in propose(office, "废止", "依据的条例已经废止", "勾选的")

    # One by itself, found by its number; then all of one filter.
    office.page.get_by_label("标题或者文号").fill("〔2019〕30号")
    office.page.get_by_role("button", name="查找").click()
    office.page.get_by_role("link", name="单独处理：第30件事项管理办法").click()
    office.require_accessible()
    office.page.get_by_label("处理", exact=True).select_option(label="宣布失效")
    office.page.get_by_label("理由（选填）").fill("调整的事项已经没有了")
    office.page.get_by_role("main").get_by_role("button", name="提出处理").click()
    office.page.get_by_role("link", name="没有提出处理").click()
    office.page.get_by_label("标题或者文号").fill("第5件事项")
    office.page.get_by_role("button", name="查找").click()
    assert "1件已经提出处理。" in propose(office, "修改", "名称、职责已经变动", "列表里的全部1件")
    office.page.get_by_role("link", name="没有提出处理").click()
    assert "25件已经提出处理。" in propose(office, "继续有效", "", "列表里的全部25件")

    leader.go(f"/desk/cleanups/{CleanUp.objects.get().pk}/")
    leader.require_accessible()
    leader.page.get_by_role("link", name="作出清理决定").click()
    assert "继续有效25件，修改1件，废止3件，宣布失效1件" in leader.page.get_by_role("main").inner_text()
    leader.page.get_by_label("决定的发文字号").fill("云政决〔2024〕9号")
    leader.page.get_by_label("废止、失效自何日起").fill("2024-11-04")
    leader.require_accessible()
    leader.page.get_by_role("button", name="作出清理决定").click()
    assert "决定已经作出" in leader.page.locator("body").inner_text()
    assert NormativeDocument.objects.filter(validity="repealed").count() == 3

    editor.go(f"/desk/cleanups/{CleanUp.objects.get().pk}/")
    editor.page.get_by_role("button", name="准备公布结果").click()
    editor.require_accessible()
    editor.page.get_by_role("button", name="送审").click()
    judge(reviewer, "公开审查")
    judge(office, "保密审查")
    judge(leader, "终审")
    run_due()

    reader = walker()
    item = CleanUp.objects.get().publication
    assert item is not None
    reader.go(f"/items/{item.pk}/")
    told = reader.page.get_by_role("main").inner_text()
    assert RESULT in told
    assert "对截至2024年11月4日有效的文件30件进行了清理" in told
    assert "决定废止的文件（3件）" in told
    assert "调整的事项已经没有了" in told
    reader.require_accessible()
    ended = NormativeDocument.objects.get(title="第2件事项管理办法")
    reader.go(f"/documents/{ended.pk}/")
    assert "废止" in reader.page.locator(".validity").inner_text()
    office.go("/desk/cleanups/")
    assert "结果已公布" in office.page.get_by_role("main").inner_text()
    office.require_accessible()
