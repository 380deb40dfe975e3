"""Registering what came on paper, at the counter, by voice or fax."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, an_agency

from gongkai.applications import actions
from gongkai.applications.models import Application

NEW = "/desk/applications/new/"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def filled_in(client: Client, **changes: Any) -> dict[str, Any]:
    return {
        "token": client.get(NEW).context["form"].initial["token"],
        "channel": "signed_mail",
        "arrived_on": "2024-03-19",
        "signed_by": "收发室",
        "content": "幸福里小区2023年电梯加装的验收报告",
        "form": "paper",
        "delivery": "mail",
        "kind": "natural_person",
        "name": "陈知远",
        "identity_kind": "identity_card",
        "identity_number": "11010519491231002x",
        "phone": "13900000000",
        "address": "青川区人民路1号",
        **changes,
    }


def test_both_days_are_kept_and_the_applicant_gets_number_code_and_receipt(desk: Desk, officer: Client) -> None:
    envelope = SimpleUploadedFile("信封.png", PICTURE)
    done = officer.post(NEW, filled_in(officer, envelope=envelope), follow=True)
    case = Application.objects.get()
    assert (case.arrived_on, case.registered_on, case.received_on) == (date(2024, 3, 19), TODAY, date(2024, 3, 19))
    assert (case.signed_by, case.attachments.get().role) == ("收发室", "envelope")
    code = done.context["code"]
    assert case.query_number in text_of(done)
    assert code in text_of(done)
    found = actions.look_up(case.query_number, code, address="1", actor=desk.officer(TODAY))
    assert found == case
    receipt = officer.get(f"/desk/applications/{case.pk}/receipt.pdf")
    assert receipt.content.startswith(b"%PDF")


def test_the_code_is_shown_in_that_session_alone(desk: Desk, officer: Client, sits: Any) -> None:
    officer.post(NEW, filled_in(officer))
    case = Application.objects.get()
    other = sits(desk, "desk_officer")
    assert other.get(f"/desk/applications/{case.pk}/registered/")["Location"] == f"/desk/applications/{case.pk}/"
    assert other.get(f"/desk/applications/{case.pk}/receipt.pdf").status_code == 404
    assert officer.get(f"/desk/applications/{case.pk}/registered/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"arrived_on": "2024-03-22"}, "arrived_on", "还没有到"),
        ({"arrived_on": ""}, "arrived_on", "请填写到达之日"),
        ({"channel": "oral", "signed_by": ""}, "filled_in_by", "要写明由谁代填"),
        ({"signed_by": ""}, "signed_by", "请写签收人"),
        ({"channel": "fax", "confirmed_on": "2024-03-18"}, "confirmed_on", "早于到达之日"),
        ({"confirmed_on": "2024-03-20"}, "confirmed_on", "不用确认"),
        ({"channel": "online"}, "channel", ""),
        ({"identity_number": "110105194912310021"}, "identity_number", "对不上"),
        ({"content": " "}, "content", "请填写所需信息"),
        ({"address": ""}, "address", "请写收件地址"),
        ({"delivery": "email", "email": ""}, "email", "请写邮箱地址"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    desk: Desk, officer: Client, changes: dict[str, str], field: str, said: str
) -> None:
    sent = filled_in(officer, **changes)
    page = officer.post(NEW, {**sent, "envelope": SimpleUploadedFile("信封.png", PICTURE)})
    assert page.status_code == 422
    form = page.context["form"]
    assert said in "".join(form.errors[field])
    assert {name: form[name].value() for name in sent} == sent
    assert [kept.name for kept in form.kept["envelope"]] == ["信封.png"]
    assert not Application.objects.exists()


def test_a_form_sent_twice_registers_once(desk: Desk, officer: Client) -> None:
    sent = filled_in(officer)
    first, second = officer.post(NEW, sent), officer.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_a_fax_not_yet_confirmed_waits_for_it(desk: Desk, officer: Client) -> None:
    page = officer.post(NEW, filled_in(officer, channel="fax", signed_by=""), follow=True)
    case = Application.objects.get()
    assert (case.stage, case.received_on) == ("submitted", None)
    assert "待确认" in text_of(page)


def test_only_desk_officers_register(desk: Desk, leader: Client, sits: Any, government: Any) -> None:
    assert leader.get(NEW).status_code == 403
    elsewhere = sits(Desk(an_agency(parent=government)), "desk_officer")
    assert elsewhere.post(NEW, filled_in(elsewhere)).status_code == 302
    assert Application.objects.get().agency != desk.agency


def test_a_scan_of_the_identity_paper_is_sealed_and_not_among_the_files(desk: Desk, officer: Client) -> None:
    officer.post(NEW, filled_in(officer, scan=SimpleUploadedFile("身份证.png", PICTURE)))
    case = Application.objects.get()
    paper = case.applicant.identity_paper
    assert paper.scan.sealed
    assert not case.attachments.exists()
    shown = officer.post(f"/desk/applications/{case.pk}/identity/", {"seen_version": case.version, "reason": "核对"})
    assert "data:image/png;base64," in shown.content.decode()
