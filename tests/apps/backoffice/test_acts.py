"""Every act as a form: what is typed comes back with the refusal on its field; what is in order is done."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, a_closed, a_draft, an_application, details

from gongkai.applications import actions
from gongkai.applications.models import Application, Event

RECEIVED = date(2024, 3, 13)  # the sixth working day after it is TODAY
DAY = TODAY.isoformat()


def seen(case: Application) -> int:
    return Application.objects.get(pk=case.pk).version


def press(client: Client, case: Application, slug: str, **typed: Any) -> Any:
    return client.post(act_at(case, slug), {"seen_version": seen(case), **typed})


def consulted(desk: Desk) -> Application:
    case = an_application(desk, received_on=RECEIVED)
    return actions.consult_third_party(case, name="兴远公司", subject="合同", actor=desk.officer(RECEIVED), on=RECEIVED)


def awaiting(desk: Desk) -> Application:
    case = an_application(desk, received_on=RECEIVED)
    actor = desk.officer(RECEIVED)
    return actions.request_supplement(case, items=["写明年份"], reply_by=date(2024, 3, 20), actor=actor, on=RECEIVED)


def unconfirmed(desk: Desk) -> Application:
    made = actions.register_application(
        desk.agency, details(), channel="fax", arrived_on=RECEIVED, actor=desk.officer(RECEIVED)
    )
    return made.application


def approved(desk: Desk) -> Application:
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    return actions.approve_reply(case, actor=desk.leader(RECEIVED), on=RECEIVED)


def handling(desk: Desk) -> Application:
    return an_application(desk, received_on=RECEIVED)


def closed(desk: Desk) -> Application:
    return a_closed(desk, received_on=date(2024, 2, 5), closed_on=RECEIVED)


# How the case stands, the act, what is typed wrongly, the field that is marked, what it says, what mends it.
REFUSED = [
    (unconfirmed, "confirm-receipt", {"on": "2024-03-12"}, "on", "早于到达之日", {"on": DAY}),
    (unconfirmed, "confirm-receipt", {"on": "2024-03-22"}, "on", "还没有到", {"on": DAY}),
    (
        handling,
        "request-supplement",
        {"items": "写明年份\n写明地点", "guidance": "例如2023年", "reply_by": DAY, "on": DAY},
        "reply_by",
        "补正期限不晚于告知的当天",
        {"reply_by": "2024-04-03"},
    ),
    (awaiting, "receive-supplement", {"text": "", "on": DAY}, "text", "补正的内容还没有写", {"text": "2023年"}),
    (awaiting, "receive-supplement", {"text": "2023年", "on": "2024-03-01"}, "on", "早于告知补正之日", {"on": DAY}),
    (
        handling,
        "consult-third-party",
        {"names": "兴远公司", "subject": "合同", "on": DAY, "received_by_them_on": "2024-03-20"},
        "received_by_them_on",
        "早于发出之日",
        {"received_by_them_on": ""},
    ),
    (
        handling,
        "consult-agency",
        {"name": "区财政局", "subject": "批复", "on": DAY},
        "joint",
        "请选择与本机关的关系",
        {"joint": "yes"},
    ),
    (consulted, "record-delivery", {"ref": "1", "on": "2024-03-12"}, "on", "早于发出之日", {"on": DAY}),
    (consulted, "end-consultation", {"ref": "1", "on": DAY}, "reason", "请填写怎样联系过", {"reason": "两次上门无人"}),
    (consulted, "record-opinion", {"ref": "1", "text": "不同意", "on": DAY}, "consents", "请选择", {"consents": "yes"}),
    (consulted, "record-opinion", {"ref": "1", "consents": "no", "text": "不同意", "on": DAY}, "good_reason", "还没有判断理由是否合理", {"good_reason": "yes"}),
    (
        handling,
        "extend-deadline",
        {"workdays": "21", "reason": "调阅旧卷", "on": DAY},
        "workdays",
        "还可延长20个",
        {"workdays": "10"},
    ),
    (handling, "extend-deadline", {"workdays": "十", "reason": "调阅旧卷", "on": DAY}, "workdays", "请填数字", {"workdays": "10"}),
    (approved, "serve-reply", {"service": "mail", "mail_number": "", "on": DAY}, "mail_number", "要有邮件号", {"mail_number": "XA1"}),
    (approved, "serve-reply", {"service": "electronic", "on": DAY}, "service", "没有选择以电子方式", {"service": "hand"}),
    (handling, "withdraw-application", {"reason": "已从别处得到", "on": "2024-03-12"}, "on", "早于到达之日", {"on": DAY}),
    (closed, "record-reconsideration", {"organ": "市政府", "procedure": "simple", "filed_on": "2024-01-02"}, "filed_on", "早于收到申请之日", {"filed_on": DAY}),
    (closed, "record-lawsuit", {"court": "区法院", "procedure": "simple", "filed_on": DAY}, "route", "请选择起诉途径", {"route": "direct"}),
]  # fmt: skip


@pytest.mark.parametrize(("standing", "slug", "typed", "field", "said", "mend"), REFUSED)
def test_a_refusal_marks_its_field_keeps_what_was_typed_and_can_be_mended(
    desk: Desk,
    officer: Client,
    standing: Any,
    slug: str,
    typed: dict[str, str],
    field: str,
    said: str,
    mend: dict[str, str],
) -> None:
    case = standing(desk)
    if slug == "extend-deadline":
        typed = {**typed, "approved_by": str(desk.person("leader").pk)}
    before = seen(case), Event.objects.count()
    refused = press(officer, case, slug, **typed)
    assert refused.status_code in (409, 422)
    form = refused.context["form"]
    assert said in "".join(form.errors[field])
    assert {name: form[name].value() for name in typed} == typed
    assert text_of(refused).count(said) >= 2, "once above the form, once at the field"
    assert (seen(case), Event.objects.count()) == before
    done = press(officer, case, slug, **{**typed, **mend})
    assert (done.status_code, done["Location"]) == (302, f"/desk/applications/{case.pk}/")
    assert seen(case) == before[0] + 1


def test_lapse_waits_for_the_limit_and_says_until_when(desk: Desk, officer: Client, settings: Any) -> None:
    case = awaiting(desk)
    settings.GONGKAI_TODAY = "2024-03-20"
    early = press(officer, case, "lapse-application", on="2024-03-20")
    assert early.status_code == 409
    assert "补正期限到2024年3月20日，还没有过" in text_of(early)
    settings.GONGKAI_TODAY = DAY
    assert press(officer, case, "lapse-application", on=DAY).status_code == 302
    assert Application.objects.get(pk=case.pk).outcome == "otherwise.not_supplemented"


def test_an_extension_shows_the_new_due_day_before_it_is_granted(desk: Desk, officer: Client) -> None:
    case = handling(desk)
    page = text_of(officer.get(act_at(case, "extend-deadline")))
    assert "延长10个到4月25日" in page
    press(
        officer, case, "extend-deadline", workdays="10", reason="调阅旧卷", approved_by=desk.person("leader").pk, on=DAY
    )
    assert Application.objects.get(pk=case.pk).due_on == date(2024, 4, 25)


def test_a_supplement_notice_takes_one_item_a_line(desk: Desk, officer: Client) -> None:
    case = handling(desk)
    press(officer, case, "request-supplement", items="写明年份\n\n 写明地点 ", reply_by="2024-04-03", on=DAY)
    event = Event.objects.get(application=case, kind="supplement_requested")
    assert event.data["items"] == ["写明年份", "写明地点"]
    assert "2．写明地点" in text_of(officer.get(f"/desk/applications/{case.pk}/documents/{event.data['document']}/"))


def test_files_handed_in_with_a_refused_form_need_not_be_chosen_again(desk: Desk, officer: Client) -> None:
    case = awaiting(desk)
    good = SimpleUploadedFile("补正.txt", "这是补正".encode())
    bad = SimpleUploadedFile("照片.png", b"no picture at all")
    refused = press(officer, case, "receive-supplement", text="见附件", files=[good, bad], on=DAY)
    assert refused.status_code == 422
    assert "“照片.png”的内容不是PNG" in text_of(refused)
    kept = refused.context["form"].kept["files"]
    assert [file.name for file in kept] == ["补正.txt"]
    assert press(officer, case, "receive-supplement", text="见附件", kept=kept[0].claim, on=DAY).status_code == 302
    assert [entry.file.name for entry in case.attachments.filter(role="supplement")] == ["补正.txt"]


def test_the_result_of_a_lawsuit_is_recorded_once(desk: Desk, officer: Client) -> None:
    case = closed(desk)
    suit = actions.record_lawsuit(case, route="direct", court="区法院", filed_on=TODAY, actor=desk.officer(TODAY))
    address = act_at(case, f"lawsuits/{suit.pk}/conclude")
    typed = {"seen_version": seen(case), "decided_as": "claim_dismissed", "concluded_on": "2024-03-20"}
    refused = officer.post(address, typed)
    assert "早于提起之日" in "".join(refused.context["form"].errors["concluded_on"])
    assert officer.post(address, {**typed, "concluded_on": DAY}).status_code == 302
    again = officer.post(address, {**typed, "seen_version": seen(case), "concluded_on": DAY})
    assert "结果已经登记过" in text_of(again)


def test_another_officer_is_put_in_charge_and_a_stranger_cannot_be(desk: Desk, officer: Client) -> None:
    case = handling(desk)
    assert press(officer, case, "assign-officer", officer=desk.person("desk_officer").pk).status_code == 302
    refused = press(officer, case, "assign-officer", officer=desk.person("leader").pk)
    assert refused.status_code == 422


def test_a_note_stays_inside_and_anyone_who_sees_the_case_may_write_one(
    desk: Desk, officer: Client, leader: Client
) -> None:
    case = handling(desk)
    assert press(leader, case, "add-note", text="请先查二标段").status_code == 302
    page = text_of(officer.get(f"/desk/applications/{case.pk}/"))
    assert "请先查二标段" in page
    assert press(leader, case, "add-note", text=" ").status_code == 422
    assert case.notes.count() == 1


@pytest.mark.parametrize("slug", ["confirm-receipt", "serve-reply", "receive-supplement", "lapse-application"])
def test_an_unlawful_act_is_a_clear_page_and_nothing_half_written(desk: Desk, officer: Client, slug: str) -> None:
    case = handling(desk)
    before = seen(case), Event.objects.count(), case.documents.count()
    asked = officer.get(act_at(case, slug))
    assert asked.status_code == 409
    assert "现在不能" in text_of(asked)
    typed = {"on": DAY, "service": "hand", "text": "补正", "route": "direct", "court": "区法院", "filed_on": DAY}
    sent = press(officer, case, slug, **typed)
    assert sent.status_code == 409
    assert "申请正在办理" in text_of(sent)
    assert (seen(case), Event.objects.count(), case.documents.count()) == before


def test_a_form_without_its_version_does_nothing(desk: Desk, officer: Client) -> None:
    case = handling(desk)
    answer = officer.post(act_at(case, "withdraw-application"), {"on": DAY})
    assert answer.status_code == 422
    assert "请回到案件页重新打开" in text_of(answer)
    assert Application.objects.get(pk=case.pk).closed_on is None


def test_an_act_that_does_not_exist_is_not_found(desk: Desk, officer: Client) -> None:
    assert officer.get(act_at(handling(desk), "forget-it")).status_code == 404
