"""逾期未缴费终止办理: not before the twentieth working day has passed, and counted in its own row."""

from datetime import date

from tests.apps.applications.feecases import PAY_BY, an_asked, noticed
from tests.apps.applications.watching import (
    is_refused_to_others,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)

from gongkai.applications.actions import close_unpaid, record_payment
from gongkai.applications.facts import of_year
from gongkai.law.errors import NotLawful
from gongkai.law.outcomes import outcome
from gongkai.law.stages import Stage, Verb

AFTER = date(2025, 5, 23)


def close(application, *, actor, on, **changes):
    return close_unpaid(application, actor=actor, on=on, **changes)


def test_the_case_is_closed_told_and_counted(desk):
    found = close(noticed(desk), actor=desk.officer(AFTER), on=AFTER)
    assert (found.stage, found.outcome, found.closed_on, found.replied_on) == (
        Stage.CLOSED,
        "otherwise.fee_unpaid",
        AFTER,
        AFTER,
    )
    assert ("close_unpaid", True) in letters_of(found)
    text = "".join(found.documents.get(kind="close_unpaid").content["paragraphs"])
    assert "2025年5月22日" in text
    assert "行政复议" in text
    (fact,) = of_year([desk.agency], 2025)
    assert outcome(fact.outcome).row("2021") == "otherwise.fee_unpaid"
    assert trace_of(found).verb == "application.closed_unpaid"


def test_it_waits_for_the_limit_and_says_until_when(desk):
    application = noticed(desk)
    said = refusal(NotLawful, lambda: close(application, actor=desk.officer(PAY_BY), on=PAY_BY), "unpaid.too_early")
    assert "2025年5月22日" in said.message


def test_nothing_is_unpaid_without_a_notice_or_after_payment(desk):
    plain = an_asked(desk)
    refusal(NotLawful, lambda: close(plain, actor=desk.officer(AFTER), on=AFTER), "unpaid.too_early")
    paid = noticed(desk)
    on = date(2025, 5, 6)
    record_payment(paid, receipt_number="1", actor=desk.officer(on), on=on)
    refusal(NotLawful, lambda: close(paid, actor=desk.officer(AFTER), on=AFTER), "unpaid.too_early")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.CLOSE_UNPAID, close)


def test_only_a_desk_officer_of_the_agency_closes_it(desk):
    is_refused_to_others(desk, noticed(desk), close, allowed={"desk_officer"})
