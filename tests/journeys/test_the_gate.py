"""An item walks from its writer through three readings and both examinations to the public, is found at once, and is withdrawn."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders import PASSWORD
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import sign_in
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, revised

from gongkai.publications.models import Publication

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
TITLE = "关于人民路拓宽工程施工期间交通组织的公告"


def judge(one: Walker, item: Publication, *steps: str) -> None:
    """Take these steps at the reviewer's own browser, from the list that shows what waits."""
    one.go("/desk/items/")
    one.require_accessible()
    one.page.get_by_role("link", name=TITLE).click()
    for step in steps:
        if one.page.get_by_role("radio", name=step).count():
            one.page.get_by_role("radio", name=step).check()
        one.require_accessible()
        one.page.get_by_role("radio", name="通过").check()
        one.page.get_by_role("button", name="登记结论").click()
    assert one.page.url.endswith(f"/desk/items/{item.pk}/")


def test_an_item_through_three_readings_to_the_public_and_back(
    walker: Callable[[], Walker], today: Callable[[str], None], tmp_path: Path
) -> None:
    today(DAY.isoformat())
    room = a_newsroom(password=PASSWORD)
    item = a_draft(room, title=TITLE)
    desks = {duty: walker() for duty in ("contact", "desk_officer", "reviewer", "leader")}
    for duty, one in desks.items():
        sign_in(one, room, duty)
    reader = walker()

    contact = desks["contact"]
    contact.go(f"/desk/items/{item.pk}/")
    contact.require_accessible()
    contact.page.get_by_role("button", name="送审").click()
    assert "已经送审" in contact.page.get_by_role("main").inner_text()
    reader.go("/search/?q=人民路拓宽")
    assert TITLE not in reader.page.get_by_role("main").inner_text()

    judge(desks["desk_officer"], item, "初审", "公开审查")
    judge(desks["reviewer"], item, "复审", "保密审查")
    judge(desks["leader"], item, "终审")
    public = time.monotonic()
    _is_found(reader)
    assert time.monotonic() - public < 1 + LOADING
    reader.page.get_by_role("link", name=TITLE).first.click()
    assert "请绕行青年路" in reader.page.get_by_role("main").inner_text()
    reader.require_accessible()
    item.refresh_from_db()
    assert item.index_number is not None
    assert item.index_number in reader.page.get_by_role("main").inner_text()

    revised(room, item, title=TITLE, body="<p>人民路拓宽工程自5月1日起施工，请绕行青年路。</p>")
    contact.go(f"/desk/items/{item.pk}/compare/")
    assert contact.page.locator("ins").inner_text() == "5"
    contact.require_accessible()

    leader = desks["leader"]
    leader.go(f"/desk/items/{item.pk}/")
    leader.require_accessible()
    leader.page.get_by_role("link", name="撤下").click()
    leader.page.get_by_label("理由").fill("施工日期有误，更正后另行公开。")
    leader.require_accessible()
    leader.page.get_by_role("button", name="撤下").click()
    reader.page.reload()
    told = reader.page.get_by_role("main").inner_text()
    assert "施工日期有误，更正后另行公开。" in told
    assert "请绕行青年路" not in told
    assert item.index_number in told
    reader.require_accessible()
    reader.go("/search/?q=人民路拓宽")
    assert TITLE not in reader.page.get_by_role("main").inner_text()
    assert [fault for one in (*desks.values(), reader) for fault in one.faults] == []


LOADING = 4  # seconds that a browser under load may take to ask and draw one page


def _is_found(reader: Walker) -> None:
    reader.go("/search/?q=人民路拓宽")
    assert TITLE in reader.page.get_by_role("main").inner_text()


def test_the_rules_of_an_agency_are_set_by_its_leader(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    today(DAY.isoformat())
    room: Newsroom = a_newsroom(password=PASSWORD)
    one = walker()
    sign_in(one, room, "leader")
    one.page.get_by_role("link", name="公开", exact=True).last.click()
    one.page.get_by_role("link", name="发布规则").click()
    one.require_accessible()
    one.page.get_by_role("radio", name="二审：初审、终审").check()
    one.page.get_by_role("button", name="保存").click()
    assert "发布规则已经保存" in one.page.get_by_role("main").inner_text()
    assert one.page.get_by_role("radio", name="二审：初审、终审").is_checked()
