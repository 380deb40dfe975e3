"""The receipt and the request to search, on the desk."""

from datetime import date

import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, an_application

from gongkai.applications.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(desk: Desk) -> Application:
    return an_application(desk, received_on=date(2024, 3, 18))


def test_a_receipt_is_looked_at_and_issued(officer: Client, case: Application) -> None:
    page = act_at(case, "issue-receipt")
    sent = {"materials": "", "on": TODAY.isoformat(), "seen_version": case.version}
    assert "以提交之日为收到之日" in text_of(officer.post(page, {**sent, "step": "look"}))
    assert officer.post(page, sent).status_code == 302
    assert case.documents.get().kind == "receipt"
    assert "已经出具过" in text_of(officer.post(page, {**sent, "seen_version": case.version + 1}))


def test_an_archive_is_asked_to_search(officer: Client, case: Application) -> None:
    page = act_at(case, "ask-for-search")
    assert "人民路拓宽工程的征收批复" in officer.get(page).content.decode()
    sent = {
        "to": "区档案馆",
        "subject": "批复",
        "reply_by": "2024-03-28",
        "on": TODAY.isoformat(),
        "seen_version": case.version,
    }
    seen = officer.post(page, {**sent, "step": "look"})
    assert "检索结果记录表" in text_of(seen)
    assert officer.post(page, sent).status_code == 302
    letter = officer.get(f"/desk/applications/{case.pk}/documents/{case.documents.get().pk}/")
    assert "检索的档案、系统" in text_of(letter)
