"""主动公开（第十二条、第二十六条）: by when something must be public, and what the catalogue says of it."""

from datetime import date

import pytest

from gongkai.law.publishing import catalogue_elements, ground_of_catalogue, is_late, publish_by
from gongkai.law.workdays import load_calendar

CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("formed_on", "last_day", "why"),
    [
        (date(2024, 3, 4), date(2024, 4, 1), "四个整周"),
        (date(2024, 3, 8), date(2024, 4, 8), "清明节放假，4月7日调休上班"),
        (date(2024, 3, 9), date(2024, 4, 8), "周六形成，从下一个工作日数起"),
        (date(2024, 9, 18), date(2024, 10, 21), "国庆节放假，两个周末调休"),
    ],
)
def test_art_26_counts_twenty_working_days_from_the_day_after(formed_on, last_day, why):
    assert publish_by(formed_on, CALENDAR) == last_day, why


def test_on_the_last_day_is_in_time_and_a_day_later_is_late():
    assert not is_late(date(2024, 3, 4), date(2024, 4, 1), CALENDAR)
    assert is_late(date(2024, 3, 4), date(2024, 4, 2), CALENDAR)


def test_art_12_asks_for_name_summary_and_day_beside_the_index_number():
    assert dict(catalogue_elements()) == {"title": "标题", "summary": "内容概述", "dated_on": "成文日期"}
    assert ground_of_catalogue().place() == "第十二条第二款"
