"""The reply at the desk: drafted with its articles and its preview, decided by a second person."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import BUILDER, Desk, a_draft, a_search, an_application

from gongkai.agencies import actions as agencies
from gongkai.applications import actions
from gongkai.applications.models import Application, Reply
from gongkai.backoffice.differences import differences

RECEIVED = date(2024, 3, 13)
DAY = TODAY.isoformat()


def typed(case: Application, **changes: Any) -> dict[str, Any]:
    return {
        "seen_version": Application.objects.get(pk=case.pk).version,
        "outcome_code": "unavailable.not_found",
        "grounds": "",
        "reason": "本机关未制作、未获取该信息。",
        "search_record": "王敏3月20日检索档案室，关键词“人民路”。",
        "on": DAY,
        "step": "save",
        **changes,
    }


def draft(client: Client, case: Application, **changes: Any) -> Any:
    return client.post(act_at(case, "draft-reply"), typed(case, **changes))


def test_the_page_offers_every_outcome_a_reply_may_have_with_its_article(desk: Desk, officer: Client) -> None:
    page = officer.get(act_at(an_application(desk, received_on=RECEIVED), "draft-reply"))
    assert page.content.decode().count('name="outcome_code"') == 22
    assert "第三十六条第（四）项" in text_of(page)


def test_the_articles_of_the_outcome_are_written_in_and_nothing_else_touched(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=RECEIVED)
    file = SimpleUploadedFile("清单.txt", "清单".encode())
    page = draft(officer, case, step="fill", reason="", released=file)
    form = page.context["form"]
    assert page.status_code == 200
    assert form["grounds"].value() == "《中华人民共和国政府信息公开条例》第三十六条第（四）项"
    assert form["search_record"].value() == typed(case)["search_record"]
    assert not form.errors
    assert [kept.name for kept in form.kept["released"]] == ["清单.txt"]
    assert not Reply.objects.exists()


def test_the_preview_is_the_document_and_saves_nothing(desk: Desk, officer: Client) -> None:
    case = a_search(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    file = SimpleUploadedFile("清单.txt", "清单".encode())
    page = draft(officer, case, step="preview", released=file)
    said = text_of(page)
    assert page.status_code == 200
    assert "政府信息不存在答复书" in said
    assert "附件：清单.txt" in said
    assert "检索情况：王敏3月20日检索档案室" in said
    assert not Reply.objects.exists()
    kept = page.context["form"].kept["released"]
    assert draft(officer, case, kept=kept[0].claim).status_code == 302
    assert [entry.file.name for entry in case.attachments.filter(role="released")] == ["清单.txt"]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"outcome_code": ""}, "outcome_code", "请选择处理结果"),
        ({"outcome_code": "otherwise.withdrawn"}, "outcome_code", "请从列出的处理结果中选择"),
        ({"reason": ""}, "reason", "请填写事实和理由"),
        ({}, "search_record", "须先检索"),
        ({"outcome_code": "refused.third_party_rights"}, "outcome_code", "须先书面征求第三方意见"),
        ({"outcome_code": "unavailable.still_unclear"}, "outcome_code", "没有经过补正"),
        ({"on": "2024-03-12"}, "on", "早于收到申请之日"),
        ({"on": "2024-3月"}, "on", "这不是日期"),
    ],
)
def test_a_draft_that_lacks_something_comes_back_whole(
    desk: Desk, officer: Client, changes: dict[str, str], field: str, said: str
) -> None:
    case = an_application(desk, received_on=RECEIVED)
    page = draft(officer, case, **changes)
    assert page.status_code in (409, 422)
    form = page.context["form"]
    assert said in "".join(form.errors[field])
    sent = typed(case, **changes)
    names = ("outcome_code", "reason", "search_record", "on")
    assert {name: form[name].value() for name in names} == {name: sent[name] for name in names}
    assert not Reply.objects.exists()


def test_a_second_person_approves_and_the_letter_gets_its_number(desk: Desk, leader: Client, officer: Client) -> None:
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    page = leader.get(act_at(case, "decide"))
    assert "政府信息公开申请答复书（予以公开）" in text_of(page)
    assert "checked" not in page.content.decode().split('<form class="decide"')[1], "nothing is preselected"
    done = leader.post(act_at(case, "decide"), {"seen_version": case.version, "decision": "approve", "remark": ""})
    assert (done.status_code, done["Location"]) == (302, "/desk/decisions/")
    document = case.documents.get(reply__isnull=False)
    assert (document.year, document.serial) == (2024, 1)
    pdf = officer.get(f"/desk/applications/{case.pk}/documents/{document.pk}.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


def test_nothing_chosen_or_returned_without_a_remark_comes_back(desk: Desk, leader: Client) -> None:
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    sent = {"seen_version": case.version, "remark": "看过"}
    nothing = leader.post(act_at(case, "decide"), sent)
    assert nothing.status_code == 422
    assert "请选批准或者退回" in text_of(nothing)
    assert nothing.context["form"]["remark"].value() == "看过"
    bare = leader.post(act_at(case, "decide"), {**sent, "decision": "return", "remark": " "})
    assert "请写明哪里需要修改" in "".join(bare.context["form"].errors["remark"])
    assert Reply.objects.get().state == "drafted"


def test_a_returned_draft_stays_on_file_and_starts_the_next_one(desk: Desk, leader: Client, officer: Client) -> None:
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    returning = {"seen_version": case.version, "decision": "return", "remark": "请写清哪一份批复"}
    assert leader.post(act_at(case, "decide"), returning).status_code == 302
    page = officer.get(act_at(case, "draft-reply"))
    assert "请写清哪一份批复" in text_of(page)
    assert page.context["form"]["reason"].value() == "该信息由本机关制作，可以公开。"
    changes = {"outcome_code": "granted.provided", "reason": "该信息由本机关制作，批复见附件。", "search_record": ""}
    assert draft(officer, case, **changes).status_code == 302
    decide = leader.get(act_at(case, "decide")).content.decode()
    assert "<del>可以公开。</del>" in decide
    assert "<ins>批复见附件。</ins>" in decide
    assert "请写清哪一份批复" in text_of(officer.get(f"/desk/applications/{case.pk}/"))


def test_ones_own_draft_is_not_ones_to_approve(desk: Desk, officer: Client) -> None:
    person = desk.person("desk_officer")
    case = a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    second = agencies.appoint(person, agency=desk.agency, duty="leader", since=RECEIVED, actor=BUILDER)
    officer.post("/desk/me/post/", {"post": second.pk})
    assert "没有等您审批的" in text_of(officer.get("/desk/decisions/"))
    assert "这一稿是您自己拟的" in text_of(officer.get(f"/desk/applications/{case.pk}/"))
    for answer in (
        officer.get(act_at(case, "decide")),
        officer.post(act_at(case, "decide"), {"seen_version": case.version, "decision": "approve"}),
    ):
        assert answer.status_code == 403
        assert "不能审批自己拟写的答复" in text_of(answer)
    assert Reply.objects.get().state == "drafted"


def test_an_open_consultation_holds_the_approval_and_the_page_says_so(desk: Desk, leader: Client) -> None:
    case = an_application(desk, received_on=RECEIVED)
    actions.consult_third_party(case, name="兴远公司", subject="合同", actor=desk.officer(RECEIVED), on=RECEIVED)
    case = a_draft(desk, case, on=TODAY)
    assert "现在不能批准" in text_of(leader.get(act_at(case, "decide")))
    sent = leader.post(act_at(case, "decide"), {"seen_version": case.version, "decision": "approve", "remark": "同意"})
    assert sent.status_code == 409
    assert "征求的意见还没有收到" in text_of(sent)
    assert Reply.objects.get().state == "drafted"


def test_officers_do_not_decide_and_leaders_do_not_draft(desk: Desk, leader: Client, officer: Client) -> None:
    case = an_application(desk, received_on=RECEIVED)
    assert leader.get(act_at(case, "draft-reply")).status_code == 403
    assert officer.get("/desk/decisions/").status_code == 403
    case = a_draft(desk, case, on=TODAY)
    assert officer.get(act_at(case, "decide")).status_code == 403


def test_two_versions_are_told_clause_by_clause() -> None:
    assert differences("甲，乙。", "甲，丙。") == [("same", "甲，"), ("gone", "乙。"), ("new", "丙。")]
    assert differences("同", "同") == [("same", "同")]


def test_files_of_a_returned_draft_go_with_the_next_one_unless_unticked(
    desk: Desk, leader: Client, officer: Client
) -> None:
    case = a_search(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    files = [("批复.txt", "批复全文".encode()), ("清单.txt", "清单全文".encode())]
    case = a_draft(desk, case, on=RECEIVED, released=files)
    leader.post(act_at(case, "decide"), {"seen_version": case.version, "decision": "return", "remark": "去掉清单"})
    form = officer.get(act_at(case, "draft-reply")).context["form"]
    offered = dict(form.fields["again"].choices)
    assert list(offered.values()) == ["批复.txt", "清单.txt"]
    assert form["again"].value() == list(offered)
    keep = [key for key, name in offered.items() if name == "批复.txt"]
    preview = draft(officer, case, step="preview", again=keep)
    assert "附件：批复.txt" in text_of(preview)
    assert "清单.txt" not in text_of(preview).split("编号在批准时确定")[1].split("处理结果")[0]
    draft(officer, case, again=keep)
    going = case.attachments.filter(role="released", for_applicant=True)
    assert [entry.file.name for entry in going] == ["批复.txt"]
    assert "上一稿随附、这一稿没有的：清单.txt" in text_of(leader.get(act_at(case, "decide")))
