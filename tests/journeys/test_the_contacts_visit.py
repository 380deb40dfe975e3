"""The contact person's yearly visit, on a phone: three late elements filled, one marked as not applicable, and gone again."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.apps.catalogue.owing import a_duty
from tests.builders import PASSWORD, at
from tests.journeys.conftest import Walker
from tests.publishing import Newsroom, a_newsroom, pass_to_final, review

from gongkai.publications import actions
from gongkai.publications.models import ElementDuty, Publication

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

DAY = date(2024, 4, 1)
PHONE = {"width": 360, "height": 740}


def sign_in(walker: Walker, username: str) -> Page:
    page = walker.go("/desk/sign-in/")
    page.set_viewport_size(PHONE)
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
    return page


def look(walker: Walker, name: str) -> None:
    """axe at both widths; pictures too, where a folder for them is named. Back to the phone afterwards."""
    walker.require_accessible()
    folder = os.environ.get("GONGKAI_PICTURES")
    for width in (1280, 360):
        walker.page.set_viewport_size({"width": width, "height": 740})
        if folder:
            walker.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    walker.page.set_viewport_size(PHONE)


def late(room: Newsroom, name: str) -> ElementDuty:
    duty = a_duty(room, name)
    actions.note_formed(duty, on=date(2024, 2, 19), actor=room.actor("contact", DAY), seen_version=None)
    return duty


def release(room: Newsroom, item: Publication) -> None:
    pass_to_final(room, item, on=at(DAY, 15))
    review(room, item, "final_approval", "leader", on=at(DAY, 16))


def test_three_late_elements_are_filled_and_one_does_not_apply(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    today(DAY.isoformat())
    room = a_newsroom(reviews=1, password=PASSWORD, name="云岭区住房和城乡建设局", short_name="区住建局", code="011")
    names = ("第一季度配租结果", "房源信息", "租赁补贴发放结果")
    duties = [late(room, name) for name in names]
    none = late(room, "共有产权住房配售结果")

    contact = walker()
    page = sign_in(contact, room.person("contact").username)
    page.get_by_role("link", name="目录", exact=True).click()
    page.get_by_role("heading", name="您还欠4项").wait_for()
    assert "应于2024年3月18日前公开" in page.locator("main").inner_text()
    look(contact, "contact-owed")

    for count, (duty, name) in enumerate(zip(duties, names, strict=True)):
        line = page.locator("details", has_text=name).first
        if line.get_attribute("open") is None:
            line.locator("summary").click()
        line.get_by_role("link", name=f"填报：{name}").click()
        page.get_by_label("标题").fill(f"区住建局{name}")
        if count == 0:
            page.get_by_role(
                "button", name="报送审核"
            ).click()  # too soon: it says what is missing, and keeps the title
            assert "还没有写正文，也没有选文件" in page.locator("main").inner_text()
            assert page.get_by_label("标题").input_value() == f"区住建局{name}"
            look(contact, "contact-fill")
        if count == 1:
            page.get_by_label("文件").set_input_files(
                {"name": "房源表.txt", "mimeType": "text/plain", "buffer": "幸福里小区36套".encode()}
            )
        else:
            page.get_by_label("正文").fill("共12户，名单经审核无误。")
        page.get_by_label("信息形成之日").fill("2024-03-29")
        page.get_by_role("button", name="报送审核").click()
        page.wait_for_url("**/desk/owed/")
        assert f"“{duty.element.name}”已经报送" in page.locator("main").inner_text()

    page.get_by_role("link", name="不适用，因为：共有产权住房配售结果").click()
    page.get_by_label("为什么不适用").fill("本区没有共有产权住房。")
    look(contact, "contact-not-applicable")
    page.get_by_role("button", name="按不适用报送").click()
    page.get_by_role("heading", name="您没有欠的").wait_for()
    look(contact, "contact-done")

    for item in Publication.objects.all():
        release(room, item)
    office = walker()
    page = sign_in(office, room.at_head["editor"][0].username)
    page.get_by_role("link", name="目录", exact=True).click()
    page.get_by_role("link", name="区住建局：共有产权住房配售结果").click()
    look(office, "office-duty")
    page.get_by_role("link", name="核对不适用").click()
    page.get_by_role("button", name="核对不适用").click()
    page.get_by_text("已经核对为不适用").wait_for()
    office.go("/desk/catalogue/")
    assert "按时3，不适用1" in page.locator("main").inner_text()
    look(office, "office-board")
    office.go("/desk/catalogue/fields/affordable-housing/")
    look(office, "office-field")

    reader = walker()
    page = reader.go("/fields/affordable-housing/")
    said = page.locator("main").inner_text()
    assert all(f"区住建局{name}" in said for name in names)
    assert "本区没有共有产权住房" in said
    look(reader, "public-field")
    reader.go("/fields/")
    look(reader, "public-fields")
    reader.go("/agencies/011/fields/")
    look(reader, "public-agency")
    none.refresh_from_db()
    assert none.confirmed_on == DAY
