"""The redaction screen: marks travel with the form, suggestions are ticked, nothing is laid by that is not proven."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, an_application
from tests.redaction.hunting import places_of
from tests.redaction.office_papers import a_docx
from tests.redaction.papers import a_pdf

from gongkai.applications.models import Application, Attachment
from gongkai.files.queries import content_of

RECEIVED = date(2024, 3, 13)
NUMBER = "11010519491231002X"


@pytest.fixture
def case(desk: Desk) -> Application:
    return an_application(desk, received_on=RECEIVED)


def with_original(officer: Client, case: Application, name: str, content: bytes) -> Attachment:
    file = SimpleUploadedFile(name, content)
    version = Application.objects.get(pk=case.pk).version
    page = officer.post(act_at(case, "keep-originals"), {"seen_version": version, "originals": file})
    assert page.status_code == 302, text_of(page)
    return case.attachments.filter(role="original").latest("pk")


def sheet_at(case: Application, original: Attachment) -> str:
    return act_at(case, f"files/{original.pk}/redact")


def typed(case: Application, rows: list[dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    told = {"seen_version": Application.objects.get(pk=case.pk).version, "page": 1, "others": "", "step": "keep"}
    told |= {"ground0": "personal_privacy", "kind0": "", "reason0": "", "term": ""}
    told |= {"m-TOTAL_FORMS": len(rows or []), "m-INITIAL_FORMS": 0}
    for at, row in enumerate(rows or []):
        told |= {f"m-{at}-{name}": value for name, value in row.items()}
    return told | changes


def rows_in(page: Any) -> list[dict[str, Any]]:
    """The rows of the page, as the browser would send them back."""
    return [{k: v for k, v in row.initial.items() if v not in (None, "")} for row in page.context["rows"]]


def test_the_case_leads_to_the_sheet_of_each_original(officer: Client, case: Application) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    page = officer.get(act_at(case, "")[:-1] if act_at(case, "").endswith("//") else act_at(case, ""))
    assert sheet_at(case, original) in page.content.decode()


def test_an_identity_number_is_proposed_ticked_and_proven_away(officer: Client, case: Application) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, ["information"]).written())
    first = officer.get(sheet_at(case, original))
    assert "像身份证号" in text_of(first)
    claims = [claim for claim, *_ in first.context["proposals"]]
    taken = officer.post(sheet_at(case, original), typed(case, step="take", take=claims))
    rows = rows_in(taken)
    assert [(row["kind"], row["ground"]) for row in rows] == [("身份证号", "personal_privacy")]
    proven = officer.post(sheet_at(case, original), typed(case, rows, step="prove"))
    assert "核验通过" in text_of(proven)
    assert not case.attachments.filter(role="released").exists()
    done = officer.post(sheet_at(case, original), typed(case, rows, step="release"), follow=True)
    assert "通过了核验" in text_of(done)
    laid_by = case.attachments.get(role="released")
    assert places_of(NUMBER, content_of(laid_by.file)) == []
    draft = officer.get(act_at(case, "draft-reply"))
    assert "合同（遮盖后）.pdf" in text_of(draft)


def test_a_term_is_marked_wherever_it_stands_and_once(officer: Client, case: Application) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf("agreed", []).written())
    found = officer.post(sheet_at(case, original), typed(case, step="find", term="Ａgreed", kind0="约定"))
    assert "找到2处" in text_of(found)
    again = officer.post(sheet_at(case, original), typed(case, rows_in(found), step="find", term="agreed"))
    assert len(again.context["rows"].forms) in {2, 4}
    empty = officer.post(sheet_at(case, original), typed(case, step="find"))
    assert (empty.status_code, "请填写要找的词" in text_of(empty)) == (422, True)


def test_a_row_that_is_ticked_away_goes(officer: Client, case: Application) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    row = {"page": 1, "left": 10, "top": 10, "right": 30, "bottom": 20, "kind": "章", "ground": "trade_secret"}
    page = officer.post(sheet_at(case, original), typed(case, [row, {**row, "gone": "on"}]))
    assert len(page.context["rows"].forms) == 1
    assert page.context["rows"].forms[0].initial["reason"] == "涉及商业秘密，公开会对第三方合法权益造成损害"


def test_the_look_shows_the_page_as_it_would_be_and_keeps_nothing(officer: Client, case: Application) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    row = {"page": 1, "left": 10, "top": 10, "right": 30, "bottom": 20, "kind": "章", "ground": "trade_secret"}
    page = officer.post(sheet_at(case, original), typed(case, [row], step="look"))
    assert page.context["preview"].startswith("data:image/png;base64,")
    assert not case.attachments.filter(role="released").exists()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"page": 1, "left": 900, "top": 10, "right": 950, "bottom": 20, "kind": "章"}, "没有落在第1页上"),
        ({"page": 1, "left": 10, "top": 10, "right": 30, "kind": "章"}, "没有落在第1页上"),
        ({"page": 1, "left": 10, "top": 10, "right": 30, "bottom": 20, "ground": ""}, "还没有选依据"),
        ({"page": 1, "left": 10, "top": 10, "right": 30, "bottom": 20}, "还没有写明遮的是什么"),
    ],
)
def test_a_bad_row_is_told_by_its_number_and_stays(officer: Client, case: Application, row: Any, says: str) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    rows = [{"ground": "personal_privacy", **row}]
    for step, status in (("prove", 422), ("release", 409)):
        page = officer.post(sheet_at(case, original), typed(case, rows, step=step))
        assert (page.status_code, says in text_of(page)) == (status, True), text_of(page)[:600]
        assert len(page.context["rows"].forms) == 1
    assert not case.attachments.filter(role="released").exists()


@pytest.mark.parametrize("others", ["x", "[1]", '[{"page": 1}]', '{"a": 1}', json.dumps([{}] * 3)])
def test_a_sheet_that_was_tampered_with_is_refused(officer: Client, case: Application, others: str) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    page = officer.post(sheet_at(case, original), typed(case, step="release", others=others))
    assert (page.status_code, "不完整" in text_of(page)) == (422, True)


def test_a_word_document_is_marked_by_its_letters(officer: Client, case: Application) -> None:
    content = a_docx("欧阳青羽", ["deleted"]).written()
    original = with_original(officer, case, "合同.docx", content)
    found = officer.post(sheet_at(case, original), typed(case, step="find", term="欧阳青羽", kind0="姓名"))
    assert "删除的修订1处" in text_of(found)
    assert "■■■■" in text_of(found)
    rows = rows_in(found)
    assert (rows[0]["begin"], rows[0]["end"]) == (4, 7)
    officer.post(sheet_at(case, original), typed(case, rows, step="release"))
    assert places_of("欧阳青羽", content_of(case.attachments.get(role="released").file)) == []


def test_a_photograph_is_measured_in_pixels(officer: Client, case: Application) -> None:
    file = io.BytesIO()
    Image.radial_gradient("L").save(file, "PNG")
    original = with_original(officer, case, "照片.png", file.getvalue())
    row = {"page": 1, "left": 10, "top": 10, "right": 90, "bottom": 50, "kind": "人脸", "ground": "personal_privacy"}
    done = officer.post(sheet_at(case, original), typed(case, [row], step="release"), follow=True)
    assert "通过了核验" in text_of(done)


def test_pages_of_an_original_are_seen_by_its_desk_alone(
    desk: Desk, officer: Client, leader: Client, case: Application
) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    seen = officer.get(act_at(case, f"files/{original.pk}/pages/1.png").rstrip("/"))
    assert (seen.status_code, seen["Content-Type"], seen["Cache-Control"]) == (200, "image/png", "no-store")
    assert officer.get(act_at(case, f"files/{original.pk}/pages/2.png").rstrip("/")).status_code == 404
    assert officer.get(act_at(case, f"files/{original.pk}")).status_code == 404
    assert leader.get(act_at(case, f"files/{original.pk}/pages/1.png").rstrip("/")).status_code == 403
    assert leader.get(sheet_at(case, original)).status_code == 403
    other = an_application(desk, received_on=RECEIVED)
    assert officer.get(act_at(other, f"files/{original.pk}/redact")).status_code == 404


def test_a_stale_sheet_is_told_and_loses_nothing(officer: Client, case: Application) -> None:
    original = with_original(officer, case, "合同.pdf", a_pdf(NUMBER, []).written())
    row = {"page": 1, "left": 10, "top": 10, "right": 30, "bottom": 20, "kind": "章", "ground": "trade_secret"}
    page = officer.post(sheet_at(case, original), typed(case, [row], step="release", seen_version=1))
    assert page.status_code == 409
    assert "存入了原件" in text_of(page)
    assert len(page.context["rows"].forms) == 1
