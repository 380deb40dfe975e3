"""The acts on reasons, fees, service, override, transfer and correction, pressed as an officer presses them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, a_draft, an_agency, an_application, details

from gongkai.agencies.models import Agency
from gongkai.applications import actions
from gongkai.applications.actions.tasks import open_task
from gongkai.applications.models import Application, Task
from gongkai.applications.queries import clock_of
from gongkai.publications.models import Draft

RECEIVED = date(2024, 3, 13)
DAY = TODAY.isoformat()


def seen(case: Application) -> int:
    return Application.objects.get(pk=case.pk).version


def press(client: Client, case: Application, slug: str, **typed: Any) -> Any:
    return client.post(act_at(case, slug), {"seen_version": seen(case), **typed})


def page(client: Client, case: Application) -> str:
    return text_of(client.get(f"/desk/applications/{case.pk}/"))


@pytest.fixture
def case(desk: Desk) -> Application:
    return an_application(desk, received_on=RECEIVED)


def letter(case: Application, kind: str) -> Any:
    return case.documents.get(kind=kind)


def test_a_letter_waits_on_the_case_until_its_service_is_recorded(desk: Desk, officer: Client, case: Any) -> None:
    assert (
        press(officer, case, "consult-third-party", names="甲公司\n乙公司", subject="合同", on=DAY).status_code == 302
    )
    said = page(officer, case)
    assert "尚未送达" in said
    assert said.count("登记送达，") == 3, "two letters to the parties, one notice to the applicant"
    for paper in list(case.documents.all()):
        done = press(officer, case, "serve-letter", letter=paper.pk, way="hand", on=DAY, taken_by="收发室")
        assert done.status_code == 302
    said = page(officer, case)
    assert "尚未送达" not in said
    assert "4月15日" in said, "handed over today: each party has until the fifteenth working day"
    assert officer.get(act_at(case, "serve-letter")).status_code == 409


def test_the_letter_chosen_on_the_case_is_chosen_on_the_form(desk: Desk, officer: Client, case: Any) -> None:
    press(officer, case, "consult-third-party", names="甲公司\n乙公司", subject="合同", on=DAY)
    second = case.documents.filter(kind="third_party_consultation").last()
    opened = officer.get(act_at(case, "serve-letter"), {"letter": second.pk})
    assert opened.context["form"]["letter"].value() == str(second.pk)


def test_a_private_courier_is_refused_at_its_field(desk: Desk, officer: Client, case: Any) -> None:
    press(officer, case, "consult-third-party", names="甲公司", subject="合同", on=DAY)
    paper = letter(case, "third_party_consultation")
    refused = press(officer, case, "serve-letter", letter=paper.pk, way="mail", mail_number="SF1234567890123", on=DAY)
    assert refused.status_code == 409
    assert "私营快递" in "".join(refused.context["form"].errors["mail_number"])


def test_a_mail_that_comes_back_is_a_task_on_the_case_until_somebody_finishes_it(
    desk: Desk, officer: Client, case: Any
) -> None:
    press(officer, case, "consult-third-party", names="甲公司", subject="合同", on=DAY)
    paper = letter(case, "third_party_consultation")
    press(officer, case, "serve-letter", letter=paper.pk, way="mail", mail_number="XA1", on=DAY)
    done = press(officer, case, "return-letter", letter=paper.services.get().pk, why="查无此人", on=DAY)
    assert done.status_code == 302
    said = page(officer, case)
    assert "被退回：查无此人" in said
    assert "尚未送达" in said
    task = case.tasks.get()
    assert press(officer, case, "finish-task", task=task.pk, how="已电话核实", on=DAY).status_code == 302
    assert "登记完成" not in page(officer, case)


def test_an_extension_posted_late_stands_on_the_case_with_both_days(
    desk: Desk, officer: Client, case: Any, settings: Any
) -> None:
    leader = desk.person("leader").pk
    press(officer, case, "extend-deadline", workdays="10", reason="调阅旧卷", approved_by=leader, on=DAY)
    settings.GONGKAI_TODAY = "2024-04-12"
    paper = letter(case, "extension")
    press(officer, case, "serve-letter", letter=paper.pk, way="mail", mail_number="XA1", on="2024-04-12")
    said = page(officer, case)
    assert "仍以2024年4月11日为准" in said
    assert "本可延长到2024年4月25日" in said


def test_each_act_says_until_when(desk: Desk, officer: Client, case: Any) -> None:
    offers = {offer.label: offer.until for offer in officer.get(f"/desk/applications/{case.pk}/").context["acts"].can}
    assert offers["告知补正"] == "最迟3月22日（星期五）"
    assert offers["延长答复期限"] == offers["拟写答复"] == "最迟4月11日（星期四）"
    assert offers["登记撤回"] == ""


def test_a_form_that_waits_for_a_limit_does_not_open_before(desk: Desk, officer: Client, case: Any) -> None:
    press(officer, case, "request-supplement", items="年份", reply_by="2024-04-03", on=DAY)
    shut = officer.get(act_at(case, "lapse-application"))
    assert shut.status_code == 409
    assert "补正期限到2024年4月3日，还没有过" in text_of(shut)
    assert b'name="on"' not in shut.content


def test_reasons_are_asked_judged_and_lead_to_a_later_day(desk: Desk, officer: Client, case: Any) -> None:
    assert "还没有要求申请人说明理由" in page(officer, case)
    told = {"counts": "2024年1月至3月共86件", "reply_by": "2024-04-01", "on": DAY}
    assert press(officer, case, "request-reasons", **told).status_code == 302
    refused = press(officer, case, "record-reasons", text="研究", on=DAY)
    assert "请选择理由是否合理" in "".join(refused.context["form"].errors["reasonable"])
    assert press(officer, case, "record-reasons", text="研究", reasonable="yes", on=DAY).status_code == 302
    early = press(officer, case, "defer-reply", due_on="2024-04-01", reason="件数多", on=DAY)
    assert "没有晚于2024年4月11日" in "".join(early.context["form"].errors["due_on"])
    assert press(officer, case, "defer-reply", due_on="2024-07-31", reason="件数多", on=DAY).status_code == 302
    assert Application.objects.get(pk=case.pk).due_on == date(2024, 7, 31)
    assert "确定延迟到7月31日答复" in page(officer, case)


def test_a_fee_goes_from_its_sums_to_the_end_of_the_case(desk: Desk, officer: Client, case: Any, settings: Any) -> None:
    Agency.objects.filter(pk=desk.agency.pk).update(fee_account="区财政专户")
    free = press(officer, case, "send-fee-notice", scale="by_case", quantity="1", already="3", on=DAY)
    assert "没有超出免费的部分" in "".join(free.context["form"].errors["quantity"])
    both = press(officer, case, "send-fee-notice", scale="by_volume", quantity="68", already="3", on=DAY)
    assert "按量收费不看件数" in "".join(both.context["form"].errors["already"])
    assert "38页×10元＝380元" in text_of(both), "the sums are shown with the form"
    assert press(officer, case, "send-fee-notice", scale="by_volume", quantity="68", on=DAY).status_code == 302
    assert press(officer, case, "record-payment", receipt_number="1", on=DAY).status_code == 409
    assert press(officer, case, "record-fee-notice-received", on=DAY).status_code == 302
    assert officer.get(act_at(case, "close-unpaid")).status_code == 409
    settings.GONGKAI_TODAY = "2024-04-22"
    assert press(officer, case, "close-unpaid", on="2024-04-22").status_code == 302
    assert Application.objects.get(pk=case.pk).outcome == "otherwise.fee_unpaid"
    assert "4月19日前没有缴费，终止办理" in page(officer, case)


def test_a_release_over_an_objection_goes_through_its_letter(desk: Desk, officer: Client, case: Any) -> None:
    press(officer, case, "consult-third-party", names="甲公司", subject="合同", on=DAY)
    opinion = {"ref": "1", "consents": "no", "text": "商业秘密", "on": DAY}
    press(officer, case, "record-opinion", good_reason="yes", **opinion)
    assert "不同意公开，理由合理" in page(officer, case)
    told = {"ref": "1", "subject": "合同第三章", "reason": "桥梁安全", "on": DAY}
    leader = desk.person("leader").pk
    assert press(officer, case, "override-objection", approved_by=leader, **told).status_code == 302
    assert "已决定公开并告知" in page(officer, case)
    assert a_draft(desk, Application.objects.get(pk=case.pk), on=TODAY).stage == "reply_drafted"


def test_an_application_at_the_wrong_desk_is_sent_on(desk: Desk, officer: Client, government: Any) -> None:
    sister = an_agency(parent=government, name="青川区住建局")
    made = actions.register_application(
        desk.agency, details(), channel="fax", arrived_on=RECEIVED, actor=desk.officer(RECEIVED)
    ).application
    assert press(officer, made, "transfer-application", to=sister.pk, reason="该局制作", on=DAY).status_code == 302
    assert "转给青川区住建局登记" in page(officer, made)
    assert Application.objects.get(agency=sister).arrived_on == TODAY


def registered(officer: Client, **changes: Any) -> Any:
    token = officer.get("/desk/applications/new-correction/").context["form"]["token"].value()
    typed = {
        "token": token,
        "channel": "in_person",
        "arrived_on": DAY,
        "content": "低保公示姓名有误",
        "evidence": "户口簿",
        "form": "paper",
        "delivery": "pick_up",
        "kind": "natural_person",
        "name": "李小满",
        "identity_kind": "identity_card",
        "identity_number": "990101196001011237",
        "phone": "13000000001",
        **changes,
    }
    return officer.post("/desk/applications/new-correction/", typed)


def test_a_correction_is_registered_answered_and_shown_with_its_own_limit(desk: Desk, officer: Client) -> None:
    bare = registered(officer, evidence="")
    assert "还没有证据证明记录不准确" in "".join(bare.context["form"].errors["evidence"])
    assert registered(officer).status_code == 302
    case = Application.objects.get()
    assert case.case_kind == "correction"
    said = page(officer, case)
    assert "本机关自定的时限" in said
    offers = {offer.label for offer in officer.get(f"/desk/applications/{case.pk}/").context["acts"].can}
    assert offers == {"答复更正申请", "登记撤回", "登记行政复议", "登记行政诉讼"}
    told = {"checked": "核对了档案", "result": "corrected", "text": "改为李小满", "on": DAY}
    assert press(officer, case, "answer-correction", **told).status_code == 302
    assert clock_of(Application.objects.get()).replied_on == TODAY
    assert "答复更正申请：予以更正" in page(officer, case)


def test_what_many_asked_for_is_turned_into_an_item_from_the_case_page(desk: Desk, officer: Client, case: Any) -> None:
    task = open_task(case, Task.Kind.TURN_PROACTIVE, "建议转为主动公开", on=RECEIVED, about="turn_proactive")
    assert "转为主动公开" in page(officer, case)
    done = press(officer, case, "turn-proactive", task=task.pk, title="人民路拓宽工程的征收批复", on=DAY)
    assert done.status_code == 302
    assert Draft.objects.get().title == "人民路拓宽工程的征收批复"
    assert "建议转为主动公开" not in page(officer, case)
