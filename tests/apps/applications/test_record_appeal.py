"""登记上诉: a second instance is a row of its own, and the case counts once (诉讼法 art. 85)."""

from datetime import date

import pytest
from tests.apps.applications.appealing import COPY, DECIDED, a_lawsuit, overturned
from tests.apps.applications.watching import refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import conclude_lawsuit, record_appeal
from gongkai.applications.facts import appeals_of_year
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful

APPEALED, ENDED = date(2024, 4, 12), date(2025, 1, 20)
COURT = "青州市中级人民法院"


def appealed(desk, suit, **told):
    return record_appeal(suit, **{"court": COURT, "filed_on": APPEALED, **told}, actor=desk.officer(APPEALED))


@pytest.fixture
def judged(desk):
    """A lawsuit the agency lost in the first instance."""
    return overturned(desk, a_lawsuit(desk, route="after_reconsideration"))


def table_4(desk, year):
    return [(fact.kind, fact.filed_on, fact.result, fact.concluded_on) for fact in appeals_of_year([desk.agency], year)]


def test_the_second_instance_is_linked_to_the_first_and_keeps_its_route(desk, judged):
    second = appealed(desk, judged, notified_on=APPEALED)
    assert (second.appealed_from, second.instance, second.route) == (judged, "second", "after_reconsideration")
    assert second.court == COURT
    trace = trace_of(judged.application)
    assert (trace.verb, trace.details["appeal"]) == ("application.appeal_recorded", second.pk)
    assert trace.ground.endswith("第八十五条")


def test_the_case_counts_once_and_is_pending_until_the_last_instance_ends(desk, judged):
    assert [row[2] for row in table_4(desk, 2024)] == ["overturned"]
    second = appealed(desk, judged)
    assert table_4(desk, 2024) == [("lawsuit_after_reconsideration", judged.filed_on, None, None)]
    conclude_lawsuit(second, decided_as="claim_dismissed", concluded_on=ENDED, actor=desk.officer(ENDED))
    assert table_4(desk, 2025) == [("lawsuit_after_reconsideration", judged.filed_on, "upheld", ENDED)]
    assert table_4(desk, 2026) == []


def test_an_appeal_filed_in_the_next_year_changes_no_figure_of_the_last(desk, judged):
    on = date(2025, 1, 6)
    before = table_4(desk, 2024)
    record_appeal(judged, court=COURT, filed_on=on, actor=desk.officer(on))
    assert table_4(desk, 2024) == before
    assert [row[2] for row in table_4(desk, 2025)] == [None]


@pytest.mark.parametrize("detail", ["appeal_dismissed", "appeal_withdrawn"])
def test_a_dismissed_appeal_leaves_the_first_result(desk, judged, detail):
    second = appealed(desk, judged)
    conclude_lawsuit(second, decided_as=detail, concluded_on=ENDED, actor=desk.officer(ENDED))
    second.refresh_from_db()
    assert (second.decided_as, second.result) == (detail, "overturned")


def test_without_a_judgment_there_is_nothing_to_appeal(desk):
    pending = a_lawsuit(desk)
    said = refusal(NotLawful, lambda: appealed(desk, pending), "appeal.no_judgment")
    assert "一审还没有登记结果" in said.message


def test_a_judgment_is_appealed_once_and_the_second_is_final(desk, judged):
    second = appealed(desk, judged)
    refusal(NotAcceptable, lambda: appealed(desk, judged), "appeal.repeated", "filed_on")
    conclude_lawsuit(second, decided_as="appeal_dismissed", concluded_on=APPEALED, actor=desk.officer(APPEALED))
    refusal(NotLawful, lambda: appealed(desk, second), "appeal.final")


def test_a_case_sent_back_is_tried_again_in_the_first_instance(desk, judged):
    second = appealed(desk, judged)
    conclude_lawsuit(second, decided_as="remanded", concluded_on=APPEALED, actor=desk.officer(APPEALED))
    again = appealed(desk, second, court="青川区人民法院")
    assert (again.instance, again.appealed_from) == ("first", second)
    assert [row[2] for row in table_4(desk, 2024)] == [None]


def test_it_was_filed_between_the_judgment_and_today(desk, judged):
    early, late = date(2024, 4, 1), date(2024, 4, 13)
    refusal(NotAcceptable, lambda: appealed(desk, judged, filed_on=early), "date.too_early", "filed_on")
    refusal(NotAcceptable, lambda: appealed(desk, judged, filed_on=late), "date.future", "filed_on")
    refusal(NotAcceptable, lambda: appealed(desk, judged, court=" "), "appeal.unnamed", "court")


def test_only_a_desk_officer_of_the_agency_records_it(desk, judged):
    for actor in (desk.leader(APPEALED), Desk(an_agency()).officer(APPEALED)):
        refusal(NotAllowed, lambda: record_appeal(judged, court=COURT, filed_on=DECIDED, actor=actor))  # noqa: B023
    assert COPY < DECIDED
