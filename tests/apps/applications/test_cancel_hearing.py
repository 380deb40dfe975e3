"""取消听证、开庭: put off or called off, with the reason in the journal."""

from datetime import date

from tests.apps.applications.appealing import COPY, a_lawsuit, a_reconsideration
from tests.apps.applications.watching import refusal, trace_of

from gongkai.applications.actions import cancel_hearing, set_hearing
from gongkai.law.errors import NotAcceptable, NotAllowed

DAY = date(2024, 4, 9)


def test_the_journal_keeps_the_day_and_the_reason(desk):
    for make in (a_reconsideration, a_lawsuit):
        appeal = make(desk)
        hearing = set_hearing(appeal, on=DAY, actor=desk.officer(COPY))
        assert cancel_hearing(hearing, reason="法院通知改期", actor=desk.officer(COPY)) == appeal
        assert not appeal.hearings.exists()
        trace = trace_of(appeal.application)
        assert (trace.verb, trace.on) == ("application.hearing_cancelled", DAY)
        assert trace.details["reason"] == "法院通知改期"


def test_it_asks_for_a_reason_and_for_the_desk(desk):
    hearing = set_hearing(a_lawsuit(desk), on=DAY, actor=desk.officer(COPY))
    refusal(
        NotAcceptable,
        lambda: cancel_hearing(hearing, reason=" ", actor=desk.officer(COPY)),
        "hearing.no_reason",
        "reason",
    )
    refusal(NotAllowed, lambda: cancel_hearing(hearing, reason="改期", actor=desk.leader(COPY)))
