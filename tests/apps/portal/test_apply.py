"""The form of art. 29 and the receipt."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.portal.citizen import filled_in
from tests.builders import Desk, an_agency

from gongkai.applications.models import Application, IdentityPaper

FORM = "/apply/013/"


def send(visitor: Client, **changes: Any) -> Any:
    return visitor.post(FORM, filled_in(visitor.get(FORM), **changes))


def test_an_application_is_opened_and_leads_to_its_receipt(desk: Desk, visitor: Client) -> None:
    answer = send(visitor)
    application = Application.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/receipts/{application.query_number}/"
    assert application.received_on == date(2024, 3, 4)
    assert application.channel == "online"
    assert application.applicant.name == "陈知远"


def test_the_receipt_tells_number_code_and_due_day_with_its_sum(desk: Desk, visitor: Client) -> None:
    page = visitor.get(send(visitor)["Location"])
    application = Application.objects.get()
    text = page.content.decode()
    assert application.query_number in text
    assert f"<dd>{page.context['code']}</dd>" in text
    assert "最迟4月1日（星期一）答复您" in text
    assert "从第二天起算二十个工作日" in text
    assert "双方确认之日" in text
    assert 'class="day due"' in text


def test_the_code_on_the_receipt_opens_the_status_page_elsewhere(desk: Desk, visitor: Client) -> None:
    page = visitor.get(send(visitor)["Location"])
    elsewhere = Client()
    number = Application.objects.get().query_number
    answer = elsewhere.post("/status/", {"number": number, "code": page.context["code"].lower()})
    assert answer["Location"] == f"/status/{number}/"
    assert elsewhere.get(answer["Location"]).status_code == 200


def test_the_receipt_is_shown_only_to_the_session_that_submitted(desk: Desk, visitor: Client) -> None:
    address = send(visitor)["Location"]
    page = visitor.get(address)
    for place in (address, f"{address}receipt.pdf"):
        other = Client().get(place)
        assert other.status_code == 403
        assert page.context["code"] not in other.content.decode()


def test_the_receipt_prints_as_pdf(desk: Desk, visitor: Client) -> None:
    answer = visitor.get(send(visitor)["Location"] + "receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]


def test_the_session_table_does_not_tell_the_code(desk: Desk, visitor: Client) -> None:
    from django.contrib.sessions.models import Session

    page = visitor.get(send(visitor)["Location"])
    code = page.context["code"]
    for row in Session.objects.all():
        told = str(row.get_decoded())
        assert code not in told
        assert code.replace("-", "") not in told


def test_errors_keep_what_was_typed_and_name_field_and_remedy(desk: Desk, visitor: Client) -> None:
    answer = send(visitor, phone="1390000000", identity_number="110105194912310021", delivery="mail")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert not Application.objects.exists()
    assert "还有三处要改，您填的内容都在" in text
    assert "手机号码应为11位数字，现在是10位" in text
    assert "这个身份证号码和它的最后一位对不上" in text
    assert "您选了邮寄，请写明收件地址" in text
    assert '<a href="#phone">' in text
    assert 'value="1390000000"' in text
    assert "幸福里小区2023年电梯加装的验收报告</textarea>" in text
    assert "<title>有三处要改" in text


def test_no_purpose_is_asked_and_nothing_beyond_article_29_is_demanded(desk: Desk, visitor: Client) -> None:
    form = visitor.get(FORM).context["form"]
    demanded = {name for name, field in form.fields.items() if field.required}
    assert demanded == {"content", "form", "delivery", "kind", "name", "identity_kind", "identity_number", "phone"}
    assert not {"purpose", "reason", "use"} & set(form.fields)


def test_the_same_form_sent_twice_opens_one_case(desk: Desk, visitor: Client) -> None:
    told = filled_in(visitor.get(FORM))
    first, second = visitor.post(FORM, told), visitor.post(FORM, told)
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_a_form_without_our_token_is_asked_for_again_with_all_it_held(desk: Desk, visitor: Client) -> None:
    answer = visitor.post(FORM, filled_in(visitor.get(FORM), token="made-up"))
    assert answer.status_code == 422
    assert "这一页打开得太久了" in answer.content.decode()
    again = filled_in(answer, token=answer.context["form"]["token"].value())
    assert visitor.post(FORM, again).status_code == 302


def test_attachments_come_with_the_case(desk: Desk, visitor: Client) -> None:
    files = [
        SimpleUploadedFile("线索.txt", "幸福里小区3栋".encode()),
        SimpleUploadedFile("说明.txt", "另一份".encode()),
    ]
    send(visitor, files=files)
    names = [row.file.name for row in Application.objects.get().attachments.all()]
    assert names == ["线索.txt", "说明.txt"]


def test_a_file_that_is_not_what_its_name_says_is_refused_and_the_good_one_is_kept(desk: Desk, visitor: Client) -> None:
    files = [SimpleUploadedFile("好的.txt", "内容".encode()), SimpleUploadedFile("图.png", b"MZ\x90\x00 not a picture")]
    answer = send(visitor, files=files)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“图.png”的内容不是PNG 图片" in text
    assert "好的.txt（1 KB）已经收下" in text
    kept = [found.claim for found in answer.context["form"].files_kept]
    again = filled_in(answer, token=answer.context["form"]["token"].value(), kept=kept)
    assert visitor.post(FORM, again).status_code == 302
    assert [row.file.name for row in Application.objects.get().attachments.all()] == ["好的.txt"]


def test_kept_files_are_sealed_on_the_disk_and_gone_after_use(desk: Desk, visitor: Client, settings: Any) -> None:
    answer = send(visitor, phone="", files=[SimpleUploadedFile("线索.txt", "极秘的线索".encode())])
    kept = answer.context["form"].files_kept
    path = settings.GONGKAI_HOME / "stash" / kept[0].key
    assert "极秘的线索".encode() not in path.read_bytes()
    visitor.post(FORM, filled_in(answer, token=answer.context["form"]["token"].value(), kept=[kept[0].claim]))
    assert Application.objects.get().attachments.count() == 1


def test_a_claim_that_was_tampered_with_names_no_file(desk: Desk, visitor: Client) -> None:
    answer = send(visitor, phone="", files=[SimpleUploadedFile("线索.txt", "线索".encode())])
    claim = answer.context["form"].files_kept[0].claim
    again = send(visitor, phone="", kept=[claim[:-2] + "xx"])
    assert again.context["form"].files_kept == []
    assert "先前选的附件没有留住，请在下面重新选择" in again.content.decode()


def test_the_scan_of_an_identity_paper_lies_sealed(desk: Desk, visitor: Client) -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    assert send(visitor, scan=SimpleUploadedFile("身份证.png", png)).status_code == 302
    paper = IdentityPaper.objects.get()
    assert paper.scan.sealed
    assert b"11010519491231002X" not in bytes(paper.number)


def test_paper_cannot_be_given_online_and_the_form_says_what_to_change(desk: Desk, visitor: Client) -> None:
    answer = send(visitor, form="paper")
    assert "纸质件不能在网上给您。请选邮寄、自行领取或传真，或者把形式改为电子数据" in answer.content.decode()


def test_hostile_text_is_shown_as_text(desk: Desk, visitor: Client) -> None:
    answer = send(
        visitor, name="<script>alert(1)</script>", content="</textarea><script>alert(2)</script>验收报告", phone=""
    )
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert(2)" in answer.content.decode()
    page = visitor.get(send(visitor, name="<b>陈</b>", content="<img src=x onerror=alert(3)> 验收报告")["Location"])
    assert "<img src=x" not in page.content.decode()
    assert "<b>陈</b>" not in page.content.decode()


def test_an_agency_that_confirms_by_officer_leaves_the_day_of_receipt_open(desk: Desk, visitor: Client) -> None:
    an_agency(parent=desk.agency, code="099", confirmation="by_officer")
    answer = visitor.post("/apply/099/", filled_in(visitor.get("/apply/099/")))
    text = visitor.get(answer["Location"]).content.decode()
    assert "收到之日还没有确认" in text
    assert "确认收到之后算出" in text


def test_an_agency_that_does_not_exist_is_a_page_that_helps(desk: Desk, visitor: Client) -> None:
    answer = visitor.get("/apply/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_a_form_from_another_site_is_not_taken(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(FORM, filled_in(Client().get(FORM)))
    assert answer.status_code == 403
    assert "这张表没有收到" in answer.content.decode()
    assert not Application.objects.exists()
