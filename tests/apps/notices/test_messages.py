"""Messages: sent after the act and once; what nobody can know is shown to a person."""

from datetime import datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gongkai.applications.models import Applicant
from gongkai.law.errors import NotAcceptable
from gongkai.notices import actions
from gongkai.notices.hours import after_quiet
from gongkai.notices.models import Message
from gongkai.notices.ports import Refused, TryLater, Unknown
from gongkai.notices.queries import how_many_to_look_at, to_look_at
from gongkai.outbox.models import Job

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2024, 3, 4, 10, tzinfo=ZONE)


class Port:
    """A way out that answers as it was told."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers, self.sent = list(answers), 0

    def send(self, message: Message) -> None:
        self.sent += 1
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer


@pytest.fixture(autouse=True)
def home(db, settings, tmp_path) -> Path:
    settings.GONGKAI_HOME = tmp_path
    return tmp_path


def a_message(**told: object) -> Message:
    given = {"channel": "email", "address": "wang@example.org", "subject": "有进展", "body": "请查看。"}
    return actions.queue(**{**given, "about": "application:1", "agency": "T1", "key": "k1", "at": NOW, **told})  # type: ignore[arg-type]


def test_a_message_is_queued_with_its_job_and_nothing_is_sent_yet(home):
    message = a_message()
    assert (message.state, Job.objects.get().payload) == ("queued", {"message": message.pk})
    assert not (home / "outbox").exists()


def test_the_same_message_is_queued_once():
    assert a_message().pk == a_message().pk
    assert Job.objects.count() == 1


def test_without_a_mail_server_it_lies_in_the_folder_as_a_mail(home):
    message = actions.deliver(a_message().pk, now=NOW)
    assert (message.state, message.sent_at) == ("sent", NOW)
    text = next((home / "outbox" / "email").glob("*.eml")).read_bytes()
    assert b"wang@example.org" in text
    assert message.message_id.encode() in text


def test_an_sms_lies_in_a_folder_of_its_own(home):
    actions.deliver(a_message(channel="sms", address="13900000000").pk, now=NOW)
    assert next((home / "outbox" / "sms").glob("*.txt")).read_text(encoding="utf-8").startswith("13900000000\n")


def test_a_message_that_was_sent_is_not_sent_again():
    message, port = a_message(), Port()
    for _ in range(3):
        actions.deliver(message.pk, now=NOW, port=port)
    assert port.sent == 1


def test_what_was_not_handed_over_is_tried_again():
    message, port = a_message(), Port(TryLater("忙"))
    with pytest.raises(TryLater):
        actions.deliver(message.pk, now=NOW, port=port)
    assert actions.deliver(message.pk, now=NOW, port=port).state == "sent"


def test_a_refused_address_is_not_tried_again():
    message, port = a_message(), Port(Refused("没有这个地址"))
    assert actions.deliver(message.pk, now=NOW, port=port).state == "failed"
    assert actions.deliver(message.pk, now=NOW, port=port).state == "failed"
    assert port.sent == 1


def test_a_broken_connection_leaves_the_fate_uncertain():
    assert actions.deliver(a_message().pk, now=NOW, port=Port(Unknown("断开"))).state == "uncertain"


def test_a_crash_while_sending_is_shown_to_a_person_and_not_sent_again_blindly():
    message, port = a_message(), Port(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):  # the process ends here
        actions.deliver(message.pk, now=NOW, port=port)
    found = actions.deliver(message.pk, now=NOW + timedelta(hours=1), port=port)
    assert (found.state, port.sent) == ("uncertain", 1)
    assert [shown.pk for shown in to_look_at("T1")] == [message.pk]


def test_a_person_may_send_it_again_or_say_that_it_arrived():
    message = actions.deliver(a_message().pk, now=NOW, port=Port(Unknown("断开")))
    actions.send_again(message, at=NOW)
    assert actions.deliver(message.pk, now=NOW, port=Port(Unknown("断开"))).state == "uncertain"
    assert actions.settle_by_hand(message, arrived=True, at=NOW).state == "sent"
    assert how_many_to_look_at("T1") == 0


def test_a_message_that_needs_no_care_is_left_alone():
    message = actions.deliver(a_message().pk, now=NOW)
    with pytest.raises(NotAcceptable, match="不需要处理"):
        actions.send_again(message, at=NOW)


def test_a_letter_to_print_waits_for_a_person_and_has_no_job():
    message = a_message(channel="print", address="青川区人民路1号")
    assert (Job.objects.count(), how_many_to_look_at("T1")) == (0, 1)
    assert actions.settle_by_hand(message, arrived=True, at=NOW).state == "sent"


def a_bounce(message_id: str, action: str = "failed") -> bytes:
    """A delivery report as a mail server writes it (RFC 3464)."""
    report = EmailMessage()
    report["Subject"], report["From"], report["To"] = "Undelivered", "MAILER-DAEMON@example.org", "gongkai@localhost"
    report.set_content("could not be delivered")
    report.make_mixed()
    status = f"Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; wang@example.org\nAction: {action}\n"
    head = f"Message-ID: {message_id}\nSubject: x\n"
    text = report.as_bytes()
    boundary = report.get_boundary()
    assert boundary is not None
    extra = (
        f"--{boundary}\nContent-Type: message/delivery-status\n\n{status}\n"
        f"--{boundary}\nContent-Type: message/rfc822\n\n{head}\n\n--{boundary}--\n"
    )
    return text.replace(f"--{boundary}--".encode(), extra.encode())


def test_a_bounce_marks_its_message():
    message = actions.deliver(a_message().pk, now=NOW)
    found = actions.record_bounce(a_bounce(message.message_id))
    assert found is not None
    assert (found.pk, found.state) == (message.pk, "bounced")


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_a_report_of_a_delay_is_no_bounce(action):
    message = actions.deliver(a_message().pk, now=NOW)
    assert actions.record_bounce(a_bounce(message.message_id, action)) is None


@pytest.mark.parametrize(
    "mail", [b"", b"\x00\xff" * 50, b"Subject: hello\n\nI am on holiday.\n", a_bounce("<other@x>")]
)
def test_any_other_mail_marks_nothing(mail):
    a_message()
    assert actions.record_bounce(mail) is None


def test_old_texts_are_emptied_and_the_fact_stays():
    message = actions.deliver(a_message().pk, now=NOW)
    waiting = actions.deliver(a_message(key="k2").pk, now=NOW, port=Port(Unknown("断开")))
    assert actions.forget(now=NOW + timedelta(days=91)) == 1
    message.refresh_from_db()
    waiting.refresh_from_db()
    assert (message.address, message.body, message.state) == ("", "", "sent")
    assert waiting.address == "wang@example.org"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((4, 20, 59), (4, 20, 59)),
        ((4, 21, 0), (5, 8, 0)),
        ((4, 23, 10), (5, 8, 0)),
        ((5, 3, 0), (5, 8, 0)),
        ((5, 8, 0), (5, 8, 0)),
    ],
)
def test_nothing_is_sent_at_night(at, expected):
    def moment(told: tuple[int, int, int]) -> datetime:
        return datetime(2024, 3, *told, tzinfo=ZONE)

    assert after_quiet(moment(at), time(21, 0), time(8, 0)) == moment(expected)


def test_quiet_hours_within_a_day_end_that_day():
    noon = datetime(2024, 3, 4, 12, 30, tzinfo=ZONE)
    assert after_quiet(noon, time(12, 0), time(14, 0)) == datetime(2024, 3, 4, 14, tzinfo=ZONE)


def test_equal_times_mean_no_quiet_hours():
    assert after_quiet(NOW, time(8, 0), time(8, 0)) == NOW


def test_the_identifier_of_a_mail_fits_its_column_whatever_the_key_and_the_domain(settings):
    settings.GONGKAI_MAIL_FROM = "gongkai@" + "a" * 63 + ".gov.cn"
    message = a_message(key="application.123456789.123.supplement_received.person.123456")
    assert len(message.message_id) <= Message._meta.get_field("message_id").max_length
    assert message.message_id.endswith(".gov.cn>")
    assert message.message_id != a_message(key="k2").message_id


def test_the_longest_address_of_an_applicant_fits():
    assert Message._meta.get_field("address").max_length >= Applicant._meta.get_field("email").max_length
