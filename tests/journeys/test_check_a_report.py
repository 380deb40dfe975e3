"""Somebody drops a report on the portal: with and without the script, at both widths, and keeps what they saw."""

import importlib.util
import json
import tempfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders import an_agency
from tests.golden.flat import flat_report
from tests.golden.layouts import pages, papers, scans
from tests.journeys.conftest import Walker

from gongkai.files.models import StoredFile

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]

WRONG = {
    f"t3/{row}/{column}": 3 for row in ("received", "granted", "closed_total") for column in ("natural_person", "total")
}
WRONG["t3/closed_total/natural_person"] = 2
DROP = """([name, coded]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0))], name));
  const form = document.querySelector("form.drop");
  for (const kind of ["dragover", "drop"]) form.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def drop(visitor: Walker, name: str, data: bytes) -> None:
    visitor.page.evaluate(DROP, [name, b64encode(data).decode()])


@pytest.fixture(autouse=True)
def _a_house(db: None) -> None:
    an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")


def test_a_report_dropped_on_the_page_is_checked_and_can_be_kept(walker: Callable[[], Walker]) -> None:
    visitor = walker()
    page = visitor.go("/check/")
    visitor.require_accessible()
    drop(visitor, "年报.txt", flat_report(WRONG).encode())
    page.wait_for_selector("h1.verdict")
    assert "表三" in page.inner_text("h1.verdict")
    visitor.require_accessible()
    page.click("summary:has-text('（七）总计')")
    assert "原字" in page.inner_text("details.place[open] p")
    with page.expect_download() as told:
        page.click("text=读出的数、出处和全部核对")
    assert told.value.suggested_filename == "核对-年报.json"
    kept = json.loads(Path(told.value.path()).read_text(encoding="utf-8"))
    assert kept["reports"][0]["cells"]["t3/closed_total/natural_person"]["value"] == 2


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


with_recognition = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed: ./run extra ocr"
)


def a_dropped(kind: str) -> tuple[str, bytes]:
    if kind == "pdf":
        return "年报.pdf", papers.a_pdf(7, ()).data
    if kind == "html":
        return "年报.html", pages.a_page(7, ()).data
    return "年报.png", scans.a_scan(25, ("noisy", "blanks"), "png").data


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The only place for temporary and personal files, of this process and of those that read."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("kind", ["pdf", "html", pytest.param("scan", marks=with_recognition)])
def test_whatever_is_dropped_gives_a_legible_page_and_leaves_nothing_behind(
    walker: Callable[[], Walker], tmp_path: Path, scratch: Path, kind: str
) -> None:
    visitor = walker()
    page = visitor.go("/check/")
    drop(visitor, *a_dropped(kind))
    page.wait_for_selector("h1.verdict", timeout=60_000)
    visitor.require_accessible()
    assert page.locator("section[aria-labelledby=tables] td:not(:empty)").count() > 190
    page.set_viewport_size({"width": 360, "height": 740})
    small = "node => Math.min(...[...node.querySelectorAll('main p, main td, main th')].map(one => parseFloat(getComputedStyle(one).fontSize)))"
    assert page.eval_on_selector("body", small) >= 11
    if kind == "scan":
        page.wait_for_selector("#doubts ~ .doubts svg image")
    assert not StoredFile.objects.exists()
    assert [path for path in scratch.rglob("*") if path.is_file()] == []
    kept = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()}
    assert kept <= {"pace", "journal.heads"}  # whose turn it is, and the journal, which says nothing of it


def test_a_scan_without_the_extra_is_refused_with_the_way_to_add_it(
    walker: Callable[[], Walker], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("cv2", reason="the page picture is drawn with the packages of the extra ocr")
    (tmp_path / "bare").mkdir()
    absent = "import sys\nsys.modules['rapidocr'] = sys.modules['onnxruntime'] = None\n"
    (tmp_path / "bare" / "sitecustomize.py").write_text(absent)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "bare"))
    visitor = walker()
    page = visitor.go("/check/")
    drop(visitor, *a_dropped("scan"))
    page.wait_for_selector("p.wrong")
    assert "./run extra ocr" in page.inner_text("p.wrong")
    visitor.require_accessible()
