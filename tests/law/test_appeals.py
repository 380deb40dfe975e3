"""Reconsideration and lawsuit: the days of the agency, and how results count in table 4."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import appeals
from gongkai.law.appeals import InstanceFact, as_of, counts_as, results_of
from gongkai.law.errors import NotLawful
from gongkai.law.workdays import load_calendar

CALENDAR = load_calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


class TestAnswer:
    """复议法 art. 48 and 54: ten working days, five under the simple procedure; art. 88: working days."""

    @pytest.mark.parametrize(
        ("received", "procedure", "last"),
        [
            ("2024-03-04", "simple", "2024-03-11"),  # a Monday
            ("2024-03-04", "ordinary", "2024-03-18"),
            ("2024-09-27", "simple", "2024-10-10"),  # a Friday before a make-up Sunday and the holidays
            ("2024-01-01", "simple", "2024-01-08"),  # the first day of the new law is itself a holiday
        ],
    )
    def test_the_answer_counts_working_days_from_the_day_after_the_copy_came(self, received, procedure, last):
        due = appeals.answer_due(day(received), procedure, CALENDAR)
        assert due.on == day(last)
        assert due.limit.certain
        assert str(due.limit.citation).endswith("第五十四条" if procedure == "simple" else "第四十八条")

    @pytest.mark.parametrize("procedure", ["simple", "ordinary"])
    def test_before_2024_there_were_ten_natural_days_whatever_the_procedure(self, procedure):
        due = appeals.answer_due(day("2020-05-07"), procedure, CALENDAR)
        assert (due.on, due.rolled) == (day("2020-05-18"), day("2020-05-17"))  # a Sunday
        assert not due.limit.certain
        assert str(due.limit.citation).endswith("第二十三条")

    def test_the_day_the_copy_came_chooses_the_law(self):
        assert appeals.answer_due(day("2023-12-31"), "simple", CALENDAR).limit.count == 10
        assert appeals.answer_due(day("2024-01-01"), "simple", CALENDAR).limit.count == 5

    def test_before_the_regulations_nothing_is_counted(self):
        with pytest.raises(NotLawful, match="现行条例施行之前"):
            appeals.answer_due(day("2019-05-14"), "simple", CALENDAR)

    def test_without_an_answer_the_act_is_deemed_without_evidence(self):
        told = appeals.consequence_of("reconsideration", day("2024-03-11"))
        assert "视为该行政行为没有证据" in told.told
        assert told.citation.article == 70
        assert appeals.consequence_of("reconsideration", day("2020-03-11")).citation.article == 28
        assert appeals.consequence_of("lawsuit", day("2024-03-11")).citation.article == 34


class TestCourt:
    """诉讼法 art. 67, 81, 83, 85, 88, 101."""

    def test_the_defence_has_fifteen_days_that_all_count(self):
        due = appeals.defence_due(day("2024-03-04"), "first", CALENDAR)
        assert (due.on, due.rolled) == (day("2024-03-19"), None)

    def test_a_last_day_of_rest_moves_to_the_next_working_day(self):
        due = appeals.defence_due(day("2024-09-20"), "first", CALENDAR)  # 2024-10-05, in the holidays
        assert (due.rolled, due.on) == (day("2024-10-05"), day("2024-10-08"))

    def test_a_make_up_sunday_is_a_working_day(self):
        due = appeals.defence_due(day("2024-09-14"), "first", CALENDAR)  # Sunday, 2024-09-29, on which people work
        assert (due.on, due.rolled) == (day("2024-09-29"), None)

    def test_the_defence_on_appeal_rests_on_another_law_and_says_so(self):
        due = appeals.defence_due(day("2024-03-04"), "second", CALENDAR)
        assert due.on == day("2024-03-19")
        assert not due.limit.certain

    @pytest.mark.parametrize(
        ("instance", "procedure", "last"),
        [
            ("first", "ordinary", "2024-09-04"),
            ("first", "simple", "2024-04-18"),
            ("second", "ordinary", "2024-06-04"),
        ],
    )
    def test_courts_have_their_limits_too(self, instance, procedure, last):
        assert appeals.judgment_due(day("2024-03-04"), instance, procedure, CALENDAR).on == day(last)

    def test_a_month_without_that_day_ends_with_its_last(self):
        assert appeals.months_after(day("2024-08-31"), 6) == day("2025-02-28")
        assert appeals.months_after(day("2023-08-31"), 6) == day("2024-02-29")
        assert appeals.months_after(day("2024-07-15"), 6) == day("2025-01-15")
        assert appeals.months_after(day("2024-12-01"), 24) == day("2026-12-01")

    @pytest.mark.parametrize(
        ("result", "last"), [("revoked", "2024-03-19"), ("suit_dismissed", "2024-03-14"), ("", "2024-03-19")]
    )
    def test_an_appeal_has_fifteen_days_and_ten_against_a_ruling(self, result, last):
        assert appeals.appeal_due(day("2024-03-04"), result, CALENDAR).on == day(last)

    def test_after_reconsideration_one_may_sue_within_fifteen_days(self):
        assert appeals.suit_due(day("2024-03-04"), CALENDAR).on == day("2024-03-19")


class TestDecision:
    @pytest.mark.parametrize(
        ("admitted", "procedure", "last", "longer"),
        [
            ("2024-03-04", "simple", "2024-04-03", 0),
            ("2024-03-04", "ordinary", "2024-05-06", 30),  # the sixtieth day, 2024-05-03, lies in the holidays
            ("2020-03-02", "simple", "2020-05-06", 30),  # 2020-05-01, a holiday
        ],
    )
    def test_the_review_organ_decides_in_thirty_or_sixty_days(self, admitted, procedure, last, longer):
        due = appeals.decision_due(day(admitted), procedure, CALENDAR)
        assert (due.on, due.limit.longer) == (day(last), longer)

    def test_a_year_without_calendar_makes_the_day_provisional(self):
        due = appeals.defence_due(day("2090-03-01"), "first", CALENDAR)
        assert due.provisional == (2090,)


@given(st.dates(day("2019-05-15"), day("2026-10-01")), st.sampled_from(["defence.first", "appeal.ruling"]))
def test_a_later_start_never_ends_earlier_and_nothing_ends_on_a_day_of_rest(start, code):
    due = appeals.due(code, start, CALENDAR)
    assert CALENDAR.is_workday(due.on)
    assert due.on >= start + timedelta(days=due.limit.count)
    assert appeals.due(code, start + timedelta(days=1), CALENDAR).on >= due.on


class TestResults:
    """annual_report: upheld, overturned, other; practice [M], told in a note."""

    @pytest.mark.parametrize(
        ("codes", "counted"),
        [
            (("upheld", "claim_dismissed"), "upheld"),
            (("revoked", "changed", "declared_unlawful", "declared_void", "ordered"), "overturned"),
            (
                ("rejected", "not_admitted", "terminated", "mediated", "withdrawn", "suit_dismissed", "suit_withdrawn"),
                "other_result",
            ),
        ],
    )
    def test_each_detailed_result_counts_in_one_column(self, codes, counted):
        assert {counts_as(code) for code in codes} == {counted}

    def test_a_dismissed_appeal_leaves_the_first_result_as_it_is(self):
        for before in ("upheld", "overturned", "other_result"):
            assert counts_as("appeal_dismissed", before=before) == before
            assert counts_as("appeal_withdrawn", before=before) == before
            assert counts_as("revoked", before=before) == "overturned"

    def test_courts_and_review_organs_decide_in_their_own_ways(self):
        names = {
            stage: {result.code for result in results_of(stage)} for stage in ("reconsideration", "first", "second")
        }
        assert "claim_dismissed" not in names["reconsideration"]
        assert "upheld" not in names["first"]
        assert {"appeal_dismissed", "remanded"} <= names["second"] - names["first"]

    def test_only_a_correction_orders_a_new_reply(self):
        for result in results_of("reconsideration") + results_of("first"):
            assert not result.orders or result.counts == "overturned"

    def test_what_practice_leaves_open_is_told(self):
        assert all("惯例" in note for note in appeals.notes().values())


class TestInstances:
    """One case through its instances counts once, as it stands when the year ends."""

    first = InstanceFact("lawsuit:1", day("2020-03-02"), "upheld", day("2020-09-01"))
    second = InstanceFact("lawsuit:2", day("2020-09-10"), "overturned", day("2021-02-01"))

    def test_before_the_appeal_the_judgment_stands(self):
        assert as_of([self.first, self.second], day("2020-09-09")) == self.first

    def test_the_appeal_makes_the_case_pending_again_from_its_first_day(self):
        found = as_of([self.second, self.first], day("2020-12-31"))
        assert found == InstanceFact("lawsuit:2", day("2020-03-02"), "overturned", day("2021-02-01"))

    def test_before_the_filing_there_is_no_case(self):
        assert as_of([self.first], day("2020-03-01")) is None
