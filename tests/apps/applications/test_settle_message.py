"""登记通知的下落: it arrived after all, it did not, or it was printed and posted."""

import pytest
from tests.apps.applications.test_send_message_again import a_message
from tests.apps.applications.watching import NEXT
from tests.builders import Desk, an_agency, at

from gongkai.applications.actions import settle_message
from gongkai.audit.queries import latest
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.notices import actions as notices


@pytest.mark.parametrize(("arrived", "state"), [(True, "sent"), (False, "failed")])
def test_what_a_person_found_out_is_kept(desk, arrived, state):
    message = settle_message(a_message(desk, "uncertain"), arrived=arrived, actor=desk.officer(NEXT))
    assert message.state == state
    assert (message.sent_at == at(NEXT)) is arrived


def test_the_act_is_traced(desk):
    settle_message(a_message(desk, "uncertain"), arrived=True, actor=desk.officer(NEXT))
    entry = latest(None, size=1)[0]
    assert (entry.verb, entry.details["arrived"]) == ("notice.settled", True)


def test_a_printed_letter_that_was_posted_is_sent(desk):
    letter = notices.queue(
        channel="print", address="人民路1号", subject="回执", body="……", about="application:1",
        agency=desk.agency.code, key="p", at=at(NEXT),
    )  # fmt: skip
    assert settle_message(letter, arrived=True, actor=desk.officer(NEXT)).state == "sent"


def test_a_message_that_was_sent_is_left_alone(desk):
    message = a_message(desk, "sent")
    with pytest.raises(NotAcceptable, match="不需要处理"):
        settle_message(message, arrived=False, actor=desk.officer(NEXT))


def test_only_the_agencys_desk_officers_may(desk):
    message = a_message(desk, "uncertain")
    stranger = Desk(an_agency())
    for actor in (desk.leader(NEXT), stranger.officer(NEXT)):
        with pytest.raises(NotAllowed):
            settle_message(message, arrived=True, actor=actor)
