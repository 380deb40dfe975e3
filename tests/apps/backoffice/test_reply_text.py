"""答复书正文 on the desk: seen as it goes out, edited, completed, before it is approved."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, a_draft, an_application

from gongkai.applications import actions
from gongkai.applications.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(desk: Desk) -> Application:
    return a_draft(desk, an_application(desk, received_on=date(2024, 3, 4)), on=TODAY)


def address(case: Application) -> str:
    return f"/desk/applications/{case.pk}/reply-text/"


def sent(case: Application, paragraphs: list[str], step: str) -> dict[str, Any]:
    version = Application.objects.get(pk=case.pk).version
    return {"body": "\r\n".join(paragraphs), "seen_version": version, "step": step}


def generated(case: Application) -> list[str]:
    return list(actions.text_of_reply(case, case.replies.get(), TODAY).generated)


def test_the_text_stands_ready_and_can_be_kept_changed(officer: Client, case: Application) -> None:
    assert "还没有人改过" in text_of(officer.get(address(case)))
    page = officer.post(address(case), sent(case, [*generated(case), "请妥善保存。"], "save"), follow=True)
    told = text_of(page)
    assert "正文已经保存，必备的内容都有。" in told
    assert "与系统写的不同的地方" in told


def test_the_approver_sees_the_difference_and_may_edit_too(officer: Client, leader: Client, case: Application) -> None:
    officer.post(address(case), sent(case, [*generated(case), "请妥善保存。"], "save"))
    page = leader.get(address(case))
    assert "<ins>" in page.content.decode()
    assert "改过" in text_of(page)


def test_what_lacks_has_a_button_that_puts_it_back(officer: Client, case: Application) -> None:
    made = generated(case)
    short = [line for line in made if "行政复议" not in line]
    page = officer.post(address(case), sent(case, short, "look"))
    assert "缺着不能批准" in text_of(page)
    assert 'value="insert:review_organ"' in page.content.decode()
    page = officer.post(address(case), sent(case, short, "insert:review_organ"))
    assert "缺着不能批准" not in text_of(page)
    assert case.replies.get().content is None, "nothing is kept before it is saved"


def test_old_words_stand_beside_the_editor_with_the_right_ones(officer: Client, case: Application) -> None:
    page = officer.post(address(case), sent(case, [*generated(case), "本机关将在15个工作日内答复。"], "look"))
    assert "20个工作日" in text_of(page)


def test_the_generated_text_can_be_taken_again(officer: Client, case: Application) -> None:
    page = officer.post(address(case), sent(case, ["乱了。"], "generated"))
    assert generated(case)[0] in page.content.decode()


def test_a_change_of_others_is_told_and_what_was_typed_stays(officer: Client, case: Application) -> None:
    old = sent(case, [*generated(case), "我写的。"], "save")
    officer.post(address(case), sent(case, [*generated(case), "先到的。"], "save"))
    page = officer.post(address(case), old)
    assert page.status_code == 409
    assert "我写的。" in page.content.decode()


def test_typing_is_offered_again(officer: Client, case: Application) -> None:
    where = {"HX-Current-URL": f"http://testserver{address(case)}"}
    officer.post("/desk/keep/", {"body": "写到一半。"}, headers=where)
    assert "上次在这一页写的还没有保存" in text_of(officer.get(address(case)))


def test_there_is_nothing_to_edit_without_a_draft(officer: Client, desk: Desk) -> None:
    case = an_application(desk, received_on=date(2024, 3, 4))
    assert officer.get(address(case)).status_code == 404
