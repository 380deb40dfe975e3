"""The calendar feed of an officer, the address for messages, the page of messages to settle."""

import pytest
from django.urls import reverse
from icalendar import Calendar
from tests.apps.applications.watching import NEXT, at_stage
from tests.builders import Desk, at

from gongkai.agencies.actions import renew_calendar_key
from gongkai.law.stages import Stage
from gongkai.notices import actions as notices
from gongkai.notices.models import Message


@pytest.fixture
def seat(db, settings, client) -> Desk:
    """An officer who is signed in, the day set."""
    settings.GONGKAI_TODAY = NEXT.isoformat()
    desk = Desk()
    client.force_login(desk.person("desk_officer"), backend="django.contrib.auth.backends.ModelBackend")
    return desk


def feed_of(client, desk: Desk) -> Calendar:
    key = renew_calendar_key(desk.person("desk_officer"), actor=desk.officer(NEXT))
    client.logout()
    response = client.get(reverse("backoffice:calendar", args=[key]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(response.content)
    assert isinstance(found, Calendar)
    return found


def test_the_feed_holds_the_due_days_and_neither_names_nor_contents(client, seat):
    case = at_stage(seat, Stage.HANDLING)
    feed = feed_of(client, seat)
    (event,) = feed.walk("VEVENT")
    assert (event["dtstart"].dt, str(event["summary"])) == (case.due_on, f"{case.number} 答复到期")
    text = feed.to_ical().decode()
    assert case.applicant.name not in text
    assert case.content[:6] not in text


def test_a_closed_case_leaves_the_feed(client, seat):
    at_stage(seat, Stage.CLOSED)
    assert list(feed_of(client, seat).walk("VEVENT")) == []


def test_a_wrong_address_opens_nothing(client, db):
    assert client.get(reverse("backoffice:calendar", args=["guessed"])).status_code == 404


def test_the_address_of_the_feed_is_shown_once(client, seat):
    page = client.post(reverse("backoffice:renew_calendar"))
    assert ".ics" in page.content.decode()
    assert ".ics" not in client.get(reverse("backoffice:me")).content.decode()


def test_an_officer_sets_the_address_for_messages(client, seat):
    client.post(reverse("backoffice:change_email"), {"email": "wang@example.org"})
    assert "wang@example.org" in client.get(reverse("backoffice:me")).content.decode()


def test_a_wrong_address_is_told_beside_the_field_and_stays_typed(client, seat):
    page = client.post(reverse("backoffice:change_email"), {"email": "wang@"})
    assert page.status_code == 422
    assert "邮箱的写法不对" in page.content.decode()
    assert 'value="wang@"' in page.content.decode()


def a_lost_message(desk: Desk) -> Message:
    message = notices.queue(
        channel="email", address="li@example.org", subject="有进展", body="请查看。", about="application:1",
        agency=desk.agency.code, key="k", at=at(NEXT),
    )  # fmt: skip
    Message.objects.update(state="uncertain")
    return message


def test_a_message_of_unknown_fate_is_shown_today_and_settled_by_hand(client, seat):
    message = a_lost_message(seat)
    assert "1条通知" in client.get(reverse("backoffice:today")).content.decode().replace("一条", "1条")
    assert "li@example.org" in client.get(reverse("backoffice:notices")).content.decode()
    answer = client.post(reverse("backoffice:notice_settle", args=[message.pk]), {"act": "arrived"}, follow=True)
    assert "已登记：对方收到了" in answer.content.decode()
    message.refresh_from_db()
    assert message.state == "sent"


@pytest.mark.parametrize("act", ["", "delete"])
def test_an_unknown_act_on_a_message_is_not_found(client, seat, act):
    message = a_lost_message(seat)
    assert client.post(reverse("backoffice:notice_settle", args=[message.pk]), {"act": act}).status_code == 404
