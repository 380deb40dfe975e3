"""The letter of an act on the act's own page: seen as it would go out, edited, refused when it lacks something."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.applications.watching import nothing_changes
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, an_application

from gongkai.applications.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(desk: Desk) -> Application:
    return an_application(desk, received_on=date(2024, 3, 18))


def typed(case: Application, **changes: Any) -> dict[str, Any]:
    told = {"items": "写明文号", "guidance": "", "reply_by": "2024-04-08", "on": TODAY.isoformat()}
    return {**told, "seen_version": Application.objects.get(pk=case.pk).version, **changes}


def text_in(page: Any) -> str:
    return str(page.context["letter_body"])


def test_the_letter_is_seen_before_it_is_numbered_and_nothing_is_done(officer: Client, case: Application) -> None:
    with nothing_changes():
        page = officer.post(act_at(case, "request-supplement"), typed(case, step="look"))
    assert page.status_code == 200
    assert "1．写明文号" in text_in(page)
    assert "文书，还没有编号" in text_of(page)
    assert "逾期不补正的，视为放弃申请" in text_of(page)


def test_what_was_edited_goes_out(officer: Client, case: Application) -> None:
    seen = officer.post(act_at(case, "request-supplement"), typed(case, step="look"))
    edited = text_in(seen) + "\n如有疑问请来电。"
    sent = typed(case, letter_body=edited, letter_made=seen.context["letter_made"])
    look = officer.post(act_at(case, "request-supplement"), {**sent, "step": "look"})
    assert "<ins>" in look.content.decode()
    assert text_in(look) == edited
    assert officer.post(act_at(case, "request-supplement"), sent).status_code == 302
    assert case.documents.get().content["paragraphs"][-1] == "如有疑问请来电。"


def test_a_text_that_was_not_edited_follows_what_is_typed(officer: Client, case: Application) -> None:
    seen = officer.post(act_at(case, "request-supplement"), typed(case, step="look"))
    same = {"letter_body": text_in(seen), "letter_made": seen.context["letter_made"]}
    officer.post(act_at(case, "request-supplement"), typed(case, reply_by="2024-04-10", **same))
    assert "2024年4月10日" in "".join(case.documents.get().content["paragraphs"])


def test_an_edit_that_drops_what_must_be_said_is_refused_by_name_and_kept(officer: Client, case: Application) -> None:
    seen = officer.post(act_at(case, "request-supplement"), typed(case, step="look"))
    cut = "\n".join(line for line in text_in(seen).splitlines() if "逾期" not in line)
    sent = typed(case, letter_body=cut, letter_made=seen.context["letter_made"])
    page = officer.post(act_at(case, "request-supplement"), sent)
    assert page.status_code == 409
    assert "逾期不补正的后果" in text_of(page)
    assert text_in(page).splitlines() == cut.splitlines()
    assert case.documents.count() == 0
    again = officer.post(act_at(case, "request-supplement"), {**sent, "step": "generated"})
    assert text_in(again) == text_in(seen)


def test_old_words_are_pointed_out(officer: Client, case: Application) -> None:
    seen = officer.post(act_at(case, "request-supplement"), typed(case, step="look"))
    pasted = text_in(seen) + "\n本机关将在15个工作日内答复。"
    sent = typed(case, letter_body=pasted, letter_made=seen.context["letter_made"], step="look")
    assert "20个工作日" in text_of(officer.post(act_at(case, "request-supplement"), sent))


def test_what_the_act_refuses_is_told_at_the_look_too(officer: Client, case: Application) -> None:
    page = officer.post(act_at(case, "request-supplement"), typed(case, reply_by=TODAY.isoformat(), step="look"))
    assert page.status_code == 422
    assert "补正期限不晚于告知的当天" in text_of(page)


def test_an_act_without_a_letter_has_nothing_to_look_at(officer: Client, case: Application) -> None:
    assert "看一看文书" not in text_of(officer.get(act_at(case, "add-note")))
    assert "看一看文书" in text_of(officer.get(act_at(case, "withdraw-application")))


def test_an_edit_that_was_never_sent_is_there_again(officer: Client, case: Application) -> None:
    page = act_at(case, "request-supplement")
    where = {"HX-Current-URL": f"http://testserver{page}"}
    officer.post("/desk/keep/", {"letter_body": "写到一半的正文。"}, headers=where)
    assert text_in(officer.get(page)) == "写到一半的正文。"
    seen = officer.post(page, typed(case, step="generated"))
    officer.post(page, typed(case, letter_body=text_in(seen), letter_made=seen.context["letter_made"]))
    assert case.documents.count() == 1
    assert "写到一半的正文。" not in officer.get(act_at(case, "withdraw-application")).content.decode()
