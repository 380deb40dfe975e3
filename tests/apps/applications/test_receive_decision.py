"""登记收到决定或者裁判文书之日: the limits after it run from here."""

from datetime import date

from tests.apps.applications.appealing import COPY, DECIDED, a_lawsuit, a_reconsideration, overturned
from tests.apps.applications.watching import refusal, trace_of

from gongkai.applications.actions import receive_decision
from gongkai.applications.queries.appeals import reply_due_of
from gongkai.law.errors import NotAcceptable, NotAllowed

DAY = date(2024, 4, 8)


def test_the_reply_ordered_is_due_twenty_working_days_later(desk):
    appeal = overturned(desk, a_reconsideration(desk), decision_received_on=None)
    assert reply_due_of(appeal) is None
    receive_decision(appeal, on=DAY, actor=desk.officer(DAY), files=[("决定书.txt", "撤销".encode())])
    appeal.refresh_from_db()
    assert appeal.decision_received_on == DAY
    assert reply_due_of(appeal) == date(2024, 5, 8)
    assert trace_of(appeal.application).verb == "application.decision_received"


def test_a_limit_in_the_decision_goes_before(desk):
    limit = date(2024, 4, 22)
    appeal = overturned(desk, a_lawsuit(desk), decision_received_on=None, reply_by=limit)
    receive_decision(appeal, on=DAY, actor=desk.officer(DAY))
    assert reply_due_of(appeal) == limit


def test_it_comes_once_and_after_the_result(desk):
    pending = a_reconsideration(desk)
    refusal(
        NotAcceptable, lambda: receive_decision(pending, on=COPY, actor=desk.officer(COPY)), "decision.pending", "on"
    )
    appeal = overturned(desk, pending)
    refusal(NotAcceptable, lambda: receive_decision(appeal, on=DAY, actor=desk.officer(DAY)), "decision.received", "on")


def test_it_is_not_earlier_than_the_decision_and_is_for_the_desk(desk):
    appeal = overturned(desk, a_reconsideration(desk), decision_received_on=None)
    early = date(2024, 4, 1)
    refusal(NotAcceptable, lambda: receive_decision(appeal, on=early, actor=desk.officer(DAY)), "date.too_early", "on")
    refusal(NotAllowed, lambda: receive_decision(appeal, on=DECIDED, actor=desk.leader(DAY)))
