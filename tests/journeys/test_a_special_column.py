"""An editor opens a special column from a template and arranges it: in under three minutes of walking, for readers at once."""

import time
from collections.abc import Callable

import pytest
from tests.apps.publications.columns import Head, an_item, founded
from tests.builders import PASSWORD
from tests.journeys.conftest import Walker

from gongkai.publications.models import Section

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
LONGEST = 180  # seconds, with axe on every page


def test_a_special_column_is_opened_from_a_template_and_readers_see_it(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    today("2026-03-10")
    head = Head(password=PASSWORD)
    columns = founded(head)
    policy = an_item(head, columns["documents"], title="关于稳岗返还和社会保险费减免的通知")
    editor, reader = walker(), walker()
    begun = time.monotonic()

    editor.go("/desk/sign-in/")
    editor.page.fill("#username", head.editing[0].username)
    editor.page.fill("#password", PASSWORD)
    editor.page.click("main form .button")
    editor.page.get_by_role("link", name="栏目", exact=True).click()
    editor.require_accessible()
    editor.page.get_by_role("link", name="开设栏目").click()
    editor.require_accessible()
    editor.page.get_by_role("link", name="复工复产", exact=True).click()
    assert editor.page.input_value("#slug") == "reopening"
    editor.require_accessible()
    editor.page.get_by_role("main").get_by_role("button", name="开设栏目").click()
    editor.require_accessible()
    assert "关于稳岗返还和社会保险费减免的通知" in editor.page.get_by_role("main").inner_text()

    reader.go("/sections/reopening/")
    assert reader.page.locator("h1").inner_text() == "复工复产"
    assert reader.page.get_by_role("link", name="关于稳岗返还和社会保险费减免的通知").count() >= 1
    reader.require_accessible()

    editor.page.get_by_role("link", name="加文字").click()
    editor.page.get_by_label("标题").fill("咨询电话")
    editor.page.get_by_label("文字").fill("区人社局：0000-1234567\n工作日九点到十七点。")
    editor.require_accessible()
    editor.page.get_by_role("main").get_by_role("button", name="加文字").click()
    for _ in range(5):  # from the end to the second place
        editor.page.get_by_role("button", name="把板块咨询电话往前移").click()
    editor.page.get_by_role("button", name="去掉板块：减免和补助").click()
    titles = editor.page.locator("main .group h3").all_inner_texts()
    assert titles[:3] == ["先看这里", "咨询电话", "最新政策"]
    assert "减免和补助" not in titles

    reader.page.reload()
    told = reader.page.get_by_role("main").inner_text()
    assert "区人社局：0000-1234567" in told
    assert "减免和补助" not in told
    reader.page.get_by_role("link", name=policy.current.title).first.click()  # type: ignore[union-attr]
    assert reader.page.url.endswith(f"/items/{policy.pk}/")
    assert time.monotonic() - begun < LONGEST

    editor.page.get_by_role("link", name="关闭栏目").click()
    editor.page.get_by_label("关闭的理由").fill("专项工作已经结束")
    editor.require_accessible()
    editor.page.get_by_role("main").get_by_role("button", name="关闭栏目").click()
    assert "已经关闭" in editor.page.get_by_role("main").inner_text()
    assert Section.objects.get(slug="reopening").closed_on is not None
    today("2026-03-11")
    reader.go("/sections/reopening/")
    assert "已经关闭，不再更新" in reader.page.get_by_role("main").inner_text()
