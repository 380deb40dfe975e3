"""A reader finds what is public: suggestions while typing, large type, by keyboard, read aloud, known answers while applying."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from tests.journeys.conftest import Walker
from tests.publishing import DAY, Newsroom, a_newsroom, a_public_item

from gongkai.publications import actions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
TITLE = "青川区老旧小区改造实施方案"


@pytest.fixture
def room(today: Callable[[str], None]) -> Newsroom:
    today((DAY + timedelta(days=5)).isoformat())
    cache.clear()
    room = a_newsroom(name="青川区住建局", short_name="区住建局", code="021")
    actions.found_columns(actor=room.of_head("editor"))
    for at in range(6):
        a_public_item(room, title=f"道路养护通告第{at + 1}期", body="<p>夜间施工。</p>", summary="夜间施工的路段。")
    a_public_item(
        room,
        title=TITLE,
        body="<h2>一、范围</h2><p>2000年以前建成的老旧小区。</p>",
        summary="改造的范围和标准。",
        document_number="青住建〔2024〕3号",
    )
    return room


def test_a_reader_types_is_offered_titles_and_arrives_at_the_item(room: Newsroom, walker: Any) -> None:
    one: Walker = walker()
    page = one.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.locator("#q").press_sequentially("老旧小区", delay=30)
    page.wait_for_selector("#titles option", state="attached")
    assert page.locator("#titles option").first.get_attribute("value") == TITLE
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    one.require_accessible()
    page.get_by_role("link", name=TITLE).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*/")
    assert page.locator("h1").inner_text() == TITLE
    one.require_accessible()


def test_large_type_and_contrast_stay_with_the_reader(room: Newsroom, walker: Any) -> None:
    one: Walker = walker()
    page = one.go("/sections/statutory/")
    usual = page.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    page.get_by_role("link", name="大字版").click()
    page.get_by_role("link", name="更大字号").click()
    page.get_by_role("link", name="高对比").click()
    assert page.url.endswith("/sections/statutory/")
    assert page.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") == usual * 1.5
    page.get_by_role("link", name=TITLE).click()
    assert page.locator("html").get_attribute("data-theme") == "contrast"
    one.require_accessible()


def test_a_page_is_read_aloud_part_by_part_where_the_browser_has_a_voice(room: Newsroom, walker: Any) -> None:
    one: Walker = walker()
    one.context.add_init_script(
        """
        window.said = [];
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        const voice = {
          speak: (part) => {
            document.documentElement.dataset.said = window.said.push([part.text, part.lang]);
            if (window.said.length < 4) setTimeout(part.onend, 20);
          },
          cancel: () => window.said.push(["停", ""]),
        };
        Object.defineProperty(window, "speechSynthesis", { value: voice });
        """
    )
    page = one.go("/")
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url("**/items/*/")
    page.get_by_role("button", name="听网页").click()
    page.wait_for_selector("html[data-said='4']")
    assert page.evaluate("window.said[0]")[1] == "zh-CN"
    assert TITLE in [text for text, _ in page.evaluate("window.said")]
    assert page.locator(".being-read").count() == 1
    page.get_by_role("button", name="停止朗读").click()
    assert page.locator(".being-read").count() == 0
    assert page.evaluate("window.said.at(-1)[0]") == "停"


def test_an_applicant_sees_what_is_public_already_while_describing_it(room: Newsroom, walker: Any) -> None:
    one: Walker = walker()
    page = one.go("/apply/021/")
    page.locator("#content").press_sequentially("老旧小区改造的实施方案，2024年", delay=5)
    known = page.get_by_role("region", name="已经公开的相近信息")
    known.wait_for()
    assert known.get_by_role("link", name=TITLE).count() == 1
    one.require_accessible()
    page.locator("#content").fill("别")
    known.wait_for(state="detached")
