"""再发一次: a person decides about a message nobody knows the fate of."""

import pytest
from tests.apps.applications.watching import NEXT
from tests.builders import Desk, an_agency, at

from gongkai.applications.actions import send_message_again
from gongkai.audit.queries import latest
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.notices import actions as notices
from gongkai.notices.models import Message
from gongkai.outbox.models import Job


def a_message(desk: Desk, state: str) -> Message:
    message = notices.queue(
        channel="email", address="wang@example.org", subject="有进展", body="请查看。", about="application:1",
        agency=desk.agency.code, key="k", at=at(NEXT),
    )  # fmt: skip
    Message.objects.update(state=state)
    Job.objects.all().delete()
    message.refresh_from_db()
    return message


@pytest.mark.parametrize("state", ["uncertain", "failed", "bounced"])
def test_it_waits_to_be_sent_with_a_job_of_its_own(desk, state):
    message = send_message_again(a_message(desk, state), actor=desk.officer(NEXT))
    assert (message.state, Job.objects.count()) == ("queued", 1)


def test_the_act_is_traced(desk):
    send_message_again(a_message(desk, "uncertain"), actor=desk.officer(NEXT))
    assert latest(None, size=1)[0].verb == "notice.sent_again"


@pytest.mark.parametrize("state", ["queued", "sending", "sent"])
def test_a_message_under_way_or_sent_is_left_alone(desk, state):
    message = a_message(desk, state)
    with pytest.raises(NotAcceptable, match="不需要处理"):
        send_message_again(message, actor=desk.officer(NEXT))


def test_only_the_agencys_desk_officers_may(desk):
    message = a_message(desk, "failed")
    stranger = Desk(an_agency())
    for actor in (desk.leader(NEXT), stranger.officer(NEXT)):
        with pytest.raises(NotAllowed):
            send_message_again(message, actor=actor)
