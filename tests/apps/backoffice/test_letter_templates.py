"""文书模板: the page on which an agency settles what its letters say."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, an_application

from gongkai.applications import wording

pytestmark = pytest.mark.django_db
PAGE = "/desk/letters/close_withdrawn/"


def sent(**changes: Any) -> dict[str, Any]:
    used = wording.built_in("close_withdrawn")
    return {"title": used.title, "body": used.body + "\n欢迎再次申请。", "seen_version": 0, "case": "", **changes}


def test_the_list_names_all_31_and_whose_text_is_in_use(officer: Client, desk: Desk) -> None:
    officer.post(PAGE, {**sent(), "step": "save"})
    page = officer.get("/desk/letters/")
    assert len(re.findall(r'href="/desk/letters/[a-z_]+/"', page.content.decode())) == 31
    assert "本机关第1版" in text_of(page)
    assert "平台自带" in text_of(page)


def test_a_new_version_is_kept_and_an_earlier_one_brought_back(officer: Client) -> None:
    assert officer.post(PAGE, {**sent(), "step": "save"}).status_code == 302
    assert "欢迎再次申请。" in text_of(officer.get(PAGE))
    assert officer.post(PAGE, {"step": "restore", "version": "0"}).status_code == 302
    page = text_of(officer.get(PAGE))
    assert "第2版，在用" in page
    assert "恢复第1版" in page


def test_a_preview_shows_a_real_case_and_keeps_nothing(officer: Client, desk: Desk) -> None:
    case = an_application(desk, received_on=date(2024, 3, 4), name="王小川")
    page = officer.post(PAGE, {**sent(), "case": case.pk, "step": "preview"})
    told = text_of(page)
    assert "王小川：" in told
    assert "欢迎再次申请。" in told
    assert "〈撤回日期〉" in told
    assert wording.text_in_use(desk.agency.pk, "close_withdrawn").version == 0


def test_old_words_are_pointed_out_beside_the_preview(officer: Client, desk: Desk) -> None:
    case = an_application(desk, received_on=date(2024, 3, 4))
    body = sent()["body"] + "\n本机关将在15个工作日内答复。"
    told = text_of(officer.post(PAGE, {**sent(body=body), "case": case.pk, "step": "preview"}))
    assert "“本机关将在15个工作日内答复。”" in told
    assert "20个工作日" in told


def test_what_is_refused_stays_on_the_page_with_its_reason(officer: Client) -> None:
    page = officer.post(PAGE, {**sent(body="你好。{缴费期限}"), "step": "save"})
    assert page.status_code == 422
    assert "没有{缴费期限}这一项" in text_of(page)
    assert "你好。" in page.content.decode()


def test_what_is_being_typed_is_put_aside_and_offered_again(officer: Client) -> None:
    address = {"HX-Current-URL": f"http://testserver{PAGE}"}
    assert officer.post("/desk/keep/", {"body": "写到一半的文字。"}, headers=address).status_code == 204
    page = officer.get(PAGE)
    assert "上次在这一页写的还没有启用" in text_of(page)
    assert "写到一半的文字。" in page.content.decode()
    assert "写到一半的文字。" not in officer.get("/desk/letters/receipt/").content.decode()
    officer.post(PAGE, {**sent(), "step": "save"})
    assert "上次在这一页写的" not in text_of(officer.get(PAGE))


def test_nobody_sees_what_another_types(officer: Client, leader: Client) -> None:
    officer.post("/desk/keep/", {"body": "写到一半的文字。"}, headers={"HX-Current-URL": f"http://testserver{PAGE}"})
    assert "写到一半的文字。" not in leader.get(PAGE).content.decode()


def test_others_are_told_whose_work_it_is(desk: Desk, sits: Any) -> None:
    page = sits(desk, "auditor").get("/desk/letters/")
    assert page.status_code == 403
    assert "修改文书模板须由该机关的" in text_of(page)


def test_an_unknown_letter_is_not_found(officer: Client) -> None:
    assert officer.get("/desk/letters/thanks/").status_code == 404
