"""What was decided may still be contested: until when, on the case and on the list of the day (诉讼法 art. 45, 85)."""

from datetime import date

from tests.apps.applications.appealing import DECIDED, a_lawsuit, a_reconsideration, overturned

from gongkai.applications.actions import conclude_lawsuit, record_appeal
from gongkai.applications.queries.appeals import appeal_days, steps_of

LAST = date(2024, 4, 17)  # fifteen days after 2024-04-02


def days_of(desk, today):
    return [(day.kind, day.on) for day in appeal_days(desk.agency.pk, today) if day.kind == "appeal"]


def test_a_judgment_lost_may_be_appealed_for_fifteen_days_and_stands_on_the_list(desk):
    overturned(desk, a_lawsuit(desk))
    assert days_of(desk, DECIDED) == [("appeal", LAST)]
    assert days_of(desk, LAST) == [("appeal", LAST)]
    assert days_of(desk, date(2024, 4, 18)) == []


def test_once_appealed_it_is_no_longer_asked(desk):
    judgment = overturned(desk, a_lawsuit(desk))
    record_appeal(
        judgment, court="青州市中级人民法院", filed_on=date(2024, 4, 10), actor=desk.officer(date(2024, 4, 10))
    )
    assert days_of(desk, date(2024, 4, 11)) == []


def test_a_judgment_won_is_told_and_asks_nothing_of_the_agency(desk):
    judgment = conclude_lawsuit(
        a_lawsuit(desk), decided_as="claim_dismissed", concluded_on=DECIDED, decision_received_on=DECIDED,
        actor=desk.officer(DECIDED),
    )  # fmt: skip
    (step,) = [step for step in steps_of(judgment, DECIDED) if step.kind == "appeal"]
    assert (step.on, step.ours) == (LAST, False)
    assert days_of(desk, DECIDED) == []


def test_after_a_review_decision_the_case_tells_until_when_the_applicant_may_sue(desk):
    decision = overturned(desk, a_reconsideration(desk), order="", decided_as="upheld")
    (step,) = [step for step in steps_of(decision, DECIDED) if step.kind == "appeal"]
    assert (step.on, step.ours, step.cite) == (LAST, False, "《中华人民共和国行政诉讼法》第四十五条")
