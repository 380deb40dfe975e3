"""登记缴费: the clock is counted anew; before the notice it is refused, after the limit it is the defect it is."""

from datetime import date

from tests.apps.applications.feecases import NOTICED, SENT, an_asked, noticed
from tests.apps.applications.watching import is_refused_to_others, is_refused_where_unlawful, refusal, trace_of
from tests.builders import a_draft

from gongkai.applications.actions import approve_reply, record_payment, send_fee_notice
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.law.stages import Stage, Verb

PAID = date(2025, 4, 30)


def pay(application, *, actor, on, **changes):
    return record_payment(application, actor=actor, on=on, **{"receipt_number": "京财0012345", **changes})


def test_the_count_begins_anew_on_the_day_of_payment(desk):
    found = pay(noticed(desk), actor=desk.officer(PAID), on=PAID)
    assert found.due_on == date(2025, 6, 3)
    assert clock_of(found).old_due_on == date(2025, 4, 29)
    assert (found.fee_notice.paid_on, found.fee_notice.receipt_number) == (PAID, "京财0012345")
    trace = trace_of(found)
    assert (trace.verb, trace.details["yuan"]) == ("application.fee_paid", 100)


def test_a_payment_before_the_notice_is_refused(desk):
    plain = an_asked(desk)
    refusal(NotLawful, lambda: pay(plain, actor=desk.officer(PAID), on=PAID), "payment.no_notice")
    sent = send_fee_notice(an_asked(desk), scale="by_case", quantity=1, already=10, actor=desk.officer(SENT), on=SENT)
    refusal(NotLawful, lambda: pay(sent, actor=desk.officer(PAID), on=PAID), "payment.no_notice")
    known = noticed(desk)
    refusal(NotLawful, lambda: pay(known, actor=desk.officer(PAID), on=SENT), "payment.before_notice")


def test_a_payment_after_the_limit_is_taken_and_told(desk):
    late = date(2025, 5, 23)
    found = pay(noticed(desk), actor=desk.officer(late), on=late)
    clock = clock_of(found)
    assert (clock.started_on, clock.defect_codes) == (late, ("payment_late",))


def test_it_needs_the_number_of_the_fiscal_receipt_and_happens_once(desk):
    application = noticed(desk)
    refusal(
        NotAcceptable,
        lambda: pay(application, actor=desk.officer(PAID), on=PAID, receipt_number=""),
        "fee.no_receipt",
        "receipt_number",
    )
    pay(application, actor=desk.officer(PAID), on=PAID)
    refusal(NotLawful, lambda: pay(application, actor=desk.officer(PAID), on=PAID), "payment.no_notice")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.RECORD_PAYMENT, pay)


def test_only_a_desk_officer_of_the_agency_records_it(desk):
    is_refused_to_others(desk, noticed(desk), pay, allowed={"desk_officer"})


def test_a_stale_reader_is_told(desk):
    application = noticed(desk)
    seen = application.version - 1
    refusal(Stale, lambda: pay(application, actor=desk.officer(NOTICED), on=NOTICED, seen_version=seen))


def test_money_that_comes_while_the_reply_waits_is_put_on_record(desk):
    on = date(2025, 5, 6)
    application = a_draft(desk, noticed(desk), on=on)
    found = record_payment(application, receipt_number="票2025-2", actor=desk.officer(on), on=on)
    assert (found.stage, found.fee_notice.paid_on) == (Stage.REPLY_DRAFTED, on)
    assert found.due_on == date(2025, 6, 4)
    approve_reply(found, actor=desk.leader(on), on=on)
