"""The worker: does what is due, whatever happened to its predecessors; the morning's digest; messages after acts."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.apps.applications.watching import LATER, at_stage
from tests.builders import Desk

from gongkai.applications.actions import draft_reply, request_supplement
from gongkai.jobs import morning, timed, work
from gongkai.law.stages import Stage
from gongkai.notices import actions as notices
from gongkai.notices.models import Message
from gongkai.notices.ports import Folder, TryLater
from gongkai.notices.queries import to_look_at
from gongkai.outbox import actions as outbox
from gongkai.outbox.actions import WAITS
from gongkai.outbox.models import Job
from gongkai.screens import clock


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> Path:
    settings.GONGKAI_HOME = tmp_path
    settings.GONGKAI_TODAY = LATER.isoformat()
    return tmp_path


@pytest.fixture
def desk(db) -> Desk:
    return Desk()


def mails(home: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((home / "outbox" / "email").glob("*.eml"))]


def test_leaders_are_told_that_a_reply_waits_and_the_drafter_is_not(desk, home):
    leader = desk.person("leader")
    leader.email = "leader@example.org"
    leader.save()
    application = at_stage(desk, Stage.HANDLING)
    draft_reply(
        application, outcome_code="granted.already_public", reason="见网站。", actor=desk.officer(LATER), on=LATER
    )
    message = Message.objects.get(about=f"application:{application.pk}")
    assert (message.address, message.subject) == ("leader@example.org", f"{application.number}：有一件答复等待审批")
    assert application.content not in message.body
    Job.objects.update(due_at=clock.now() - timedelta(minutes=1))
    assert work.sweep() == 1
    assert len(mails(home)) == 1


def test_the_applicant_is_told_that_something_happened_and_never_what(desk):
    application = at_stage(desk, Stage.HANDLING)
    application.applicant.email = "wang@example.org"
    application.applicant.save()
    request_supplement(
        application, items=["写明文号"], reply_by=LATER + timedelta(days=20), actor=desk.officer(LATER), on=LATER
    )
    message = Message.objects.get(address="wang@example.org")
    assert application.query_number in message.body
    assert "写明文号" not in message.body
    assert application.content not in message.body


def test_an_applicant_without_email_is_told_by_sms_where_there_is_a_gateway(desk, settings):
    def asked_on(number: str) -> list[tuple[str, str]]:
        Message.objects.all().delete()
        application = at_stage(desk, Stage.HANDLING)
        application.applicant.phone = number
        application.applicant.save()
        request_supplement(
            application, items=["写明文号"], reply_by=LATER + timedelta(days=20), actor=desk.officer(LATER), on=LATER
        )
        return list(Message.objects.values_list("channel", "address"))

    assert asked_on("13900000000") == []
    settings.GONGKAI_SMS = "http://127.0.0.1:9/sms"
    assert asked_on("13900000000") == [("sms", "13900000000")]
    assert asked_on("0000-1234567") == []


def test_reviewers_are_told_that_a_reply_waits_as_leaders_are(desk):
    reviewer = desk.person("reviewer")
    reviewer.email = "reviewer@example.org"
    reviewer.save()
    application = at_stage(desk, Stage.HANDLING)
    draft_reply(
        application, outcome_code="granted.already_public", reason="见网站。", actor=desk.officer(LATER), on=LATER
    )
    assert Message.objects.get().address == "reviewer@example.org"


def test_a_job_that_breaks_does_not_stop_the_others(desk, home, monkeypatch, caplog):
    def broken(payload: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "WORK", {**work.WORK, "broken": broken})
    bad = outbox.put("broken", {}, at=clock.now())
    timed.run_due()
    Job.objects.update(due_at=clock.now() - timedelta(minutes=1))
    assert work.sweep() == 1
    bad.refresh_from_db()
    assert (bad.done_at, bad.tries) == (None, 1)
    assert "ZeroDivisionError" in bad.error


def test_a_message_that_never_goes_out_is_shown_to_a_person(desk, home, monkeypatch):
    def busy(self: Folder, message: Message) -> None:
        raise TryLater("忙")

    monkeypatch.setattr(Folder, "send", busy)
    notices.queue(
        channel="email", address="a@example.org", subject="x", body="y", about="application:1", agency="T", key="k",
        at=clock.now(),
    )  # fmt: skip
    for _ in range(len(WAITS) + 1):
        Job.objects.update(due_at=clock.now() - timedelta(minutes=1))
        work.sweep()
    (shown,) = to_look_at("T")
    assert (shown.state, shown.error) == ("failed", "多次发送都没有成功。")


def test_each_officer_gets_the_day_once(desk, home):
    application = at_stage(desk, Stage.HANDLING)
    officer = application.officer
    assert officer is not None
    officer.email = "officer@example.org"
    officer.save()
    day = application.due_on
    assert day is not None
    for _ in range(2):
        morning.every_morning({"day": day.isoformat()})
    message = Message.objects.get(address="officer@example.org")
    assert application.number in message.body
    assert "今天到期（1件）" in message.body


def test_there_is_no_digest_on_a_day_off(desk):
    application = at_stage(desk, Stage.HANDLING)
    officer = application.officer
    assert officer is not None
    officer.email = "officer@example.org"
    officer.save()
    morning.every_morning({"day": date(2020, 10, 1).isoformat()})
    assert not Message.objects.exists()
