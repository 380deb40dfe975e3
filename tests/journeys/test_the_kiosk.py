"""A reader in the hall: finds, reads, leaves; the kiosk warns, goes home by itself, and the next reader finds nothing of them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, founded
from tests.apps.publications.test_hall import PLACE
from tests.journeys.conftest import Walker

from gongkai.publications.actions import ShelfTold, found_reading_place, shelve
from gongkai.publications.models import PriorityField, Version

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
SMALLEST = 44  # pixels of what is touched


@pytest.fixture
def head(today: Callable[[str], None]) -> Head:
    today(TODAY.isoformat())
    head = Head()
    columns = founded(head)
    for name in ("义务教育", "养老服务", "社会保险", "就业"):
        PriorityField.objects.create(slug=f"f{PriorityField.objects.count()}", name=name)
    item = an_item(head, columns["rules"], title="云岭区养犬管理规定")
    Version.objects.filter(publication=item).update(
        body='<p>养犬应当登记，详见<a href="https://elsewhere.example/">说明</a>。</p>' * 3
    )
    for number in range(8):
        an_item(head, a_section(head, f"栏目{number}"), title=f"关于第{number}件事的通知")
    place = found_reading_place(head.agency, told=PLACE, actor=head.editor())
    shelve(place, told=ShelfTold("A-3", TODAY), actor=head.editor(), publication=item)
    return head


def require_touchable(one: Walker) -> None:
    """axe is content at 1280, at 360 and on an upright screen, and everything to touch is large enough."""
    one.require_accessible()
    for width, height in ((1280, 800), (1080, 1920)):
        one.page.set_viewport_size({"width": width, "height": height})
        small = one.page.evaluate(
            """least => [...document.querySelectorAll("main a, main button, header a, main input")]
                .filter(e => e.offsetParent && e.getBoundingClientRect().height < least).map(e => e.outerHTML)""",
            SMALLEST,
        )
        assert small == []


def test_a_reader_finds_reads_and_nothing_of_them_is_left(
    head: Head, walker: Callable[[], Walker], settings: Any
) -> None:
    reader = walker()
    page = reader.go("/kiosk/")
    require_touchable(reader)
    page.get_by_role("link", name="大字版").click()
    page.wait_for_selector("html[data-type=large]")
    page.get_by_label("查找政府信息").fill("养犬")
    page.get_by_role("button", name="查找").click()
    page.wait_for_url("**/kiosk/search/?q=*")
    require_touchable(reader)
    page.get_by_role("link", name="云岭区养犬管理规定").click()
    page.wait_for_url("**/kiosk/items/*/")
    require_touchable(reader)
    assert page.locator(".text a").count() == 0
    assert page.get_by_role("button", name="打印").is_visible()
    assert page.locator(".take img").evaluate("image => image.naturalWidth") > 0
    assert page.evaluate("history.length") <= 2  # about:blank, and one place that is replaced each time

    page.get_by_role("link", name="回首页").click()
    page.wait_for_url("**/kiosk/")
    assert reader.context.cookies() == []
    assert page.locator("html").get_attribute("data-type") is None
    assert page.get_by_label("查找政府信息").input_value() == ""
    page.go_back()
    page.wait_for_timeout(300)
    assert "养犬" not in page.url


def test_everything_is_reached_by_touch(head: Head, walker: Callable[[], Walker]) -> None:
    reader = walker()
    for name in ("重点领域", "栏目", "指南", "架上的资料"):
        page = reader.go("/kiosk/")
        page.get_by_role("navigation", name="查什么").get_by_role("link", name=name).click()
        page.wait_for_load_state()
        page.wait_for_selector("text=回首页")
        require_touchable(reader)
    page.get_by_role("link", name="云岭区养犬管理规定").click()
    page.wait_for_url("**/kiosk/items/*/")


def test_an_idle_kiosk_warns_and_goes_home(head: Head, walker: Callable[[], Walker], settings: Any) -> None:
    settings.KIOSK_MINUTES = 0.1  # six seconds
    reader = walker()
    page = reader.go("/kiosk/")
    page.get_by_role("navigation", name="查什么").get_by_role("link", name="指南").click()
    page.wait_for_url("**/kiosk/guide/")
    page.wait_for_selector("#idle:not([hidden])")
    reader.page.set_viewport_size({"width": 1080, "height": 1920})
    page.get_by_role("button", name="接着看").click()
    page.wait_for_selector("#idle", state="hidden")
    assert page.url.endswith("/kiosk/guide/")
    page.wait_for_url("**/kiosk/", timeout=15_000)


def test_words_typed_on_the_first_page_do_not_stay(head: Head, walker: Callable[[], Walker], settings: Any) -> None:
    settings.KIOSK_MINUTES = 0.05
    reader = walker()
    page = reader.go("/kiosk/")
    page.get_by_label("查找政府信息").fill("某人的名字")
    expect(page.get_by_label("查找政府信息")).to_have_value("", timeout=15_000)


def test_a_kiosk_without_script_works_and_goes_home_too(
    head: Head, chromium: Any, live_server: Any, settings: Any
) -> None:
    settings.KIOSK_MINUTES = 0.05
    context = chromium.new_context(locale="zh-CN", java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{live_server.url}/kiosk/")
        page.get_by_label("查找政府信息").fill("养犬")
        page.get_by_role("button", name="查找").click()
        page.wait_for_url("**/kiosk/search/**")
        assert page.get_by_role("link", name="云岭区养犬管理规定").is_visible()
        assert not page.get_by_role("button", name="打印").is_visible()
        page.wait_for_url("**/kiosk/", timeout=15_000)
    finally:
        context.close()
