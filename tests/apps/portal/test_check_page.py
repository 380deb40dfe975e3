"""The page on which anyone has a report checked: the result, the refusals, the bounds, and that nothing stays behind."""

import io
import json
import re
import zipfile
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders import Desk
from tests.golden.flat import flat_report

from gongkai.screens import check_form, pacing
from gongkai.screens.checking.bounds import Bounds

WRONG = {
    "t3/received/natural_person": 3,
    "t3/received/total": 3,
    "t3/granted/natural_person": 3,
    "t3/granted/total": 3,
    "t3/closed_total/natural_person": 2,
    "t3/closed_total/total": 3,
}
TEXTS = {1: "全区收到政府信息公开申请3件。", 5: "工作考核、社会评议、责任追究已经公布。", 6: "没有收费。"}


@pytest.fixture(autouse=True)
def _nobody_was_here_before(settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_HOME = tmp_path


def a_file(text: str | bytes, name: str = "年报.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def handed_in(visitor: Client, text: str | bytes, name: str = "年报.txt", **more: Any) -> Any:
    return visitor.post("/check/", {"report": a_file(text, name), **more})


def kept(page: str, kind: str) -> str:
    """What a download of the page holds."""
    found = re.search(rf'href="data:{kind};charset=utf-8;base64,([^"]+)" download="([^"]+)"', page)
    assert found
    return b64decode(found.group(1)).decode()


def left_behind(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_the_result_names_the_wrong_cell_and_shows_where_it_stands(desk: Desk, visitor: Client) -> None:
    answer = handed_in(visitor, flat_report(WRONG, texts=TEXTS))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert "改为3，各项都相符" in page
    assert '<td class="broken">2</td>' in page
    assert '<mark class="ringed">2</mark>' in page
    assert "<strong>原文如此。</strong>" in page
    assert '<mark class="agrees">3</mark>' in page
    assert "<title>1处错误：核对示例区人民政府2024年政府信息公开工作年度报告" in page


def test_the_result_can_be_kept_as_a_page_of_its_own_as_json_and_as_csv(desk: Desk, visitor: Client) -> None:
    page = handed_in(visitor, flat_report(WRONG, texts=TEXTS)).content.decode()
    alone = kept(page, "text/html")
    assert alone.startswith("<!doctype html>")
    assert not re.search(r'(?:src|href)="(?!#|data:)', alone)
    data = json.loads(kept(page, "application/json"))
    assert data["reports"][0]["cells"]["t3/closed_total/natural_person"]["value"] == 2
    lines = kept(page, "text/csv").splitlines()
    assert lines[0].startswith("\ufeff文件,机关")
    assert len(lines) == 1 + len(data["reports"][0]["cells"])


def test_last_years_report_is_held_against_it(desk: Desk, visitor: Client) -> None:
    before = flat_report({"t3/carried_out/total": 2}, year=2023, texts=TEXTS)
    page = handed_in(visitor, flat_report({}, texts=TEXTS), last_year=a_file(before, "去年.txt")).content.decode()
    assert "carry_over.last_year" in page
    assert "示例区人民政府2023年度报告" in page


def a_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 150_000_000)
    return made.getvalue()


BAD = {
    "empty": (b"", "年报.pdf"),
    "noise": (bytes(range(256)) * 50, "年报.pdf"),
    "foreign": ("关于放假的通知。".encode(), "年报.html"),
    "bomb": (a_bomb(), "年报.docx"),
    "markup": (b"<script>alert(1)</script>" * 20, "<script>alert(2)</script>.html"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_report_is_refused_on_the_form_with_a_remedy(desk: Desk, visitor: Client, kind: str) -> None:
    answer = handed_in(visitor, *BAD[kind])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这份文件没有核对成" in page
    assert 'aria-invalid="true"' in page
    assert "请" in re.search(r'<p class="wrong"[^>]*>([^<]+)', page).group(1)  # type: ignore[union-attr]
    assert "<script>alert" not in page
    assert "Traceback" not in page


def test_without_a_file_the_form_says_what_to_choose(desk: Desk, visitor: Client) -> None:
    answer = visitor.post("/check/", {})
    assert answer.status_code == 422
    assert "请选择年度报告" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_while_it_arrives(desk: Desk, visitor: Client) -> None:
    answer = handed_in(visitor, b"a" * 20_000_001)
    assert answer.status_code == 413
    assert "超过20兆字节" in answer.content.decode()


def test_a_form_of_hundreds_of_megabytes_is_not_even_read(desk: Desk, visitor: Client) -> None:
    answer = visitor.post("/check/", {"report": a_file("x")}, headers={"content-length": "900000000"})
    assert answer.status_code == 413


def test_a_form_of_another_site_is_refused(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/check/", {"report": a_file(flat_report(WRONG))})
    assert answer.status_code == 403


def test_nothing_of_the_file_stays_behind(desk: Desk, visitor: Client, tmp_path: Path) -> None:
    handed_in(visitor, flat_report(WRONG, texts=TEXTS))
    assert all(name == "lock" or name.startswith(("place-", "check-")) for name in left_behind(tmp_path))
    told = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "示例区".encode() not in told
    assert b"127.0.0.1" not in told


def test_an_address_that_asks_too_often_is_told_when_to_come_again(
    desk: Desk, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_form, "MOST_CHECKS", 2)
    assert [handed_in(visitor, b" ").status_code for _ in range(3)] == [422, 422, 429]
    assert visitor.post("/check/", {"report": a_file(" ")}, REMOTE_ADDR="10.0.0.9").status_code == 422


def test_a_file_that_takes_too_long_is_given_up_with_a_clear_message(
    desk: Desk, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_form, "BOUNDS", Bounds(seconds=0.05))
    long = flat_report(WRONG, texts={1: "收到政府信息公开申请3件，办结2件。" * 60_000})
    answer = handed_in(visitor, long)
    assert answer.status_code == 422
    assert "读了0.05秒还没有读完，已经停下。请只交报告本身" in answer.content.decode()


def test_turns_are_counted_within_the_span_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(pacing.time, "time", lambda: now[0])
    assert [pacing.wait_for("kind", "a", most=2, within=60) for _ in range(3)] == [0, 0, 60]
    now[0] += 61
    assert pacing.wait_for("kind", "a", most=2, within=60) == 0


def test_one_check_at_a_time_so_that_the_others_still_get_their_pages(
    desk: Desk, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pacing.place("check") as held:
        assert held
        with pacing.place("check", wait=0.0) as second:
            assert not second
    with pacing.place("check", wait=0.0) as again:
        assert again


def test_the_form_works_without_the_script_and_the_script_is_our_own(desk: Desk, visitor: Client) -> None:
    page = visitor.get("/check/").content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert re.findall(r"<script[^>]*>", page) == [
        f'<script src="/static/screens/{name}.js" defer>' for name in ("listen", "check")
    ]
    assert "onclick" not in page
    assert "/check/" in visitor.get("/").content.decode()
    assert "/check/" in visitor.get("/reports/").content.decode()


def test_the_desk_checks_a_draft_only_for_those_who_are_signed_in(desk: Desk, visitor: Client) -> None:
    assert visitor.get("/desk/check/").status_code == 302
    visitor.force_login(desk.person("desk_officer"), backend=django_settings.AUTHENTICATION_BACKENDS[1])
    assert "核对一份草稿" in visitor.get("/desk/check/").content.decode()
    answer = visitor.post("/desk/check/", {"report": a_file(flat_report(WRONG, texts=TEXTS))})
    assert answer.status_code == 200
    assert "改为3，各项都相符" in answer.content.decode()
