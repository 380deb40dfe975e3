"""Somebody drops a report on the portal: with and without the script, at both widths, and keeps what they saw."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders import an_agency
from tests.golden.flat import flat_report
from tests.journeys.conftest import Walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]

WRONG = {"t3/received/total": 3, "t3/granted/total": 3, "t3/closed_total/total": 2}
DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, {type: "text/plain"}));
  const form = document.querySelector("form.drop");
  for (const kind of ["dragover", "drop"]) form.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(autouse=True)
def _a_house(db: None, settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_HOME = tmp_path
    an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")


def test_a_report_dropped_on_the_page_is_checked_and_can_be_kept(walker: Callable[[], Walker]) -> None:
    visitor = walker()
    page = visitor.go("/check/")
    visitor.require_accessible()
    page.evaluate(DROP, ["年报.txt", flat_report(WRONG)])
    page.wait_for_selector("h1.verdict")
    assert "表三" in page.inner_text("h1.verdict")
    visitor.require_accessible()
    page.click("summary:has-text('（七）总计')")
    assert "原字" in page.inner_text("details.place[open] p")
    with page.expect_download() as told:
        page.click("text=读出的数、出处和全部核对")
    assert told.value.suggested_filename == "核对-年报.json"
    kept = json.loads(Path(told.value.path()).read_text(encoding="utf-8"))
    assert kept["reports"][0]["cells"]["t3/closed_total/total"]["value"] == 2


def test_without_script_the_button_does_the_same(chromium: Any, live_server: Any) -> None:
    context = chromium.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/check/")
    page.set_input_files(
        "#report", {"name": "年报.txt", "mimeType": "text/plain", "buffer": flat_report(WRONG).encode()}
    )
    page.click("main form button")
    page.wait_for_selector("h1.verdict")
    context.close()


@pytest.mark.shared
def test_a_pdf_shows_its_page_cut_out_on_a_phone(walker: Callable[[], Walker], shared_reports: Path) -> None:
    visitor = walker()
    page = visitor.go("/check/")
    page.set_input_files("#report", shared_reports / "hongze-2023.pdf")
    page.click("main form button")
    page.wait_for_selector("#errors ~ .finding svg image")
    visitor.require_accessible()
    assert page.locator("#errors ~ .finding svg .ring").count() == 5
