"""发出收费通知 (art. 42): one scale, the sums shown, within the time limit; the clock waits for the applicant to have it."""

from datetime import date

import pytest
from tests.apps.applications.feecases import RECEIVED, SENT, an_asked
from tests.apps.applications.watching import is_refused_to_others, is_refused_where_unlawful, refusal, trace_of
from tests.builders import an_application

from gongkai.applications.actions import record_service, send_fee_notice
from gongkai.applications.models import FeeNotice
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.law.stages import Verb


def send(application, *, actor, on, **changes):
    told = {"scale": "by_case", "quantity": 1, "already": 10, **changes}
    return send_fee_notice(application, actor=actor, on=on, **told)


def test_the_eleventh_application_of_a_month_costs_a_hundred_yuan_with_its_sum(desk):
    found = send(an_asked(desk), actor=desk.officer(SENT), on=SENT)
    notice = FeeNotice.objects.get(application=found)
    assert (notice.scale, notice.quantity, notice.already, notice.yuan) == ("by_case", 1, 10, 100)
    assert notice.lines == ["第11件：1件×100元＝100元"]
    letter = found.documents.get(kind="fee_notice")
    text = str(letter.content)
    assert "合计100元" in text
    assert "1件×100元＝100元" in text
    assert "区财政专户" in text


def test_by_volume_pages_are_summed_by_tier(desk):
    found = send(an_asked(desk), actor=desk.officer(SENT), on=SENT, scale="by_volume", quantity=68, already=0)
    notice = FeeNotice.objects.get(application=found)
    assert (notice.yuan, notice.lines) == (380, ["第1页至第30页：不收费", "第31页至第68页：38页×10元＝380元"])


def test_the_clock_runs_until_the_applicant_has_it(desk):
    found = send(an_asked(desk), actor=desk.officer(SENT), on=SENT)
    assert clock_of(found).due_on == found.due_on == date(2025, 4, 29)
    letter = found.documents.get(kind="fee_notice")
    record_service(letter, way="hand", on=SENT, actor=desk.officer(SENT))
    clock = clock_of(found)
    assert (clock.due_on, clock.pay_due_on, clock.state) == (None, date(2025, 5, 21), "awaiting_payment")
    assert FeeNotice.objects.get(application=found).received_on == SENT


def test_the_trace_tells_the_amount(desk):
    trace = trace_of(send(an_asked(desk), actor=desk.officer(SENT), on=SENT))
    assert (trace.verb, trace.details["yuan"]) == ("application.fee_notice_sent", 100)
    assert trace.ground.endswith("第四十二条")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"scale": "by_both"}, "fee.scale", "scale"),
        ({"quantity": 0}, "fee.quantity", "quantity"),
        ({"already": 9}, "fee.free", "quantity"),
        ({"scale": "by_volume", "quantity": 30}, "fee.free", "quantity"),
    ],
)
def test_what_costs_nothing_or_is_no_number_is_refused(desk, changes, code, field):
    application = an_asked(desk)
    refusal(NotAcceptable, lambda: send(application, actor=desk.officer(SENT), on=SENT, **changes), code, field)


def test_one_notice_on_a_case_within_the_time_limit_by_an_agency_that_says_how_to_pay(desk):
    plain = an_application(desk, received_on=RECEIVED)
    refusal(NotAcceptable, lambda: send(plain, actor=desk.officer(SENT), on=SENT), "fee.no_account")
    application = an_asked(desk)
    late = date(2025, 4, 30)
    refusal(NotLawful, lambda: send(application, actor=desk.officer(late), on=late), "fee.after_due")
    send(application, actor=desk.officer(SENT), on=SENT)
    refusal(NotLawful, lambda: send(application, actor=desk.officer(SENT), on=SENT), "fee.sent")


def test_no_fee_before_the_measures(desk):
    application = an_application(desk, received_on=date(2020, 12, 25))
    on = date(2020, 12, 30)
    refusal(NotLawful, lambda: send(application, actor=desk.officer(on), on=on), "fee.before_measures")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.SEND_FEE_NOTICE, send)


def test_only_a_desk_officer_of_the_agency_sends_it(desk):
    is_refused_to_others(desk, an_application(desk, received_on=date(2020, 4, 13)), send, allowed={"desk_officer"})


def test_a_stale_reader_is_told(desk):
    application = an_asked(desk)
    send(application, actor=desk.officer(SENT), on=SENT)
    refusal(Stale, lambda: send(application, actor=desk.officer(SENT), on=SENT, seen_version=application.version), "")
