"""登记收到收费通知之日: twenty working days to pay, and the clock stands still."""

from datetime import date, timedelta

from tests.apps.applications.feecases import NOTICED, PAY_BY, SENT, an_asked
from tests.apps.applications.watching import is_refused_to_others, is_refused_where_unlawful, refusal, trace_of

from gongkai.applications.actions import record_fee_notice_received, send_fee_notice
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Verb


def note(application, *, actor, on, **changes):
    return record_fee_notice_received(application, actor=actor, on=on, **changes)


def sent(desk):
    return send_fee_notice(an_asked(desk), scale="by_case", quantity=1, already=10, actor=desk.officer(SENT), on=SENT)


def test_the_limit_to_pay_runs_from_that_day_and_the_clock_is_held(desk):
    found = note(sent(desk), actor=desk.officer(NOTICED), on=NOTICED)
    assert (found.fee_notice.received_on, found.fee_notice.pay_by, found.due_on) == (NOTICED, PAY_BY, None)
    assert clock_of(found).pay_due_on == PAY_BY
    trace = trace_of(found)
    assert (trace.verb, trace.details["pay_by"]) == ("application.fee_notice_received", "2025-05-22")


def test_a_notice_received_after_the_due_day_is_told_and_stops_nothing(desk):
    late = date(2025, 4, 30)
    found = note(sent(desk), actor=desk.officer(late), on=late)
    clock = clock_of(found, today=late)
    assert (clock.due_on, clock.state, clock.defect_codes) == (date(2025, 4, 29), "overdue", ("fee_notice_late",))


def test_it_is_recorded_once_and_only_where_a_notice_was_sent(desk):
    application = sent(desk)
    note(application, actor=desk.officer(NOTICED), on=NOTICED)
    refusal(NotAcceptable, lambda: note(application, actor=desk.officer(NOTICED), on=NOTICED), "fee.received", "on")
    none = an_asked(desk)
    refusal(NotLawful, lambda: note(none, actor=desk.officer(NOTICED), on=NOTICED), "payment.no_notice")


def test_the_day_lies_between_the_notice_and_today(desk):
    application = sent(desk)
    for on, code in ((SENT - timedelta(days=1), "date.too_early"), (NOTICED + timedelta(days=1), "date.future")):
        refusal(NotAcceptable, lambda: note(application, actor=desk.officer(NOTICED), on=on), code, "on")  # noqa: B023


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RECORD_FEE_NOTICE, note)


def test_only_a_desk_officer_of_the_agency_records_it(desk):
    is_refused_to_others(desk, sent(desk), note, allowed={"desk_officer"})
