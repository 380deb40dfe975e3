"""Two officers on one case: the later one is told what changed, and loses nothing."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, a_draft, an_application

from gongkai.applications import actions
from gongkai.applications.models import Application, Reply

RECEIVED = date(2024, 3, 13)
DAY = TODAY.isoformat()


def test_the_later_officer_is_told_who_did_what_and_may_send_the_same_form_again(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=RECEIVED)
    page = officer.get(act_at(case, "extend-deadline"))
    opened = page.context["form"]["seen_version"].value()
    actions.consult_third_party(case, name="兴远公司", subject="合同", actor=desk.officer(TODAY), on=TODAY)
    typed = {"workdays": "10", "reason": "调阅旧卷", "approved_by": str(desk.person("leader").pk), "on": DAY}
    told = officer.post(act_at(case, "extend-deadline"), {"seen_version": opened, **typed})
    assert told.status_code == 409
    assert f"{desk.person('desk_officer').name}发出了征求意见" in text_of(told)
    form = told.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert case.events.filter(kind="extended").count() == 0
    again = officer.post(act_at(case, "extend-deadline"), {"seen_version": form["seen_version"].value(), **typed})
    assert again.status_code == 302
    assert case.events.filter(kind="extended").count() == 1


def test_when_the_act_is_no_longer_lawful_the_text_is_still_there_and_the_reason_told(
    desk: Desk, officer: Client
) -> None:
    case = an_application(desk, received_on=RECEIVED)
    opened = officer.get(act_at(case, "request-supplement")).context["form"]["seen_version"].value()
    a_draft(desk, case, on=TODAY)
    typed = {"items": "写明年份", "guidance": "例如2023年", "reply_by": "2024-04-03", "on": DAY}
    told = officer.post(act_at(case, "request-supplement"), {"seen_version": opened, **typed})
    assert told.status_code == 409
    assert "拟写了答复" in text_of(told)
    assert "现在不能告知补正" in text_of(told)
    assert told.context["form"]["guidance"].value() == "例如2023年"
    newer = told.context["form"]["seen_version"].value()
    again = officer.post(act_at(case, "request-supplement"), {"seen_version": newer, **typed})
    assert again.status_code == 409
    assert again.context["form"]["items"].value() == "写明年份"
    assert case.documents.count() == 0


def test_the_second_of_two_drafts_is_refused_with_its_text_and_files(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=RECEIVED)
    address = f"/desk/applications/{case.pk}/draft-reply/"
    opened = officer.get(address).context["form"]["seen_version"].value()
    a_draft(desk, case, on=TODAY)
    file = SimpleUploadedFile("批复.txt", "批复全文".encode())
    typed = {"outcome_code": "granted.provided", "grounds": "", "reason": "可以公开。", "search_record": "", "on": DAY}
    told = officer.post(address, {"seen_version": opened, "step": "save", "released": file, **typed})
    assert told.status_code == 409
    assert told.context["form"]["reason"].value() == "可以公开。"
    assert [kept.name for kept in told.context["form"].kept["released"]] == ["批复.txt"]
    assert Reply.objects.filter(application=case).count() == 1


def test_a_form_pressed_twice_serves_once(desk: Desk, officer: Client) -> None:
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    case = actions.approve_reply(case, actor=desk.leader(RECEIVED), on=RECEIVED)
    typed: dict[str, Any] = {"seen_version": case.version, "service": "hand", "on": DAY}
    assert officer.post(act_at(case, "serve-reply"), typed).status_code == 302
    assert officer.post(act_at(case, "serve-reply"), typed).status_code == 409
    assert case.events.filter(kind="replied").count() == 1
    assert Application.objects.get(pk=case.pk).version == case.version + 1


def test_two_leaders_decide_once(desk: Desk, leader: Client, sits: Any) -> None:
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    typed = {"seen_version": case.version, "decision": "approve", "remark": "同意"}
    assert leader.post(act_at(case, "decide"), typed).status_code == 302
    later = sits(desk, "reviewer").post(act_at(case, "decide"), {**typed, "decision": "return", "remark": "请补理由"})
    assert later.status_code == 409
    assert f"{desk.person('leader').name}批准了答复" in text_of(later)
    assert "请补理由" in text_of(later)
    assert Reply.objects.get(application=case).state == "approved"
